/* Unicode through libunistring: validity, normal form, folding, words. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

bool utf8_valid(struct str s);
/* Next code point from *rest; 0xFFFD for a bad byte; false at the end. */
bool utf8_next(struct str *rest, uint32_t *ret_code);
size_t utf8_encode(uint32_t code, char out[4]); /* bytes written */
size_t utf8_count(struct str s);                /* code points */
struct str utf8_cut(struct str s, size_t max_bytes); /* never inside a character */
struct str utf8_nfc(struct arena *arena, struct str s); /* bad UTF-8 comes back as it was */
/* For comparing and indexing: NFD, marks stripped, lower case, Polish l-stroke to l, Arabic yeh
   and kaf unified, tatweel, ZWNJ and diacritics dropped. Not for showing. */
struct str utf8_fold(struct arena *arena, struct str s);
/* Cut the next word (letters, digits, marks; an apostrophe inside) from *rest. Works on folded
   and unfolded text alike; false at the end. */
bool utf8_next_word(struct str *rest, struct str *ret_word);

/* The first `most` characters with "..." behind them; all of it when it is no longer. */
struct str utf8_short(struct arena *arena, struct str words, size_t most);

/* Bytes of unknown encoding to UTF-8: BOM, then UTF-8 if valid, UTF-16 by zero bytes, else
   Windows-1252. `wanted` overrides ("utf-8", "utf-16le", "utf-16be", "windows-1252", "auto").
   ret_name is the encoding used. Fails: ERR_INVALID (not text: NULs, an unknown name). */
enum status utf8_from_bytes(struct arena *arena, struct str bytes, struct str wanted,
                            struct str *ret_text, struct str *ret_name) MUST_USE;

#endif
