#include "domain/introductions/introductions_own.h"

#include "base/utf8.h"
#include "platform/journal/journal.h"

#define SKIP_DAYS 90
#define REASONS_KEPT 5
#define DAY_MS ((int64_t)86400000)

static const char *const state_names[INTRO_STATES] = {
    "suggested", "offered",      "person-yes",  "both-yes", "meeting-set",
    "came",      "did-not-come", "followed-up", "settled",  "not-this-time"};

const char *introductions_state_name(enum introduction_state state)
{
    return (unsigned)state < INTRO_STATES ? state_names[state] : "";
}

/* ---- who stands where ---- */

bool introductions_buddy_told(const struct introductions_sql_find *row)
{
    bool open = row->state >= INTRO_BOTH_YES && row->state != INTRO_NOT_THIS_TIME;
    return open && (row->buddy_state == BUDDY_ASKED || row->buddy_state == BUDDY_YES);
}

bool introductions_buddy_fits(struct ctx *ctx, const struct introduction *row, struct person_id buddy)
{
    return buddy.v == 0 || (!people_apart(ctx, row->person, buddy) && !people_apart(ctx, row->host, buddy));
}

/* The lead is asked where a first meeting is not in public, and hears of every open concern. */
static bool waits_for_lead(struct ctx *ctx, const struct introductions_sql_find *row)
{
    int64_t concerns = 0;
    if (!ctx_has(ctx, STANDING_LEAD) || ctx->actor.place != row->place_id.v) return false;
    if (row->state == INTRO_BOTH_YES && !row->meet_public && day_is(row->meet_day)) return true;
    return introductions_sql_concern_open(ctx->db, row->id, &concerns) == OK && concerns > 0;
}

static unsigned sides_of(struct ctx *ctx, const struct introductions_sql_find *row)
{
    struct person_id actor = {ctx->actor.person};
    unsigned sides = 0;
    if (ctx_has(ctx, STANDING_SYSTEM)) return SIDE_CONNECTOR;
    bool self = people_is(ctx, row->person_id) || ctx->actor.on_behalf_of == row->person_id.v ||
                people_related(ctx, actor, PROXY_FOR, TO_PERSON, row->person_id.v);
    if (self && row->person_id.v != 0) sides |= SIDE_PERSON;
    if (people_walks(ctx, actor, row->person_id)) sides |= SIDE_CONNECTOR;
    /* The host hears of it only once the person said yes. */
    bool told = row->state >= INTRO_PERSON_YES && row->state != INTRO_NOT_THIS_TIME;
    if (told && people_is(ctx, row->host_id)) sides |= SIDE_HOST;
    if (waits_for_lead(ctx, row)) sides |= SIDE_LEAD;
    bool asked = introductions_buddy_told(row) && people_is(ctx, row->buddy_id);
    if (asked && !people_apart(ctx, row->person_id, actor) && !people_apart(ctx, row->host_id, actor)) sides |= SIDE_BUDDY;
    return sides;
}

/* Both said yes: from here names may be read by either side. */
static bool both_said_yes(const struct introductions_sql_find *row)
{
    return instant_is(row->host_yes_at) && instant_is(row->person_yes_at);
}

/* Seen only because its connector rests and the actor stands in: says for whom. */
static struct str rests_name(struct ctx *ctx, const struct introduction *row)
{
    struct person_id actor = {ctx->actor.person}, connector;
    if (!(row->sides & SIDE_CONNECTOR) || actor.v == 0 || ctx_has(ctx, STANDING_SYSTEM)) return STR_NONE;
    if (people_related(ctx, actor, CONNECTOR_OF, TO_PERSON, row->person.v)) return STR_NONE;
    return people_connector_of(ctx, row->person, &connector) == OK ? people_first_name(ctx, connector) : STR_NONE;
}

/* Who goes along: to the connector who asked them, to the others once they said yes. They read no
   reasons and no outcome, and no gift's name before their own yes. */
static void fill_company(struct ctx *ctx, struct introduction *out, bool open)
{
    bool told = out->buddy_state == BUDDY_YES || out->sides & (SIDE_CONNECTOR | SIDE_BUDDY);
    if (out->buddy.v != 0 && told) out->buddy_name = people_first_name(ctx, out->buddy);
    if (out->sides != SIDE_BUDDY) return;
    out->because = out->outcome = STR("");
    if (!open && out->gift) out->asset_name = STR("");
}

/* The one place that fills names, and only for those who may read them. */
static void fill_names(struct ctx *ctx, const struct introductions_sql_find *row, struct introduction *out)
{
    /* Who is asked to go along learns names by their own yes, as everybody does. */
    bool open = both_said_yes(row) && (out->sides != SIDE_BUDDY || out->buddy_state == BUDDY_YES);
    if (open || out->sides & (SIDE_PERSON | SIDE_CONNECTOR | SIDE_LEAD))
        out->person_name = people_first_name(ctx, out->person);
    if (out->host.v != 0 && (open || out->sides & (SIDE_CONNECTOR | SIDE_HOST | SIDE_LEAD)))
        out->host_name = people_first_name(ctx, out->host);
    out->rests_name = rests_name(ctx, out);
    if (out->sides == SIDE_HOST && !open) out->because = STR("");
    fill_company(ctx, out, open);
}

enum status introductions_load(struct ctx *ctx, const struct introductions_sql_find *row,
                               struct introduction *ret_row)
{
    struct introduction out = {.id = row->id,
                               .place = row->place_id,
                               .person = row->person_id,
                               .host = row->host_id,
                               .asset = row->asset_id,
                               .asset_name = row->asset_name,
                               .gift = row->gift,
                               .state = (enum introduction_state)row->state,
                               .version = row->version,
                               .sentence = row->sentence,
                               .because = row->because,
                               .meet_day = row->meet_day,
                               .meet_at = row->meet_at,
                               .meet_where = row->meet_where,
                               .meet_public = row->meet_public,
                               .lead_agreed = row->lead_agreed,
                               .follow_up = row->follow_up,
                               .outcome = row->outcome,
                               .short_code = row->short_code,
                               .suggested_at = row->suggested_at,
                               .offered_at = row->offered_at,
                               .person_yes_at = row->person_yes_at,
                               .host_yes_at = row->host_yes_at,
                               .settled_at = row->settled_at,
                               .came_at = row->came_at,
                               .came_again_at = row->came_again_at,
                               .again_due = row->again_due,
                               .again = row->again == INT_NONE ? -1 : (int)row->again,
                               .along = row->along == INT_NONE ? -1 : (int)row->along,
                               .buddy = row->buddy_id,
                               .buddy_state = (enum introduction_buddy)row->buddy_state,
                               .sides = sides_of(ctx, row)};
    if (out.sides == 0) return ERR_DENIED;
    fill_names(ctx, row, &out);
    *ret_row = out;
    return OK;
}

enum status introductions_find(struct ctx *ctx, struct introduction_id id,
                               struct introduction *ret_row)
{
    struct introductions_sql_find row;
    if (id.v == 0) return ERR_MISSING;
    enum status status = introductions_sql_find(ctx->db, ctx->arena, id, &row);
    /* One answer for none and for none of theirs: nobody learns by trying who is being introduced. */
    if (status == ERR_MISSING && !ctx_has(ctx, STANDING_SYSTEM)) return ERR_DENIED;
    TRY(status);
    return introductions_load(ctx, &row, ret_row);
}

enum status introductions_still_may(struct ctx *ctx, const struct introduction *row)
{
    bool fine = people_consents(ctx, row->person, CONSENT_INTRODUCE) &&
                !people_apart(ctx, row->person, row->host) && introductions_buddy_fits(ctx, row, row->buddy);
    if (fine) return OK;
    return ctx_fault(
        ctx, ERR_INVALID, STR("state"),
        SAY("This one cannot go on. Please choose another, or ask the place's named lead."));
}

/* ---- suggesting ---- */

enum status introductions_three(struct ctx *ctx, struct person_id person,
                                struct suggestion **ret_three, size_t *ret_count,
                                struct matching_limits *ret_limits)
{
    struct profile profile;
    struct person_id *apart;
    struct introductions_sql_taken *taken;
    struct introductions_sql_full *full;
    size_t count;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(matching_profile_of(ctx, person, &profile));
    TRY(people_apart_from(ctx, person, &apart, &profile.apart_n));
    profile.apart = apart;
    TRY(introductions_sql_taken(ctx->db, ctx->arena, person,
                                (struct instant){ctx->now.ms - SKIP_DAYS * DAY_MS}, &taken,
                                &count));
    struct asset_id *skip = ARENA_ARRAY(ctx->arena, struct asset_id, count);
    for (size_t i = 0; i < count; i++) skip[i] = taken[i].asset_id;
    profile.skip = skip;
    profile.skip_n = count;
    TRY(introductions_sql_full(ctx->db, ctx->arena, profile.place, &full, &count));
    struct asset_id *no_room = ARENA_ARRAY(ctx->arena, struct asset_id, count);
    for (size_t i = 0; i < count; i++) no_room[i] = full[i].asset_id;
    profile.full = no_room;
    profile.full_n = count;
    return matching_three(ctx, &profile, ret_three, ret_count, ret_limits);
}

/* Six characters nobody mistakes for another; printed on the card, read out on the phone. */
static struct str short_code(struct ctx *ctx)
{
    static const char letters[] = "ABCDEFGHJKMNPQRTUVWXY346789";
    char code[6];
    for (size_t i = 0; i < sizeof code; i++)
        code[i] = letters[rand_below(ctx->rand, sizeof letters - 1)];
    return str_copy(ctx->arena, (struct str){code, sizeof code});
}

static struct str because_of(struct ctx *ctx, const struct suggestion *suggestion)
{
    struct buf buf;
    buf_init(&buf, ctx->arena, 4096);
    for (size_t i = 0; i < suggestion->reasons_n && i < REASONS_KEPT; i++) {
        if (i > 0) buf_putc(&buf, '\n');
        buf_put(&buf, text_say(ctx->arena, ctx->locale, &suggestion->reasons[i].detail));
    }
    return buf_str(&buf);
}

enum status introductions_add(struct ctx *ctx, struct person_id person,
                              const struct suggestion *suggestion,
                              enum introduction_answer answer, struct introduction_id *ret_id)
{
    static const enum introduction_state states[] = {INTRO_OFFERED, INTRO_PERSON_YES,
                                                     INTRO_NOT_THIS_TIME};
    static const char *const facts[] = {"introductions.offered", "introductions.person_yes",
                                        "introductions.not_this_time"};
    struct person row;
    TRY(people_find(ctx, person, &row));
    struct introduction check = {.person = person, .host = suggestion->row.host};
    TRY(introductions_still_may(ctx, &check));
    struct introduction_id id = {ctx_id(ctx)};
    TRY(introductions_sql_add(
        ctx->db, &(struct introductions_sql_add_in){
                     .id = id,
                     .place_id = row.place,
                     .person_id = person,
                     .host_id = suggestion->row.host,
                     .asset_id = suggestion->asset,
                     .asset_name = suggestion->row.name,
                     .gift = suggestion->row.kind == ASSET_GIFT,
                     .state = states[answer],
                     .sentence = matching_sentence(ctx, suggestion, ctx->locale),
                     .because = because_of(ctx, suggestion),
                     .score = suggestion->score,
                     .short_code = short_code(ctx),
                     .suggested_at = ctx->now,
                     .person_yes_at = answer == ANSWER_YES ? ctx->now : INSTANT_NONE}));
    TRY(matching_shown(ctx, person, suggestion, 1, suggestion->seed));
    TRY(journal_record(ctx, facts[answer], person.v, id.v, STR_NONE));
    *ret_id = id;
    return OK;
}

/* Consent to introduce taken back, or they left: what no host has said yes to ends quietly. */
enum status introductions_hear_withdrawn(struct ctx *ctx, int64_t subject, int64_t object)
{
    (void)object;
    struct person_id person = {subject};
    if (people_consents(ctx, person, CONSENT_INTRODUCE)) return OK;
    return introductions_sql_end_open(ctx->db, person, ctx->now);
}
