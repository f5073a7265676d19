/* Whom a row is for, where no column says it: "Over 60s lunch", "for young people aged 11 to 16".
   Only plain forms; what may be meant otherwise stays open. */
#include "base/utf8.h"
#include "domain/assets/import_ages.h"

#include <ctype.h>
#include <string.h>

/* The number right behind `at`; its digits end at *ret_end. */
static bool number_here(struct str f, size_t at, int *ret_n, size_t *ret_end) {
    int n = 0;
    size_t from = at;
    while (at < f.len && isdigit((unsigned char)f.ptr[at]) && at - from < 3)
        n = n * 10 + f.ptr[at++] - '0';
    if (at == from || (at < f.len && isdigit((unsigned char)f.ptr[at])) || n > 110) return false;
    *ret_n = n;
    *ret_end = at;
    return true;
}

static bool has_at(struct str f, size_t at, const char *word) {
    return at <= f.len && str_starts(str_slice(f, at, f.len), str_from(word));
}

/* "60 years of music" counts years, not people's. */
static bool counts_years(struct str f, size_t end) {
    return has_at(f, end, " year") || has_at(f, end, " member") || has_at(f, end, " group") ||
           has_at(f, end, " people") || has_at(f, end, "%");
}

/* "-16", " to 16", " - 16": the other end. */
static bool other_end(struct str f, size_t end, int *ret_n, size_t *ret_end) {
    static const char *const links[] = {"-", " - ", " to ", "\xE2\x80\x93", " \xE2\x80\x93 "};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (has_at(f, end, links[i]) &&
            number_here(f, end + strlen(links[i]), ret_n, ret_end))
            return true;
    return false;
}

static bool and_over(struct str f, size_t end) {
    static const char *const words[] = {"+", " +", " and over", " or over", " plus", " and above",
                                        " upwards", " years and over", " years +", " years plus"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_at(f, end, words[i])) return true;
    return false;
}

static bool year_olds(struct str f, size_t end) {
    return has_at(f, end, " year old") || has_at(f, end, " year-old") || has_at(f, end, "yr") ||
           has_at(f, end, " yr") || has_at(f, end, " years)");
}

/* Behind a word that speaks of ages: "aged 11 to 16", "ages 5-11", "aged 55 and over". */
static bool aged(struct str f, struct asset *a) {
    static const char *const cues[] = {"aged ", "ages ", "age "};
    for (size_t c = 0; c < sizeof cues / sizeof *cues; c++) {
        for (size_t at = str_find(f, str_from(cues[c]), 0); at != SIZE_MAX;
             at = str_find(f, str_from(cues[c]), at + 1)) {
            int low, high;
            size_t end, past;
            if (at > 0 && isalnum((unsigned char)f.ptr[at - 1])) continue;
            if (!number_here(f, at + strlen(cues[c]), &low, &end)) continue;
            if (other_end(f, end, &high, &past) && low <= high) {
                a->age_low = low;
                a->age_high = high;
                return true;
            }
            if (!and_over(f, end)) continue;
            a->age_low = low;
            return true;
        }
    }
    return false;
}

static bool begins_number(struct str f, size_t at) {
    if (!isdigit((unsigned char)f.ptr[at])) return false;
    return at == 0 || !(isalnum((unsigned char)f.ptr[at - 1]) || strchr(".,:-/", f.ptr[at - 1]));
}

/* "8-12 years", "11 to 16 year olds", and in a name "50+". */
static bool spans(struct str f, bool name, struct asset *a) {
    for (size_t at = 0; at < f.len; at++) {
        int low, high;
        size_t end, past;
        if (!begins_number(f, at) || !number_here(f, at, &low, &end)) continue;
        if (other_end(f, end, &high, &past) && low <= high && (year_olds(f, past) || (name && has_at(f, past, " years")))) {
            a->age_low = low;
            a->age_high = high;
            return true;
        }
        if (name && low >= 18 && (has_at(f, end, "+") || has_at(f, end, " plus"))) {
            a->age_low = low;
            return true;
        }
    }
    return false;
}

/* The number of people's years behind a word. */
static bool behind(struct str f, const char *cue, bool name, int *ret_n) {
    size_t at = str_find(f, str_from(cue), 0), end;
    if (at == SIZE_MAX || (at > 0 && isalnum((unsigned char)f.ptr[at - 1]))) return false;
    if (!number_here(f, at + strlen(cue), ret_n, &end) || counts_years(f, end)) return false;
    return name || has_at(f, end, "s");
}

/* "over 60s" and "under 5s"; in a text only behind "for" or "the". */
static bool over_under(struct str f, bool name, struct asset *a) {
    static const struct { const char *cue; bool over, strict; } cues[] = {
        {"over ", true, false}, {"over-", true, false}, {"for over ", true, true}, {"the over ", true, true},
        {"for over-", true, true}, {"the over-", true, true}, {"under ", false, false}, {"under-", false, false},
        {"for under ", false, true}, {"the under ", false, true}};
    for (size_t c = 0; c < sizeof cues / sizeof *cues; c++) {
        int n;
        if ((!name && !cues[c].strict) || !behind(f, cues[c].cue, name, &n)) continue;
        if (cues[c].over && n >= 18) a->age_low = n;
        else if (!cues[c].over && n > 0 && n <= 30) a->age_high = n - 1;
        else continue;
        return true;
    }
    return false;
}

/* The words of a name. */
static void named(struct str f, struct asset *a) {
    static const struct { const char *words; int low, high; bool child; } rows[] = {
        {"toddler|toddlers|babies|baby", 0, 4, true},
        {"teenagers|teenage|teens", 12, 19, false},
        {"juniors|kids|children's", 0, 17, false},
        {"pensioners|pensioners'|seniors|senior citizens|oaps", 55, -1, false},
        {"youth club|youth group", 8, 25, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!assets_import_says_any(f, rows[i].words)) continue;
        a->age_low = rows[i].low;
        a->age_high = rows[i].high;
        a->for_child = a->for_child || rows[i].child;
        return;
    }
}

void assets_import_ages_of_words(struct arena *arena, struct str name, struct str description, struct asset *a) {
    struct str n = utf8_fold(arena, utf8_cut(name, 400)), d = utf8_fold(arena, utf8_cut(description, 2000));
    if (a->age_low >= 0 || a->age_high >= 0 || a->for_child) return;
    if (aged(n, a) || spans(n, true, a) || over_under(n, true, a)) return;
    if (aged(d, a) || spans(d, false, a) || over_under(d, false, a)) return;
    if (assets_import_says_any(d, "adults only")) a->age_low = 18;
    else named(n, a);
}
