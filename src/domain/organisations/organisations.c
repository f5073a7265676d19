#include "domain/organisations/organisations_own.h"

#include "organisations_sql.h"
#include "platform/journal/journal.h"

/* Who works for whom in a place. */

const char *organisations_role_name(enum organisation_role role) {
    static const char *const names[ORGANISATION_ROLES] = {"worker", "convenor", "learning"};
    return (unsigned)role < ORGANISATION_ROLES ? names[role] : names[0];
}

const char *organisations_role_label(enum organisation_role role) {
    static const char *const labels[ORGANISATION_ROLES] = {
        T_("works for a lead organisation"), T_("convenor"), T_("learning partner")};
    return (unsigned)role < ORGANISATION_ROLES ? labels[role] : labels[0];
}

bool organisations_role_parse(struct str word, enum organisation_role *ret_role) {
    for (int i = 0; i < ORGANISATION_ROLES; i++) {
        if (!str_is(word, organisations_role_name((enum organisation_role)i))) continue;
        *ret_role = (enum organisation_role)i;
        return true;
    }
    return false;
}

static bool may(const struct ctx *ctx, struct place_id place) {
    return ctx_has(ctx, STANDING_SYSTEM) ||
           (ctx_has(ctx, STANDING_ADMIN) && ctx->actor.place == place.v);
}

/* A learning partner sees figures only: nobody who walks beside people or looks after things. */
static enum status check_learning(struct ctx *ctx, struct person_id person) {
    struct relation *rows;
    size_t n;
    TRY(people_relations(ctx, person, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].from.v == person.v && rows[i].kind != SUPPORTER_OF && rows[i].kind != HOST_OF)
            return ctx_fault(ctx, ERR_INVALID, STR("person"),
                             SAY("They look after people or things here. A learning partner sees figures only: choose somebody else."));
    return OK;
}

static enum status check(struct ctx *ctx, struct person_id id, struct asset_id organisation,
                         enum organisation_role role, struct person *ret_person) {
    struct person person = {0};
    struct asset asset;
    if (id.v == 0 || people_find(ctx, id, &person) != OK || instant_is(person.ended_at))
        (void)ctx_fault(ctx, ERR_INVALID, STR("person"), SAY("Choose somebody of this place."));
    if ((unsigned)role >= ORGANISATION_ROLES)
        (void)ctx_fault(ctx, ERR_INVALID, STR("role"), SAY("Choose what they do."));
    bool known = organisation.v != 0 && assets_find(ctx, organisation, &asset) == OK &&
                 asset.kind != ASSET_GIFT;
    if (!known && (organisation.v != 0 || role == ORGANISATION_WORKER))
        (void)ctx_fault(ctx, ERR_INVALID, STR("organisation"), SAY("Choose the organisation."));
    TRY(faults_status(&ctx->faults));
    if (!may(ctx, person.place) || (known && asset.place.v != person.place.v)) return ERR_DENIED;
    if (role == ORGANISATION_LEARNING) TRY(check_learning(ctx, id));
    *ret_person = person;
    return OK;
}

enum status organisations_join(struct ctx *ctx, struct person_id person_id,
                               struct asset_id organisation, enum organisation_role role,
                               struct organisation_member_id *ret_id) {
    struct person person;
    if (!ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM)) return ERR_DENIED;
    TRY(check(ctx, person_id, organisation, role, &person));
    struct organisation_member_id id = {ctx_id(ctx)};
    enum status status = organisations_sql_join(ctx->db, id, person.place, person_id,
                                                organisation, role, ctx->now);
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, STR("person"), SAY("That is already so."));
    TRY(status);
    TRY(journal_record(ctx, "organisations.joined", person_id.v, organisation.v,
                       str_from(organisations_role_name(role))));
    *ret_id = id;
    return OK;
}

enum status organisations_leave(struct ctx *ctx, struct organisation_member_id id) {
    struct organisations_sql_member row;
    if (id.v == 0 || organisations_sql_member(ctx->db, ctx->arena, id, &row) != OK ||
        !may(ctx, row.place_id))
        return ERR_DENIED;
    if (instant_is(row.until)) return OK;
    TRY(organisations_sql_leave(ctx->db, id, ctx->now));
    return journal_record(ctx, "organisations.left", row.person_id.v, 0,
                          str_from(organisations_role_name((enum organisation_role)row.role)));
}

#define COPY_MEMBER(row)                                                                         \
    ((struct organisation_member){.id = (row).id,                                                \
                                  .person = (row).person_id,                                     \
                                  .organisation = (row).organisation_id,                         \
                                  .role = (enum organisation_role)(row).role,                    \
                                  .name = (row).name,                                            \
                                  .organisation_name = (row).organisation_name,                  \
                                  .since = (row).since,                                          \
                                  .until = (row).until})

enum status organisations_members(struct ctx *ctx, struct organisation_member **ret_rows,
                                  size_t *ret_count) {
    struct organisations_sql_members *rows;
    size_t n;
    if (!may(ctx, (struct place_id){ctx->actor.place})) return ERR_DENIED;
    TRY(organisations_sql_members(ctx->db, ctx->arena, (struct place_id){ctx->actor.place},
                                  ORGANISATIONS_MAX, &rows, &n));
    struct organisation_member *out = ARENA_ARRAY(ctx->arena, struct organisation_member, n);
    for (size_t i = 0; i < n; i++) out[i] = COPY_MEMBER(rows[i]);
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

enum status organisations_members_of(struct ctx *ctx, struct person_id person,
                                     struct organisation_member **ret_rows,
                                     size_t *ret_count) {
    struct organisations_sql_members_of *rows;
    size_t n;
    if (!people_may_see(ctx, person)) return ERR_DENIED;
    TRY(organisations_sql_members_of(ctx->db, ctx->arena, person, ORGANISATIONS_MAX, &rows, &n));
    struct organisation_member *out = ARENA_ARRAY(ctx->arena, struct organisation_member, n);
    for (size_t i = 0; i < n; i++) out[i] = COPY_MEMBER(rows[i]);
    *ret_rows = out;
    *ret_count = n;
    return OK;
}

enum status organisations_choices(struct ctx *ctx, struct asset **ret_rows, size_t *ret_count) {
    struct organisations_sql_choices *rows;
    size_t n;
    if (!may(ctx, (struct place_id){ctx->actor.place})) return ERR_DENIED;
    TRY(organisations_sql_choices(ctx->db, ctx->arena, (struct place_id){ctx->actor.place},
                                  ORGANISATIONS_MAX, &rows, &n));
    struct asset_id *ids = ARENA_ARRAY(ctx->arena, struct asset_id, n);
    for (size_t i = 0; i < n; i++) ids[i] = rows[i].id;
    return assets_list_by_ids(ctx, ids, n, ret_rows, ret_count);
}

/* ---- standing ---- */

#define PEOPLES (STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN | STANDING_LEAD)

/* A worker walks beside people; a convenor and a learning partner see figures. Whatever else a
   learning partner is said to be, figures are all they see. */
enum status organisations_standing(struct ctx *ctx, struct actor *actor) {
    struct organisations_sql_roles *rows;
    size_t n;
    if (actor->person == 0 || !(actor->standing & STANDING_MEMBER)) return OK;
    TRY(organisations_sql_roles(ctx->db, ctx->arena, (struct person_id){actor->person},
                                (struct place_id){actor->place}, &rows, &n));
    for (size_t i = 0; i < n; i++)
        actor->standing |=
            rows[i].role == ORGANISATION_WORKER ? STANDING_CONNECTOR : STANDING_LEARNING;
    for (size_t i = 0; i < n; i++)
        if (rows[i].role == ORGANISATION_LEARNING) actor->standing &= ~(unsigned)PEOPLES;
    return OK;
}

/* ---- what is heard ---- */

static bool works_for(const struct organisations_sql_roles *rows, size_t n,
                      struct asset_id organisation) {
    for (size_t i = 0; i < n; i++)
        if (rows[i].role == ORGANISATION_WORKER && rows[i].organisation_id.v == organisation.v)
            return true;
    return false;
}

static bool works(const struct organisations_sql_roles *rows, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (rows[i].role == ORGANISATION_WORKER) return true;
    return false;
}

/* May this connector begin to walk beside this person? Where another organisation leads, its own
   people do. Who works for nobody is the place's own connector. */
static enum status check_patch(struct ctx *ctx, struct person_id connector,
                               struct person_id person, struct str field) {
    struct organisations_sql_roles *rows;
    struct asset_id leading;
    struct asset asset;
    size_t n;
    if (connector.v == 0) return OK;
    TRY(organisations_sql_roles(ctx->db, ctx->arena, connector,
                                (struct place_id){ctx->actor.place}, &rows, &n));
    if (!works(rows, n) || organisations_leading(ctx, person, &leading) != OK) return OK;
    if (works_for(rows, n, leading)) return OK;
    struct str name = assets_find(ctx, leading, &asset) == OK ? asset.name : STR("");
    return ctx_fault(ctx, ERR_INVALID, field,
                     SAY1("{organisation} leads where they live. Its own connectors walk beside them.",
                          "organisation", name));
}

enum status organisations_hear_related(struct ctx *ctx, int64_t from, int64_t to) {
    const struct person_id connector = {from}, person = {to};
    if (!people_related(ctx, connector, CONNECTOR_OF, TO_PERSON, to)) return OK;
    return check_patch(ctx, connector, person, STR("to"));
}

enum status organisations_hear_added(struct ctx *ctx, int64_t person, int64_t object) {
    const struct person_id connector = {ctx->actor.person};
    (void)object;
    if (!people_related(ctx, connector, CONNECTOR_OF, TO_PERSON, person)) return OK;
    return check_patch(ctx, connector, (struct person_id){person}, STR("outcode"));
}

/* A caseload that was handed on: each of those who came to them just now. */
enum status organisations_hear_handed(struct ctx *ctx, int64_t handover, int64_t to) {
    struct relation *rows;
    const struct person_id connector = {to};
    const struct actor actor = ctx->actor;
    size_t n;
    (void)handover;
    ctx->actor.standing |= STANDING_SYSTEM; /* the new connector's list is not the actor's to read */
    enum status status = people_relations(ctx, connector, &rows, &n);
    ctx->actor = actor;
    TRY(status);
    for (size_t i = 0; i < n; i++)
        if (rows[i].from.v == to && rows[i].kind == CONNECTOR_OF && rows[i].to_kind == TO_PERSON &&
            rows[i].since.ms == ctx->now.ms)
            TRY(check_patch(ctx, connector, (struct person_id){rows[i].to}, STR("to")));
    return OK;
}

enum status organisations_hear_left(struct ctx *ctx, int64_t person, int64_t object) {
    (void)object;
    return organisations_sql_leave_all(ctx->db, (struct person_id){person}, ctx->now);
}

/* ---- my data ---- */

enum status organisations_export(struct ctx *ctx, int64_t person, struct json *json) {
    struct organisation_member *rows;
    size_t n;
    TRY(organisations_members_of(ctx, (struct person_id){person}, &rows, &n));
    json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(json);
        json_put_str(json, "role", str_from(organisations_role_name(rows[i].role)));
        json_put_str(json, "organisation", rows[i].organisation_name);
        json_put_str(json, "since", instant_format(ctx->arena, NULL, rows[i].since));
        json_put_str(json, "until",
                     instant_is(rows[i].until)
                         ? instant_format(ctx->arena, NULL, rows[i].until)
                         : STR_NONE);
        json_end(json);
    }
    json_end(json);
    return OK;
}
