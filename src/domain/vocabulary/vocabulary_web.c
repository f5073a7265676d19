/* The keeper's page: words nobody explained yet, and those that were taught. */
#include "domain/vocabulary/vocabulary_own.h"
#include "domain/vocabulary/vocabulary_view.h"

#include "platform/web/web.h"
#include "vocabulary_pages.h"

static struct str label_of(struct web *w, struct str code) {
    return vocabulary_label_of(vocabulary_of(w->ctx), code, w->ctx->locale);
}

static enum status fill_heard(struct web *w, struct vocabulary_view *view) {
    struct vocabulary_heard *rows;
    struct place_id place = {w->ctx->actor.place};
    TRY(vocabulary_words_list(w->ctx, place, &rows, &view->heard_n));
    struct vocabulary_word_line *lines =
        ARENA_ARRAY(w->ctx->arena, struct vocabulary_word_line, view->heard_n);
    for (size_t i = 0; i < view->heard_n; i++)
        lines[i] = (struct vocabulary_word_line){
            rows[i].word,
            str_printf(w->ctx->arena, "/vocabulary?words=%.*s#teach",
                       STR_ARG(http_url_encode(w->ctx->arena, rows[i].word))),
            rows[i].people};
    view->heard = lines;
    return OK;
}

static enum status fill_taught(struct web *w, struct vocabulary_view *view) {
    struct vocabulary_taught *rows;
    TRY(vocabulary_taught_list(w->ctx, &rows, &view->taught_n));
    struct vocabulary_taught_line *lines =
        ARENA_ARRAY(w->ctx->arena, struct vocabulary_taught_line, view->taught_n);
    for (size_t i = 0; i < view->taught_n; i++)
        lines[i] = (struct vocabulary_taught_line){
            rows[i].words, label_of(w, rows[i].concept),
            web_path(w, "/vocabulary/%lld/end", (long long)rows[i].id)};
    view->taught = lines;
    return OK;
}

static enum status show(struct web *w) {
    struct vocabulary_view view = {.words = web_text(w, "words"), .means = web_text(w, "means")};
    TRY(fill_heard(w, &view));
    TRY(fill_taught(w, &view));
    vocabulary_page_words(web_page(w, SAY("Words we do not know yet"), NULL), &view);
    return OK;
}

static enum status teach(struct web *w) {
    struct concept_id concept;
    struct str words = web_text(w, "words");
    TRY(vocabulary_teach(w->ctx, words, web_text(w, "means"), &concept));
    struct str label = vocabulary_label(vocabulary_of(w->ctx), concept, w->ctx->locale);
    return web_redirect_saying(w, STR("/vocabulary"),
                               SAY2("Kept: {words} means {label}.", "words", words, "label", label));
}

static enum status unteach(struct web *w) {
    TRY(vocabulary_unteach(w->ctx, web_id(w, 0)));
    return web_redirect_saying(w, STR("/vocabulary"), SAY("Taken back."));
}

static enum status file(struct web *w) {
    struct vocabulary_taught *rows;
    size_t n;
    struct buf buf;
    TRY(vocabulary_taught_list(w->ctx, &rows, &n));
    buf_init(&buf, w->ctx->arena, (size_t)1 << 20);
    buf_puts(&buf, "words,concept\r\n"); /* folded words and ids: nothing in them needs quoting */
    for (size_t i = 0; i < n; i++)
        buf_printf(&buf, "%.*s,%.*s\r\n", STR_ARG(rows[i].words), STR_ARG(rows[i].concept));
    TRY(buf_check(&buf));
    return web_bytes(w, STR("text/csv; charset=utf-8"), buf_str(&buf), STR("words.csv"));
}

const struct web_route vocabulary_web_routes[] = {
    {.method = "GET", .path = "/vocabulary", .permission = "vocabulary.keep", .show = show},
    {.method = "POST",
     .path = "/vocabulary",
     .permission = "vocabulary.keep",
     .apply = teach,
     .again = show,
     .per_hour = 240},
    {.method = "POST",
     .path = "/vocabulary/{id}/end",
     .permission = "vocabulary.keep",
     .apply = unteach,
     .per_hour = 240},
    {.method = "GET",
     .path = "/vocabulary/words.csv",
     .permission = "vocabulary.keep",
     .show = file,
     .flags = WEB_BARE},
    {0},
};
