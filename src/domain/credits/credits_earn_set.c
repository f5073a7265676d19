/* What a series gives, the programmes hours come from, and hours a group holds. */
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_own.h"

#include "credits_sql.h"
#include "domain/assets/merge.h"
#include "platform/journal/journal.h"

#define FAMILY_MAX 16
#define PROGRAMMES_MAX 100
#define AHEAD_DAYS 366

static const char *const whom_codes[EARN_WHOMS] = {"came", "all", "helpers"};

const char *credits_earn_whom_code(enum earn_whom whom)
{
    return whom < EARN_WHOMS ? whom_codes[whom] : whom_codes[0];
}

bool credits_earn_whom_parse(struct str code, enum earn_whom *ret_whom)
{
    for (int i = 0; i < EARN_WHOMS; i++)
        if (str_is(code, whom_codes[i])) {
            *ret_whom = (enum earn_whom)i;
            return true;
        }
    return false;
}

/* ---- reading ---- */

#define EARN(r)                                                                                                                       \
    ((struct credits_earn){.asset = (r)->asset_id, .from = (r)->from_day, .gives = (r)->gives && !instant_is((r)->ended_at),          \
                           .minutes = (r)->minutes, .whom = whom_of((r)->whom), .programme = (r)->programme_id, .programme_name = (r)->name, \
                           .issue = (r)->account_id})

static enum earn_whom whom_of(struct str code)
{
    enum earn_whom whom;
    return credits_earn_whom_parse(code, &whom) ? whom : EARN_CAME;
}

static enum status one_on(struct ctx *ctx, struct asset_id asset, struct day day, struct credits_earn *ret_earn)
{
    struct credits_sql_earn_on row;
    TRY(credits_sql_earn_on(ctx->db, ctx->arena, asset, day, &row));
    *ret_earn = EARN(&row);
    return OK;
}

enum status credits_earn_on(struct ctx *ctx, struct asset_id asset, struct day day, struct credits_earn *ret_earn)
{
    struct asset_id parts[FAMILY_MAX];
    size_t n;
    enum status status = one_on(ctx, asset, day, ret_earn);
    if (status != ERR_MISSING) return status;
    TRY(assets_merged_of(ctx, asset, parts, FAMILY_MAX, &n));
    for (size_t i = 0; i < n && status == ERR_MISSING; i++) status = one_on(ctx, parts[i], day, ret_earn);
    return status;
}

enum status credits_earn_next(struct ctx *ctx, struct asset_id asset, struct day day, struct credits_earn *ret_earn)
{
    struct credits_sql_earn_next row;
    TRY(credits_sql_earn_next(ctx->db, ctx->arena, asset, day, &row));
    *ret_earn = EARN(&row);
    return OK;
}

struct str credits_earn_time(const struct ctx *ctx, const struct credits_earn *earn, int64_t lasts)
{
    int64_t minutes = earn->minutes > 0 ? earn->minutes : lasts;
    return earn->gives && minutes > 0 ? credits_time(ctx, minutes) : STR("");
}

/* ---- setting it ---- */

static enum status check_day(struct ctx *ctx, const struct asset *series, const struct credits_earn *earn)
{
    int64_t given;
    struct day today = ctx_today(ctx);
    if (!day_is(earn->from) || earn->from.n < today.n || earn->from.n > today.n + AHEAD_DAYS)
        return ctx_fault(ctx, ERR_INVALID, STR("from"), SAY("Choose today or a later day, within a year. What is past stays as it was."));
    TRY(credits_sql_award_since(ctx->db, series->id, earn->from, &given));
    if (given > 0) return ctx_fault(ctx, ERR_CONFLICT, STR("from"), SAY("Hours were given for that day already. Choose a later day."));
    return OK;
}

static enum status check_programme(struct ctx *ctx, const struct asset *series, const struct credits_earn *earn)
{
    struct credits_sql_earn_programme row;
    enum status status = credits_sql_earn_programme(ctx->db, ctx->arena, earn->programme, &row);
    if (status != OK && status != ERR_MISSING) return status;
    bool fine = status == OK && row.series && !instant_is(row.ended_at) && (row.place_id.v == 0 || row.place_id.v == series->place.v);
    if (fine || (!earn->gives && status == OK)) return OK;
    return ctx_fault(ctx, ERR_INVALID, STR("programme"), SAY("Choose a programme that activities of this place may use. A coordinator can allow one."));
}

enum status credits_earn_set(struct ctx *ctx, const struct asset *series, const struct credits_earn *earn)
{
    enum status status = OK;
    if (earn->minutes < 0 || earn->minutes > EARN_MINUTES_MAX)
        status = ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Choose how long, up to 8 hours for one date."));
    if (earn->whom >= EARN_WHOMS) status = ctx_fault(ctx, ERR_INVALID, STR("whom"), SAY("Choose who earns."));
    TRY(status);
    TRY(check_programme(ctx, series, earn));
    TRY(check_day(ctx, series, earn));
    const struct credits_sql_earn_put_in in = {
        .asset = series->id, .from = earn->from, .place = series->place, .programme = earn->programme, .gives = earn->gives, .minutes = earn->minutes,
        .whom = str_from(credits_earn_whom_code(earn->whom)), .by = {ctx->actor.person}, .now = ctx->now};
    TRY(credits_sql_earn_clear(ctx->db, series->id, earn->from));
    TRY(credits_sql_earn_put(ctx->db, &in));
    return journal_record(ctx, "credits.earn_set", series->id.v, earn->programme.v, STR_NONE);
}

/* ---- programmes ---- */

enum status credits_earn_programmes(struct ctx *ctx, struct place_id place, struct earn_programme **ret_rows, size_t *ret_count)
{
    struct credits_sql_earn_programmes *rows;
    size_t n;
    TRY(credits_sql_earn_programmes(ctx->db, ctx->arena, place, PROGRAMMES_MAX, &rows, &n));
    struct earn_programme *all = ARENA_ARRAY(ctx->arena, struct earn_programme, n + 1);
    for (size_t i = 0; i < n; i++)
        all[i] = (struct earn_programme){.id = rows[i].id, .issue = rows[i].account_id, .name = rows[i].name,
                                            .allowed_by = rows[i].by_name.ptr ? rows[i].by_name : STR(""), .series = rows[i].series,
                                            .ended = instant_is(rows[i].ended_at), .given = rows[i].given - rows[i].back, .people = rows[i].people};
    *ret_rows = all;
    *ret_count = n;
    return OK;
}

enum status credits_earn_usable(struct ctx *ctx, struct place_id place, struct earn_programme **ret_rows, size_t *ret_count)
{
    struct credits_sql_earn_open *rows;
    size_t n;
    TRY(credits_sql_earn_open(ctx->db, ctx->arena, place, PROGRAMMES_MAX, &rows, &n));
    struct earn_programme *all = ARENA_ARRAY(ctx->arena, struct earn_programme, n + 1);
    for (size_t i = 0; i < n; i++) all[i] = (struct earn_programme){.id = rows[i].id, .issue = rows[i].account_id, .name = rows[i].name, .series = true};
    *ret_rows = all;
    *ret_count = n;
    return OK;
}

/* An administrator of its place; of the installation's, any. */
static enum status may_keep(struct ctx *ctx, struct programme_id id)
{
    struct credits_sql_earn_programme row;
    TRY(credits_sql_earn_programme(ctx->db, ctx->arena, id, &row));
    if (ctx_has(ctx, STANDING_SYSTEM)) return OK;
    return ctx_has(ctx, STANDING_ADMIN) && (row.place_id.v == 0 || row.place_id.v == ctx->actor.place) ? OK : ERR_DENIED;
}

static enum status ended_before(struct ctx *ctx, enum status status)
{
    if (status != ERR_MISSING) return status;
    return ctx_fault(ctx, ERR_CONFLICT, STR("programme"), SAY("This programme has ended. Nothing was changed."));
}

enum status credits_earn_allow(struct ctx *ctx, struct programme_id id, bool series)
{
    TRY(may_keep(ctx, id));
    TRY(ended_before(ctx, credits_sql_earn_allow(ctx->db, id, series, (struct person_id){ctx->actor.person}, ctx->now)));
    return journal_record(ctx, "credits.programme", id.v, series, STR_NONE);
}

enum status credits_earn_end(struct ctx *ctx, struct programme_id id)
{
    TRY(may_keep(ctx, id));
    TRY(ended_before(ctx, credits_sql_earn_end(ctx->db, id, ctx->now)));
    return journal_record(ctx, "credits.programme", id.v, -1, STR_NONE);
}

/* ---- hours a group holds ---- */

bool credits_group_may(struct ctx *ctx, const struct asset *group)
{
    return assets_may_change(ctx, group);
}

/* Somebody who came there; else by the name in the books that is on their own page of hours. */
static enum status thanked(struct ctx *ctx, const struct asset *group, const struct credits_group_thanks *t, struct account_id *ret_id)
{
    struct credits_account account;
    int64_t n = 0;
    if (t->person.v != 0) {
        TRY(credits_sql_came_once(ctx->db, group->id, t->person, &n));
        if (n == 0) return ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose somebody who came there, or write their name in the books."));
        return credits_member(ctx, t->person, ret_id);
    }
    if (t->account.len == 0) return ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose who is thanked."));
    TRY(credits_account_said(ctx, t->account, STR("account"), &account));
    if (account.kind != CREDITS_MEMBER) return ctx_fault(ctx, ERR_INVALID, STR("account"), SAY("That is not a person's name in the books. It is on their page of hours."));
    *ret_id = account.id;
    return OK;
}

enum status credits_group_thank(struct ctx *ctx, const struct asset *group, const struct credits_group_thanks *t, struct credits_posted *ret_posted)
{
    struct account_id from, to;
    if (!credits_group_may(ctx, group)) return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only the people who look after this group can use its hours."));
    if (t->person.v == ctx->actor.person && t->person.v != 0)
        return ctx_fault(ctx, ERR_DENIED, STR("person"), SAY("Nobody thanks themselves with a group's hours. Ask somebody else who looks after it."));
    TRY(thanked(ctx, group, t, &to));
    struct account_id own;
    if (ctx->actor.person != 0 && credits_member_find(ctx, (struct person_id){ctx->actor.person}, &own) == OK && own.v == to.v)
        return ctx_fault(ctx, ERR_DENIED, STR("account"), SAY("Nobody thanks themselves with a group's hours. Ask somebody else who looks after it."));
    TRY(credits_asset_account(ctx, group->id, CREDITS_GROUP, &from));
    const struct credits_post post = {.key = t->key, .from = from, .to = to, .minutes = t->minutes, .kind = ENTRY_GIVE, .words = t->words, .via = "web"};
    return credits_post(ctx, &post, ret_posted);
}

enum status credits_group_endow(struct ctx *ctx, const struct asset *group, struct programme_id programme, int64_t minutes, struct str key, struct credits_posted *ret_posted)
{
    struct credits_sql_earn_programme row;
    struct account_id to;
    TRY(may_keep(ctx, programme));
    TRY(credits_sql_earn_programme(ctx->db, ctx->arena, programme, &row));
    if (instant_is(row.ended_at)) return ctx_fault(ctx, ERR_CONFLICT, STR("programme"), SAY("This programme has ended. Nothing was changed."));
    if (row.place_id.v != 0 && row.place_id.v != group->place.v)
        return ctx_fault(ctx, ERR_INVALID, STR("programme"), SAY("Choose a programme of the same place."));
    TRY(credits_asset_account(ctx, group->id, CREDITS_GROUP, &to));
    const struct credits_post post = {.key = key, .from = row.account_id, .to = to, .minutes = minutes, .kind = ENTRY_GIFT, .words = row.name, .via = "web"};
    return credits_post(ctx, &post, ret_posted);
}
