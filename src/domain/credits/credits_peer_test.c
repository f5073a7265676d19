/* Transfers between places: two books, one truth. Random histories end with both sums at nothing and
   each place's account of the other as its mirror. */
#include "domain/credits/credits_peer.h"
#include "domain/credits/credits_own.h"

#include "base/json.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

#define PEOPLE 6
#define STEPS 400
#define DAY_MS ((int64_t)86400000)

static struct place_id weirside, millbank;
static struct ledger_id ours, theirs;
static struct peer_id here, there;
static struct account_id a[PEOPLE], b[PEOPLE];
static struct person_id pa[PEOPLE], pb[PEOPLE];

static void members(struct testing *t, struct place_id place, struct person_id *people, struct account_id *accounts)
{
    for (size_t i = 0; i < PEOPLE; i++) {
        const struct person p = {.place = place, .first_name = STR("Joan"), .turns_to = -1};
        assert_ok(people_put(&t->ctx, &p, &people[i]));
        assert_ok(credits_member(&t->ctx, people[i], &accounts[i]));
    }
}

/* Long histories commit as they go, so that no lock is held beside another test's. */
static bool committing;

static void step_done(struct testing *t)
{
    if (committing) testing_commit(t);
}

static void begin(struct testing *t, int64_t n, int64_t d, bool one_database)
{
    struct credits_peer peer;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &weirside));
    assert_ok(places_init(&t->ctx, STR("Millbank"), STR("B37"), &millbank));
    step_done(t);
    assert_ok(credits_books_own(&t->ctx, millbank, &theirs));
    step_done(t);
    ours = (struct ledger_id){1};
    members(t, weirside, pa, a);
    members(t, millbank, pb, b);
    step_done(t);
    struct credits_peer_opening in = {.place = weirside, .with = one_database ? millbank : (struct place_id){0}, .name = STR("Millbank"), .our_name = STR("Weirside"), .rate_n = n,
                                      .rate_d = d, .floor = -1200, .ceiling = 1200};
    assert_ok(credits_peer_open(&t->ctx, &in, &here));
    if (one_database) {
        assert_ok(credits_peer_find(&t->ctx, here, &peer));
        there = peer.twin;
        return;
    }
    in = (struct credits_peer_opening){.place = millbank, .name = STR("Weirside"), .rate_n = d, .rate_d = n, .floor = -1200, .ceiling = 1200};
    assert_ok(credits_peer_open(&t->ctx, &in, &there));
}

static int64_t balance(struct testing *t, struct account_id id)
{
    struct credits_account account;
    assert_ok(credits_account_get(&t->ctx, id, &account));
    return account.balance;
}

/* Both books sum to nothing, and what one owes is what the other is owed. */
static void check(struct testing *t, int64_t n, int64_t d)
{
    struct credits_peer x, y;
    int64_t sum_a = 0, sum_b = 0;
    assert_ok(credits_peer_find(&t->ctx, here, &x));
    assert_ok(credits_peer_find(&t->ctx, there, &y));
    for (size_t i = 0; i < PEOPLE; i++) {
        sum_a += balance(t, a[i]);
        sum_b += balance(t, b[i]);
    }
    assert_int_equal(sum_a + x.balance, 0);
    assert_int_equal(sum_b + y.balance, 0);
    assert_int_equal(x.balance * n, -y.balance * d);
    assert_int_equal(x.hashes, y.hashes);
    assert_true(str_eq(x.last_hash, y.last_hash));
}

static struct credits_peer_offer offer_of(struct peer_id peer, struct account_id from, struct account_id to, int64_t minutes)
{
    return (struct credits_peer_offer){.peer = peer, .from = from, .to = to, .minutes = minutes, .words = STR("garden"), .from_name = STR("Joan"),
                                       .to_name = STR("Owen"), .consent = STR("by themselves"), .via = "web"};
}

static void both_halves_or_none(struct testing *t)
{
    struct str uuid;
    begin(t, 1, 1, true);
    struct credits_peer_offer offer = offer_of(here, a[0], b[0], 60);
    assert_ok(credits_peer_offer(&t->ctx, &offer, &uuid));
    offer.key = uuid;
    assert_ok(credits_peer_offer(&t->ctx, &offer, &uuid)); /* the same again */
    offer.minutes = 61;
    assert_int_equal(credits_peer_offer(&t->ctx, &offer, &uuid), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_int_equal(balance(t, a[0]), 0);
    assert_ok(credits_peer_agree(&t->ctx, uuid, (struct account_id){0}, STR("yes")));
    assert_int_equal(balance(t, a[0]), -60);
    assert_int_equal(balance(t, b[0]), 60);
    check(t, 1, 1);
    assert_int_equal(credits_peer_agree(&t->ctx, uuid, (struct account_id){0}, STR("yes")), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_int_equal(credits_peer_erase(&t->ctx, uuid, STR("no")), ERR_CONFLICT);
    assert_int_equal(balance(t, b[0]), 60);
}

/* The other place names who it is; where its own limits refuse, neither half is booked. */
static void a_refused_second_half_undoes_the_first(struct testing *t)
{
    struct str uuid;
    begin(t, 1, 1, true);
    assert_ok(credits_account_limits(&t->ctx, b[0], 0, 30));
    const struct credits_peer_offer offer = offer_of(here, a[0], (struct account_id){0}, 60);
    assert_ok(credits_peer_offer(&t->ctx, &offer, &uuid));
    testing_commit(t);
    assert_int_equal(credits_peer_agree(&t->ctx, uuid, (struct account_id){0}, STR("yes")), ERR_INVALID); /* who? */
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_int_equal(credits_peer_agree(&t->ctx, uuid, b[0], STR("yes")), ERR_LIMIT);
    db_rollback(t->ctx.db); /* as the router does; and as a crash does */
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_int_equal(balance(t, a[0]), 0);
    check(t, 1, 1);
    assert_ok(credits_peer_agree(&t->ctx, uuid, b[1], STR("yes")));
    assert_int_equal(balance(t, b[1]), 60);
    check(t, 1, 1);
}

static void who_may_answer(struct testing *t)
{
    struct str uuid, second;
    begin(t, 1, 1, true);
    const struct credits_peer_offer offer = offer_of(here, a[0], b[0], 60);
    assert_ok(credits_peer_offer(&t->ctx, &offer, &uuid));
    assert_ok(credits_peer_offer(&t->ctx, &offer, &second));
    testing_act(t, pa[0].v, weirside.v, STANDING_MEMBER); /* who offered may take it back, not agree */
    assert_int_equal(credits_peer_agree(&t->ctx, uuid, (struct account_id){0}, STR("yes")), ERR_DENIED);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(credits_peer_erase(&t->ctx, second, STR("changed my mind")));
    testing_act(t, pa[1].v, weirside.v, STANDING_MEMBER | STANDING_ADMIN); /* not of the place that receives */
    assert_int_equal(credits_peer_agree(&t->ctx, uuid, (struct account_id){0}, STR("yes")), ERR_DENIED);
    faults_init(&t->ctx.faults, t->ctx.arena);
    testing_act(t, pb[0].v, millbank.v, STANDING_MEMBER);
    assert_ok(credits_peer_agree(&t->ctx, uuid, (struct account_id){0}, STR("yes")));
    assert_int_equal(balance(t, b[0]), 60);
}

static void time_ends_both_once(struct testing *t)
{
    struct credits_transfer *rows;
    struct credits_account account;
    struct str uuid;
    size_t n;
    int64_t ended;
    begin(t, 1, 1, true);
    const struct credits_peer_offer offer = offer_of(here, a[0], b[0], 60);
    assert_ok(credits_peer_offer(&t->ctx, &offer, &uuid));
    assert_ok(credits_peer_timeouts(&t->ctx, 10, &ended));
    assert_int_equal(ended, 0);
    testing_later(t, 31 * DAY_MS);
    assert_ok(credits_timeouts(&t->ctx, 10, &ended)); /* the ledger's own never ends one half */
    assert_int_equal(ended, 0);
    assert_ok(credits_peer_timeouts(&t->ctx, 10, &ended));
    assert_int_equal(ended, 1);
    assert_ok(credits_peer_timeouts(&t->ctx, 10, &ended));
    assert_int_equal(ended, 0);
    assert_ok(credits_transfer_halves(&t->ctx, uuid, &rows, &n));
    assert_int_equal(n, 2);
    assert_str(rows[0].state, "erased");
    assert_str(rows[1].state, "erased");
    assert_ok(credits_account_get(&t->ctx, a[0], &account));
    assert_int_equal(account.held_out, 0);
    check(t, 1, 1);
}

/* Two of ours are three of theirs: what does not come out is refused, and nothing is rounded. */
static void a_rate_is_exact(struct testing *t)
{
    struct str uuid;
    begin(t, 3, 2, true);
    struct credits_peer_offer offer = offer_of(here, a[0], b[0], 61);
    assert_int_equal(credits_peer_offer(&t->ctx, &offer, &uuid), ERR_INVALID);
    assert_non_null(fault_find(&t->ctx.faults, STR("minutes")));
    faults_init(&t->ctx.faults, t->ctx.arena);
    offer.minutes = 60;
    assert_ok(credits_peer_offer(&t->ctx, &offer, &uuid));
    assert_ok(credits_peer_agree(&t->ctx, uuid, (struct account_id){0}, STR("yes")));
    assert_int_equal(balance(t, b[0]), 90);
    check(t, 3, 2);
}

/* ---- random histories ---- */

struct history {
    struct testing *t;
    struct rand r;
    struct str waiting[64];
    size_t waiting_n;
};

static enum status offers(struct history *h)
{
    size_t who = rand_below(&h->r, PEOPLE), whom = rand_below(&h->r, PEOPLE);
    bool out = rand_below(&h->r, 2) == 0, unnamed = rand_below(&h->r, 3) == 0;
    struct account_id to = unnamed ? (struct account_id){0} : out ? b[whom] : a[whom];
    const struct credits_peer_offer offer = offer_of(out ? here : there, out ? a[who] : b[who], to, (int64_t)rand_below(&h->r, 120) + 1);
    struct str uuid;
    TRY(credits_peer_offer(&h->t->ctx, &offer, &uuid));
    h->waiting[h->waiting_n++] = uuid;
    return OK;
}

static enum status answers(struct history *h, bool yes)
{
    size_t whom = rand_below(&h->r, PEOPLE), k = rand_below(&h->r, h->waiting_n), halves;
    struct credits_transfer *rows;
    assert_ok(credits_transfer_halves(&h->t->ctx, h->waiting[k], &rows, &halves));
    bool to_b = rows[0].out ? rows[0].ledger.v == ours.v : rows[0].ledger.v == theirs.v;
    if (yes) TRY(credits_peer_agree(&h->t->ctx, h->waiting[k], to_b ? b[whom] : a[whom], STR("yes")));
    else TRY(credits_peer_erase(&h->t->ctx, h->waiting[k], STR("no")));
    h->waiting[k] = h->waiting[--h->waiting_n];
    return OK;
}

static enum status time_passes(struct history *h)
{
    size_t before = h->waiting_n;
    int64_t ended;
    testing_later(h->t, (int64_t)rand_below(&h->r, 3) * DAY_MS);
    TRY(credits_peer_timeouts(&h->t->ctx, 100, &ended));
    for (size_t k = 0; k < h->waiting_n;) {
        struct credits_transfer *rows;
        size_t halves;
        assert_ok(credits_transfer_halves(&h->t->ctx, h->waiting[k], &rows, &halves));
        assert_true(str_eq(rows[0].state, rows[1].state));
        if (str_is(rows[0].state, "pending")) k++;
        else h->waiting[k] = h->waiting[--h->waiting_n];
    }
    assert_int_equal(before - h->waiting_n, ended);
    return OK;
}

static enum status one_step(struct history *h)
{
    uint64_t what = rand_below(&h->r, 10);
    faults_init(&h->t->ctx.faults, h->t->ctx.arena);
    if (what < 5 && h->waiting_n < 64) return offers(h);
    if (what < 9 && h->waiting_n > 0) return answers(h, what < 8);
    return time_passes(h);
}

static void random_history(struct testing *t, int64_t n, int64_t d, uint64_t seed)
{
    struct history h = {.t = t};
    rand_init_fixed(&h.r, seed);
    committing = true;
    begin(t, n, d, true);
    committing = false;
    testing_commit(t);
    for (size_t i = 0; i < PEOPLE; i++) {
        assert_ok(credits_account_limits(&t->ctx, a[i], -600, 600));
        assert_ok(credits_account_limits(&t->ctx, b[i], -600, 600));
    }
    testing_commit(t);
    for (int step = 0; step < STEPS; step++) {
        enum status status = one_step(&h);
        if (status == OK) {
            testing_commit(t);
        } else {
            assert_true(status == ERR_LIMIT || status == ERR_INVALID || status == ERR_CONFLICT);
            db_rollback(t->ctx.db); /* as the router does */
            assert_ok(db_begin(t->ctx.db, DB_WRITE));
        }
        check(t, n, d);
    }
}

static void random_one_to_one(struct testing *t) { random_history(t, 1, 1, 11); }
static void random_three_to_two(struct testing *t) { random_history(t, 3, 2, 12); }
static void random_seven_to_five(struct testing *t) { random_history(t, 7, 5, 13); }

/* ---- carried by people: two installations, here two books that do not know of each other ---- */

static struct str file_of(struct testing *t, struct str uuid)
{
    struct buf buf;
    struct json json;
    buf_init(&buf, &t->arena, PEER_FILE_MAX);
    json_init(&json, &buf);
    assert_ok(credits_peer_export(&t->ctx, uuid, &json));
    return buf_str(&buf);
}

/* The same books as a second installation has them: nothing of ours happened there. */
static void elsewhere(struct testing *t)
{
    db_rollback(t->ctx.db);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    begin(t, 1, 1, false);
}

static struct str offered(struct testing *t, struct str key)
{
    struct str uuid;
    struct credits_peer_offer offer = offer_of(here, a[0], (struct account_id){0}, 60);
    offer.key = key;
    assert_ok(credits_peer_offer(&t->ctx, &offer, &uuid));
    return uuid;
}

static void a_bent_file_is_refused(struct testing *t)
{
    struct str seen, file;
    const char *what;
    begin(t, 1, 1, false);
    file = file_of(t, offered(t, STR_NONE));
    elsewhere(t);
    char *bent = ARENA_ARRAY(&t->arena, char, file.len);
    for (size_t i = 0; i < file.len; i++) bent[i] = file.ptr[i];
    for (size_t i = 0; i + 12 < file.len; i++)
        if (str_starts(str_of(bent + i, file.len - i), STR("\"arrives\":60"))) bent[i + 10] = '9';
    const struct str wrong[] = {str_of(bent, file.len), STR("{\"kind\":1}"), STR("no file"), STR(""), str_of(file.ptr, file.len - 2)};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(credits_peer_import(&t->ctx, millbank, STR("Weirside"), wrong[i], &seen, &what), ERR_INVALID);
        faults_init(&t->ctx.faults, t->ctx.arena);
    }
    testing_later(t, 29 * DAY_MS);
    assert_int_equal(credits_peer_import(&t->ctx, millbank, STR("Weirside"), file, &seen, &what), ERR_CONFLICT);
}

static void a_file_is_carried_there_and_back(struct testing *t)
{
    struct str uuid, seen, file, answer;
    const char *what;
    int64_t ended;
    begin(t, 1, 1, false);
    uuid = offered(t, STR_NONE);
    file = file_of(t, uuid);
    elsewhere(t);
    assert_ok(credits_peer_import(&t->ctx, millbank, STR("Weirside"), file, &seen, &what));
    assert_string_equal(what, "new");
    assert_ok(credits_peer_import(&t->ctx, millbank, STR("Weirside"), file, &seen, &what));
    assert_string_equal(what, "same");
    assert_ok(credits_peer_agree(&t->ctx, uuid, b[0], STR("yes")));
    assert_int_equal(balance(t, b[0]), 60);
    answer = file_of(t, uuid);
    elsewhere(t);
    (void)offered(t, uuid);
    assert_ok(credits_peer_import(&t->ctx, weirside, STR("Millbank"), answer, &seen, &what));
    assert_string_equal(what, "completed");
    assert_ok(credits_peer_import(&t->ctx, weirside, STR("Millbank"), answer, &seen, &what));
    assert_string_equal(what, "same");
    assert_int_equal(balance(t, a[0]), -60);
    /* and where the answer came after our time was over: no half stands alone */
    elsewhere(t);
    (void)offered(t, uuid);
    testing_later(t, 40 * DAY_MS);
    assert_ok(credits_peer_timeouts(&t->ctx, 10, &ended));
    assert_int_equal(ended, 1);
    assert_ok(credits_peer_import(&t->ctx, weirside, STR("Millbank"), answer, &seen, &what));
    assert_string_equal(what, "completed");
    assert_ok(credits_peer_import(&t->ctx, weirside, STR("Millbank"), answer, &seen, &what));
    assert_string_equal(what, "same");
    assert_int_equal(balance(t, a[0]), -60);
}

static void own_books_only_while_empty(struct testing *t)
{
    struct ledger_id ledger;
    struct account_id id, issue;
    struct programme_id programme;
    struct credits_posted posted;
    begin(t, 1, 1, true);
    assert_int_equal(credits_books_own(&t->ctx, millbank, &ledger), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    assert_ok(credits_programme_add(&t->ctx, weirside, STR("Taking part"), &programme, &issue));
    id = a[0];
    const struct credits_post post = {.from = issue, .to = id, .minutes = 60, .words = STR("walk")};
    assert_ok(credits_post(&t->ctx, &post, &posted));
    assert_int_equal(credits_books_own(&t->ctx, weirside, &ledger), ERR_CONFLICT);
    faults_init(&t->ctx.faults, t->ctx.arena);
    const struct credits_post across = {.from = a[0], .to = b[0], .minutes = 60, .words = STR("walk")};
    assert_int_equal(credits_post(&t->ctx, &across, &posted), ERR_INVALID);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"both halves or none", both_halves_or_none},
        {"a refused second half undoes the first", a_refused_second_half_undoes_the_first},
        {"who may answer", who_may_answer},
        {"time ends both, once", time_ends_both_once},
        {"a rate is exact", a_rate_is_exact},
        {"random, one to one", random_one_to_one},
        {"random, three to two", random_three_to_two},
        {"random, seven to five", random_seven_to_five},
        {"a bent file is refused", a_bent_file_is_refused},
        {"a file is carried there and back", a_file_is_carried_there_and_back},
        {"own books only while empty", own_books_only_while_empty},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
