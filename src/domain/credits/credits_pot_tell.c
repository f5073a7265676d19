/* Telling who asked what a pot's keepers said: by mail or text in their language, else by a person.
   And what a pot knows of somebody. */
#include "domain/credits/credits_pot.h"

#include "base/json.h"
#include "credits_sql.h"
#include "domain/people/people_locale.h"
#include "platform/journal/journal.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"

#define AT_ONCE 20
#define DAY_MS ((int64_t)86400000)

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str words_of(struct ctx *ctx, const struct credits_ask *a, struct str pot)
{
    if (str_is(a->state, "yes")) return say(ctx, SAY2("{pot} says yes: {time} for you.", "pot", pot, "time", credits_time(ctx, a->given)));
    if (str_is(a->state, "no")) return say(ctx, SAY1("{pot} cannot give hours this time.", "pot", pot));
    return say(ctx, SAY1("{pot} would like to talk with you about what you asked.", "pot", pot));
}

static enum status by_mail(struct ctx *ctx, const struct credits_ask *a, const struct credits_pot *pot, struct str to)
{
    const struct str *origin = ctx_kept(ctx, "origin");
    struct str link = str_printf(ctx->arena, "%.*s/pots/%lld", STR_ARG(origin ? *origin : STR("")), (long long)pot->id.v);
    struct str why = a->reason.len > 0 ? str_printf(ctx->arena, "\n\n%.*s", STR_ARG(a->reason)) : STR("");
    int64_t id;
    const struct mail mail = {.to = to, .subject = say(ctx, SAY1("What you asked of {pot}", "pot", pot->name)), .language = str_from(ctx->locale->code),
                              .text = str_printf(ctx->arena, "%.*s%.*s\n\n%.*s\n", STR_ARG(words_of(ctx, a, pot->name)), STR_ARG(why), STR_ARG(link))};
    return mail_put(ctx, &mail, &id);
}

/* Who asked for themselves is told by machine; where a connector asked, a person tells, who knows them. */
static enum status tell(struct ctx *ctx, const struct credits_ask *a, const struct credits_pot *pot, struct str *ret_how)
{
    struct person to;
    int64_t id;
    *ret_how = STR("hand");
    if (a->person.v == 0 || people_find(ctx, a->person, &to) != OK || instant_is(to.ended_at)) return OK;
    ctx->locale = people_locale_for(people_locale(&to), "What you asked of {pot}");
    if (to.email.len > 0) {
        enum status status = by_mail(ctx, a, pot, to.email);
        if (status == OK) *ret_how = STR("mail");
        if (status != ERR_INVALID) return status;
        faults_init(&ctx->faults, ctx->arena);
    }
    struct str number = texts_number(ctx->arena, to.phone);
    int hour = civil_from_instant(ctx->zone, ctx->now).hour;
    if (!number.ptr || texts_stopped(ctx, number)) return OK;
    if (hour < 9 || hour >= 20) {
        *ret_how = STR_NONE; /* in the morning */
        return OK;
    }
    const struct text_out out = {.to = to.phone, .words = words_of(ctx, a, pot->name), .locale = ctx->locale, .kind = "hours", .person = to.id.v, .about = a->id.v,
                                 .until = {ctx->now.ms + 3 * DAY_MS}};
    *ret_how = STR("text");
    return texts_put(ctx, &out, &id);
}

static enum status tell_one(struct ctx *ctx, struct ask_id id)
{
    struct credits_ask ask;
    struct credits_pot pot;
    struct str how;
    const struct locale *locale = ctx->locale;
    TRY(credits_ask_find(ctx, id, &ask));
    TRY(credits_pot_find(ctx, ask.pot, &pot));
    enum status status = tell(ctx, &ask, &pot, &how);
    ctx->locale = locale;
    TRY(status);
    return credits_sql_ask_told(ctx->db, id, how);
}

static enum status tell_some(struct ctx *ctx)
{
    struct credits_sql_asks_untold *rows;
    size_t n;
    TRY(credits_sql_asks_untold(ctx->db, ctx->arena, AT_ONCE, &rows, &n));
    for (size_t i = 0; i < n; i++) TRY(tell_one(ctx, rows[i].id));
    return OK;
}

enum status credits_pot_job(struct ctx *ctx)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = tell_some(ctx);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

/* ---- by hand ---- */

enum status credits_asks_by_hand(struct ctx *ctx, struct credits_tell_row **ret_rows, size_t *ret_count)
{
    struct credits_sql_asks_by_hand *rows;
    struct credits_pot pot;
    struct asset group;
    size_t n, kept = 0;
    TRY(credits_sql_asks_by_hand(ctx->db, ctx->arena, (struct place_id){ctx->actor.place}, 100, &rows, &n));
    struct credits_tell_row *list = ARENA_ARRAY(ctx->arena, struct credits_tell_row, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct credits_ask ask;
        bool may = rows[i].person_id.v ? people_may_see(ctx, rows[i].person_id) && !people_is(ctx, rows[i].person_id)
                                       : rows[i].by_person == ctx->actor.person || ctx_has(ctx, STANDING_ADMIN);
        if (!may) continue;
        TRY(credits_ask_find(ctx, rows[i].id, &ask));
        TRY(credits_pot_find(ctx, rows[i].pot_id, &pot));
        struct str name = ask.person.v ? people_first_name(ctx, ask.person) : assets_find(ctx, ask.group, &group) == OK ? group.name : STR("");
        list[kept++] = (struct credits_tell_row){ask.id, name, pot.name, ask.state, ask.reason, ask.given};
    }
    *ret_rows = list;
    *ret_count = kept;
    return OK;
}

enum status credits_ask_told(struct ctx *ctx, struct ask_id id)
{
    struct credits_ask ask;
    TRY(credits_ask_find(ctx, id, &ask));
    bool may = ask.person.v ? people_may_see(ctx, ask.person) : ask.mine || ctx_has(ctx, STANDING_ADMIN);
    if (!may) return ERR_DENIED;
    return credits_sql_ask_told(ctx->db, id, STR("done"));
}

/* ---- "my data" ---- */

static enum status export_given(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_donations_of *gifts;
    size_t n;
    TRY(credits_sql_donations_of(ctx->db, ctx->arena, person, &gifts, &n));
    json_key(json, "given_to_pots");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "pot", gifts[i].name);
        json_put_int(json, "minutes", gifts[i].minutes);
        if (gifts[i].words.len > 0) json_put_str(json, "words", gifts[i].words);
        json_put_bool(json, "named", gifts[i].named);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, gifts[i].at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status credits_pot_export(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct credits_sql_asks_of *asks;
    size_t n;
    TRY(export_given(ctx, person, json));
    TRY(credits_sql_asks_of(ctx->db, ctx->arena, person, &asks, &n));
    json_key(json, "asked_of_pots");
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "pot", asks[i].pot_name);
        json_put_int(json, "minutes", asks[i].minutes);
        json_put_str(json, "words", asks[i].words);
        json_put_bool(json, "named", asks[i].named);
        json_put_str(json, "state", asks[i].state);
        if (asks[i].given != INT_NONE) json_put_int(json, "given_minutes", asks[i].given);
        if (asks[i].reason.len > 0) json_put_str(json, "reason", asks[i].reason);
        json_put_str(json, "at", instant_format(ctx->arena, NULL, asks[i].asked_at));
        json_end(json);
    }
    json_end(json);
    return OK;
}

enum status credits_pot_forget(struct ctx *ctx, struct person_id person)
{
    TRY(credits_sql_asks_back(ctx->db, person, ctx->now));
    TRY(credits_sql_asks_forget(ctx->db, person));
    TRY(credits_sql_ask_words_forget(ctx->db, person));
    TRY(credits_sql_keeper_leaves(ctx->db, person, ctx->now));
    return credits_sql_donations_forget(ctx->db, person);
}
