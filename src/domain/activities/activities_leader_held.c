/* First aid, DBS and the like: what somebody holds, until when, and who saw the paper. */
#include "domain/activities/activities_leader.h"

#include "activities_sql.h"
#include "domain/people/people_locale.h"
#include "platform/journal/journal.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"

#define DUE_MAX 200
#define SLICE 20
#define YEARS_DAYS 3653
#define TOLD_60 1
#define TOLD_14 2
#define TOLD_DAY 4
#define DAY_MS ((int64_t)86400000)

static const char *const codes[HELD_KINDS] = {"first aid", "dbs", "safeguarding", "food hygiene"};

const char *activities_held_code(enum held_kind kind)
{
    return codes[kind];
}

struct said activities_held_said(enum held_kind kind)
{
    switch (kind) {
    case HELD_FIRST_AID: return SAY("First aid");
    case HELD_DBS: return SAY("DBS check (to work with children or adults who need care)");
    case HELD_SAFEGUARDING: return SAY("Safeguarding training");
    default: return SAY("Food hygiene");
    }
}

bool activities_held_parse(struct str code, enum held_kind *ret_kind)
{
    for (int i = 0; i < HELD_KINDS; i++)
        if (str_is(code, codes[i])) {
            *ret_kind = (enum held_kind)i;
            return true;
        }
    return false;
}

/* ---- who ---- */

static struct place_id place_of(struct ctx *ctx, struct person_id person)
{
    struct activities_sql_held_place row;
    return activities_sql_held_place(ctx->db, ctx->arena, person, &row) == OK ? row.place_id : (struct place_id){0};
}

/* One who must know: administrator or lead of their place, leader of a series they lead with. */
static bool must_know(struct ctx *ctx, struct person_id person)
{
    int64_t n = 0;
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    if (ctx->actor.person == 0 || people_is(ctx, person)) return false;
    const struct person_id self = {ctx->actor.person};
    if (activities_sql_held_leader(ctx->db, self, person, &n) == OK && n > 0) return true;
    return ctx_has(ctx, STANDING_ADMIN | STANDING_LEAD) && place_of(ctx, person).v == ctx->actor.place;
}

bool activities_held_may(struct ctx *ctx, struct person_id person)
{
    return people_is(ctx, person) || must_know(ctx, person);
}

/* ---- reading ---- */

static struct held held_of(const struct activities_sql_held *row)
{
    struct held held = {.id = row->id, .person = row->person_id, .name = row->first_name, .until = row->until_on,
                        .seen_by = row->seen_by, .seen_name = row->seen_name, .seen_on = row->seen_on};
    (void)activities_held_parse(row->kind, &held.kind);
    return held;
}

enum status activities_held_list(struct ctx *ctx, struct person_id person, struct held **ret_rows, size_t *ret_count)
{
    struct activities_sql_held *rows;
    size_t n;
    if (!activities_held_may(ctx, person)) return ERR_DENIED;
    TRY(activities_sql_held(ctx->db, ctx->arena, person, &rows, &n));
    struct held *held = ARENA_ARRAY(ctx->arena, struct held, n + 1);
    for (size_t i = 0; i < n; i++) held[i] = held_of(&rows[i]);
    *ret_rows = held;
    *ret_count = n;
    return OK;
}

enum status activities_held_due(struct ctx *ctx, struct place_id place, int days, struct held **ret_rows, size_t *ret_count)
{
    struct activities_sql_held_due *rows;
    size_t n;
    bool may = ctx_has(ctx, STANDING_SYSTEM) || (ctx_has(ctx, STANDING_ADMIN | STANDING_LEAD) && ctx->actor.place == place.v);
    if (!may) return ERR_DENIED;
    TRY(activities_sql_held_due(ctx->db, ctx->arena, place, (struct day){ctx_today(ctx).n + days}, DUE_MAX, &rows, &n));
    struct held *held = ARENA_ARRAY(ctx->arena, struct held, n + 1);
    for (size_t i = 0; i < n; i++) {
        held[i] = (struct held){.id = rows[i].id, .person = rows[i].person_id, .name = rows[i].first_name, .until = rows[i].until_on,
                                .seen_by = rows[i].seen_by, .seen_name = rows[i].seen_name, .seen_on = rows[i].seen_on};
        (void)activities_held_parse(rows[i].kind, &held[i].kind);
    }
    *ret_rows = held;
    *ret_count = n;
    return OK;
}

bool activities_held_by_one(struct ctx *ctx, const struct activity_at *at, struct str kind)
{
    int64_t n = 0;
    return activities_sql_held_valid(ctx->db, at->asset.id, kind, ctx_today(ctx), &n) == OK && n > 0;
}

/* ---- writing ---- */

enum status activities_held_put(struct ctx *ctx, struct person_id person, enum held_kind kind, struct day until)
{
    struct day today = ctx_today(ctx);
    if (!activities_held_may(ctx, person)) return ERR_DENIED;
    if (!day_is(until))
        return ctx_fault(ctx, ERR_INVALID, STR("until"), SAY("Write the day until which it counts. For example: 3 March 2027"));
    if (until.n < today.n)
        return ctx_fault(ctx, ERR_INVALID, STR("until"), SAY("That day has gone by. Write the day until which it counts."));
    if (until.n > today.n + YEARS_DAYS)
        return ctx_fault(ctx, ERR_INVALID, STR("until"), SAY("Write a day within ten years. When none stands on it, choose when to look at it again."));
    bool self = people_is(ctx, person);
    struct place_id place = place_of(ctx, person);
    if (place.v == 0) return ERR_MISSING;
    TRY(activities_sql_held_replaced(ctx->db, person, str_from(codes[kind]), ctx->now));
    const struct activities_sql_held_add_in in = {
        .id = ctx_id(ctx), .place_id = place, .person_id = person, .kind = str_from(codes[kind]), .until_on = until,
        .seen_by = {self ? 0 : ctx->actor.person}, .seen_on = self ? DAY_NONE : today, .now = ctx->now};
    TRY(activities_sql_held_add(ctx->db, &in));
    return journal_record(ctx, "activities.held", person.v, 0, STR_NONE);
}

enum status activities_held_seen(struct ctx *ctx, int64_t id)
{
    struct activities_sql_held_find row;
    TRY(activities_sql_held_find(ctx->db, ctx->arena, id, &row));
    if (!must_know(ctx, row.person_id)) return people_is(ctx, row.person_id) ? ERR_DENIED : ERR_MISSING;
    TRY(activities_sql_held_seen(ctx->db, id, (struct person_id){ctx->actor.person}, ctx_today(ctx)));
    return journal_record(ctx, "activities.held", row.person_id.v, 0, STR_NONE);
}

enum status activities_held_end(struct ctx *ctx, int64_t id)
{
    struct activities_sql_held_find row;
    TRY(activities_sql_held_find(ctx->db, ctx->arena, id, &row));
    if (!activities_held_may(ctx, row.person_id)) return ERR_MISSING;
    TRY(activities_sql_held_end(ctx->db, id, ctx->now));
    return journal_record(ctx, "activities.held", row.person_id.v, 0, STR_NONE);
}

/* ---- reminders ---- */

static int due(const struct activities_sql_held_remind *row, struct day today)
{
    int days = row->until_on.n - today.n;
    if (days <= 0) return TOLD_60 | TOLD_14 | TOLD_DAY;
    return days <= 14 ? TOLD_60 | TOLD_14 : TOLD_60;
}

static enum status remind(struct ctx *ctx, const struct activities_sql_held_remind *row, struct day today)
{
    struct person person;
    enum held_kind kind = HELD_FIRST_AID;
    TRY(people_find(ctx, row->person_id, &person));
    (void)activities_held_parse(row->kind, &kind);
    const struct locale *locale = people_locale(&person);
    struct said what = activities_held_said(kind);
    struct str day = text_day(ctx->arena, locale, row->until_on, today), name = text_say(ctx->arena, locale, &what);
    struct said words = row->until_on.n > today.n
                            ? SAY2("{what}: yours counts until {day}. Renew it in time, then write the new day on My page.", "what", name, "day", day)
                            : SAY2("{what}: yours ran out on {day}. When you have renewed it, write the new day on My page.", "what", name, "day", day);
    struct str text = text_say(ctx->arena, locale, &words);
    int64_t id;
    if (!people_consents(ctx, person.id, CONSENT_CONTACT)) return OK; /* shown on My page alone */
    if (person.email.len > 0)
        return mail_put(ctx, &(struct mail){.to = person.email, .subject = text_get(locale, T_("Something of yours runs out"), NULL),
                                            .text = text, .language = str_from(locale->code)}, &id);
    if (person.phone.len == 0) return OK;
    return texts_put(ctx, &(struct text_out){.to = texts_number(ctx->arena, person.phone), .words = text, .locale = locale, .kind = "held",
                                             .person = person.id.v, .until = {ctx->now.ms + 3 * DAY_MS}}, &id);
}

enum status activities_held_run(struct ctx *ctx)
{
    struct activities_sql_held_remind *rows;
    size_t n;
    TRY(db_begin(ctx->db, DB_WRITE));
    struct day today = ctx_today(ctx);
    TRY(activities_sql_held_remind(ctx->db, ctx->arena, today, SLICE, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        enum status status = remind(ctx, &rows[i], today);
        if (status != ERR_MISSING && status != ERR_DENIED && status != ERR_INVALID) TRY(status);
        TRY(activities_sql_held_told(ctx->db, rows[i].id, due(&rows[i], today)));
    }
    return db_commit(ctx->db);
}
