/* Which language, which words. Texts are English in the code; a catalogue made from locale/CODE.po
   holds the others. A language is offered once its catalogue says "X-Kith-Offered: yes". */
#include "platform/text/text_own.h"

#include <stdlib.h>
#include <string.h>

static const struct locale locales[TEXT_LANGUAGES] = {
    [TEXT_EN] = {TEXT_EN, "en", "en-GB", "English", false},
    [TEXT_CY] = {TEXT_CY, "cy", "cy", "Cymraeg", false},
    [TEXT_PL] = {TEXT_PL, "pl", "pl", "Polski", false},
    [TEXT_UR] = {TEXT_UR, "ur", "ur", "اردو", true},
    [TEXT_PSEUDO] = {TEXT_PSEUDO, "xa", "en-XA", "Ŧēšŧ", false}};

const struct locale *text_locale(enum text_language language) {
    return &locales[language >= 0 && language < TEXT_LANGUAGES ? language : TEXT_EN];
}

static const struct locale *known(struct str code) {
    size_t len = 0;
    while (len < code.len && code.ptr[len] != '-' && code.ptr[len] != '_') len++;
    for (int i = 0; i < TEXT_LANGUAGES; i++) {
        if (str_ieq(str_slice(code, 0, len), str_from(locales[i].code))) return &locales[i];
    }
    return NULL;
}

const struct locale *text_locale_for(struct str code) {
    const struct locale *locale = known(code);
    return locale ? locale : &locales[TEXT_EN];
}

/* "ur;q=0.8": the quality in thousandths; 1000 when none is given, 0 when it cannot be read. */
static int quality(struct str parameters) {
    struct str piece;
    double q = 1;
    while (str_next(&parameters, ';', &piece)) {
        piece = str_trim(piece);
        if (!str_starts(piece, STR("q=")) && !str_starts(piece, STR("Q="))) continue;
        if (!str_to_real(str_slice(piece, 2, piece.len), &q) || !(q >= 0 && q <= 1)) q = 0;
    }
    return (int)(q * 1000);
}

const struct locale *text_locale_accept(struct str header) {
    const struct locale *best = &locales[TEXT_EN];
    struct str piece, tag;
    int best_quality = 0;
    header = str_slice(header, 0, 1000);
    while (str_next(&header, ',', &piece)) {
        if (!str_next(&piece, ';', &tag)) continue;
        const struct locale *locale = known(str_trim(tag));
        int q = quality(piece);
        if (!locale || !text_language_offered(locale->language) || q <= best_quality) continue;
        best = locale;
        best_quality = q;
    }
    return best;
}

struct str text_catalogue(enum text_language language) {
    struct str code = str_from(text_locale(language)->code);
    for (const struct embed_file *f = locale_files; f->path; f++) {
        struct str path = str_from(f->path);
        if (str_ends(path, STR(".mo")) && str_ends(str_slice(path, 0, path.len - 3), code)) {
            return str_of((const char *)f->bytes, f->size);
        }
    }
    return STR_NONE;
}

bool text_language_offered(enum text_language language) {
    if (language == TEXT_EN) return true;
    if (language == TEXT_PSEUDO) return getenv("KITH_PSEUDO") != NULL; /* for those who build */
    struct str header = text_mo_find(text_catalogue(language), "");
    return str_find(header, STR("X-Kith-Offered: yes\n"), 0) != SIZE_MAX;
}

/* ---- words ---- */

static struct str translation(const struct locale *locale, const char *id) {
    if (locale->language == TEXT_EN || !id[0]) return STR_NONE;
    return text_mo_find(text_catalogue(locale->language), id);
}

/* The id without its context: what stands before "\004". */
static struct str plain_id(const char *id) {
    const char *end = strchr(id, '\004');
    return str_from(end ? end + 1 : id);
}

static void tell(bool *ret_foreign, bool foreign) {
    if (ret_foreign) *ret_foreign = foreign;
}

static bool english(const struct locale *locale) {
    return locale->language == TEXT_EN || locale->language == TEXT_PSEUDO;
}

struct str text_get(const struct locale *locale, const char *id, bool *ret_foreign) {
    struct str found = translation(locale, id);
    tell(ret_foreign, !found.len && !english(locale));
    return found.len ? text_mo_form(found, 0) : plain_id(id);
}

static struct str plural(const struct locale *locale, const char *one, const char *many,
                         int64_t n, bool *ret_foreign) {
    struct str found = translation(locale, one);
    tell(ret_foreign, !found.len && !english(locale));
    if (found.len) return text_mo_form(found, text_plural_form(locale->language, n));
    return n == 1 || n == -1 ? plain_id(one) : str_from(many);
}

struct str text_plural(const struct locale *locale, const char *one, const char *many,
                       int64_t n) {
    return plural(locale, one, many, n, NULL);
}

/* Values of other scripts keep their own direction: FIRST STRONG ISOLATE ... POP. */
static struct said isolated(struct arena *arena, const struct locale *locale,
                            const struct said *said) {
    struct said copy = *said;
    for (int i = 0; locale->rtl && i < SAID_ARGS; i++) {
        if (copy.names[i])
            copy.values[i] = str_cat(arena, str_cat(arena, STR("\u2068"), copy.values[i]),
                                     STR("\u2069"));
    }
    return copy;
}

static struct str fill(struct arena *arena, const struct locale *locale, struct str pattern,
                       const struct said *said) {
    struct said values = isolated(arena, locale, said);
    return said_fill(arena, pattern, &values);
}

struct str text_say_marked(struct arena *arena, const struct locale *locale,
                           const struct said *said, bool *ret_foreign) {
    if (!said->id) {
        tell(ret_foreign, false);
        return STR_NONE;
    }
    return fill(arena, locale, text_get(locale, said->id, ret_foreign), said);
}

struct str text_say(struct arena *arena, const struct locale *locale, const struct said *said) {
    return text_say_marked(arena, locale, said, NULL);
}

struct str text_say_n(struct arena *arena, const struct locale *locale, const char *many,
                      int64_t n, const struct said *said, bool *ret_foreign) {
    struct said counted = *said;
    for (int i = 0; i < SAID_ARGS; i++) {
        if (counted.names[i]) continue;
        counted.names[i] = "n";
        counted.values[i] = text_number(arena, locale, n);
        break;
    }
    return fill(arena, locale, plural(locale, said->id, many, n, ret_foreign), &counted);
}

struct str text_many(struct arena *arena, const struct locale *locale, const char *one, const char *many, int64_t n,
                     const struct said *values) {
    struct said said = values ? *values : (struct said){.id = one};
    said.id = one;
    return text_say_n(arena, locale, many, n, &said, NULL);
}
