/* Facts in a chain that cannot be changed; change numbers in one order. */
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

static void record(struct testing *t, const char *fact, int64_t subject)
{
    assert_ok(journal_record(&t->ctx, fact, subject, 0, STR_NONE));
}

static void facts_are_listed_newest_first(struct testing *t)
{
    struct journal_fact *facts;
    size_t n;
    record(t, "people.seen", 7);
    record(t, "people.changed", 7);
    record(t, "assets.seen", 7);
    record(t, "people.seen", 8);
    assert_ok(journal_list(&t->ctx, 7, STR("people."), 0, 10, &facts, &n));
    assert_int_equal(n, 2);
    assert_str(facts[0].fact, "people.changed");
    assert_int_equal(facts[0].number, 2);
    assert_ok(journal_list(&t->ctx, 7, STR_NONE, 2, 10, &facts, &n));
    assert_int_equal(n, 1);
    assert_int_equal(facts[0].number, 1);
}

static void the_chain_holds(struct testing *t)
{
    int64_t count;
    bool ok;
    testing_act(t, 5, 3, STANDING_MEMBER);
    for (int i = 0; i < 20; i++) record(t, "people.seen", i + 1);
    testing_commit(t);
    assert_ok(journal_verify(&t->ctx, &count, &ok));
    assert_int_equal(count, 20);
    assert_true(ok);
}

static void a_changed_fact_is_found(struct testing *t)
{
    int64_t count;
    bool ok = true;
    for (int i = 0; i < 3; i++) record(t, "people.seen", i + 1);
    testing_commit(t);
    /* Somebody with the file in their hands takes the guard away. */
    bool pg = t->kind == DB_POSTGRES;
    assert_ok(db_exec(t->ctx.db, pg ? "DROP TRIGGER journal_fact_no_change ON journal_fact"
                                    : "DROP TRIGGER journal_fact_no_change"));
    assert_ok(db_exec(t->ctx.db, "UPDATE journal_fact SET subject = 99 WHERE number = 2"));
    assert_ok(journal_verify(&t->ctx, &count, &ok));
    assert_false(ok);
}

static void facts_cannot_be_changed(struct testing *t)
{
    record(t, "people.seen", 1);
    testing_commit(t);
    assert_int_not_equal(db_exec(t->ctx.db, "UPDATE journal_fact SET subject = 2"), OK);
    db_rollback(t->ctx.db);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_not_equal(db_exec(t->ctx.db, "DELETE FROM journal_fact"), OK);
    db_rollback(t->ctx.db);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
}

static void a_row_has_its_newest_number(struct testing *t)
{
    struct journal_change *changes;
    size_t n;
    int64_t a, b, c, last;
    assert_ok(journal_change(&t->ctx, "assets.asset", 10, &a));
    assert_ok(journal_change(&t->ctx, "people.person", 10, &b));
    assert_ok(journal_change(&t->ctx, "assets.asset", 11, &b));
    assert_ok(journal_change(&t->ctx, "assets.asset", 10, &c));
    assert_true(a < b && b < c);
    assert_ok(journal_changes(&t->ctx, STR("assets.asset"), 0, 10, &changes, &n));
    assert_int_equal(n, 2);
    assert_int_equal(changes[0].id, 11);
    assert_int_equal(changes[1].id, 10);
    assert_int_equal(changes[1].number, c);
    assert_ok(
        journal_changes(&t->ctx, STR("assets.asset"), changes[0].number, 10, &changes, &n));
    assert_int_equal(n, 1);
    assert_ok(journal_change_last(&t->ctx, &last));
    assert_int_equal(last, c);
}

int main(void)
{
    static const struct module *const tables[] = {&journal_module};
    static const struct testing_case cases[] = {
        {"facts are listed newest first", facts_are_listed_newest_first},
        {"the chain holds", the_chain_holds},
        {"a changed fact is found", a_changed_fact_is_found},
        {"facts cannot be changed", facts_cannot_be_changed},
        {"a row has its newest number", a_row_has_its_newest_number},
    };
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){tables, 1});
}
