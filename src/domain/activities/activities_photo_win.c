/* Small wins: how many came, said aloud from five on, with a line of whoever ran it. */
#include "domain/activities/activities_photo.h"

#include "activities_sql.h"

#define WORDS_MAX 300
#define RECENT_DAYS 14
#define SHOWN 3

enum status activities_win(struct ctx *ctx, const struct activity_at *at, struct activity_win *ret_win)
{
    struct activities_sql_win row;
    TRY(activities_sql_win(ctx->db, ctx->arena, at->asset.id, at->session.day, at->session.at, &row));
    if (row.total < WIN_LEAST) return ERR_MISSING;
    *ret_win = (struct activity_win){at->asset.id, at->session.day, row.on_day, at->session.at, (int)row.total, row.words};
    return OK;
}

enum status activities_win_last(struct ctx *ctx, struct asset_id asset, struct activity_win *ret_win)
{
    struct activities_sql_win_last *rows;
    size_t n;
    TRY(activities_sql_win_last(ctx->db, ctx->arena, asset, WIN_LEAST, &rows, &n));
    if (n == 0) return ERR_MISSING;
    *ret_win = (struct activity_win){asset, rows[0].day, rows[0].on_day, rows[0].at, (int)rows[0].total, rows[0].words};
    return OK;
}

enum status activities_win_put(struct ctx *ctx, const struct activity_at *at, struct str words)
{
    struct activity_win win;
    if (!activities_may_run(ctx, &at->asset, &at->series))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can write this line."));
    if (words.len > WORDS_MAX) return ctx_fault(ctx, ERR_INVALID, STR("win"), SAY("Use at most 300 letters."));
    TRY(activities_win(ctx, at, &win));
    return activities_sql_win_put(ctx->db, at->asset.id, at->session.day, at->session.at, at->asset.place,
                                  words.len > 0 ? words : STR_NONE, ctx->now);
}

enum status activities_wins_for(struct ctx *ctx, struct person_id person, struct activity_win **ret_wins, size_t *ret_count)
{
    struct activities_sql_wins_for *rows;
    size_t n;
    struct day since = {ctx_today(ctx).n - RECENT_DAYS};
    TRY(activities_sql_wins_for(ctx->db, ctx->arena, person, since, WIN_LEAST, SHOWN, &rows, &n));
    struct activity_win *wins = ARENA_ARRAY(ctx->arena, struct activity_win, n + 1);
    for (size_t i = 0; i < n; i++)
        wins[i] = (struct activity_win){rows[i].asset_id, rows[i].day, rows[i].on_day, rows[i].at, (int)rows[i].total, rows[i].words};
    *ret_wins = wins;
    *ret_count = n;
    return OK;
}
