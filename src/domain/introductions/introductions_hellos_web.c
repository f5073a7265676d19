#include "domain/introductions/introductions_follow.h"
#include "domain/introductions/introductions_web_own.h"

#include "base/disclose.h"
#include "introductions_pages.h"

#define REASONS_SHOWN 5

/* Three explained hellos: computed when looked at, kept when answered. */

static struct person_id about(const struct web *w)
{
    int64_t id = web_id(w, 0);
    if (id == 0) id = w->ctx->actor.on_behalf_of != 0 ? w->ctx->actor.on_behalf_of : w->ctx->actor.person;
    return (struct person_id){id};
}

static struct html_choice *answers(struct web *w, struct str name, size_t *ret_count)
{
    static const struct { const char *value, *label; } rows[] = {{"yes", T_("Yes, ask")}, {"later", T_("Maybe later")}, {"no", T_("No, thank you")}};
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, 3);
    struct str now = web_text(w, str_c(w->ctx->arena, name));
    for (size_t i = 0; i < 3; i++)
        choices[i] = (struct html_choice){str_from(rows[i].value), text_get(w->ctx->locale, rows[i].label, NULL), str_is(now, rows[i].value)};
    *ret_count = 3;
    return choices;
}

struct fact_list { struct hello_fact *items; size_t count; };

static void fact(struct web *w, struct fact_list *list, int icon, struct said label, struct str text)
{
    if (text.len == 0) return;
    *ARENA_PUSH(w->ctx->arena, list->items, list->count) = (struct hello_fact){icon, introductions_said(w->ctx, label), text};
}

/* Who meets newcomers, and how far somebody comes to meet them. */
static void welcome_facts(struct web *w, const struct suggestion *s, struct fact_list *list)
{
    struct ctx *ctx = w->ctx;
    struct introductions_welcome welcome;
    if (s->row.host_meets)
        fact(w, list, HTML_ICON_DOOR, SAY("Welcome"), s->row.host_name.len > 0
             ? introductions_said(ctx, SAY1("{name} meets newcomers at the door", "name", s->row.host_name))
             : introductions_said(ctx, SAY("Someone meets you at the door")));
    if (introductions_welcome_of(ctx, s->asset, &welcome) != OK) return;
    if (welcome.comes_along) fact(w, list, HTML_ICON_DOOR, SAY("The first time"), introductions_said(ctx, SAY("Somebody can come along with you.")));
    if (welcome.bus_stop) fact(w, list, HTML_ICON_PIN, SAY("The first time"), introductions_said(ctx, SAY("You can be met at the bus stop.")));
}

static void facts_of(struct web *w, const struct suggestion *s, struct hello_card *card)
{
    struct ctx *ctx = w->ctx;
    struct fact_list list = {NULL, 0};
    struct buf when;
    buf_init(&when, ctx->arena, 4096);
    for (size_t i = 0; i < s->row.schedules_n && i < 3; i++) {
        if (i > 0) buf_puts(&when, "; ");
        buf_put(&when, assets_schedule_say(ctx->arena, ctx->locale, &s->row.schedules[i]));
    }
    fact(w, &list, HTML_ICON_CLOCK, SAY("When"), buf_str(&when));
    /* A neighbour's own place is never shown: near by is all that is said. */
    bool gift = s->row.kind == ASSET_GIFT;
    fact(w, &list, HTML_ICON_PIN, SAY("Where"), gift ? introductions_said(ctx, SAY("Near by, in a public place")) :
         s->row.location_name.len > 0 ? s->row.location_name : s->row.address);
    if (s->row.cost == ASSET_COST_FREE) fact(w, &list, HTML_ICON_COIN, SAY("Cost"), introductions_said(ctx, SAY("Free")));
    else fact(w, &list, HTML_ICON_COIN, SAY("Cost"), s->row.cost_words);
    if (s->row.access_yes & ASSET_STEP_FREE) fact(w, &list, HTML_ICON_RAMP, SAY("Access"), introductions_said(ctx, SAY("No steps")));
    if (!gift) welcome_facts(w, s, &list);
    /* Between those who ask on others' behalf; it is no reason, and not for the resident. */
    if (s->busy && !people_is(ctx, about(w)))
        fact(w, &list, HTML_ICON_DOOR, SAY("Lately"), introductions_said(ctx, SAY("Many newcomers were sent there lately. They may be busy.")));
    card->facts = list.items;
    card->facts_n = list.count;
}

static struct str ask_first(struct ctx *ctx, unsigned check)
{
    static const struct { unsigned bit; const char *words; } rows[] = {
        {CHECK_STEP_FREE, T_("are there steps?")}, {CHECK_FREE, T_("is it free?")}, {CHECK_QUIET, T_("is it quiet?")},
        {CHECK_HEARING_LOOP, T_("is there a hearing loop?")}, {CHECK_CHILDCARE, T_("can children come?")},
        {CHECK_TIMES, T_("when is it on?")}, {CHECK_WOMEN_ONLY, T_("is it for women only?")}, {CHECK_MEN_ONLY, T_("is it for men only?")}};
    struct buf buf;
    buf_init(&buf, ctx->arena, 1024);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!(check & rows[i].bit)) continue;
        if (buf.len > 0) buf_putc(&buf, ' ');
        buf_put(&buf, text_get(ctx->locale, rows[i].words, NULL));
    }
    return buf.len == 0 ? STR("") : introductions_said(ctx, SAY1("Ask first: {questions}", "questions", buf_str(&buf)));
}

static struct hello_card card_of(struct web *w, const struct suggestion *s)
{
    struct ctx *ctx = w->ctx;
    struct hello_card card = {.asset = str_int(ctx->arena, s->asset.v), .title = s->row.name, .unknown = s->row.kind == ASSET_GIFT,
                              .sentence = matching_sentence(ctx, s, ctx->locale), .ask_first = ask_first(ctx, s->check)};
    card.answer_name = str_cat(ctx->arena, STR("answer-"), card.asset);
    card.answers = answers(w, card.answer_name, &card.answers_n);
    if (!card.unknown) {
        card.href = str_cat(ctx->arena, STR("/assets/"), s->row.external_id);
        card.host = s->row.host_name.len > 0 ? s->row.host_name : s->row.name;
    }
    struct hello_reason *reasons = ARENA_ARRAY(ctx->arena, struct hello_reason, s->reasons_n);
    for (size_t i = 0; i < s->reasons_n; i++) reasons[i].words = introductions_said(ctx, s->reasons[i].detail);
    card.reasons = reasons;
    card.reasons_n = s->reasons_n < REASONS_SHOWN ? s->reasons_n : REASONS_SHOWN;
    facts_of(w, s, &card);
    return card;
}

struct reason_list { struct hello_reason *items; size_t count; };

static void left(struct ctx *ctx, struct reason_list *list, int64_t n, const char *one, const char *many)
{
    if (n <= 0) return;
    bool exact = disclose_exact(n);
    struct str count = exact ? text_count(ctx->arena, ctx->locale, n) : introductions_said(ctx, SAY("Fewer than 5"));
    struct said said = {.id = "", .names = {"n"}, .values = {count}};
    *ARENA_PUSH(ctx->arena, list->items, list->count) = (struct hello_reason){
        said_fill(ctx->arena, text_plural(ctx->locale, one, many, exact ? n : DISCLOSE_THRESHOLD), &said)};
}

/* Pairs kept apart are never among the counts. */
static void left_out(struct ctx *ctx, const struct matching_limits *limits, struct hellos_view *view)
{
    struct reason_list list = {NULL, 0};
    left(ctx, &list, limits->time, T_("{n} is on at other times."), T_("{n} are on at other times."));
    left(ctx, &list, limits->far, T_("{n} is too far."), T_("{n} are too far."));
    left(ctx, &list, limits->access, T_("{n} has steps, or misses something that was asked for."), T_("{n} have steps, or miss something that was asked for."));
    left(ctx, &list, limits->cost, T_("{n} costs money."), T_("{n} cost money."));
    left(ctx, &list, limits->language, T_("{n} is in another language."), T_("{n} are in other languages."));
    left(ctx, &list, limits->full, T_("{n} host has enough newcomers this month."), T_("{n} hosts have enough newcomers this month."));
    view->left_out = list.items;
    view->left_out_n = list.count;
}

static enum status going(struct ctx *ctx, struct person_id person, struct hellos_view *view)
{
    struct introduction *rows;
    size_t count, kept = 0;
    TRY(introductions_list(ctx, LIST_OF_PERSON, person, 50, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].state < INTRO_SETTLED) rows[kept++] = rows[i];
    view->going = introductions_lines(ctx, rows, kept);
    view->going_n = kept;
    return OK;
}

enum status introductions_web_hellos(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct suggestion *three = NULL;
    struct matching_limits limits = {0};
    size_t count = 0;
    struct person person;
    TRY(people_find(ctx, about(w), &person));
    bool self = people_is(ctx, person.id);
    struct hellos_view view = {.name = person.first_name, .self = self,
                               .action = self ? STR("/hellos") : web_path(w, "/people/%lld/hellos", (long long)person.id.v),
                               .back = self ? STR("/listen/new") : web_path(w, "/listen/new?person=%lld", (long long)person.id.v),
                               .consents = people_consents(ctx, person.id, CONSENT_INTRODUCE)};
    if (view.consents) TRY(introductions_three(ctx, person.id, &three, &count, &limits));
    struct hello_card *cards = ARENA_ARRAY(ctx->arena, struct hello_card, count);
    for (size_t i = 0; i < count; i++) cards[i] = card_of(w, &three[i]);
    view.cards = cards;
    view.cards_n = count;
    left_out(ctx, &limits, &view);
    TRY(going(ctx, person.id, &view));
    struct said title = self ? SAY("Three hellos for you") : SAY1("Three hellos for {name}", "name", person.first_name);
    introductions_page_hellos(web_page(w, title, self ? "/me" : "/people"), &view);
    return OK;
}

/* From prepare to apply: the suggestions that were answered, worked out again on a worker. */
struct plan { struct person_id person; struct suggestion *chosen; enum introduction_answer *answers; size_t count; };

static bool answer_parse(struct str value, enum introduction_answer *ret_answer)
{
    if (str_is(value, "yes")) *ret_answer = ANSWER_YES;
    else if (str_is(value, "later")) *ret_answer = ANSWER_LATER;
    else if (str_is(value, "no")) *ret_answer = ANSWER_NO;
    else return false;
    return true;
}

enum status introductions_web_choose(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct suggestion *three;
    struct matching_limits limits;
    size_t count;
    struct plan *plan = ARENA_NEW(ctx->arena, struct plan);
    plan->person = about(w);
    TRY(introductions_three(ctx, plan->person, &three, &count, &limits));
    plan->chosen = ARENA_ARRAY(ctx->arena, struct suggestion, count);
    plan->answers = ARENA_ARRAY(ctx->arena, enum introduction_answer, count);
    struct str *posted;
    size_t posted_n = web_texts(w, "asset", &posted), gone = 0;
    for (size_t p = 0; p < posted_n; p++) {
        enum introduction_answer answer;
        if (!answer_parse(web_text(w, str_c(ctx->arena, str_cat(ctx->arena, STR("answer-"), posted[p]))), &answer)) continue;
        bool found = false;
        for (size_t i = 0; i < count && !found; i++) {
            if (!str_eq(posted[p], str_int(ctx->arena, three[i].asset.v))) continue;
            plan->chosen[plan->count] = three[i];
            plan->answers[plan->count++] = answer;
            found = true;
        }
        if (!found) gone++;
    }
    if (gone > 0)
        return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("One of these has changed since you looked. Here is how it stands now."));
    if (plan->count == 0)
        return ctx_fault(ctx, ERR_INVALID, STR_NONE, SAY("Choose an answer for at least one of them. None is fine too: go back to the person's page."));
    w->plan = plan;
    return OK;
}

enum status introductions_web_keep(struct web *w)
{
    const struct plan *plan = w->plan;
    struct introduction_id id = {0};
    for (size_t i = 0; i < plan->count; i++)
        TRY(introductions_add(w->ctx, plan->person, &plan->chosen[i], plan->answers[i], &id));
    if (people_is(w->ctx, plan->person)) return web_redirect_saying(w, STR("/me"), SAY("Kept. Thank you."));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)plan->person.v), SAY("Kept. The hosts can be asked now."));
}
