#include "domain/conversations/conversations.h"

#include "base/utf8.h"
#include "conversations_sql.h"
#include "domain/people/people_caseload.h"
#include "platform/journal/journal.h"

#define MAX_WORDS 20000

static bool sees(const struct conversation *conversation, const char *who)
{
    for (size_t i = 0; i < conversation->sees_n; i++)
        if (str_is(conversation->sees[i], who)) return true;
    return false;
}

static void check(struct ctx *ctx, struct str first_name, const struct conversation *conversation)
{
    if (conversation->person.v == 0 && first_name.len == 0)
        (void)ctx_fault(ctx, ERR_INVALID, STR("first_name"), SAY("Write a first name. For example: Joan"));
    if (conversation->consent_how.len == 0)
        (void)ctx_fault(ctx, ERR_INVALID, STR("ok_keep"),
                        SAY("Ask first: may I write this down? Nothing is kept until they say yes."));
    if (conversation->words.len > MAX_WORDS || conversation->turns_to.len > MAX_WORDS)
        (void)ctx_fault(ctx, ERR_INVALID, STR("words"), SAY("That is more than we can keep. Please write fewer than 20,000 letters."));
    if (conversation->turns_to_count < -1 || conversation->turns_to_count > 3)
        (void)ctx_fault(ctx, ERR_INVALID, STR("turns_to"), SAY("Choose nobody, one, two, or three or more."));
    if (conversation->turns_to_count == 0 && conversation->supports_n > 0)
        (void)ctx_fault(ctx, ERR_INVALID, STR("turns_to"),
                        SAY("You wrote a name and also chose nobody. Change one of the two."));
}

/* A new person by first name, or what was learned about a known one. */
static enum status keep_person(struct ctx *ctx, struct str first_name, const struct conversation *conversation,
                               struct person *person)
{
    if (conversation->person.v != 0) {
        TRY(people_find(ctx, conversation->person, person));
    } else {
        *person = (struct person){.first_name = first_name, .place = {ctx->actor.place}, .turns_to = -1};
    }
    person->needs |= conversation->needs;
    if (conversation->times.len > 0) person->times = conversation->times;
    if (conversation->languages.len > 0) person->languages = conversation->languages;
    if (conversation->outcode.len > 0) person->outcode = conversation->outcode;
    return people_put(ctx, person, &person->id);
}

static enum status tell_one(struct ctx *ctx, struct person_id person, const struct told *told)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    if (vocabulary_find(v, told->concept).v == 0 || (unsigned)told->kind >= TOLD_KINDS)
        return ctx_fault(ctx, ERR_INVALID, STR("told"), SAY("We do not know one of the ticked words. Please choose again."));
    /* Loved once and now not for me, or the other way: the newest answer wins. */
    TRY(conversations_sql_untell(ctx->db, person, told->kind, told->concept, ctx->now));
    if (told->kind == TOLD_NOT_FOR_ME) TRY(conversations_sql_untell(ctx->db, person, TOLD_LOVE, told->concept, ctx->now));
    if (told->kind == TOLD_LOVE) TRY(conversations_sql_untell(ctx->db, person, TOLD_NOT_FOR_ME, told->concept, ctx->now));
    return conversations_sql_tell(ctx->db, ctx_id(ctx), person, told->kind, told->concept, told->used_to, ctx->now);
}

static enum status keep_answers(struct ctx *ctx, struct person_id person, const struct conversation *conversation)
{
    struct support_id support;
    TRY(people_consent_give(ctx, person, CONSENT_KEEP, conversation->consent_how));
    if (conversation->may_introduce) TRY(people_consent_give(ctx, person, CONSENT_INTRODUCE, conversation->consent_how));
    if (conversation->may_be_asked) TRY(people_consent_give(ctx, person, CONSENT_BE_ASKED, conversation->consent_how));
    for (size_t i = 0; i < conversation->supports_n; i++)
        TRY(people_support_add(ctx, person, conversation->supports[i], STR(""), &support));
    int turns_to = conversation->turns_to_count;
    if (turns_to < 0 && conversation->supports_n > 0) turns_to = conversation->supports_n > 2 ? 3 : (int)conversation->supports_n;
    if (turns_to >= 0) TRY(people_turns_to(ctx, person, turns_to));
    for (size_t i = 0; i < conversation->told_n; i++)
        if (conversation->told[i].confirmed) TRY(tell_one(ctx, person, &conversation->told[i]));
    return OK;
}

enum status conversations_keep(struct ctx *ctx, struct str first_name, const struct conversation *conversation,
                               struct conversation_id *ret_id, struct person_id *ret_person)
{
    struct person person;
    check(ctx, first_name, conversation);
    TRY(faults_status(&ctx->faults));
    TRY(keep_person(ctx, first_name, conversation, &person));
    TRY(keep_answers(ctx, person.id, conversation));
    struct conversation_id id = {ctx_id(ctx)};
    struct person_id listener = {people_is(ctx, person.id) ? 0 : ctx->actor.person};
    TRY(conversations_sql_add(ctx->db, &(struct conversations_sql_add_in){
        .id = id, .place_id = person.place, .person_id = person.id, .listener_id = listener,
        .words = conversation->words.len > 0 ? conversation->words : STR_NONE,
        .turns_words = conversation->turns_to.len > 0 ? conversation->turns_to : STR_NONE,
        .turns_to = conversation->turns_to_count < 0 ? INT_NONE : conversation->turns_to_count,
        .sees = str_join(ctx->arena, conversation->sees, conversation->sees_n, STR(" ")),
        .how = conversation->consent_how, .at = ctx->now}));
    TRY(vocabulary_words_heard(ctx, person.place, person.id.v, conversation->unlinked));
    TRY(journal_record(ctx, "conversations.kept", person.id.v, id.v, STR_NONE));
    TRY(conversations_neighbour_keep(ctx, person.id.v, 0));
    *ret_id = id;
    *ret_person = person.id;
    return OK;
}

static void from_row(struct ctx *ctx, const struct conversations_sql_list *row, struct conversation *out)
{
    *out = (struct conversation){
        .id = row->id, .person = row->person_id, .listener = row->listener_id, .words = row->words,
        .turns_to = row->turns_words, .turns_to_count = row->turns_to == INT_NONE ? -1 : (int)row->turns_to,
        .consent_how = row->how, .at = row->at};
    struct str rest = row->sees, word;
    while (out->sees_n < 4 && str_next_word(&rest, &word)) out->sees[out->sees_n++] = str_copy(ctx->arena, word);
}

/* The words belong to the person, whoever listened and their connector; a stand-in only if the
   person said so. An administrator's standing opens nothing here. */
static bool may_read(struct ctx *ctx, const struct conversation *conversation, struct place_id place)
{
    struct person_id actor = {ctx->actor.person};
    if (ctx_has(ctx, STANDING_SYSTEM) || people_is(ctx, conversation->person)) return true;
    if (actor.v != 0 && actor.v == conversation->listener.v) return true;
    /* What was said to the connector before is read by the next one only when the person says so. */
    if (people_related(ctx, actor, CONNECTOR_OF, TO_PERSON, conversation->person.v) &&
        people_words_pass(ctx, actor, conversation->person, conversation->at)) return true;
    return sees(conversation, "stand-in") && ctx_has(ctx, STANDING_CONNECTOR) && ctx->actor.place == place.v;
}

enum status conversations_find(struct ctx *ctx, struct conversation_id id, struct conversation *ret_conversation)
{
    struct conversations_sql_find row;
    TRY(conversations_sql_find(ctx->db, ctx->arena, id, &row));
    struct conversations_sql_list same = {row.id, row.place_id, row.person_id, row.listener_id, row.words,
                                          row.turns_words, row.turns_to, row.sees, row.how, row.at};
    struct conversation out;
    from_row(ctx, &same, &out);
    if (!may_read(ctx, &out, row.place_id)) return ERR_DENIED;
    *ret_conversation = out;
    return OK;
}

enum status conversations_list(struct ctx *ctx, struct person_id person, int64_t limit, struct conversation **ret_rows,
                               size_t *ret_count)
{
    struct conversations_sql_list *rows;
    size_t count, kept = 0;
    TRY(conversations_sql_list(ctx->db, ctx->arena, person, limit, &rows, &count));
    struct conversation *out = ARENA_ARRAY(ctx->arena, struct conversation, count);
    for (size_t i = 0; i < count; i++) {
        from_row(ctx, &rows[i], &out[kept]);
        if (may_read(ctx, &out[kept], rows[i].place_id)) kept++;
    }
    *ret_rows = out;
    *ret_count = kept;
    return OK;
}

enum status conversations_heard(struct ctx *ctx, struct person_id listener, int64_t limit,
                                struct conversations_heard **ret_rows, size_t *ret_count)
{
    struct conversations_sql_heard *rows;
    size_t count;
    TRY(conversations_sql_heard(ctx->db, ctx->arena, listener, limit, &rows, &count));
    struct conversations_heard *out = ARENA_ARRAY(ctx->arena, struct conversations_heard, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct conversations_heard){rows[i].id, rows[i].person_id, rows[i].first_name, rows[i].at};
    *ret_rows = out;
    *ret_count = count;
    return OK;
}

static enum status told_rows(struct ctx *ctx, struct person_id person, struct told **ret_told, size_t *ret_count)
{
    struct conversations_sql_told *rows;
    size_t count;
    TRY(conversations_sql_told(ctx->db, ctx->arena, person, &rows, &count));
    struct told *told = ARENA_ARRAY(ctx->arena, struct told, count);
    for (size_t i = 0; i < count; i++)
        told[i] = (struct told){(enum told_kind)rows[i].kind, rows[i].concept, rows[i].used_to, true};
    *ret_told = told;
    *ret_count = count;
    return OK;
}

enum status conversations_told(struct ctx *ctx, struct person_id person, struct told **ret_told, size_t *ret_count)
{
    if (!people_consents(ctx, person, CONSENT_INTRODUCE)) return ERR_DENIED;
    return told_rows(ctx, person, ret_told, ret_count);
}

enum status conversations_told_shown(struct ctx *ctx, struct person_id person, struct told **ret_told, size_t *ret_count)
{
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    return told_rows(ctx, person, ret_told, ret_count);
}

enum status conversations_tell(struct ctx *ctx, struct person_id person, const struct told *told, size_t count)
{
    if (!people_may_change(ctx, person)) return ERR_DENIED;
    TRY(conversations_sql_untell_all(ctx->db, person, ctx->now));
    for (size_t i = 0; i < count; i++) TRY(tell_one(ctx, person, &told[i]));
    TRY(journal_record(ctx, "conversations.told", person.v, 0, STR_NONE));
    return conversations_neighbour_keep(ctx, person.v, 0);
}

static enum told_kind kind_of(enum chip_sense sense)
{
    switch (sense) {
    case CHIP_GIFT: return TOLD_GIFT;
    case CHIP_HOPE: return TOLD_HOPE;
    case CHIP_NEED: return TOLD_BARRIER;
    case CHIP_NOT_FOR_ME: return TOLD_NOT_FOR_ME;
    default: return TOLD_LOVE;
    }
}

enum status conversations_suggest(struct ctx *ctx, struct str words, struct chip **ret_chips, size_t *ret_count,
                                  struct str *ret_unlinked)
{
    struct str unlinked = STR_NONE;
    const struct vocabulary *v = vocabulary_of(ctx);
    struct vocabulary_chip found[VOCABULARY_CHIPS];
    size_t count = vocabulary_link(v, ctx->arena, utf8_cut(words, MAX_WORDS), ctx->locale, found, VOCABULARY_CHIPS,
                                   &unlinked);
    struct chip *chips = ARENA_ARRAY(ctx->arena, struct chip, count);
    for (size_t i = 0; i < count; i++) {
        const struct concept *concept = vocabulary_concept(v, found[i].concept);
        chips[i] = (struct chip){.told = {kind_of(found[i].sense), concept->code, found[i].used_to, false},
                                 .label = vocabulary_label(v, found[i].concept, ctx->locale),
                                 .span = str_copy(ctx->arena, found[i].span), .certainty = found[i].certainty};
    }
    *ret_chips = chips;
    *ret_count = count;
    if (ret_unlinked) *ret_unlinked = unlinked;
    return OK;
}

/* Consent to keep taken back: the words go, and what was told is used no more. */
enum status conversations_hear_withdrawn(struct ctx *ctx, int64_t subject, int64_t object)
{
    (void)object;
    struct person_id person = {subject};
    if (people_consents(ctx, person, CONSENT_KEEP)) return OK;
    TRY(conversations_sql_forget_words(ctx->db, person));
    TRY(vocabulary_words_forget(ctx, subject));
    return conversations_sql_untell_all(ctx->db, person, ctx->now);
}
