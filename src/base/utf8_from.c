/* Bytes of unknown encoding to UTF-8. */
#include "base/utf8.h"

#include "base/buf.h"

#include <string.h>

enum encoding { ENC_UTF8, ENC_UTF16LE, ENC_UTF16BE, ENC_1252, ENC_COUNT };

static const char *const names[ENC_COUNT] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};
static const struct str marks[ENC_COUNT] = {
    STR_INIT("\xef\xbb\xbf"), STR_INIT("\xff\xfe"), STR_INIT("\xfe\xff"), {NULL, 0}};

/* 0x80 to 0x9f; the five places the table leaves empty become U+FFFD. */
static const uint16_t high_1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

static bool has_nul(struct str s) {
    return s.len && memchr(s.ptr, '\0', s.len) != NULL;
}

/* Zero bytes on one side only are the sign of UTF-16: blanks and line ends have them in any
   script. */
static enum encoding guess(struct str bytes) {
    for (int e = ENC_UTF8; e <= ENC_UTF16BE; e++)
        if (str_starts(bytes, marks[e])) return (enum encoding)e;
    if (!has_nul(bytes)) return utf8_valid(bytes) ? ENC_UTF8 : ENC_1252;
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < bytes.len; i++) zeros[i & 1] += bytes.ptr[i] == '\0';
    if (zeros[0] == 0) return ENC_UTF16LE;
    if (zeros[1] == 0) return ENC_UTF16BE;
    return ENC_1252; /* and the NULs will be refused */
}

static bool named(struct str wanted, struct str bytes, enum encoding *ret_encoding) {
    if (wanted.len == 0 || str_ieq(wanted, STR("auto"))) {
        *ret_encoding = guess(bytes);
        return true;
    }
    for (int e = 0; e < ENC_COUNT; e++) {
        if (!str_ieq(wanted, str_from(names[e]))) continue;
        *ret_encoding = (enum encoding)e;
        return true;
    }
    return false;
}

static void put_code(struct buf *buf, uint32_t code) {
    char out[4];
    buf_put(buf, str_of(out, utf8_encode(code, out)));
}

static struct str from_1252(struct arena *arena, struct str bytes) {
    struct buf buf;
    buf_init(&buf, arena, bytes.len * 3 + 1);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        put_code(&buf, c >= 0x80 && c < 0xa0 ? high_1252[c - 0x80] : c);
    }
    return buf_str(&buf);
}

static uint32_t unit(struct str bytes, size_t at, bool big) {
    unsigned char a = (unsigned char)bytes.ptr[at], b = (unsigned char)bytes.ptr[at + 1];
    return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static struct str from_utf16(struct arena *arena, struct str bytes, bool big) {
    struct buf buf;
    buf_init(&buf, arena, bytes.len * 2 + 1);
    for (size_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t code = unit(bytes, i, big);
        if (code >= 0xd800 && code < 0xdc00 && i + 3 < bytes.len) {
            uint32_t low = unit(bytes, i + 2, big);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        put_code(&buf, code); /* half a pair comes out as U+FFFD */
    }
    return buf_str(&buf);
}

enum status utf8_from_bytes(struct arena *arena, struct str bytes, struct str wanted,
                            struct str *ret_text, struct str *ret_name) {
    enum encoding encoding;
    if (!named(wanted, bytes, &encoding)) return ERR_INVALID;
    if (marks[encoding].len && str_starts(bytes, marks[encoding]))
        bytes = str_slice(bytes, marks[encoding].len, bytes.len);
    struct str text = bytes.ptr ? bytes : STR("");
    if (encoding == ENC_UTF8 && !utf8_valid(bytes)) return ERR_INVALID;
    if (encoding == ENC_1252) text = from_1252(arena, bytes);
    if (encoding == ENC_UTF16LE || encoding == ENC_UTF16BE) {
        if (bytes.len % 2) return ERR_INVALID;
        text = from_utf16(arena, bytes, encoding == ENC_UTF16BE);
    }
    if (has_nul(text)) return ERR_INVALID;
    *ret_text = text;
    *ret_name = str_from(names[encoding]);
    return OK;
}
