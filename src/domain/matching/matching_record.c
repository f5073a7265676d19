/* What was suggested and what came of it, for weighing and for load: kept with the hello. */
#include "domain/matching/matching_own.h"

#include "matching_sql.h"

static struct str terms_word(struct arena *arena, const uint8_t f[REASON_KINDS])
{
    static const char digits[] = "0123456789abcdef";
    char *word = ARENA_ARRAY(arena, char, 2 * REASON_KINDS);
    for (int kind = 0; kind < REASON_KINDS; kind++) {
        word[2 * kind] = digits[f[kind] >> 4];
        word[2 * kind + 1] = digits[f[kind] & 15];
    }
    return str_of(word, 2 * REASON_KINDS);
}

static struct str first_word(struct str words)
{
    struct str word;
    return str_next_word(&words, &word) ? word : STR_NONE;
}

enum status matching_shown(struct ctx *ctx, struct person_id person, const struct suggestion *suggestions, size_t n, uint64_t seed)
{
    struct person row;
    TRY(people_find(ctx, person, &row));
    for (size_t i = 0; i < n; i++) {
        const struct suggestion *s = &suggestions[i];
        double chance = s->chance > 0 && s->chance <= 1 ? s->chance : 1;
        TRY(matching_sql_shown_add(ctx->db, &(struct matching_sql_shown_add_in){
            .id = ctx_id(ctx), .place_id = row.place, .asset_id = s->asset, .person_id = person,
            .position = s->position > 0 ? s->position : (int64_t)i + 1, .score = s->score, .chance = chance,
            .seed = (int64_t)(seed >> 1), .terms = terms_word(ctx->arena, s->f), .language = first_word(row.languages),
            .age_band = row.age_band.len > 0 ? row.age_band : STR_NONE, .at = ctx->now}));
    }
    return OK;
}

enum status matching_outcome(struct ctx *ctx, int64_t introduction, struct asset_id asset, struct person_id person, bool came_again)
{
    struct matching_sql_shown_last shown;
    enum status status = matching_sql_shown_last(ctx->db, ctx->arena, person, asset, &shown);
    if (status == ERR_MISSING) { /* begun before suggestions were kept: counted, but not weighed */
        struct person row;
        TRY(people_find(ctx, person, &row));
        shown = (struct matching_sql_shown_last){.id = INT_NONE, .place_id = row.place};
    } else {
        TRY(status);
    }
    return matching_sql_outcome_put(ctx->db, &(struct matching_sql_outcome_put_in){
        .introduction_id = introduction, .shown_id = shown.id, .place_id = shown.place_id, .asset_id = asset,
        .person_id = person, .came_again = came_again, .at = ctx->now});
}
