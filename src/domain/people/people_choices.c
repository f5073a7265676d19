#include "domain/people/people_choices.h"

struct html_choice *people_need_choices(struct ctx *ctx, unsigned on, size_t *ret_count)
{
    static const char *const labels[PEOPLE_NEEDS] = {
        T_("No steps"), T_("Free"), T_("Quiet"), T_("Hearing loop"), T_("Children can come"), T_("Women only"), T_("Men only")};
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, PEOPLE_NEEDS);
    for (unsigned i = 0; i < PEOPLE_NEEDS; i++)
        choices[i] = (struct html_choice){str_from(people_need_name(1u << i)),
                                          text_get(ctx->locale, labels[i], NULL), (on >> i & 1) != 0};
    *ret_count = PEOPLE_NEEDS;
    return choices;
}

unsigned people_needs_of(const struct str *words, size_t count)
{
    unsigned needs = 0, bit;
    for (size_t i = 0; i < count; i++)
        if (people_need_parse(words[i], &bit)) needs |= bit;
    return needs;
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

struct html_choice *people_language_choices(struct ctx *ctx, struct str chosen, size_t *ret_count)
{
    size_t count = sizeof tongues / sizeof *tongues;
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, count);
    for (size_t i = 0; i < count; i++) {
        struct str code = str_from(tongues[i].code);
        choices[i] = (struct html_choice){code, str_from(tongues[i].name), in_words(chosen, code)};
    }
    *ret_count = count;
    return choices;
}
