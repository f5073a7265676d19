/* Unused hours, where a place decided that they go to its pot: told, told again, and only then. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_policy.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/people/people_locale.h"
#include "platform/journal/journal.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"

#define DAY_MS ((int64_t)86400000)
#define MONTH_DAYS 31          /* rather late than early */
#define SECOND_DAYS 7          /* told again so long before, or later */
#define LIST_MAX 200

/* ---- telling ---- */

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct said words_of(struct str time, struct str day)
{
    return SAY2("Kith: {time} of yours were not used for long and go to the community pot on {day}. Want to keep them? Tell us, or use an hour.", "time", time, "day", day);
}

static enum status send(struct ctx *ctx, const struct person *to, int64_t minutes, struct instant due, const char **ret_way)
{
    struct str time = credits_time(ctx, minutes), day = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, due), ctx_today(ctx));
    struct str number = texts_number(ctx->arena, to->phone), words = say(ctx, words_of(time, day));
    int64_t id;
    if (to->email.len > 0) {
        const struct mail mail = {.to = to->email, .subject = say(ctx, SAY("Your hours")), .language = str_from(ctx->locale->code),
                                  .text = str_printf(ctx->arena, "%.*s\n\n%.*s\n", STR_ARG(say(ctx, SAY1("Hello {name},", "name", to->first_name))), STR_ARG(words))};
        enum status status = mail_put(ctx, &mail, &id);
        *ret_way = "mail";
        if (status != ERR_INVALID) return status;
        faults_init(&ctx->faults, ctx->arena);
    }
    *ret_way = "letter";
    if (!number.ptr || texts_stopped(ctx, number)) return OK;
    const struct text_out text = {.to = number, .words = words, .locale = ctx->locale, .kind = "news", .person = to->id.v, .until = due};
    *ret_way = "text";
    return texts_put(ctx, &text, &id);
}

/* "letter": nobody can be reached otherwise, so somebody writes or visits. */
static enum status tell(struct ctx *ctx, struct person_id person, int64_t minutes, struct instant due, const char **ret_way)
{
    struct person to;
    const struct locale *locale = ctx->locale;
    *ret_way = "letter";
    enum status status = people_find(ctx, person, &to);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (instant_is(to.ended_at) || !people_consents(ctx, person, CONSENT_CONTACT)) return OK;
    ctx->locale = people_locale_for(people_locale(&to), words_of(STR(""), STR("")).id);
    status = send(ctx, &to, minutes, due, ret_way);
    ctx->locale = locale;
    return status;
}

/* ---- the steps ---- */

static enum status pot(struct ctx *ctx, struct place_id place, struct account_id *ret_id)
{
    struct credits_sql_pot_of row;
    enum status status = credits_sql_pot_of(ctx->db, ctx->arena, place, &row);
    if (status == OK) *ret_id = row.id;
    if (status != ERR_MISSING) return status;
    const struct credits_account account = {.place = place, .kind = CREDITS_POT, .label = STR("Community pot"), .floor = 0, .ceiling = CREDITS_NO_LIMIT};
    return credits_account_open(ctx, &account, ret_id);
}

static enum status end(struct ctx *ctx, struct notice_id id, const char *state, struct entry_id entry, int64_t by)
{
    enum status status = credits_sql_notice_end(ctx->db, id, str_from(state), entry, by, ctx->now);
    return status == ERR_MISSING ? OK : status; /* another was quicker */
}

static enum status give(struct ctx *ctx, const struct credits_sql_notice_find *n)
{
    struct account_id to;
    struct credits_posted posted;
    int64_t minutes = n->balance - n->held_out;
    TRY(pot(ctx, n->place_id, &to));
    while (minutes > 0) {
        int64_t part = minutes > CREDITS_MINUTES_MAX ? CREDITS_MINUTES_MAX : minutes;
        const struct credits_post post = {.from = n->account_id, .to = to, .minutes = part, .kind = ENTRY_POLICY, .words = STR("Unused for long"), .via = "timer",
                                          .for_whom = n->person_id};
        TRY(credits_post(ctx, &post, &posted));
        minutes -= part;
    }
    TRY(end(ctx, n->id, "gone", posted.entry, INT_NONE));
    return journal_record(ctx, "credits.policy_gone", n->person_id.v, posted.entry.v, STR(""));
}

static bool letter_waits(const struct credits_sql_notice_find *n)
{
    return (str_is(n->first_way, "letter") || str_is(n->second_way, "letter")) && !instant_is(n->written_at);
}

/* One notice, one step at most: moved, told again, or gone. */
static enum status step(struct ctx *ctx, struct notice_id id, int64_t *ret_n)
{
    struct credits_sql_notice_find n;
    struct credits_sql_last_moved last;
    struct credits_policy policy;
    const char *way;
    TRY(credits_sql_notice_find(ctx->db, ctx->arena, id, &n));
    TRY(credits_sql_last_moved(ctx->db, ctx->arena, n.account_id, &last));
    TRY(credits_policy_of(ctx, n.place_id, &policy));
    TRY(places_zone(ctx, n.place_id, &ctx->zone));
    bool moved = instant_is(last.at) && last.at.ms >= n.first_at.ms;
    if (moved || policy.months == 0 || n.balance - n.held_out <= 0) {
        *ret_n += 1;
        return end(ctx, id, "moved", (struct entry_id){0}, INT_NONE);
    }
    int64_t again = n.due_at.ms - SECOND_DAYS * DAY_MS;
    if (!instant_is(n.second_at) && ctx->now.ms >= again) {
        int64_t due = ctx->now.ms + SECOND_DAYS * DAY_MS; /* a server that slept: never sooner than a week after */
        struct instant then = {due > n.due_at.ms ? due : n.due_at.ms};
        TRY(tell(ctx, n.person_id, n.balance - n.held_out, then, &way));
        *ret_n += 1;
        enum status status = credits_sql_notice_second(ctx->db, id, ctx->now, str_from(way), then);
        return status == ERR_MISSING ? OK : status;
    }
    if (!instant_is(n.second_at) || ctx->now.ms < n.due_at.ms || letter_waits(&n)) return OK;
    *ret_n += 1;
    return give(ctx, &n);
}

static enum status first(struct ctx *ctx, const struct credits_policy *p, int64_t limit, int64_t *ret_n)
{
    struct credits_sql_unused *rows;
    size_t n;
    struct instant cut = {ctx->now.ms - p->months * MONTH_DAYS * DAY_MS}, due = {ctx->now.ms + p->notice_days * DAY_MS};
    TRY(places_zone(ctx, p->place, &ctx->zone));
    TRY(credits_sql_unused(ctx->db, ctx->arena, p->place, cut, limit, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const char *way;
        TRY(tell(ctx, rows[i].person_id, rows[i].balance - rows[i].held_out, due, &way));
        TRY(credits_sql_notice_add(ctx->db, (struct notice_id){ctx_id(ctx)}, rows[i].id, p->place, ctx->now, str_from(way), due));
    }
    *ret_n += (int64_t)n;
    return OK;
}

enum status credits_policy_run(struct ctx *ctx, int64_t limit, int64_t *ret_n)
{
    struct credits_sql_policy_places *places;
    struct credits_sql_notices *notices;
    size_t places_n, notices_n;
    int64_t done = 0, most = limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit;
    const struct zone *zone = ctx->zone;
    TRY(credits_sql_policy_places(ctx->db, ctx->arena, &places, &places_n));
    for (size_t i = 0; i < places_n && done < most; i++) {
        struct credits_policy policy;
        TRY(credits_policy_of(ctx, places[i].place, &policy));
        if (policy.months > 0) TRY(first(ctx, &policy, most - done, &done));
    }
    TRY(credits_sql_notices(ctx->db, ctx->arena, (struct instant){ctx->now.ms + SECOND_DAYS * DAY_MS}, ctx->now, most, &notices, &notices_n));
    for (size_t i = 0; i < notices_n && done < most; i++) TRY(step(ctx, notices[i].id, &done));
    ctx->zone = zone;
    *ret_n = done;
    return OK;
}

/* ---- for pages ---- */

static enum status read(struct ctx *ctx, struct notice_id id, struct credits_notice *ret_notice)
{
    struct credits_sql_notice_find n;
    TRY(credits_sql_notice_find(ctx->db, ctx->arena, id, &n));
    *ret_notice = (struct credits_notice){.id = n.id, .account = n.account_id, .person = n.person_id, .minutes = n.balance - n.held_out,
                                          .first_at = n.first_at, .second_at = n.second_at, .due_at = n.due_at, .written_at = n.written_at,
                                          .letter = str_is(n.first_way, "letter") || str_is(n.second_way, "letter")};
    return OK;
}

enum status credits_notice_of(struct ctx *ctx, struct person_id person, struct credits_notice *ret_notice)
{
    struct credits_sql_notice_of row;
    struct credits_sql_last_moved last;
    struct credits_notice n;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(credits_sql_notice_of(ctx->db, ctx->arena, person, &row));
    TRY(read(ctx, row.id, &n));
    TRY(credits_sql_last_moved(ctx->db, ctx->arena, n.account, &last));
    if (instant_is(last.at) && last.at.ms >= n.first_at.ms) return ERR_MISSING; /* a movement stops it */
    *ret_notice = n;
    return OK;
}

enum status credits_notice_letters(struct ctx *ctx, int64_t limit, struct credits_notice **ret_rows, size_t *ret_count)
{
    struct credits_sql_notice_letters *found;
    size_t n;
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    TRY(credits_sql_notice_letters(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit, &found, &n));
    struct credits_notice *rows = ARENA_ARRAY(ctx->arena, struct credits_notice, n + 1);
    for (size_t i = 0; i < n; i++) TRY(read(ctx, found[i].id, &rows[i]));
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

enum status credits_notice_written(struct ctx *ctx, struct notice_id id)
{
    struct credits_notice n;
    TRY(read(ctx, id, &n));
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM) || !people_may_see(ctx, n.person)) return ERR_DENIED;
    enum status status = credits_sql_notice_written(ctx->db, id, ctx->now);
    return status == ERR_MISSING ? OK : status;
}

enum status credits_notice_keep(struct ctx *ctx, struct notice_id id)
{
    struct credits_notice n;
    TRY(read(ctx, id, &n));
    if (!people_may_change(ctx, n.person)) return ERR_DENIED;
    TRY(end(ctx, id, "kept", (struct entry_id){0}, ctx->actor.person));
    return journal_record(ctx, "credits.policy_kept", n.person.v, id.v, STR(""));
}
