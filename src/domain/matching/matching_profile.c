#include "domain/matching/matching_own.h"

#include "domain/conversations/conversations.h"

#include <jansson.h>
#include <string.h>

#define PERSON_KM 10.0
#define TEXT_MAX 20000
#define OWN_LANGUAGE .3
#define OF_A_CHILD .6
#define MEANT .5       /* what an entry with these words would be about */
#define TEXT_WORDS 8 /* of free words no concept covers */

/* ---- words to concepts ---- */

static void add_concept(struct profile_concept *list, size_t *count, struct profile_concept concept)
{
    for (size_t i = 0; i < *count; i++) {
        if (!str_eq(list[i].concept, concept.concept)) continue;
        if (concept.a > list[i].a) list[i] = concept; /* the surer of the two */
        return;
    }
    if (*count < MATCHING_CONCEPTS) list[(*count)++] = concept;
}

static struct str code_of(const struct vocabulary *v, struct concept_id id)
{
    const struct concept *concept = vocabulary_concept(v, id);
    return concept ? concept->code : STR("");
}

/* A word somebody chose: by its id, by its label or anything linked to it. False when unknown. */
static bool link_word(struct ctx *ctx, struct str word, struct concept_id *ret_concepts, size_t max, size_t *ret_count)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct vocabulary_link links[ASSET_CONCEPTS];
    struct concept_id exact = vocabulary_find(v, word);
    *ret_count = 0;
    if (exact.v != 0) {
        ret_concepts[(*ret_count)++] = exact;
        return true;
    }
    size_t count = vocabulary_link_asset(v, ctx->arena, word, STR(""), links, max < ASSET_CONCEPTS ? max : ASSET_CONCEPTS);
    if (count > 0) {
        for (size_t i = 0; i < count; i++) ret_concepts[(*ret_count)++] = links[i].concept;
        return true;
    }
    /* Misspelt or inflected: the linker of people's own words knows more forms. */
    struct vocabulary_chip chips[2];
    count = vocabulary_link(v, ctx->arena, word, NULL, chips, max < 2 ? max : 2, NULL);
    for (size_t i = 0; i < count; i++) ret_concepts[(*ret_count)++] = chips[i].concept;
    return count > 0;
}

static void add_phrase(struct profile *profile, struct str words, bool given, bool linked)
{
    if (words.len == 0 || profile->phrases_n == MATCHING_PHRASES) return;
    profile->phrases[profile->phrases_n++] = (struct profile_phrase){words, given, linked};
}

/* Company in one's own language, where it is not everybody's: less than anything said. */
static void add_languages(struct ctx *ctx, struct profile *profile)
{
    static const struct { const char *code, *concept; } rows[] = {
        {"cy", "welsh"}, {"pl", "polish"}, {"ur", "urdu"}, {"ar", "arabic"}, {"bn", "bengali"}, {"hi", "punjabi"},
        {"pa", "punjabi"}, {"so", "somali"}, {"uk", "ukrainian"}, {"ro", "romanian"}, {"zh", "chinese"}, {"bfi", "sign-language"}};
    const struct vocabulary *v = vocabulary_of(ctx);
    struct str rest = profile->languages, code;
    if (profile->loves_n + profile->gives_n + profile->phrases_n == 0) return;
    while (str_next_word(&rest, &code)) {
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            if (!str_is(code, rows[i].code) || vocabulary_find(v, str_from(rows[i].concept)).v == 0) continue;
            add_concept(profile->loves, &profile->loves_n,
                        (struct profile_concept){.concept = str_from(rows[i].concept), .a = OWN_LANGUAGE, .unconfirmed = true, .language = true});
        }
    }
}

/* Who brings a child looks for what is made for one that age, beside what they love themselves. */
static void add_child(struct ctx *ctx, struct profile *profile)
{
    if (profile->child_low < 0 || profile->loves_n + profile->gives_n + profile->phrases_n == 0) return;
    const char *concept = profile->child_high <= 5 ? "toddlers" : profile->child_high <= 10 ? "family" : "youth-club";
    if (vocabulary_find(vocabulary_of(ctx), str_from(concept)).v == 0) return;
    add_concept(profile->loves, &profile->loves_n,
                (struct profile_concept){.concept = str_from(concept), .a = OF_A_CHILD, .unconfirmed = true, .child = true});
}

/* ---- the JSON of kith match --profile ---- */

static struct str text_of(struct ctx *ctx, const json_t *value)
{
    return str_copy(ctx->arena, str_of(json_string_value(value), json_string_length(value)));
}

/* Visit each word of a list of words (or one word). */
static void each_word(struct ctx *ctx, json_t *root, const char *key, void (*take)(struct ctx *, struct profile *, struct str, const char *),
                      struct profile *profile)
{
    json_t *value = json_object_get(root, key), *item;
    size_t i;
    if (value == NULL || json_is_null(value)) return;
    if (json_is_string(value)) {
        take(ctx, profile, str_trim(text_of(ctx, value)), key);
        return;
    }
    if (!json_is_array(value)) {
        (void)ctx_fault(ctx, ERR_INVALID, str_from(key), SAY1("{key} must be a list of words.", "key", str_from(key)));
        return;
    }
    json_array_foreach(value, i, item) {
        if (json_is_string(item)) take(ctx, profile, str_trim(text_of(ctx, item)), key);
        else (void)ctx_fault(ctx, ERR_INVALID, str_from(key), SAY1("{key} must be a list of words.", "key", str_from(key)));
    }
}

static void take_love(struct ctx *ctx, struct profile *profile, struct str word, const char *key)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct concept_id found[2];
    size_t count;
    (void)key;
    if (word.len == 0) return;
    add_phrase(profile, word, false, link_word(ctx, word, found, 2, &count));
    for (size_t i = 0; i < count; i++) add_concept(profile->loves, &profile->loves_n, (struct profile_concept){.concept = code_of(v, found[i]), .a = 1});
}

static void take_give(struct ctx *ctx, struct profile *profile, struct str word, const char *key)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct concept_id found[2];
    size_t count;
    (void)key;
    if (word.len == 0) return;
    add_phrase(profile, word, true, link_word(ctx, word, found, 2, &count));
    for (size_t i = 0; i < count; i++) add_concept(profile->gives, &profile->gives_n, (struct profile_concept){.concept = code_of(v, found[i]), .a = 1});
}

static void take_not(struct ctx *ctx, struct profile *profile, struct str word, const char *key)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct concept_id found[2];
    size_t count;
    (void)key;
    if (word.len == 0) return;
    if (!link_word(ctx, word, found, 1, &count) && profile->not_words_n < MATCHING_CONCEPTS)
        profile->not_words[profile->not_words_n++] = str_lower(ctx->arena, word);
    for (size_t i = 0; i < count && profile->not_for_me_n < MATCHING_CONCEPTS; i++)
        profile->not_for_me[profile->not_for_me_n++] = code_of(v, found[i]);
}

static void take_need(struct ctx *ctx, struct profile *profile, struct str word, const char *key)
{
    unsigned bit;
    if (people_need_parse(word, &bit)) profile->needs |= bit;
    else (void)ctx_fault(ctx, ERR_INVALID, str_from(key),
                         SAY1("We do not know the need {word}. Use step-free, free, quiet, hearing-loop, childcare, women-only or men-only.", "word", word));
}

static void take_language(struct ctx *ctx, struct profile *profile, struct str word, const char *key)
{
    bool fine = word.len >= 2 && word.len <= 35 && str_find(word, STR(" "), 0) == SIZE_MAX;
    if (!fine) {
        (void)ctx_fault(ctx, ERR_INVALID, str_from(key), SAY1("{word} is not a language code like en, ur or bfi.", "word", word));
        return;
    }
    struct str lower = str_lower(ctx->arena, word);
    profile->languages = profile->languages.len == 0 ? lower : str_printf(ctx->arena, "%.*s %.*s", STR_ARG(profile->languages), STR_ARG(lower));
}

static void take_time(struct ctx *ctx, struct profile *profile, struct str word, const char *key)
{
    struct str why;
    size_t count;
    if (str_ieq(word, STR("any")) || word.len == 0) return;
    enum status status = week_spans(word, profile->spans + profile->spans_n, MATCHING_SPANS - profile->spans_n, &count, &why);
    if (status != OK) {
        (void)ctx_fault(ctx, ERR_INVALID, str_from(key), SAY1("We could not read {part}. Write times like tue 18:00-21:00.", "part", why));
        return;
    }
    profile->spans_n += count;
}

/* "any" anywhere, or nothing, means any time. */
static void finish_times(json_t *root, struct profile *profile)
{
    json_t *value = json_object_get(root, "times"), *item;
    size_t i;
    bool any = json_is_string(value) && strcmp(json_string_value(value), "any") == 0;
    if (json_is_array(value))
        json_array_foreach(value, i, item)
            any = any || (json_is_string(item) && strcmp(json_string_value(item), "any") == 0);
    if (any) profile->spans_n = 0;
    profile->times_known = profile->spans_n > 0;
    for (size_t s = 0; s < profile->spans_n; s++)
        week_add(&profile->times, profile->spans[s].weekday, profile->spans[s].from, profile->spans[s].to);
}

static bool denies(struct arena *arena, struct str text)
{
    static const char *const cues[] = {" not ", "n't ", " no ", " never ", " nie ", " ddim ", "نہیں"};
    struct str lower = str_lower(arena, text);
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (str_find(lower, str_from(cues[i]), 0) != SIZE_MAX) return true;
    return false;
}

/* A sensitive thing is never offered as a chip, and nothing here is stored or shown as said by
   them; but who writes of dementia may read of the dementia café. And where nothing was understood
   as a wish, what the words are about is better than nothing. */
static void take_meant(struct ctx *ctx, struct str text, struct profile *profile)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct vocabulary_link links[ASSET_CONCEPTS];
    bool understood = profile->loves_n + profile->gives_n > 0;
    if (denies(ctx->arena, text)) return;
    size_t count = vocabulary_link_asset(v, ctx->arena, text, STR(""), links, ASSET_CONCEPTS);
    for (size_t i = 0; i < count; i++) {
        const struct concept *concept = vocabulary_concept(v, links[i].concept);
        if (concept == NULL || (understood && !concept->sensitive)) continue;
        add_concept(profile->loves, &profile->loves_n, (struct profile_concept){.concept = concept->code, .a = MEANT, .unconfirmed = true});
    }
}

static void take_text(struct ctx *ctx, json_t *root, struct profile *profile)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct vocabulary_chip chips[MATCHING_CONCEPTS];
    struct str unlinked = STR("");
    json_t *value = json_object_get(root, "text");
    if (value == NULL || json_is_null(value)) return;
    if (!json_is_string(value) || json_string_length(value) > TEXT_MAX) {
        (void)ctx_fault(ctx, ERR_INVALID, STR("text"), SAY("text must be words, at most 20,000 letters."));
        return;
    }
    size_t count = vocabulary_link(v, ctx->arena, text_of(ctx, value), NULL, chips, MATCHING_CONCEPTS, &unlinked);
    for (size_t i = 0; i < count; i++) {
        struct profile_concept concept = {.concept = code_of(v, chips[i].concept), .a = .6 * chips[i].certainty * (chips[i].used_to ? .7 : 1),
                                          .unconfirmed = true, .used_to = chips[i].used_to};
        if (chips[i].sense == CHIP_NOT_FOR_ME) {
            if (profile->not_for_me_n < MATCHING_CONCEPTS) profile->not_for_me[profile->not_for_me_n++] = concept.concept;
        } else if (chips[i].sense == CHIP_GIFT) {
            add_concept(profile->gives, &profile->gives_n, concept);
            add_concept(profile->loves, &profile->loves_n, concept);
        } else {
            add_concept(profile->loves, &profile->loves_n, concept);
        }
    }
    take_meant(ctx, text_of(ctx, value), profile);
    /* One by one, as few entries say them all. Where something else was understood they only
       confirm it, or find it in a name. */
    bool understood = profile->loves_n + profile->gives_n > 0;
    struct str word;
    for (size_t i = 0; i < TEXT_WORDS && str_next_word(&unlinked, &word); i++) add_phrase(profile, word, false, understood);
}

static void take_place(struct ctx *ctx, json_t *root, struct profile *profile)
{
    json_t *near = json_object_get(root, "near"), *within = json_object_get(root, "within_km");
    struct places_point point;
    if (json_is_string(near) && json_string_length(near) > 0) {
        if (places_near_parse(ctx, text_of(ctx, near), STR("near"), &point) == OK) {
            profile->located = true;
            profile->lat = point.lat;
            profile->lon = point.lon;
            profile->about = point.about;
        }
    } else if (near != NULL && !json_is_null(near) && !json_is_string(near)) {
        (void)ctx_fault(ctx, ERR_INVALID, STR("near"), SAY("near must be an outcode like B36, or lat,lon."));
    }
    if (within == NULL || json_is_null(within)) return;
    double km = json_number_value(within);
    if (!json_is_number(within) || !(km > 0) || km > 20000)
        (void)ctx_fault(ctx, ERR_INVALID, STR("within_km"), SAY("within_km must be a number of kilometres above 0."));
    else
        profile->within_km = km;
}

static void take_age(struct ctx *ctx, json_t *root, const char *key, int *low, int *high)
{
    json_t *value = json_object_get(root, key);
    if (value == NULL || json_is_null(value) || (json_is_string(value) && json_string_length(value) == 0)) return;
    if (!json_is_string(value) || !people_age_band_parse(text_of(ctx, value), low, high))
        (void)ctx_fault(ctx, ERR_INVALID, str_from(key), SAY1("{key} must be an age band like 25-34 or 85+.", "key", str_from(key)));
}

static void take_turns(struct ctx *ctx, json_t *root, struct profile *profile)
{
    json_t *value = json_object_get(root, "turns_to");
    if (value == NULL || json_is_null(value)) return;
    if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > 3)
        (void)ctx_fault(ctx, ERR_INVALID, STR("turns_to"), SAY("turns_to must be 0, 1, 2 or 3."));
    else
        profile->turns_to = (int)json_integer_value(value);
}

static const struct profile empty_profile = {.age_low = -1, .age_high = -1, .child_low = -1, .child_high = -1, .turns_to = -1};

enum status matching_profile_parse(struct ctx *ctx, struct str text, struct profile *ret_profile)
{
    json_error_t error;
    json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL || !json_is_object(root)) {
        struct str where = root == NULL ? str_printf(ctx->arena, "line %d: %s", error.line, error.text) : STR("line 1");
        json_decref(root);
        return ctx_fault(ctx, ERR_INVALID, STR("profile"), SAY1("The profile is not a JSON object ({where}).", "where", where));
    }
    struct profile profile = empty_profile;
    each_word(ctx, root, "loves", take_love, &profile);
    each_word(ctx, root, "gives", take_give, &profile);
    each_word(ctx, root, "not_for_me", take_not, &profile);
    each_word(ctx, root, "needs", take_need, &profile);
    each_word(ctx, root, "languages", take_language, &profile);
    each_word(ctx, root, "times", take_time, &profile);
    finish_times(root, &profile);
    take_text(ctx, root, &profile);
    take_place(ctx, root, &profile);
    take_age(ctx, root, "age_band", &profile.age_low, &profile.age_high);
    take_age(ctx, root, "for_child", &profile.child_low, &profile.child_high);
    take_turns(ctx, root, &profile);
    json_decref(root);
    add_languages(ctx, &profile);
    add_child(ctx, &profile);
    TRY(faults_status(&ctx->faults));
    *ret_profile = profile;
    return OK;
}

/* ---- from a person's record ---- */

static void take_told(const struct told *told, size_t count, struct profile *profile)
{
    for (size_t i = 0; i < count; i++) {
        struct profile_concept concept = {.concept = told[i].concept, .a = told[i].used_to ? .7 : 1, .used_to = told[i].used_to};
        if (told[i].kind == TOLD_LOVE) add_concept(profile->loves, &profile->loves_n, concept);
        if (told[i].kind == TOLD_GIFT) add_concept(profile->gives, &profile->gives_n, concept);
        if (told[i].kind == TOLD_HOPE) {
            concept.a = .8;
            add_concept(profile->loves, &profile->loves_n, concept);
        }
        if (told[i].kind == TOLD_NOT_FOR_ME && profile->not_for_me_n < MATCHING_CONCEPTS)
            profile->not_for_me[profile->not_for_me_n++] = told[i].concept;
    }
}

static void take_point(struct ctx *ctx, const struct person *person, struct profile *profile)
{
    const struct places_outcode *outcode;
    struct place place;
    if (person->outcode.len > 0 && places_outcode_find(ctx, person->outcode, &outcode) == OK) {
        profile->located = profile->about = true;
        profile->lat = outcode->lat;
        profile->lon = outcode->lon;
    } else if (places_find(ctx, person->place, &place) == OK && place.located) {
        profile->located = profile->about = true;
        profile->lat = place.lat;
        profile->lon = place.lon;
    }
    if (profile->located) profile->within_km = PERSON_KM;
}

enum status matching_profile_of(struct ctx *ctx, struct person_id id, struct profile *ret_profile)
{
    struct profile profile = empty_profile;
    struct person person;
    struct told *told;
    struct str why;
    size_t count;
    TRY(people_find(ctx, id, &person));
    TRY(conversations_told(ctx, id, &told, &count)); /* needs consent to introduce */
    take_told(told, count, &profile);
    TRY(conversations_published(ctx, id, profile.published, &profile.published_n));
    take_point(ctx, &person, &profile);
    profile.person = id;
    profile.place = person.place;
    profile.needs = person.needs;
    profile.languages = person.languages;
    add_languages(ctx, &profile);
    profile.turns_to = person.turns_to;
    if (person.age_band.len > 0) (void)people_age_band_parse(person.age_band, &profile.age_low, &profile.age_high);
    if (person.for_child.len > 0) (void)people_age_band_parse(person.for_child, &profile.child_low, &profile.child_high);
    add_child(ctx, &profile);
    if (person.times.len > 0 && week_spans(person.times, profile.spans, MATCHING_SPANS, &profile.spans_n, &why) == OK) {
        profile.times_known = profile.spans_n > 0;
        for (size_t i = 0; i < profile.spans_n; i++)
            week_add(&profile.times, profile.spans[i].weekday, profile.spans[i].from, profile.spans[i].to);
    }
    *ret_profile = profile;
    return OK;
}
