/* The form of a series, new or to change; and taking the last change of its times back. */
#include "activities_pages.h"
#include "domain/activities/activities_edit_own.h"
#include "domain/activities/activities_edit_view.h"
#include "domain/activities/activities_leader.h"
#include "domain/activities/activities_own.h"
#include "domain/activities/activities_say.h"
#include "domain/activities/activities_wish_own.h"
#include "domain/assets/assets_facts.h"

#define PEOPLE_MOST 200
#define DATES_SAID 4

/* ---- choices ---- */

struct label {
    const char *value, *text;
};

static const struct html_choice *choices_of(struct web *w, struct str on, const struct label *labels, size_t n)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    for (size_t i = 0; i < n; i++)
        choices[i] = (struct html_choice){str_from(labels[i].value), text_get(w->ctx->locale, labels[i].text, NULL),
                                          str_is(on, labels[i].value)};
    return choices;
}

#define CHOICES(v, field, on, ...)                                        \
    do {                                                                  \
        static const struct label labels[] = {__VA_ARGS__};               \
        (v)->field##_n = sizeof labels / sizeof *labels;                  \
        (v)->field = choices_of(w, (on), labels, (v)->field##_n);         \
    } while (0)

static void plain_choices(struct web *w, const struct activity_form *f, struct activities_edit_view *v)
{
    static const char *const by[] = {"", "residents", "staff", "both"}, *const costs[] = {"", "free", "donation", "paid"};
    const struct asset *a = &f->asset;
    struct str steps = a->access_yes & ASSET_STEP_FREE ? STR("yes") : a->access_no & ASSET_STEP_FREE ? STR("no") : STR("");
    CHOICES(v, often, web_text(w, "often"), {"", T_("As the words above say")}, {"weekly", T_("Every week")},
            {"other", T_("Every other week")}, {"third", T_("Every third week")},
            {"month", T_("Every month, on the same weekday as the first date")},
            {"last", T_("Every month, on the last such weekday")}, {"once", T_("Only once")});
    CHOICES(v, steps, web_kept(w, "step_free", steps), {"", T_("We do not know")}, {"yes", T_("No steps")}, {"no", T_("There are steps")});
    CHOICES(v, costs, web_kept(w, "cost", str_from(costs[a->cost])), {"", T_("We do not know")}, {"free", T_("Free")},
            {"donation", T_("Give what you can")}, {"paid", T_("It costs something")});
    CHOICES(v, joining, web_kept(w, "joining", f->series.joining == ACTIVITY_COME ? STR("come") : STR("sign up")),
            {"come", T_("They just come")}, {"sign up", T_("They tell us first")});
    CHOICES(v, designers, web_kept(w, "designed_by", str_from(by[f->series.designed_by])), {"", T_("We do not know")},
            {"residents", T_("The people who come")}, {"staff", T_("Staff")}, {"both", T_("Both together")});
}

static void ticks_fill(struct web *w, const struct asset *a, struct activities_edit_view *v)
{
    static const struct {
        const char *value, *text;
        unsigned bit;
    } more[] = {{"quiet", T_("A quiet place"), ASSET_QUIET},
                {"hearing-loop", T_("Hearing loop"), ASSET_HEARING_LOOP},
                {"childcare", T_("Someone minds the children"), ASSET_CHILDCARE}};
    struct html_choice *access = ARENA_ARRAY(w->ctx->arena, struct html_choice, 3);
    for (size_t i = 0; i < 3; i++) {
        bool on = web_refused(w) ? web_has(w, "access", str_from(more[i].value)) : (a->access_yes & more[i].bit) != 0;
        access[i] = (struct html_choice){str_from(more[i].value), text_get(w->ctx->locale, more[i].text, NULL), on};
    }
    size_t n = 0;
    while (assets_languages_offered[n]) n++;
    struct html_choice *languages = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    for (size_t i = 0; i < n; i++) { /* English first: most tick it */
        struct str code = str_from(assets_languages_offered[(i + n - 1) % n]), rest = a->languages, word;
        bool on = web_refused(w) && web_has(w, "language", code);
        while (!web_refused(w) && str_next_word(&rest, &word)) on = on || str_eq(word, code);
        languages[i] = (struct html_choice){code, assets_language_say(w, code), on};
    }
    v->access = access;
    v->access_n = 3;
    v->languages = languages;
    v->languages_n = n;
}

/* ---- people who agreed to be asked ---- */

struct agreed {
    struct person_id id;
    struct str name;
    bool agreed;
};

struct agreed_list {
    struct agreed *rows;
    size_t n;
};

/* Who did not agree stands there only when `sure`: who is there already would else be taken off by a form. */
static void agreed_put(struct ctx *ctx, struct agreed_list *list, struct person_id id, bool sure)
{
    bool agreed = people_consents(ctx, id, CONSENT_BE_ASKED);
    if (id.v == 0 || (!agreed && !sure)) return;
    for (size_t i = 0; i < list->n; i++)
        if (list->rows[i].id.v == id.v) return;
    struct str name = agreed || people_is(ctx, id) ? people_first_name(ctx, id) : activities_said(ctx, SAY("As it is: somebody who is not named"));
    *ARENA_PUSH(ctx->arena, list->rows, list->n) = (struct agreed){id, name, agreed};
}

/* Those of the place for who tends its list; oneself, who is there already and who grew into it for anybody else. */
static enum status agreed_read(struct web *w, const struct activity_form *f, struct agreed_list *ret_list)
{
    struct ctx *ctx = w->ctx;
    struct agreed_list list = {NULL, 0};
    struct people_row *people;
    struct leader_rung *rungs;
    size_t n;
    const struct person_id sure[] = {{ctx->actor.person}, f->asset.host, f->series.leader, f->series.co_leader};
    for (size_t i = 0; i < 4; i++) agreed_put(ctx, &list, sure[i], true);
    if (ctx_has(ctx, STANDING_ADMIN | STANDING_STEWARD | STANDING_CONNECTOR)) {
        struct actor actor = ctx->actor;
        ctx->actor = (struct actor){.standing = STANDING_SYSTEM, .place = f->asset.place.v ? f->asset.place.v : actor.place};
        enum status status = people_list(ctx, STR_NONE, PEOPLE_MOST, 0, &people, &n);
        ctx->actor = actor;
        TRY(status);
        for (size_t i = 0; i < n; i++) agreed_put(ctx, &list, people[i].id, false);
    }
    const struct activity_at at = {.asset = f->asset, .series = f->series, .code = STR_NONE};
    if (f->asset.id.v != 0 && activities_ladder(ctx, &at, &rungs, &n) == OK)
        for (size_t i = 0; i < n; i++)
            if (rungs[i].step != LEADER_NONE) agreed_put(ctx, &list, rungs[i].person, false);
    *ret_list = list;
    return OK;
}

static const struct html_choice *people_of(struct web *w, const char *name, struct person_id stored, const char *someone,
                                           const struct agreed_list *list, size_t *ret_n)
{
    struct arena *arena = w->ctx->arena;
    struct html_choice *choices = ARENA_ARRAY(arena, struct html_choice, list->n + 2);
    bool meets = someone && stored.v < 0;
    struct str on = web_kept(w, name, meets ? STR("someone") : stored.v > 0 ? str_int(arena, stored.v) : STR(""));
    size_t k = 0;
    choices[k++] = (struct html_choice){STR(""), activities_said(w->ctx, SAY("Nobody yet")), on.len == 0};
    if (someone)
        choices[k++] = (struct html_choice){STR("someone"), text_get(w->ctx->locale, someone, NULL), str_is(on, "someone")};
    for (size_t i = 0; i < list->n; i++) {
        const struct agreed *row = &list->rows[i];
        struct str id = str_int(arena, row->id.v);
        /* oneself may lead without being named anywhere; whoever is at the door is named */
        bool self = !someone && people_is(w->ctx, row->id);
        if (!row->agreed && row->id.v != stored.v && !self) continue;
        choices[k++] = (struct html_choice){id, row->name, str_eq(on, id)};
    }
    *ret_n = k;
    return choices;
}

static enum status people_fill(struct web *w, const struct activity_form *f, struct activities_edit_view *v)
{
    struct agreed_list list;
    struct person_id host = f->asset.host;
    if (host.v == 0 && f->asset.host_meets) host.v = -1; /* somebody, not said who */
    struct person_id leader = f->series.leader;
    /* who starts it on their own leads it, unless they choose somebody else */
    if (f->asset.id.v == 0 && leader.v == 0 && !ctx_has(w->ctx, STANDING_ADMIN | STANDING_STEWARD | STANDING_CONNECTOR))
        leader.v = w->ctx->actor.person;
    TRY(agreed_read(w, f, &list));
    v->hosts = people_of(w, "host", host, T_("Somebody does, no name"), &list, &v->hosts_n);
    v->leaders = people_of(w, "leader", leader, NULL, &list, &v->leaders_n);
    v->co_leaders = people_of(w, "co_leader", f->series.co_leader, NULL, &list, &v->co_leaders_n);
    return OK;
}

/* Does the reader look after this now, or welcome people there? */
static bool stewards(const struct ctx *ctx, const struct relation *r)
{
    return (r->kind == STEWARD_OF || r->kind == HOST_OF) && r->to_kind == TO_ASSET && r->from.v == ctx->actor.person && !instant_is(r->until);
}

/* What the reader looks after, and the one it has. */
static enum status organisations_fill(struct web *w, const struct asset *a, struct activities_edit_view *v)
{
    struct ctx *ctx = w->ctx;
    struct relation *relations = NULL;
    struct html_choice *choices = NULL;
    size_t count = 0, n = 0;
    struct asset_id first = {0};
    if (ctx->actor.person) TRY(people_relations(ctx, (struct person_id){ctx->actor.person}, &relations, &count));
    *ARENA_PUSH(ctx->arena, choices, n) = (struct html_choice){STR(""), activities_said(ctx, SAY("Neighbours, on their own")), false};
    for (size_t i = 0; i < count && n < 20; i++) {
        const struct relation *r = &relations[i];
        struct asset one;
        if (!stewards(ctx, r) || r->to == a->organisation.v || assets_find(ctx, (struct asset_id){r->to}, &one) != OK) continue;
        if (assets_is_series(&one)) continue; /* a host of one activity: it stands behind no other */
        if (first.v == 0) first.v = r->to;
        *ARENA_PUSH(ctx->arena, choices, n) = (struct html_choice){str_int(ctx->arena, r->to), one.name, false};
    }
    if (a->organisation.v != 0)
        *ARENA_PUSH(ctx->arena, choices, n) = (struct html_choice){str_int(ctx->arena, a->organisation.v), a->organisation_name, false};
    int64_t stored = a->id.v == 0 && a->organisation.v == 0 ? first.v : a->organisation.v;
    struct str on = web_kept(w, "organization", stored ? str_int(ctx->arena, stored) : STR(""));
    for (size_t i = 0; i < n; i++) choices[i].on = str_eq(choices[i].value, on);
    v->organisations = choices;
    v->organisations_n = n;
    return OK;
}

/* ---- what was understood ---- */

static enum status understood_fill(struct web *w, const struct activity_form *f, struct activities_edit_view *v)
{
    struct ctx *ctx = w->ctx;
    struct asset_session *s;
    size_t n;
    struct day today = ctx_today(ctx);
    struct place_id place = f->asset.place.v ? f->asset.place : (struct place_id){ctx->actor.place};
    struct str *lines = ARENA_ARRAY(ctx->arena, struct str, f->times.n), *dates = ARENA_ARRAY(ctx->arena, struct str, DATES_SAID);
    for (size_t i = 0; i < f->times.n; i++)
        if (f->times.lines[i].rrule.len > 0 && !(day_is(f->times.lines[i].until) && f->times.lines[i].until.n < today.n))
            lines[v->understood_n++] = assets_schedule_say(ctx->arena, ctx->locale, &f->times.lines[i]);
    v->understood = lines;
    if (f->times.changed || f->asset.id.v == 0)
        TRY(activities_times_dates(ctx, place, &f->times, today, DATES_SAID, &s, &n));
    else
        TRY(assets_sessions(ctx, &f->asset, today, (struct day){today.n + ACTIVITY_AHEAD_DAYS}, DATES_SAID, &s, &n));
    for (size_t i = 0; i < n; i++) dates[i] = activities_say_when(ctx, &s[i]);
    v->dates = dates;
    v->dates_n = n;
    return OK;
}

/* ---- showing it ---- */

static struct str number_text(struct arena *arena, int n)
{
    return n < 0 ? STR_NONE : str_int(arena, n);
}

static bool skips(const struct asset *a, unsigned bit)
{
    for (size_t i = 0; i < a->schedules_n; i++)
        if (a->schedules[i].skip & bit) return true;
    return false;
}

static enum status form_show(struct web *w, struct activity_form *f, struct str action, struct str back)
{
    struct arena *arena = w->ctx->arena;
    const struct asset *a = &f->asset;
    const struct activity_series *s = &f->series;
    struct str price = a->price.n > 0 ? str_printf(arena, "%lld.%02lld", (long long)a->price.n / 100, (long long)a->price.n % 100) : STR_NONE;
    bool again = web_refused(w);
    struct activities_edit_view v = {
        .is_new = a->id.v == 0, .title = a->name, .action = action, .back = back,
        .name = web_kept(w, "name", a->name), .description = web_kept(w, "description", a->description),
        .times = web_kept(w, "days_times", activities_form_words(arena, a)), .first = web_kept(w, "first", STR_NONE),
        .from = web_kept(w, "from", STR_NONE), .to = web_kept(w, "to", STR_NONE),
        .skip_school = again ? web_on(w, "skip_school") : skips(a, ASSET_SKIP_SCHOOL),
        .skip_bank = again ? web_on(w, "skip_bank") : skips(a, ASSET_SKIP_BANK),
        .location = web_kept(w, "location", a->location_name), .address = web_kept(w, "address", a->address),
        .postcode = web_kept(w, "postcode", a->postcode), .arrive = web_kept(w, "arrive", s->arrive),
        .access_words = web_kept(w, "access_words", a->access_words), .price = web_kept(w, "price", price),
        .age_low = web_kept(w, "age_low", number_text(arena, a->age_low)),
        .age_high = web_kept(w, "age_high", number_text(arena, a->age_high)), .bring = web_kept(w, "bring", s->bring),
        .capacity = web_kept(w, "capacity", number_text(arena, s->capacity)),
        .newcomers = web_kept(w, "newcomers", s->newcomers > 0 ? str_int(arena, s->newcomers) : STR_NONE),
        .offer_hours = web_kept(w, "offer_hours", str_int(arena, s->offer_hours)),
        .phone = web_kept(w, "phone", a->phone), .design = web_kept(w, "design", s->design),
        .names = again ? web_on(w, "names") : s->names, .workplace = again ? web_on(w, "workplace") : s->workplace};
    plain_choices(w, f, &v);
    ticks_fill(w, a, &v);
    TRY(people_fill(w, f, &v));
    TRY(organisations_fill(w, a, &v));
    if (again) { /* read, so that it can be said back; its faults are noted already */
        struct faults kept = w->ctx->faults;
        faults_init(&w->ctx->faults, w->ctx->arena);
        TRY(activities_form_times(w, a, &f->times));
        w->ctx->faults = kept;
    } else
        f->times = (struct activity_times){a->schedules, a->schedules_n, false};
    TRY(understood_fill(w, f, &v));
    activities_page_edit(web_page(w, v.is_new ? SAY("Start a new activity") : SAY1("{name}", "name", a->name), "/find"), &v);
    return OK;
}

/* /activities/new?organization=ID: begun from the page of a home or an organisation, and held there. */
static void begun_at(struct web *w, struct asset *a)
{
    struct asset home;
    const struct asset_id id = {web_int(w, "organization", 0)};
    if (id.v == 0 || web_refused(w) || !activities_speaks_for(w->ctx, id) || assets_find(w->ctx, id, &home) != OK) return;
    a->place = home.place;
    a->organisation = id;
    a->organisation_name = home.name;
    a->location_name = home.location_name.len > 0 ? home.location_name : home.name;
    a->address = home.address;
    a->postcode = home.postcode;
    a->access_yes = home.access_yes;
}

static enum status form_find(struct web *w, struct activity_form *f)
{
    *f = (struct activity_form){
        .asset = {.kind = ASSET_ACTIVITY, .age_low = -1, .age_high = -1, .host_room = -1, .usual_size = -1,
                  .price = PENCE_NONE, .checked = ctx_today(w->ctx)},
        .series = {.capacity = ACTIVITY_NO_LIMIT, .offer_hours = 24, .names = true, .bring = STR_NONE,
                   .arrive = STR_NONE, .design = STR_NONE}};
    if (w->params[0].len == 0) {
        if (activities_may_add(w->ctx)) {
            if (str_is(str_from(w->route->path), "/activities/new")) begun_at(w, &f->asset);
            return activities_wish_form_fill(w, &f->asset, &f->series);
        }
        return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Ask the person at the foot of this page to start it with you."));
    }
    TRY(activities_find(w->ctx, w->params[0], &f->asset, &f->series));
    if (activities_may_edit(w->ctx, &f->asset, &f->series)) return OK;
    return ctx_fault(w->ctx, ERR_DENIED, STR_NONE, SAY("Only the people who run this activity can change it."));
}

enum status activities_web_edit(struct web *w)
{
    struct activity_form f;
    TRY(form_find(w, &f));
    if (f.asset.id.v == 0) return form_show(w, &f, activities_wish_form_action(w, "/activities"), STR("/on"));
    long long id = (long long)f.asset.id.v;
    return form_show(w, &f, web_path(w, "/activities/%lld/edit", id), web_path(w, "/activities/%lld", id));
}

/* "Read it back to me first": the same form, with what was understood; nothing is kept. */
enum status activities_web_put_prepare(struct web *w)
{
    struct activity_form f;
    TRY(form_find(w, &f));
    if (!web_on(w, "read")) return OK;
    TRY(activities_form_times(w, &f.asset, &f.times));
    return ERR_INVALID;
}

enum status activities_web_put(struct web *w)
{
    struct activity_form f;
    struct asset_id id;
    TRY(form_find(w, &f));
    bool add = f.asset.id.v == 0;
    TRY(activities_form_read(w, &f));
    TRY(faults_status(&w->ctx->faults));
    if (add && w->ctx->actor.person) f.asset.checked_by = people_first_name(w->ctx, (struct person_id){w->ctx->actor.person});
    TRY(activities_save(w->ctx, &f.asset, &f.series, &f.times, &id));
    if (add) TRY(activities_wish_form_became(w, id));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)id.v), SAY1("Kept: {name}.", "name", f.asset.name));
}

enum status activities_web_back(struct web *w)
{
    struct activity_form f;
    TRY(form_find(w, &f));
    TRY(activities_take_back(w->ctx, &f.asset));
    return web_redirect_saying(w, web_path(w, "/activities/%lld", (long long)f.asset.id.v),
                               SAY("Taken back. The times are as they were before."));
}
