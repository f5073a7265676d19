/* Posting: keys, limits, the order of a batch, waiting transfers, and what the database itself refuses. */
#include "domain/credits/credits_own.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

#define KEY_A "0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"
#define KEY_B "0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5f"

static struct account_id open_account(struct testing *t, const char *name, enum credits_kind kind, int64_t floor, int64_t ceiling)
{
    struct account_id id;
    const struct credits_account account = {.kind = kind, .name = str_from(name), .floor = floor, .ceiling = ceiling};
    assert_ok(credits_account_open(&t->ctx, &account, &id));
    return id;
}

static int64_t balance(struct testing *t, struct account_id id)
{
    struct credits_account a;
    assert_ok(credits_account_get(&t->ctx, id, &a));
    return a.balance;
}

static struct credits_post post_of(const char *key, struct account_id from, struct account_id to, int64_t minutes)
{
    return (struct credits_post){.key = str_from(key), .from = from, .to = to, .minutes = minutes, .words = STR("garden"), .via = "command"};
}

static void an_entry_moves_minutes_once(struct testing *t)
{
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT), joan = open_account(t, "joan", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT);
    struct credits_post post = post_of(KEY_A, issue, joan, 60);
    struct credits_posted first, again;
    assert_ok(credits_post(&t->ctx, &post, &first));
    assert_true(first.created);
    assert_ok(credits_post(&t->ctx, &post, &again));
    assert_false(again.created);
    assert_int_equal(first.entry.v, again.entry.v);
    assert_int_equal(balance(t, joan), 60);
    assert_int_equal(balance(t, issue), -60);
    post.minutes = 61;
    assert_int_equal(credits_post(&t->ctx, &post, &again), ERR_CONFLICT);
    post.minutes = 60;
    post.words = STR("cooking");
    assert_int_equal(credits_post(&t->ctx, &post, &again), ERR_CONFLICT);
    assert_int_equal(balance(t, joan), 60);
}

static void limits_hold_and_a_repeat_is_still_answered(struct testing *t)
{
    struct account_id joan = open_account(t, "joan", CREDITS_MEMBER, -60, CREDITS_NO_LIMIT), dev = open_account(t, "dev", CREDITS_MEMBER, 0, 90);
    struct credits_post post = post_of(KEY_A, joan, dev, 60);
    struct credits_posted posted;
    assert_ok(credits_post(&t->ctx, &post, &posted));
    assert_ok(credits_post(&t->ctx, &post, &posted)); /* now there is nothing left, but it was posted */
    assert_false(posted.created);
    struct credits_post more = post_of(KEY_B, joan, dev, 1);
    assert_int_equal(credits_post(&t->ctx, &more, &posted), ERR_LIMIT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT);
    more = post_of(KEY_B, issue, dev, 31);
    assert_int_equal(credits_post(&t->ctx, &more, &posted), ERR_LIMIT);
    more.minutes = 30;
    assert_ok(credits_post(&t->ctx, &more, &posted));
    assert_int_equal(balance(t, dev), 90);
}

static void bad_fields_are_named(struct testing *t)
{
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT), joan = open_account(t, "joan", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT);
    static const int64_t wrong[] = {0, -1, 525601, INT64_MAX, INT64_MIN};
    struct credits_posted posted;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const struct credits_post post = post_of(KEY_A, issue, joan, wrong[i]);
        assert_int_equal(credits_post(&t->ctx, &post, &posted), ERR_INVALID);
        assert_non_null(fault_find(&t->ctx.faults, STR("minutes")));
        faults_init(&t->ctx.faults, t->ctx.arena);
    }
    const struct credits_post self = post_of(KEY_A, joan, joan, 1), odd = post_of("not-a-uuid", issue, joan, 1), nobody = post_of(KEY_A, issue, (struct account_id){99}, 1);
    assert_int_equal(credits_post(&t->ctx, &self, &posted), ERR_INVALID);
    assert_int_equal(credits_post(&t->ctx, &odd, &posted), ERR_INVALID);
    assert_int_equal(credits_post(&t->ctx, &nobody, &posted), ERR_MISSING);
    assert_int_equal(balance(t, joan), 0);
}

static void a_batch_goes_in_order(struct testing *t)
{
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT), joan = open_account(t, "joan", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT),
                      dev = open_account(t, "dev", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT);
    const struct credits_post posts[] = {post_of(KEY_A, issue, joan, 60), post_of(KEY_B, joan, dev, 60)};
    struct credits_posted posted[2];
    size_t bad;
    assert_ok(credits_post_all(&t->ctx, posts, 2, posted, &bad));
    assert_int_equal(bad, 2);
    assert_int_equal(balance(t, joan), 0);
    assert_int_equal(balance(t, dev), 60);
    assert_int_equal(posted[1].entry.v, posted[0].entry.v + 1);
}

static void taking_back_is_linked_and_once(struct testing *t)
{
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT), joan = open_account(t, "joan", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT);
    const struct credits_post post = post_of(KEY_A, issue, joan, 60);
    struct credits_posted posted, back;
    assert_ok(credits_post(&t->ctx, &post, &posted));
    struct credits_reverse reverse = {.key = STR(KEY_B), .entry = posted.entry, .reason = STR("it was Pearl"), .via = "command"};
    assert_ok(credits_reverse(&t->ctx, &reverse, &back));
    assert_ok(credits_reverse(&t->ctx, &reverse, &back));
    assert_false(back.created);
    reverse.key = STR_NONE;
    faults_init(&t->ctx.faults, t->ctx.arena);
    struct credits_posted third;
    assert_int_not_equal(credits_reverse(&t->ctx, &reverse, &third), OK);
    assert_int_equal(balance(t, joan), 0);
    struct credits_entry entry;
    assert_ok(credits_entry_find(&t->ctx, posted.entry, &entry));
    assert_int_equal(entry.reversed_by.v, back.entry.v);
}

static void what_waits_counts_and_ends_once(struct testing *t)
{
    struct account_id joan = open_account(t, "joan", CREDITS_MEMBER, -60, CREDITS_NO_LIMIT), dev = open_account(t, "dev", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT);
    const struct credits_wait wait = {.post = post_of(KEY_A, joan, dev, 60), .until = {t->ctx.now.ms + 1000}, .silence_completes = true};
    const struct credits_post other = post_of(KEY_B, joan, dev, 1);
    struct pending_id id, same;
    struct credits_posted posted;
    int64_t n;
    assert_ok(credits_pend(&t->ctx, &wait, &id));
    assert_ok(credits_pend(&t->ctx, &wait, &same));
    assert_int_equal(id.v, same.v);
    assert_int_equal(credits_post(&t->ctx, &other, &posted), ERR_LIMIT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(credits_timeouts(&t->ctx, 10, &n));
    assert_int_equal(n, 0);
    testing_later(t, 2000);
    assert_ok(credits_timeouts(&t->ctx, 10, &n));
    assert_int_equal(n, 1);
    assert_int_equal(balance(t, dev), 60);
    assert_int_equal(credits_complete(&t->ctx, id, STR("yes"), &posted), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_int_equal(credits_erase(&t->ctx, id, STR("no")), ERR_CONFLICT);
    assert_int_equal(balance(t, dev), 60);
}

static void the_database_itself_refuses_edits(struct testing *t)
{
    struct account_id issue = open_account(t, "issue", CREDITS_ISSUE, 0, CREDITS_NO_LIMIT), joan = open_account(t, "joan", CREDITS_MEMBER, 0, CREDITS_NO_LIMIT);
    const struct credits_post post = post_of(KEY_A, issue, joan, 60);
    struct credits_posted posted;
    assert_ok(credits_post(&t->ctx, &post, &posted));
    testing_commit(t);
    static const char *const wrong[] = {"UPDATE credits_entry SET minutes = 61", "UPDATE credits_entry SET words = 'other'", "DELETE FROM credits_entry",
                                        "UPDATE credits_account SET balance = -1 WHERE name = 'joan'"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_not_equal(db_exec(t->ctx.db, wrong[i]), OK);
        db_rollback(t->ctx.db);
        assert_ok(db_begin(t->ctx.db, DB_WRITE));
    }
    assert_ok(db_exec(t->ctx.db, t->kind == DB_SQLITE ? "UPDATE credits_entry SET words = '', behalf = '', consent = '', salt = x''"
                                                      : "UPDATE credits_entry SET words = '', behalf = '', consent = '', salt = ''::bytea"));
    assert_int_equal(balance(t, joan), 60);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"an entry moves minutes once", an_entry_moves_minutes_once},
        {"limits hold, and a repeat is still answered", limits_hold_and_a_repeat_is_still_answered},
        {"bad fields are named", bad_fields_are_named},
        {"a batch goes in order", a_batch_goes_in_order},
        {"taking back is linked and once", taking_back_is_linked_and_once},
        {"what waits counts, and ends once", what_waits_counts_and_ends_once},
        {"the database itself refuses edits", the_database_itself_refuses_edits},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
