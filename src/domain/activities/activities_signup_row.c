/* One asking as a row: reading, writing, its codes. */
#include "domain/activities/activities_signup_own.h"

#include <assert.h>

#define CODE_LETTERS 5
#define CODE_TRIES 20
#define TOKEN_BYTES 16

static const char *const states[] = {"coming", "waiting", "offered", "skipped", "ended"};
static const char *const ways[] = {"none", "mail", "text"};

const char *activities_signup_way_name(enum signup_way way)
{
    return ways[way];
}

enum signup_state activities_signup_state_of(struct str name)
{
    enum signup_state state = SIGNUP_COMING;
    while (state < SIGNUP_ENDED && !str_is(name, states[state])) state++;
    return state;
}

enum signup_way activities_signup_way_of(struct str name)
{
    return str_is(name, "mail") ? SIGNUP_MAIL : str_is(name, "text") ? SIGNUP_TEXT : SIGNUP_NONE;
}

enum status activities_turn(struct ctx *ctx, struct asset_id asset, struct place_id place, int64_t *ret_turn)
{
    struct activities_sql_turn row;
    TRY(activities_sql_turn_take(ctx->db, asset, place));
    TRY(activities_sql_turn(ctx->db, ctx->arena, asset, &row));
    *ret_turn = row.turn;
    return OK;
}

enum status activities_look(struct ctx *ctx, struct asset_id asset, struct instant at)
{
    return activities_sql_look_at(ctx->db, asset, at);
}

enum status activities_signup_read(struct ctx *ctx, int64_t id, struct signup *ret_signup)
{
    struct activities_sql_signup r;
    TRY(activities_sql_signup(ctx->db, ctx->arena, id, &r));
    *ret_signup = (struct signup){
        .id = {r.id}, .of = {r.of_id == INT_NONE ? 0 : r.of_id}, .asset = r.asset_id, .place = r.place_id,
        .day = r.day, .at = r.at, .since = r.since, .person = r.person_id,
        .first_name = r.person_id.v ? people_first_name(ctx, r.person_id) : r.first_name,
        .phone = r.phone, .email = r.email, .language = r.language, .seats = (int)r.seats, .carer = r.carer, .note = r.note,
        .newcomer = r.newcomer, .state = activities_signup_state_of(r.state), .why = r.why, .turn = r.turn,
        .offered_until = r.offered_until, .lapses = (int)r.lapses, .code = r.code, .token = r.token, .how = r.how,
        .by = r.by_id, .way = activities_signup_way_of(r.way), .created_at = r.created_at};
    return OK;
}

enum status activities_signup_turns(struct ctx *ctx, struct signup *s, enum signup_state state, const char *why)
{
    struct instant until = state == SIGNUP_OFFERED ? s->offered_until : INSTANT_NONE;
    assert(state != SIGNUP_OFFERED || instant_is(until));
    TRY(activities_sql_signup_state(ctx->db, &(struct activities_sql_signup_state_in){
        .id = s->id.v, .state = str_from(states[state]), .why = str_from(why), .turn = s->turn,
        .offered_until = until, .lapses = s->lapses, .now = ctx->now}));
    s->state = state;
    s->why = str_from(why);
    s->offered_until = until;
    return OK;
}

/* A figure first: so that no word of a text is taken for one, and no code of a hello is. */
struct str activities_code_new(struct ctx *ctx)
{
    static const char letters[] = "ABCDEFGHJKMNPQRTUVWXY346789", figures[] = "346789";
    for (int i = 0; i < CODE_TRIES; i++) {
        struct activities_sql_code_taken taken;
        char code[CODE_LETTERS];
        code[0] = figures[rand_below(ctx->rand, sizeof figures - 1)];
        for (size_t k = 1; k < sizeof code; k++) code[k] = letters[rand_below(ctx->rand, sizeof letters - 1)];
        struct str made = str_copy(ctx->arena, str_of(code, sizeof code));
        if (activities_sql_code_taken(ctx->db, ctx->arena, made, &taken) == OK && taken.cards + taken.signups == 0) return made;
    }
    return STR_NONE;
}

static struct str token_new(struct ctx *ctx)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char bytes[TOKEN_BYTES];
    char out[2 * TOKEN_BYTES];
    rand_bytes(ctx->rand, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = hex[bytes[i] >> 4];
        out[2 * i + 1] = hex[bytes[i] & 15];
    }
    return str_copy(ctx->arena, str_of(out, sizeof out));
}

static struct str or_none(struct str s)
{
    return s.len > 0 ? s : STR_NONE;
}

enum status activities_signup_write(struct ctx *ctx, struct signup *s)
{
    s->id.v = ctx_id(ctx);
    s->created_at = ctx->now;
    bool own = s->of.v == 0; /* a date of somebody who comes every time has their code */
    s->code = own ? activities_code_new(ctx) : STR_NONE;
    s->token = own ? token_new(ctx) : STR_NONE;
    bool named = s->person.v != 0;
    return activities_sql_signup_add(ctx->db, &(struct activities_sql_signup_add_in){
        .id = s->id.v, .place_id = s->place, .asset_id = s->asset, .of_id = own ? INT_NONE : s->of.v,
        .day = s->day, .at = s->at, .since = s->since, .person_id = s->person,
        .first_name = named ? STR_NONE : s->first_name, .phone = named ? STR_NONE : or_none(s->phone),
        .email = named ? STR_NONE : or_none(s->email), .language = s->language, .seats = s->seats, .carer = s->carer,
        .note = or_none(s->note), .newcomer = s->newcomer, .state = str_from(states[s->state]), .turn = s->turn,
        .offered_until = s->state == SIGNUP_OFFERED ? s->offered_until : INSTANT_NONE, .code = s->code, .token = s->token,
        .how = s->how, .by_id = s->by, .consent = or_none(s->consent), .way = str_from(ways[s->way]), .now = ctx->now});
}
