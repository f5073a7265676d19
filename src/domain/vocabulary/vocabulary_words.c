/* What people said and Kith did not understand, and what a keeper taught it. */
#include "domain/vocabulary/vocabulary_local.h"

#include "base/disclose.h"
#include "platform/journal/journal.h"
#include "vocabulary_sql.h"

#define WORDS_OF_A_TEXT 30
#define WORDS_SHOWN 200
#define WORD_MAX 40

static bool worth_counting(struct str word) {
    if (word.len < 3 || word.len > WORD_MAX) return false;
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9') return false; /* numbers name people */
    return true;
}

enum status vocabulary_words_heard(struct ctx *ctx, struct place_id place, int64_t who,
                                   struct str unlinked) {
    struct str word, folded;
    for (int n = 0; n < WORDS_OF_A_TEXT && vocabulary_word(ctx->arena, &unlinked, &word, &folded);
         n++)
        if (worth_counting(folded))
            TRY(vocabulary_sql_unlinked_add(ctx->db, place, folded, who, ctx->now));
    return OK;
}

enum status vocabulary_words_forget(struct ctx *ctx, int64_t who) {
    return vocabulary_sql_unlinked_forget(ctx->db, who);
}

enum status vocabulary_words_list(struct ctx *ctx, struct place_id place,
                                  struct vocabulary_heard **ret_rows, size_t *ret_count) {
    struct vocabulary_sql_unlinked_list *rows;
    size_t n;
    TRY(vocabulary_sql_unlinked_list(ctx->db, ctx->arena, place, DISCLOSE_THRESHOLD, WORDS_SHOWN,
                                     &rows, &n));
    struct vocabulary_heard *heard = ARENA_ARRAY(ctx->arena, struct vocabulary_heard, n);
    for (size_t i = 0; i < n; i++)
        heard[i] = (struct vocabulary_heard){rows[i].word, rows[i].people};
    *ret_rows = heard;
    *ret_count = n;
    return OK;
}

/* ---- teaching ---- */

static struct str fold_words(struct ctx *ctx, struct str words, size_t *ret_n) {
    struct buf buf;
    struct str word, folded;
    buf_init(&buf, ctx->arena, 4096);
    for (*ret_n = 0; vocabulary_word(ctx->arena, &words, &word, &folded); (*ret_n)++) {
        if (*ret_n > 0) buf_putc(&buf, ' ');
        buf_put(&buf, folded);
    }
    return buf_str(&buf);
}

/* The concept these words are, wholly and as they are written; v = 0 when there is none. */
static struct concept_id stands_for(struct ctx *ctx, const struct vocabulary *v, struct str words) {
    struct reading r = {.v = v};
    vocabulary_read(&r, ctx->arena, words, NULL, VOICE_NAME);
    bool whole = r.found_n == 1 && r.found[0].from == 0 && r.found[0].to == r.tokens_n &&
                 r.found[0].how != HOW_MISSPELT;
    return (struct concept_id){whole ? r.found[0].concept : 0};
}

/* By id, by its name in any of the four languages, or by another word for it. */
static struct concept_id meant(struct ctx *ctx, const struct vocabulary *v, struct str means) {
    size_t n;
    struct concept_id id = vocabulary_find(v, means);
    struct str wanted = fold_words(ctx, means, &n);
    for (size_t i = 0; i < v->count && id.v == 0 && n > 0; i++)
        for (int l = 0; l < VOCABULARY_LANGUAGES; l++)
            if (str_eq(fold_words(ctx, v->concepts[i].label[l], &n), wanted))
                id = v->concepts[i].id;
    return id.v != 0 ? id : stands_for(ctx, v, means);
}

static void check(struct ctx *ctx, const struct vocabulary *v, struct str words, size_t n,
                  struct concept_id concept) {
    if (n == 0 || words.len < 2)
        ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Write the word people use. For example: allottment"));
    else if (n > FORM_WORDS || words.len > 80)
        ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("At most six words, and 80 letters."));
    else if (stands_for(ctx, v, words).v != 0)
        ctx_fault(ctx, ERR_CONFLICT, STR("words"), SAY("Kith knows these words already."));
    if (concept.v == 0)
        ctx_fault(ctx, ERR_INVALID, STR("means"),
                  SAY("Kith knows nothing of this name. Write it as the taps call it, for example: Gardening"));
}

enum status vocabulary_teach(struct ctx *ctx, struct str words, struct str means,
                             struct concept_id *ret_concept) {
    const struct vocabulary *v = vocabulary_of(ctx);
    size_t n;
    struct str folded = fold_words(ctx, words, &n);
    struct concept_id concept = meant(ctx, v, means);
    check(ctx, v, folded, n, concept);
    TRY(faults_status(&ctx->faults));
    int64_t id = ctx_id(ctx);
    struct str code = vocabulary_concept(v, concept)->code;
    enum status status = vocabulary_sql_local_add(ctx->db, id, folded, code, ctx->now);
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, STR("words"), SAY("Kith knows these words already."));
    TRY(status);
    TRY(vocabulary_sql_unlinked_known(ctx->db, folded));
    TRY(journal_record(ctx, "vocabulary.taught", id, 0, code));
    vocabulary_local_changed(v);
    *ret_concept = concept;
    return OK;
}

enum status vocabulary_unteach(struct ctx *ctx, int64_t id) {
    TRY(vocabulary_sql_local_end(ctx->db, id, ctx->now));
    TRY(journal_record(ctx, "vocabulary.untaught", id, 0, STR_NONE));
    vocabulary_local_changed(vocabulary_of(ctx));
    return OK;
}

enum status vocabulary_taught_list(struct ctx *ctx, struct vocabulary_taught **ret_rows,
                                   size_t *ret_count) {
    struct vocabulary_sql_local_list *rows;
    size_t n;
    TRY(vocabulary_sql_local_list(ctx->db, ctx->arena, VOCABULARY_LOCAL_MAX, &rows, &n));
    struct vocabulary_taught *taught = ARENA_ARRAY(ctx->arena, struct vocabulary_taught, n);
    for (size_t i = 0; i < n; i++)
        taught[i] = (struct vocabulary_taught){rows[i].id, rows[i].words, rows[i].concept};
    *ret_rows = taught;
    *ret_count = n;
    return OK;
}
