#include "domain/people/people_web_own.h"

#include "people_pages.h"

/* The person form, read and shown: one for connectors, administrators and residents. */

struct str people_web_said(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

struct person_id people_web_self(const struct web *w)
{
    const struct actor *actor = &w->ctx->actor;
    return (struct person_id){actor->on_behalf_of != 0 ? actor->on_behalf_of : actor->person};
}

struct html_choice *people_web_ages(struct web *w, const char *name, struct str stored, size_t *ret_count)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, PEOPLE_AGE_BANDS + 1);
    struct str now = web_kept(w, name, stored);
    choices[0] = (struct html_choice){STR(""), people_web_said(w, SAY("Not said")), now.len == 0};
    for (int i = 0; i < PEOPLE_AGE_BANDS; i++) {
        struct str band = str_from(people_age_bands[i]);
        choices[i + 1] = (struct html_choice){band, band, str_eq(now, band)};
    }
    *ret_count = PEOPLE_AGE_BANDS + 1;
    return choices;
}

/* What was ticked, "en ur". */
static struct str read_languages(struct web *w)
{
    struct str *values;
    size_t count = web_texts(w, "languages", &values);
    return str_join(w->ctx->arena, values, count < 20 ? count : 20, STR(" "));
}

static unsigned read_needs(struct web *w)
{
    struct str *values;
    size_t count = web_texts(w, "needs", &values);
    return people_needs_of(values, count);
}

struct html_choice *people_web_hows(struct web *w, size_t *ret_count)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, 2);
    choices[0] = (struct html_choice){STR("spoken"), people_web_said(w, SAY("Spoken")), true};
    choices[1] = (struct html_choice){STR("paper"), people_web_said(w, SAY("On paper")), false};
    *ret_count = 2;
    return choices;
}

enum status people_web_read(struct web *w, struct person *person)
{
    person->first_name = web_text(w, "first_name");
    person->email = web_text(w, "email");
    person->phone = web_text(w, "phone");
    person->address = web_text(w, "address");
    person->outcode = web_text(w, "outcode");
    person->age_band = web_text(w, "age_band");
    person->for_child = web_text(w, "for_child");
    person->needs = read_needs(w);
    person->languages = read_languages(w);
    person->times = web_week(w, "times");
    return OK;
}

enum status people_web_form(struct web *w, const struct person *person, struct str action)
{
    struct people_form_view view = {
        .action = action, .is_new = person->id.v == 0, .title_name = person->first_name,
        .first_name = web_kept(w, "first_name", person->first_name),
        .email = web_kept(w, "email", person->email), .phone = web_kept(w, "phone", person->phone),
        .address = web_kept(w, "address", person->address), .outcode = web_kept(w, "outcode", person->outcode),
        .week = week_parts_of(web_refused(w) ? web_week(w, "times") : person->times)};
    view.ages = people_web_ages(w, "age_band", person->age_band, &view.ages_n);
    view.child_ages = people_web_ages(w, "for_child", person->for_child, &view.child_ages_n);
    view.needs = people_need_choices(w->ctx, web_refused(w) ? read_needs(w) : person->needs, &view.needs_n);
    view.languages = people_language_choices(w->ctx, web_refused(w) ? read_languages(w) : person->languages, &view.languages_n);
    people_page_form(web_page(w, view.is_new ? SAY("Somebody new") : SAY("What we hold"), "/people"), &view);
    return OK;
}
