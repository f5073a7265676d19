/* Random histories against a model that fits on two pages: every step must answer as the model says and
   leave the balances it says. CREDITS_STEPS: how many steps (4,000 unless given), on each database. */
#include "domain/credits/credits_verify.h"

#include "platform/module/platform.h"
#include "testing/testing.h"
#include <stdlib.h>

#define ACCOUNTS 20000 /* ever opened, at most */
#define LIVELY 12     /* open at a time */
#define BATCH 12
#define NOBODY ((struct account_id){99})
#define NONE CREDITS_NO_LIMIT

struct m_account { struct account_id id; int64_t floor, ceiling, balance, out, into; bool closed; };
struct m_entry { uint32_t key; int from, to; int64_t minutes; uint32_t words; int reverses; bool reversed; };
struct m_pending { uint32_t key; struct pending_id id; int from, to; int64_t minutes, until; bool silence, ended; };

struct model {
    struct testing *t;
    struct rand rand;
    struct arena scratch;
    struct m_account *accounts;
    int lively[LIVELY];
    struct m_entry *entries;
    struct m_pending *pendings;
    int accounts_n, entries_n, pendings_n;
    uint32_t keys;
    int64_t steps, last_at;
    int64_t answers[8], kinds[16];
};

static int64_t below(struct model *m, int64_t n)
{
    return (int64_t)rand_below(&m->rand, (uint64_t)n);
}

static struct str key_of(struct model *m, uint32_t key)
{
    return str_printf(&m->scratch, "%08x-0000-4000-8000-0000%08x", (unsigned)key, (unsigned)(key * 2654435761u));
}

static struct str words_of(struct model *m, uint32_t words)
{
    return str_printf(&m->scratch, "garden %u", (unsigned)words);
}

/* ---- the rules, once more ---- */

static bool low(const struct m_account *a)
{
    return a->floor != NONE && a->balance - a->out < a->floor;
}

static bool high(const struct m_account *a)
{
    return a->ceiling != NONE && a->balance + a->into > a->ceiling;
}

static enum status m_move(struct m_account *from, struct m_account *to, int64_t minutes)
{
    if (from->closed || to->closed) return ERR_INVALID;
    from->balance -= minutes;
    to->balance += minutes;
    if (!low(from) && !high(to)) return OK;
    from->balance += minutes;
    to->balance -= minutes;
    return ERR_LIMIT;
}

static enum status m_hold(struct m_account *from, struct m_account *to, int64_t minutes)
{
    if (from->closed || to->closed) return ERR_INVALID;
    from->out += minutes;
    to->into += minutes;
    if (minutes < 0 || (!low(from) && !high(to))) return OK;
    from->out -= minutes;
    to->into -= minutes;
    return ERR_LIMIT;
}

static void m_entry(struct model *m, struct m_entry entry)
{
    m->entries[m->entries_n++] = entry;
    if (entry.reverses >= 0) m->entries[entry.reverses].reversed = true;
}

/* ---- a step: the rule is run under a savepoint, and must answer as expected ---- */

static void begin(struct model *m)
{
    struct testing *t = m->t;
    arena_reset(&m->scratch);
    t->ctx.arena = &m->scratch;
    faults_init(&t->ctx.faults, &m->scratch);
    assert_ok(db_savepoint(t->ctx.db));
}

static void end(struct model *m, enum status got, enum status wanted, const char *what)
{
    struct db *db = m->t->ctx.db;
    if (got != wanted) {
        struct str why = db_why(db);
        fail_msg("step %lld, %s: %s instead of %s (%.*s)", (long long)m->steps, what, status_name(got), status_name(wanted), STR_ARG(why));
    }
    if (got == OK) assert_ok(db_release(db));
    else db_undo(db);
    m->answers[got]++;
}

static void same(struct model *m, int at)
{
    struct credits_account a;
    const struct m_account *w = &m->accounts[at];
    assert_ok(credits_account_get(&m->t->ctx, w->id, &a));
    if (a.balance != w->balance || a.held_out != w->out || a.held_in != w->into || instant_is(a.closed_at) != w->closed || a.excused != (low(w) || high(w)))
        fail_msg("step %lld: an account has %lld, %lld, %lld, not %lld, %lld, %lld", (long long)m->steps, (long long)a.balance, (long long)a.held_out,
                 (long long)a.held_in, (long long)w->balance, (long long)w->out, (long long)w->into);
}

/* An open one, now and then any; often the issue account, which is a hot one. */
static int any_account(struct model *m)
{
    if (below(m, 4) == 0) return 0;
    return below(m, 30) == 0 ? (int)below(m, m->accounts_n) : m->lively[below(m, LIVELY)];
}

static int other_account(struct model *m, int than)
{
    int at = any_account(m);
    for (int tries = 0; at == than && tries < 3; tries++) at = any_account(m);
    return at;
}

static struct credits_post post_of(struct model *m, uint32_t key, int from, int to, int64_t minutes, uint32_t words)
{
    return (struct credits_post){.key = key_of(m, key), .from = m->accounts[from].id, .to = m->accounts[to].id, .minutes = minutes, .words = words_of(m, words),
                                 .kind = ENTRY_GIVE, .via = "command"};
}

static void check_posted(struct model *m, const struct credits_posted *posted, int number, bool created)
{
    assert_int_equal(posted->entry.v, ((int64_t)1 << CREDITS_ENTRY_BITS) + number + 1);
    assert_int_equal(posted->created, created);
    if (!created) return;
    assert_true(posted->at.ms >= m->last_at); /* whatever the clock does */
    m->last_at = posted->at.ms;
}

/* ---- the kinds of step ---- */

static void open_one(struct model *m)
{
    struct account_id id;
    int64_t floor = below(m, 5) == 0 ? NONE : -60 * below(m, 11), ceiling = below(m, 2) ? NONE : 60 * below(m, 60);
    if (m->accounts_n >= ACCOUNTS) return;
    bool issue = m->accounts_n == 0;
    begin(m); /* empties the scratch arena, where the name will stand */
    const struct credits_account account = {.kind = issue ? CREDITS_ISSUE : CREDITS_GROUP, .name = str_printf(&m->scratch, "a-%d", m->accounts_n),
                                            .floor = issue ? NONE : floor, .ceiling = issue ? NONE : ceiling};
    end(m, credits_account_open(&m->t->ctx, &account, &id), OK, "open");
    m->accounts[m->accounts_n++] = (struct m_account){.id = id, .floor = account.floor, .ceiling = account.ceiling};
}

/* In the place of one that closed. */
static void open_instead(struct model *m, int closed)
{
    open_one(m);
    for (int i = 0; i < LIVELY; i++)
        if (m->lively[i] == closed) m->lively[i] = m->accounts_n - 1;
}

static void step_post(struct model *m)
{
    static const int64_t odd[] = {0, -1, INT64_MIN, 525601, INT64_MAX};
    struct credits_posted posted;
    begin(m);
    int from = any_account(m), to = other_account(m, from);
    bool wrong = below(m, 40) == 0, unknown = below(m, 40) == 0;
    uint32_t key = ++m->keys, words = (uint32_t)below(m, 100);
    int64_t minutes = wrong ? odd[below(m, 5)] : below(m, 50) == 0 ? below(m, 525600) + 1 : below(m, 240) + 1;
    struct credits_post post = post_of(m, key, from, to, minutes, words);
    if (unknown) post.to = NOBODY;
    enum status wanted = wrong || (from == to && !unknown) ? ERR_INVALID : unknown ? ERR_MISSING : m_move(&m->accounts[from], &m->accounts[to], minutes);
    end(m, credits_post(&m->t->ctx, &post, &posted), wanted, "post");
    if (wanted == OK) {
        check_posted(m, &posted, m->entries_n, true);
        m_entry(m, (struct m_entry){key, from, to, minutes, words, -1, false});
    }
    same(m, from);
    same(m, to);
}

/* The same again: the same answer, and nothing moves; another body under the key is refused. */
static void step_again(struct model *m)
{
    struct credits_posted posted;
    if (m->entries_n == 0) return;
    begin(m);
    int at = (int)below(m, m->entries_n);
    const struct m_entry e = m->entries[at];
    bool other = below(m, 2) && e.reverses < 0;
    enum status got;
    if (e.reverses >= 0) {
        const struct credits_reverse reverse = {.key = key_of(m, e.key), .entry = {((int64_t)1 << CREDITS_ENTRY_BITS) + e.reverses + 1},
                                                .reason = words_of(m, e.words), .via = "command"};
        got = credits_reverse(&m->t->ctx, &reverse, &posted);
    } else {
        const struct credits_post post = post_of(m, e.key, e.from, e.to, e.minutes == 525600 ? 1 : e.minutes + (other && below(m, 2)), e.words + other);
        got = credits_post(&m->t->ctx, &post, &posted);
        if (e.minutes == 525600) other = true;
    }
    end(m, got, other ? ERR_CONFLICT : OK, "again");
    if (!other) check_posted(m, &posted, at, false);
    same(m, e.from);
    same(m, e.to);
}

/* One more of a batch; now and then the one before once more. */
static bool draft(struct model *m, struct m_entry *drafts, size_t i)
{
    int from = any_account(m), to = other_account(m, from);
    if (from == to) to = to ? 0 : m->accounts_n - 1;
    drafts[i] = (struct m_entry){++m->keys, from, to, below(m, 60) + 1, (uint32_t)below(m, 100), -1, false};
    bool twice = i > 0 && below(m, 12) == 0;
    if (twice) drafts[i] = drafts[i - 1];
    return twice;
}

static void step_batch(struct model *m)
{
    struct credits_post posts[BATCH];
    struct credits_posted posted[BATCH];
    struct m_account before[BATCH][2];
    struct m_entry drafts[BATCH];
    size_t n = (size_t)below(m, BATCH) + 1, bad = 0;
    enum status wanted = OK;
    begin(m);
    for (size_t i = 0; i < n; i++) {
        bool twice = draft(m, drafts, i);
        posts[i] = post_of(m, drafts[i].key, drafts[i].from, drafts[i].to, drafts[i].minutes, drafts[i].words);
        if (wanted != OK) continue;
        before[i][0] = m->accounts[drafts[i].from], before[i][1] = m->accounts[drafts[i].to];
        if (!twice) wanted = m_move(&m->accounts[drafts[i].from], &m->accounts[drafts[i].to], drafts[i].minutes);
        if (wanted == OK) bad = i + 1;
    }
    size_t got_bad;
    end(m, credits_post_all(&m->t->ctx, posts, n, posted, &got_bad), wanted, "batch");
    assert_int_equal(got_bad, wanted == OK ? n : bad);
    for (size_t i = wanted == OK ? 0 : bad; i-- > 0;) {
        m->accounts[drafts[i].from] = before[i][0];
        m->accounts[drafts[i].to] = before[i][1];
    }
    for (size_t i = 0; wanted == OK && i < n; i++) {
        bool created = i == 0 || drafts[i].key != drafts[i - 1].key;
        check_posted(m, &posted[i], m->entries_n - !created, created);
        if (created) m_entry(m, drafts[i]);
    }
    for (size_t i = 0; i < n; i++) {
        same(m, drafts[i].from);
        same(m, drafts[i].to);
    }
}

static void step_reverse(struct model *m)
{
    struct credits_posted posted;
    if (m->entries_n == 0) return;
    begin(m);
    int at = below(m, 2) ? (int)below(m, m->entries_n) : m->entries_n - 1 - (int)below(m, m->entries_n < 20 ? m->entries_n : 20);
    const struct m_entry e = m->entries[at];
    uint32_t key = ++m->keys, words = (uint32_t)below(m, 100);
    const struct credits_reverse reverse = {.key = key_of(m, key), .entry = {((int64_t)1 << CREDITS_ENTRY_BITS) + at + 1}, .reason = words_of(m, words), .via = "command"};
    struct m_account *from = &m->accounts[e.to], *to = &m->accounts[e.from];
    enum status wanted = e.reverses >= 0 || e.reversed ? ERR_CONFLICT : m_move(from, to, e.minutes);
    end(m, credits_reverse(&m->t->ctx, &reverse, &posted), wanted, "reverse");
    if (wanted == OK) {
        check_posted(m, &posted, m->entries_n, true);
        m_entry(m, (struct m_entry){key, e.to, e.from, e.minutes, words, at, false});
    }
    same(m, e.from);
    same(m, e.to);
}

static void step_pend(struct model *m)
{
    begin(m);
    int from = any_account(m), to = other_account(m, from);
    uint32_t key = ++m->keys;
    bool silence = below(m, 2), used = below(m, 20) == 0 && m->entries_n > 0 && m->entries[m->entries_n - 1].reverses < 0;
    int64_t minutes = below(m, 90) + 1;
    if (used) key = m->entries[m->entries_n - 1].key, minutes = 600; /* no pending has so many */
    const struct credits_wait wait = {.post = post_of(m, key, from, to, minutes, key % 100), .until = {m->t->ctx.now.ms + below(m, 3) * 3600000}, .silence_completes = silence};
    struct pending_id id;
    enum status wanted = from == to ? ERR_INVALID : used ? ERR_CONFLICT : m_hold(&m->accounts[from], &m->accounts[to], minutes);
    end(m, credits_pend(&m->t->ctx, &wait, &id), wanted, "pend");
    if (wanted == OK) m->pendings[m->pendings_n++] = (struct m_pending){key, id, from, to, minutes, wait.until.ms, silence, false};
    same(m, from);
    same(m, to);
}

/* Let go and book, as it was asked; false: it does not fit, and nothing changed but what is held. */
static bool m_complete(struct model *m, struct m_pending *p)
{
    struct m_account *from = &m->accounts[p->from], *to = &m->accounts[p->to];
    (void)!m_hold(from, to, -p->minutes);
    if (m_move(from, to, p->minutes) != OK) return false;
    m_entry(m, (struct m_entry){p->key, p->from, p->to, p->minutes, p->key % 100, -1, false});
    return true;
}

static struct m_pending *any_pending(struct model *m)
{
    int newest = m->pendings_n < 30 ? m->pendings_n : 30;
    return newest == 0 ? NULL : &m->pendings[m->pendings_n - 1 - (int)below(m, newest)];
}

static void step_complete(struct model *m)
{
    struct m_pending *p = any_pending(m);
    struct credits_posted posted;
    if (!p) return;
    begin(m);
    enum status wanted = p->ended ? ERR_CONFLICT : OK;
    int number = m->entries_n;
    if (!p->ended && !m_complete(m, p)) {
        wanted = ERR_LIMIT;
        m->accounts[p->from].out += p->minutes; /* it waits on */
        m->accounts[p->to].into += p->minutes;
    }
    end(m, credits_complete(&m->t->ctx, p->id, STR("yes"), &posted), wanted, "complete");
    if (wanted == OK) check_posted(m, &posted, number, true);
    p->ended = p->ended || wanted == OK;
    same(m, p->from);
    same(m, p->to);
}

static void step_erase(struct model *m)
{
    struct m_pending *p = any_pending(m);
    if (!p) return;
    begin(m);
    enum status wanted = p->ended ? ERR_CONFLICT : m_hold(&m->accounts[p->from], &m->accounts[p->to], -p->minutes);
    end(m, credits_erase(&m->t->ctx, p->id, STR("no")), wanted, "erase");
    p->ended = true;
    same(m, p->from);
    same(m, p->to);
}

/* The one whose time is over first, by time and then by id. */
static struct m_pending *m_due(struct model *m)
{
    struct m_pending *due = NULL;
    for (int i = 0; i < m->pendings_n; i++) {
        struct m_pending *p = &m->pendings[i];
        if (p->ended || p->until > m->t->ctx.now.ms) continue;
        if (!due || p->until < due->until || (p->until == due->until && p->id.v < due->id.v)) due = p;
    }
    return due;
}

static void step_time(struct model *m)
{
    int64_t n = 0, wanted = 0, later = below(m, 5) == 0 ? -below(m, 7200000) : below(m, 3600000); /* the clock may go back */
    testing_later(m->t, later);
    begin(m);
    for (struct m_pending *p; (p = m_due(m)) != NULL; wanted++) {
        if (!p->silence) (void)!m_hold(&m->accounts[p->from], &m->accounts[p->to], -p->minutes);
        else (void)!m_complete(m, p);
        p->ended = true;
    }
    end(m, credits_timeouts(&m->t->ctx, 1000, &n), OK, "time");
    assert_int_equal(n, wanted);
}

static void step_limits(struct model *m)
{
    int at = any_account(m);
    struct m_account *a = &m->accounts[at];
    int64_t floor = below(m, 6) == 0 ? NONE : -30 * below(m, 21), ceiling = below(m, 2) ? NONE : 60 * below(m, 40);
    bool wrong = below(m, 10) == 0;
    if (at == 0) return;
    if (wrong && below(m, 2)) floor = 1;
    else if (wrong) ceiling = -1;
    begin(m);
    end(m, credits_account_limits(&m->t->ctx, a->id, floor, ceiling), wrong ? ERR_INVALID : OK, "limits");
    if (!wrong) a->floor = floor, a->ceiling = ceiling;
    same(m, at);
}

/* Half of the time its last minutes are moved first, so that it can close. */
static void step_close(struct model *m)
{
    int at = any_account(m);
    struct m_account *a = &m->accounts[at];
    if (at == 0) return;
    if (below(m, 2) && a->balance > 0 && !a->closed) {
        struct credits_posted posted;
        uint32_t key = ++m->keys;
        int64_t minutes = a->balance;
        begin(m);
        const struct credits_post post = post_of(m, key, at, 0, minutes, 1);
        enum status wanted = minutes > CREDITS_MINUTES_MAX ? ERR_INVALID : m_move(a, &m->accounts[0], minutes);
        end(m, credits_post(&m->t->ctx, &post, &posted), wanted, "drain");
        if (wanted == OK) m_entry(m, (struct m_entry){key, at, 0, minutes, 1, -1, false});
    }
    bool fits = !a->closed && a->balance == 0 && a->out == 0 && a->into == 0;
    begin(m);
    end(m, credits_account_close(&m->t->ctx, a->id), fits ? OK : ERR_CONFLICT, "close");
    if (fits) a->closed = true;
    same(m, at);
    if (fits) open_instead(m, at);
}

/* ---- histories ---- */

static void (*const steps[])(struct model *m) = {step_post,  step_post,  step_post,     step_post,  step_again, step_batch,  step_reverse, step_pend,
                                                  step_pend, step_complete, step_erase, step_time, step_limits, step_close, step_post,    step_batch};

static void whole(struct model *m)
{
    struct credits_books books;
    arena_reset(&m->scratch);
    m->t->ctx.arena = &m->scratch;
    for (int i = 0; i < m->accounts_n; i++) same(m, i);
    assert_ok(credits_verify(&m->t->ctx, &books));
    if (!books.ok) fail_msg("step %lld: the books are not right: %s", (long long)m->steps, books.faults_n > 0 ? books.faults[0].words : "the sum");
    assert_int_equal(books.entries, m->entries_n);
    assert_int_equal(books.accounts, m->accounts_n);
}

static int64_t steps_wanted(void)
{
    int64_t n;
    return str_to_int(str_from(getenv("CREDITS_STEPS")), &n) && n > 0 ? n : 4000;
}

static void histories_go_as_the_model_says(struct testing *t)
{
    int64_t n = steps_wanted();
    struct arena lasting;
    struct model m = {.t = t};
    arena_init(&lasting, (size_t)4 << 30);
    arena_init(&m.scratch, (size_t)1 << 30);
    rand_init_fixed(&m.rand, 7);
    m.accounts = ARENA_ARRAY(&lasting, struct m_account, ACCOUNTS);
    m.entries = ARENA_ARRAY(&lasting, struct m_entry, (size_t)n * BATCH + ACCOUNTS);
    m.pendings = ARENA_ARRAY(&lasting, struct m_pending, (size_t)n + 1);
    open_one(&m);
    for (int i = 0; i < LIVELY; i++) open_one(&m), m.lively[i] = m.accounts_n - 1;
    for (m.steps = 0; m.steps < n; m.steps++) {
        size_t kind = (size_t)below(&m, sizeof steps / sizeof *steps);
        m.kinds[kind]++;
        steps[kind](&m);
        if (m.steps % 500 == 499) testing_commit(t);
        if (m.steps % (n / 8 + 1) == 0) whole(&m);
    }
    whole(&m);
    t->ctx.arena = &t->arena;
    faults_init(&t->ctx.faults, &t->arena);
    if (m.entries_n < n / 4 || m.accounts_n < 12) /* it did try everything */
        fail_msg("only %d entries, %d accounts, %d that waited, %lld done", m.entries_n, m.accounts_n, m.pendings_n, (long long)m.answers[OK]);
    static const enum status met[] = {OK, ERR_INVALID, ERR_MISSING, ERR_CONFLICT, ERR_LIMIT};
    for (size_t i = 0; i < sizeof met / sizeof *met; i++) assert_true(m.answers[met[i]] > 0);
    arena_release(&m.scratch);
    arena_release(&lasting);
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"histories go as the model says", histories_go_as_the_model_says},
    };
    static const struct module *const modules[] = {&journal_module, &auth_module, &jobs_module, &module_module, &places_module, &vocabulary_module,
                                                   &people_module, &assets_module, &credits_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
