/* Wishes: reading, saying, me too, and who may. */
#include "domain/activities/activities_wish.h"

#include "activities_sql.h"
#include "platform/journal/journal.h"
#include "platform/mail/mime.h"
#include "platform/texts/texts.h"

#include <string.h>

#define ALIKE .4      /* two wishes share a concept, or one close to it */
#define MINUTES_LEAST 30
#define MINUTES_MOST 480

const char *const activities_wish_barriers[WISH_BARRIERS] = {"times", "money", "language", "childcare", "confidence",
                                                             "travel", "access", "health", "nobody", "other"};
const char *const activities_wish_barrier_says[WISH_BARRIERS] = {
    T_("The times"), T_("Money"), T_("Language"), T_("Nobody to look after children"), T_("I am not sure of myself"), T_("Getting there"),
    T_("Steps, toilets, hearing"), T_("My health"), T_("I know nobody there"), T_("Something else")};
const char *const activities_wish_shifts[WISH_SHIFTS] = {"days", "evenings", "nights", "changing"};
const char *const activities_wish_shift_says[WISH_SHIFTS] = {T_("I work days"), T_("I work evenings"), T_("I work nights"),
                                                             T_("My hours change")};
static const char *const states[WISH_STATES] = {"waiting", "open", "became", "ended"};
static const char *const helps[] = {"no", "asked", "in"};

/* ---- reading ---- */

static enum wish_state state_of(struct str word)
{
    for (int i = 0; i < WISH_STATES; i++)
        if (str_is(word, states[i])) return (enum wish_state)i;
    return WISH_ENDED;
}

enum status activities_wish_find(struct ctx *ctx, struct wish_id id, struct wish *ret_wish)
{
    struct activities_sql_wish row;
    TRY(activities_sql_wish(ctx->db, ctx->arena, id, &row));
    const struct wish wish = {
        .id = row.id, .place = row.place_id, .words = row.words, .concepts = row.concepts, .minutes = row.minutes,
        .state = state_of(row.state), .person = row.person_id, .design = row.design, .asset = row.asset_id, .at = row.at,
        .yeses = row.yeses, .shown = row.shown, .shown_at = row.shown_at, .tables = row.shown_tables, .changed = row.changed};
    if (wish.state == WISH_WAITING && !activities_wish_may_read(ctx, &wish)) return ERR_MISSING;
    *ret_wish = wish;
    return OK;
}

enum status activities_wishes(struct ctx *ctx, struct place_id place, enum wish_state state, int64_t limit, struct wish **ret_rows,
                              size_t *ret_count)
{
    struct activities_sql_wishes *rows;
    size_t n;
    const struct wish asked = {.place = place};
    if (state == WISH_WAITING && !activities_wish_may_read(ctx, &asked)) return ERR_DENIED;
    TRY(activities_sql_wishes(ctx->db, ctx->arena, place, str_from(states[state]), limit, &rows, &n));
    struct wish *wishes = ARENA_ARRAY(ctx->arena, struct wish, n + 1);
    for (size_t i = 0; i < n; i++)
        wishes[i] = (struct wish){.id = rows[i].id, .place = place, .words = rows[i].words, .concepts = rows[i].concepts, .state = state,
                                  .asset = rows[i].asset_id, .at = rows[i].at, .yeses = rows[i].yeses};
    *ret_rows = wishes;
    *ret_count = n;
    return OK;
}

static int shift_of(struct str word)
{
    for (int i = 0; i < WISH_SHIFTS; i++)
        if (str_is(word, activities_wish_shifts[i])) return i;
    return -1;
}

enum status activities_wish_yes_find(struct ctx *ctx, struct wish_id id, struct person_id person, struct wish_yes *ret_yes)
{
    struct activities_sql_yes_of row;
    TRY(activities_sql_yes_of(ctx->db, ctx->arena, id, person, &row));
    enum wish_help help = str_is(row.help, "in") ? WISH_HELP_IN : str_is(row.help, "asked") ? WISH_HELP_ASKED : WISH_HELP_NO;
    *ret_yes = (struct wish_yes){
        .id = row.id, .person = person, .times = row.times, .shift = shift_of(row.shift), .alternate = !str_is(row.weeks, "every"),
        .odd = str_is(row.weeks, "odd"), .place_words = row.place_words, .how_words = row.how_words, .barriers = (unsigned)row.barriers,
        .barrier_words = row.barrier_words, .words_ok = row.words_ok, .help = help, .staff = str_is(row.helps_as, "staff")};
    return OK;
}

/* ---- alike ---- */

static struct str concepts_of(struct ctx *ctx, struct str words)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct vocabulary_link links[ASSET_CONCEPTS];
    struct str codes[ASSET_CONCEPTS];
    size_t n = vocabulary_link_asset(v, ctx->arena, words, STR(""), links, ASSET_CONCEPTS);
    for (size_t i = 0; i < n; i++) codes[i] = vocabulary_concept(v, links[i].concept)->code;
    return str_join(ctx->arena, codes, n, STR(" "));
}

static double alike(const struct vocabulary *v, struct str a, struct str b)
{
    struct str left = a, one, other;
    double best = 0;
    while (str_next_word(&left, &one)) {
        struct str right = b;
        while (str_next_word(&right, &other)) {
            double s = vocabulary_similarity(v, vocabulary_find(v, one), vocabulary_find(v, other));
            if (s > best) best = s;
        }
    }
    return best;
}

enum status activities_wish_similar(struct ctx *ctx, struct place_id place, struct str words, size_t max, struct wish **ret_rows,
                                    size_t *ret_count)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct str mine = concepts_of(ctx, words);
    struct wish *rows, *found = ARENA_ARRAY(ctx->arena, struct wish, max + 1);
    double scores[16] = {0};
    size_t n, count = 0;
    if (max > 15) max = 15;
    TRY(activities_wishes(ctx, place, WISH_OPEN, WISH_MOST, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        double s = str_ieq(rows[i].words, words) ? 2 : alike(v, mine, rows[i].concepts);
        if (s < ALIKE) continue;
        size_t at = count;
        while (at > 0 && scores[at - 1] < s) at--;
        if (at >= max) continue;
        memmove(&found[at + 1], &found[at], (count - at) * sizeof *found);
        memmove(&scores[at + 1], &scores[at], (count - at) * sizeof *scores);
        found[at] = rows[i];
        scores[at] = s;
        if (count < max) count++;
    }
    *ret_rows = found;
    *ret_count = count;
    return OK;
}

/* ---- saying ---- */

static enum status too_long(struct ctx *ctx, const char *field, struct str text, size_t max)
{
    if (text.len <= max) return OK;
    return ctx_fault(ctx, ERR_INVALID, str_from(field), SAY1("That is more than we can keep. Use at most {n} letters.", "n", str_int(ctx->arena, (int64_t)max)));
}

static enum status worse(enum status a, enum status b)
{
    return a != OK ? a : b;
}

static enum status yes_check(struct ctx *ctx, const struct wish_yes *yes)
{
    struct week week;
    struct str why;
    enum status status = too_long(ctx, "first_name", yes->first_name, 80);
    status = worse(status, too_long(ctx, "contact", yes->contact, 200));
    status = worse(status, too_long(ctx, "where", yes->place_words, 200));
    status = worse(status, too_long(ctx, "how", yes->how_words, 400));
    status = worse(status, too_long(ctx, "barrier_words", yes->barrier_words, 400));
    if (yes->times.len > 0 && week_parse(yes->times, &week, &why) != OK)
        status = ctx_fault(ctx, ERR_INVALID, STR("exact"), SAY1("We could not read {part}. Write times like tue 18:00-21:00.", "part", why));
    if (yes->times.len > 2000)
        status = ctx_fault(ctx, ERR_INVALID, STR("exact"), SAY("These are more times than we can keep."));
    if (yes->contact.len > 0 && !mime_address(yes->contact) && !texts_number(ctx->arena, yes->contact).ptr)
        status = ctx_fault(ctx, ERR_INVALID, STR("contact"), SAY("Write a mail address or a phone number, or nothing."));
    return status;
}

static struct str or_null(struct str s)
{
    return s.len > 0 ? s : STR_NONE;
}

static enum status yes_write(struct ctx *ctx, struct wish_id id, const struct wish_yes *y)
{
    bool known = y->person.v != 0;
    return activities_sql_yes_put(ctx->db, &(struct activities_sql_yes_put_in){
        .id = {ctx_id(ctx)}, .wish_id = id, .person_id = y->person, .first_name = known ? STR_NONE : or_null(y->first_name),
        .contact = known ? STR_NONE : or_null(y->contact), .language = str_from(ctx->locale->code), .times = or_null(y->times),
        .shift = y->shift >= 0 ? str_from(activities_wish_shifts[y->shift]) : STR_NONE,
        .weeks = !y->alternate ? STR("every") : y->odd ? STR("odd") : STR("even"), .place_words = or_null(y->place_words),
        .how_words = or_null(y->how_words), .barriers = y->barriers, .barrier_words = or_null(y->barrier_words),
        .words_ok = y->words_ok, .help = str_from(helps[known ? y->help : WISH_HELP_NO]), .helps_as = y->staff ? STR("staff") : STR("resident"),
        .told_by = y->told_by, .told_how = y->told_how, .at = ctx->now});
}

enum status activities_wish_yes_put(struct ctx *ctx, struct wish_id id, const struct wish_yes *yes)
{
    struct wish wish;
    TRY(activities_wish_find(ctx, id, &wish));
    if (wish.state != WISH_OPEN) return ctx_fault(ctx, ERR_CONFLICT, STR_NONE, SAY("This wish is not open any more."));
    if (wish.yeses >= WISH_YESES) return ctx_fault(ctx, ERR_LIMIT, STR_NONE, SAY("So many said me too that it is time to begin."));
    struct wish_yes own = *yes;
    if (own.help == WISH_HELP_ASKED && own.person.v != 0 && own.person.v == wish.person.v) own.help = WISH_HELP_IN;
    TRY(yes_check(ctx, &own));
    TRY(yes_write(ctx, id, &own));
    return journal_record(ctx, "activities.wished_too", id.v, wish.place.v, STR_NONE);
}

enum status activities_wish_add(struct ctx *ctx, struct place_id place, struct str words, struct minutes minutes,
                                const struct wish_yes *first, struct wish_id *ret_id)
{
    struct wish_id id = {ctx_id(ctx)};
    enum status status = OK;
    if (words.len < 3) status = ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("Say what you wish for. For example: a walk for people who work nights"));
    status = worse(status, too_long(ctx, "words", words, WISH_WORDS));
    if (minutes.n < MINUTES_LEAST || minutes.n > MINUTES_MOST)
        status = ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Choose from half an hour to eight hours."));
    status = worse(status, yes_check(ctx, first));
    TRY(status);
    bool known = first->person.v != 0 || first->told_by.v != 0;
    TRY(activities_sql_wish_add(ctx->db, &(struct activities_sql_wish_add_in){
        .id = id, .place_id = place, .words = words, .concepts = concepts_of(ctx, words), .minutes = minutes,
        .state = known ? STR("open") : STR("waiting"), .person_id = first->person, .told_by = first->told_by,
        .told_how = first->told_how, .at = ctx->now}));
    struct wish_yes own = *first; /* who wished it thinks it out anyway: nobody has to welcome them */
    if (own.help == WISH_HELP_ASKED && own.person.v != 0) own.help = WISH_HELP_IN;
    TRY(yes_write(ctx, id, &own));
    TRY(journal_record(ctx, "activities.wished", id.v, place.v, STR_NONE));
    *ret_id = id;
    return OK;
}

enum status activities_wish_yes_back(struct ctx *ctx, struct wish_id id, struct person_id person)
{
    TRY(activities_sql_yes_back(ctx->db, id, person, ctx->now));
    return journal_record(ctx, "activities.wish_taken_back", id.v, 0, STR_NONE);
}

/* ---- who may ---- */

bool activities_wish_may_read(struct ctx *ctx, const struct wish *wish)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN) && ctx->actor.place == wish->place.v;
}

bool activities_wish_may_design(struct ctx *ctx, const struct wish *wish)
{
    struct wish_yes yes;
    int64_t person = ctx->actor.person;
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    if (ctx_has(ctx, STANDING_ADMIN) && ctx->actor.place == wish->place.v) return true;
    if (person == 0) return false;
    if (wish->person.v == person) return true;
    return activities_wish_yes_find(ctx, wish->id, (struct person_id){person}, &yes) == OK && yes.help == WISH_HELP_IN;
}

enum status activities_wish_read(struct ctx *ctx, const struct wish *wish, bool good)
{
    if (!activities_wish_may_read(ctx, wish)) return ERR_DENIED;
    if (!good) {
        TRY(activities_sql_wish_end(ctx->db, wish->id, ctx->now));
        TRY(activities_sql_yes_clear(ctx->db, wish->id));
        return journal_record(ctx, "activities.wish_ended", wish->id.v, wish->place.v, STR_NONE);
    }
    TRY(activities_sql_wish_state(ctx->db, wish->id, STR("waiting"), STR("open")));
    return journal_record(ctx, "activities.wish_read", wish->id.v, wish->place.v, STR_NONE);
}
