/* Holidays a schedule text leaves out, or is only on in: "not on bank holidays", "term time only",
   in English, Welsh, Polish and Urdu. The words become one token; what is not sure stays as it is. */
#include "base/utf8.h"
#include "domain/assets/schedule_words.h"

#define WINDOW 12 /* tokens of one phrase */

/* LINK stands between the others; IMPLIED holidays need no school or bank beside them. */
enum part { NOTHING, LINK, NOT, ONLY, SCHOOL, BANK, HOLIDAY, TERM, SCHOOL_HOLIDAY, BANK_HOLIDAY };

static const struct {
    const char *word;
    enum part part;
} parts[] = {
    {"not", NOT}, {"except", NOT}, {"excluding", NOT}, {"excl", NOT}, {"exc", NOT}, {"closed", NOT},
    {"no", NOT}, {"outside", NOT}, {"never", NOT}, {"only", ONLY}, {"school", SCHOOL}, {"schools", SCHOOL},
    {"bank", BANK}, {"public", BANK}, {"holiday", HOLIDAY}, {"holidays", HOLIDAY}, {"hol", HOLIDAY},
    {"hols", HOLIDAY}, {"term", TERM}, {"termtime", TERM}, {"in", LINK}, {"on", LINK}, {"the", LINK},
    {"during", LINK}, {"of", LINK}, {"for", LINK}, {"time", LINK}, {"or", LINK}, {"and", LINK}, {"at", LINK},
    /* Welsh */
    {"ddim", NOT}, {"nid", NOT}, {"eithrio", NOT}, {"heblaw", NOT}, {"gau", NOT}, {"unig", ONLY},
    {"ysgol", SCHOOL}, {"ysgolion", SCHOOL}, {"banc", BANK}, {"cyhoeddus", BANK}, {"gwyliau", HOLIDAY},
    {"wyliau", HOLIDAY}, {"ngwyliau", HOLIDAY}, {"gwyl", HOLIDAY}, {"tymor", TERM}, {"nhymor", TERM},
    {"y", LINK}, {"yr", LINK}, {"yn", LINK}, {"yng", LINK}, {"ystod", LINK}, {"ar", LINK}, {"neu", LINK},
    {"r", LINK}, {"na", LINK}, {"ac", LINK}, {"a", LINK},
    /* Polish */
    {"nie", NOT}, {"oprocz", NOT}, {"wyjatkiem", NOT}, {"poza", NOT}, {"bez", NOT}, {"nieczynne", NOT},
    {"zamkniete", NOT}, {"tylko", ONLY}, {"wylacznie", ONLY}, {"szkolne", SCHOOL}, {"szkolnych", SCHOOL},
    {"szkolnymi", SCHOOL}, {"ferie", SCHOOL_HOLIDAY}, {"ferii", SCHOOL_HOLIDAY}, {"feriami", SCHOOL_HOLIDAY},
    {"wakacje", SCHOOL_HOLIDAY}, {"wakacji", SCHOOL_HOLIDAY}, {"swieta", BANK_HOLIDAY}, {"swiat", BANK_HOLIDAY},
    {"swietami", BANK_HOLIDAY}, {"swiateczne", BANK_HOLIDAY}, {"swiatecznych", BANK_HOLIDAY}, {"szkolnym", TERM},
    {"panstwowe", LINK}, {"panstwowych", LINK}, {"ustawowe", LINK}, {"wolne", LINK}, {"pracy", LINK}, {"dni", LINK},
    {"w", LINK}, {"we", LINK}, {"czasie", LINK}, {"podczas", LINK}, {"z", LINK}, {"od", LINK}, {"i", LINK},
    {"ani", LINK}, {"lub", LINK}, {"roku", LINK}, {"rok", LINK},
    /* Urdu */
    {"نہیں", NOT}, {"علاوہ", NOT}, {"بند", NOT}, {"صرف", ONLY}, {"سکول", SCHOOL}, {"اسکول", SCHOOL},
    {"سکولوں", SCHOOL}, {"بینک", BANK}, {"بنک", BANK}, {"سرکاری", BANK}, {"عام", BANK}, {"چھٹیوں", HOLIDAY},
    {"چھٹیاں", HOLIDAY}, {"چھٹی", HOLIDAY}, {"تعطیلات", HOLIDAY}, {"ہالیڈے", HOLIDAY}, {"ہالیڈیز", HOLIDAY},
    {"دنوں", TERM}, {"ٹرم", TERM}, {"کی", LINK}, {"کے", LINK}, {"پر", LINK}, {"میں", LINK}, {"کو", LINK},
    {"یا", LINK}, {"اور", LINK}, {"دوران", LINK}, {"کھلنے", LINK}};

static enum part part_of(struct arena *arena, struct str text, const struct token *t)
{
    if (t->kind == TOKEN_AND || t->kind == TOKEN_NUMBER || t->kind == TOKEN_DAY || t->kind == TOKEN_DATE) {
        if (t->kind != TOKEN_AND) return NOTHING;
    }
    struct str word = utf8_fold(arena, str_slice(text, t->at, t->end));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_is(word, parts[i].word)) return parts[i].part;
    return NOTHING;
}

struct phrase {
    bool not, only, school, bank, holiday, term;
    unsigned named; /* holidays: skip bits */
};

static void part_note(struct phrase *p, enum part part)
{
    p->not = p->not || part == NOT;
    p->only = p->only || part == ONLY;
    p->school = p->school || part == SCHOOL;
    p->bank = p->bank || part == BANK;
    p->holiday = p->holiday || part == HOLIDAY;
    p->term = p->term || part == TERM;
    if (part == SCHOOL_HOLIDAY) p->named |= ASSET_SKIP_SCHOOL;
    if (part == BANK_HOLIDAY) p->named |= ASSET_SKIP_BANK;
}

/* The bits of a phrase; 0 = not one of ours. */
static unsigned bits_of(struct phrase p)
{
    if (p.holiday && p.school) p.named |= ASSET_SKIP_SCHOOL;
    if (p.holiday && p.bank) p.named |= ASSET_SKIP_BANK;
    if (p.term && p.named == 0) return p.not ? ASSET_ONLY_SCHOOL : ASSET_SKIP_SCHOOL;
    if (p.not && !p.only) return p.named;
    return p.only && !p.not && p.named == ASSET_SKIP_SCHOOL ? ASSET_ONLY_SCHOOL : 0;
}

static bool heart(enum part part)
{
    return part == HOLIDAY || part == TERM || part == SCHOOL_HOLIDAY || part == BANK_HOLIDAY;
}

/* Does the phrase end before token i? */
static bool ends_at(struct arena *arena, struct str text, const struct token *t, size_t i, enum part part, bool hearts, bool not)
{
    if (part == NOTHING || (i == 0 && part == LINK)) return true;
    if (part == NOT && hearts && not) return true; /* the next phrase */
    return t[i].kind == TOKEN_AND && hearts && part_of(arena, text, &t[i - 1]) == NOT; /* Urdu denies behind */
}

/* The name of a day stands there, and no date with it. */
static bool day_alone(const struct token *t, size_t n, size_t i)
{
    return i < n && t[i].kind == TOKEN_DAY && (i + 1 == n || t[i + 1].kind != TOKEN_NUMBER);
}

/* The phrase that begins at token 0: how many tokens, its bits; 0 when none does. */
static size_t phrase_read(struct arena *arena, struct str text, const struct token *t, size_t n, unsigned *ret_bits)
{
    struct phrase p = {0};
    size_t last = 0;
    bool hearts = false;
    for (size_t i = 0; i < n && i < WINDOW; i++) {
        enum part part = part_of(arena, text, &t[i]);
        if (ends_at(arena, text, t, i, part, hearts, p.not)) break;
        part_note(&p, part);
        hearts = hearts || heart(part);
        if (part != LINK) last = i + 1;
    }
    *ret_bits = hearts ? bits_of(p) : 0;
    bool day = last < n && t[last].kind == TOKEN_AND && day_alone(t, n, last + 1);
    if (day && p.not) return 0; /* "closed bank holidays and Mondays" */
    if (*ret_bits & ASSET_SKIP_BANK && day_alone(t, n, last)) last++; /* "closed bank holiday Mondays" */
    return *ret_bits ? last : 0;
}

size_t assets_schedule_skips(struct arena *arena, struct str text, struct token *tokens, size_t n)
{
    size_t out = 0;
    bool any = false;
    for (size_t i = 0; i < n && !any; i++) any = heart(part_of(arena, text, &tokens[i]));
    if (!any) return n;
    for (size_t i = 0; i < n;) {
        unsigned bits;
        size_t used = phrase_read(arena, text, &tokens[i], n - i, &bits);
        struct token t = tokens[i];
        if (used)
            t = (struct token){.kind = TOKEN_SKIP, .at = tokens[i].at, .end = tokens[i + used - 1].end,
                               .number = (int)bits, .minute = -1, .day = DAY_NONE};
        tokens[out++] = t;
        i += used ? used : 1;
    }
    return out;
}

/* ---- dates with the name of their day ---- */

/* "from", "until"; "do" of Polish and "o" of Welsh, which are other things elsewhere. */
static bool mark(const struct token *t)
{
    return t->kind == TOKEN_FROM || t->kind == TOKEN_UNTIL || t->tag == WORD_CLOCK_24;
}

/* A date whose mark stands behind it. */
static bool mark_behind(const struct token *t, size_t n, size_t i)
{
    return i + 1 < n && t[i].kind == TOKEN_DATE && t[i + 1].tag == WORD_BEHIND &&
           (i + 2 == n || t[i + 2].kind != TOKEN_DATE);
}

/* "9 se dopahar 1": the number leans already. */
static bool leans(const struct token *t, size_t n, size_t i)
{
    return i > 0 && i + 1 < n && t[i].kind == TOKEN_HALF && t[i + 1].kind == TOKEN_NUMBER &&
           t[i - 1].kind == TOKEN_RANGE;
}

/* "from dydd Llun 5 Ebrill": where the date stands whose day is named at token i; n when none is. */
static size_t named_date(const struct token *t, size_t n, size_t i)
{
    size_t name = i;
    while (name < n && t[name].kind == TOKEN_FILLER) name++;
    size_t date = name + 1 < n && t[name + 1].kind == TOKEN_AND ? name + 2 : name + 1;
    return date < n && t[name].kind == TOKEN_DAY && t[date].kind == TOKEN_DATE ? date : n;
}

size_t assets_schedule_dates_settle(struct token *t, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        if (mark_behind(t, n, i)) { /* the mark first, then the date; the name of the day goes */
            struct token date = t[i], sign = t[i + 1];
            sign.kind = sign.kind == TOKEN_UNTIL ? TOKEN_UNTIL : TOKEN_FROM;
            if (out > 0 && t[out - 1].kind == TOKEN_DAY) out--;
            t[out++] = sign;
            t[out++] = date;
            i++;
            continue;
        }
        if (leans(t, n, i)) continue;
        size_t date = out > 0 && mark(&t[out - 1]) ? named_date(t, n, i) : n;
        if (date < n) {
            if (t[out - 1].kind == TOKEN_RANGE) t[out - 1].kind = TOKEN_UNTIL;
            if (t[out - 1].kind == TOKEN_FILLER) t[out - 1].kind = TOKEN_FROM;
            i = date;
        }
        t[out++] = t[i];
    }
    return out;
}
