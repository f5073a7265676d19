#include "platform/texts/texts.h"

#include "base/buf.h"

#define TYPED_MAX 40

/* Digits of any of the scripts we speak, with a leading +; false when there is anything but the
   usual marks between them. */
static bool dialled(struct str typed, struct buf *out)
{
    uint32_t c;
    while (typed.len > 0) {
        unsigned char first = (unsigned char)typed.ptr[0];
        size_t wide = first < 0x80 ? 1 : 2;
        if (typed.len < wide) return false;
        c = wide == 1 ? first : (uint32_t)(first & 0x1f) << 6 | ((unsigned char)typed.ptr[1] & 0x3f);
        typed = str_slice(typed, wide, typed.len);
        if (c >= 0x660 && c <= 0x669) c = c - 0x660 + '0';
        if (c >= 0x6f0 && c <= 0x6f9) c = c - 0x6f0 + '0';
        if ((c >= '0' && c <= '9') || (c == '+' && out->len == 0)) buf_putc(out, (char)c);
        else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '\t') return false;
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
