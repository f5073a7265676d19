/* Asking a pot, and deciding: openly, by people, with a reason. */
#include "domain/credits/credits_pot.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

/* ---- asking ---- */

static enum status may_ask(struct ctx *ctx, const struct credits_asking *a, const struct credits_pot *pot)
{
    struct place_id home;
    struct asset group;
    if (a->person.v) {
        if (!people_is(ctx, a->person) && !people_may_change(ctx, a->person))
            return ctx_fault(ctx, ERR_DENIED, STR("person"), SAY("You can ask for yourself, or for somebody you walk beside."));
        TRY(people_home(ctx, a->person, &home));
        if (home.v == pot->place.v) return OK;
        return ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("This pot is for another place. Look for the pot of yours."));
    }
    if (assets_find(ctx, a->group, &group) != OK || group.place.v != pot->place.v)
        return ctx_fault(ctx, ERR_INVALID, STR("group"), SAY("Choose whom the hours are for: yourself, somebody else, or a group of this place."));
    if (assets_may_change(ctx, &group) || ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR("group"), SAY("Who runs a group, or a connector, can ask for it."));
}

enum status credits_ask_check(struct ctx *ctx, const struct credits_asking *a)
{
    struct credits_pot pot;
    struct str words = str_trim(a->words);
    int64_t open;
    enum status s = OK;
    TRY(credits_pot_find(ctx, a->pot, &pot));
    if (instant_is(pot.ended_at)) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This pot is closed. Choose another one."));
    TRY(may_ask(ctx, a, &pot));
    if (a->minutes < 1 || a->minutes > CREDITS_MINUTES_MAX)
        s = ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how much time, in whole minutes. For example: 1 hour"));
    if (words.len == 0) s = ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Say what it is for, in your own words. Everyone can read them."));
    if (utf8_count(words) > CREDITS_ASK_WORDS) s = ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Please write at most 400 letters."));
    TRY(s);
    TRY(credits_sql_asks_open_of(ctx->db, a->pot, a->person, ctx->actor.person, &open));
    if (open >= CREDITS_ASKS_OPEN) return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("Three wait for an answer already. Ask again when one is decided."));
    return OK;
}

enum status credits_ask_put(struct ctx *ctx, const struct credits_asking *a, struct ask_id *ret_id)
{
    struct credits_pot pot;
    struct ask_id id = {ctx_id(ctx)};
    TRY(credits_ask_check(ctx, a));
    TRY(credits_pot_find(ctx, a->pot, &pot));
    const struct credits_sql_ask_add_in in = {.id = id, .pot = a->pot, .place = pot.place, .person = a->person, .asset = a->person.v ? (struct asset_id){0} : a->group,
                                              .by = ctx->actor.person, .consent = a->consent, .minutes = a->minutes, .words = str_trim(a->words),
                                              .named = a->named, .now = ctx->now};
    TRY(credits_sql_ask_add(ctx->db, &in));
    if (a->person.v && !people_is(ctx, a->person)) TRY(people_record_acting(ctx, a->person, a->consent.len > 0 ? a->consent : STR("spoken")));
    *ret_id = id;
    return journal_record(ctx, "credits.asked", id.v, a->pot.v, STR_NONE);
}

/* ---- reading ---- */

static bool open_state(struct str state)
{
    return str_is(state, "waits") || str_is(state, "talk");
}

static bool own(struct ctx *ctx, const struct credits_ask *a)
{
    return people_is(ctx, a->person) || people_is(ctx, a->by) || (ctx->actor.on_behalf_of != 0 && ctx->actor.on_behalf_of == a->person.v);
}

/* A group's ask is the own one of who runs the group, too. */
static bool runs_it(struct ctx *ctx, const struct credits_ask *a)
{
    struct asset group;
    return a->group.v != 0 && assets_find(ctx, a->group, &group) == OK && group.host.v != 0 && people_is(ctx, group.host);
}

static enum status name_of(struct ctx *ctx, const struct credits_ask *a, struct str *ret_name)
{
    struct asset group;
    *ret_name = STR("");
    if (a->person.v) *ret_name = people_first_name(ctx, a->person);
    else if (assets_find(ctx, a->group, &group) == OK) *ret_name = group.name;
    return OK;
}

static int64_t needed_of(size_t keepers)
{
    return keepers >= 2 ? 2 : 1;
}

/* How many said the same as `says` of `minutes`. */
static int64_t agree(const struct credits_sql_ask_words *words, size_t n, struct str says, int64_t minutes)
{
    int64_t same = 0;
    for (size_t i = 0; i < n; i++) same += str_eq(words[i].says, says) && (!str_is(says, "yes") || words[i].minutes == minutes);
    return same;
}

static enum status standing_of(struct ctx *ctx, struct credits_ask *a)
{
    struct credits_sql_ask_words *words;
    struct person_id *keepers;
    size_t n, keepers_n;
    if (!open_state(a->state)) return OK;
    TRY(credits_keepers(ctx, a->pot, &keepers, &keepers_n));
    TRY(credits_sql_ask_words(ctx->db, ctx->arena, a->id, &words, &n));
    a->needed = needed_of(keepers_n);
    for (size_t i = 0; i < n; i++) {
        int64_t same = str_is(words[i].says, "yes") ? agree(words, n, words[i].says, words[i].minutes) : 0;
        if (same > a->yes) a->yes = same;
    }
    a->may_say = ctx->actor.on_behalf_of == 0 && credits_is_keeper(ctx, a->pot, (struct person_id){ctx->actor.person}) && !a->mine && !runs_it(ctx, a);
    return OK;
}

#define ASK(r)                                                                                                                        \
    ((struct credits_ask){.id = (r)->id, .pot = (r)->pot_id, .place = (r)->place_id, .person = (r)->person_id, .by = {(r)->by_person}, \
                          .group = (r)->asset_id, .minutes = (r)->minutes, .given = (r)->given == INT_NONE ? 0 : (r)->given,          \
                          .words = (r)->words, .state = (r)->state, .reason = (r)->reason, .decision = (r)->decision,                 \
                          .asked_at = (r)->asked_at, .decided_at = (r)->decided_at, .entry = (r)->entry_id})

static enum status complete(struct ctx *ctx, struct credits_ask *a, bool named)
{
    a->name = STR("");
    a->mine = own(ctx, a);
    if (named) TRY(name_of(ctx, a, &a->name));
    return standing_of(ctx, a);
}

enum status credits_ask_find(struct ctx *ctx, struct ask_id id, struct credits_ask *ret_ask)
{
    struct credits_sql_ask_find r;
    TRY(credits_sql_ask_find(ctx->db, ctx->arena, id, &r));
    struct credits_ask a = ASK(&r);
    TRY(complete(ctx, &a, r.named));
    *ret_ask = a;
    return OK;
}

enum status credits_asks(struct ctx *ctx, struct pot_id pot, bool open, int64_t limit, struct credits_ask **ret_asks, size_t *ret_count)
{
    struct credits_sql_asks *rows;
    size_t n;
    TRY(credits_sql_asks(ctx->db, ctx->arena, pot, open, limit, &rows, &n));
    struct credits_ask *asks = ARENA_ARRAY(ctx->arena, struct credits_ask, n + 1);
    for (size_t i = 0; i < n; i++) {
        asks[i] = ASK(&rows[i]);
        TRY(complete(ctx, &asks[i], rows[i].named));
    }
    *ret_asks = asks;
    *ret_count = n;
    return OK;
}

enum status credits_ask_words(struct ctx *ctx, struct ask_id id, struct credits_ask_word **ret_words, size_t *ret_count)
{
    struct credits_sql_ask_words *rows;
    struct credits_ask ask;
    size_t n;
    TRY(credits_ask_find(ctx, id, &ask));
    if (!credits_is_keeper(ctx, ask.pot, (struct person_id){ctx->actor.person})) return ERR_DENIED;
    TRY(credits_sql_ask_words(ctx->db, ctx->arena, id, &rows, &n));
    struct credits_ask_word *words = ARENA_ARRAY(ctx->arena, struct credits_ask_word, n + 1);
    for (size_t i = 0; i < n; i++)
        words[i] = (struct credits_ask_word){people_first_name(ctx, rows[i].person_id), rows[i].reason,
                                             str_is(rows[i].says, "yes") ? SAYS_YES : str_is(rows[i].says, "no") ? SAYS_NO : SAYS_TALK,
                                             rows[i].minutes == INT_NONE ? 0 : rows[i].minutes};
    *ret_words = words;
    *ret_count = n;
    return OK;
}

/* ---- deciding ---- */

static enum status pay(struct ctx *ctx, const struct credits_ask *a, int64_t minutes, struct entry_id *ret_entry)
{
    struct credits_pot pot;
    struct account_id to;
    struct credits_posted posted;
    TRY(credits_pot_find(ctx, a->pot, &pot));
    if (minutes < 1 || minutes > CREDITS_MINUTES_MAX)
        return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how much time, in whole minutes. For example: 1 hour"));
    if (pot.balance < minutes)
        return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY1("The pot has {time}. Give so much or less.", "time", credits_time(ctx, pot.balance)));
    if (a->person.v) TRY(credits_member(ctx, a->person, &to));
    else TRY(credits_asset_account(ctx, a->group, CREDITS_GROUP, &to));
    const struct credits_post post = {.from = pot.account, .to = to, .minutes = minutes, .kind = ENTRY_POT, .words = pot.name, .via = "web", .for_whom = a->person};
    TRY(credits_post(ctx, &post, &posted));
    *ret_entry = posted.entry;
    return OK;
}

static enum status decide(struct ctx *ctx, const struct credits_ask *a, bool yes, int64_t minutes, struct str reason, struct str decision)
{
    struct entry_id entry = {0};
    if (yes) TRY(pay(ctx, a, minutes, &entry));
    enum status status = credits_sql_ask_decided(ctx->db, &(struct credits_sql_ask_decided_in){
        .id = a->id, .state = yes ? STR("yes") : STR("no"), .given = yes ? minutes : INT_NONE, .reason = reason.len > 0 ? reason : STR_NONE,
        .decision = decision, .entry = entry, .now = ctx->now});
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was decided already."));
    TRY(status);
    return journal_record(ctx, "credits.ask_decided", a->id.v, a->pot.v, STR_NONE);
}

static enum status say_check(struct ctx *ctx, const struct credits_ask *a, enum credits_say says, int64_t minutes, struct str reason)
{
    struct credits_pot pot;
    if (!open_state(a->state)) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was decided already."));
    if (!a->may_say)
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Those who look after the pot decide, and never about what they asked themselves."));
    if (says != SAYS_YES && reason.len == 0) return ctx_fault(ctx, ERR_INVALID, STR("reason"), SAY("Say why, in kind words. Everyone can read them."));
    if (utf8_count(reason) > CREDITS_ASK_REASON) return ctx_fault(ctx, ERR_INVALID, STR("reason"), SAY("Please write at most 300 letters."));
    if (says != SAYS_YES) return OK;
    if (minutes < 1 || minutes > CREDITS_MINUTES_MAX)
        return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how much time, in whole minutes. For example: 1 hour"));
    TRY(credits_pot_find(ctx, a->pot, &pot));
    if (minutes <= pot.balance) return OK;
    return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY1("The pot has {time}. Give so much or less.", "time", credits_time(ctx, pot.balance)));
}

/* The words beside the decision: who decided last, else whoever of those who agree gave some. */
static struct str reason_of(const struct credits_sql_ask_words *words, size_t n, struct str says, struct str own_reason)
{
    if (own_reason.len > 0) return own_reason;
    for (size_t i = 0; i < n; i++)
        if (str_eq(words[i].says, says) && words[i].reason.len > 0) return words[i].reason;
    return STR_NONE;
}

enum status credits_ask_say(struct ctx *ctx, struct ask_id id, enum credits_say says, int64_t minutes, struct str given_reason, bool *ret_decided)
{
    static const char *const codes[] = {"no", "yes", "talk"};
    struct credits_sql_ask_words *words;
    struct credits_ask a;
    struct str reason = str_trim(given_reason), code = str_from(codes[says]);
    size_t n;
    TRY(credits_sql_ask_hold(ctx->db, id)); /* two who agree at once: the second sees the first */
    TRY(credits_ask_find(ctx, id, &a));
    TRY(say_check(ctx, &a, says, minutes, reason));
    TRY(credits_sql_ask_say(ctx->db, id, (struct person_id){ctx->actor.person}, code, says == SAYS_YES ? minutes : INT_NONE, reason.len > 0 ? reason : STR_NONE, ctx->now));
    *ret_decided = false;
    if (says == SAYS_TALK) {
        TRY(credits_sql_ask_talk(ctx->db, id, reason));
        return journal_record(ctx, "credits.ask_talk", id.v, a.pot.v, STR_NONE);
    }
    TRY(credits_sql_ask_words(ctx->db, ctx->arena, id, &words, &n));
    if (agree(words, n, code, minutes) < a.needed) return journal_record(ctx, "credits.ask_said", id.v, a.pot.v, STR_NONE);
    *ret_decided = true;
    return decide(ctx, &a, says == SAYS_YES, minutes, reason_of(words, n, code, reason), STR_NONE);
}

enum status credits_ask_back(struct ctx *ctx, struct ask_id id)
{
    struct credits_ask a;
    TRY(credits_sql_ask_hold(ctx->db, id));
    TRY(credits_ask_find(ctx, id, &a));
    if (!a.mine && !(a.person.v && people_may_change(ctx, a.person))) return ERR_DENIED;
    enum status status = credits_sql_ask_back(ctx->db, id, ctx->now);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was decided already."));
    TRY(status);
    return journal_record(ctx, "credits.ask_back", id.v, a.pot.v, STR_NONE);
}

enum status credits_ask_decide(struct ctx *ctx, struct ask_id id, bool yes, int64_t minutes, struct str reason, struct str decision)
{
    struct credits_ask a;
    if (decision.len == 0 || utf8_count(decision) > 120 || utf8_count(reason) > CREDITS_ASK_REASON) return ERR_INVALID;
    TRY(credits_sql_ask_hold(ctx->db, id));
    TRY(credits_ask_find(ctx, id, &a));
    if (!open_state(a.state)) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This was decided already."));
    return decide(ctx, &a, yes, minutes, str_trim(reason), decision);
}
