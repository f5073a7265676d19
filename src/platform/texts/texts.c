#include "platform/texts/texts.h"

#include "platform/texts/gateway.h"
#include "platform/texts/gsm.h"
#include "texts_sql.h"

#define CLAIM_MS (120 * 1000) /* longer than one hand-over of three messages may take */
#define TRIES_MAX 10
#define DAY_MS ((int64_t)86400000)
#define FULL_WAIT_MS ((int64_t)15 * 60 * 1000)
#define RETRY_MS (2 * DAY_MS)
#define ANSWERS_A_DAY 10
#define CODES_A_DAY 10

/* Minutes to wait after the n-th failure: soon first, then a day in all. */
static int64_t wait_ms(int64_t tries)
{
    static const int64_t minutes[] = {1, 2, 5, 15, 30, 60, 120, 240, 480};
    size_t n = sizeof minutes / sizeof *minutes;
    size_t i = tries < 1 ? 0 : (size_t)tries - 1;
    return minutes[i < n ? i : n - 1] * 60 * 1000;
}

/* ---- writing it down ---- */

bool texts_stopped(struct ctx *ctx, struct str number)
{
    int64_t n = 0;
    return texts_sql_stopped(ctx->db, number, &n) == OK && n > 0;
}

static struct instant day_ago(const struct ctx *ctx)
{
    return (struct instant){ctx->now.ms - DAY_MS};
}

/* Enough of this kind for one day? Answers end when two machines talk; codes are asked for by
   whoever likes. */
static enum status too_many(struct ctx *ctx, const struct text_out *text, struct str to, bool *ret_yes)
{
    int64_t n = 0, most = INT64_MAX;
    if (str_is(str_from(text->kind), "answer")) {
        most = ANSWERS_A_DAY;
        TRY(texts_sql_answers_to(ctx->db, to, day_ago(ctx), &n));
    } else if (str_is(str_from(text->kind), "code")) {
        most = CODES_A_DAY;
        TRY(texts_sql_codes_to(ctx->db, to, day_ago(ctx), &n));
    }
    *ret_yes = n >= most;
    return OK;
}

enum status texts_put(struct ctx *ctx, const struct text_out *text, int64_t *ret_id)
{
    struct str to = texts_number(ctx->arena, text->to), *parts;
    size_t n = 0;
    bool often = false;
    struct texts_sql_add_in in = {
        .id = ctx_id(ctx), .to_number = to, .person = text->person ? text->person : INT_NONE,
        .about = text->about ? text->about : INT_NONE, .kind = str_from(text->kind),
        .words = gsm_plain(ctx->arena, text->words), .language = str_from(text->locale->code),
        .state = STR("waiting"), .why = STR_NONE, .at = ctx->now, .until_at = text->until};
    TRY(too_many(ctx, text, to, &often));
    if (often && str_is(in.kind, "answer")) {
        *ret_id = 0;
        return OK;
    }
    bool short_enough = gsm_split(ctx->arena, in.words, TEXTS_PARTS_MAX, &parts, &n);
    in.parts = (int64_t)n;
    if (!short_enough) {
        in.state = STR("failed");
        in.why = STR("It is longer than three messages.");
        in.words = STR("");
        in.parts = 0;
    }
    if (to.len == 0 || often || texts_stopped(ctx, to)) {
        in.state = STR("dropped");
        in.why = to.len == 0 ? STR("Nobody to send it to.")
                 : often ? STR("That number asked for many codes today.")
                         : STR("This number asked for no more texts.");
        in.words = STR("");
    }
    TRY(texts_sql_add(ctx->db, &in));
    *ret_id = in.id;
    return OK;
}

enum status texts_drop_person(struct ctx *ctx, int64_t person, struct str why, int64_t *ret_n)
{
    int64_t n;
    TRY(texts_sql_waiting_of(ctx->db, person, &n));
    if (n > 0) TRY(texts_sql_drop_person(ctx->db, person, why));
    *ret_n = n;
    return OK;
}

enum status texts_retry(struct ctx *ctx, int64_t id)
{
    return texts_sql_retry(ctx->db, id, ctx->now, (struct instant){ctx->now.ms + RETRY_MS});
}

enum status texts_receipt(struct ctx *ctx, struct str id, bool arrived)
{
    int64_t n;
    if (!str_to_int(str_slice(id, 0, str_find(id, STR("-"), 0)), &n)) return ERR_MISSING;
    return arrived ? texts_sql_arrived(ctx->db, n, ctx->now)
                   : texts_sql_not_arrived(ctx->db, n, STR("The gateway could not deliver it."));
}

enum status texts_forget(struct ctx *ctx, struct instant before)
{
    TRY(texts_sql_forget(ctx->db, before, ctx->now));
    return texts_sql_forget_in(ctx->db, before);
}

enum status texts_forget_person(struct ctx *ctx, int64_t person)
{
    TRY(texts_sql_forget_person(ctx->db, person));
    return texts_sql_forget_in_person(ctx->db, person);
}

/* ---- sending ---- */

/* One short transaction. */
static enum status kept(struct ctx *ctx, enum status status)
{
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

static enum status claim(struct ctx *ctx, int64_t id)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    return kept(ctx, texts_sql_claim(ctx->db, id, ctx->now, (struct instant){ctx->now.ms + CLAIM_MS}));
}

static enum status set_fate(struct ctx *ctx, int64_t id, struct str state, struct str why, int64_t wait)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = texts_sql_fate(ctx->db, id, state, str_slice(why, 0, 300),
                                        (struct instant){ctx->now.ms + wait});
    /* Dropped meanwhile, as when somebody wrote STOP: then it stays dropped. */
    return kept(ctx, status == ERR_MISSING ? OK : status);
}

/* Is there room under the day's ceilings? Else why not. */
static enum status room(struct ctx *ctx, const struct texts_settings *s, const struct texts_sql_waiting *row,
                        struct str *ret_why)
{
    int64_t number, all;
    TRY(texts_sql_sent_to(ctx->db, row->to_number, day_ago(ctx), &number));
    TRY(texts_sql_sent_all(ctx->db, day_ago(ctx), &all));
    bool code = str_is(row->kind, "code"); /* a code is not kept from somebody by their hellos */
    if (s->day_number > 0 && !code && number + row->parts > s->day_number)
        *ret_why = STR("This number has had as many texts as one day allows.");
    else if (s->day_all > 0 && all + row->parts > s->day_all)
        *ret_why = STR("As many texts have gone as one day allows.");
    else *ret_why = STR_NONE;
    return OK;
}

/* The messages of one text, from the first that was not handed over. */
static enum status hand_over(struct ctx *ctx, const struct texts_settings *s, const struct texts_sql_waiting *row,
                             struct str *ret_why)
{
    struct str *parts;
    size_t n;
    if (!gsm_split(ctx->arena, row->words, TEXTS_PARTS_MAX, &parts, &n) || n == 0) {
        *ret_why = STR("Nothing is left to send.");
        return ERR_INVALID;
    }
    for (size_t i = (size_t)row->parts_sent; i < n; i++) {
        struct str id = n == 1 ? str_int(ctx->arena, row->id)
                               : str_printf(ctx->arena, "%lld-%zu", (long long)row->id, i + 1);
        TRY(gateway_send(ctx->arena, s, gateway_body(ctx->arena, s->body, row->to_number, parts[i], id), ret_why));
        if (i + 1 == n) break;
        TRY(db_begin(ctx->db, DB_WRITE));
        TRY(kept(ctx, texts_sql_part(ctx->db, row->id, (int64_t)i + 1)));
    }
    return OK;
}

static enum status note_sent(struct ctx *ctx, const struct texts_sql_waiting *row)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    struct str words = str_is(row->kind, "code") ? STR("") : row->words;
    enum status status = texts_sql_sent(ctx->db, row->id, words, ctx->now);
    return kept(ctx, status == ERR_MISSING ? OK : status);
}

static enum status send_one(struct ctx *ctx, const struct texts_settings *s, const struct texts_sql_waiting *row,
                            int *sent)
{
    struct str why;
    enum status claimed = claim(ctx, row->id);
    if (claimed == ERR_MISSING) return OK; /* another process has it, or it was dropped */
    TRY(claimed);
    TRY(room(ctx, s, row, &why));
    if (why.ptr) return set_fate(ctx, row->id, STR("waiting"), why, FULL_WAIT_MS);
    enum status how = hand_over(ctx, s, row, &why);
    if (how == OK) {
        (*sent)++;
        return note_sent(ctx, row);
    }
    if (how != ERR_BUSY && how != ERR_INVALID) return how == ERR_MISSING ? OK : how;
    bool over = how == ERR_INVALID || row->tries + 1 >= TRIES_MAX;
    return set_fate(ctx, row->id, over ? STR("failed") : STR("waiting"), why, wait_ms(row->tries + 1));
}

static enum status tidy(struct ctx *ctx, bool configured)
{
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = texts_sql_late(ctx->db, ctx->now, STR("It was too late to send it."));
    if (status == OK && !configured) status = texts_sql_unsent(ctx->db, STR("No gateway is set up."));
    return kept(ctx, status);
}

enum status texts_send_waiting(struct ctx *ctx, const struct texts_settings *settings, int limit,
                               int *ret_sent)
{
    struct texts_sql_waiting *rows;
    size_t n;
    int sent = 0;
    TRY(texts_sql_waiting(ctx->db, ctx->arena, ctx->now, limit, &rows, &n));
    if (n > 0) TRY(tidy(ctx, settings->gateway_url.len > 0));
    for (size_t i = 0; i < n && settings->gateway_url.len > 0; i++)
        TRY(send_one(ctx, settings, &rows[i], &sent));
    *ret_sent = sent;
    return OK;
}

/* ---- reading ---- */

enum status texts_list(struct ctx *ctx, int64_t limit, struct text_row **ret_rows, size_t *ret_count)
{
    struct texts_sql_list *rows;
    size_t n;
    TRY(texts_sql_list(ctx->db, ctx->arena, limit, &rows, &n));
    struct text_row *out = ARENA_ARRAY(ctx->arena, struct text_row, n + 1);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct text_row){
            .id = rows[i].id, .parts = rows[i].parts, .end = texts_number_end(rows[i].to_number),
            .kind = rows[i].kind, .language = rows[i].language, .state = rows[i].state, .why = rows[i].why,
            .at = rows[i].at, .sent_at = rows[i].sent_at, .arrived_at = rows[i].arrived_at,
            .may_retry = rows[i].kept && rows[i].to_number.len > 0 &&
                         (str_is(rows[i].state, "failed") || str_is(rows[i].state, "waiting"))};
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

enum status texts_figures(struct ctx *ctx, struct texts_figures *ret_figures)
{
    struct texts_sql_figures row;
    TRY(texts_sql_figures(ctx->db, ctx->arena, day_ago(ctx), &row));
    *ret_figures = (struct texts_figures){row.waiting, row.sent, row.failed};
    return OK;
}

enum status texts_of_person(struct ctx *ctx, int64_t person, int64_t limit, struct text_own **ret_rows,
                            size_t *ret_count)
{
    struct texts_sql_of_person *went;
    struct texts_sql_in_of_person *came;
    size_t went_n, came_n;
    TRY(texts_sql_of_person(ctx->db, ctx->arena, person, limit, &went, &went_n));
    TRY(texts_sql_in_of_person(ctx->db, ctx->arena, person, limit, &came, &came_n));
    struct text_own *out = ARENA_ARRAY(ctx->arena, struct text_own, went_n + came_n + 1);
    for (size_t i = 0; i < went_n; i++)
        out[i] = (struct text_own){went[i].kind, went[i].words, went[i].state, false, went[i].at};
    for (size_t i = 0; i < came_n; i++)
        out[went_n + i] = (struct text_own){STR("reply"), came[i].heard_as, STR("came"), true, came[i].at};
    *ret_rows = out;
    *ret_count = went_n + came_n;
    return OK;
}
