#include "domain/conversations/conversations_web_own.h"

#include "conversations_pages.h"

enum status conversations_web_heard(struct web *w)
{
    struct person_id self = {w->ctx->actor.person};
    struct conversations_heard *rows;
    size_t count;
    TRY(conversations_heard(w->ctx, self, 20, &rows, &count));
    struct heard_line *lines = ARENA_ARRAY(w->ctx->arena, struct heard_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct heard_line){web_path(w, "/people/%lld", (long long)rows[i].person.v), rows[i].first_name, rows[i].at};
    conversations_page_heard(web_page(w, SAY("Listening"), "/listen"), &(struct heard_view){lines, count});
    return OK;
}

static struct html_choice *turn_choices(struct web *w, size_t *ret_count)
{
    static const struct { const char *value, *label; } rows[] = {
        {"nobody", T_("Nobody just now")}, {"1", T_("One person")}, {"2", T_("Two people")}, {"3", T_("Three or more")}, {"skip", T_("Did not ask")}};
    size_t count = sizeof rows / sizeof *rows;
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, count);
    struct str now = web_text(w, "turns_to");
    for (size_t i = 0; i < count; i++)
        choices[i] = (struct html_choice){str_from(rows[i].value), text_get(w->ctx->locale, rows[i].label, NULL), str_is(now, rows[i].value)};
    *ret_count = count;
    return choices;
}

/* Taps for the tops of one kind of concept. A narrow word already chosen elsewhere stays a chip. */
static struct html_choice *top_choices(struct web *w, enum concept_kind kind, enum told_kind told, const struct told *known,
                                       size_t known_n, size_t *ret_count)
{
    const struct vocabulary *v = vocabulary_of(w->ctx);
    const struct concept_id *tops;
    size_t tops_n = vocabulary_tops(v, &tops), count = 0;
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, tops_n);
    for (size_t i = 0; i < tops_n; i++) {
        const struct concept *concept = vocabulary_concept(v, tops[i]);
        if (concept->kind != kind) continue;
        struct told tap = {told, concept->code, false, true};
        struct str value = conversations_tap(w->ctx->arena, &tap);
        bool on = web_has(w, "told", value);
        for (size_t k = 0; k < known_n && !web_refused(w); k++)
            on = on || (known[k].kind == told && str_eq(known[k].concept, concept->code));
        choices[count++] = (struct html_choice){value, vocabulary_label(v, tops[i], w->ctx->locale), on};
    }
    *ret_count = count;
    return choices;
}

static struct said chip_words(const struct chip *chip)
{
    if (chip->told.kind == TOLD_NOT_FOR_ME) return SAY1("Not for me: {word}", "word", chip->label);
    if (chip->told.kind == TOLD_GIFT) return SAY1("Could share: {word}", "word", chip->label);
    if (chip->told.kind == TOLD_HOPE) return SAY1("Would like: {word}", "word", chip->label);
    if (chip->told.kind == TOLD_BARRIER) return SAY1("Gets in the way: {word}", "word", chip->label);
    if (chip->told.used_to) return SAY1("Used to: {word}", "word", chip->label);
    return SAY1("{word}", "word", chip->label);
}

static enum status chip_choices(struct web *w, struct listen_view *view)
{
    struct chip *chips;
    size_t count;
    TRY(conversations_suggest(w->ctx, view->words, &chips, &count, NULL));
    view->chips = ARENA_ARRAY(w->ctx->arena, struct html_choice, count);
    view->chips_n = count;
    bool first = !web_on(w, "heard");
    for (size_t i = 0; i < count; i++) {
        struct str value = conversations_tap(w->ctx->arena, &chips[i].told);
        view->chips[i] = (struct html_choice){value, conversations_said(w, chip_words(&chips[i])), first || web_has(w, "told", value)};
    }
    view->heard = count > 0;
    return OK;
}

static void fill_kept(struct web *w, struct listen_view *view)
{
    if (!view->known) view->name = web_kept(w, "first_name", view->name);
    view->words = web_text(w, "words");
    view->supports = web_text(w, "supports");
    view->nobody = str_is(web_text(w, "turns_to"), "nobody");
    view->ok_keep = web_on(w, "ok_keep");
    view->ok_look = web_on(w, "ok_look");
    view->ok_ask = web_on(w, "ok_ask");
    view->stand_in = web_on(w, "stand_in");
}

/* Everything the form asks, in the order in which it asks it: the paper has the same. */
enum status conversations_listen_view(struct web *w, struct listen_view *ret_view)
{
    struct ctx *ctx = w->ctx;
    struct person person = {.turns_to = -1};
    struct told *known = NULL;
    size_t known_n = 0;
    struct listen_view view = {.action = STR("/listen/new"), .person = STR("")};
    int64_t id = web_int(w, "person", 0);
    view.self = !ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN) || ctx->actor.on_behalf_of != 0;
    view.from_paper = str_is(web_text(w, "from"), "paper");
    if (view.self) id = ctx->actor.on_behalf_of != 0 ? ctx->actor.on_behalf_of : ctx->actor.person;
    if (id != 0) {
        TRY(people_find(ctx, (struct person_id){id}, &person));
        TRY(conversations_told_shown(ctx, person.id, &known, &known_n));
        view.known = true;
        view.name = person.first_name;
        view.person = str_int(ctx->arena, id);
    }
    fill_kept(w, &view);
    view.turns = turn_choices(w, &view.turns_n);
    if (view.words.len > 0) TRY(chip_choices(w, &view));
    view.loves = top_choices(w, CONCEPT_INTEREST, TOLD_LOVE, known, known_n, &view.loves_n);
    view.gifts = top_choices(w, CONCEPT_GIFT, TOLD_GIFT, known, known_n, &view.gifts_n);
    view.hopes = top_choices(w, CONCEPT_INTEREST, TOLD_HOPE, known, known_n, &view.hopes_n);
    view.barriers = top_choices(w, CONCEPT_NEED, TOLD_BARRIER, known, known_n, &view.barriers_n);
    view.needs = people_need_choices(ctx, web_refused(w) ? conversations_read_needs(w) : person.needs, &view.needs_n);
    view.languages = people_language_choices(ctx, web_refused(w) ? conversations_read_languages(w) : person.languages, &view.languages_n);
    view.week = week_parts_of(web_refused(w) ? web_week(w, "times") : person.times);
    view.outcode = web_kept(w, "outcode", person.outcode);
    *ret_view = view;
    return OK;
}

enum status conversations_web_listen(struct web *w)
{
    struct listen_view view;
    TRY(conversations_listen_view(w, &view));
    conversations_page_listen(web_page(w, view.self ? SAY("Tell us what you love") : SAY("Listen first"), "/listen"), &view);
    return OK;
}

/* What the words were understood as, before the write lane. */
struct heard_words { bool confirm; struct str unlinked; };

/* Words are heard once before they are kept: the second look shows the chips to confirm. */
enum status conversations_web_hear(struct web *w)
{
    struct chip *chips;
    size_t count = 0;
    struct str words = web_text(w, "words");
    struct heard_words *heard = ARENA_NEW(w->ctx->arena, struct heard_words);
    if (words.len > 0) TRY(conversations_suggest(w->ctx, words, &chips, &count, &heard->unlinked));
    heard->confirm = count > 0 && !web_on(w, "heard");
    w->plan = heard;
    return OK;
}

enum status conversations_web_keep(struct web *w)
{
    struct conversation conversation;
    struct conversation_id id;
    struct person_id person;
    const struct heard_words *heard = w->plan;
    TRY(conversations_read(w, &conversation));
    if (heard->confirm) return ERR_INVALID; /* shown again by `again`, nothing kept */
    conversation.unlinked = heard->unlinked;
    TRY(conversations_keep(w->ctx, web_text(w, "first_name"), &conversation, &id, &person));
    bool look = people_consents(w->ctx, person, CONSENT_INTRODUCE);
    if (people_is(w->ctx, person)) return web_redirect_saying(w, look ? STR("/hellos") : STR("/me"), SAY("Kept. Thank you."));
    return web_redirect_saying(w, web_path(w, look ? "/people/%lld/hellos" : "/people/%lld", (long long)person.v),
                               SAY1("Kept. Thank you for listening to {name}.", "name", people_first_name(w->ctx, person)));
}
