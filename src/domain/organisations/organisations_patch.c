#include "domain/organisations/organisations.h"

#include "organisations_sql.h"
#include "platform/journal/journal.h"

/* Patches: which part of a place an organisation leads. */

static bool may(const struct ctx *ctx, struct place_id place) {
    return ctx_has(ctx, STANDING_SYSTEM) ||
           (ctx_has(ctx, STANDING_ADMIN) && ctx->actor.place == place.v);
}

static bool lies_in(struct ctx *ctx, struct place_id within, struct place_id place) {
    struct place_id *below;
    size_t n;
    if (within.v == 0 || places_list_below(ctx, place, &below, &n) != OK) return false;
    for (size_t i = 0; i < n; i++)
        if (below[i].v == within.v) return true;
    return false;
}

static enum status check(struct ctx *ctx, struct asset_id organisation, struct place_id within,
                         struct str outcode, struct str *ret_outcode, struct place_id *ret_place) {
    const struct places_outcode *known = NULL;
    struct asset asset = {0};
    if (organisation.v == 0 || assets_find(ctx, organisation, &asset) != OK ||
        asset.kind == ASSET_GIFT || !may(ctx, asset.place))
        return ctx_fault(ctx, ERR_INVALID, STR("organisation"), SAY("Choose the organisation."));
    if ((within.v == 0) == (outcode.len == 0))
        return ctx_fault(ctx, ERR_INVALID, STR("outcode"),
                         SAY("Write an outcode, or choose a place: one of the two."));
    if (within.v != 0 && !lies_in(ctx, within, asset.place))
        return ctx_fault(ctx, ERR_INVALID, STR("within"), SAY("Choose this place or one in it."));
    if (outcode.len > 0 && places_outcode_find(ctx, outcode, &known) != OK)
        return ctx_fault(ctx, ERR_INVALID, STR("outcode"),
                         SAY1("We do not know {outcode}. Write the first half of a postcode, like B36.",
                              "outcode", outcode));
    *ret_outcode = known ? known->code : STR_NONE;
    *ret_place = asset.place;
    return OK;
}

enum status organisations_patch_add(struct ctx *ctx, struct asset_id organisation,
                                    struct place_id within, struct str outcode,
                                    struct organisation_patch_id *ret_id) {
    struct str code;
    struct place_id place;
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    TRY(check(ctx, organisation, within, outcode, &code, &place));
    struct organisation_patch_id id = {ctx_id(ctx)};
    enum status status =
        organisations_sql_patch_add(ctx->db, id, place, organisation, within, code, ctx->now);
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, STR("outcode"),
                         SAY("Somebody leads there already. End that first."));
    TRY(status);
    TRY(journal_record(ctx, "organisations.patch_begun", organisation.v, id.v, STR_NONE));
    *ret_id = id;
    return OK;
}

enum status organisations_patch_end(struct ctx *ctx, struct organisation_patch_id id) {
    struct organisations_sql_patch row;
    if (id.v == 0 || organisations_sql_patch(ctx->db, ctx->arena, id, &row) != OK ||
        !may(ctx, row.place_id))
        return ERR_DENIED;
    if (instant_is(row.until)) return OK;
    TRY(organisations_sql_patch_end(ctx->db, id, ctx->now));
    return journal_record(ctx, "organisations.patch_ended", id.v, 0, STR_NONE);
}

enum status organisations_patches(struct ctx *ctx, struct place_id place,
                                  struct organisation_patch **ret_rows, size_t *ret_count) {
    struct organisations_sql_patches *rows;
    size_t n;
    TRY(organisations_sql_patches(ctx->db, ctx->arena, place, ORGANISATIONS_MAX, &rows, &n));
    struct organisation_patch *out = ARENA_ARRAY(ctx->arena, struct organisation_patch, n);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct organisation_patch){.id = rows[i].id,
                                             .organisation = rows[i].organisation_id,
                                             .organisation_name = rows[i].organisation_name,
                                             .within = rows[i].within_id,
                                             .within_name = rows[i].within_name,
                                             .outcode = rows[i].outcode,
                                             .since = rows[i].since};
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

/* Where somebody lives decides who leads; the question is the house's own, so nobody's standing
   is asked. */
static enum status home_of(struct ctx *ctx, struct person_id id, struct person *ret_person) {
    const struct actor actor = ctx->actor;
    ctx->actor.standing |= STANDING_SYSTEM;
    enum status status = people_find(ctx, id, ret_person);
    ctx->actor = actor;
    return status;
}

static enum status by_outcode(struct ctx *ctx, struct place_id place, struct str outcode,
                              struct asset_id *ret_organisation) {
    struct organisations_sql_leads_outcode row;
    if (outcode.len == 0) return ERR_MISSING;
    TRY(organisations_sql_leads_outcode(ctx->db, ctx->arena, place, outcode, &row));
    *ret_organisation = row.organisation_id;
    return OK;
}

enum status organisations_leading(struct ctx *ctx, struct person_id id,
                                  struct asset_id *ret_organisation) {
    struct person person;
    struct place chain[PLACES_DEPTH];
    size_t n = 0;
    TRY(home_of(ctx, id, &person));
    for (struct place_id at = person.place; at.v != 0 && n < PLACES_DEPTH; at = chain[n - 1].parent)
        TRY(places_find(ctx, at, &chain[n++]));
    struct str outcode = person.outcode.len > 0 ? person.outcode : n > 0 ? chain[0].outcode : STR_NONE;
    for (size_t i = 0; i < n; i++) {
        enum status status = by_outcode(ctx, chain[i].id, outcode, ret_organisation);
        if (status != ERR_MISSING) return status;
    }
    for (size_t i = 0; i < n; i++) {
        struct organisations_sql_leads_place row;
        enum status status = organisations_sql_leads_place(ctx->db, ctx->arena, chain[i].id, &row);
        if (status == OK) *ret_organisation = row.organisation_id;
        if (status != ERR_MISSING) return status;
    }
    return ERR_MISSING;
}
