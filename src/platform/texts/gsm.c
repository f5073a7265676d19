#include "platform/texts/gsm.h"

#include "base/buf.h"
#include "base/utf8.h"

#define NUMBERED 4 /* "1/2 " */
#define WORDS_MAX ((size_t)8192)

/* The letters of GSM 03.38 above ASCII; each takes one place. */
static const uint16_t gsm_high[] = {
    0xa1,  0xa3,  0xa4,  0xa5,  0xa7,  0xbf,  0xc4,  0xc5,  0xc6,  0xc7,  0xc9,  0xd1,  0xd6,
    0xd8,  0xdc,  0xdf,  0xe0,  0xe4,  0xe5,  0xe6,  0xe8,  0xe9,  0xec,  0xf1,  0xf2,  0xf6,
    0xf8,  0xf9,  0xfc,  0x393, 0x394, 0x398, 0x39b, 0x39e, 0x3a0, 0x3a3, 0x3a6, 0x3a8, 0x3a9};

/* Places one letter takes in GSM 03.38: 0 = it has none. */
static size_t gsm_places(uint32_t c)
{
    static const struct str twice = STR_INIT("[]{}\\^~|\f");
    char letter = c < 0x80 ? (char)c : '\0';
    if (c == 0x20ac || (letter && str_find(twice, str_of(&letter, 1), 0) != SIZE_MAX)) return 2;
    if (c == '`') return 0;
    if (c == '\n' || c == '\r' || (c >= ' ' && c < 0x7f)) return 1;
    for (size_t i = 0; i < sizeof gsm_high / sizeof *gsm_high; i++)
        if (gsm_high[i] == c) return 1;
    return 0;
}

static size_t places(uint32_t c, bool wide)
{
    return !wide ? gsm_places(c) : c > 0xffff ? 2 : 1;
}

size_t gsm_units(struct str words, bool *ret_wide)
{
    struct str rest = words;
    uint32_t c;
    size_t units = 0;
    bool wide = false;
    while (utf8_next(&rest, &c)) wide = wide || gsm_places(c) == 0;
    rest = words;
    while (utf8_next(&rest, &c)) units += places(c, wide);
    *ret_wide = wide;
    return units;
}

/* Controls, marks nobody sees and marks of direction. */
static bool unseen(uint32_t c)
{
    bool turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    bool control = (c < ' ' && c != '\n') || (c >= 0x7f && c <= 0x9f);
    return turns || control || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

/* What every phone has instead, or the letter itself. */
static const char *plain_mark(uint32_t c)
{
    static const struct { uint16_t mark; const char *plain; } marks[] = {
        {0x2018, "'"}, {0x2019, "'"}, {0x02bc, "'"}, {0x201c, "\""}, {0x201d, "\""}, {0x201e, "\""},
        {0x2013, "-"}, {0x2014, "-"}, {0x2011, "-"}, {0xa0, " "}, {0x202f, " "}, {0x2009, " "}, {0x2026, "..."}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].mark == c) return marks[i].plain;
    return NULL;
}

struct str gsm_plain(struct arena *arena, struct str words)
{
    struct buf out;
    uint32_t c;
    char bytes[4];
    buf_init(&out, arena, words.len * 3 + 16);
    while (utf8_next(&words, &c)) {
        const char *plain = plain_mark(c);
        if (plain) buf_puts(&out, plain);
        else if (!unseen(c)) buf_put(&out, str_of(bytes, utf8_encode(c, bytes)));
    }
    return buf_str(&out);
}

/* Bytes of `words` that fit into `room` places, ending at a blank when there is one. */
static size_t fits(struct str words, size_t room, bool wide)
{
    struct str rest = words;
    size_t used = 0, end = 0, blank = 0;
    uint32_t c;
    while (utf8_next(&rest, &c)) {
        used += places(c, wide);
        if (used > room) return blank > end / 2 ? blank : end;
        end = words.len - rest.len;
        if (c == ' ' || c == '\n') blank = end;
    }
    return end;
}

bool gsm_split(struct arena *arena, struct str words, size_t max, struct str **ret_parts,
               size_t *ret_count)
{
    bool wide;
    struct str *parts = ARENA_ARRAY(arena, struct str, max + 1), rest = str_trim(words);
    size_t n = 0, single, units = gsm_units(rest, &wide);
    if (words.len > WORDS_MAX) return false;
    single = wide ? UCS2_SINGLE : GSM_SINGLE;
    for (; rest.len > 0 && units > single; n++) {
        if (n == max) return false;
        size_t end = fits(rest, single - NUMBERED, wide);
        parts[n] = str_trim(str_slice(rest, 0, end));
        rest = str_trim(str_slice(rest, end, rest.len));
        if (rest.len == 0) units = 0;
    }
    if (n == 0 && rest.len > 0) parts[n++] = rest;
    for (size_t i = 0; n > 1 && i < n; i++)
        parts[i] = str_printf(arena, "%zu/%zu %.*s", i + 1, n, STR_ARG(parts[i]));
    *ret_parts = parts;
    *ret_count = n;
    return true;
}
