/* Where the bytes of an import come from, and text made of them a piece at a time, so that a
   table of any size is read in the same memory. Private to the readers of import. */
#ifndef DOMAIN_ASSETS_IMPORT_SOURCE_H
#define DOMAIN_ASSETS_IMPORT_SOURCE_H

#include "base/faults.h"
#include "base/str.h"

/* Bytes in memory (an upload), or a file read by position. */
struct import_source {
    struct str bytes; /* when there is no file */
    int fd;           /* -1 = bytes */
    int64_t at, size;
    bool failed; /* the disk gave up in the middle */
};
struct import_source assets_import_source_bytes(struct str bytes);
/* A file; what has no size (a pipe) is taken into `lasting`, at most `max` bytes. Fails:
   ERR_MISSING, ERR_LIMIT, with a fault. */
enum status assets_import_source_open(struct arena *lasting, struct faults *faults,
                                      struct str path, size_t max,
                                      struct import_source *ret_source) MUST_USE;
void assets_import_source_close(struct import_source *source);
/* At most `n` bytes from `source->at` on, which moves; 0 at the end. */
size_t assets_import_source_read(struct import_source *source, char *room, size_t n);
/* The first `n` bytes or all there are; nothing moves. */
struct str assets_import_source_head(struct arena *arena, const struct import_source *source,
                                     size_t n);

/* MIXED: UTF-8, with every byte that is none of it taken for Windows-1252. */
enum import_encoding { IE_UTF8, IE_UTF16LE, IE_UTF16BE, IE_1252, IE_MIXED, IE_1250, IE_8859_2 };
/* By any of the names people write: "cp1252", "latin-1", "iso-8859-2". */
bool assets_import_encoding_parse(struct str said, enum import_encoding *ret_encoding);
struct str assets_import_encoding_name(enum import_encoding encoding);
/* What one byte stands for, where a letter is one byte. */
uint32_t assets_import_high(enum import_encoding encoding, unsigned char c);

struct import_text {
    struct import_source *source;
    enum import_encoding encoding;
    char carry[4]; /* raw bytes of a character whose rest was not read yet */
    size_t carry_n;
    bool ended;
};
/* Settle the encoding: a byte order mark, zero bytes, else one quick look at every byte.
   `wanted`: a name of an encoding, auto or empty. ERR_INVALID = not text in
   it. */
enum status assets_import_text_open(struct import_source *source, struct str wanted,
                                    struct import_text *ret_text) MUST_USE;
struct str assets_import_text_name(const struct import_text *text);
/* More UTF-8 into `room` (64 bytes or more); 0 at the end. */
size_t assets_import_text_read(struct import_text *text, char *room, size_t n);
/* All of it, at most `max` bytes. Fails: ERR_LIMIT. */
enum status assets_import_text_all(struct arena *lasting, struct import_text *text, size_t max,
                                   struct str *ret_all) MUST_USE;

#endif
