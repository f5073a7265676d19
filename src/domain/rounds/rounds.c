#include "domain/rounds/rounds.h"

#include "platform/journal/journal.h"
#include "rounds_sql.h"

/* Circles: where a round is, and who looks after it. */

static bool place_admin(const struct ctx *ctx, struct place_id place) {
    return ctx_has(ctx, STANDING_SYSTEM) ||
           (ctx_has(ctx, STANDING_ADMIN) && ctx->actor.place == place.v);
}

static enum status check_circle(struct ctx *ctx, struct asset_id asset_id,
                                struct person_id coordinator, struct asset *ret_asset) {
    struct asset asset = {0};
    bool known = asset_id.v != 0 && assets_find(ctx, asset_id, &asset) == OK;
    if (!known || asset.kind == ASSET_GIFT || !place_admin(ctx, asset.place))
        (void)ctx_fault(ctx, ERR_INVALID, STR("asset"),
                        SAY("Choose the care home, ward or club."));
    struct person person;
    if (coordinator.v == 0 || people_find(ctx, coordinator, &person) != OK ||
        instant_is(person.ended_at) || (known && person.place.v != asset.place.v))
        (void)ctx_fault(ctx, ERR_INVALID, STR("coordinator"),
                        SAY("Choose who looks after it. They must be somebody of this place."));
    TRY(faults_status(&ctx->faults));
    *ret_asset = asset;
    return OK;
}

/* ---- who welcomes there ---- */

#define WELCOME "round" /* how the relation came about */

static enum status welcome_find(struct ctx *ctx, const struct circle *circle, struct relation *ret_row) {
    struct relation *rows;
    size_t n;
    TRY(people_relations(ctx, circle->coordinator, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (rows[i].from.v != circle->coordinator.v || rows[i].kind != HOST_OF) continue;
        if (rows[i].to_kind != TO_ASSET || rows[i].to != circle->asset.v) continue;
        *ret_row = rows[i];
        return OK;
    }
    return ERR_MISSING;
}

enum status rounds_welcome(struct ctx *ctx, const struct circle *circle) {
    struct relation row = {.from = circle->coordinator, .kind = HOST_OF, .to_kind = TO_ASSET,
                           .to = circle->asset.v, .to_name = circle->name, .how = STR(WELCOME)};
    struct relation_id id;
    struct person person;
    enum status status = welcome_find(ctx, circle, &row);
    if (status != ERR_MISSING) return status;
    /* Who left keeps their circle until another looks after it, and welcomes nobody. */
    if (people_find(ctx, circle->coordinator, &person) != OK || instant_is(person.ended_at)) {
        faults_init(&ctx->faults, ctx->arena);
        return OK;
    }
    return people_relate(ctx, &row, &id);
}

static enum status welcome_end(struct ctx *ctx, const struct circle *circle) {
    struct relation row;
    enum status status = welcome_find(ctx, circle, &row);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    return str_is(row.how, WELCOME) ? people_unrelate(ctx, row.id) : OK;
}

enum status rounds_circle_add(struct ctx *ctx, struct asset_id asset_id,
                              struct person_id coordinator, struct circle_id *ret_id) {
    struct asset asset;
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    TRY(check_circle(ctx, asset_id, coordinator, &asset));
    struct circle_id id = {ctx_id(ctx)};
    enum status status =
        rounds_sql_circle_add(ctx->db, id, asset.place, asset_id, coordinator, ctx->now);
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, STR("asset"), SAY("It has its round already."));
    TRY(status);
    TRY(journal_record(ctx, "rounds.begun", coordinator.v, asset_id.v, STR_NONE));
    TRY(rounds_welcome(ctx, &(struct circle){.asset = asset_id, .coordinator = coordinator, .name = asset.name}));
    *ret_id = id;
    return OK;
}

static enum status load(struct ctx *ctx, struct circle_id id, struct circle *ret_circle) {
    struct rounds_sql_circle row;
    TRY(rounds_sql_circle(ctx->db, ctx->arena, id, &row));
    if (instant_is(row.until)) return ERR_MISSING;
    *ret_circle = (struct circle){.id = row.id,
                                  .place = row.place_id,
                                  .asset = row.asset_id,
                                  .coordinator = row.coordinator_id,
                                  .name = row.name,
                                  .coordinator_name = row.coordinator_name,
                                  .since = row.since,
                                  .people = row.people,
                                  .weeks = row.weeks,
                                  .kept = row.kept};
    return OK;
}

enum status rounds_circle_find(struct ctx *ctx, struct circle_id id, struct circle *ret_circle) {
    struct circle circle;
    if (load(ctx, id, &circle) != OK) return ERR_DENIED; /* none answers as one that is not theirs */
    bool near = ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN) &&
                ctx->actor.place == circle.place.v;
    if (!near && !ctx_has(ctx, STANDING_SYSTEM) && !people_is(ctx, circle.coordinator))
        return ERR_DENIED;
    *ret_circle = circle;
    return OK;
}

enum status rounds_circle_known(struct ctx *ctx, struct circle_id id, struct circle *ret_circle) {
    return load(ctx, id, ret_circle) == OK ? OK : ERR_DENIED;
}

enum status rounds_circle_end(struct ctx *ctx, struct circle_id id) {
    struct circle circle;
    TRY(rounds_circle_find(ctx, id, &circle));
    if (!place_admin(ctx, circle.place)) return ERR_DENIED;
    TRY(rounds_sql_circle_end(ctx->db, id, ctx->now));
    TRY(welcome_end(ctx, &circle));
    return journal_record(ctx, "rounds.ended", circle.coordinator.v, circle.asset.v, STR_NONE);
}

static enum status load_all(struct ctx *ctx, const struct circle_id *ids, size_t n,
                            struct circle **ret_rows, size_t *ret_count) {
    struct circle *rows = ARENA_ARRAY(ctx->arena, struct circle, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (load(ctx, ids[i], &rows[count]) == OK) count++;
    *ret_rows = rows;
    *ret_count = count;
    return OK;
}

enum status rounds_circles(struct ctx *ctx, struct circle **ret_rows, size_t *ret_count) {
    struct rounds_sql_circles *rows;
    size_t count;
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    struct place_id place = {ctx_has(ctx, STANDING_SYSTEM) ? 0 : ctx->actor.place};
    TRY(rounds_sql_circles(ctx->db, ctx->arena, place, ROUNDS_CIRCLES_MAX, &rows, &count));
    struct circle_id *ids = ARENA_ARRAY(ctx->arena, struct circle_id, count);
    for (size_t i = 0; i < count; i++) ids[i] = rows[i].id;
    return load_all(ctx, ids, count, ret_rows, ret_count);
}

enum status rounds_circles_of(struct ctx *ctx, struct person_id coordinator,
                              struct circle **ret_rows, size_t *ret_count) {
    struct rounds_sql_circles_of *rows;
    size_t count;
    if (!people_is(ctx, coordinator) && !people_may_see(ctx, coordinator)) return ERR_DENIED;
    TRY(rounds_sql_circles_of(ctx->db, ctx->arena, coordinator, ROUNDS_CIRCLES_MAX, &rows, &count));
    struct circle_id *ids = ARENA_ARRAY(ctx->arena, struct circle_id, count);
    for (size_t i = 0; i < count; i++) ids[i] = rows[i].id;
    return load_all(ctx, ids, count, ret_rows, ret_count);
}

enum status rounds_assets(struct ctx *ctx, struct asset **ret_rows, size_t *ret_count) {
    struct rounds_sql_assets *rows;
    size_t count;
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    TRY(rounds_sql_assets(ctx->db, ctx->arena, (struct place_id){ctx->actor.place},
                          ROUNDS_ASSETS_MAX, &rows, &count));
    struct asset_id *ids = ARENA_ARRAY(ctx->arena, struct asset_id, count);
    for (size_t i = 0; i < count; i++) ids[i] = rows[i].id;
    return assets_list_by_ids(ctx, ids, count, ret_rows, ret_count);
}
