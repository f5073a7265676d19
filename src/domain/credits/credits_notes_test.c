/* Paper notes: codes and slips of the pen, the life of a note, guesses, and random histories against a
   model: what stands in the paper account is what is out. */
#include "domain/credits/credits_notes_own.h"

#include "domain/credits/credits_own.h"
#include "domain/credits/credits_venue.h"
#include "platform/module/platform.h"
#include "testing/testing.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct account_id venue_in(struct testing *t, struct place_id place)
{
    struct account_id id;
    const struct credits_account account = {.place = place, .kind = CREDITS_VENUE, .name = STR("baths"), .ceiling = CREDITS_NO_LIMIT};
    assert_ok(credits_account_open(&t->ctx, &account, &id));
    return id;
}

static struct account_id venue_account(struct testing *t)
{
    return venue_in(t, (struct place_id){0});
}

static struct credits_sheet printed_in(struct testing *t, struct place_id place, int64_t count, int64_t minutes)
{
    struct credits_sheet sheet;
    struct note_run_id run;
    const struct credits_print print = {.place = place, .count = count, .minutes = minutes, .use_by = DAY_NONE, .via = "command"};
    assert_ok(credits_notes_draw(&t->ctx, &print, &sheet));
    assert_ok(credits_notes_keep(&t->ctx, &sheet, &run));
    assert_int_equal(run.v, sheet.print.number);
    return sheet;
}

static struct credits_sheet printed(struct testing *t, int64_t count, int64_t minutes)
{
    return printed_in(t, (struct place_id){0}, count, minutes);
}

static int64_t paper(struct testing *t, int64_t run)
{
    struct credits_note_run found;
    struct credits_account account;
    assert_ok(credits_note_run_find(&t->ctx, (struct note_run_id){run}, &found));
    assert_ok(credits_account_get(&t->ctx, found.paper, &account));
    assert_int_equal(account.balance, (found.states[NOTE_ISSUED] + found.states[NOTE_GIVEN]) * found.minutes);
    return account.balance;
}

static int64_t balance(struct testing *t, struct account_id id)
{
    struct credits_account a;
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a.balance;
}

static struct credits_note note_of(struct testing *t, struct str code)
{
    struct credits_note note;
    assert_ok(credits_note_find(&t->ctx, code, STR("code"), &note));
    return note;
}

static void forget_faults(struct testing *t)
{
    faults_init(&t->ctx.faults, t->ctx.arena);
}

/* ---- codes ---- */

static void every_slip_of_one_sign_or_two_swapped_is_seen(struct testing *t)
{
    static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    struct str read;
    for (int round = 0; round < 5; round++) {
        struct str code = credits_note_code(&t->ctx);
        assert_ok(credits_note_code_read(&t->ctx, code, STR("code"), &read));
        assert_true(str_eq(code, read));
        for (size_t i = 0; i < code.len; i++) {
            char *wrong = str_c(&t->arena, code);
            for (size_t s = 0; s < 32; s++) {
                wrong[i] = signs[s];
                bool same = signs[s] == code.ptr[i];
                assert_int_equal(credits_note_code_read(&t->ctx, str_of(wrong, code.len), STR("code"), &read), same ? OK : ERR_INVALID);
            }
            for (size_t j = i + 1; j < code.len; j++) {
                wrong = str_c(&t->arena, code);
                wrong[i] = code.ptr[j];
                wrong[j] = code.ptr[i];
                bool same = code.ptr[i] == code.ptr[j];
                assert_int_equal(credits_note_code_read(&t->ctx, str_of(wrong, code.len), STR("code"), &read), same ? OK : ERR_INVALID);
            }
        }
        forget_faults(t);
    }
}

static void a_code_is_read_however_it_is_written(struct testing *t)
{
    struct str code = credits_note_code(&t->ctx), shown = credits_note_code_shown(&t->arena, code), read;
    const struct str ways[] = {shown, str_lower(&t->arena, shown), str_printf(&t->arena, "  %.4s %.4s %.4s %.1s ", code.ptr, code.ptr + 4, code.ptr + 8, code.ptr + 12),
                               str_printf(&t->arena, "https://kith.example/n/%.*s?lang=ur", STR_ARG(code)), str_printf(&t->arena, "KITH %.*s", STR_ARG(shown)),
                               str_printf(&t->arena, "kith.example/n/%.*s/", STR_ARG(code)), str_replace(&t->arena, shown, STR("1"), STR("l")),
                               str_replace(&t->arena, shown, STR("0"), STR("o")), str_replace(&t->arena, shown, STR("-"), STR("\u2013")),
                               str_replace(&t->arena, code, STR("7"), STR("\u06f7"))};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        assert_ok(credits_note_code_read(&t->ctx, ways[i], STR("code"), &read));
        assert_true(str_eq(read, code));
    }
    const struct str bad[] = {STR(""), STR("   "), STR("7K3F"), STR("7K3F-9QX2-MT4B-YY"), STR("7K3F-9QX2-MT4B-U"), STR("\xff\xfe"), STR("https://kith.example/n/"), STR("////"), STR("KITH "), STR("?"), STR("\xdb")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_int_equal(credits_note_code_read(&t->ctx, bad[i], STR("code"), &read), ERR_INVALID);
}

static void serials_are_read_as_people_write_them(struct testing *t)
{
    static const struct { const char *typed; int64_t run, first, last; } good[] = {
        {"12", 12, 1, 400}, {"12-7", 12, 7, 7}, {" 12 - 7 ", 12, 7, 7}, {"12-7 to 12-15", 12, 7, 15}, {"12-7..15", 12, 7, 15}, {"12-7 to 9", 12, 7, 9}};
    static const char *const bad[] = {"", "x", "12-", "-7", "12-0", "12-401", "12-9 to 12-7", "12-7 to 13-9", "0", "12-7 to", "1000000000", "12-7..99999999999999999999"};
    struct credits_note_span span;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_ok(credits_note_span_read(&t->ctx, str_from(good[i].typed), STR("notes"), &span));
        assert_int_equal(span.run.v, good[i].run);
        assert_int_equal(span.first, good[i].first);
        assert_int_equal(span.last, good[i].last);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_int_equal(credits_note_span_read(&t->ctx, str_from(bad[i]), STR("notes"), &span), ERR_INVALID);
}

/* ---- the life of a note ---- */

static void a_note_is_redeemed_once(struct testing *t)
{
    struct account_id baths = venue_account(t);
    struct credits_sheet sheet = printed(t, 8, 60);
    struct entry_id entry;
    assert_int_equal(paper(t, sheet.print.number), 480);
    struct credits_note note = note_of(t, sheet.codes[2]);
    assert_str(credits_note_serial(&t->arena, note.id), "1-3");
    assert_ok(credits_note_redeem(&t->ctx, note.id, baths, "till", &entry));
    assert_int_equal(balance(t, baths), 60);
    assert_int_equal(paper(t, sheet.print.number), 420);
    assert_int_equal(credits_note_redeem(&t->ctx, note.id, baths, "till", &entry), ERR_CONFLICT);
    assert_int_equal(balance(t, baths), 60);
    forget_faults(t);
    /* taken back within the quarter of an hour, and good again */
    assert_ok(credits_note_back(&t->ctx, note.id, baths, "till"));
    assert_int_equal(balance(t, baths), 0);
    assert_int_equal(credits_note_back(&t->ctx, note.id, baths, "till"), ERR_CONFLICT);
    forget_faults(t);
    assert_ok(credits_note_redeem(&t->ctx, note.id, baths, "till", &entry));
    assert_int_equal(balance(t, baths), 60);
    testing_later(t, (NOTES_BACK_MINUTES + 1) * 60000);
    assert_int_equal(credits_note_back(&t->ctx, note.id, baths, "till"), ERR_CONFLICT);
    assert_int_equal(paper(t, sheet.print.number), 420);
}

static void a_tally_answers_each_line_by_itself(struct testing *t)
{
    struct account_id baths = venue_account(t);
    struct credits_sheet sheet = printed(t, 4, 30);
    struct credits_note_answer answers[4];
    int64_t n;
    assert_ok(credits_notes_void(&t->ctx, &(struct credits_note_span){{sheet.print.number}, 4, 4}, STR("lost"), "web", &n));
    struct note_id ids[4] = {note_of(t, sheet.codes[0]).id, note_of(t, sheet.codes[1]).id, note_of(t, sheet.codes[0]).id, note_of(t, sheet.codes[3]).id};
    assert_ok(credits_notes_redeem(&t->ctx, ids, 4, baths, "till", answers));
    assert_int_equal(answers[0].status, OK);
    assert_int_equal(answers[1].status, OK);
    assert_int_equal(answers[2].status, ERR_CONFLICT);
    assert_int_equal(answers[3].status, ERR_CONFLICT);
    assert_non_null(answers[3].said.id);
    assert_int_equal(t->ctx.faults.count, 0);
    assert_int_equal(balance(t, baths), 60);
    struct credits_note_taken *rows;
    struct credits_notes_sum sum;
    size_t count;
    assert_ok(credits_notes_taken(&t->ctx, baths, (struct instant){0}, 20, &rows, &count, &sum));
    assert_int_equal(count, 2);
    assert_int_equal(sum.minutes, 60);
}

static void a_lost_sheet_is_void_and_printed_again(struct testing *t)
{
    struct account_id baths = venue_account(t);
    struct credits_sheet sheet = printed(t, 8, 60), again;
    struct note_run_id run;
    struct entry_id entry;
    const struct credits_note_span span = {{sheet.print.number}, 3, 6};
    assert_ok(credits_note_redeem(&t->ctx, note_of(t, sheet.codes[3]).id, baths, "till", &entry));
    assert_ok(credits_notes_draw_again(&t->ctx, &span, STR("the printer ate it"), "web", &again));
    assert_int_equal(again.print.count, 3); /* one of the four is redeemed */
    assert_ok(credits_notes_keep(&t->ctx, &again, &run));
    assert_int_equal(paper(t, sheet.print.number), 4 * 60);
    assert_int_equal(paper(t, run.v), 3 * 60);
    struct credits_note old = note_of(t, sheet.codes[2]), fresh = note_of(t, again.codes[0]);
    assert_int_equal(old.state, NOTE_VOID);
    assert_int_equal(old.replaced_by.v, fresh.id.v);
    assert_int_equal(fresh.replaces.v, old.id.v);
    assert_int_equal(credits_note_redeem(&t->ctx, old.id, baths, "till", &entry), ERR_CONFLICT);
    assert_ok(credits_note_redeem(&t->ctx, fresh.id, baths, "till", &entry));
}

static void a_last_day_needs_notice(struct testing *t)
{
    struct credits_sheet sheet = printed(t, 2, 60);
    const struct note_run_id run = {sheet.print.number};
    struct entry_id entry;
    int64_t n, today = ctx_today(&t->ctx).n;
    assert_int_equal(credits_notes_expire(&t->ctx, run, "timer", &n), ERR_CONFLICT);
    assert_int_equal(credits_notes_use_by(&t->ctx, run, (struct day){(int32_t)today + 27}), ERR_INVALID);
    forget_faults(t);
    assert_ok(credits_notes_use_by(&t->ctx, run, (struct day){(int32_t)today + 28}));
    assert_int_equal(credits_notes_expire(&t->ctx, run, "timer", &n), ERR_CONFLICT);
    testing_later(t, (int64_t)29 * 86400000);
    forget_faults(t);
    assert_int_equal(credits_note_redeem(&t->ctx, note_of(t, sheet.codes[0]).id, venue_account(t), "till", &entry), ERR_CONFLICT);
    forget_faults(t);
    testing_commit(t);
    db_rollback(t->ctx.db);
    assert_ok(credits_notes_job(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(note_of(t, sheet.codes[0]).state, NOTE_EXPIRED);
    assert_int_equal(paper(t, run.v), 0);
}

static void a_run_has_its_number_once(struct testing *t)
{
    struct credits_print print = {.number = 7, .count = 400, .minutes = CREDITS_MINUTES_MAX, .use_by = DAY_NONE};
    struct credits_sheet sheet, other;
    struct note_run_id run;
    assert_ok(credits_notes_draw(&t->ctx, &print, &sheet));
    assert_ok(credits_notes_draw(&t->ctx, &print, &other));
    assert_ok(credits_notes_keep(&t->ctx, &sheet, &run)); /* more than one entry holds */
    assert_int_equal(paper(t, 7), (int64_t)400 * CREDITS_MINUTES_MAX);
    assert_int_equal(credits_notes_draw(&t->ctx, &print, &sheet), ERR_CONFLICT);
    testing_commit(t);
    assert_int_equal(credits_notes_keep(&t->ctx, &other, &run), ERR_CONFLICT);
    static const struct { int64_t number, count, minutes; } wrong[] = {{-1, 1, 1}, {1, 0, 60}, {1, 401, 60}, {1, 1, 0}, {1, 1, -60}, {1, 1, CREDITS_MINUTES_MAX + 1}, {NOTES_NUMBER_MAX + 1, 1, 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        print = (struct credits_print){.number = wrong[i].number, .count = wrong[i].count, .minutes = wrong[i].minutes, .use_by = DAY_NONE};
        assert_int_equal(credits_notes_draw(&t->ctx, &print, &sheet), ERR_INVALID);
    }
    print = (struct credits_print){.count = 1, .minutes = 60, .use_by = DAY_NONE, .payer = venue_account(t)};
    forget_faults(t);
    assert_int_equal(credits_notes_draw(&t->ctx, &print, &sheet), ERR_INVALID);
}

/* Whoever keeps the books does not print from somebody's own hours without them. */
static void nobodys_own_hours_are_printed_without_them(struct testing *t)
{
    struct place_id place;
    struct person_id dev;
    struct account_id own;
    struct credits_sheet sheet;
    const struct person person = {.first_name = STR("Dev"), .turns_to = -1};
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &place));
    struct person here = person;
    here.place = place;
    assert_ok(people_put(&t->ctx, &here, &dev));
    assert_ok(credits_member(&t->ctx, dev, &own));
    struct credits_print print = {.place = place, .count = 1, .minutes = 60, .use_by = DAY_NONE, .payer = own, .via = "web"};
    testing_act(t, 4711, place.v, STANDING_MEMBER | STANDING_ADMIN);
    assert_int_equal(credits_notes_draw(&t->ctx, &print, &sheet), ERR_DENIED);
    forget_faults(t);
    print.for_whom = dev;
    assert_ok(credits_notes_draw(&t->ctx, &print, &sheet));
}

/* ---- guessing ---- */

/* Ten thousand codes with a right check sign, from one address, then each from another. */
static void ten_thousand_guesses_find_nothing_and_are_slowed(struct testing *t)
{
    struct credits_sheet sheet = printed(t, 400, 60);
    struct credits_note note;
    size_t found = 0, looked = 0;
    const struct credits_asker till = {.till = {77}};
    for (int i = 0; i < 10000; i++) {
        struct credits_asker guesser = {.address = i < 5000 ? STR("203.0.113") : str_printf(&t->arena, "198.51.%d", i)};
        enum status status = credits_note_asked(&t->ctx, &guesser, credits_note_code(&t->ctx), STR("code"), &note);
        found += status == OK;
        looked += status == ERR_MISSING;
        forget_faults(t);
    }
    assert_int_equal(found, 0);
    assert_in_range(looked, 10, 120); /* of 10,000 so few were even looked up */
    /* a right code waits too where somebody guesses, but not at a till */
    const struct credits_asker guesser = {.address = STR("203.0.113")};
    assert_int_equal(credits_note_asked(&t->ctx, &guesser, sheet.codes[0], STR("code"), &note), ERR_LIMIT);
    assert_ok(credits_note_asked(&t->ctx, &till, sheet.codes[0], STR("code"), &note));
    /* slips of the pen cost nothing, at a till that makes a thousand of them */
    for (int i = 0; i < 1000; i++) assert_int_equal(credits_note_asked(&t->ctx, &till, STR("7K3F-9QX2-MT4B"), STR("code"), &note), ERR_INVALID);
    assert_ok(credits_note_asked(&t->ctx, &till, sheet.codes[1], STR("code"), &note));
    /* a till that guesses is slowed by itself, and no other till */
    for (int i = 0; i < 100; i++) (void)!credits_note_asked(&t->ctx, &till, credits_note_code(&t->ctx), STR("code"), &note);
    assert_int_equal(credits_note_asked(&t->ctx, &till, sheet.codes[1], STR("code"), &note), ERR_LIMIT);
    assert_ok(credits_note_asked(&t->ctx, &(struct credits_asker){.till = {78}}, sheet.codes[1], STR("code"), &note));
    /* an hour later there is room again */
    testing_later(t, (int64_t)3600000);
    assert_ok(credits_note_asked(&t->ctx, &guesser, sheet.codes[2], STR("code"), &note));
}

static void till_codes_are_not_guessed_either(struct testing *t)
{
    size_t let = 0;
    for (int i = 0; i < 10000; i++) {
        struct str address = str_printf(&t->arena, "192.0.%d", i % 100);
        if (credits_guess_till_may(&t->ctx, address) != OK) continue;
        let++;
        credits_guess_till_wrong(&t->ctx, address);
    }
    assert_in_range(let, 100, 300);
    forget_faults(t);
    assert_ok(credits_guess_till_may(&t->ctx, STR("203.0.113"))); /* who did not guess has a try */
}

/* ---- random histories ---- */

#define RUNS 12
#define NOTES 24

struct model { struct place_id place; enum note_state notes[RUNS][NOTES]; int64_t minutes[RUNS], count[RUNS]; size_t runs; int64_t venue; struct credits_sheet sheets[RUNS]; };

static bool out(enum note_state state)
{
    return state == NOTE_ISSUED || state == NOTE_GIVEN;
}

static void model_check(struct testing *t, const struct model *m, struct account_id venue)
{
    for (size_t r = 0; r < m->runs; r++) {
        int64_t n = 0;
        for (int64_t i = 0; i < m->count[r]; i++) n += out(m->notes[r][i]);
        assert_int_equal(paper(t, m->sheets[r].print.number), n * m->minutes[r]);
    }
    assert_int_equal(balance(t, venue), m->venue);
}

static void model_print(struct testing *t, struct model *m)
{
    if (m->runs == RUNS) return;
    size_t r = m->runs++;
    m->count[r] = 1 + (int64_t)rand_below(t->ctx.rand, NOTES);
    m->minutes[r] = 1 + (int64_t)rand_below(t->ctx.rand, 300);
    m->sheets[r] = printed_in(t, m->place, m->count[r], m->minutes[r]);
}

static void model_redeem(struct testing *t, struct model *m, size_t r, int64_t i, struct account_id venue)
{
    struct entry_id entry;
    enum status status = credits_note_redeem(&t->ctx, note_of(t, m->sheets[r].codes[i]).id, venue, "till", &entry);
    assert_int_equal(status, out(m->notes[r][i]) ? OK : ERR_CONFLICT);
    if (status != OK) return;
    m->notes[r][i] = NOTE_REDEEMED;
    m->venue += m->minutes[r];
}

static void model_back(struct testing *t, struct model *m, size_t r, int64_t i, struct account_id venue)
{
    struct credits_note note = note_of(t, m->sheets[r].codes[i]);
    enum status status = credits_note_back(&t->ctx, note.id, venue, "till");
    assert_int_equal(status, m->notes[r][i] == NOTE_REDEEMED ? OK : ERR_CONFLICT);
    if (status != OK) return;
    m->notes[r][i] = instant_is(note.given_at) ? NOTE_GIVEN : NOTE_ISSUED;
    m->venue -= m->minutes[r];
}

static void model_span(struct testing *t, struct model *m, size_t r, int64_t i, bool give)
{
    int64_t last = i + (int64_t)rand_below(t->ctx.rand, 4), n, wanted = 0;
    const struct credits_note_span span = {{m->sheets[r].print.number}, i + 1, last + 1};
    for (int64_t k = i; k <= last && k < m->count[r]; k++) wanted += out(m->notes[r][k]);
    enum status status = give ? credits_notes_give(&t->ctx, &span, (struct person_id){0}, &n) : credits_notes_void(&t->ctx, &span, STR("lost"), "web", &n);
    assert_int_equal(status, wanted > 0 ? OK : ERR_MISSING);
    if (status != OK) return;
    assert_int_equal(n, wanted);
    for (int64_t k = i; k <= last && k < m->count[r]; k++)
        if (out(m->notes[r][k])) m->notes[r][k] = give ? NOTE_GIVEN : NOTE_VOID;
}

static void model_again(struct testing *t, struct model *m, size_t r, int64_t i)
{
    const struct credits_note_span span = {{m->sheets[r].print.number}, i + 1, i + 2};
    struct credits_sheet sheet;
    struct note_run_id run;
    if (m->runs == RUNS || credits_notes_draw_again(&t->ctx, &span, STR("lost"), "web", &sheet) != OK) return;
    assert_ok(credits_notes_keep(&t->ctx, &sheet, &run));
    for (int64_t k = i; k <= i + 1 && k < m->count[r]; k++)
        if (out(m->notes[r][k])) m->notes[r][k] = NOTE_VOID;
    m->count[m->runs] = sheet.print.count;
    m->minutes[m->runs] = m->minutes[r];
    m->sheets[m->runs++] = sheet;
}

static void model_expire(struct testing *t, struct model *m, size_t r)
{
    const struct note_run_id run = {m->sheets[r].print.number};
    int64_t n;
    assert_ok(credits_notes_use_by(&t->ctx, run, (struct day){ctx_today(&t->ctx).n + NOTES_NOTICE_DAYS}));
    testing_later(t, (int64_t)(NOTES_NOTICE_DAYS + 1) * 86400000);
    (void)!credits_notes_expire(&t->ctx, run, "timer", &n);
    for (int64_t k = 0; k < m->count[r]; k++)
        if (out(m->notes[r][k])) m->notes[r][k] = NOTE_EXPIRED;
    testing_later(t, (int64_t)-(NOTES_NOTICE_DAYS + 1) * 86400000);
}

static void model_step(struct testing *t, struct model *m, struct account_id venue)
{
    if (m->runs == 0) model_print(t, m);
    size_t r = (size_t)rand_below(t->ctx.rand, m->runs);
    int64_t i = (int64_t)rand_below(t->ctx.rand, (uint64_t)m->count[r]);
    switch (rand_below(t->ctx.rand, 40)) {
    case 0: case 1: model_print(t, m); break;
    case 2: case 3: case 4: case 5: model_span(t, m, r, i, true); break;
    case 6: model_span(t, m, r, i, false); break;
    case 7: model_again(t, m, r, i); break;
    case 8: if (rand_below(t->ctx.rand, 10) == 0) model_expire(t, m, r); break;
    case 9: case 10: case 11: case 12: case 13: case 14: case 15: case 16: case 17: model_back(t, m, r, i, venue); break;
    default: model_redeem(t, m, r, i, venue);
    }
}

/* Books of their own: tests that run beside this one then never wait for each other's turn. */
static struct place_id own_books(struct testing *t)
{
    struct place_id place;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR_NONE, &place));
    struct str insert = str_printf(&t->arena, "INSERT INTO credits_ledger (id, place_id, name) VALUES (%d, %lld, 'of its own')", 1000 + (int)getpid() % 1000000, (long long)place.v);
    assert_ok(db_exec(t->ctx.db, insert.ptr));
    return place;
}

/* Worlds of some hundred steps each, so that there is always something out. */
static void random_histories_agree_with_a_model(struct testing *t)
{
    const char *wish = getenv("KITH_NOTE_STEPS");
    int64_t steps, world = 400;
    if (!wish || !str_to_int(str_from(wish), &steps)) steps = t->kind == DB_SQLITE ? 8000 : 2000;
    const struct place_id place = own_books(t);
    struct account_id venue = venue_in(t, place);
    struct arena *whole = t->ctx.arena;
    int64_t before = 0;
    for (int64_t done = 0; done < steps; done += world) {
        struct arena some;
        arena_init(&some, (size_t)512 << 20);
        t->ctx.arena = &some;
        forget_faults(t);
        struct model *m = ARENA_NEW(&some, struct model);
        m->venue = before;
        m->place = place;
        for (int64_t i = 0; i < world; i++) {
            model_step(t, m, venue);
            forget_faults(t);
            if (i % 40 == 39) model_check(t, m, venue);
            if (i % 10 == 9) testing_commit(t); /* other tests wait for the ledger's turn meanwhile */
        }
        before = m->venue;
        testing_commit(t);
        t->ctx.arena = whole;
        forget_faults(t);
        arena_release(&some);
    }
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"every_slip_of_one_sign_or_two_swapped_is_seen", every_slip_of_one_sign_or_two_swapped_is_seen},
        {"a_code_is_read_however_it_is_written", a_code_is_read_however_it_is_written},
        {"serials_are_read_as_people_write_them", serials_are_read_as_people_write_them},
        {"a_note_is_redeemed_once", a_note_is_redeemed_once},
        {"a_tally_answers_each_line_by_itself", a_tally_answers_each_line_by_itself},
        {"a_lost_sheet_is_void_and_printed_again", a_lost_sheet_is_void_and_printed_again},
        {"a_last_day_needs_notice", a_last_day_needs_notice},
        {"a_run_has_its_number_once", a_run_has_its_number_once},
        {"nobodys_own_hours_are_printed_without_them", nobodys_own_hours_are_printed_without_them},
        {"ten_thousand_guesses_find_nothing_and_are_slowed", ten_thousand_guesses_find_nothing_and_are_slowed},
        {"till_codes_are_not_guessed_either", till_codes_are_not_guessed_either},
        {"random_histories_agree_with_a_model", random_histories_agree_with_a_model},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
