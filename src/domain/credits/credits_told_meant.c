/* Who was meant by a first name. Only those who know each other, or who agreed to be asked, are found;
   two who are kept apart never meet here, and the answer is the one for a name nobody knows. */
#include "domain/credits/credits_told_own.h"

#include "base/utf8.h"
#include "credits_sql.h"

#define KNOWN_MOST 500

static bool apart(struct ctx *ctx, const struct credits_telling *t, struct person_id other)
{
    return people_apart(ctx, t->teller, other);
}

/* Of those they know: one of this name, else v = 0. ret_several: more than one. */
static enum status among_known(struct ctx *ctx, const struct credits_telling *t, struct str said, struct person_id *ret_id, bool *ret_several)
{
    struct credits_sql_told_known *rows;
    size_t n, count = 0;
    struct str wanted = utf8_fold(ctx->arena, said);
    struct person_id found = {0};
    TRY(credits_sql_told_known(ctx->db, ctx->arena, t->teller, KNOWN_MOST, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(utf8_fold(ctx->arena, rows[i].first_name), wanted)) continue;
        count++;
        found = rows[i].id;
    }
    *ret_several = count > 1;
    *ret_id = count == 1 && !apart(ctx, t, found) ? found : (struct person_id){0};
    return OK;
}

/* Of all of the place: the only one of this name, if they agreed to be asked. */
static enum status among_all(struct ctx *ctx, const struct credits_telling *t, struct place_id place, struct str said, struct person_id *ret_id)
{
    struct credits_sql_told_named *rows;
    size_t n;
    TRY(credits_sql_told_named(ctx->db, ctx->arena, place, t->teller, said, str_lower(ctx->arena, said), &rows, &n));
    bool found = n == 1 && people_consents(ctx, rows[0].id, CONSENT_BE_ASKED) && !apart(ctx, t, rows[0].id);
    *ret_id = found ? rows[0].id : (struct person_id){0};
    return OK;
}

static enum status among_groups(struct ctx *ctx, struct place_id place, struct str said, struct asset_id *ret_id)
{
    struct credits_sql_told_groups *rows;
    size_t n;
    struct str low = str_lower(ctx->arena, said);
    if (str_starts(low, STR("the ")) && low.len > 4) low = str_slice(low, 4, low.len);
    TRY(credits_sql_told_groups(ctx->db, ctx->arena, place, said, low, &rows, &n));
    *ret_id = n == 1 ? rows[0].id : (struct asset_id){0};
    return OK;
}

static enum status by_words(struct ctx *ctx, const struct credits_telling *t, struct place_id place, struct credits_told *told)
{
    struct str said = str_trim(t->other_words);
    bool several;
    TRY(among_known(ctx, t, said, &told->other, &several));
    if (told->other.v || several) return OK;
    TRY(among_all(ctx, t, place, said, &told->other));
    if (told->other.v) return OK;
    return among_groups(ctx, place, said, &told->group);
}

enum status credits_told_meant(struct ctx *ctx, const struct credits_telling *t, struct place_id place, struct credits_told *told)
{
    struct place_id home;
    struct asset asset;
    told->other = (struct person_id){0};
    told->group = (struct asset_id){0};
    told->other_words = str_trim(t->other_words);
    if (t->group.v) {
        if (assets_find(ctx, t->group, &asset) != OK)
            return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("This group is not on our list any more. Write its name, or choose another."));
        told->group = t->group;
        return OK;
    }
    if (t->other.v == 0) return by_words(ctx, t, place, told);
    if (people_home(ctx, t->other, &home) != OK)
        return ctx_fault(ctx, ERR_INVALID, STR("other"), SAY("We do not find this person any more. Write a first name."));
    told->other_words = people_first_name(ctx, t->other);
    if (!apart(ctx, t, t->other)) told->other = t->other;
    return OK;
}

/* ---- who knows whom otherwise ---- */

enum status credits_met(struct ctx *ctx, struct person_id a, struct person_id b)
{
    int64_t n;
    struct person_id low = a.v < b.v ? a : b, high = a.v < b.v ? b : a;
    if (low.v == high.v || low.v <= 0) return OK;
    TRY(credits_sql_met_any(ctx->db, low, high, &n));
    return n > 0 ? OK : credits_sql_met_add(ctx->db, low, high, ctx->now);
}

/* ---- "I keep no hours" ---- */

bool credits_keeps_none(struct ctx *ctx, struct person_id person)
{
    int64_t n;
    return credits_sql_no_hours(ctx->db, person, &n) == OK && n > 0;
}

enum status credits_keep_none(struct ctx *ctx, struct person_id person, bool none)
{
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    if (credits_keeps_none(ctx, person) == none) return OK;
    return none ? credits_sql_no_hours_add(ctx->db, ctx_id(ctx), person, ctx->now) : credits_sql_no_hours_end(ctx->db, person, ctx->now);
}

const struct told_what credits_told_whats[TOLD_WHATS] = {
    {"garden", T_("Garden"), T_("garden")},    {"cooking", T_("Cooking"), T_("cooking")},    {"a lift", T_("A lift"), T_("a lift")},
    {"company", T_("Company"), T_("company")}, {"mending", T_("Mending"), T_("mending")},    {"shopping", T_("Shopping"), T_("shopping")},
    {"computers", T_("Computers"), T_("computers")},
};

struct str credits_what(struct ctx *ctx, struct str what)
{
    for (size_t i = 0; i < TOLD_WHATS; i++)
        if (str_ieq(what, str_from(credits_told_whats[i].value))) return text_get(ctx->locale, credits_told_whats[i].said, NULL);
    if (str_is(what, TOLD_BACK_WORDS)) return text_get(ctx->locale, TOLD_BACK_WORDS, NULL);
    return vocabulary_lookup(vocabulary_of(ctx), what) ? vocabulary_label_of(vocabulary_of(ctx), what, ctx->locale) : what;
}
