#include "platform/texts/texts.h"

#include "base/buf.h"
#include "base/utf8.h"

#define TYPED_MAX 40

/* A digit of any of the scripts we speak as '0' to '9'; other letters as they are, those above ASCII
   as 0. */
static char plain(uint32_t c)
{
    if (c >= 0x660 && c <= 0x669) return (char)(c - 0x660 + '0');
    if (c >= 0x6f0 && c <= 0x6f9) return (char)(c - 0x6f0 + '0');
    return c < 0x80 ? (char)c : '\0';
}

/* Digits with a leading +; false when there is anything but the usual marks between them. */
static bool dialled(struct str typed, struct buf *out)
{
    static const struct str marks = STR_INIT(" -().\t");
    uint32_t c;
    while (utf8_next(&typed, &c)) {
        char letter = plain(c);
        bool first_plus = letter == '+' && out->len == 0;
        if ((letter >= '0' && letter <= '9') || first_plus) buf_putc(out, letter);
        else if (str_find(marks, str_of(&letter, 1), 0) == SIZE_MAX) return false;
    }
    return !out->over;
}

static struct str from(struct str s, size_t n)
{
    return str_slice(s, n, s.len);
}

/* E.164: a country code without a leading nought, 7 to 15 digits in all. */
struct str texts_number(struct arena *arena, struct str typed)
{
    struct buf out;
    struct str s = str_trim(typed);
    if (s.len == 0 || s.len > TYPED_MAX) return STR_NONE;
    /* "+44 (0)7700": the nought in brackets is for callers at home */
    if (s.ptr[0] == '+' || str_starts(s, STR("00"))) s = str_replace(arena, s, STR("(0)"), STR(""));
    buf_init(&out, arena, TYPED_MAX);
    if (!dialled(s, &out)) return STR_NONE;
    struct str n = buf_str(&out);
    if (str_starts(n, STR("00"))) n = str_cat(arena, STR("+"), from(n, 2));
    else if (str_starts(n, STR("0"))) n = str_cat(arena, STR("+44"), from(n, 1));
    if (str_starts(n, STR("+440"))) n = str_cat(arena, STR("+44"), from(n, 4));
    bool nought = str_starts(n, STR("+440")); /* a second one is no number */
    bool fine = n.len >= 8 && n.len <= 16 && n.ptr[0] == '+' && n.ptr[1] != '0' && !nought;
    return fine ? n : STR_NONE;
}

struct str texts_number_end(struct str number)
{
    return number.len > 3 ? from(number, number.len - 3) : number;
}
