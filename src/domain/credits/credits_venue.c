/* Venues: who takes hours, the code beside their till, and what becomes of the hours they took. */
#include "domain/credits/credits_agreement.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/credits/credits_own.h"
#include "platform/auth/secret.h"
#include "platform/journal/journal.h"

#define CHOICES 500

/* ---- who may ---- */

bool credits_venue_may(struct ctx *ctx, const struct credits_venue *v)
{
    struct asset asset;
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    if (ctx->actor.on_behalf_of != 0) return false;
    if (ctx_has(ctx, STANDING_ADMIN) && ctx->actor.place == v->place.v) return true;
    if (v->asset.v == 0 || !ctx_has(ctx, STANDING_STEWARD | STANDING_ADMIN)) return false;
    return assets_find(ctx, v->asset, &asset) == OK && assets_may_change(ctx, &asset);
}

static enum status may(struct ctx *ctx, const struct credits_venue *v)
{
    if (credits_venue_may(ctx, v)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Venues are kept by those who look after the place, and by who stands for the venue."));
}

/* ---- reading ---- */

enum status credits_venue_find(struct ctx *ctx, struct venue_id id, struct credits_venue *ret_venue)
{
    struct credits_sql_venue_find r;
    TRY(credits_sql_venue_find(ctx->db, ctx->arena, id, &r));
    *ret_venue = (struct credits_venue){r.id, r.place_id, r.asset_id, r.account_id, r.name, r.ended_at};
    return OK;
}

enum status credits_venue_list(struct ctx *ctx, struct place_id place, struct credits_venue **ret_venues, size_t *ret_count)
{
    struct credits_sql_venue_list *rows;
    size_t n;
    TRY(credits_sql_venue_list(ctx->db, ctx->arena, place, CREDITS_VENUES, &rows, &n));
    struct credits_venue *venues = ARENA_ARRAY(ctx->arena, struct credits_venue, n + 1);
    for (size_t i = 0; i < n; i++)
        venues[i] = (struct credits_venue){rows[i].id, rows[i].place_id, rows[i].asset_id, rows[i].account_id, rows[i].name, rows[i].ended_at};
    *ret_venues = venues;
    *ret_count = n;
    return OK;
}

enum status credits_venue_of_asset(struct ctx *ctx, struct asset_id asset, struct credits_venue *ret_venue)
{
    struct credits_sql_venue_of_asset row;
    TRY(credits_sql_venue_of_asset(ctx->db, ctx->arena, asset, &row));
    TRY(credits_venue_find(ctx, row.id, ret_venue));
    return instant_is(ret_venue->ended_at) ? ERR_MISSING : OK;
}

enum status credits_venue_assets(struct ctx *ctx, struct asset **ret_assets, size_t *ret_count)
{
    struct credits_sql_venue_choices *rows;
    bool all = ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM);
    size_t n, kept = 0;
    TRY(credits_sql_venue_choices(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, CHOICES, &rows, &n));
    struct asset *assets = ARENA_ARRAY(ctx->arena, struct asset, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct credits_venue v = {.asset = rows[i].id};
        if (all || credits_venue_may(ctx, &v)) assets[kept++] = (struct asset){.id = rows[i].id, .name = rows[i].name};
    }
    *ret_assets = assets;
    *ret_count = kept;
    return OK;
}

/* ---- the code beside the till ---- */

/* Without 0, 1, I, L, O and U, so that it can be read from a card and written by hand. */
static struct str till_make(struct ctx *ctx)
{
    static const char signs[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    char code[CREDITS_TILL];
    for (size_t i = 0; i < sizeof code; i++) code[i] = signs[rand_below(ctx->rand, sizeof signs - 1)];
    return str_printf(ctx->arena, "%.5s-%.5s", code, code + 5);
}

static struct str till_hash(struct ctx *ctx, struct str code)
{
    return secret_hash(ctx->arena, secret_typed(ctx->arena, code));
}

enum status credits_venue_by_till(struct ctx *ctx, struct str code, struct credits_venue *ret_venue)
{
    struct credits_sql_venue_by_till row;
    struct str typed = secret_typed(ctx->arena, code);
    if (typed.len != CREDITS_TILL) return ERR_MISSING;
    TRY(credits_sql_venue_by_till(ctx->db, ctx->arena, secret_hash(ctx->arena, typed), &row));
    return credits_venue_find(ctx, row.id, ret_venue);
}

enum status credits_venue_till_set(struct ctx *ctx, struct venue_id id, struct str till)
{
    struct credits_venue v;
    TRY(credits_venue_find(ctx, id, &v));
    TRY(may(ctx, &v));
    TRY(credits_sql_venue_till(ctx->db, id, till_hash(ctx, till), ctx->now));
    return journal_record(ctx, "credits.till_made", id.v, 0, STR_NONE);
}

enum status credits_venue_till(struct ctx *ctx, struct venue_id id, struct str *ret_till)
{
    struct str till = till_make(ctx);
    TRY(credits_venue_till_set(ctx, id, till));
    *ret_till = till;
    return OK;
}

/* Of the till's hash and the day: who has no card of the venue cannot tell tomorrow's. */
enum status credits_venue_number(struct ctx *ctx, struct venue_id id, struct str *ret_number)
{
    struct credits_sql_venue_find r;
    struct day monday, today;
    TRY(credits_sql_venue_find(ctx->db, ctx->arena, id, &r));
    TRY(credits_week_of(ctx, r.place_id, &monday, &today));
    struct str seed = secret_hash(ctx->arena, str_printf(ctx->arena, "%.*s %.*s", STR_ARG(day_format(ctx->arena, today)), STR_ARG(r.till)));
    const unsigned char *b = (const unsigned char *)seed.ptr;
    *ret_number = str_printf(ctx->arena, "%u", 1000 + ((unsigned)b[0] << 16 | (unsigned)b[1] << 8 | b[2]) % 9000);
    return OK;
}

/* ---- adding and changing ---- */

static enum status name_check(struct ctx *ctx, struct str name)
{
    if (name.len > 0 && utf8_count(name) <= 120) return OK;
    return ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("Write what people call it, in at most 120 letters. For example: Weir Baths"));
}

static enum status venue_account(struct ctx *ctx, const struct credits_venue *v, struct account_id *ret_account)
{
    const struct credits_account account = {.place = v->place, .kind = CREDITS_VENUE, .label = v->name, .floor = 0, .ceiling = CREDITS_NO_LIMIT};
    if (v->asset.v) return credits_asset_account(ctx, v->asset, CREDITS_VENUE, ret_account);
    return credits_account_open(ctx, &account, ret_account);
}

enum status credits_venue_add(struct ctx *ctx, struct place_id place, struct asset_id asset, struct str name, struct venue_id *ret_id, struct str *ret_till)
{
    struct credits_venue v = {.id = {ctx_id(ctx)}, .place = place, .asset = asset, .name = str_trim(name)};
    struct credits_sql_venue_of_asset taken;
    struct credits_venue *there;
    size_t n;
    struct asset found;
    if (asset.v) {
        if (assets_find(ctx, asset, &found) != OK || found.place.v != place.v)
            return ctx_fault(ctx, ERR_MISSING, STR("asset"), SAY("This is not on the map of your place. Choose another, or write a name."));
        if (v.name.len == 0) v.name = utf8_short(ctx->arena, found.name, 120);
    }
    TRY(may(ctx, &v));
    TRY(name_check(ctx, v.name));
    if (asset.v && credits_sql_venue_of_asset(ctx->db, ctx->arena, asset, &taken) == OK)
        return ctx_fault(ctx, ERR_CONFLICT, STR("asset"), SAY("This is a venue already. Look at the list of venues."));
    TRY(credits_venue_list(ctx, place, &there, &n));
    if (n >= CREDITS_VENUES) return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("There are 200 venues already. End one that takes no hours any more."));
    TRY(venue_account(ctx, &v, &v.account));
    struct str till = till_make(ctx);
    const struct credits_sql_venue_add_in in = {v.id, place, asset, v.account, v.name, till_hash(ctx, till), ctx->now};
    TRY(credits_sql_venue_add(ctx->db, &in));
    *ret_id = v.id;
    *ret_till = till;
    return journal_record(ctx, "credits.venue_added", v.id.v, asset.v, STR_NONE);
}

enum status credits_venue_change(struct ctx *ctx, struct venue_id id, struct str name)
{
    struct credits_venue v;
    TRY(credits_venue_find(ctx, id, &v));
    TRY(may(ctx, &v));
    TRY(name_check(ctx, str_trim(name)));
    TRY(credits_sql_venue_change(ctx->db, id, str_trim(name)));
    return journal_record(ctx, "credits.venue_changed", id.v, 0, STR_NONE);
}

enum status credits_venue_end(struct ctx *ctx, struct venue_id id)
{
    struct credits_venue v;
    struct credits_account account;
    TRY(credits_venue_find(ctx, id, &v));
    TRY(may(ctx, &v));
    TRY(credits_account_get(ctx, v.account, &account));
    if (account.balance > 0)
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("It still has hours. Thank it first: give them back to the programme."));
    TRY(credits_sql_venue_end(ctx->db, id, ctx->now));
    return journal_record(ctx, "credits.venue_ended", id.v, 0, STR_NONE);
}

/* ---- how often, and what becomes of the hours ---- */

enum status credits_venue_weeks(struct ctx *ctx, struct venue_id id, int64_t limit, struct credits_week **ret_weeks, size_t *ret_count)
{
    struct credits_sql_use_weeks *rows;
    size_t n;
    TRY(credits_sql_use_weeks(ctx->db, ctx->arena, id, limit, &rows, &n));
    struct credits_week *weeks = ARENA_ARRAY(ctx->arena, struct credits_week, n + 1);
    for (size_t i = 0; i < n; i++) weeks[i] = (struct credits_week){rows[i].week, rows[i].uses, rows[i].paper, rows[i].minutes};
    *ret_weeks = weeks;
    *ret_count = n;
    return OK;
}

enum status credits_venue_notes(struct ctx *ctx, const struct credits_venue *venue, int64_t *ret_n)
{
    return credits_sql_venue_notes(ctx->db, venue->account, ret_n);
}

/* What it has now, and no more than that is given away. */
static enum status enough(struct ctx *ctx, const struct credits_venue *v, int64_t minutes, int64_t *ret_give)
{
    struct credits_account account;
    TRY(credits_account_get(ctx, v->account, &account));
    int64_t has = account.balance - account.held_out;
    if (has <= 0) return ctx_fault(ctx, ERR_CONFLICT, STR("minutes"), SAY("It has no hours to give just now."));
    if (minutes < 1) return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how much time, in whole minutes. For example: 1 hour"));
    if (minutes > has) return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY1("It has {time}. Give so much or less.", "time", credits_time(ctx, has)));
    *ret_give = minutes > CREDITS_MINUTES_MAX ? CREDITS_MINUTES_MAX : minutes;
    return OK;
}

enum status credits_venue_gift(struct ctx *ctx, struct venue_id id, struct person_id person, int64_t minutes)
{
    struct credits_venue v;
    struct credits_posted posted;
    struct account_id to;
    int64_t give;
    TRY(credits_venue_find(ctx, id, &v));
    TRY(may(ctx, &v));
    TRY(enough(ctx, &v, minutes, &give));
    if (person.v == 0 || !people_may_see(ctx, person)) return ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose who helped there."));
    TRY(credits_member(ctx, person, &to));
    const struct credits_post post = {.from = v.account, .to = to, .minutes = give, .kind = ENTRY_GIFT, .words = utf8_short(ctx->arena, v.name, CREDITS_WORDS_MAX),
                                      .via = "web", .for_whom = person};
    TRY(credits_post(ctx, &post, &posted));
    return journal_record(ctx, "credits.venue_gave", id.v, posted.entry.v, STR_NONE);
}

enum status credits_venue_thank(struct ctx *ctx, struct venue_id id, int64_t minutes)
{
    struct credits_venue v;
    struct credits_account account;
    struct programme_id programme;
    struct credits_posted posted;
    struct account_id issue;
    int64_t give;
    TRY(credits_venue_find(ctx, id, &v));
    TRY(may(ctx, &v));
    TRY(credits_account_get(ctx, v.account, &account));
    TRY(enough(ctx, &v, minutes ? minutes : account.balance - account.held_out, &give));
    TRY(credits_programme_of(ctx, v.place, &programme, &issue));
    const struct credits_post post = {.from = v.account, .to = issue, .minutes = give, .kind = ENTRY_OTHER, .words = STR("thanked and closed"), .via = "web"};
    TRY(credits_post(ctx, &post, &posted));
    return journal_record(ctx, "credits.venue_thanked", id.v, posted.entry.v, STR_NONE);
}
