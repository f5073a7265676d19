/* Telling about an hour, and the words that follow: who was meant, yes, not right, taken back. */
#include "domain/credits/credits_told_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

#define GRACE_MS ((int64_t)10 * 60000) /* what is taken back at once is told to nobody */

static struct str text(struct str s)
{
    return s.ptr ? s : STR("");
}

/* ---- what was said ---- */

static bool plain(struct str s, size_t most)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20) return false;
    return utf8_count(s) <= most;
}

static void check_words(struct ctx *ctx, const struct credits_telling *t)
{
    if (str_trim(t->what).len == 0) (void)!ctx_fault(ctx, ERR_INVALID, STR("what"), SAY("Say what it was, in a word or two. For example: garden"));
    else if (!plain(str_trim(t->what), CREDITS_WORDS_MAX)) (void)!ctx_fault(ctx, ERR_INVALID, STR("what"), SAY("Write what it was in one line of at most 200 letters."));
    if (!plain(t->thanks, CREDITS_WORDS_MAX)) (void)!ctx_fault(ctx, ERR_INVALID, STR("thanks"), SAY("Write the thanks in one line of at most 200 letters."));
    if (!plain(t->consent, 120)) (void)!ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Write how they agreed in one line of at most 120 letters."));
    if (t->other.v || t->group.v) return;
    if (str_trim(t->other_words).len == 0) (void)!ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("Write the first name of the other. For example: Dev"));
    else if (!plain(str_trim(t->other_words), 80)) (void)!ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("A first name is enough here. For example: Dev"));
}

static enum status check(struct ctx *ctx, const struct credits_telling *t, struct day today)
{
    size_t before = ctx->faults.count;
    if (t->minutes < 1 || t->minutes > TOLD_MINUTES_MAX)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Say how long it was: from some minutes to 24 hours. For example: 2 hours"));
    check_words(ctx, t);
    if (t->other.v && t->other.v == t->teller.v) (void)!ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("Who gave and who received are the same. Choose two."));
    if (day_is(t->on) && (t->on.n > today.n || t->on.n < today.n - TOLD_DAYS_BACK))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("on"), SAY("Choose a day from today back to two months ago."));
    if (!people_is(ctx, t->teller) && !ctx_has(ctx, STANDING_SYSTEM) && str_trim(t->consent).len == 0)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Say how they agreed: spoken, on paper, or on the telephone."));
    return ctx->faults.count == before ? OK : ERR_INVALID;
}

/* Who writes down for somebody else is not paid by it: that word is not theirs to give. */
static enum status not_to_oneself(struct ctx *ctx, const struct credits_told *t)
{
    if (t->gave || people_is(ctx, t->teller) || !people_is(ctx, t->other)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR("other"), SAY("You have part in this, so somebody else who keeps the books decides."));
}

/* ---- telling ---- */

static const char *const codes[TOLD_STATES] = {"who", "waits", "done", "back", "not-right", "lapsed"};

static enum status told_before(struct ctx *ctx, const struct credits_telling *t, struct str key, struct credits_told *ret_told)
{
    struct credits_sql_told_keyed row;
    TRY(credits_sql_told_keyed(ctx->db, ctx->arena, key, &row));
    if (row.teller_id.v != t->teller.v || row.gave != t->gave || row.minutes != t->minutes || !str_eq(row.what, str_trim(t->what)))
        return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("This was used already, for something else. Nothing was written down. Please start again."));
    return credits_told_find(ctx, row.id, ret_told);
}

static enum status key_of(struct ctx *ctx, struct str said, unsigned char ret_key[CREDITS_KEY])
{
    if (said.ptr && !credits_key_read(said, ret_key))
        return ctx_fault(ctx, ERR_INVALID, STR("id"), SAY("The id must be a UUID. For example: 0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"));
    if (said.ptr) return OK;
    rand_bytes(ctx->rand, ret_key, CREDITS_KEY);
    ret_key[6] = (unsigned char)((ret_key[6] & 0x0f) | 0x40);
    ret_key[8] = (unsigned char)((ret_key[8] & 0x3f) | 0x80);
    return OK;
}

static enum status keep(struct ctx *ctx, const struct credits_told *t, struct str key, struct str consent)
{
    bool known = t->state != TOLD_WHO;
    const struct credits_sql_told_add_in in = {
        .id = t->id, .key = key, .place = t->place, .teller = t->teller, .gave = t->gave, .other = t->other, .group = t->group,
        .other_words = text(t->other_words), .minutes = t->minutes, .what = t->what, .thanks = text(t->thanks), .on = t->on, .via = t->via,
        .consent = text(consent), .told_by = ctx->actor.person, .state = str_from(codes[t->state]), .silence_books = t->silence_books, .now = ctx->now,
        .until = t->until, .pending = t->pending, .entry = t->entry, .tell_at = {known ? ctx->now.ms + GRACE_MS : INT64_MAX}};
    TRY(credits_sql_told_add(ctx->db, &in));
    return journal_record(ctx, "credits.told", t->id.v, 0, STR_NONE);
}

enum status credits_tell(struct ctx *ctx, const struct credits_telling *telling, struct credits_told *ret_told)
{
    unsigned char bytes[CREDITS_KEY];
    struct place_id place;
    const struct zone *zone = ctx->zone;
    if (!people_may_change(ctx, telling->teller)) return ERR_DENIED;
    TRY(people_home(ctx, telling->teller, &place));
    if (places_zone(ctx, place, &zone) != OK) zone = ctx->zone;
    struct day today = day_from_instant(zone, ctx->now);
    TRY(check(ctx, telling, today));
    TRY(key_of(ctx, telling->key, bytes));
    struct str key = str_of((const char *)bytes, sizeof bytes), consent = str_trim(telling->consent);
    enum status status = told_before(ctx, telling, key, ret_told);
    if (status != ERR_MISSING) return status;
    struct credits_told t = {.id = {ctx_id(ctx)}, .place = place, .teller = telling->teller, .gave = telling->gave, .minutes = telling->minutes,
                             .what = str_trim(telling->what), .thanks = str_trim(telling->thanks), .on = day_is(telling->on) ? telling->on : today,
                             .via = str_from(telling->via ? telling->via : "web"), .state = TOLD_WHO,
                             .until = {ctx->now.ms + TOLD_DAYS_ASKED * TOLD_DAY_MS}};
    TRY(credits_told_meant(ctx, telling, place, &t));
    TRY(not_to_oneself(ctx, &t));
    if (t.other.v || t.group.v) TRY(credits_told_book(ctx, &t, credits_key_write(ctx->arena, key), consent));
    TRY(keep(ctx, &t, key, consent));
    return credits_told_find(ctx, t.id, ret_told);
}

/* ---- who was meant ---- */

/* Somebody the actor may see, or one of the place who has the name that was said: an id alone tells
   nobody a name. */
static bool may_be(struct ctx *ctx, const struct credits_told *t, struct person_id other)
{
    struct place_id home;
    if (people_may_see(ctx, other)) return true;
    bool here = people_home(ctx, other, &home) == OK && home.v == t->place.v;
    faults_init(&ctx->faults, ctx->arena);
    return here && str_eq(utf8_fold(ctx->arena, people_first_name(ctx, other)), utf8_fold(ctx->arena, t->other_words));
}

enum status credits_told_who(struct ctx *ctx, struct told_id id, struct person_id other, struct asset_id group, struct credits_told *ret_told)
{
    struct credits_told t;
    TRY(credits_told_read(ctx, id, &t));
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN | STANDING_SYSTEM) || !people_may_see(ctx, t.teller) || people_is(ctx, t.teller))
        return ERR_DENIED;
    if (t.state != TOLD_WHO) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    const struct credits_telling said = {.teller = t.teller, .other = other, .group = group, .other_words = t.other_words};
    if (other.v == 0 && group.v == 0) return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("Choose who it was."));
    if (other.v == t.teller.v) return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("Who gave and who received are the same. Choose two."));
    if (other.v && !may_be(ctx, &t, other)) return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("Choose who it was."));
    TRY(credits_told_meant(ctx, &said, t.place, &t));
    TRY(not_to_oneself(ctx, &t));
    if (t.other.v == 0 && t.group.v == 0) return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("We do not find this person any more. Write a first name."));
    TRY(credits_told_book(ctx, &t, credits_key_write(ctx->arena, t.key), t.consent));
    const struct credits_sql_told_booked_in in = {
        .id = id, .other = t.other, .group = t.group, .state = str_from(codes[t.state]), .silence_books = t.silence_books, .until = t.until,
        .pending = t.pending, .entry = t.entry, .tell_at = {ctx->now.ms + GRACE_MS}};
    TRY(credits_sql_told_booked(ctx->db, &in));
    return credits_told_find(ctx, id, ret_told);
}

/* ---- the other's word ---- */

static enum status waiting(struct ctx *ctx, struct told_id id, struct credits_told *ret_told)
{
    TRY(credits_told_read(ctx, id, ret_told));
    if (!credits_told_may_answer(ctx, ret_told)) return ERR_DENIED;
    if (ret_told->state != TOLD_WAITS) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    return OK;
}

static enum status answered(struct ctx *ctx, const struct credits_told *t, enum told_state state, struct str said, const char *via, struct str consent,
                            struct entry_id entry)
{
    struct instant until = state == TOLD_DONE ? credits_told_tomorrow(ctx, t->place) : ctx->now;
    TRY(credits_sql_told_answer(ctx->db, &(struct credits_sql_told_answer_in){
        .id = t->id, .state = str_from(codes[state]), .said = said, .until = until, .entry = entry, .by = ctx->actor.person,
        .via = str_from(via ? via : "web"), .consent = consent.len > 0 ? consent : STR_NONE}));
    return journal_record(ctx, state == TOLD_DONE ? "credits.agreed" : "credits.not_right", t->id.v, 0, STR_NONE);
}

enum status credits_told_agree(struct ctx *ctx, struct told_id id, const char *via, struct str consent)
{
    struct credits_told t;
    struct credits_posted posted;
    struct str how = str_trim(consent);
    TRY(waiting(ctx, id, &t));
    if (t.other.v && !people_is(ctx, t.other) && !ctx_has(ctx, STANDING_SYSTEM) && how.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Say how they agreed: spoken, on paper, or on the telephone."));
    if (!plain(how, 120)) return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Write how they agreed in one line of at most 120 letters."));
    TRY(credits_complete(ctx, t.pending, STR("yes"), &posted));
    return answered(ctx, &t, TOLD_DONE, STR(""), via, how, posted.entry);
}

enum status credits_told_not_right(struct ctx *ctx, struct told_id id, struct str said, const char *via)
{
    struct credits_told t;
    struct str words = str_trim(said);
    TRY(waiting(ctx, id, &t));
    if (!plain(words, CREDITS_WORDS_MAX)) return ctx_fault(ctx, ERR_INVALID, STR("said"), SAY("Write it in one line of at most 200 letters. For example: it was one hour"));
    TRY(credits_erase(ctx, t.pending, STR("not right")));
    return answered(ctx, &t, TOLD_NOT_RIGHT, text(words), via, STR_NONE, (struct entry_id){0});
}

/* ---- taken back ---- */

enum status credits_told_back(struct ctx *ctx, struct told_id id, const char *via)
{
    struct credits_told t;
    TRY(credits_told_find(ctx, id, &t));
    if (!people_may_change(ctx, t.teller)) return ERR_DENIED;
    if (t.state == TOLD_DONE && t.until.ms <= ctx->now.ms)
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("It stands in the books since a while. Choose “Something is not right” to put it right together."));
    if (!t.may_take_back) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was settled already."));
    if (t.state == TOLD_WAITS) TRY(credits_erase(ctx, t.pending, STR("taken back")));
    if (t.entry.v) {
        struct credits_posted posted;
        const struct credits_reverse back = {.entry = t.entry, .reason = str_from(TOLD_BACK_WORDS), .via = via};
        enum status status = credits_reverse(ctx, &back, &posted);
        if (status == ERR_LIMIT) { /* of the other's hours nothing is said; a broker may let it pass */
            faults_init(&ctx->faults, ctx->arena);
            return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("There is no room for more hours just now. Talk with your connector: there is always a way."));
        }
        TRY(status);
    }
    TRY(credits_sql_told_back(ctx->db, id, ctx->now));
    return journal_record(ctx, "credits.taken_back", id.v, 0, STR_NONE);
}
