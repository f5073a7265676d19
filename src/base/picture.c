/* The outsides of JPEG, PNG, WebP and HEIC. Every length is checked against what is left. */
#include "base/picture.h"

#include <string.h>

#define TAIL_ZIP 65557 /* the end of a packed folder lies within this much of the end */

static uint32_t be16(const unsigned char *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t be32(const unsigned char *p)
{
    return be16(p) << 16 | be16(p + 2);
}

static uint32_t le16(const unsigned char *p)
{
    return (uint32_t)p[1] << 8 | p[0];
}

static uint32_t le32(const unsigned char *p)
{
    return le16(p + 2) << 16 | le16(p);
}

static bool at(struct str s, size_t from, const char *word, size_t n)
{
    return from <= s.len && s.len - from >= n && memcmp(s.ptr + from, word, n) == 0;
}

static const unsigned char *bytes_of(struct str s)
{
    return (const unsigned char *)s.ptr;
}

static bool zeros(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i]) return false;
    return true;
}

/* ---- JPEG ---- */

/* Where the coded dots that begin at `from` end: the next marker. */
static size_t scan_end(struct str s, size_t from)
{
    const unsigned char *p = bytes_of(s);
    for (size_t i = from; i + 1 < s.len; i++) {
        const unsigned char *found = memchr(p + i, 0xff, s.len - i - 1);
        if (!found) return s.len;
        i = (size_t)(found - p);
        unsigned char next = p[i + 1];
        bool inside = next == 0 || next == 0xff || (next >= 0xd0 && next <= 0xd7);
        if (!inside) return i;
    }
    return s.len;
}

/* Cameras put more behind: a second picture, a short film, their own notes. Those are dropped. */
static bool jpeg_tail_known(struct str tail)
{
    return zeros(tail) || at(tail, 0, "\xff\xd8\xff", 3) || at(tail, 4, "ftyp", 4) ||
           (tail.len > 4 && at(tail, tail.len - 4, "SEFT", 4));
}

static void jpeg_size(const unsigned char *segment, size_t size, struct picture_look *look)
{
    if (size < 8 || look->width) return;
    look->height = be16(segment + 3);
    look->width = be16(segment + 5);
}

/* A segment that says how large it is; not the tables between. */
static bool jpeg_frame(unsigned char marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Take the segment at i; false when it does not fit into what is left. */
static bool jpeg_segment(struct str s, size_t *i, struct picture_look *look)
{
    const unsigned char *p = bytes_of(s) + *i;
    if (s.len - *i < 4) return false;
    size_t size = be16(p + 2);
    if (size < 2 || s.len - *i - 2 < size) return false;
    if (jpeg_frame(p[1])) jpeg_size(p + 2, size, look);
    *i += 2 + size;
    return true;
}

static void jpeg_look(struct str s, struct picture_look *look)
{
    const unsigned char *p = bytes_of(s);
    size_t i = 2;
    bool dots = false;
    look->wrong = PICTURE_CUT;
    while (s.len - i >= 2 && p[i] == 0xff) {
        unsigned char marker = p[i + 1];
        if (marker == 0xff) { /* padding */
            i++;
            continue;
        }
        if (marker == 0xd9) {
            if (dots) look->wrong = jpeg_tail_known(str_slice(s, i + 2, s.len)) ? PICTURE_FINE : PICTURE_MORE;
            return;
        }
        if (!jpeg_segment(s, &i, look)) return;
        if (marker != 0xda) continue;
        dots = true;
        i = scan_end(s, i);
    }
}

/* ---- PNG ---- */

static void png_look(struct str s, struct picture_look *look)
{
    const unsigned char *p = bytes_of(s);
    bool dots = false;
    look->wrong = PICTURE_CUT;
    if (s.len < 33 || be32(p + 8) != 13 || !at(s, 12, "IHDR", 4)) return;
    look->width = be32(p + 16);
    look->height = be32(p + 20);
    for (size_t i = 8; s.len - i >= 12;) {
        size_t size = be32(p + i);
        if (size > s.len - i - 12) return;
        if (at(s, i + 4, "acTL", 4)) {
            look->wrong = PICTURE_MOVES;
            return;
        }
        dots = dots || at(s, i + 4, "IDAT", 4);
        bool end = at(s, i + 4, "IEND", 4);
        i += 12 + size;
        if (!end) continue;
        if (dots) look->wrong = zeros(str_slice(s, i, s.len)) ? PICTURE_FINE : PICTURE_MORE;
        return;
    }
}

/* ---- WebP ---- */

static void webp_chunk(struct str s, size_t i, size_t size, struct picture_look *look)
{
    const unsigned char *p = bytes_of(s) + i + 8;
    if (at(s, i, "VP8X", 4) && size >= 10) {
        if (p[0] & 2) look->wrong = PICTURE_MOVES;
        look->width = (le16(p + 4) | (uint32_t)p[6] << 16) + 1;
        look->height = (le16(p + 7) | (uint32_t)p[9] << 16) + 1;
    } else if (at(s, i, "VP8 ", 4) && size >= 10 && !look->width) {
        look->width = le16(p + 6) & 0x3fff;
        look->height = le16(p + 8) & 0x3fff;
    } else if (at(s, i, "VP8L", 4) && size >= 5 && !look->width) {
        uint32_t bits = le32(p + 1);
        look->width = (bits & 0x3fff) + 1;
        look->height = (bits >> 14 & 0x3fff) + 1;
    } else if (at(s, i, "ANIM", 4) || at(s, i, "ANMF", 4)) {
        look->wrong = PICTURE_MOVES;
    }
}

static void webp_look(struct str s, struct picture_look *look)
{
    const unsigned char *p = bytes_of(s);
    size_t whole = (size_t)le32(p + 4) + 8, i = 12;
    bool dots = false;
    look->wrong = PICTURE_FINE;
    if (whole > s.len + 1 || whole < 20) {
        look->wrong = PICTURE_CUT;
        return;
    }
    if (whole > s.len) whole = s.len;
    while (whole - i >= 8 && look->wrong == PICTURE_FINE) {
        size_t size = le32(p + i + 4);
        if (size > whole - i - 8) {
            look->wrong = PICTURE_CUT;
            return;
        }
        webp_chunk(s, i, size, look);
        dots = dots || at(s, i, "VP8", 3);
        i += 8 + size;
        if (size & 1 && i < whole) i++;
    }
    if (look->wrong == PICTURE_FINE && !dots) look->wrong = PICTURE_CUT;
    if (look->wrong == PICTURE_FINE && !zeros(str_slice(s, whole, s.len))) look->wrong = PICTURE_MORE;
}

/* ---- HEIC ---- */

/* The largest picture its boxes speak of: tiles are smaller than the whole. */
static void heic_size(struct str s, size_t from, size_t until, struct picture_look *look)
{
    const unsigned char *p = bytes_of(s);
    struct str box = str_slice(s, 0, until);
    for (size_t i = str_find(box, STR("ispe"), from); i != SIZE_MAX; i = str_find(box, STR("ispe"), i + 4)) {
        if (until - i < 16) return;
        uint32_t width = be32(p + i + 8), height = be32(p + i + 12);
        if ((uint64_t)width * height <= (uint64_t)look->width * look->height) continue;
        look->width = width;
        look->height = height;
    }
}

static bool brand_known(struct str s)
{
    static const char *const brands[] = {"heic", "heix", "heim", "heis", "mif1"};
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
        if (at(s, 8, brands[i], 4)) return true;
    return false;
}

static void heic_look(struct str s, struct picture_look *look)
{
    const unsigned char *p = bytes_of(s);
    size_t i = 0;
    bool meta = false, data = false;
    look->wrong = PICTURE_CUT;
    while (s.len - i >= 8) {
        size_t size = be32(p + i);
        if (size == 0) size = s.len - i;
        if (size < 8 || size > s.len - i) break; /* 64-bit sizes: larger than we take */
        if (at(s, i + 4, "moov", 4)) {
            look->wrong = PICTURE_MOVES;
            return;
        }
        if (at(s, i + 4, "meta", 4)) heic_size(s, i, i + size, look);
        meta = meta || at(s, i + 4, "meta", 4);
        data = data || at(s, i + 4, "mdat", 4);
        i += size;
    }
    if (!meta || !data || (i != s.len && s.len - i >= 8 && be32(p + i) > s.len - i)) return;
    look->wrong = zeros(str_slice(s, i, s.len)) ? PICTURE_FINE : PICTURE_MORE;
}

/* ---- all ---- */

static bool ends_packed(struct str s)
{
    struct str tail = s.len > TAIL_ZIP ? str_slice(s, s.len - TAIL_ZIP, s.len) : s;
    const unsigned char *p = bytes_of(tail);
    for (size_t i = str_find(tail, STR("PK\x05\x06"), 0); i != SIZE_MAX; i = str_find(tail, STR("PK\x05\x06"), i + 1))
        if (tail.len - i >= 22 && le16(p + i + 20) + 22 <= tail.len - i) return true;
    return false;
}

/* Words by which other programs would take the same bytes for something to run or to open. */
static bool something_else(struct str s)
{
    static const struct str words[] = {STR_INIT("<script"), STR_INIT("<SCRIPT"), STR_INIT("<?php"), STR_INIT("<html>"),
                                       STR_INIT("<HTML>"), STR_INIT("<svg ")};
    if (str_find(str_slice(s, 0, 1024), STR("%PDF-"), 0) != SIZE_MAX || ends_packed(s)) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(s.ptr, s.len, words[i].ptr, words[i].len)) return true;
    return false;
}

static bool strange(struct str s)
{
    return at(s, 0, "GIF8", 4) || at(s, 0, "BM", 2) || at(s, 0, "II*\0", 4) || at(s, 0, "MM\0*", 4) ||
           at(s, 4, "ftypavif", 8) || at(s, 4, "ftypavis", 8) || at(s, 4, "ftyphevc", 8) || at(s, 4, "ftypmsf1", 8) ||
           at(s, 0, "<svg", 4) || at(s, 0, "\0\0\0\x0cJXL ", 8) || at(s, 0, "\0\0\0\x0cjP  ", 8);
}

static enum picture_kind kind_of(struct str s)
{
    if (at(s, 0, "\xff\xd8\xff", 3)) return PICTURE_JPEG;
    if (at(s, 0, "\x89PNG\r\n\x1a\n", 8)) return PICTURE_PNG;
    if (at(s, 0, "RIFF", 4) && at(s, 8, "WEBP", 4)) return PICTURE_WEBP;
    return at(s, 4, "ftyp", 4) && brand_known(s) ? PICTURE_HEIC : PICTURE_OTHER;
}

static bool huge(const struct picture_look *look)
{
    return look->width > PICTURE_SIDE_MAX || look->height > PICTURE_SIDE_MAX ||
           (uint64_t)look->width * look->height > PICTURE_DOTS_MAX;
}

struct picture_look picture_look(struct str bytes)
{
    static void (*const looks[PICTURE_KIND_KNOWN])(struct str, struct picture_look *) = {
        [PICTURE_JPEG] = jpeg_look, [PICTURE_PNG] = png_look, [PICTURE_WEBP] = webp_look, [PICTURE_HEIC] = heic_look};
    struct picture_look look = {.kind = kind_of(bytes)};
    if (bytes.len == 0) look.wrong = PICTURE_EMPTY;
    else if (look.kind == PICTURE_OTHER) look.wrong = strange(bytes) ? PICTURE_STRANGE : PICTURE_NONE;
    else looks[look.kind](bytes, &look);
    if (look.wrong == PICTURE_FINE && (!look.width || !look.height)) look.wrong = PICTURE_CUT;
    if (look.wrong == PICTURE_FINE && something_else(bytes)) look.wrong = PICTURE_MORE;
    if ((look.wrong == PICTURE_FINE || look.wrong == PICTURE_CUT) && huge(&look)) look.wrong = PICTURE_HUGE;
    return look;
}
