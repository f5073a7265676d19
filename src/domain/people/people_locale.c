#include "domain/people/people_locale.h"

const struct locale *people_locale(const struct person *person)
{
    struct str rest = person->languages, code;
    while (str_next_word(&rest, &code)) {
        const struct locale *locale = text_locale_for(code);
        bool theirs = locale->language != TEXT_EN || str_starts(code, STR("en"));
        if (theirs && text_language_offered(locale->language)) return locale;
    }
    return text_locale(TEXT_EN);
}

const struct locale *people_locale_for(const struct locale *locale, const char *sentence)
{
    bool foreign = false;
    (void)text_get(locale, sentence, &foreign);
    return foreign ? text_locale(TEXT_EN) : locale;
}
