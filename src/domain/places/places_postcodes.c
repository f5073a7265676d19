/* Whole postcodes: their shape, their number, and looking one up. */
#include "domain/places/places_postcodes.h"

#include "places_sql.h"

static bool letter(char c) { return c >= 'A' && c <= 'Z'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }

/* "B36", "M1", "EC1A", "W1A": a letter or two, a digit, and at most one sign more. */
static bool outward(struct str s) {
    size_t at = s.len > 0 && letter(s.ptr[0]) ? 1 : SIZE_MAX;
    if (at == SIZE_MAX || s.len < 2 || s.len > 4) return false;
    if (letter(s.ptr[at])) at++;
    if (at >= s.len || !digit(s.ptr[at++])) return false;
    return at == s.len || (at + 1 == s.len && (digit(s.ptr[at]) || letter(s.ptr[at])));
}

bool places_postcode_parse(struct str postcode, char room[8], struct str *ret_code) {
    size_t n = 0;
    for (size_t i = 0; i < postcode.len; i++) {
        char c = postcode.ptr[i];
        if (c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if (n == 7 || (!letter(c) && !digit(c))) return false;
        room[n++] = c;
    }
    if (n < 5) return false;
    struct str out = str_of(room, n - 3);
    if (!digit(room[n - 3]) || !letter(room[n - 2]) || !letter(room[n - 1]) || !outward(out))
        return false;
    *ret_code = str_of(room, n);
    return true;
}

int64_t places_postcode_number(struct str code) {
    int64_t n = 0;
    for (size_t i = 0; i < 7; i++) {
        char c = i < code.len ? code.ptr[i] : ' ';
        n = n * 37 + (digit(c) ? c - '0' + 1 : letter(c) ? c - 'A' + 11 : 0);
    }
    return n;
}

enum status places_postcode_find(struct ctx *ctx, struct str postcode,
                                 struct places_postcode *ret_postcode) {
    char room[8];
    struct str code;
    struct places_sql_postcode_find row;
    if (!places_postcode_parse(str_trim(postcode), room, &code)) return ERR_MISSING;
    TRY(places_sql_postcode_find(ctx->db, ctx->arena, places_postcode_number(code), &row));
    *ret_postcode =
        (struct places_postcode){row.code, row.lat, row.lon, row.ward, row.lad, row.lsoa};
    return OK;
}
