/* One cell to one value: degrees, costs, access, languages, ages, addresses on the net. */
#include "base/utf8.h"
#include "domain/assets/import_ages.h"
#include "domain/assets/import.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* Does the folded text hold this run of whole words? */
static bool says(struct str folded, const char *words) {
    struct str needle = str_from(words);
    for (size_t at = 0; (at = str_find(folded, needle, at)) != SIZE_MAX; at++) {
        bool before = at == 0 || !isalnum((unsigned char)folded.ptr[at - 1]);
        size_t end = at + needle.len;
        if (before && (end >= folded.len || !isalnum((unsigned char)folded.ptr[end])))
            return true;
    }
    return false;
}

/* Any of several runs, parted by "|". */
static bool says_any(struct str folded, const char *list) {
    struct str rest = str_from(list), one;
    char room[48];
    while (str_next(&rest, '|', &one)) {
        memcpy(room, one.ptr, one.len);
        room[one.len] = '\0';
        if (says(folded, room)) return true;
    }
    return false;
}

bool assets_import_says_any(struct str folded, const char *list) {
    return says_any(folded, list);
}

static struct str plain(struct arena *arena, struct str words) {
    return str_trim(utf8_fold(arena, utf8_cut(words, 2000)));
}

/* "51.44N", "2.6 W": the letter goes, and tells the sign. */
static struct str compass_drop(struct str text, double *sign) {
    char last = text.len > 0 ? text.ptr[text.len - 1] : ' ';
    *sign = strchr("SsWw", last) ? -1 : 1;
    if (!strchr("NnEeSsWw", last)) return text;
    return str_trim(str_slice(text, 0, text.len - 1));
}

bool assets_import_degrees_parse(struct str text, double *ret_degrees) {
    char room[40];
    double sign, x;
    text = compass_drop(str_trim(text), &sign);
    if (str_ends(text, STR("\xC2\xB0"))) text = str_trim(str_slice(text, 0, text.len - 2));
    /* a spreadsheet's mark */
    if (str_starts(text, STR("'"))) text = str_slice(text, 1, text.len);
    if (str_starts(text, STR("+"))) text = str_slice(text, 1, text.len);
    if (text.len == 0 || text.len >= sizeof room) return false;
    memcpy(room, text.ptr, text.len);
    char *comma = memchr(room, ',', text.len);
    if (comma && !memchr(room, '.', text.len)) *comma = '.';
    if (!str_to_real(str_of(room, text.len), &x) || !isfinite(x)) return false;
    *ret_degrees = sign * x;
    return true;
}

enum asset_kind assets_import_kind_of(struct arena *arena, struct str words) {
    static const struct {
        enum asset_kind kind;
        const char *words;
    } table[] = {
        {ASSET_GIFT, "gift|skill|dawn|dar"},
        {ASSET_NETWORK,
         "network|informal network|whatsapp group|facebook group|rhwydwaith|siec"},
        {ASSET_ORGANISATION,
         "organisation|organization|charity|company|sefydliad|organizacja|fundacja"},
        {ASSET_GROUP,
         "group|club|society|circle|choir|grwp|clwb|grupa|klub|support group|association"},
        {ASSET_ACTIVITY,
         "activity|class|classes|event|course|session|sessions|workshop|gweithgaredd|"
         "dosbarth|zajecia|kurs|wydarzenie"},
        {ASSET_PLACE,
         "place|venue|building|hall|centre|center|park|garden|library|library "
         "service|church|mosque|cafe|pub|toilet|toilets|"
         "community toilets|lle|neuadd|miejsce|budynek"},
        {ASSET_SERVICE,
         "service|services|advice|support|help|helpline|clinic|gwasanaeth|usluga|porada"}};
    struct str folded = plain(arena, words);
    enum asset_kind kind;
    if (assets_kind_parse(folded, &kind)) return kind;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (says_any(folded, table[i].words)) return table[i].kind;
    return ASSET_GROUP;
}

bool assets_import_status_parse(struct arena *arena, struct str words,
                                enum asset_status *ret_status) {
    struct str folded = plain(arena, words);
    if (folded.len == 0) return false;
    if (says_any(folded, "temporarily closed|paused|on hold|suspended"))
        *ret_status = ASSET_TEMPORARILY_CLOSED;
    else if (says_any(folded, "defunct|ended|permanently closed|folded"))
        *ret_status = ASSET_DEFUNCT;
    else if (says_any(folded, "inactive|closed|archived|not active"))
        *ret_status = ASSET_INACTIVE;
    else *ret_status = ASSET_ACTIVE;
    return true;
}

bool assets_import_yes(struct arena *arena, struct str words, bool *ret_yes) {
    static const char *const yes[] = {
        "yes",   "y", "true", "t",   "1",   "full",
        "fully", "x", "ie",   "oes", "ydy", "tak", "\xD8\xAC\xDB\x8C \xDB\x81\xD8\xA7\xDA\xBA",
        NULL};
    static const char *const no[] = {"no",   "n",  "false",   "f",   "0",
                                     "none", "na", "nac oes", "nac ydy", "nie",
                                     "nad oes", "nope", NULL};
    struct str folded = plain(arena, words);
    for (int i = 0; yes[i]; i++)
        if (str_is(folded, yes[i])) return *ret_yes = true;
    for (int i = 0; no[i]; i++) {
        if (!str_is(folded, no[i])) continue;
        *ret_yes = false;
        return true;
    }
    return false;
}

static void access_line(struct arena *arena, struct str words, struct asset *a) {
    bool yes;
    if (words.len == 0) return;
    if (assets_import_yes(arena, words, &yes)) {
        *(yes ? &a->access_yes : &a->access_no) |= ASSET_STEP_FREE;
        return;
    }
    struct str f = plain(arena, words);
    a->access_words =
        a->access_words.len > 0
            ? str_printf(arena, "%.*s\n%.*s", STR_ARG(a->access_words), STR_ARG(words))
            : words;
    if (str_is(f, "steps") || str_is(f, "stairs") || says_any(
            f,
            "not step free|not step-free|no step free|no step-free|not wheelchair|no "
            "wheelchair|not accessible|stairs only|steps only|"
            "no disabled access|no level access|not fully accessible|no ramp|steps at|steps "
            "to|steps up|few steps|steep steps"))
        a->access_no |= ASSET_STEP_FREE;
    else if (
        says_any(
            f,
            "step free|step-free|stepfree|no steps|level "
            "access|wheelchair|wheelchairs|ramp|ramped|fully accessible|accessible|"
            "disabled access|heb risiau|bez schodow"))
        a->access_yes |= ASSET_STEP_FREE;
    if (says_any(f, "no hearing loop|no induction loop|no loop"))
        a->access_no |= ASSET_HEARING_LOOP;
    else if (says_any(f, "hearing loop|induction loop|induction loops|loop system"))
        a->access_yes |= ASSET_HEARING_LOOP;
    if (says_any(f, "quiet|quiet room|quiet space|sensory friendly"))
        a->access_yes |= ASSET_QUIET;
    if (says_any(f, "no creche|no childcare")) a->access_no |= ASSET_CHILDCARE;
    else if (says_any(f, "creche|childcare|child care")) a->access_yes |= ASSET_CHILDCARE;
}

/* One line a column: "yes", or words. What one line affirms no other denies. */
void assets_import_access_read(struct arena *arena, struct str words, struct asset *a) {
    struct str line;
    while (str_next(&words, '\n', &line)) access_line(arena, str_trim(line), a);
    a->access_no &= ~a->access_yes;
}

static bool digit_at(struct str s, size_t i) {
    return i < s.len && isdigit((unsigned char)s.ptr[i]);
}

/* Where the figures that begin at `at` are over. */
static size_t figures_end(struct str s, size_t at) {
    while (digit_at(s, at) || (at < s.len && s.ptr[at] == '.' && digit_at(s, at + 1))) at++;
    return at;
}

/* "50p", and no word that begins so. */
static bool pennies_at(struct str s, size_t at) {
    if (at >= s.len || (s.ptr[at] != 'p' && s.ptr[at] != 'P')) return false;
    return at + 1 >= s.len || !isalpha((unsigned char)s.ptr[at + 1]);
}

/* "2.50" of "GBP 2.50 a session"; false when there is not exactly one price. */
static bool one_price(struct str text, struct pence *ret_price) {
    int found = 0;
    int64_t pence = 0;
    for (size_t i = 0, end; i < text.len; i = end + 1) {
        double x;
        end = figures_end(text, i);
        if (!digit_at(text, i)) {
            end = i;
            continue;
        }
        bool pounds = i >= 2 && memcmp(text.ptr + i - 2, "\xC2\xA3", 2) == 0;
        bool pennies = pennies_at(text, end), alone = i == 0 && end == text.len;
        if (!pounds && !pennies && !alone) continue;
        if (!str_to_real(str_slice(text, i, end), &x) || x > 100000) return false;
        pence = llround(pennies && !pounds ? x : x * 100);
        found++;
    }
    if (found != 1) return false;
    *ret_price = (struct pence){pence};
    return true;
}

/* What the words say of the cost, when there is no single price; folded and as written. */
static enum asset_cost cost_of_words(struct str f, bool pound_sign) {
    if (pound_sign) return ASSET_COST_PAID;
    if (says_any(f, "not free|free for|free to|free with|first session free|free trial"))
        return ASSET_COST_UNKNOWN;
    if (says_any(f, "free|no charge|no cost|free of charge|am ddim|bezplatne|bezplatny|"
                    "bezplatnie|darmowe|za darmo|muft|\xD9\x85\xD9\x81\xD8\xAA"))
        return ASSET_COST_FREE;
    if (says_any(f, "paid|charge|fee|membership|subscription|tickets|platne"))
        return ASSET_COST_PAID;
    return ASSET_COST_UNKNOWN;
}

void assets_import_cost_read(struct arena *arena, struct str words, struct asset *a) {
    bool yes;
    struct pence price;
    struct str f = plain(arena, words);
    a->price = PENCE_NONE;
    if (f.len == 0) return;
    if (assets_import_yes(arena, words, &yes) && !str_is(f, "0") && !str_is(f, "1"))
        return; /* "yes" says nothing */
    a->cost_words = words;
    bool priced = one_price(words, &price);
    if (says_any(f, "donation|donations|pay what you can|pay what you like|voluntary "
                    "contribution|suggested contribution|rhodd|darowizna|co laska|datek"))
        a->cost = ASSET_COST_DONATION;
    else if (priced) a->cost = price.n == 0 ? ASSET_COST_FREE : ASSET_COST_PAID;
    else a->cost = cost_of_words(f, str_find(words, STR("\xC2\xA3"), 0) != SIZE_MAX);
    if (priced && a->cost == ASSET_COST_PAID) a->price = price;
    if (a->cost == ASSET_COST_FREE && str_is(f, "free")) a->cost_words = STR_NONE;
}

static const struct {
    const char *code, *names;
} tongues[] = {{"en", "english|saesneg|angielski|angielsku"},
               {"cy", "welsh|cymraeg|walijski"},
               {"pl", "polish|polski|polsku|pwyleg"},
               {"ur", "urdu|wrdw|\xD8\xA7\xD8\xB1\xD8\xAF\xD9\x88"},
               {"pa", "punjabi|panjabi"},
               {"bn", "bengali|bangla"},
               {"gu", "gujarati"},
               {"hi", "hindi"},
               {"ar", "arabic"},
               {"so", "somali"},
               {"ro", "romanian"},
               {"pt", "portuguese"},
               {"es", "spanish"},
               {"fr", "french"},
               {"de", "german"},
               {"it", "italian"},
               {"tr", "turkish"},
               {"fa", "farsi|persian|dari"},
               {"ps", "pashto"},
               {"ku", "kurdish"},
               {"ta", "tamil"},
               {"yue", "cantonese"},
               {"zh", "chinese|mandarin"},
               {"lt", "lithuanian"},
               {"lv", "latvian"},
               {"bg", "bulgarian"},
               {"hu", "hungarian"},
               {"uk", "ukrainian"},
               {"ru", "russian"},
               {"vi", "vietnamese"},
               {"ti", "tigrinya"},
               {"am", "amharic"},
               {"sk", "slovak"},
               {"cs", "czech"},
               {"gd", "scottish gaelic|gaelic"},
               {"ga", "irish"},
               {"el", "greek"},
               {"sq", "albanian"},
               {"yo", "yoruba"},
               {"bfi", "british sign language|bsl|sign language"},
               {"ml", "malayalam"},
               {"te", "telugu"},
               {"ne", "nepali"},
               {"si", "sinhala"}};

/* "en", "pt-br", "eng"? Only what looks like a code of two or three small letters. */
static bool code_like(struct str word) {
    size_t dash = str_find(word, STR("-"), 0);
    struct str first = dash == SIZE_MAX ? word : str_slice(word, 0, dash);
    if (first.len < 2 || first.len > 3 || (dash != SIZE_MAX && word.len - dash > 9))
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (!isalnum((unsigned char)word.ptr[i]) && word.ptr[i] != '-') return false;
    return isalpha((unsigned char)first.ptr[0]) &&
           isalpha((unsigned char)first.ptr[first.len - 1]) &&
           !says_any(first, "and|or|the|yes|no|all|any|not|other");
}

/* The only tongue a piece names; with two ("urdu english") it is read word by word. */
static const char *tongue_named(struct str folded) {
    const char *one = NULL;
    for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++) {
        if (!says_any(folded, tongues[i].names)) continue;
        if (one) return NULL;
        one = tongues[i].code;
    }
    return one;
}

static const char *tongue_in(struct str folded) {
    for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++)
        if (says_any(folded, tongues[i].names)) return tongues[i].code;
    return NULL;
}

static void code_put(struct buf *out, struct str code) {
    struct str have = buf_str(out), each;
    while (str_next_word(&have, &each))
        if (str_eq(each, code)) return;
    if (out->len + code.len + 1 > 200) return;
    if (out->len > 0) buf_putc(out, ' ');
    buf_put(out, code);
}

/* Pieces parted by commas, semicolons, strokes or "and"; a piece is a name or holds codes only.
   */
bool assets_import_languages_read(struct arena *arena, struct str words, struct asset *a) {
    struct str text = plain(arena, words), piece;
    struct buf out;
    bool all = true;
    char *bytes = str_c(arena, text);
    buf_init(&out, arena, 256);
    for (char *p = bytes; *p; p++)
        if (strchr(",;/|+&\n", *p)) *p = ';';
    static const struct str links[] = {STR_INIT(" and "), STR_INIT(" a "), STR_INIT(" ac "),
                                       STR_INIT(" i "), STR_INIT(" oraz "),
                                       STR_INIT(" \xD8\xA7\xD9\x88\xD8\xB1 ")};
    text = str_from(bytes);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        text = str_replace(arena, text, links[i], STR(";"));
    while (str_next(&text, ';', &piece)) {
        struct str rest = str_trim(piece), word;
        if (rest.len == 0) continue;
        const char *code = tongue_named(rest);
        if (code) {
            code_put(&out, str_from(code));
            continue;
        }
        while (str_next_word(&rest, &word)) {
            code = tongue_in(word);
            if (code || code_like(word)) code_put(&out, code ? str_from(code) : word);
            else all = false;
        }
    }
    a->languages = out.len > 0 ? buf_str(&out) : STR_NONE;
    return all;
}

static bool number_at(struct str s, size_t *at, int *ret_n) {
    int n = 0;
    size_t from;
    while (*at < s.len && !isdigit((unsigned char)s.ptr[*at])) (*at)++;
    for (from = *at; *at < s.len && isdigit((unsigned char)s.ptr[*at]); (*at)++)
        if (n < 1000) n = n * 10 + s.ptr[*at] - '0';
    if (*at == from) return false;
    *ret_n = n;
    return true;
}

/* Ages in words alone; false when nothing is understood. */
static bool ages_of_words(struct str f, int *low, int *high) {
    if (says_any(f, "adult|adults|oedolion|dorosli|doroslych")) *low = 18;
    else if (says_any(f, "young people|youth|pobl ifanc|mlodziez"))
        *low = says_any(f, "children|child|plant|dzieci") ? 0 : 11, *high = 25;
    else if (says_any(f, "children|child|kids|plant|dzieci")) *low = 0, *high = 15;
    else return says_any(f, "all|any|all ages|everyone|pob oed|wszyscy|kazdy") || f.len == 0;
    return true;
}

/* What one age stands for: the end, the beginning, or nothing that can be told. */
static bool ages_of_one(struct str f, int age, int *low, int *high) {
    bool below = says_any(f, "under|below|dan|ponizej");
    *low = *high = -1;
    if (below || says_any(f, "up to|younger|maximum|do lat")) {
        *high = below && age > 0 ? age - 1 : age;
        return true;
    }
    *low = age;
    return says_any(f, "over|older|plus|from|above|minimum|years and|dros|od|powyzej|lat") ||
           str_find(f, STR("+"), 0) != SIZE_MAX || says_any(f, "years") || f.len <= 3;
}

/* "0-18 months", "6 months to 5 years": what is told in months, in years. */
static void months_drop(struct str f, int *low, int *high) {
    if (!says_any(f, "month|months|mths|mis|misiecy|miesiecy")) return;
    if (*low > 0) *low /= 12;
    if (*high > 0 && !says_any(f, "year|years|yr|yrs|oed|lat|lata")) *high /= 12;
}

/* "5-11", "18+", "50 and over", "under 5s", "over 60s", "all ages", "adults". */
bool assets_import_ages_parse(struct arena *arena, struct str words, struct asset *a) {
    struct str f = plain(arena, words);
    size_t at = 0;
    int low = -1, high = -1, age;
    if (says_any(f, "parent|parents|carer|carers|grown "
                    "up|grown-up|toddler|toddlers|baby|babies|"
                    "with an adult"))
        a->for_child = true;
    if (f.len > 0 && f.ptr[0] == '-') return false; /* nobody is younger than nothing */
    if (!number_at(f, &at, &age)) {
        if (!ages_of_words(f, &low, &high)) return false;
    } else if (number_at(f, &at, &high)) {
        low = age;
    } else if (!ages_of_one(f, age, &low, &high)) {
        return false;
    }
    months_drop(f, &low, &high);
    a->age_low = low;
    a->age_high = high;
    return true;
}

/* The column first, then how the group names itself. */
enum asset_audience assets_import_audience_of(struct arena *arena, struct str said,
                                              struct str name, struct str description) {
    static const char women[] =
        "women|womens|women's|woman|ladies|female|females|f|"
        "menywod|merched|kobiet|kobiety|dla kobiet";
    static const char men[] =
        "men|mens|men's|gentlemen|male|males|m|dynion|mezczyzn|mezczyzni|dla mezczyzn";
    struct str f = plain(arena, said.len > 0 ? said : name);
    f = str_replace(arena, f, STR("\xE2\x80\x99"), STR("'"));
    bool w = says_any(f, women), m = says_any(f, men);
    if (said.len > 0) return w == m ? ASSET_ANYONE : w ? ASSET_WOMEN : ASSET_MEN;
    f = str_replace(arena, f, STR(" m "), STR(" ")); /* one letter says nothing in a name */
    w = says_any(f, "women|womens|women's|ladies|menywod|kobiet");
    m = says_any(f, "men|mens|men's|dynion|mezczyzn");
    struct str d = plain(arena, description);
    /* A name says women, and the words say that others come too. */
    if (says_any(d, "all welcome|everyone welcome|everybody welcome|all are welcome|everyone is welcome|"
                    "open to all|open to everyone|men and women|women and men|including men|"
                    "including women|men welcome|women welcome|men are welcome|women are welcome|"
                    "mixed group|all genders|any gender"))
        w = m = false;
    w = w || says_any(d, "women only|women-only|for women only|ladies only|females only");
    m = m || says_any(d, "men only|men-only|for men only|males only");
    return w == m ? ASSET_ANYONE : w ? ASSET_WOMEN : ASSET_MEN;
}

static bool has_blank(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= ' ' || strchr("\"<>`", s.ptr[i])) return true;
    return false;
}

struct str assets_import_url_mend(struct arena *arena, struct str url) {
    struct str first;
    struct str rest = url;
    if (!str_next_word(&rest, &first)) return STR_NONE;
    url = first;
    size_t scheme = str_find(url, STR("://"), 0);
    struct str host = scheme == SIZE_MAX ? url : str_slice(url, scheme + 3, url.len);
    struct str name =
        scheme == SIZE_MAX ? STR("https") : str_lower(arena, str_slice(url, 0, scheme));
    size_t end = 0;
    while (end < host.len && !strchr("/?#:", host.ptr[end])) end++;
    struct str domain = str_slice(host, 0, end);
    size_t dot = str_find(domain, STR("."), 1);
    if (!str_is(name, "http") && !str_is(name, "https")) return STR_NONE;
    if (domain.len < 4 || dot == SIZE_MAX || dot + 1 >= domain.len ||
        !isalnum((unsigned char)domain.ptr[0]) || has_blank(url))
        return STR_NONE;
    if (str_find(domain, STR("@"), 0) != SIZE_MAX) return STR_NONE;
    return str_printf(arena, "%.*s://%.*s", STR_ARG(name), STR_ARG(host));
}

struct str assets_import_email_mend(struct arena *arena, struct str email) {
    struct str first, rest = email;
    (void)arena;
    while (str_next_word(&rest, &first)) {
        if (str_starts(first, STR("mailto:"))) first = str_slice(first, 7, first.len);
        while (first.len > 0 && strchr(",;.", first.ptr[first.len - 1])) first.len--;
        size_t at = str_find(first, STR("@"), 0), semi = str_find(first, STR(";"), 0);
        if (semi == SIZE_MAX) semi = str_find(first, STR(","), 0);
        if (semi != SIZE_MAX) first = str_slice(first, 0, semi);
        if (at == SIZE_MAX || at == 0 || at >= first.len || has_blank(first) ||
            str_find(first, STR("@"), at + 1) != SIZE_MAX)
            continue;
        size_t dot = str_find(first, STR("."), at + 2);
        if (dot != SIZE_MAX && dot + 1 < first.len) return first;
    }
    return STR_NONE;
}
