/* Who agreed to be asked can be found by what they love and can give: an entry without a name,
   kept in step with what they tell and ended at once when they take it back. */
#include "domain/conversations/conversations_own.h"

#include "base/week.h"
#include "conversations_sql.h"

/* Labels begin with a capital. In the middle of an English sentence only names keep it; the other
   languages put the label behind a colon and leave it as it is. */
struct str conversations_label_inside(struct ctx *ctx, struct str label)
{
    static const char *const names[] = {
        "African", "Arabic", "Asian", "Bengali", "Bible", "Black", "Bollywood", "Buddhist", "Caribbean", "Changing", "Chinese",
        "Christmas", "Duke", "Eisteddfod", "English", "French", "Friday", "Gypsy", "Hindu", "Irish", "Jewish", "Lego", "Makaton",
        "Morris", "Muslim", "Neighbourhood", "Nordic", "Parkinson's", "Polish", "Pride", "Punjabi", "Quran", "Romanian", "Rotary",
        "Scrabble", "Sikh", "Somali", "Sunday", "Ukrainian", "Urdu", "Welsh", "Zumba"};
    struct str rest = label, word;
    if (ctx->locale->language != TEXT_EN || label.len < 2 || !str_next_word(&rest, &word)) return label;
    if (label.ptr[1] >= 'A' && label.ptr[1] <= 'Z') return label; /* DIY, BSL */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(word, names[i])) return label;
    if (str_is(label, "Women's Institute")) return label;
    struct str first = str_lower(ctx->arena, str_slice(label, 0, 1));
    return str_cat(ctx->arena, first, str_slice(label, 1, label.len));
}

static bool agreed(struct ctx *ctx, struct person_id person)
{
    return people_consents(ctx, person, CONSENT_KEEP) && people_consents(ctx, person, CONSENT_INTRODUCE) &&
           people_consents(ctx, person, CONSENT_BE_ASKED);
}

static bool may_publish(const struct concept *concept)
{
    return concept != NULL && !concept->sensitive && (concept->kind == CONCEPT_INTEREST || concept->kind == CONCEPT_GIFT);
}

/* What they love first, then what they can give. *ret_loves of them are loves. */
static enum status published(struct ctx *ctx, struct person_id person, struct str out[CONVERSATIONS_PUBLISHED], size_t *ret_n,
                             size_t *ret_loves)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    static const enum told_kind kinds[] = {TOLD_LOVE, TOLD_GIFT};
    struct conversations_sql_told *told;
    size_t count, n = 0;
    *ret_n = *ret_loves = 0;
    if (!agreed(ctx, person)) return OK;
    TRY(conversations_sql_told(ctx->db, ctx->arena, person, &told, &count));
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < count && n < CONVERSATIONS_PUBLISHED; i++) {
            bool twice = false;
            for (size_t j = 0; j < n; j++) twice = twice || str_eq(out[j], told[i].concept);
            if (told[i].kind != (int64_t)kinds[k] || twice || !may_publish(vocabulary_lookup(v, told[i].concept))) continue;
            out[n++] = told[i].concept;
        }
        if (k == 0) *ret_loves = n;
    }
    *ret_n = n;
    return OK;
}

enum status conversations_published(struct ctx *ctx, struct person_id person, struct str ret_concepts[CONVERSATIONS_PUBLISHED],
                                    size_t *ret_n)
{
    size_t loves;
    return published(ctx, person, ret_concepts, ret_n, &loves);
}

/* Their own entry if it is there; *ret_other when they already offer something in their own words. */
static enum status entry_of(struct ctx *ctx, struct person_id person, struct asset *ret_entry, bool *ret_other)
{
    struct asset *rows;
    size_t count;
    *ret_entry = (struct asset){0};
    *ret_other = false;
    TRY(assets_list_hosted(ctx, person, 100, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        if (str_is(rows[i].source, CONVERSATIONS_NEIGHBOUR)) *ret_entry = rows[i];
        else if (rows[i].kind == ASSET_GIFT) *ret_other = true;
    }
    return OK;
}

/* The times that suit them, as a schedule; none when they are too many to say. */
static void times_of(struct ctx *ctx, struct str times, struct asset *entry)
{
    static const char days[7][3] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    struct week_span spans[ASSET_SCHEDULES];
    struct str why;
    size_t n;
    if (times.len == 0 || week_spans(times, spans, ASSET_SCHEDULES, &n, &why) != OK) return;
    struct asset_schedule *lines = ARENA_ARRAY(ctx->arena, struct asset_schedule, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct asset_schedule){.rrule = str_printf(ctx->arena, "FREQ=WEEKLY;BYDAY=%s", days[spans[i].weekday]),
                                           .from = DAY_NONE, .until = DAY_NONE, .opens = {spans[i].from}, .closes = {spans[i].to},
                                           .words = STR_NONE};
    entry->schedules = lines;
    entry->schedules_n = n;
}

static enum status keep(struct ctx *ctx, const struct person *person, const struct str *concepts, size_t n, size_t loves,
                        const struct asset *before)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct str label = vocabulary_label_of(v, concepts[0], text_locale(TEXT_EN));
    struct said name = loves > 0 ? SAY1("A neighbour who loves {what}", "what", label)
                                 : SAY1("A neighbour with something to give: {what}", "what", label);
    const struct locale *reader = ctx->locale;
    bool known = before->id.v != 0; /* an id of chance tells nobody whose entry it is */
    ctx->locale = text_locale(TEXT_EN); /* one name for all; pages say it in the reader's words */
    name.values[0] = conversations_label_inside(ctx, label);
    struct asset entry = {.id = before->id, .external_id = known ? before->external_id : uuid_random(ctx->arena, ctx->rand),
                          .place = person->place, .kind = ASSET_GIFT,
                          .status = ASSET_ACTIVE, .name = text_say(ctx->arena, ctx->locale, &name), .description = STR(""),
                          .outcode = person->outcode, .languages = person->languages, .price = PENCE_NONE,
                          .cost = ASSET_COST_FREE, .age_low = -1, .age_high = -1, .host = person->id, .host_room = -1,
                          .usual_size = 1, .checked = DAY_NONE, .source = STR(CONVERSATIONS_NEIGHBOUR), .concepts_n = n};
    ctx->locale = reader;
    for (size_t i = 0; i < n; i++) {
        entry.concepts[i] = concepts[i];
        entry.quality[i] = 100;
    }
    times_of(ctx, person->times, &entry);
    struct asset_id id;
    return assets_put(ctx, &entry, &id);
}

static enum status in_step(struct ctx *ctx, struct person_id id)
{
    struct str concepts[CONVERSATIONS_PUBLISHED];
    struct person person;
    struct asset entry;
    size_t n, loves;
    bool other;
    if (people_find(ctx, id, &person) != OK) return OK;
    TRY(entry_of(ctx, id, &entry, &other));
    TRY(published(ctx, id, concepts, &n, &loves));
    if (n > 0 && !other && !instant_is(person.ended_at)) return keep(ctx, &person, concepts, n, loves, &entry);
    return entry.id.v == 0 ? OK : assets_end(ctx, entry.id, STR("No longer offered"));
}

/* Whoever wrote the change down, the entry is the house's to keep. */
enum status conversations_neighbour_keep(struct ctx *ctx, int64_t subject, int64_t object)
{
    struct actor actor = ctx->actor;
    (void)object;
    ctx->actor.standing = STANDING_SYSTEM;
    enum status status = in_step(ctx, (struct person_id){subject});
    ctx->actor = actor;
    return status;
}
