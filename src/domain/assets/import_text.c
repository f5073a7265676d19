/* Bytes of unknown encoding to UTF-8, a piece at a time. */
#include "domain/assets/import_source.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

#define LOOK ((size_t)64 << 10)

static const struct str marks[] = {
    STR_INIT("\xef\xbb\xbf"), STR_INIT("\xff\xfe"), STR_INIT("\xfe\xff"), {NULL, 0}};

/* What the second byte may be after the first. */
static bool second_sound(unsigned char first, unsigned char second) {
    unsigned char low = first == 0xE0   ? 0xA0
                        : first == 0xF0 ? 0x90
                                        : 0x80,
                  high = first == 0xED   ? 0x9F
                         : first == 0xF4 ? 0x8F
                                         : 0xBF;
    return second >= low && second <= high;
}

static size_t length_of(unsigned char first) {
    if (first < 0xC2 || first > 0xF4) return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Length of the sound UTF-8 sequence at `s`; 0 = none; SIZE_MAX = it may go on after the
   end. */
static size_t sequence(const unsigned char *s, size_t n) {
    if (s[0] < 0x80) return 1;
    size_t want = length_of(s[0]);
    for (size_t i = 1; i < want; i++) {
        if (i >= n) return SIZE_MAX;
        if (i == 1 ? !second_sound(s[0], s[1]) : (s[i] & 0xC0) != 0x80) return 0;
    }
    return want;
}

/* ---- which encoding ---- */

/* Zero bytes (nearly) all on one side are the sign of UTF-16: blanks and line ends have them in
   any script. */
static bool utf16_guess(struct str head, enum import_encoding *ret_encoding) {
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < head.len; i++) zeros[i & 1] += head.ptr[i] == '\0';
    if (zeros[0] * 8 >= zeros[1] && zeros[1] * 8 >= zeros[0]) return false;
    if ((zeros[0] + zeros[1]) * 48 < head.len) return false; /* blanks alone are more */
    *ret_encoding = zeros[0] < zeros[1] ? IE_UTF16LE : IE_UTF16BE;
    return true;
}

static bool named(struct str wanted, struct str head, enum import_encoding *ret_encoding,
                  bool *ret_sure) {
    *ret_sure = true;
    if (assets_import_encoding_parse(wanted, ret_encoding)) {
        bool other = *ret_encoding == IE_UTF16LE && str_starts(head, marks[IE_UTF16BE]);
        if (other) *ret_encoding = IE_UTF16BE; /* the file itself says which half comes first */
        return true;
    }
    if (wanted.len > 0 && !str_ieq(wanted, STR("auto"))) return false;
    *ret_sure = false;
    *ret_encoding = IE_UTF8;
    for (int e = IE_UTF8; e <= IE_UTF16BE; e++)
        if (str_starts(head, marks[e])) {
            *ret_encoding = (enum import_encoding)e;
            return true;
        }
    if (head.len > 0 && memchr(head.ptr, '\0', head.len)) (void)utf16_guess(head, ret_encoding);
    return true;
}

/* Bytes of a piece that are whole, sound UTF-8. */
static size_t sound(struct str s) {
    size_t at = 0;
    const unsigned char *p = (const unsigned char *)s.ptr;
    while (at < s.len) {
        uint64_t eight;
        if (at + 8 <= s.len) {
            memcpy(&eight, p + at, 8);
            if (!(eight & 0x8080808080808080u)) {
                at += 8;
                continue;
            }
        }
        size_t n = sequence(p + at, s.len - at);
        if (n == 0 || n == SIZE_MAX) break;
        at += n;
    }
    return at;
}

struct looked {
    bool zero, foul; /* a zero byte; bytes that are no UTF-8 */
};

/* One pass over every byte. A character cut by the end of a piece is looked at with the next. */
static struct looked look(struct import_source *source) {
    char room[LOOK];
    struct looked looked = {false, false};
    int64_t begin = source->at;
    size_t kept = 0, got;
    while ((got = assets_import_source_read(source, room + kept, sizeof room - kept)) > 0) {
        struct str s = str_of(room, kept + got);
        if (memchr(room + kept, '\0', got)) looked.zero = true;
        if (looked.zero) break;
        kept = 0;
        if (looked.foul) continue;
        size_t n = sound(s);
        if (n < s.len && sequence((const unsigned char *)s.ptr + n, s.len - n) == SIZE_MAX) {
            kept = s.len - n;
            memmove(room, room + n, kept);
        } else if (n < s.len) looked.foul = true;
    }
    looked.foul = looked.foul || kept > 0; /* the file ends inside a character */
    source->at = begin;
    return looked;
}

enum status assets_import_text_open(struct import_source *source, struct str wanted,
                                    struct import_text *ret_text) {
    struct arena arena;
    enum import_encoding encoding;
    bool sure;
    arena_init(&arena, 4 * LOOK);
    struct str head = assets_import_source_head(&arena, source, LOOK);
    bool known = named(wanted, head, &encoding, &sure);
    bool marked = known && encoding <= IE_UTF16BE && str_starts(head, marks[encoding]);
    arena_release(&arena);
    if (!known) return ERR_INVALID;
    source->at = marked ? (int64_t)marks[encoding].len : 0;
    if (encoding == IE_UTF16LE || encoding == IE_UTF16BE) {
        if (source->size % 2) return ERR_INVALID;
    } else {
        struct looked looked = look(source);
        if (looked.zero || (looked.foul && sure && encoding == IE_UTF8)) return ERR_INVALID;
        if (looked.foul && encoding == IE_UTF8) encoding = IE_MIXED;
    }
    *ret_text = (struct import_text){.source = source, .encoding = encoding};
    return OK;
}

struct str assets_import_text_name(const struct import_text *text) {
    return assets_import_encoding_name(text->encoding);
}

/* ---- to UTF-8 ---- */

/* Code of one 16-bit unit or pair; 0 bytes used = the rest was not read yet. */
static size_t utf16_take(const unsigned char *s, size_t n, bool big, uint32_t *ret_code) {
    size_t hi = big ? 0 : 1, lo = 1 - hi;
    if (n < 2) return 0;
    uint32_t code = (uint32_t)s[hi] << 8 | s[lo];
    *ret_code = code;
    if (code < 0xD800 || code >= 0xDC00) return 2;
    if (n < 4) return 0;
    uint32_t low = (uint32_t)s[2 + hi] << 8 | s[2 + lo];
    if (low < 0xDC00 || low >= 0xE000) return 2; /* half a pair comes out as U+FFFD */
    *ret_code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    return 4;
}

/* One character; 0 = the rest of it was not read yet. */
static size_t take(enum import_encoding e, const unsigned char *s, size_t n,
                   uint32_t *ret_code) {
    if (e == IE_UTF16LE || e == IE_UTF16BE) return utf16_take(s, n, e == IE_UTF16BE, ret_code);
    *ret_code = assets_import_high(e, s[0]);
    return 1;
}

/* `ended`: nothing follows, so that what is cut short is taken as it is. */
static size_t decode(struct import_text *text, const unsigned char *s, size_t n, bool ended,
                     char *out) {
    size_t at = 0, len = 0;
    while (at < n) {
        uint32_t code = 0xFFFD;
        if (text->encoding == IE_MIXED) {
            size_t size = sequence(s + at, n - at);
            if (size == SIZE_MAX && !ended) break;
            if (size > 0 && size != SIZE_MAX) {
                memcpy(out + len, s + at, size);
                len += size;
                at += size;
                continue;
            }
        }
        size_t used = take(text->encoding, s + at, n - at, &code);
        if (used == 0 && !ended) break;
        at += used ? used : n - at;
        len += utf8_encode(code ? code : ' ', out + len);
    }
    text->carry_n = n - at;
    memcpy(text->carry, s + at, text->carry_n);
    return len;
}

size_t assets_import_text_read(struct import_text *text, char *room, size_t n) {
    if (text->ended) return 0;
    if (text->encoding == IE_UTF8) {
        size_t got = assets_import_source_read(text->source, room, n);
        text->ended = got < n;
        return got;
    }
    char raw[LOOK];
    size_t want = n / 3 - 4 < sizeof raw - 4 ? n / 3 - 4 : sizeof raw - 4, len = 0;
    while (len == 0 && !text->ended) {
        memcpy(raw, text->carry, text->carry_n);
        size_t got = assets_import_source_read(text->source, raw + text->carry_n, want);
        text->ended = got < want;
        len = decode(text, (unsigned char *)raw, text->carry_n + got, text->ended, room);
    }
    return len;
}

enum status assets_import_text_all(struct arena *lasting, struct import_text *text, size_t max,
                                   struct str *ret_all) {
    size_t size = (size_t)text->source->size;
    if (size > 2 * max) return ERR_LIMIT;
    size_t len = 0, room = text->encoding == IE_UTF8 ? size + 1 : size * 3 + 64;
    char *all = arena_alloc(lasting, room);
    while (room - len >= 64 || text->encoding == IE_UTF8) {
        size_t got = assets_import_text_read(text, all + len, room - len);
        if (got == 0) break;
        len += got;
    }
    if (len > max) return ERR_LIMIT;
    *ret_all = str_of(all, len);
    return OK;
}
