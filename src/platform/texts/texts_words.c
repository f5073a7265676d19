#include "platform/texts/texts.h"

#include "base/buf.h"
#include "base/utf8.h"

/* What people write back. Words are compared folded, with doubled letters taken as one ("yesss",
   "noo"). Misspellings stand here only for yes: they are no other word. A wrong "no" would be
   "know" or "on", and is asked again instead. */

#define WORDS_MAX 64
#define WORD_MAX 40
#define CODE 6  /* of a hello */
#define SHORT 5 /* of a date and of a card: begins with a figure, so that no word is taken for one */
#define ANY TEXT_LANGUAGES

static const struct { const char *word; unsigned said; enum text_language language; } known[] = {
    {"yes", SAID_YES, TEXT_EN}, {"y", SAID_YES, TEXT_EN}, {"yep", SAID_YES, TEXT_EN},
    {"yeah", SAID_YES, TEXT_EN}, {"yea", SAID_YES, TEXT_EN}, {"yse", SAID_YES, TEXT_EN},
    {"yws", SAID_YES, TEXT_EN}, {"yed", SAID_YES, TEXT_EN}, {"yers", SAID_YES, TEXT_EN},
    {"ok", SAID_YES, ANY}, {"okay", SAID_YES, TEXT_EN}, {"sure", SAID_YES, TEXT_EN},
    {"ie", SAID_YES, TEXT_CY}, {"iawn", SAID_YES, TEXT_CY}, {"ydw", SAID_YES, TEXT_CY},
    {"oes", SAID_YES, TEXT_CY}, {"tak", SAID_YES, TEXT_PL}, {"tka", SAID_YES, TEXT_PL},
    {"dobrze", SAID_YES, TEXT_PL}, {"ہاں", SAID_YES, TEXT_UR}, {"ھاں", SAID_YES, TEXT_UR},
    {"هاں", SAID_YES, TEXT_UR}, {"ہان", SAID_YES, TEXT_UR}, {"هان", SAID_YES, TEXT_UR},
    {"جی", SAID_YES, TEXT_UR}, {"haan", SAID_YES, TEXT_UR}, {"ji", SAID_YES, TEXT_UR},
    {"no", SAID_NO, ANY}, {"n", SAID_NO, ANY}, {"nope", SAID_NO, TEXT_EN},
    {"nah", SAID_NO, TEXT_EN}, {"na", SAID_NO, TEXT_CY}, {"nage", SAID_NO, TEXT_CY},
    {"nac", SAID_NO, TEXT_CY}, {"nie", SAID_NO, TEXT_PL}, {"نہیں", SAID_NO, TEXT_UR},
    {"نهیں", SAID_NO, TEXT_UR}, {"نھیں", SAID_NO, TEXT_UR}, {"نہین", SAID_NO, TEXT_UR},
    {"نهین", SAID_NO, TEXT_UR}, {"نہ", SAID_NO, TEXT_UR}, {"nahin", SAID_NO, TEXT_UR},
    {"nahi", SAID_NO, TEXT_UR}, {"naheen", SAID_NO, TEXT_UR},
    {"stop", SAID_STOP, ANY}, {"stopall", SAID_STOP, TEXT_EN}, {"unsubscribe", SAID_STOP, TEXT_EN},
    {"cancel", SAID_STOP, TEXT_EN}, {"stopio", SAID_STOP, TEXT_CY}, {"stopiwch", SAID_STOP, TEXT_CY},
    {"koniec", SAID_STOP, TEXT_PL}, {"بند", SAID_STOP, TEXT_UR}, {"روکیں", SAID_STOP, TEXT_UR},
    {"سٹاپ", SAID_STOP, TEXT_UR}, {"start", SAID_START, ANY}, {"dechrau", SAID_START, TEXT_CY},
    {"شروع", SAID_START, TEXT_UR},
    {"help", SAID_HELP, ANY}, {"info", SAID_HELP, ANY}, {"cymorth", SAID_HELP, TEXT_CY},
{"pomoc", SAID_HELP, TEXT_PL}, {"مدد", SAID_HELP, TEXT_UR},
    {"ring", SAID_RING, TEXT_EN}, {"call", SAID_RING, TEXT_EN}, {"phone", SAID_RING, TEXT_EN},
    {"ffoniwch", SAID_RING, TEXT_CY}, {"ffonio", SAID_RING, TEXT_CY}, {"zadzwon", SAID_RING, TEXT_PL},
    {"zadzwoncie", SAID_RING, TEXT_PL}, {"فون", SAID_RING, TEXT_UR}, {"کال", SAID_RING, TEXT_UR},
    {"not", SAID_PERHAPS, TEXT_EN}, {"but", SAID_PERHAPS, TEXT_EN}, {"if", SAID_PERHAPS, TEXT_EN},
    {"maybe", SAID_PERHAPS, TEXT_EN}, {"perhaps", SAID_PERHAPS, TEXT_EN}, {"unless", SAID_PERHAPS, TEXT_EN},
    {"can't", SAID_PERHAPS, TEXT_EN}, {"cant", SAID_PERHAPS, TEXT_EN}, {"cannot", SAID_PERHAPS, TEXT_EN},
    {"don't", SAID_PERHAPS, TEXT_EN}, {"dont", SAID_PERHAPS, TEXT_EN}, {"won't", SAID_PERHAPS, TEXT_EN},
    {"didn't", SAID_PERHAPS, TEXT_EN}, {"didnt", SAID_PERHAPS, TEXT_EN}, {"never", SAID_PERHAPS, TEXT_EN},
    {"wont", SAID_PERHAPS, TEXT_EN}, {"ond", SAID_PERHAPS, TEXT_CY}, {"efallai", SAID_PERHAPS, TEXT_CY},
    {"ddim", SAID_PERHAPS, TEXT_CY}, {"ale", SAID_PERHAPS, TEXT_PL}, {"może", SAID_PERHAPS, TEXT_PL},
    {"jeśli", SAID_PERHAPS, TEXT_PL}, {"شاید", SAID_PERHAPS, TEXT_UR}, {"لیکن", SAID_PERHAPS, TEXT_UR},
    {"مگر", SAID_PERHAPS, TEXT_UR}, {"اگر", SAID_PERHAPS, TEXT_UR},
};
#define KNOWN (sizeof known / sizeof *known)

/* Folded, each run of one letter once. */
static struct str worn(struct arena *arena, struct str word)
{
    struct str folded = utf8_fold(arena, word);
    struct buf out;
    uint32_t c, before = 0;
    char bytes[4];
    buf_init(&out, arena, folded.len + 8);
    while (utf8_next(&folded, &c)) {
        if (c == 0x2019) c = '\'';
        if (c != before) buf_put(&out, str_of(bytes, utf8_encode(c, bytes)));
        before = c;
    }
    return buf_str(&out);
}

/* A word of the table, its index; KNOWN when it is none. */
static size_t look_up(const struct str *table, struct str word)
{
    size_t i = 0;
    while (i < KNOWN && !str_eq(table[i], word)) i++;
    return i;
}

/* ---- codes ---- */

/* Upper case and plain figures: "k7f۳". Empty when some letter stands in no code. */
static struct str code_letters(struct arena *arena, struct str token)
{
    static const struct str letters = STR_INIT("ABCDEFGHJKMNPQRTUVWXY346789");
    struct buf out;
    uint32_t c;
    buf_init(&out, arena, WORD_MAX);
    while (utf8_next(&token, &c)) {
        if (c >= 0x660 && c <= 0x669) c = c - 0x660 + '0';
        if (c >= 0x6f0 && c <= 0x6f9) c = c - 0x6f0 + '0';
        if (c >= 'a' && c <= 'z') c = c - 'a' + 'A';
        char letter = c < 0x80 ? (char)c : '0';
        if (str_find(letters, str_of(&letter, 1), 0) == SIZE_MAX) return STR("");
        buf_putc(&out, letter);
    }
    return out.over ? STR("") : buf_str(&out);
}

static bool is_code(struct str code)
{
    return code.len == CODE || (code.len == SHORT && code.ptr[0] >= '0' && code.ptr[0] <= '9');
}

static void add_code(struct text_heard *heard, struct str code)
{
    for (size_t i = 0; i < heard->codes_n; i++)
        if (str_eq(heard->codes[i], code)) return;
    if (is_code(code) && heard->codes_n < TEXTS_CODES_MAX) heard->codes[heard->codes_n++] = code;
}

/* "K7F3QX", "K7F 3QX", "K7F-3QX": words that are six letters together, or five. */
static void find_codes(struct arena *arena, const struct str *tokens, size_t n, struct text_heard *heard)
{
    for (size_t i = 0; i < n; i++) {
        struct str code = STR("");
        for (size_t k = i; k < n && code.len < CODE; k++) {
            struct str piece = code_letters(arena, tokens[k]);
            if (piece.len == 0) break;
            code = str_cat(arena, code, piece);
            add_code(heard, code);
        }
    }
}

/* ---- words ---- */

static void note(struct text_heard *heard, size_t i, size_t place, struct str word, bool *plain_no)
{
    /* STOP counts where it begins the text: "I will stop by" is no wish to hear no more. */
    if ((known[i].said & (SAID_STOP | SAID_START)) && place > 0) return;
    if (known[i].said == SAID_RING && place > 1) return;
    heard->said |= known[i].said;
    if (known[i].said == SAID_NO && !str_is(word, "no")) *plain_no = false;
    if (!heard->locale && known[i].language != ANY) heard->locale = text_locale(known[i].language);
}

/* "yesk7f3qx" and "k7f3qxyes": written without a blank. */
static size_t glued(struct arena *arena, const struct str *table, struct str token, struct text_heard *heard)
{
    struct str plain = utf8_fold(arena, token);
    for (size_t length = CODE; length >= SHORT; length--) {
        if (plain.len <= length || plain.len > WORD_MAX) continue;
        for (int end = 0; end < 2; end++) {
            size_t cut = end ? plain.len - length : length;
            struct str word = worn(arena, end ? str_slice(plain, 0, cut) : str_slice(plain, cut, plain.len));
            struct str code = code_letters(arena, end ? str_slice(plain, cut, plain.len) : str_slice(plain, 0, cut));
            size_t i = look_up(table, word);
            if (i == KNOWN || !is_code(code) || !(known[i].said & (SAID_YES | SAID_NO))) continue;
            add_code(heard, code);
            return i;
        }
    }
    return KNOWN;
}

void texts_hear(struct arena *arena, struct str words, struct text_heard *ret_heard)
{
    struct text_heard heard = {.said = 0};
    struct str table[KNOWN], tokens[WORDS_MAX], token;
    size_t n = 0;
    bool plain_no = true;
    for (size_t i = 0; i < KNOWN; i++) table[i] = worn(arena, str_from(known[i].word));
    while (n < WORDS_MAX && utf8_next_word(&words, &token))
        if (token.len <= 4 * WORD_MAX) tokens[n++] = token;
    for (size_t k = 0; k < n; k++) {
        struct str word = worn(arena, tokens[k]);
        size_t i = look_up(table, word);
        if (i == KNOWN) i = glued(arena, table, tokens[k], &heard);
        if (i < KNOWN) note(&heard, i, k, word, &plain_no);
    }
    find_codes(arena, tokens, n, &heard);
    heard.only_no = plain_no && (heard.said & SAID_NO) != 0;
    *ret_heard = heard;
}
