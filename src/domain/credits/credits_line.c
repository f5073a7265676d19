/* Reading one line about an hour: cut into words, each with what it is; the amount; who gave; then
   what is left is what was done, where the vocabulary knows it, and who it was, where it does not. */
#include "domain/credits/credits_line.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "platform/texts/texts.h"

#define SURE .9          /* of the vocabulary: no word is corrected into an activity */
#define UNKNOWN_MAX 4    /* more words that nobody knows: it is a letter, not a line */
#define HOURS_BARE 720   /* "2 garden": up to 12 are hours */
#define NUMBER_MAX 100000

struct token {
    struct str raw, plain;
    enum line_is is;
    int64_t sixty;       /* of a number: sixtieths */
    bool glued;          /* to the one before */
    bool digits;         /* written in figures */
    bool used, name, known;
};
struct reading {
    struct arena *arena;
    const struct vocabulary *v;
    struct token tokens[CREDITS_LINE_WORDS];
    size_t n;
    bool question, over;
};

/* ---- words ---- */

static bool is_digit(uint32_t c, uint32_t *ret_digit)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6f0};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c <= zeros[i] + 9) {
            *ret_digit = c - zeros[i];
            return true;
        }
    return false;
}

static int fraction(uint32_t c)
{
    return c == 0xbd ? 30 : c == 0xbc ? 15 : c == 0xbe ? 45 : 0;
}

/* Neither blank nor a sign: letters and marks of any script, and the apostrophe. */
static bool is_letter(uint32_t c)
{
    static const struct { uint32_t from, to; } signs[] = {
        {0, '&'}, {'(', '@'}, {'[', '`'}, {'{', 0xbf}, {0x60c, 0x60c}, {0x61b, 0x61b}, {0x61f, 0x61f}, {0x660, 0x66c}, {0x6d4, 0x6d4}, {0x6f0, 0x6f9},
        {0x2000, 0x200b}, {0x200d, 0x2018}, {0x201a, 0x206f}, {0xfffd, 0xfffd}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (c >= signs[i].from && c <= signs[i].to) return false;
    return true;
}

static struct token *add(struct reading *r, struct str raw, enum line_is is, int64_t sixty, bool glued)
{
    if (r->n == CREDITS_LINE_WORDS) {
        r->over = true;
        return &r->tokens[r->n - 1];
    }
    r->tokens[r->n] = (struct token){.raw = raw, .is = is, .sixty = sixty, .glued = glued};
    return &r->tokens[r->n++];
}

struct figures { int64_t whole, part, scale; uint32_t mark; };

static void put_digit(struct figures *f, uint32_t digit)
{
    if (!f->mark) f->whole = f->whole * 10 + digit > NUMBER_MAX ? NUMBER_MAX : f->whole * 10 + digit;
    else if (f->scale < 1000) {
        f->part = f->part * 10 + digit;
        f->scale *= 10;
    }
}

/* A mark with a figure behind it, once: "1.5", "1,5", "1:30". */
static bool inside_number(struct str behind, uint32_t c, const struct figures *f)
{
    uint32_t after, digit;
    bool mark = c == '.' || c == ',' || c == ':' || c == 0x66b;
    return mark && !f->mark && utf8_next(&behind, &after) && is_digit(after, &digit);
}

static int64_t sixtieths(const struct figures *f)
{
    if (f->mark == ':') return f->whole * 60 + (f->scale == 100 && f->part < 60 ? f->part : 0);
    return f->whole * 60 + (f->part * 60 * 2 + f->scale) / (f->scale * 2);
}

/* "2", "1.5", "1,25", "1:30", "1½": in sixtieths, rounded to a minute of an hour. */
static struct str take_number(struct reading *r, struct str rest, bool glued)
{
    struct figures f = {.scale = 1};
    struct str at = rest, before = rest;
    uint32_t c, digit;
    for (; utf8_next(&at, &c); before = at) {
        if (is_digit(c, &digit)) put_digit(&f, digit);
        else if (inside_number(at, c, &f)) f.mark = c;
        else break;
    }
    int64_t sixty = sixtieths(&f);
    struct str half = before;
    if (utf8_next(&half, &c) && fraction(c)) {
        sixty += fraction(c);
        before = half;
    }
    add(r, str_of(rest.ptr, rest.len - before.len), LINE_NUMBER, sixty, glued)->digits = true;
    return before;
}

static struct str take_word(struct reading *r, struct str rest, bool glued)
{
    struct str at = rest, before;
    uint32_t c;
    do before = at;
    while (utf8_next(&at, &c) && is_letter(c));
    add(r, str_of(rest.ptr, rest.len - before.len), LINE_WORD, 0, glued);
    return before;
}

static void cut(struct reading *r, struct str words)
{
    struct str rest = words, at;
    uint32_t c, digit;
    bool glued = false;
    for (at = rest; utf8_next(&at, &c); at = rest) {
        bool inside = glued;
        glued = true;
        if (fraction(c) && r->n < CREDITS_LINE_WORDS) {
            add(r, str_of(rest.ptr, rest.len - at.len), LINE_NUMBER, fraction(c), inside)->digits = true;
            rest = at;
        } else if (is_digit(c, &digit)) rest = take_number(r, rest, inside);
        else if (is_letter(c)) rest = take_word(r, rest, inside);
        else {
            if (c == '?' || c == 0x61f) r->question = true;
            glued = false;
            rest = at;
        }
    }
}

static void look_up(struct reading *r)
{
    size_t known = 0;
    while (credits_line_words[known].word) known++;
    struct str *folded = ARENA_ARRAY(r->arena, struct str, known);
    for (size_t k = 0; k < known; k++) folded[k] = utf8_fold(r->arena, str_from(credits_line_words[k].word));
    for (size_t i = 0; i < r->n; i++) {
        struct token *t = &r->tokens[i];
        t->plain = utf8_fold(r->arena, str_replace(r->arena, t->raw, STR("\u2019"), STR("'")));
        if (t->is != LINE_WORD) continue;
        for (size_t k = 0; k < known; k++) {
            if (!str_eq(folded[k], t->plain)) continue;
            t->is = credits_line_words[k].is;
            t->sixty = credits_line_words[k].n;
            break;
        }
    }
}

/* ---- is it ours at all? ---- */

/* "yes", "no", "stop"; small words that mean yes in one tongue and something else in another count
   where they begin the text. */
static bool replies(struct reading *r, size_t i)
{
    static const char *const small[] = {"na", "n", "y", "ji", "ie", "ok", "okay", "sure", "yea", "ale", "y", "if", "start", "stop", "no"};
    struct text_heard heard;
    const struct token *t = &r->tokens[i];
    if (t->is != LINE_WORD) return false;
    for (size_t k = 0; i > 0 && k < sizeof small / sizeof *small - 1; k++)
        if (str_is(t->plain, small[k])) return false;
    texts_hear(r->arena, t->raw, &heard);
    return (heard.said & (SAID_YES | SAID_NO | SAID_STOP | SAID_START | SAID_PERHAPS)) != 0;
}

static bool unit(enum line_is is)
{
    return is == LINE_HOUR || is == LINE_MINUTE;
}

/* "3QX": figures and letters together that are no "2h30" are a code, or a part of one. */
static bool mixed(const struct reading *r, size_t i)
{
    const struct token *a = &r->tokens[i - 1], *b = &r->tokens[i];
    return b->glued && !unit(a->is) && !unit(b->is);
}

static bool ours(struct reading *r)
{
    if (r->question || r->over || r->n < 2) return false;
    for (size_t i = 0; i < r->n; i++) {
        if (r->tokens[i].is == LINE_OTHERWISE || replies(r, i)) return false;
        if (i > 0 && mixed(r, i)) return false;
    }
    return true;
}

/* ---- how long ---- */

static enum line_is is_at(const struct reading *r, size_t i)
{
    return i < r->n ? r->tokens[i].is : LINE_OTHERWISE;
}

static size_t skip(const struct reading *r, size_t i)
{
    while (i < r->n && (r->tokens[i].is == LINE_FILL || r->tokens[i].is == LINE_AND || r->tokens[i].is == LINE_I)) i++;
    return i;
}

static void use(struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) r->tokens[i].used = true;
}

/* "...and a half", "...30 minutes", "...30" behind hours. Answers where it ends. */
static size_t more(const struct reading *r, size_t i, int64_t *minutes)
{
    size_t k = skip(r, i);
    if (is_at(r, k) == LINE_HALF && !unit(is_at(r, skip(r, k + 1)))) return *minutes += 30, k + 1;
    if (is_at(r, k) == LINE_QUARTER) return *minutes += 15, k + 1;
    if (is_at(r, k) != LINE_NUMBER) return i;
    int64_t n = r->tokens[k].sixty / 60;
    bool said = is_at(r, k + 1) == LINE_MINUTE;
    if (n > 59 || r->tokens[k].sixty % 60 != 0 || (!said && (n < 5 || k != i))) return i;
    *minutes += n;
    return k + (said ? 2 : 1);
}

/* A number and its unit. */
static size_t counted(const struct reading *r, size_t i, int64_t *minutes)
{
    int64_t sixty = r->tokens[i].sixty;
    size_t k = i + 1;
    if (is_at(r, skip(r, k)) == LINE_HALF && skip(r, k) > k) sixty += 30, k = skip(r, k) + 1; /* "1 and a half hours" */
    else if (is_at(r, k) == LINE_NUMBER && r->tokens[k].digits && r->tokens[k].sixty < 60) sixty += r->tokens[k++].sixty; /* "1 ½" */
    if (is_at(r, k) == LINE_QUARTER) {
        size_t hour = skip(r, k + 1);
        return is_at(r, hour) == LINE_HOUR ? (*minutes = sixty / 4, hour + 1) : i;
    }
    if (is_at(r, skip(r, k)) == LINE_HOUR) return *minutes = sixty, more(r, skip(r, k) + 1, minutes);
    if (is_at(r, k) == LINE_MINUTE && sixty % 60 == 0) return *minutes = sixty / 60, k + 1;
    return i;
}

/* An amount that begins here; answers where it ends, or i. */
static size_t amount(const struct reading *r, size_t i, int64_t *minutes)
{
    size_t next = skip(r, i + 1);
    switch (r->tokens[i].is) {
    case LINE_AMOUNT: return *minutes = r->tokens[i].sixty, i + 1;
    case LINE_NUMBER: return counted(r, i, minutes);
    case LINE_HALF: return is_at(r, next) == LINE_HOUR ? (*minutes = 30, next + 1) : i;
    case LINE_QUARTER: return is_at(r, next) == LINE_HOUR ? (*minutes = 15, next + 1) : i;
    case LINE_PLUS_HALF: /* "ساڑھے تین گھنٹے": three and a half */
        if (is_at(r, i + 1) != LINE_NUMBER || is_at(r, i + 2) != LINE_HOUR) return i;
        return *minutes = r->tokens[i + 1].sixty + 30, i + 3;
    case LINE_HOUR: return r->tokens[i].plain.len > 1 ? (*minutes = 60, more(r, i + 1, minutes)) : i; /* "an hour" */
    default: return i;
    }
}

static bool timed(const struct reading *r, size_t i)
{
    size_t k = i;
    while (k > 0 && (r->tokens[k - 1].is == LINE_FILL || r->tokens[k - 1].is == LINE_AND)) k--;
    return k > 0 && r->tokens[k - 1].is == LINE_TIME;
}

/* "2 garden": figures alone are hours up to 12, minutes from 15 to 90 by fives. */
static bool bare(const struct token *t, int64_t *minutes)
{
    int64_t n = t->sixty / 60;
    if (!t->digits || t->sixty <= 0) return false;
    if (t->sixty <= HOURS_BARE) return *minutes = t->sixty, true;
    if (t->sixty % 60 != 0 || n < 15 || n > 90 || n % 5 != 0) return false;
    return *minutes = n, true;
}

static bool read_amount(struct reading *r, struct credits_line *line, bool *ret_unit)
{
    int found = 0;
    *ret_unit = true;
    for (size_t i = 0; i < r->n; i++) {
        int64_t minutes = 0;
        size_t end = amount(r, i, &minutes);
        if (end == i || minutes <= 0) continue;
        if (timed(r, i)) return false;
        if (found++ == 0) line->minutes = minutes;
        use(r, i, end);
        i = end - 1;
    }
    line->many = found > 1;
    if (found) return true;
    *ret_unit = false;
    for (size_t i = 0; i < r->n && found < 2; i++) {
        int64_t minutes;
        if (r->tokens[i].is != LINE_NUMBER || !bare(&r->tokens[i], &minutes)) continue;
        if (timed(r, i)) return false;
        if (found++ == 0) line->minutes = minutes;
        use(r, i, i + 1);
    }
    return found == 1; /* two bare figures are a score or a date */
}

/* ---- what, and who ---- */

static bool capital(struct str raw)
{
    return raw.len > 0 && raw.ptr[0] >= 'A' && raw.ptr[0] <= 'Z';
}

static bool shouted(const struct reading *r)
{
    size_t capitals = 0, words = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (r->tokens[i].is == LINE_NUMBER || unit(r->tokens[i].is)) continue;
        words++;
        capitals += capital(r->tokens[i].raw) && r->tokens[i].raw.len > 1 && str_eq(str_lower(r->arena, r->tokens[i].raw), r->tokens[i].raw) == false &&
                    r->tokens[i].raw.ptr[1] >= 'A' && r->tokens[i].raw.ptr[1] <= 'Z';
    }
    return words > 0 && capitals * 2 > words;
}

static bool free_word(const struct token *t)
{
    return !t->used && (t->is == LINE_WORD || t->is == LINE_WHAT);
}

static void know(struct reading *r)
{
    struct vocabulary_chip chips[2];
    for (size_t i = 0; i < r->n; i++) {
        struct token *t = &r->tokens[i];
        if (t->used || (t->is != LINE_WORD && t->is != LINE_WHAT)) continue;
        t->known = t->is == LINE_WHAT;
        if (t->known || !r->v) continue;
        size_t n = vocabulary_link(r->v, r->arena, t->raw, NULL, chips, 2, NULL);
        t->known = n > 0 && chips[0].certainty >= SURE;
    }
}

/* A capital in the middle of what is not shouted says: a name, also of a Grace or a Heather. */
static bool name_by_capital(const struct reading *r, size_t i, bool loud)
{
    return !loud && i > 0 && capital(r->tokens[i].raw) && !(r->tokens[i].is == LINE_WHAT);
}

/* A name and what belongs to it: "Mrs Khan". */
static void mark(struct reading *r, size_t i, bool loud)
{
    r->tokens[i].name = true;
    for (size_t k = i + 1; k < r->n && free_word(&r->tokens[k]) && !r->tokens[k].known && (loud || capital(r->tokens[k].raw)) && k < i + 3; k++)
        r->tokens[k].name = true;
}

static bool leads_to_name(enum line_is is)
{
    return is == LINE_WITH || is == LINE_FROM || is == LINE_TO || is == LINE_GAVE || is == LINE_THANKS;
}

static size_t past_small(const struct reading *r, size_t k)
{
    while (k < r->n && (r->tokens[k].is == LINE_FILL || r->tokens[k].is == LINE_AND || r->tokens[k].is == LINE_TO || r->tokens[k].is == LINE_WITH)) k++;
    return k;
}

/* "with Dev", "from my neighbour"; "Dev ke saath". Answers whether one was found. */
static bool names_by_word(struct reading *r, bool loud)
{
    for (size_t i = 0; i < r->n; i++) {
        enum line_is is = r->tokens[i].is;
        if (is == LINE_AFTER && i > 0 && free_word(&r->tokens[i - 1]) && !r->tokens[i - 1].known) return r->tokens[i - 1].name = true;
        if (!leads_to_name(is)) continue;
        size_t k = past_small(r, i + 1);
        if (k >= r->n || !free_word(&r->tokens[k])) continue;
        if (r->tokens[k].known && !name_by_capital(r, k, loud)) continue;
        mark(r, k, loud);
        return true;
    }
    return false;
}

static size_t unknown(const struct reading *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) n += free_word(&r->tokens[i]) && !r->tokens[i].known;
    return n;
}

/* What is left: a capital inside, else the last word that nobody knows. */
static void names_left(struct reading *r, bool loud)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < r->n; i++) {
        if (!free_word(&r->tokens[i])) continue;
        if (name_by_capital(r, i, loud)) {
            mark(r, i, loud);
            return;
        }
        if (!r->tokens[i].known) last = i;
    }
    if (last == SIZE_MAX) return;
    r->tokens[last].name = true;
    bool title = last > 0 && free_word(&r->tokens[last - 1]) && (str_is(r->tokens[last - 1].plain, "mrs") || str_is(r->tokens[last - 1].plain, "mr"));
    if (title) r->tokens[last - 1].name = true;
}

static struct str joined(const struct reading *r, bool name, bool loud)
{
    struct buf buf;
    buf_init(&buf, r->arena, CREDITS_LINE_MAX * 2);
    for (size_t i = 0; i < r->n; i++) {
        const struct token *t = &r->tokens[i];
        if (!free_word(t) || t->name != name) continue;
        struct str word = loud ? str_lower(r->arena, t->raw) : t->raw;
        if (buf.len > 0) buf_putc(&buf, ' ');
        if (loud && name && word.ptr[0] >= 'a' && word.ptr[0] <= 'z') {
            buf_putc(&buf, (char)(word.ptr[0] - 'a' + 'A'));
            word = str_slice(word, 1, word.len);
        }
        buf_put(&buf, word);
    }
    return buf_str(&buf);
}

/* ---- who gave ---- */

static bool any(const struct reading *r, enum line_is is)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->tokens[i].is == is) return true;
    return false;
}

/* "Dev se", "Dev ne": what stands behind a name in Urdu and says that it came from them. */
static bool from_before(const struct reading *r, const struct token *t)
{
    return str_is(t->plain, "se") || str_is(t->plain, "ne") || str_eq(t->plain, utf8_fold(r->arena, STR("سے"))) ||
           str_eq(t->plain, utf8_fold(r->arena, STR("نے")));
}

/* "Dev gave me", "got", "from", "thank you": they received. "I gave", "I helped": they gave. */
static bool received(const struct reading *r)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct token *t = &r->tokens[i], *before = i > 0 ? t - 1 : NULL;
        if (t->is == LINE_ME || t->is == LINE_GOT || t->is == LINE_FROM || t->is == LINE_THANKS) return true;
        if (!before || !before->name) continue;
        if (t->is == LINE_GAVE || (t->is == LINE_AFTER && from_before(r, t))) return true;
    }
    return false;
}

/* "Devem", "Aminą", "Devowi" after a Polish "z", "dla" or "od". */
static struct str bare_name(struct reading *r, struct str who)
{
    static const struct { const char *end, *instead; } ends[] = {{"iem", ""}, {"em", ""}, {"owi", ""}, {"ą", "a"}, {"y", "a"}, {"ie", "a"}, {"a", ""}};
    bool polish = false;
    for (size_t i = 0; i < r->n; i++)
        polish = polish || str_is(r->tokens[i].plain, "z") || str_is(r->tokens[i].plain, "ze") || str_is(r->tokens[i].plain, "dla") || str_is(r->tokens[i].plain, "od");
    for (size_t i = 0; polish && i < sizeof ends / sizeof *ends; i++) {
        struct str end = str_from(ends[i].end);
        if (who.len > end.len + 2 && str_ends(who, end)) return str_cat(r->arena, str_slice(who, 0, who.len - end.len), str_from(ends[i].instead));
    }
    return STR_NONE;
}

bool credits_line_minutes(struct arena *arena, struct str words, int64_t *ret_minutes)
{
    struct reading r = {.arena = arena};
    struct credits_line line = {.minutes = 0};
    bool with_unit;
    if (words.len > CREDITS_LINE_NAME) return false;
    cut(&r, words);
    look_up(&r);
    if (r.over || !read_amount(&r, &line, &with_unit) || line.many) return false;
    for (size_t i = 0; i < r.n; i++)
        if (!r.tokens[i].used) return false;
    *ret_minutes = line.minutes;
    return true;
}

bool credits_line_parse(struct arena *arena, const struct vocabulary *v, struct str words, struct credits_line *ret_line)
{
    struct reading r = {.arena = arena, .v = v};
    struct credits_line line = {.who_bare = STR_NONE};
    bool with_unit;
    if (words.len > CREDITS_LINE_MAX) return false;
    cut(&r, words);
    look_up(&r);
    if (!ours(&r) || !read_amount(&r, &line, &with_unit)) return false;
    know(&r);
    bool loud = shouted(&r);
    bool known = false;
    for (size_t i = 0; i < r.n; i++) known = known || r.tokens[i].known;
    if (unknown(&r) > UNKNOWN_MAX) return false;
    bool by_word = names_by_word(&r, loud);
    if (!by_word) names_left(&r, loud);
    bool verb = any(&r, LINE_GOT) || any(&r, LINE_GAVE) || any(&r, LINE_THANKS);
    line.received = received(&r);
    line.yesterday = any(&r, LINE_YESTERDAY);
    line.what = joined(&r, false, loud);
    line.who = joined(&r, true, loud);
    if (line.what.len + line.who.len == 0 || (!with_unit && !known && !verb)) return false;
    if (line.who.len > CREDITS_LINE_NAME) return false;
    line.who_bare = bare_name(&r, line.who);
    *ret_line = line;
    return true;
}
