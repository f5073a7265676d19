/* Me too, as a form: what it asks, and what was said. */
#include "domain/activities/activities_wish_web_own.h"

#include "platform/web/web.h"

#include <string.h>

struct str activities_wish_say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct str get(struct web *w, const char *text)
{
    return text_get(w->ctx->locale, text, NULL);
}

static struct html_choice *choices(struct web *w, size_t n)
{
    return ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
}

/* How long: half an hour to three hours. */
static void put_minutes(struct web *w, struct wish_form_view *form)
{
    static const struct { const char *value, *label; } rows[] = {
        {"30", T_("half an hour")}, {"60", T_("1 hour")}, {"90", T_("1 and a half hours")}, {"120", T_("2 hours")}, {"180", T_("3 hours")}};
    struct html_choice *list = choices(w, sizeof rows / sizeof *rows);
    struct str on = web_kept(w, "minutes", STR("60"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        list[form->minutes_n++] = (struct html_choice){str_from(rows[i].value), get(w, rows[i].label), str_is(on, rows[i].value)};
    form->minutes = list;
}

static void put_work(struct web *w, const struct wish_yes *had, struct wish_form_view *form)
{
    struct html_choice *shifts = choices(w, WISH_SHIFTS), *weeks = choices(w, 3);
    struct str shift = web_kept(w, "shift", had->shift >= 0 ? str_from(activities_wish_shifts[had->shift]) : STR_NONE);
    bool now = had->odd == activities_wish_odd_week(ctx_today(w->ctx));
    struct str on = web_kept(w, "weeks", !had->alternate ? STR("every") : now ? STR("this") : STR("other"));
    for (int i = 0; i < WISH_SHIFTS; i++)
        shifts[i] = (struct html_choice){str_from(activities_wish_shifts[i]), get(w, activities_wish_shift_says[i]),
                                         str_is(shift, activities_wish_shifts[i])};
    weeks[0] = (struct html_choice){STR("every"), get(w, T_("Every week")), str_is(on, "every")};
    weeks[1] = (struct html_choice){STR("this"), get(w, T_("One week in two: this one")), str_is(on, "this")};
    weeks[2] = (struct html_choice){STR("other"), get(w, T_("One week in two: the next one")), str_is(on, "other")};
    form->shifts = shifts;
    form->shifts_n = WISH_SHIFTS;
    form->weeks = weeks;
    form->weeks_n = 3;
}

static void put_barriers(struct web *w, const struct wish_yes *had, struct wish_form_view *form)
{
    struct html_choice *list = choices(w, WISH_BARRIERS);
    for (int i = 0; i < WISH_BARRIERS; i++) {
        struct str value = str_from(activities_wish_barriers[i]);
        bool on = web_refused(w) ? web_has(w, "barriers", value) : (had->barriers >> i & 1) != 0;
        list[i] = (struct html_choice){value, get(w, activities_wish_barrier_says[i]), on};
    }
    form->barriers = list;
    form->barriers_n = WISH_BARRIERS;
}

static void put_help(struct web *w, const struct wish_yes *had, struct wish_form_view *form)
{
    struct html_choice *list = choices(w, 3);
    struct str stored = had->help == WISH_HELP_NO ? STR("no") : had->staff ? STR("staff") : STR("resident");
    struct str on = web_kept(w, "help", stored);
    list[0] = (struct html_choice){STR("no"), get(w, T_("Not this time")), str_is(on, "no")};
    list[1] = (struct html_choice){STR("resident"), get(w, T_("I would help")), str_is(on, "resident")};
    list[2] = (struct html_choice){STR("staff"), get(w, T_("I would help, as part of my work")), str_is(on, "staff")};
    form->helps = list;
    form->helps_n = 3;
}

/* Do the ticks of the grid say all of it? Else it stands in the box for hours. */
static bool as_ticks(struct str times)
{
    struct week said, ticked;
    struct str why;
    if (times.len == 0 || week_parse(times, &said, &why) != OK) return true;
    week_from_parts(&ticked, week_to_parts(&said));
    return memcmp(&said, &ticked, sizeof said) == 0;
}

void activities_wish_form(struct web *w, const struct wish_yes *had, struct wish_form_view *form)
{
    const struct actor *actor = &w->ctx->actor;
    form->known = actor->person != 0;
    form->connector = ctx_has(w->ctx, STANDING_CONNECTOR | STANDING_ADMIN) && actor->on_behalf_of == 0;
    form->for_other = web_on(w, "for_other");
    form->paper = web_on(w, "paper");
    form->first_name = web_text(w, "first_name");
    form->contact = web_text(w, "contact");
    bool ticks = as_ticks(had->times);
    form->exact = web_kept(w, "exact", ticks ? STR_NONE : had->times);
    form->where = web_kept(w, "where", had->place_words);
    form->how = web_kept(w, "how", had->how_words);
    form->barrier_words = web_kept(w, "barrier_words", had->barrier_words);
    form->words_ok = web_refused(w) ? web_on(w, "words_ok") : had->words_ok;
    form->week = web_refused(w) ? week_parts_of(web_week(w, "times")) : ticks ? week_parts_of(had->times) : 0;
    if (form->fresh) put_minutes(w, form);
    put_work(w, had, form);
    put_barriers(w, had, form);
    put_help(w, had, form);
}

/* ---- what was said ---- */

bool activities_wish_odd_week(struct day day)
{
    return ((day.n + 3) / 7) % 2 != 0; /* 1970-01-01 was a Thursday */
}

static void read_who(struct web *w, struct wish_yes *yes)
{
    const struct actor *actor = &w->ctx->actor;
    bool connector = ctx_has(w->ctx, STANDING_CONNECTOR | STANDING_ADMIN);
    yes->told_how = STR("web");
    if (actor->on_behalf_of != 0) {
        yes->person = (struct person_id){actor->on_behalf_of};
        yes->told_by = (struct person_id){actor->person};
        yes->told_how = STR("spoken");
    } else if (connector && web_on(w, "for_other")) {
        yes->told_by = (struct person_id){actor->person};
        yes->told_how = web_on(w, "paper") ? STR("paper") : STR("spoken");
    } else {
        yes->person = (struct person_id){actor->person};
    }
    yes->first_name = web_text(w, "first_name");
    yes->contact = web_text(w, "contact");
}

void activities_wish_read_yes(struct web *w, struct wish_yes *ret_yes)
{
    struct wish_yes yes = {.shift = -1};
    struct str exact = web_text(w, "exact"), shift = web_text(w, "shift"), weeks = web_text(w, "weeks"), help = web_text(w, "help");
    read_who(w, &yes);
    yes.times = exact.len > 0 ? exact : web_week(w, "times");
    for (int i = 0; i < WISH_SHIFTS; i++)
        if (str_is(shift, activities_wish_shifts[i])) yes.shift = i;
    yes.alternate = str_is(weeks, "this") || str_is(weeks, "other");
    yes.odd = activities_wish_odd_week(ctx_today(w->ctx)) == str_is(weeks, "this");
    for (int i = 0; i < WISH_BARRIERS; i++)
        if (web_has(w, "barriers", str_from(activities_wish_barriers[i]))) yes.barriers |= 1u << i;
    yes.barrier_words = web_text(w, "barrier_words");
    yes.place_words = web_text(w, "where");
    yes.how_words = web_text(w, "how");
    yes.words_ok = web_on(w, "words_ok");
    yes.help = str_is(help, "resident") || str_is(help, "staff") ? WISH_HELP_ASKED : WISH_HELP_NO;
    yes.staff = str_is(help, "staff");
    *ret_yes = yes;
}
