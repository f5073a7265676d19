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

struct html_choice *people_web_needs(struct web *w, unsigned stored, size_t *ret_count)
{
    static const char *const labels[PEOPLE_NEEDS] = {
        T_("No steps"), T_("Free"), T_("Quiet"), T_("Hearing loop"), T_("Children can come"), T_("Women only"), T_("Men only")};
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, PEOPLE_NEEDS);
    for (int i = 0; i < PEOPLE_NEEDS; i++) {
        struct str value = str_from(people_need_name(1u << i));
        bool on = web_refused(w) ? web_has(w, "needs", value) : (stored >> i & 1) != 0;
        choices[i] = (struct html_choice){value, text_get(w->ctx->locale, labels[i], NULL), on};
    }
    *ret_count = PEOPLE_NEEDS;
    return choices;
}

/* Commonest first; each named in its own script, so that a person finds their own. */
static const struct { const char *code, *name; } tongues[] = {
    {"en", "English"}, {"ur", "اردو"}, {"pl", "Polski"}, {"cy", "Cymraeg"}, {"pa", "ਪੰਜਾਬੀ"},
    {"bn", "বাংলা"}, {"ro", "Română"}, {"ar", "العربية"}, {"so", "Soomaali"}, {"uk", "Українська"},
    {"pt", "Português"}, {"es", "Español"}, {"gu", "ગુજરાતી"}, {"bfi", "British Sign Language"}};

static bool in_words(struct str words, struct str word)
{
    struct str each;
    while (str_next_word(&words, &each))
        if (str_eq(each, word)) return true;
    return false;
}

struct html_choice *people_web_languages(struct web *w, struct str stored, size_t *ret_count)
{
    size_t count = sizeof tongues / sizeof *tongues;
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, count);
    for (size_t i = 0; i < count; i++) {
        struct str code = str_from(tongues[i].code);
        bool on = web_refused(w) ? web_has(w, "languages", code) : in_words(stored, code);
        choices[i] = (struct html_choice){code, str_from(tongues[i].name), on};
    }
    *ret_count = count;
    return choices;
}

struct html_choice *people_web_hows(struct web *w, size_t *ret_count)
{
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, 2);
    choices[0] = (struct html_choice){STR("spoken"), people_web_said(w, SAY("Spoken")), true};
    choices[1] = (struct html_choice){STR("paper"), people_web_said(w, SAY("On paper")), false};
    *ret_count = 2;
    return choices;
}

/* "tue-morning" boxes to the week's words. */
static struct str read_times(struct web *w)
{
    static const char *const days[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    static const char *const parts[WEEK_PARTS] = {"morning", "afternoon", "evening", "night"};
    uint32_t bits = 0;
    for (unsigned day = 0; day < 7; day++)
        for (unsigned part = 0; part < WEEK_PARTS; part++)
            if (web_has(w, "times", str_printf(w->ctx->arena, "%s-%s", days[day], parts[part])))
                bits |= 1u << (day * WEEK_PARTS + part);
    if (bits == 0) return STR_NONE;
    struct week week;
    week_from_parts(&week, bits);
    return week_format(w->ctx->arena, &week);
}

enum status people_web_read(struct web *w, struct person *person)
{
    struct str *values;
    person->first_name = web_text(w, "first_name");
    person->email = web_text(w, "email");
    person->phone = web_text(w, "phone");
    person->address = web_text(w, "address");
    person->outcode = web_text(w, "outcode");
    person->age_band = web_text(w, "age_band");
    person->for_child = web_text(w, "for_child");
    person->needs = 0;
    size_t count = web_texts(w, "needs", &values);
    for (size_t i = 0; i < count; i++) {
        unsigned bit;
        if (people_need_parse(values[i], &bit)) person->needs |= bit;
    }
    count = web_texts(w, "languages", &values);
    person->languages = str_join(w->ctx->arena, values, count < 20 ? count : 20, STR(" "));
    person->times = read_times(w);
    return OK;
}

static unsigned long week_bits(struct str times)
{
    struct week week;
    struct str why;
    if (times.len == 0 || week_parse(times, &week, &why) != OK) return 0;
    return week_to_parts(&week);
}

enum status people_web_form(struct web *w, const struct person *person, struct str action)
{
    struct people_form_view view = {
        .action = action, .is_new = person->id.v == 0, .title_name = person->first_name,
        .first_name = web_kept(w, "first_name", person->first_name),
        .email = web_kept(w, "email", person->email), .phone = web_kept(w, "phone", person->phone),
        .address = web_kept(w, "address", person->address), .outcode = web_kept(w, "outcode", person->outcode),
        .week = week_bits(web_refused(w) ? read_times(w) : person->times)};
    view.ages = people_web_ages(w, "age_band", person->age_band, &view.ages_n);
    view.child_ages = people_web_ages(w, "for_child", person->for_child, &view.child_ages_n);
    view.needs = people_web_needs(w, person->needs, &view.needs_n);
    view.languages = people_web_languages(w, person->languages, &view.languages_n);
    people_page_form(web_page(w, view.is_new ? SAY("Somebody new") : SAY("What we hold"), "/people"), &view);
    return OK;
}
