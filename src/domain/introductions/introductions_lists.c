#include "domain/introductions/introductions_own.h"

#include "platform/journal/journal.h"
#include "platform/mail/mail.h"

#include <string.h>

/* Which rows a list holds, as the one statement's optional limits. */
static enum status limits_of(struct ctx *ctx, enum introductions_list which, struct person_id person, struct introductions_sql_list_in *in)
{
    struct person_id actor = {ctx->actor.person};
    bool all = ctx_has(ctx, STANDING_SYSTEM);
    *in = (struct introductions_sql_list_in){.from_state = 0, .to_state = INTRO_NOT_THIS_TIME, .due = DAY_NONE,
                                         .again_due = DAY_NONE, .today = ctx_today(ctx)};
    if (ctx->actor.place != 0) in->place_id = (struct place_id){ctx->actor.place};
    switch (which) {
    case LIST_WAITING:
        in->from_state = INTRO_OFFERED;
        in->to_state = INTRO_MEETING_SET;
        if (!all) in->connector_id = actor;
        return OK;
    case LIST_FOLLOW_UP:
        in->from_state = INTRO_BOTH_YES;
        in->to_state = INTRO_DID_NOT_COME;
        in->due = ctx_today(ctx);
        if (!all) in->connector_id = actor;
        return OK;
    case LIST_MINE:
        in->person_id = (struct person_id){ctx->actor.on_behalf_of != 0 ? ctx->actor.on_behalf_of : actor.v};
        return in->person_id.v != 0 ? OK : ERR_DENIED;
    case LIST_OF_PERSON:
        in->person_id = person;
        return people_may_see(ctx, person) ? OK : ERR_DENIED;
    case LIST_ASKED_OF_ME:
        in->from_state = INTRO_PERSON_YES;
        in->to_state = INTRO_DID_NOT_COME;
        in->host_id = actor;
        return actor.v != 0 ? OK : ERR_DENIED;
    case LIST_AGAIN:
        in->from_state = INTRO_CAME;
        in->to_state = INTRO_SETTLED;
        in->again_due = ctx_today(ctx);
        if (!all) in->connector_id = actor;
        return OK;
    case LIST_ALONG:
        in->from_state = INTRO_BOTH_YES;
        in->to_state = INTRO_MEETING_SET;
        in->buddy_id = actor;
        return actor.v != 0 ? OK : ERR_DENIED;
    case LIST_FOR_LEAD:
        in->from_state = in->to_state = INTRO_BOTH_YES;
        return ctx_has(ctx, STANDING_LEAD) ? OK : ERR_DENIED;
    default:
        return all ? OK : ERR_DENIED;
    }
}

enum status introductions_list(struct ctx *ctx, enum introductions_list which, struct person_id person, int64_t limit,
                               struct introduction **ret_rows, size_t *ret_count)
{
    struct introductions_sql_list_in in;
    struct introductions_sql_list *rows;
    size_t count, kept = 0;
    TRY(limits_of(ctx, which, person, &in));
    in.limit = limit;
    TRY(introductions_sql_list(ctx->db, ctx->arena, &in, &rows, &count));
    struct introduction *out = ARENA_ARRAY(ctx->arena, struct introduction, count);
    for (size_t i = 0; i < count; i++) {
        struct introductions_sql_find row;
        _Static_assert(sizeof row == sizeof rows[0], "both statements select the same columns");
        memcpy(&row, &rows[i], sizeof row);
        /* A pair kept apart is on no list but the lead's. */
        if (which != LIST_ALL && !ctx_has(ctx, STANDING_LEAD) && people_apart(ctx, row.person_id, row.host_id)) continue;
        if (introductions_load(ctx, &row, &out[kept]) == OK) kept++;
    }
    *ret_rows = out;
    *ret_count = kept;
    return OK;
}

/* ---- the card ---- */

static struct said card_title(const struct introduction *row)
{
    if (row->host.v != 0) return SAY2("{person}, meet {host}", "person", row->person_name, "host", row->host_name);
    return SAY2("{person}, meet {host}", "person", row->person_name, "host", row->asset_name);
}

/* Who looks out for them there, and who goes along. */
static void put_welcome(struct ctx *ctx, struct json *json, const struct introduction *row)
{
    struct buf buf;
    struct said host = SAY1("{name} will look out for you.", "name", row->host_name);
    struct said company = SAY1("{name} goes along with you the first time.", "name", row->buddy_name);
    buf_init(&buf, ctx->arena, 2048);
    if (row->host.v != 0) buf_put(&buf, text_say(ctx->arena, ctx->locale, &host));
    if (row->buddy_state == BUDDY_YES) {
        if (buf.len > 0) buf_putc(&buf, ' ');
        buf_put(&buf, text_say(ctx->arena, ctx->locale, &company));
    }
    if (buf.len > 0) json_put_str(json, "welcome", buf_str(&buf));
}

enum status introductions_card_json(struct ctx *ctx, struct introduction_id id, struct str *ret_json)
{
    struct introduction row;
    struct buf buf;
    struct json json;
    TRY(introductions_find(ctx, id, &row));
    if (!instant_is(row.person_yes_at) || !instant_is(row.host_yes_at) || row.state == INTRO_NOT_THIS_TIME)
        return ctx_fault(ctx, ERR_DENIED, STR("state"), SAY("The card is printed once both have said yes."));
    TRY(introductions_still_may(ctx, &row));
    struct said title = card_title(&row);
    buf_init(&buf, ctx->arena, 65536);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "language", str_from(ctx->locale->code));
    json_put_bool(&json, "rtl", ctx->locale->rtl);
    json_put_str(&json, "title", text_say(ctx->arena, ctx->locale, &title));
    json_put_str(&json, "sentence", row.sentence);
    if (day_is(row.meet_day) && row.state >= INTRO_MEETING_SET) {
        struct said when = SAY2("{day}, {time}", "day", text_day(ctx->arena, ctx->locale, row.meet_day, DAY_NONE),
                                "time", text_time(ctx->arena, ctx->locale, row.meet_at));
        json_put_str(&json, "when", text_say(ctx->arena, ctx->locale, &when));
        json_put_str(&json, "where", row.meet_where);
    }
    put_welcome(ctx, &json, &row);
    struct said foot = SAY1("If you cannot come, tell your connector. Code {code}", "code", row.short_code);
    json_put_str(&json, "foot", text_say(ctx->arena, ctx->locale, &foot));
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

/* ---- concerns ---- */

/* The mail says that there is something to read, never what. */
static enum status tell_lead(struct ctx *ctx, struct place_id place)
{
    struct person_id lead;
    int64_t id;
    if (people_lead_of(ctx, place, &lead) != OK) return OK; /* the place's page says a lead is missing */
    struct str to = people_lead_email(ctx, lead);
    if (to.len == 0) return OK;
    struct said subject = SAY("Somebody has a concern");
    struct said text = SAY("Somebody has told Kith about a concern. Please sign in and read it under Concerns.");
    struct mail mail = {.to = to, .subject = text_say(ctx->arena, ctx->locale, &subject),
                        .text = text_say(ctx->arena, ctx->locale, &text), .language = str_from(ctx->locale->code)};
    return mail_put(ctx, &mail, &id);
}

enum status introductions_concern(struct ctx *ctx, struct introduction_id id, struct str words)
{
    struct introduction row;
    TRY(introductions_find(ctx, id, &row));
    if (ctx->actor.person == 0) return ERR_DENIED;
    if (words.len == 0 || words.len > 4000)
        return ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Say in a few words what worries you."));
    TRY(introductions_sql_concern_add(ctx->db, ctx_id(ctx), id, row.place, (struct person_id){ctx->actor.person}, words, ctx->now));
    TRY(journal_record(ctx, "introductions.concern", row.place.v, 0, STR_NONE));
    return tell_lead(ctx, row.place);
}

enum status introductions_concerns(struct ctx *ctx, struct concern **ret_rows, size_t *ret_count)
{
    struct introductions_sql_concerns *rows;
    struct place_id place = {ctx->actor.place};
    size_t count;
    if (place.v == 0 || !people_is_lead(ctx, place)) return ERR_DENIED;
    TRY(introductions_sql_concerns(ctx->db, ctx->arena, place, &rows, &count));
    struct concern *out = ARENA_ARRAY(ctx->arena, struct concern, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct concern){rows[i].id, rows[i].introduction_id, rows[i].by_name, rows[i].words, rows[i].asset_name,
                                  rows[i].at, instant_is(rows[i].read_at)};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

enum status introductions_concern_read(struct ctx *ctx, int64_t id)
{
    struct introductions_sql_concern row;
    if (introductions_sql_concern(ctx->db, ctx->arena, id, &row) != OK) return ERR_DENIED;
    if (ctx->actor.place != row.place_id.v || !people_is_lead(ctx, row.place_id)) return ERR_DENIED;
    return introductions_sql_concern_read(ctx->db, id, ctx->now);
}
