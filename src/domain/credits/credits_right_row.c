/* Reading what was asked to be put right, and who may speak for which side. */
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_right_own.h"

#include "credits_sql.h"

#define LIST_MAX 500

static const char *const sides[] = {"payer", "payee", "keeper"};
static const char *const states[RIGHT_STATES] = {"asked", "broker", "done", "left", "back"};

const char *credits_right_side_code(enum right_side side)
{
    return side < RIGHT_NOBODY ? sides[side] : NULL;
}

const char *credits_right_state_code(enum right_state state)
{
    return state < RIGHT_STATES ? states[state] : "";
}

static enum right_side side_of(struct str code)
{
    for (int i = 0; i < RIGHT_NOBODY; i++)
        if (str_is(code, sides[i])) return (enum right_side)i;
    return RIGHT_NOBODY;
}

static enum right_state state_of(struct str code)
{
    for (int i = 0; i < RIGHT_STATES; i++)
        if (str_is(code, states[i])) return (enum right_state)i;
    return RIGHT_LEFT;
}

/* ---- who may ---- */

bool credits_right_keeps(struct ctx *ctx, struct place_id place)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    return ctx_has(ctx, STANDING_ADMIN) && place.v != 0 && ctx->actor.place == place.v;
}

bool credits_right_self(struct ctx *ctx, const struct credits_account *a)
{
    return a->person.v && a->person.v == ctx->actor.person;
}

bool credits_right_stands(struct ctx *ctx, const struct credits_account *a)
{
    struct asset asset;
    if (a->person.v) return people_may_change(ctx, a->person);
    if (credits_right_keeps(ctx, a->place)) return true;
    if (a->asset.v == 0) return false;
    bool may = assets_find(ctx, a->asset, &asset) == OK && assets_may_change(ctx, &asset);
    faults_init(&ctx->faults, ctx->arena);
    return may;
}

static bool answers(const struct credits_account *a)
{
    return a->person.v || a->asset.v;
}

enum right_side credits_right_other(const struct credits_account *payer, const struct credits_account *payee, enum right_side side)
{
    if (side == RIGHT_PAYER) return answers(payee) ? RIGHT_PAYEE : RIGHT_NOBODY;
    if (side == RIGHT_PAYEE) return answers(payer) ? RIGHT_PAYER : RIGHT_NOBODY;
    return payee->person.v ? RIGHT_PAYEE : payer->person.v ? RIGHT_PAYER : RIGHT_NOBODY;
}

enum status credits_right_accounts(struct ctx *ctx, const struct credits_entry *entry, struct credits_account *ret_payer, struct credits_account *ret_payee)
{
    TRY(credits_account_get(ctx, entry->from, ret_payer));
    return credits_account_get(ctx, entry->to, ret_payee);
}

/* ---- a row ---- */

static struct str name_of(struct ctx *ctx, const struct credits_account *a)
{
    struct str name = a->person.v ? people_first_name(ctx, a->person) : a->label;
    return name.len > 0 ? name : a->name;
}

static int64_t or_none(int64_t id)
{
    return id == INT_NONE ? 0 : id;
}

/* Nobody decides on what they have part in. */
static bool has_part(struct ctx *ctx, const struct credits_sql_right_find *row, const struct credits_account *payer, const struct credits_account *payee,
                     const struct credits_right *r)
{
    int64_t self = ctx->actor.person;
    bool office = r->entry.kind == ENTRY_AWARD || r->entry.kind == ENTRY_CORRECT || r->entry.kind == ENTRY_POLICY; /* booked in keeping the books or a list */
    if (credits_right_self(ctx, payer) || credits_right_self(ctx, payee)) return true;
    return row->actor == self || r->asker.v == self || (r->entry.actor.v == self && !office);
}

/* The other side, who neither wrote it down nor asks, and is not kept apart. */
static bool may_answer(struct ctx *ctx, const struct credits_account *payer, const struct credits_account *payee, const struct credits_right *r)
{
    enum right_side other = credits_right_other(payer, payee, r->side);
    if (r->state != RIGHT_ASKED || other == RIGHT_NOBODY || people_apart(ctx, payer->person, payee->person)) return false;
    return credits_right_stands(ctx, other == RIGHT_PAYER ? payer : payee);
}

static void may_do(struct ctx *ctx, const struct credits_sql_right_find *row, const struct credits_account *payer, const struct credits_account *payee,
                   struct credits_right *r)
{
    bool system = ctx_has(ctx, STANDING_SYSTEM), wrote = row->actor == ctx->actor.person && !system;
    bool asks = r->asker.v == ctx->actor.person && !system; /* also when it was written down for them */
    bool keeps = credits_right_keeps(ctx, r->place) || credits_right_keeps(ctx, r->other_place);
    if (!wrote && !asks) r->may_answer = may_answer(ctx, payer, payee, r);
    if (r->state == RIGHT_ASKED || r->state == RIGHT_BROKER) r->may_withdraw = wrote || (r->asker.v && people_may_change(ctx, r->asker));
    if (r->state == RIGHT_BROKER) r->may_decide = system || (keeps && !has_part(ctx, row, payer, payee, r));
}

enum status credits_right_read(struct ctx *ctx, struct right_id id, struct credits_right *ret_right)
{
    struct credits_sql_right_find row;
    struct credits_entry entry;
    struct credits_account payer, payee;
    TRY(credits_sql_right_find(ctx->db, ctx->arena, id, &row));
    TRY(credits_entry_find(ctx, row.entry_id, &entry));
    TRY(credits_right_accounts(ctx, &entry, &payer, &payee));
    struct credits_right r = {
        .id = row.id, .state = state_of(row.state), .entry = entry, .place = row.place_id, .other_place = row.other_place_id, .payer = payer.person,
        .payee = payee.person, .payer_name = name_of(ctx, &payer), .payee_name = name_of(ctx, &payee), .side = side_of(row.side), .asker = {row.asker},
        .be = {.minutes = row.minutes, .words = row.words, .who = side_of(row.who_side), .person = {or_none(row.who_person)}, .person_words = row.who_words},
        .reason = row.reason, .code = row.code, .asked_at = row.asked_at, .until = row.until, .answered_at = row.answered_at, .ended_at = row.ended_at,
        .answer = row.answer, .answer_words = row.answer_words, .decided_by = {or_none(row.decided_by)}, .over_by = {or_none(row.over_by)},
        .decision = row.decision, .decision_words = row.decision_words, .over_reason = row.over_reason, .back = row.back_entry, .made = row.new_entry,
        .fit_asker = row.fit_asker, .fit_other = row.fit_other, .fit_broker = row.fit_broker};
    may_do(ctx, &row, &payer, &payee, &r);
    *ret_right = r;
    return OK;
}

/* Both sides see it, who walks beside them, and who keeps the books of either place. */
static bool may_see(struct ctx *ctx, const struct credits_right *r)
{
    struct credits_account payer, payee;
    if (credits_right_keeps(ctx, r->place) || credits_right_keeps(ctx, r->other_place)) return true;
    if (credits_right_accounts(ctx, &r->entry, &payer, &payee) != OK) return false;
    return credits_right_stands(ctx, &payer) || credits_right_stands(ctx, &payee);
}

/* One of the two reads it, and they are kept apart since the hour: neither name nor words of the other.
   false: the other asks, and it is as if nothing had been asked; a broker decides in the end. */
static bool for_one_of_two(struct ctx *ctx, struct person_id self, struct credits_right *r)
{
    bool payer = self.v && self.v == r->payer.v, payee = self.v && self.v == r->payee.v;
    if (payer == payee || !people_apart(ctx, r->payer, r->payee)) return true;
    struct str nobody = text_get(ctx->locale, T_("a neighbour"), NULL);
    if (payer) r->payee_name = nobody;
    else r->payer_name = nobody;
    if (r->asker.v == self.v) r->answer_words = STR_NONE;
    else r->reason = STR("");
    return r->asker.v == self.v || r->state != RIGHT_ASKED;
}

enum status credits_right_find(struct ctx *ctx, struct right_id id, struct credits_right *ret_right)
{
    struct credits_right r;
    TRY(credits_right_read(ctx, id, &r));
    if (!may_see(ctx, &r)) return ERR_DENIED;
    if (!for_one_of_two(ctx, (struct person_id){ctx->actor.person}, &r)) return ERR_MISSING;
    *ret_right = r;
    return OK;
}

enum status credits_right_of_entry(struct ctx *ctx, struct entry_id entry, struct credits_right *ret_right)
{
    struct credits_sql_right_of_entry row;
    TRY(credits_sql_right_of_entry(ctx->db, ctx->arena, entry, &row));
    return credits_right_find(ctx, row.id, ret_right);
}

enum status credits_right_by_code(struct ctx *ctx, struct str code, struct credits_right *ret_right)
{
    struct credits_sql_right_by_code row;
    TRY(credits_sql_right_by_code(ctx->db, ctx->arena, code, &row));
    return credits_right_find(ctx, row.id, ret_right);
}

enum status credits_right_of_person(struct ctx *ctx, struct person_id person, int64_t limit, struct credits_right **ret_rows, size_t *ret_count)
{
    struct credits_sql_right_of_person *ids;
    size_t n;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(credits_sql_right_of_person(ctx->db, ctx->arena, person, limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit, &ids, &n));
    struct credits_right *rows = ARENA_ARRAY(ctx->arena, struct credits_right, n + 1);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        TRY(credits_right_read(ctx, ids[i].id, &rows[kept]));
        kept += for_one_of_two(ctx, person, &rows[kept]);
    }
    *ret_rows = rows;
    *ret_count = kept;
    return OK;
}

enum status credits_right_waiting(struct ctx *ctx, struct place_id place, int64_t limit, struct credits_right **ret_rows, size_t *ret_count)
{
    struct credits_sql_right_waiting *ids;
    size_t n;
    if (!credits_right_keeps(ctx, place)) return ERR_DENIED;
    TRY(credits_sql_right_waiting(ctx->db, ctx->arena, place, limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit, &ids, &n));
    struct credits_right *rows = ARENA_ARRAY(ctx->arena, struct credits_right, n + 1);
    for (size_t i = 0; i < n; i++) TRY(credits_right_read(ctx, ids[i].id, &rows[i]));
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}

/* ---- for everybody ---- */

/* A broker's words count first; the reason of the two only where both, or a broker, marked it fit. */
static struct str fit_reason(struct ctx *ctx, const struct credits_sql_right_shown *row)
{
    if (row->fit_broker && row->decision_words.len > 0) return row->decision_words;
    if ((row->fit_asker && row->fit_other) && row->reason.len > 0) return row->reason;
    if (str_is(row->of_kind, "award") && !row->reason.ptr && str_is(row->via, "register"))
        return text_get(ctx->locale, T_("The list of who came was put right."), NULL);
    return STR_NONE;
}

enum status credits_right_shown(struct ctx *ctx, struct ledger_id ledger, int64_t before, int64_t limit, struct credits_shown_right **ret_rows, size_t *ret_count)
{
    struct credits_sql_right_shown *found;
    size_t n;
    const int64_t low = ledger.v << CREDITS_ENTRY_BITS, mask = ((int64_t)1 << CREDITS_ENTRY_BITS) - 1;
    int64_t high = before > 0 && before <= mask ? low + before : (ledger.v + 1) << CREDITS_ENTRY_BITS;
    TRY(credits_sql_right_shown(ctx->db, ctx->arena, low, high, limit < 1 ? 1 : limit > LIST_MAX ? LIST_MAX : limit, &found, &n));
    struct credits_shown_right *rows = ARENA_ARRAY(ctx->arena, struct credits_shown_right, n + 1);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct credits_shown_right){
            .entry = found[i].id, .of = found[i].of, .number = found[i].id.v & mask, .of_number = found[i].of.v & mask, .minutes = found[i].minutes,
            .now = found[i].new_minutes == INT_NONE ? 0 : found[i].new_minutes, .kind = found[i].of_kind, .at = found[i].at,
            .reason = fit_reason(ctx, &found[i]), .both = str_is(found[i].answer, "yes") && !found[i].decision.ptr, .over = found[i].over_by != INT_NONE};
    *ret_rows = rows;
    *ret_count = n;
    return OK;
}
