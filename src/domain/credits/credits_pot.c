/* Pots: opened for a place, looked after by named people, filled by whoever likes. */
#include "domain/credits/credits_pot.h"
#include "domain/credits/credits_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "platform/journal/journal.h"

/* ---- the pot ---- */

bool credits_pot_may(struct ctx *ctx, const struct credits_pot *pot)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx->actor.on_behalf_of == 0 && ctx_has(ctx, STANDING_ADMIN) && ctx->actor.place == pot->place.v;
}

static enum status may(struct ctx *ctx, const struct credits_pot *pot)
{
    if (credits_pot_may(ctx, pot)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Pots are opened and changed by those who look after the place."));
}

static enum status sums_of(struct ctx *ctx, struct credits_pot *pot)
{
    struct credits_account account;
    struct credits_sums sums;
    TRY(credits_account_get(ctx, pot->account, &account));
    TRY(credits_sums(ctx, pot->account, &sums));
    pot->balance = account.balance - account.held_out;
    pot->in = sums.given;
    pot->out = sums.received;
    return OK;
}

enum status credits_pot_find(struct ctx *ctx, struct pot_id id, struct credits_pot *ret_pot)
{
    struct credits_sql_pot_find r;
    struct credits_pot pot;
    TRY(credits_sql_pot_find(ctx->db, ctx->arena, id, &r));
    pot = (struct credits_pot){.id = r.id, .place = r.place_id, .account = r.account_id, .name = r.name, .about = r.about, .opened_at = r.opened_at, .ended_at = r.ended_at};
    TRY(sums_of(ctx, &pot));
    *ret_pot = pot;
    return OK;
}

enum status credits_pot_list(struct ctx *ctx, struct place_id place, struct credits_pot **ret_pots, size_t *ret_count)
{
    struct credits_sql_pot_list *rows;
    size_t n;
    TRY(credits_sql_pot_list(ctx->db, ctx->arena, place, CREDITS_POTS, &rows, &n));
    struct credits_pot *pots = ARENA_ARRAY(ctx->arena, struct credits_pot, n + 1);
    for (size_t i = 0; i < n; i++) {
        pots[i] = (struct credits_pot){.id = rows[i].id, .place = rows[i].place_id, .account = rows[i].account_id, .name = rows[i].name,
                                       .about = rows[i].about, .opened_at = rows[i].opened_at, .ended_at = rows[i].ended_at};
        TRY(sums_of(ctx, &pots[i]));
    }
    *ret_pots = pots;
    *ret_count = n;
    return OK;
}

static enum status check(struct ctx *ctx, struct str name, struct str about)
{
    enum status s = OK;
    if (name.len == 0 || utf8_count(name) > 80)
        s = ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("Write a name of at most 80 letters. For example: The Weirside pot"));
    if (about.len == 0 || utf8_count(about) > 500)
        s = ctx_fault(ctx, ERR_INVALID, STR("about"), SAY("Write what it is for, in at most 500 letters. For example: For anyone who needs an hour and has none"));
    return s;
}

enum status credits_pot_put(struct ctx *ctx, const struct credits_pot *pot, struct pot_id *ret_id)
{
    struct credits_pot was = *pot, *there;
    struct str name = str_trim(pot->name), about = str_trim(pot->about);
    struct pot_id id = pot->id;
    size_t n;
    if (id.v) TRY(credits_pot_find(ctx, id, &was));
    TRY(may(ctx, &was));
    TRY(check(ctx, name, about));
    if (id.v == 0) {
        TRY(credits_pot_list(ctx, pot->place, &there, &n));
        if (n >= CREDITS_POTS) return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("There are 100 pots already. Close one that is empty."));
        const struct credits_account account = {.place = pot->place, .kind = CREDITS_POT, .label = name, .floor = 0, .ceiling = CREDITS_NO_LIMIT};
        struct account_id opened;
        id.v = ctx_id(ctx);
        TRY(credits_account_open(ctx, &account, &opened));
        TRY(credits_sql_pot_add(ctx->db, id, pot->place, opened, name, about, ctx->now));
    } else {
        TRY(credits_sql_pot_change(ctx->db, id, name, about));
    }
    *ret_id = id;
    return journal_record(ctx, pot->id.v ? "credits.pot_changed" : "credits.pot_opened", id.v, 0, STR_NONE);
}

enum status credits_pot_end(struct ctx *ctx, struct pot_id id)
{
    struct credits_pot pot;
    struct credits_sql_asks *asks;
    size_t n;
    TRY(credits_pot_find(ctx, id, &pot));
    TRY(may(ctx, &pot));
    TRY(credits_sql_asks(ctx->db, ctx->arena, id, true, 1, &asks, &n));
    if (n > 0) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("Somebody still waits for an answer. Decide that first."));
    if (pot.balance != 0) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("There are still hours in it. Give them first."));
    TRY(credits_sql_pot_end(ctx->db, id, ctx->now));
    return journal_record(ctx, "credits.pot_closed", id.v, 0, STR_NONE);
}

/* ---- who looks after it ---- */

enum status credits_keepers(struct ctx *ctx, struct pot_id pot, struct person_id **ret_people, size_t *ret_count)
{
    struct credits_sql_keepers *rows;
    size_t n;
    TRY(credits_sql_keepers(ctx->db, ctx->arena, pot, &rows, &n));
    struct person_id *people = ARENA_ARRAY(ctx->arena, struct person_id, n + 1);
    for (size_t i = 0; i < n; i++) people[i] = rows[i].person_id;
    *ret_people = people;
    *ret_count = n;
    return OK;
}

bool credits_is_keeper(struct ctx *ctx, struct pot_id pot, struct person_id person)
{
    struct person_id *people;
    size_t n;
    if (person.v == 0 || credits_keepers(ctx, pot, &people, &n) != OK) return false;
    for (size_t i = 0; i < n; i++)
        if (people[i].v == person.v) return true;
    return false;
}

enum status credits_keeper_add(struct ctx *ctx, struct pot_id id, struct person_id person)
{
    struct credits_pot pot;
    struct person_id *people;
    struct place_id home;
    size_t n;
    TRY(credits_pot_find(ctx, id, &pot));
    TRY(may(ctx, &pot));
    if (people_home(ctx, person, &home) != OK || home.v != pot.place.v)
        return ctx_fault(ctx, ERR_INVALID, STR("keeper"), SAY("Choose somebody who lives in this place."));
    TRY(credits_keepers(ctx, id, &people, &n));
    if (n >= CREDITS_KEEPERS) return ctx_fault(ctx, ERR_LIMIT, STR("keeper"), SAY("Twelve people look after it already. That is enough."));
    TRY(credits_sql_keeper_add(ctx->db, id, person, ctx->now));
    return journal_record(ctx, "credits.keeper_named", person.v, id.v, STR_NONE);
}

enum status credits_keeper_end(struct ctx *ctx, struct pot_id id, struct person_id person)
{
    struct credits_pot pot;
    TRY(credits_pot_find(ctx, id, &pot));
    if (!people_is(ctx, person)) TRY(may(ctx, &pot));
    TRY(credits_sql_keeper_end(ctx->db, id, person, ctx->now));
    return journal_record(ctx, "credits.keeper_ended", person.v, id.v, STR_NONE);
}

/* ---- giving to it ---- */

static enum status donate_check(struct ctx *ctx, const struct credits_donate *gift, const struct credits_pot *pot)
{
    if (instant_is(pot->ended_at)) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This pot is closed. Choose another one."));
    if (gift->person.v == 0 || (!people_is(ctx, gift->person) && !people_may_change(ctx, gift->person)))
        return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("You can give your own hours, or those of somebody you walk beside."));
    enum status s = OK;
    if (gift->minutes < 1 || gift->minutes > CREDITS_MINUTES_MAX)
        s = ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Write how much time, in whole minutes. For example: 1 hour"));
    if (utf8_count(gift->words) > CREDITS_WORDS_MAX) s = ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Please write at most 200 letters."));
    return s;
}

/* Only hours that are there are given: nobody gives what they may still receive. */
static enum status has_them(struct ctx *ctx, struct account_id id, int64_t minutes)
{
    struct credits_account account;
    TRY(credits_account_get(ctx, id, &account));
    int64_t has = account.balance - account.held_out;
    if (has >= minutes) return OK;
    if (has <= 0) return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY("There are no hours to give just now. Thank you for the thought."));
    return ctx_fault(ctx, ERR_LIMIT, STR("minutes"), SAY1("There is {time} to give. Choose so much or less.", "time", credits_time(ctx, has)));
}

enum status credits_donate(struct ctx *ctx, const struct credits_donate *gift, struct credits_posted *ret_posted)
{
    struct credits_pot pot;
    struct account_id account;
    struct str words = str_trim(gift->words);
    TRY(credits_pot_find(ctx, gift->pot, &pot));
    TRY(donate_check(ctx, gift, &pot));
    TRY(credits_member(ctx, gift->person, &account));
    TRY(credits_turn(ctx, account)); /* two at once: the second sees what the first left */
    TRY(has_them(ctx, account, gift->minutes));
    const struct credits_post post = {.from = account, .to = pot.account, .minutes = gift->minutes, .kind = ENTRY_DONATE, .words = pot.name,
                                      .via = gift->via, .for_whom = gift->person, .consent = gift->consent};
    TRY(credits_post(ctx, &post, ret_posted));
    const struct credits_sql_donation_add_in in = {ctx_id(ctx), gift->pot, gift->person, gift->minutes, words.len > 0 ? words : STR_NONE, gift->named,
                                                   ret_posted->entry, ctx->now};
    TRY(credits_sql_donation_add(ctx->db, &in));
    if (!people_is(ctx, gift->person)) TRY(people_record_acting(ctx, gift->person, gift->consent.len > 0 ? gift->consent : STR("spoken")));
    return journal_record(ctx, "credits.donated", gift->pot.v, 0, STR_NONE);
}

enum status credits_donations(struct ctx *ctx, struct pot_id pot, int64_t limit, struct credits_donation **ret_rows, size_t *ret_count)
{
    struct credits_sql_donations *rows;
    size_t n;
    TRY(credits_sql_donations(ctx->db, ctx->arena, pot, limit, &rows, &n));
    struct credits_donation *list = ARENA_ARRAY(ctx->arena, struct credits_donation, n + 1);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct credits_donation){rows[i].named ? people_first_name(ctx, rows[i].person_id) : STR(""), rows[i].words, rows[i].minutes, rows[i].at};
    *ret_rows = list;
    *ret_count = n;
    return OK;
}
