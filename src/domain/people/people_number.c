/* Whose telephone it is: numbers are kept as people typed them, and compared as they are dialled. */
#include "domain/people/people_number.h"

#include "people_sql.h"
#include "platform/texts/texts.h"

#define TAIL 6

enum status people_of_number(struct ctx *ctx, struct str number, struct person **ret_people, size_t *ret_count)
{
    struct people_sql_of_number *rows;
    struct person *out = ARENA_ARRAY(ctx->arena, struct person, PEOPLE_OF_NUMBER);
    size_t n, kept = 0;
    const unsigned standing = ctx->actor.standing;
    enum status status = OK;
    *ret_people = out;
    *ret_count = 0;
    if (number.len < TAIL) return OK;
    TRY(people_sql_of_number(ctx->db, ctx->arena, str_slice(number, number.len - TAIL, number.len), &rows, &n));
    ctx->actor.standing |= STANDING_SYSTEM;
    for (size_t i = 0; status == OK && i < n && kept < PEOPLE_OF_NUMBER; i++)
        if (str_eq(texts_number(ctx->arena, rows[i].phone), number)) status = people_find(ctx, rows[i].id, &out[kept++]);
    ctx->actor.standing = standing;
    if (status == OK) *ret_count = kept;
    return status;
}
