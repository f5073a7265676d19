/* application/x-www-form-urlencoded, and queries. */
#include "platform/http/http.h"

#define FORM_PAIRS_MAX 2000

enum status http_form_parse(struct arena *arena, struct str text, struct http_pair **ret_pairs,
                            size_t *ret_count)
{
    struct http_pair *pairs = NULL;
    size_t count = 0;
    struct str rest = text, piece;
    while (str_next(&rest, '&', &piece)) {
        if (piece.len == 0) continue;
        if (count == FORM_PAIRS_MAX) return ERR_LIMIT;
        size_t eq = str_find(piece, STR("="), 0);
        struct str name = http_url_decode(arena, str_slice(piece, 0, eq), true);
        struct str value = STR("");
        if (eq != SIZE_MAX)
            value = http_url_decode(arena, str_slice(piece, eq + 1, piece.len), true);
        if (!name.ptr || !value.ptr) return ERR_INVALID;
        struct http_pair *pair = ARENA_PUSH(arena, pairs, count);
        *pair = (struct http_pair){name, value};
        TRY(arena_check(arena));
    }
    *ret_pairs = pairs;
    *ret_count = count;
    return OK;
}
