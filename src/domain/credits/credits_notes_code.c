/* Codes of paper notes: drawn at random, told from slips of the pen by a check sign, kept as an HMAC.
   Plain hashes would not do: 60 bits can be counted through by somebody who saw a copy of the table,
   so they are made with a key that stands in a table of its own. */
#include "domain/credits/credits_notes_own.h"

#include "credits_sql.h"
#include <sodium.h>
#include <string.h>

#define DATA_SIGNS (NOTES_CODE_SIGNS - 1)
#define KEY_BYTES 32

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* ---- the check sign: a sum in the field of 32, each place with another weight, so that one wrong sign
   and any two swapped are always seen ---- */

static unsigned times_two(unsigned x)
{
    return (x << 1) ^ (x & 16 ? 0x25u : 0); /* x^5 + x^2 + 1 */
}

static unsigned check_of(const unsigned *values)
{
    unsigned sum = 0; /* Horner: the last place has weight 2, the one before 4, ...; the check sign itself 1 */
    for (size_t i = 0; i < DATA_SIGNS; i++) sum = times_two(sum ^ values[i]);
    return sum;
}

struct str credits_note_code(struct ctx *ctx)
{
    unsigned values[DATA_SIGNS];
    char *code = arena_alloc(ctx->arena, NOTES_CODE_SIGNS + 1);
    for (size_t i = 0; i < DATA_SIGNS; i++) {
        values[i] = (unsigned)rand_below(ctx->rand, 32);
        code[i] = signs[values[i]];
    }
    code[DATA_SIGNS] = signs[check_of(values)];
    return str_of(code, NOTES_CODE_SIGNS);
}

struct str credits_note_code_shown(struct arena *arena, struct str code)
{
    if (code.len != NOTES_CODE_SIGNS) return code;
    return str_printf(arena, "%.4s-%.4s-%.4s-%.1s", code.ptr, code.ptr + 4, code.ptr + 8, code.ptr + 12);
}

/* ---- reading ---- */

/* The value of a sign as written by hand, or -1; Arabic and Persian figures are two bytes. */
static int value_at(struct str s, size_t i, size_t *ret_len)
{
    char c = s.ptr[i];
    unsigned char first = (unsigned char)c, next = i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : 0;
    *ret_len = 1;
    if ((first == 0xd9 && next >= 0xa0 && next <= 0xa9) || (first == 0xdb && next >= 0xb0 && next <= 0xb9)) {
        *ret_len = 2;
        return next & 15;
    }
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const char *at = c ? strchr(signs, c) : NULL;
    return at ? (int)(at - signs) : -1;
}

/* "https://kith.example/n/7K3F...?lang=ur" and "KITH 7K3F-..." to what may be the code. */
static struct str code_part(struct str typed)
{
    struct str s = str_trim(typed), piece, rest;
    s = str_slice(s, 0, str_find(s, STR("?"), 0));
    s = str_slice(s, 0, str_find(s, STR("#"), 0));
    while (str_ends(s, STR("/"))) s = str_slice(s, 0, s.len - 1);
    for (rest = s; str_next(&rest, '/', &piece);) s = piece;
    if (str_ieq(str_slice(s, 0, 5), STR("KITH "))) s = str_slice(s, 5, s.len);
    return str_trim(s);
}

/* Between signs: blanks of any kind, hyphens and dashes. */
static size_t gap_at(struct str s, size_t i)
{
    char c = s.ptr[i];
    if (c == ' ' || c == '-' || c == '.' || c == '_' || c == '\t') return 1;
    struct str rest = str_slice(s, i, s.len);
    if (str_starts(rest, STR("\u2010")) || str_starts(rest, STR("\u2011")) || str_starts(rest, STR("\u2012")) || str_starts(rest, STR("\u2013"))) return 3;
    return str_starts(rest, STR("\u00a0")) ? 2 : 0;
}

enum status credits_note_code_read(struct ctx *ctx, struct str typed, struct str field, struct str *ret_code)
{
    unsigned values[NOTES_CODE_SIGNS] = {0};
    char *code = arena_alloc(ctx->arena, NOTES_CODE_SIGNS + 1);
    struct str s = code_part(typed);
    size_t n = 0;
    if (s.len == 0) return ctx_fault(ctx, ERR_INVALID, field, SAY("Type the code on the note. For example: 7K3F-9QX2-MT4B-A"));
    for (size_t i = 0, step; i < s.len; i += step) {
        step = gap_at(s, i);
        if (step) continue;
        int value = value_at(s, i, &step);
        if (value < 0)
            return ctx_fault(ctx, ERR_INVALID, field, SAY("There is a sign in it that no code has. Codes have figures and the letters A to Z without I, L, O and U."));
        if (n < NOTES_CODE_SIGNS) {
            values[n] = (unsigned)value;
            code[n] = signs[value];
        }
        n++;
    }
    if (n != NOTES_CODE_SIGNS)
        return ctx_fault(ctx, ERR_INVALID, field,
                         SAY1("A code has 13 signs, and this has {n}. Look at the note again, please.", "n", str_int(ctx->arena, (int64_t)n)));
    if (check_of(values) != values[DATA_SIGNS])
        return ctx_fault(ctx, ERR_INVALID, field, SAY("One sign of this code is not as it is on the note, or two are swapped. Look at the note again, please."));
    *ret_code = str_of(code, NOTES_CODE_SIGNS);
    return OK;
}

/* ---- kept ---- */

enum status credits_note_key(struct ctx *ctx, bool make, struct str *ret_key)
{
    struct credits_sql_note_key row;
    unsigned char key[KEY_BYTES];
    enum status status = credits_sql_note_key(ctx->db, ctx->arena, &row);
    if (status == ERR_MISSING && make) {
        rand_bytes(ctx->rand, key, sizeof key);
        status = credits_sql_note_key_add(ctx->db, str_of((const char *)key, sizeof key));
        if (status != OK && status != ERR_CONFLICT) return status; /* another print was first: its key it is */
        status = credits_sql_note_key(ctx->db, ctx->arena, &row);
    }
    TRY(status);
    *ret_key = row.key;
    return OK;
}

void credits_note_hash(struct str key, struct str code, unsigned char ret_hash[32])
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)key.ptr, key.len);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)"note", 4);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)code.ptr, code.len);
    crypto_auth_hmacsha256_final(&state, ret_hash);
}
