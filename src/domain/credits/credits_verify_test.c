/* Books edited by hand behind the triggers' back: whatever is changed in one row is found. */
#include "domain/credits/credits_verify.h"
#include "domain/credits/credits_open.h"

#include "platform/module/platform.h"
#include "testing/testing.h"
#include <stdatomic.h>
#include <string.h>

#define E "1099511627776" /* entry n of ledger 1 is E + n */

static struct account_id open_account(struct testing *t, const char *name, enum credits_kind kind, int64_t floor, int64_t ceiling)
{
    struct account_id id;
    const struct credits_account account = {.kind = kind, .name = str_from(name), .floor = floor, .ceiling = ceiling};
    assert_ok(credits_account_open(&t->ctx, &account, &id));
    return id;
}

static struct credits_posted book(struct testing *t, struct account_id from, struct account_id to, int64_t minutes)
{
    struct credits_posted posted;
    const struct credits_post post = {.from = from, .to = to, .minutes = minutes, .words = STR("garden"), .behalf = STR("Pearl"), .consent = STR("on the phone"),
                                      .kind = ENTRY_GIVE, .via = "command"};
    assert_ok(credits_post(&t->ctx, &post, &posted));
    testing_later(t, 1000);
    return posted;
}

static void take_back(struct testing *t, struct entry_id entry)
{
    struct credits_posted back;
    const struct credits_reverse reverse = {.entry = entry, .reason = STR("it was Dev"), .via = "command"};
    assert_ok(credits_reverse(&t->ctx, &reverse, &back));
    testing_later(t, 1000);
}

static struct pending_id wait_for(struct testing *t, struct account_id from, struct account_id to, int64_t minutes)
{
    struct pending_id id;
    const struct credits_wait wait = {.post = {.from = from, .to = to, .minutes = minutes, .words = STR("lift"), .kind = ENTRY_GIVE, .via = "command"},
                                      .until = {t->ctx.now.ms + 86400000}};
    assert_ok(credits_pend(&t->ctx, &wait, &id));
    return id;
}

/* 1, 2: issued. 3 agreed after waiting. 4, 5: given and taken back; 6, 7 again, at the very end, where
   they cancel out. One transfer waits. */
static void fill(struct testing *t)
{
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT), joan = open_account(t, "joan", CREDITS_MEMBER, -600, CREDITS_NO_LIMIT),
                      dev = open_account(t, "dev", CREDITS_MEMBER, 0, 6000);
    struct credits_posted posted;
    open_account(t, "sam", CREDITS_MEMBER, -600, CREDITS_NO_LIMIT);
    book(t, issue, joan, 60);
    book(t, issue, dev, 90);
    assert_ok(credits_complete(&t->ctx, wait_for(t, joan, dev, 15), STR("yes"), &posted));
    take_back(t, book(t, joan, dev, 30).entry);
    take_back(t, book(t, dev, joan, 10).entry);
    (void)wait_for(t, joan, dev, 5);
    testing_commit(t);
}

static void drop_triggers(struct testing *t)
{
    static const char *const triggers[] = {"credits_entry_no_change", "credits_entry_no_delete", "credits_state_no_delete"};
    static const char *const tables[] = {"credits_entry", "credits_entry", "credits_state"};
    for (size_t i = 0; i < 3; i++) {
        struct str on = t->kind == DB_POSTGRES ? str_printf(&t->arena, " ON %s", tables[i]) : STR("");
        assert_ok(db_exec(t->ctx.db, str_c(&t->arena, str_printf(&t->arena, "DROP TRIGGER %s%.*s", triggers[i], STR_ARG(on)))));
    }
    testing_commit(t);
}

static bool names(const struct credits_books *b, const char *what)
{
    for (size_t i = 0; i < b->faults_n; i++)
        if (strcmp(b->faults[i].what, what) == 0) return true;
    return false;
}

struct edit { const char *sql, *pg, *what; }; /* pg NULL: the same */

static const struct edit edits[] = {
    {"UPDATE credits_entry SET minutes = minutes + 1 WHERE id = " E " + 1", NULL, "chain"},
    {"UPDATE credits_entry SET minutes = minutes + 1 WHERE id = " E " + 1", NULL, "balance"},
    {"UPDATE credits_entry SET payer = (SELECT id FROM credits_account WHERE name = 'sam') WHERE id = " E " + 2", NULL, "chain"},
    {"UPDATE credits_entry SET payee = (SELECT id FROM credits_account WHERE name = 'sam') WHERE id = " E " + 2", NULL, "chain"},
    {"UPDATE credits_entry SET words = 'gardens' WHERE id = " E " + 1", NULL, "words"},
    {"UPDATE credits_entry SET words = '' WHERE id = " E " + 1", NULL, "words"},
    {"UPDATE credits_entry SET behalf = '' WHERE id = " E " + 1", NULL, "words"},
    {"UPDATE credits_entry SET consent = 'none' WHERE id = " E " + 1", NULL, "words"},
    {"UPDATE credits_entry SET actor = 7 WHERE id = " E " + 1", NULL, "words"},
    {"UPDATE credits_entry SET for_whom = 7 WHERE id = " E " + 1", NULL, "words"},
    {"UPDATE credits_entry SET salt = x'' WHERE id = " E " + 1", "UPDATE credits_entry SET salt = ''::bytea WHERE id = " E " + 1", "words"},
    {"UPDATE credits_entry SET said = zeroblob(32) WHERE id = " E " + 1", "UPDATE credits_entry SET said = decode(repeat('00', 32), 'hex') WHERE id = " E " + 1", "chain"},
    {"UPDATE credits_entry SET key = zeroblob(16) WHERE id = " E " + 1", "UPDATE credits_entry SET key = decode(repeat('00', 16), 'hex') WHERE id = " E " + 1", "chain"},
    {"UPDATE credits_entry SET hash = zeroblob(32) WHERE id = " E " + 1", "UPDATE credits_entry SET hash = decode(repeat('00', 32), 'hex') WHERE id = " E " + 1", "chain"},
    {"UPDATE credits_entry SET hash = zeroblob(32) WHERE id = " E " + 7", "UPDATE credits_entry SET hash = decode(repeat('00', 32), 'hex') WHERE id = " E " + 7", "chain"},
    {"UPDATE credits_entry SET kind = 'gift' WHERE id = " E " + 2", NULL, "chain"},
    {"UPDATE credits_entry SET via = 'web' WHERE id = " E " + 2", NULL, "chain"},
    {"UPDATE credits_entry SET at = at + 1 WHERE id = " E " + 2", NULL, "chain"},
    {"UPDATE credits_entry SET reverses = NULL WHERE id = " E " + 5", NULL, "chain"},
    {"UPDATE credits_entry SET reverses = " E " + 1 WHERE id = " E " + 5", NULL, "reverses"},
    {"UPDATE credits_entry SET id = id + 1 WHERE id = " E " + 7", NULL, "number"},
    {"UPDATE credits_entry SET id = id + " E " WHERE id = " E " + 7", NULL, "ledger"},
    {"DELETE FROM credits_entry WHERE id = " E " + 7", NULL, "balance"},
    {"DELETE FROM credits_entry WHERE id >= " E " + 6", NULL, "postings"},
    {"DELETE FROM credits_entry WHERE id = " E " + 1", NULL, "number"},
    {"UPDATE credits_entry SET id = 1 WHERE id = " E " + 1; UPDATE credits_entry SET id = " E " + 1 WHERE id = " E " + 2;"
     "UPDATE credits_entry SET id = " E " + 2 WHERE id = 1", NULL, "chain"},
    {"UPDATE credits_account SET balance = balance + 1 WHERE name = 'joan'", NULL, "balance"},
    {"UPDATE credits_account SET balance = balance + CASE name WHEN 'joan' THEN 1 ELSE -1 END WHERE name IN ('joan', 'dev')", NULL, "balance"},
    {"UPDATE credits_account SET postings = postings - 2 WHERE name = 'joan'", NULL, "postings"},
    {"UPDATE credits_account SET held_out = 0 WHERE name = 'joan'", NULL, "held"},
    {"UPDATE credits_account SET held_in = held_in + 1 WHERE name = 'dev'", NULL, "held"},
    {"UPDATE credits_account SET excused = 1 WHERE name = 'joan'", NULL, "limits"},
    {"UPDATE credits_account SET excused = 1, floor_minutes = 0, balance = -40, held_out = 0 WHERE name = 'joan'", NULL, "balance"},
    {"UPDATE credits_account SET closed_at = 1 WHERE name = 'joan'", NULL, "closed"},
    {"INSERT INTO credits_ledger (id, name) VALUES (9, 'others'); UPDATE credits_account SET ledger_id = 9 WHERE name = 'dev'", NULL, "ledger"},
    {"UPDATE credits_pending SET minutes = minutes + 1 WHERE state = 'pending'", NULL, "held"},
    {"UPDATE credits_pending SET minutes = minutes + 1 WHERE state = 'completed'", NULL, "completed"},
    {"UPDATE credits_pending SET state = 'erased', resolved_at = 1 WHERE state = 'pending'", NULL, "held"},
    {"UPDATE credits_pending SET state = 'erased', entry_id = NULL WHERE state = 'completed'", NULL, "state"},
    {"DELETE FROM credits_state WHERE version = 2", NULL, "state"},
};

static void every_edit_by_hand_is_found(struct testing *t)
{
    struct credits_books books;
    fill(t);
    drop_triggers(t);
    assert_ok(credits_verify(&t->ctx, &books));
    assert_true(books.ok);
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        const struct edit *e = &edits[i];
        if (db_exec(t->ctx.db, t->kind == DB_POSTGRES && e->pg ? e->pg : e->sql) != OK) {
            struct str why = db_why(t->ctx.db);
            fail_msg("%s: %.*s", e->sql, STR_ARG(why));
        }
        assert_ok(credits_verify(&t->ctx, &books));
        if (books.ok || !names(&books, e->what)) fail_msg("not found as %s: %s", e->what, e->sql);
        if (strcmp(e->what, "chain") == 0 || strcmp(e->what, "words") == 0 || strcmp(e->what, "number") == 0) assert_false(books.chain);
        db_rollback(t->ctx.db);
        assert_ok(db_begin(t->ctx.db, DB_WRITE));
    }
}

static void right_books_say_so(struct testing *t)
{
    struct credits_books books;
    assert_ok(credits_verify(&t->ctx, &books));
    assert_true(books.ok);
    assert_int_equal(books.entries, 0);
    assert_int_equal(books.ledgers_n, 1);
    fill(t);
    assert_ok(credits_verify(&t->ctx, &books));
    assert_true(books.ok && books.chain);
    assert_int_equal(books.accounts, 4);
    assert_int_equal(books.entries, 7);
    assert_int_equal(books.postings, 14);
    assert_int_equal(books.sum, 0);
    assert_int_equal(books.unbalanced, 0);
    assert_int_equal(books.faults_n, 0);
    struct credits_entry last;
    assert_ok(credits_entry_find(&t->ctx, (struct entry_id){((int64_t)1 << CREDITS_ENTRY_BITS) + 7}, &last));
    assert_memory_equal(books.ledgers[0].head, last.hash.ptr, CREDITS_HASH);
}

static void what_was_forgotten_is_no_fault(struct testing *t)
{
    struct credits_books books;
    fill(t);
    assert_ok(db_exec(t->ctx.db, t->kind == DB_SQLITE ? "UPDATE credits_entry SET words = '', behalf = '', consent = '', salt = x'' WHERE id = " E " + 1"
                                                      : "UPDATE credits_entry SET words = '', behalf = '', consent = '', salt = ''::bytea WHERE id = " E " + 1"));
    assert_ok(credits_verify(&t->ctx, &books));
    assert_true(books.ok && books.chain);
}

static void many_faults_are_counted_not_listed(struct testing *t)
{
    struct credits_books books;
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT), joan = open_account(t, "joan", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT);
    for (int i = 0; i < 150; i++) book(t, issue, joan, 1);
    testing_commit(t);
    drop_triggers(t);
    assert_ok(db_exec(t->ctx.db, "UPDATE credits_entry SET words = 'x'"));
    assert_ok(credits_verify(&t->ctx, &books));
    assert_int_equal(books.faults_n, CREDITS_FAULTS);
    assert_int_equal(books.faults_all, 150);
}

static void books_of_a_place_are_a_chain_of_their_own(struct testing *t)
{
    struct credits_books books;
    fill(t);
    assert_ok(db_exec(t->ctx.db, "INSERT INTO credits_ledger (id, name) VALUES (2, 'Weirside')"));
    const struct credits_account issue = {.kind = CREDITS_ISSUE, .name = STR("issue-2"), .ledger = {2}, .ceiling = CREDITS_NO_LIMIT},
                                 pot = {.kind = CREDITS_POT, .name = STR("pot-2"), .ledger = {2}, .ceiling = CREDITS_NO_LIMIT};
    struct account_id from, to;
    assert_ok(credits_account_open(&t->ctx, &issue, &from));
    assert_ok(credits_account_open(&t->ctx, &pot, &to));
    book(t, from, to, 30);
    assert_ok(credits_verify(&t->ctx, &books));
    assert_true(books.ok && books.chain);
    assert_int_equal(books.ledgers_n, 2);
    assert_int_equal(books.ledgers[1].entries, 1);
}

static struct instant proved(struct testing *t)
{
    struct credits_proof proof = {.at = INSTANT_NONE};
    assert_ok(db_commit(t->ctx.db));
    assert_ok(credits_prove_job(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    enum status status = credits_proof_last(&t->ctx, &proof);
    assert_true(status == ERR_MISSING || (status == OK && proof.good));
    return proof.at;
}

/* However often it is asked for; and not at all while the server stops. */
static void counted_once_a_day(struct testing *t)
{
    const int64_t day = INT64_C(24) * 60 * 60 * 1000;
    atomic_bool stopping = true;
    const struct ctx_kept kept = {.name = JOBS_STOPPING, .ptr = &stopping};
    const struct ctx_kept *opened = t->ctx.kept;
    const size_t opened_n = t->ctx.kept_n;
    fill(t);
    t->ctx.kept = &kept;
    t->ctx.kept_n = 1;
    assert_false(instant_is(proved(t)));
    atomic_store(&stopping, false);
    struct instant first = proved(t);
    assert_int_equal(first.ms, t->ctx.now.ms);
    testing_later(t, day - 1000);
    assert_int_equal(proved(t).ms, first.ms);
    testing_later(t, 1000);
    atomic_store(&stopping, true);
    assert_int_equal(proved(t).ms, first.ms);
    atomic_store(&stopping, false);
    assert_int_equal(proved(t).ms, first.ms + day);
    t->ctx.kept = opened;
    t->ctx.kept_n = opened_n;
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"right books say so", right_books_say_so},
        {"every edit by hand is found", every_edit_by_hand_is_found},
        {"what was forgotten is no fault", what_was_forgotten_is_no_fault},
        {"many faults are counted, not listed", many_faults_are_counted_not_listed},
        {"books of a place are a chain of their own", books_of_a_place_are_a_chain_of_their_own},
        {"counted once a day", counted_once_a_day},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
