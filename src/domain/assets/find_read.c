/* Reading wishes out of a sentence, in four languages. The longest phrase wins; a word that may as
   well be part of a name or mean something else ("sun", "wed", "gluten free") is left alone. */
#include "base/utf8.h"
#include "domain/assets/find_read.h"
#include "domain/assets/index_row.h"

#include <string.h>

#define WORDS_MAX 60
#define PHRASE_MAX 5
#define PLACE_WORDS 3

struct phrase {
    enum find_sort_of sort;
    int a, b; /* days as bits, or minutes from and to */
    const char *words; /* "|" between */
};

#define MON 1
#define TUE 2
#define WED 4
#define THU 8
#define FRI 16
#define SAT 32
#define SUN 64
#define MORNING 6 * 60, 12 * 60
#define AFTERNOON 12 * 60, 17 * 60
#define EVENING 17 * 60, 24 * 60

static const struct phrase phrases[] = {
    {READ_DAY, MON, 0, "monday|mondays|on monday|on mondays|dydd llun|poniedziałek|poniedziałki|w poniedziałek|w poniedziałki|سوموار|پیر|پیر کو|سوموار کو"},
    {READ_DAY, TUE, 0, "tuesday|tuesdays|tue|tues|on tuesday|on tuesdays|dydd mawrth|wtorek|wtorki|we wtorek|we wtorki|منگل|منگل کو"},
    {READ_DAY, WED, 0, "wednesday|wednesdays|on wednesday|on wednesdays|dydd mercher|środa|środy|w środę|w środy|بدھ|بدھ کو"},
    {READ_DAY, THU, 0, "thursday|thursdays|thurs|on thursday|on thursdays|dydd iau|czwartek|czwartki|w czwartek|w czwartki|جمعرات|جمعرات کو"},
    {READ_DAY, FRI, 0, "friday|fridays|on friday|on fridays|dydd gwener|piątek|piątki|w piątek|w piątki|جمعہ|جمعہ کو|جمعے کو"},
    {READ_DAY, SAT, 0, "saturday|saturdays|on saturday|on saturdays|dydd sadwrn|sobota|soboty|w sobotę|w soboty|ہفتہ|ہفتے کو"},
    {READ_DAY, SUN, 0, "sunday|sundays|on sunday|on sundays|dydd sul|niedziela|niedziele|w niedzielę|w niedziele|اتوار|اتوار کو"},
    {READ_DAY, SAT | SUN, 0, "weekend|weekends|at weekends|at the weekend|this weekend|on weekends|penwythnos|y penwythnos|y penwythnos hwn|ar y penwythnos|w weekend|w weekendy|w ten weekend|ہفتے کے آخر|ہفتے کے آخر میں|اختتام ہفتہ"},
    {READ_DAY, MON | TUE | WED | THU | FRI, 0, "weekday|weekdays|on weekdays|w dni powszednie|yn ystod yr wythnos"},
    {READ_HOURS, MORNING, "morning|mornings|in the morning|in the mornings|y bore|yn y bore|rano|przed południem|صبح|صبح کو|صبح کے وقت"},
    {READ_HOURS, AFTERNOON, "afternoon|afternoons|in the afternoon|in the afternoons|prynhawn|y prynhawn|yn y prynhawn|po południu|popołudnie|popołudniu|دوپہر|دوپہر کو|سہ پہر"},
    {READ_HOURS, EVENING, "evening|evenings|in the evening|in the evenings|at night|after work|gyda'r nos|fin nos|yr hwyr|wieczorem|wieczór|wieczory|شام|شام کو|شام کے وقت|رات کو"},
    {READ_TODAY, 0, 0, "today|on today|heddiw|dziś|dzisiaj|آج"},
    {READ_TODAY, EVENING, "tonight|this evening|heno|dziś wieczorem|dzisiaj wieczorem|آج رات|آج شام"},
    {READ_DAY, 0, 1, "tomorrow|yfory|jutro"},
    {READ_OPEN, 0, 0, "open now|on now|right now|ar agor nawr|ar agor rwan|teraz otwarte|otwarte teraz|ابھی کھلا|ابھی کھلی|اس وقت کھلا"},
    {READ_FREE, 0, 0, "free|for free|free of charge|no cost|am ddim|rhad ac am ddim|za darmo|darmowe|darmowy|darmowa|bezpłatne|bezpłatny|bezpłatna|bezpłatnie|nieodpłatnie|مفت|مفت میں|بلا معاوضہ"},
    {READ_STEP_FREE, 0, 0, "step free|no steps|without steps|no stairs|without stairs|wheelchair|wheelchair access|wheelchair accessible|heb risiau|dim grisiau|heb grisiau|cadair olwyn|bez schodów|bez stopni|na wózku|wózek inwalidzki|سیڑھیوں کے بغیر|بغیر سیڑھیوں کے|سیڑھیاں نہیں|وہیل چیئر"},
    {READ_WELCOME, 0, 0, "someone meets me|someone to meet me|somebody to meet me|meet me at the door|meets me at the door|someone meets me at the door|rhywun i'm cyfarfod|ktoś mnie powita|ktoś kto mnie powita|کوئی مجھے ملے|دروازے پر کوئی ملے"},
};

struct tongue {
    const char *code, *words;
};
static const struct tongue tongues[] = {
    {"en", "in english|english speaking|yn saesneg|po angielsku|انگریزی میں"},
    {"cy", "in welsh|welsh speaking|yn gymraeg|trwy'r gymraeg|po walijsku|ویلش میں"},
    {"pl", "in polish|polish speaking|yn bwyleg|po polsku|پولش میں"},
    {"ur", "in urdu|urdu speaking|yn wrdw|w urdu|po urdu|اردو میں"},
    {"pa", "in punjabi|in panjabi|punjabi speaking|po pendżabsku|پنجابی میں"},
    {"bn", "in bengali|in bangla|in sylheti|bengali speaking|po bengalsku|بنگالی میں|بنگلہ میں"},
    {"gu", "in gujarati|gujarati speaking|گجراتی میں"},
    {"hi", "in hindi|hindi speaking|w hindi|ہندی میں"},
    {"ar", "in arabic|arabic speaking|yn arabeg|po arabsku|عربی میں"},
    {"so", "in somali|somali speaking|po somalijsku|صومالی میں"},
    {"ro", "in romanian|romanian speaking|po rumuńsku|رومانیہ کی زبان میں"},
    {"pt", "in portuguese|portuguese speaking|po portugalsku"},
    {"es", "in spanish|spanish speaking|yn sbaeneg|po hiszpańsku"},
    {"fr", "in french|french speaking|yn ffrangeg|po francusku"},
    {"fa", "in farsi|in persian|farsi speaking|po persku|فارسی میں"},
    {"ps", "in pashto|pashto speaking|پشتو میں"},
    {"ku", "in kurdish|kurdish speaking|po kurdyjsku"},
    {"ta", "in tamil|tamil speaking"},
    {"uk", "in ukrainian|ukrainian speaking|yn wcreineg|po ukraińsku"},
    {"ru", "in russian|russian speaking|po rosyjsku"},
    {"bfi", "in bsl|in sign language|british sign language|w języku migowym|اشاروں کی زبان میں"},
};
/* What comes before "free" when it means without something. */
static const char *const without[] = {"gluten", "smoke", "dairy", "sugar",   "alcohol", "drug",
                                      "nut",    "fat",   "meat",  "plastic", "car",     "drugs",
                                      "feel",   "set",   "break", "debt",    "pain",    "stress"};
static const char near_words[] = "near|near to|close to|close by|around|ger|wrth ymyl|yn agos i|blisko|w pobliżu|niedaleko";
static const char near_me[] = "near me|nearby|close to me|close by me|yn agos ataf|yn agos ata i|blisko mnie|w mojej okolicy|میرے قریب";
static const char near_after[] = "کے قریب|کے پاس|کے نزدیک";

struct word {
    size_t from, to;
    struct str folded;
};
struct reader {
    struct ctx *ctx;
    struct str text;
    struct word words[WORDS_MAX];
    size_t n;
    struct find_reading *out;
};

static void words_cut(struct reader *r)
{
    struct str rest = r->text, word;
    while (r->n < WORDS_MAX && utf8_next_word(&rest, &word))
        r->words[r->n++] = (struct word){(size_t)(word.ptr - r->text.ptr),
                                         (size_t)(word.ptr - r->text.ptr) + word.len,
                                         assets_index_fold(r->ctx->arena, word)};
}

/* How many words of the text from `at` are this phrase; 0 when they are not. */
static size_t phrase_at(const struct reader *r, size_t at, struct str phrase)
{
    struct str rest = assets_index_fold(r->ctx->arena, phrase), word;
    size_t n = 0;
    while (utf8_next_word(&rest, &word)) {
        if (at + n >= r->n || !str_eq(r->words[at + n].folded, word)) return 0;
        n++;
    }
    return n;
}

/* The longest of several. */
static size_t any_at(const struct reader *r, size_t at, const char *list)
{
    struct str rest = str_from(list), phrase;
    size_t best = 0;
    while (str_next(&rest, '|', &phrase)) {
        size_t n = phrase_at(r, at, phrase);
        if (n > best) best = n;
    }
    return best;
}

static bool without_something(const struct reader *r, size_t at)
{
    for (size_t i = 0; at > 0 && i < sizeof without / sizeof *without; i++)
        if (str_is(r->words[at - 1].folded, without[i])) return true;
    return false;
}

static bool add(struct reader *r, size_t at, size_t n, struct find_wish wish)
{
    if (r->out->n == FIND_READS) return false;
    wish.from = r->words[at].from;
    wish.to = r->words[at + n - 1].to;
    r->out->wishes[r->out->n++] = wish;
    return true;
}

static size_t phrase_read(struct reader *r, size_t at)
{
    const struct phrase *best = NULL;
    size_t best_n = 0;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        size_t n = any_at(r, at, phrases[i].words);
        if (n <= best_n) continue;
        best = &phrases[i];
        best_n = n;
    }
    if (best == NULL) return 0;
    if (best->sort == READ_FREE && best_n == 1 && without_something(r, at)) return 0;
    struct find_wish wish = {.sort = best->sort, .days = (unsigned)best->a};
    if (best->sort == READ_HOURS || best->sort == READ_TODAY) {
        wish.days = 0;
        wish.begins = best->a;
        wish.ends = best->b;
    }
    if (best->sort == READ_DAY && best->b == 1)
        wish.days = 1u << (unsigned)((day_weekday(ctx_today(r->ctx)) + 1) % 7);
    return add(r, at, best_n, wish) ? best_n : 0;
}

static size_t tongue_read(struct reader *r, size_t at)
{
    for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++) {
        size_t n = any_at(r, at, tongues[i].words);
        struct find_wish wish = {.sort = READ_LANGUAGE, .language = str_from(tongues[i].code)};
        if (n > 0) return add(r, at, n, wish) ? n : 0;
    }
    return 0;
}

/* ---- near ---- */

static struct str span(const struct reader *r, size_t from, size_t n)
{
    return str_slice(r->text, r->words[from].from, r->words[from + n - 1].to);
}

static bool place_known(struct reader *r, struct str words)
{
    struct places_point point;
    struct faults before = r->ctx->faults;
    faults_init(&r->ctx->faults, r->ctx->arena);
    bool known = places_near_parse(r->ctx, words, STR("near"), &point) == OK;
    r->ctx->faults = before;
    return known;
}

/* The longest run of words from `at` that is a place; not past another wish's first word. */
static size_t place_at(struct reader *r, size_t at)
{
    for (size_t n = PLACE_WORDS; n > 0; n--)
        if (at + n <= r->n && place_known(r, span(r, at, n))) return n;
    return 0;
}

/* "B36", "CF10": letters, then a digit. */
static bool outcode_like(struct str word)
{
    size_t i = 0;
    while (i < word.len && word.ptr[i] >= 'a' && word.ptr[i] <= 'z') i++;
    if (i == 0 || i > 2 || word.len > 4 || i == word.len) return false;
    return word.ptr[i] >= '0' && word.ptr[i] <= '9';
}

static size_t near_read(struct reader *r, size_t at)
{
    size_t n = any_at(r, at, near_me);
    if (n > 0) return add(r, at, n, (struct find_wish){.sort = READ_NEAR}) ? n : 0;
    n = any_at(r, at, near_words);
    size_t place = n > 0 && at + n < r->n ? place_at(r, at + n) : 0;
    struct find_wish wish = {.sort = READ_NEAR};
    if (place > 0) {
        wish.near = span(r, at + n, place);
        return add(r, at, n + place, wish) ? n + place : 0;
    }
    size_t after = at + 1 < r->n ? any_at(r, at + 1, near_after) : 0;
    bool named = after > 0 || outcode_like(r->words[at].folded);
    if (!named || !place_known(r, span(r, at, 1))) return 0;
    wish.near = span(r, at, 1);
    return add(r, at, 1 + after, wish) ? 1 + after : 0;
}

void assets_find_read(struct ctx *ctx, struct str text, struct find_reading *ret_reading)
{
    struct reader r = {.ctx = ctx, .text = utf8_cut(text, 500), .out = ret_reading};
    ret_reading->n = 0;
    words_cut(&r);
    for (size_t at = 0; at < r.n;) {
        size_t n = tongue_read(&r, at);
        if (n == 0) n = phrase_read(&r, at);
        if (n == 0) n = near_read(&r, at);
        at += n > 0 ? n : 1;
    }
}

struct str assets_find_without(struct arena *arena, struct str text,
                               const struct find_wish *wish)
{
    struct str parts[] = {str_trim(str_slice(text, 0, wish->from)),
                          str_trim(str_slice(text, wish->to, text.len))};
    if (parts[0].len == 0) return parts[1];
    if (parts[1].len == 0) return parts[0];
    return str_join(arena, parts, 2, STR(" "));
}

struct str assets_find_rest(struct arena *arena, struct str text,
                            const struct find_reading *reading)
{
    for (size_t i = reading->n; i-- > 0;) /* from the end, so that the places stay right */
        text = assets_find_without(arena, text, &reading->wishes[i]);
    return text;
}
