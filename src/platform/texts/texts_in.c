#include "platform/texts/texts.h"

#include "platform/journal/journal.h"
#include "texts_sql.h"

#define DAY_MS ((int64_t)86400000)
#define ANSWER_MS ((int64_t)6 * 60 * 60 * 1000) /* an answer a day late only confuses */
#define LATELY_MAX 100 /* kept from one number in a day; more are counted, not read */
#define TRIES_MAX 3

/* ---- as it comes ---- */

enum status texts_keep(struct ctx *ctx, const struct text_in *text)
{
    int64_t known, lately;
    TRY(texts_sql_in_known(ctx->db, text->id, &known));
    if (known > 0) return OK;
    TRY(texts_sql_in_lately(ctx->db, text->from, (struct instant){ctx->now.ms - DAY_MS}, &lately));
    bool many = lately >= LATELY_MAX;
    const struct texts_sql_in_add_in in = {
        .id = ctx_id(ctx), .gateway_id = text->id, .from_number = text->from,
        .words = many ? STR("") : text->words, .state = many ? STR("ignored") : STR("new"),
        .sent_at = text->at, .at = ctx->now};
    enum status status = texts_sql_in_add(ctx->db, &in);
    return status == ERR_CONFLICT ? OK : status; /* the same one, at the same moment */
}

/* ---- for listeners ---- */

enum status texts_came(struct ctx *ctx, int64_t id, struct text_came *ret_text)
{
    struct texts_sql_in_find row;
    struct texts_sql_last_to last = {.person = INT_NONE};
    TRY(texts_sql_in_find(ctx->db, ctx->arena, id, &row));
    if (!str_is(row.state, "new")) return ERR_MISSING;
    struct text_came text = {.id = id, .from = row.from_number, .locale = text_locale(TEXT_EN)};
    texts_hear(ctx->arena, row.words, &text.heard);
    enum status status = texts_sql_last_to(ctx->db, ctx->arena, row.from_number, &last);
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK) {
        text.last_person = last.person == INT_NONE ? 0 : last.person;
        text.last_kind = last.kind;
        text.last_about = last.about == INT_NONE ? 0 : last.about;
        text.locale = text_locale_for(last.language);
    } else if (text.heard.locale) {
        text.locale = text.heard.locale;
    }
    *ret_text = text;
    return OK;
}

enum status texts_came_words(struct ctx *ctx, int64_t id, struct str *ret_words)
{
    struct texts_sql_in_find row;
    TRY(texts_sql_in_find(ctx->db, ctx->arena, id, &row));
    *ret_words = row.words;
    return OK;
}

enum status texts_taken(struct ctx *ctx, int64_t id, const char *as, int64_t person)
{
    return texts_sql_in_done(ctx->db, id, STR("heard"), str_from(as), person ? person : INT_NONE);
}

enum status texts_answer(struct ctx *ctx, const struct text_came *text, struct said words, int64_t person)
{
    return texts_answer_about(ctx, text, words, person, 0);
}

enum status texts_answer_about(struct ctx *ctx, const struct text_came *text, struct said words, int64_t person, int64_t about)
{
    int64_t id;
    const struct text_out out = {
        .to = text->from, .words = text_say(ctx->arena, text->locale, &words), .locale = text->locale,
        .kind = "answer", .person = person, .about = about, .until = {ctx->now.ms + ANSWER_MS}};
    return texts_put(ctx, &out, &id);
}

/* ---- reading ---- */

static enum status stop(struct ctx *ctx, const struct text_came *text)
{
    if (!texts_stopped(ctx, text->from)) {
        TRY(texts_sql_drop_number(ctx->db, text->from, STR("This number asked for no more texts.")));
        /* one last word, written before the wish is kept */
        TRY(texts_answer(ctx, text, SAY("Kith: you will get no more texts from us. To have them again, text START."),
                         text->last_person));
        TRY(texts_sql_stop(ctx->db, ctx_id(ctx), text->from, ctx->now));
    }
    if (text->last_person) TRY(journal_record(ctx, "texts.stopped", text->last_person, 0, STR_NONE));
    return texts_taken(ctx, text->id, "stop", text->last_person);
}

static enum status start(struct ctx *ctx, const struct text_came *text)
{
    enum status status = texts_sql_start(ctx->db, text->from, ctx->now);
    if (status != OK && status != ERR_MISSING) return status;
    TRY(texts_answer(ctx, text, SAY("Kith: we may text you again. To stop, text STOP."), text->last_person));
    return texts_taken(ctx, text->id, "start", text->last_person);
}

/* Nobody above knew what to do with it. Not a word on whether anybody is known here. */
static enum status unknown(struct ctx *ctx, const struct text_came *text)
{
    TRY(texts_answer(ctx, text,
                     SAY("Kith: we could not match your text. Please answer YES or NO with the code in our text. "
                         "No more texts: STOP"), 0));
    return texts_sql_in_done(ctx->db, text->id, STR("answered"), STR("unknown"), INT_NONE);
}

static enum status hear(struct ctx *ctx, int64_t id)
{
    struct text_came text;
    enum status status = texts_came(ctx, id, &text);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (text.heard.said & SAID_STOP) return stop(ctx, &text);
    if (text.heard.said & SAID_START) return start(ctx, &text);
    /* Whoever wrote STOP is not answered; a yes or no of theirs still counts. */
    TRY(journal_record(ctx, "texts.came", id, 0, STR_NONE));
    status = texts_came(ctx, id, &text);
    return status == OK ? unknown(ctx, &text) : status == ERR_MISSING ? OK : status;
}

/* Read one. What a listener began and could not finish is undone with everything else. */
static enum status read_one(struct ctx *ctx, int64_t id)
{
    faults_init(&ctx->faults, ctx->arena);
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = hear(ctx, id);
    if (status == OK) status = db_commit(ctx->db);
    if (status == OK) return OK;
    db_rollback(ctx->db);
    return status;
}

/* It could not be read: tried again, then put aside, so that one text does not hold up the rest. */
static enum status put_aside(struct ctx *ctx, int64_t id)
{
    struct texts_sql_in_find row;
    TRY(db_begin(ctx->db, DB_WRITE));
    TRY(texts_sql_in_claim(ctx->db, id));
    TRY(texts_sql_in_find(ctx->db, ctx->arena, id, &row));
    if (row.tries >= TRIES_MAX)
        TRY(texts_sql_in_done(ctx->db, id, STR("broken"), STR_NONE, INT_NONE));
    return db_commit(ctx->db);
}

enum status texts_read_new(struct ctx *ctx, int limit, int *ret_read)
{
    struct texts_sql_in_new *rows;
    size_t n;
    int read = 0;
    TRY(texts_sql_in_new(ctx->db, ctx->arena, limit, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        const struct actor before = ctx->actor;
        enum status status = read_one(ctx, rows[i].id);
        ctx->actor = before;
        if (status == OK) read++;
        else if (status != ERR_BUSY) TRY(put_aside(ctx, rows[i].id));
    }
    *ret_read = read;
    return OK;
}
