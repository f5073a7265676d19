/* Asking a pot: the words, how they will look, and then the ask. */
#include "credits_pages.h"
#include "domain/credits/credits_pot.h"
#include "domain/credits/credits_pot_view.h"
#include "domain/credits/credits_pot_web.h"
#include "domain/credits/credits_use_web.h"

#define PEOPLE 200
#define GROUPS 50

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct person_id self(const struct web *w)
{
    const struct actor *a = &w->ctx->actor;
    return (struct person_id){a->on_behalf_of ? a->on_behalf_of : a->person};
}

/* "p12" is a person, "g34" a group; nothing is the reader. */
static struct credits_asking asking_of(struct web *w)
{
    struct str whom = web_text(w, "whom"), words = web_text(w, "words"), consent = web_text(w, "consent");
    struct credits_asking a = {.pot = {web_id(w, 0)}, .person = self(w), .minutes = credits_web_long(w), .words = words.ptr ? words : STR(""), .named = web_on(w, "named"),
                               .consent = STR_NONE};
    int64_t id;
    if (whom.len > 1 && str_to_int(str_slice(whom, 1, whom.len), &id)) {
        a.person.v = whom.ptr[0] == 'p' ? id : 0;
        a.group.v = whom.ptr[0] == 'g' ? id : 0;
    }
    if (a.person.v != w->ctx->actor.person)
        a.consent = str_is(consent, "phone") || str_is(consent, "paper") ? consent : STR("spoken");
    return a;
}

static struct str for_name(struct ctx *ctx, const struct credits_asking *a)
{
    struct asset group;
    if (a->person.v) return people_first_name(ctx, a->person);
    return assets_find(ctx, a->group, &group) == OK ? group.name : STR("");
}

static enum status whom_choices(struct web *w, struct pot_ask_view *view)
{
    struct ctx *ctx = w->ctx;
    struct people_row *people = NULL;
    struct asset *groups;
    size_t people_n = 0, groups_n;
    struct str chosen = web_text(w, "whom");
    bool staff = ctx->actor.on_behalf_of == 0 && ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN);
    if (staff) TRY(people_list(ctx, STR(""), PEOPLE, 0, &people, &people_n));
    TRY(assets_list_hosted(ctx, self(w), GROUPS, &groups, &groups_n));
    struct html_choice *c = ARENA_ARRAY(ctx->arena, struct html_choice, people_n + groups_n + 1);
    size_t n = 0;
    c[n++] = (struct html_choice){STR(""), say(ctx, SAY("For myself")), chosen.len == 0};
    for (size_t i = 0; i < groups_n; i++) {
        struct str value = str_printf(ctx->arena, "g%lld", (long long)groups[i].id.v);
        c[n++] = (struct html_choice){value, groups[i].name, str_eq(value, chosen)};
    }
    for (size_t i = 0; i < people_n; i++) {
        struct str value = str_printf(ctx->arena, "p%lld", (long long)people[i].id.v);
        if (people[i].id.v == self(w).v) continue;
        c[n++] = (struct html_choice){value, people[i].first_name, str_eq(value, chosen)};
    }
    view->whom = c;
    view->whom_n = n;
    return OK;
}

static void look_of(struct web *w, struct pot_ask_view *view)
{
    struct ctx *ctx = w->ctx;
    const struct credits_asking a = asking_of(w);
    struct str time;
    if (web_refused(w) || !web_on(w, "look")) return;
    if (credits_ask_check(ctx, &a) != OK) {
        struct faults *kept = ARENA_NEW(ctx->arena, struct faults); /* beside their boxes; the page itself is fine */
        *kept = ctx->faults;
        faults_init(&ctx->faults, ctx->arena);
        w->html.faults = kept;
        return;
    }
    time = credits_time(ctx, a.minutes);
    view->look = true;
    view->shown_words = a.words;
    view->shown_said = a.named ? say(ctx, SAY2("{time} for {name}", "time", time, "name", for_name(ctx, &a)))
                       : a.person.v ? say(ctx, SAY1("{time} for a neighbour", "time", time)) : say(ctx, SAY1("{time} for a group", "time", time));
}

enum status credits_web_pot_ask(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_pot pot;
    struct str none = STR(""), consent = web_text(w, "consent");
    struct pot_ask_view view = {.words = web_text(w, "words"), .hours = web_text(w, "minutes"), .named = web_on(w, "named"), .whom_value = web_text(w, "whom"),
                                .long_value = web_text(w, "long"), .consent_value = consent};
    struct html_choice *consents = ARENA_ARRAY(ctx->arena, struct html_choice, 3);
    TRY(credits_pot_find(ctx, (struct pot_id){web_id(w, 0)}, &pot));
    if (!view.words.ptr) view.words = none;
    view.pot = pot.name;
    view.id = str_int(ctx->arena, pot.id.v);
    view.back = web_path(w, "/pots/%lld", (long long)pot.id.v);
    size_t n;
    view.long_ = credits_web_long_choices(w, &n);
    struct html_choice *lengths = ARENA_ARRAY(ctx->arena, struct html_choice, n);
    for (size_t i = 0; i < n; i++) {
        lengths[i] = view.long_[i];
        if (view.long_value.len > 0) lengths[i].on = str_eq(lengths[i].value, view.long_value);
    }
    view.long_ = lengths, view.long_n = n;
    consents[0] = (struct html_choice){STR("spoken"), say(ctx, SAY("They are here and said so")), consent.len == 0 || str_is(consent, "spoken")};
    consents[1] = (struct html_choice){STR("phone"), say(ctx, SAY("By phone")), str_is(consent, "phone")};
    consents[2] = (struct html_choice){STR("paper"), say(ctx, SAY("On paper")), str_is(consent, "paper")};
    view.consents = consents, view.consents_n = 3;
    TRY(whom_choices(w, &view));
    struct html *h = web_page(w, SAY("Ask the pot"), "/give");
    look_of(w, &view);
    credits_page_pot_ask_form(h, &view);
    return OK;
}

enum status credits_web_pot_ask_put(struct web *w)
{
    const struct credits_asking a = asking_of(w);
    struct ask_id id;
    TRY(credits_ask_put(w->ctx, &a, &id));
    return web_redirect_saying(w, web_path(w, "/pots/%lld#a%lld", (long long)a.pot.v, (long long)id.v), SAY("It is asked. Those who look after the pot answer on this page."));
}
