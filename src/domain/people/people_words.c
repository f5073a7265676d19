#include "domain/people/people.h"

/* The fixed words of the module: what outside programs and pages call things. */

static const char *const need_names[PEOPLE_NEEDS] = {
    "step-free", "free", "quiet", "hearing-loop", "childcare", "women-only", "men-only"};

const char *const people_age_bands[PEOPLE_AGE_BANDS] = {
    "0-4", "5-10", "11-15", "16-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+"};

static const char *const relation_names[RELATION_KINDS] = {
    "connector-of", "proxy-for", "host-of", "steward-of", "supporter-of", "lead-of"};

static const char *const consent_names[CONSENT_PURPOSES] = {"keep", "introduce", "be-asked", "contact"};

const char *people_need_name(unsigned bit)
{
    for (int i = 0; i < PEOPLE_NEEDS; i++)
        if (bit == 1u << i) return need_names[i];
    return "";
}

bool people_need_parse(struct str word, unsigned *ret_bit)
{
    for (int i = 0; i < PEOPLE_NEEDS; i++) {
        if (!str_ieq(word, str_from(need_names[i]))) continue;
        *ret_bit = 1u << i;
        return true;
    }
    return false;
}

bool people_age_band_parse(struct str band, int *ret_low, int *ret_high)
{
    for (int i = 0; i < PEOPLE_AGE_BANDS; i++) {
        if (!str_is(band, people_age_bands[i])) continue;
        static const int low[PEOPLE_AGE_BANDS] = {0, 5, 11, 16, 18, 25, 35, 45, 55, 65, 75, 85};
        *ret_low = low[i];
        *ret_high = i + 1 < PEOPLE_AGE_BANDS ? low[i + 1] - 1 : 120;
        return true;
    }
    return false;
}

const char *people_relation_name(enum relation_kind kind)
{
    return (unsigned)kind < RELATION_KINDS ? relation_names[kind] : "";
}

const char *people_consent_name(enum consent_purpose purpose)
{
    return (unsigned)purpose < CONSENT_PURPOSES ? consent_names[purpose] : "";
}

struct said people_consent_words(enum consent_purpose purpose)
{
    switch (purpose) {
    case CONSENT_KEEP: return SAY("Kith keeps what I told, so that nobody has to ask me twice.");
    case CONSENT_INTRODUCE: return SAY("My connector may look for people and groups I might like.");
    case CONSENT_BE_ASKED: return SAY("You may ask me to meet a neighbour. I can say no each time.");
    default: return SAY("You may ring, text or write to me about meetings.");
    }
}

struct said people_consent_stops(enum consent_purpose purpose)
{
    switch (purpose) {
    case CONSENT_KEEP: return SAY("If you turn this off, we stop using what you told us and show it to nobody.");
    case CONSENT_INTRODUCE: return SAY("If you turn this off, we look for nobody and suggest nothing. Meetings you agreed stay.");
    case CONSENT_BE_ASKED: return SAY("If you turn this off, nobody asks you to meet a neighbour.");
    default: return SAY("If you turn this off, we do not ring, text or write. Your connector can still say hello.");
    }
}
