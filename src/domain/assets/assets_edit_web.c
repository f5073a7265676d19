/* The steward's list, the form, "Still right" and taking off. */
#include "assets_pages.h"
#include "base/utf8.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/assets_sources_web.h"
#include "domain/assets/schedule_words.h"
#include "domain/assets/merge.h"
#include "domain/assets/assets_facts.h"

#include <math.h>

#define ROWS 20

/* ---- the list ---- */

static struct asset_id own_organisations(struct web *w, struct asset_id *ids, size_t max,
                                         size_t *ret_n)
{
    struct relation *relations;
    size_t count, n = 0;
    if (w->ctx->actor.person != 0 &&
        people_relations(w->ctx, (struct person_id){w->ctx->actor.person}, &relations,
                         &count) == OK)
        for (size_t i = 0; i < count && n < max; i++)
            if (relations[i].kind == STEWARD_OF && relations[i].to_kind == TO_ASSET &&
                relations[i].from.v == w->ctx->actor.person && !instant_is(relations[i].until))
                ids[n++].v = relations[i].to;
    *ret_n = n;
    return n > 0 ? ids[0] : (struct asset_id){0};
}

/* An administrator tends the place's list, a steward what their organisations run. */
static enum status list_read(struct web *w, int64_t offset, struct asset **ret_assets,
                             size_t *ret_count, int64_t *ret_total)
{
    struct asset_id own[20];
    size_t own_n, n = 0;
    struct place_id place = {w->ctx->actor.place};
    if (ctx_has(w->ctx, STANDING_ADMIN | STANDING_CONNECTOR)) {
        TRY(assets_count(w->ctx, place, ret_total));
        return assets_list_oldest(w->ctx, place, ROWS, offset, ret_assets, ret_count);
    }
    (void)own_organisations(w, own, 20, &own_n);
    struct asset *all = NULL;
    for (size_t i = 0; i < own_n; i++) {
        struct asset *some, one;
        size_t some_n;
        if (assets_find(w->ctx, own[i], &one) == OK) *ARENA_PUSH(w->ctx->arena, all, n) = one;
        TRY(assets_list_of(w->ctx, own[i], 500, &some, &some_n));
        for (size_t k = 0; k < some_n; k++) *ARENA_PUSH(w->ctx->arena, all, n) = some[k];
    }
    size_t first = (size_t)offset < n ? (size_t)offset : n;
    *ret_total = (int64_t)n;
    *ret_assets = all + first;
    *ret_count = n - first > ROWS ? ROWS : n - first;
    return OK;
}

enum status assets_web_list(struct web *w)
{
    struct asset *assets;
    size_t n;
    int64_t total, offset = web_int(w, "from", 0);
    struct assets_list_view view = {.may_add =
                                        ctx_has(w->ctx, STANDING_ADMIN | STANDING_STEWARD),
                                    .may_teach = ctx_has(w->ctx, STANDING_ADMIN)};
    TRY(assets_web_pairs(w, &view.may_merge, &view.pairs));
    if (offset < 0 || offset > 1000000) offset = 0;
    TRY(list_read(w, offset, &assets, &n, &total));
    struct assets_line_view *rows = ARENA_ARRAY(w->ctx->arena, struct assets_line_view, n);
    for (size_t i = 0; i < n; i++) {
        long long id = (long long)assets[i].id.v;
        rows[i] = (struct assets_line_view){.name = assets[i].name,
                                            .href = web_path(w, "/assets/%lld", id),
                                            .check = web_path(w, "/assets/%lld/check", id)};
        rows[i].checked = assets_checked_say(w, &assets[i], &rows[i].old);
        if (assets_may_change(w->ctx, &assets[i])) rows[i].edit = web_path(w, "/assets/%lld/edit", id);
    }
    view.rows = rows;
    view.rows_n = n;
    view.total = (long)total;
    if (offset + ROWS < total)
        view.more = web_path(w, "/assets?from=%lld", (long long)(offset + ROWS));
    assets_page_list(web_page(w, SAY("Our list"), "/assets"), &view);
    return OK;
}

/* ---- the form ---- */

static struct str times_text(struct arena *arena, const struct asset *a)
{
    struct str words = STR_NONE;
    for (size_t i = 0; i < a->schedules_n; i++) {
        struct str parts[] = {words, a->schedules[i].words};
        words = words.len == 0 ? parts[1] : str_join(arena, parts, 2, STR("; "));
    }
    return words;
}

static struct str number_text(struct arena *arena, int n)
{
    return n < 0 ? STR_NONE : str_int(arena, n);
}

static struct str choice_kept(struct web *w, const char *name, struct str stored)
{
    return web_kept(w, name, stored);
}

struct label {
    const char *value;
    struct said said;
};

static const struct html_choice *choices_of(struct web *w, const char *name, struct str stored,
                                            const struct label *labels, size_t n)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    struct str kept = choice_kept(w, name, stored);
    for (size_t i = 0; i < n; i++)
        choices[i] =
            (struct html_choice){str_from(labels[i].value), assets_say(w, labels[i].said),
                                 str_is(kept, labels[i].value)};
    return choices;
}

static void kinds_fill(struct web *w, const struct asset *a, struct assets_form_view *f)
{
    struct label kinds[ASSET_KINDS];
    for (int i = 0; i < ASSET_KINDS; i++)
        kinds[i] = (struct label){assets_kind_code((enum asset_kind)i),
                                  assets_kind_say((enum asset_kind)i)};
    f->kinds = choices_of(w, "kind", str_from(assets_kind_code(a->kind)), kinds, ASSET_KINDS);
    f->kinds_n = ASSET_KINDS;
    const struct label costs[] = {{"", SAY("We do not know")},
                                  {"free", SAY("Free")},
                                  {"donation", SAY("Give what you can")},
                                  {"paid", SAY("It costs something")}};
    f->costs = choices_of(w, "cost", str_from(assets_cost_code(a->cost)), costs, 4);
    f->costs_n = 4;
    const struct label steps[] = {
        {"", SAY("We do not know")}, {"yes", SAY("No steps")}, {"no", SAY("There are steps")}};
    f->steps = choices_of(w, "step_free",
                          a->access_yes & ASSET_STEP_FREE  ? STR("yes")
                          : a->access_no & ASSET_STEP_FREE ? STR("no")
                                                           : STR(""),
                          steps, 3);
    f->steps_n = 3;
    const struct label audiences[] = {
        {"", SAY("Anyone")}, {"women", SAY("Women")}, {"men", SAY("Men")}};
    f->audiences = choices_of(w, "audience",
                              a->audience == ASSET_WOMEN ? STR("women")
                              : a->audience == ASSET_MEN ? STR("men")
                                                         : STR(""),
                              audiences, 3);
    f->audiences_n = 3;
}

static const struct {
    const char *value;
    unsigned bit;
} more_access[] = {{"quiet", ASSET_QUIET},
                   {"hearing-loop", ASSET_HEARING_LOOP},
                   {"childcare", ASSET_CHILDCARE}};

static void access_fill(struct web *w, const struct asset *a, struct assets_form_view *f)
{
    const struct said labels[] = {SAY("A quiet place"), SAY("Hearing loop"),
                                  SAY("Someone minds the children")};
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, 3);
    for (size_t i = 0; i < 3; i++) {
        struct str value = str_from(more_access[i].value);
        bool on = web_refused(w) ? web_has(w, "access", value)
                                 : (a->access_yes & more_access[i].bit) != 0;
        choices[i] = (struct html_choice){value, assets_say(w, labels[i]), on};
    }
    f->access = choices;
    f->access_n = 3;
}

/* The organisations the reader looks after; the one it has, for an administrator. */
static void organisations_fill(struct web *w, const struct asset *a, struct assets_form_view *f)
{
    struct asset_id own[20];
    size_t n, kept = 0;
    struct asset_id first = own_organisations(w, own, 20, &n);
    struct asset_id stored = a->id.v == 0 && a->organisation.v == 0 ? first : a->organisation;
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, n + 2);
    struct str chosen =
        choice_kept(w, "organization", stored.v ? str_int(w->ctx->arena, stored.v) : STR(""));
    choices[kept++] = (struct html_choice){
        STR(""), assets_say(w, SAY("Neighbours, on their own")), chosen.len == 0};
    bool listed = false;
    for (size_t i = 0; i < n; i++) {
        struct asset one;
        if (assets_find(w->ctx, own[i], &one) != OK) continue;
        struct str id = str_int(w->ctx->arena, own[i].v);
        choices[kept++] = (struct html_choice){id, one.name, str_eq(chosen, id)};
        listed = listed || own[i].v == a->organisation.v;
    }
    if (a->organisation.v != 0 && !listed)
        choices[kept++] = (struct html_choice){str_int(w->ctx->arena, a->organisation.v),
                                               a->organisation_name, true};
    f->organisations = choices;
    f->organisations_n = kept;
}

static enum status form_show(struct web *w, const struct asset *a, struct str action)
{
    struct arena *arena = w->ctx->arena;
    struct str point = a->located ? str_printf(arena, "%.5f, %.5f", a->lat, a->lon) : STR_NONE;
    struct str price = a->price.n > 0
                           ? str_printf(arena, "%lld.%02lld", (long long)a->price.n / 100,
                                        (long long)a->price.n % 100)
                           : STR_NONE;
    struct assets_form_view f = {
        .is_new = a->id.v == 0,
        .action = action,
        .title = a->name,
        .name = web_kept(w, "name", a->name),
        .description = web_kept(w, "description", a->description),
        .times = web_kept(w, "days_times", times_text(arena, a)),
        .location = web_kept(w, "location", a->location_name),
        .address = web_kept(w, "address", a->address),
        .city = web_kept(w, "city", a->city),
        .postcode = web_kept(w, "postcode", a->postcode),
        .point = web_kept(w, "lat", point),
        .phone = web_kept(w, "phone", a->phone),
        .email = web_kept(w, "email", a->email),
        .url = web_kept(w, "url", a->url),
        .cost_words = web_kept(w, "cost_words", a->cost_words),
        .price = web_kept(w, "price", price),
        .languages = web_kept(w, "languages", a->languages),
        .age_low = web_kept(w, "age_low", number_text(arena, a->age_low)),
        .age_high = web_kept(w, "age_high", number_text(arena, a->age_high)),
        .host_name = web_kept(w, "host_name", a->host_name),
        .access_words = web_kept(w, "access_words", a->access_words),
        .usual_size = web_kept(w, "usual_size", number_text(arena, a->usual_size)),
        .host_meets = web_refused(w) ? web_on(w, "host_meets") : a->host_meets,
        .for_child = web_refused(w) ? web_on(w, "for_child") : a->for_child};
    if (a->id.v != 0) {
        f.end = web_path(w, "/assets/%lld/end", (long long)a->id.v);
        TRY(assets_said_fill(w, a->id, &f));
    }
    kinds_fill(w, a, &f);
    access_fill(w, a, &f);
    organisations_fill(w, a, &f);
    assets_page_form(web_page(w,
                              f.is_new ? SAY("Add something") : SAY1("{name}", "name", a->name),
                              "/assets"),
                     &f);
    return OK;
}

static struct asset asset_new(void)
{
    return (struct asset){.age_low = -1,
                          .age_high = -1,
                          .host_room = -1,
                          .usual_size = -1,
                          .price = PENCE_NONE,
                          .checked = DAY_NONE};
}

enum status assets_web_new(struct web *w)
{
    struct asset a = asset_new();
    return form_show(w, &a, STR("/assets"));
}

/* The entry to change, or a new one; refused before anything is shown of the form. */
static enum status subject_find(struct web *w, struct asset *ret_asset)
{
    if (w->params[0].len == 0) {
        *ret_asset = asset_new();
        return OK;
    }
    TRY(assets_find_external(w->ctx, w->params[0], ret_asset));
    if (assets_may_change(w->ctx, ret_asset)) return OK;
    return ctx_fault(w->ctx, ERR_DENIED, STR_NONE,
                     SAY("Only the people who look after this entry can change it."));
}

enum status assets_web_edit(struct web *w)
{
    struct asset a;
    TRY(subject_find(w, &a));
    return form_show(w, &a, web_path(w, "/assets/%lld/edit", (long long)a.id.v));
}

enum status assets_web_put_again(struct web *w)
{
    return w->params[0].len == 0 ? assets_web_new(w) : assets_web_edit(w);
}

/* ---- reading it ---- */

static void wrong(struct web *w, const char *field, struct said said)
{
    (void)!ctx_fault(w->ctx, ERR_INVALID, str_from(field), said);
}

static int number_read(struct web *w, const char *name, int max)
{
    struct str text = web_text(w, name);
    int64_t n;
    if (text.len == 0) return -1;
    if (str_to_int(text, &n) && n >= 0 && n <= max) return (int)n;
    wrong(w, name,
          SAY1("Write a whole number from 0 to {max}", "max", str_int(w->ctx->arena, max)));
    return -1;
}

static void money_read(struct web *w, struct asset *a)
{
    struct str text = web_text(w, "price");
    double pounds;
    a->price = PENCE_NONE;
    if (!assets_cost_parse(web_text(w, "cost"), &a->cost)) a->cost = ASSET_COST_UNKNOWN;
    if (text.len > 2 && str_starts(text, STR("\xC2\xA3"))) text = str_slice(text, 2, text.len);
    if (text.len == 0) return;
    if (!str_to_real(text, &pounds) || pounds < 0 || pounds > 100000)
        wrong(w, "price", SAY("Write the price in pounds, for example 2.50"));
    else
        a->price.n = (int64_t)llround(pounds * 100);
}

/* A postcode of this country is whole and of an area there is, or is left open. */
static void postcode_check(struct web *w, const struct asset *a, bool known)
{
    char room[8];
    struct str code;
    struct place place;
    if (a->postcode.len == 0) return;
    struct place_id home = {a->place.v ? a->place.v : w->ctx->actor.place};
    enum status status =
        home.v ? places_find(w->ctx, home, &place) : places_first(w->ctx, &place);
    if (status != OK || !str_ieq(place.country, STR("GB"))) return;
    if (!known)
        wrong(w, "postcode",
              SAY1("We do not know the postcode \"{text}\". Write it like B36 8AB, or leave it "
                   "open.",
                   "text", utf8_cut(a->postcode, 40)));
    else if (a->postcode.len > 4 && !places_postcode_parse(str_trim(a->postcode), room, &code))
        wrong(w, "postcode",
              SAY1("\"{text}\" is not a whole postcode. Write it like B36 8AB, or only its first "
                   "half.",
                   "text", utf8_cut(a->postcode, 40)));
}

static void point_read(struct web *w, struct asset *a)
{
    struct str text = web_text(w, "lat");
    size_t comma = str_find(text, STR(","), 0);
    const struct places_outcode *outcode;
    a->postcode = web_text(w, "postcode");
    a->outcode = STR_NONE;
    a->located = false;
    bool known =
        a->postcode.len > 0 && places_outcode_find(w->ctx, a->postcode, &outcode) == OK;
    if (known) a->outcode = outcode->code;
    postcode_check(w, a, known);
    struct places_postcode whole;
    if (text.len > 0) {
        a->located = comma != SIZE_MAX &&
                     str_to_real(str_trim(str_slice(text, 0, comma)), &a->lat) &&
                     str_to_real(str_trim(str_slice(text, comma + 1, text.len)), &a->lon);
        if (!a->located)
            wrong(w, "lat",
                  SAY("Write latitude and longitude with a comma between, for example 52.50, "
                      "-1.79"));
    } else if (places_postcode_find(w->ctx, a->postcode, &whole) == OK) {
        a->located = true;
        a->lat = whole.lat;
        a->lon = whole.lon;
    } else if (known) { /* the middle of the postcode's area */
        a->located = true;
        a->lat = outcode->lat;
        a->lon = outcode->lon;
    }
}

static void access_read(struct web *w, struct asset *a)
{
    struct str steps = web_text(w, "step_free");
    a->access_yes &= ~(unsigned)ASSET_STEP_FREE;
    a->access_no &= ~(unsigned)ASSET_STEP_FREE;
    if (str_is(steps, "yes")) a->access_yes |= ASSET_STEP_FREE;
    if (str_is(steps, "no")) a->access_no |= ASSET_STEP_FREE;
    for (size_t i = 0; i < 3; i++) {
        bool on = web_has(w, "access", str_from(more_access[i].value));
        a->access_yes =
            on ? a->access_yes | more_access[i].bit : a->access_yes & ~more_access[i].bit;
        if (on) a->access_no &= ~more_access[i].bit;
    }
    a->access_words = web_text(w, "access_words");
}

/* Short figures and no long one, like a telephone's: somebody meant a time. */
static bool figures_in(struct str words)
{
    size_t run = 0, longest = 0;
    for (size_t i = 0; i < words.len; i++) {
        run = words.ptr[i] >= '0' && words.ptr[i] <= '9' ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest > 0 && longest < 5;
}

/* What nobody could attend, and what was meant as a time and is none, is said beside its box. */
static void times_check(struct web *w, const struct asset *a, struct str words,
                        enum schedule_doubt doubt)
{
    bool ruled = false;
    struct str shown = utf8_cut(words, 80);
    for (size_t i = 0; i < a->schedules_n; i++)
        ruled = ruled || a->schedules[i].rrule.len > 0;
    if (doubt == SCHEDULE_BACKWARDS)
        wrong(w, "days_times",
              SAY1("\"{text}\" ends before it begins. Write the beginning first, for example "
                   "Tuesdays 2pm to 4pm",
                   "text", shown));
    else if (doubt == SCHEDULE_NO_TIME)
        wrong(w, "days_times",
              SAY1("\"{text}\" ends when it begins. Write both, for example Tuesdays 2pm to 4pm",
                   "text", shown));
    else if (doubt == SCHEDULE_NO_DAY)
        wrong(w, "days_times",
              SAY1("There is no such day as in \"{text}\". Look at the date once more.", "text",
                   shown));
    else if (!ruled && figures_in(words))
        wrong(w, "days_times",
              SAY1("We could not read the times in \"{text}\". Write a day and a time, for example "
                   "Every Tuesday 10 to 11.30. Words without figures are kept as they are.",
                   "text", shown));
}

static enum status when_read(struct web *w, struct asset *a)
{
    struct asset_schedule *lines;
    struct str words = web_text(w, "days_times");
    if (a->id.v != 0 && str_eq(words, times_text(w->ctx->arena, a)))
        return OK; /* imported rules stay */
    const struct asset_schedule *old = a->schedules;
    size_t old_n = a->schedules_n;
    enum schedule_doubt doubt = SCHEDULE_SOUND;
    TRY(assets_schedule_read(w->ctx->arena, words, ctx_today(w->ctx), &lines, &a->schedules_n,
                             &doubt));
    assets_schedule_carry(w->ctx->arena, ctx_today(w->ctx), old, old_n, lines, a->schedules_n);
    a->schedules = lines;
    times_check(w, a, words, doubt);
    return OK;
}

static enum status form_read(struct web *w, struct asset *a)
{
    struct str audience = web_text(w, "audience"), organisation = web_text(w, "organization");
    struct str name = web_text(w, "name"), description = web_text(w, "description");
    /* other words, other meaning: linked afresh unless somebody chose by hand */
    if (!str_eq(name, a->name) || !str_eq(description, a->description))
        if (a->concepts_n > 0 && a->quality[0] <= 50) a->concepts_n = 0;
    a->name = name;
    a->description = description;
    if (!assets_kind_parse(web_text(w, "kind"), &a->kind))
        wrong(w, "kind", SAY("Choose what sort of thing it is."));
    a->organisation.v = 0;
    if (organisation.len > 0 && !str_to_int(organisation, &a->organisation.v))
        wrong(w, "organization", SAY("This organisation is not on the list."));
    if (a->organisation.v != 0) a->organisation_name = STR_NONE;
    a->location_name = web_text(w, "location");
    a->address = web_text(w, "address");
    a->city = web_text(w, "city");
    point_read(w, a);
    access_read(w, a);
    money_read(w, a);
    a->cost_words = web_text(w, "cost_words");
    a->languages = web_text(w, "languages");
    a->age_low = number_read(w, "age_low", 120);
    a->age_high = number_read(w, "age_high", 120);
    a->usual_size = number_read(w, "usual_size", 10000);
    a->for_child = web_on(w, "for_child");
    a->audience = str_is(audience, "women") ? ASSET_WOMEN
                  : str_is(audience, "men") ? ASSET_MEN
                                            : ASSET_ANYONE;
    a->host_meets = web_on(w, "host_meets");
    a->host_name = web_text(w, "host_name");
    a->phone = web_text(w, "phone");
    a->email = web_text(w, "email");
    a->url = web_text(w, "url");
    return when_read(w, a);
}

enum status assets_web_put(struct web *w)
{
    struct asset a;
    struct asset_id id;
    TRY(subject_find(w, &a));
    TRY(form_read(w, &a));
    enum status status =
        assets_put(w->ctx, &a, &id); /* notes its own faults beside the form's */
    TRY(status);
    TRY(faults_status(&w->ctx->faults));
    return web_redirect_saying(w, web_path(w, "/assets/%lld", (long long)id.v),
                               SAY1("Kept: {name}.", "name", a.name));
}

enum status assets_web_check(struct web *w)
{
    struct asset a;
    TRY(assets_find_external(w->ctx, w->params[0], &a));
    TRY(assets_check(w->ctx, a.id));
    return web_redirect_saying(w, web_path(w, "/assets/%lld", (long long)a.id.v),
                               SAY("Thank you. Checked today."));
}

enum status assets_web_end(struct web *w)
{
    struct asset a;
    TRY(assets_find_external(w->ctx, w->params[0], &a));
    TRY(assets_end(w->ctx, a.id, web_text(w, "reason")));
    return web_redirect_saying(w, STR("/assets"),
                               SAY1("{name} is off the list.", "name", a.name));
}
