#include "domain/people/people.h"

#include "base/buf.h"
#include "people_sql.h"
#include "platform/journal/journal.h"

/* "am%" from what was typed: the start of a first name, with LIKE's own signs made plain. */
static struct str pattern_of(struct ctx *ctx, struct str search)
{
    struct buf buf;
    buf_init(&buf, ctx->arena, 1024);
    struct str folded = str_lower(ctx->arena, str_slice(search, 0, 80));
    for (size_t i = 0; i < folded.len; i++)
        if (folded.ptr[i] != '%' && folded.ptr[i] != '_' && folded.ptr[i] != '\\') buf_putc(&buf, folded.ptr[i]);
    buf_putc(&buf, '%');
    return buf_str(&buf);
}

static int turns(int64_t stored)
{
    return stored == INT_NONE ? -1 : (int)stored;
}

/* The four list statements give rows of one shape; sqlgen names a struct for each. */
#define COPY_ROWS(ctx, rows, count, ret_rows, ret_count)                                                 \
    do {                                                                                                 \
        struct people_row *out_ = ARENA_ARRAY((ctx)->arena, struct people_row, (count));                 \
        for (size_t i_ = 0; i_ < (count); i_++)                                                          \
            out_[i_] = (struct people_row){(rows)[i_].id, (rows)[i_].first_name, (rows)[i_].outcode,     \
                                           turns((rows)[i_].turns_to), (rows)[i_].created_at,            \
                                           (rows)[i_].connector};                                        \
        *(ret_rows) = out_;                                                                              \
        *(ret_count) = (count);                                                                          \
    } while (0)

static bool sees_all(const struct ctx *ctx)
{
    return ctx_has(ctx, STANDING_ADMIN | STANDING_LEAD | STANDING_SYSTEM);
}

enum status people_list(struct ctx *ctx, struct str search, int64_t limit, int64_t offset,
                        struct people_row **ret_rows, size_t *ret_count)
{
    struct str pattern = pattern_of(ctx, search);
    if (sees_all(ctx)) {
        struct people_sql_list_all *rows;
        size_t count;
        TRY(people_sql_list_all(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, pattern, limit, offset,
                                &rows, &count));
        COPY_ROWS(ctx, rows, count, ret_rows, ret_count);
        return OK;
    }
    struct people_sql_list_mine *rows;
    size_t count;
    TRY(people_sql_list_mine(ctx->db, ctx->arena, (struct person_id){ctx->actor.person}, pattern, limit, offset,
                             &rows, &count));
    COPY_ROWS(ctx, rows, count, ret_rows, ret_count);
    return OK;
}

enum status people_count(struct ctx *ctx, int64_t *ret_n)
{
    if (sees_all(ctx)) return people_sql_count_all(ctx->db, (struct place_id){ctx->actor.place}, ret_n);
    return people_sql_count_mine(ctx->db, (struct person_id){ctx->actor.person}, ret_n);
}

enum status people_list_nobody(struct ctx *ctx, int64_t limit, struct people_row **ret_rows, size_t *ret_count)
{
    if (sees_all(ctx)) {
        struct people_sql_nobody_all *rows;
        size_t count;
        TRY(people_sql_nobody_all(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, limit, &rows, &count));
        COPY_ROWS(ctx, rows, count, ret_rows, ret_count);
        return OK;
    }
    struct people_sql_nobody_mine *rows;
    size_t count;
    TRY(people_sql_nobody_mine(ctx->db, ctx->arena, (struct person_id){ctx->actor.person}, limit, &rows, &count));
    COPY_ROWS(ctx, rows, count, ret_rows, ret_count);
    return OK;
}

enum status people_nobody_figure(struct ctx *ctx, struct place_id place, struct people_nobody *ret_figure)
{
    struct people_sql_nobody_figure row;
    TRY(people_sql_nobody_figure(ctx->db, ctx->arena, place, &row));
    *ret_figure = (struct people_nobody){row.asked, row.first_nobody, row.now_nobody};
    return OK;
}

static struct said looked_words(struct str fact)
{
    if (str_is(fact, "people.acted_for")) return SAY("wrote for you");
    if (str_is(fact, "people.changed")) return SAY("changed what we hold about you");
    return SAY("looked at your page");
}

enum status people_looked(struct ctx *ctx, struct person_id person, int64_t limit, struct looked **ret_rows,
                          size_t *ret_count)
{
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    struct journal_fact *facts;
    size_t count, kept = 0;
    TRY(journal_list(ctx, person.v, STR("people."), 0, limit * 2, &facts, &count));
    struct looked *rows = ARENA_ARRAY(ctx->arena, struct looked, count);
    for (size_t i = 0; i < count && (int64_t)kept < limit; i++) {
        bool tells = str_is(facts[i].fact, "people.seen") || str_is(facts[i].fact, "people.acted_for") ||
                     str_is(facts[i].fact, "people.changed");
        if (!tells || facts[i].actor == person.v || facts[i].actor == 0) continue;
        struct said what = looked_words(facts[i].fact);
        rows[kept++] = (struct looked){people_first_name(ctx, (struct person_id){facts[i].actor}), facts[i].at,
                                       text_say(ctx->arena, ctx->locale, &what)};
    }
    *ret_rows = rows;
    *ret_count = kept;
    return OK;
}
