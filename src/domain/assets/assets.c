/* Read, add, change, check and end what there is here. */
#include "domain/assets/assets.h"

#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/index_own.h"
#include "domain/assets/merge.h"
#include "platform/journal/journal.h"

static int small(int64_t n)
{
    return n == INT_NONE ? -1 : (int)n;
}

static int64_t large(int n)
{
    return n < 0 ? INT_NONE : n;
}

static void kind_fill(const struct assets_sql_find *row, struct asset *a)
{
    (void)assets_kind_parse(row->kind, &a->kind);
    (void)assets_status_parse(row->life, &a->status);
    if (row->cost.len > 0) (void)assets_cost_parse(row->cost, &a->cost);
    a->audience = str_is(row->audience, "women") ? ASSET_WOMEN
                  : str_is(row->audience, "men") ? ASSET_MEN
                                                 : ASSET_ANYONE;
    a->located = row->lat == row->lat;
}

static void row_fill(struct ctx *ctx, const struct assets_sql_find *row, struct asset *ret_asset)
{
    struct asset a = {.id = row->id,
                      .external_id = row->external_id,
                      .place = row->place_id,
                      .name = row->name,
                      .description = row->description,
                      .organisation = row->organisation_id,
                      .organisation_name = row->organisation_name,
                      .lat = row->lat,
                      .lon = row->lon,
                      .location_name = row->location_name,
                      .address = row->address,
                      .city = row->city,
                      .postcode = row->postcode,
                      .outcode = row->outcode,
                      .phone = row->phone,
                      .email = row->email,
                      .url = row->url,
                      .access_yes = (unsigned)row->access_yes,
                      .access_no = (unsigned)row->access_no,
                      .access_words = row->access_words,
                      .price = row->price,
                      .cost_words = row->cost_words,
                      .languages = row->languages,
                      .age_low = small(row->age_low),
                      .age_high = small(row->age_high),
                      .for_child = row->for_child,
                      .host = row->host_id,
                      .host_name = row->host_name,
                      .host_meets = row->host_meets,
                      .host_room = small(row->host_room),
                      .usual_size = small(row->usual_size),
                      .checked = row->checked,
                      .checked_by = row->checked_by,
                      .source = row->source,
                      .source_id = row->source_id,
                      .licence = row->licence,
                      .elsewhere = row->elsewhere,
                      .changed_at = row->changed_at};
    kind_fill(row, &a);
    assets_about(ctx, a.outcode, &a.lat, &a.lon, &a.about);
    *ret_asset = a;
}

static enum status schedules_read(struct ctx *ctx, struct asset *a)
{
    struct assets_sql_schedules *rows;
    size_t n;
    TRY(assets_sql_schedules(ctx->db, ctx->arena, a->id, &rows, &n));
    struct asset_schedule *lines = ARENA_ARRAY(ctx->arena, struct asset_schedule, n);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct asset_schedule){.rrule = rows[i].rrule,
                                           .from = rows[i].begins,
                                           .until = rows[i].until,
                                           .opens = rows[i].opens,
                                           .closes = rows[i].closes,
                                           .words = rows[i].words,
                                           .skip = (unsigned)rows[i].skip,
                                           .zone = rows[i].zone};
    a->schedules = lines;
    a->schedules_n = n;
    return OK;
}

static enum status concepts_read(struct ctx *ctx, struct asset *a)
{
    struct assets_sql_concepts *rows;
    size_t n;
    TRY(assets_sql_concepts(ctx->db, ctx->arena, a->id, &rows, &n));
    a->concepts_n = n < ASSET_CONCEPTS ? n : ASSET_CONCEPTS;
    for (size_t i = 0; i < a->concepts_n; i++) {
        a->concepts[i] = rows[i].concept;
        a->quality[i] = (int)rows[i].quality;
    }
    return OK;
}

static enum status read_whole(struct ctx *ctx, struct asset_id id, struct asset *ret_asset,
                              bool *ret_ended)
{
    struct assets_sql_find row;
    struct asset a;
    TRY(assets_sql_find(ctx->db, ctx->arena, id, &row));
    row_fill(ctx, &row, &a);
    TRY(schedules_read(ctx, &a));
    TRY(concepts_read(ctx, &a));
    if (a.organisation.v != 0 && a.organisation_name.len == 0) {
        struct assets_sql_name name;
        if (assets_sql_name(ctx->db, ctx->arena, a.organisation, &name) == OK)
            a.organisation_name = name.name;
    }
    *ret_asset = a;
    *ret_ended = instant_is(row.ended_at);
    return OK;
}

bool assets_may_see(const struct ctx *ctx, const struct asset *asset)
{
    return asset->kind != ASSET_GIFT || ctx->actor.standing != 0;
}

enum status assets_find(struct ctx *ctx, struct asset_id id, struct asset *ret_asset)
{
    struct asset a;
    bool ended;
    TRY(read_whole(ctx, id, &a, &ended));
    if (ended) { /* part of another entry: that one answers */
        struct asset_id now;
        TRY(assets_merged_now(ctx, id, &now));
        if (now.v != id.v) TRY(read_whole(ctx, now, &a, &ended));
    }
    if (!assets_may_see(ctx, &a)) return ERR_MISSING;
    if (ended && !ctx_has(ctx, STANDING_STEWARD | STANDING_ADMIN | STANDING_SYSTEM))
        return ERR_DENIED;
    *ret_asset = a;
    return OK;
}

enum status assets_find_external(struct ctx *ctx, struct str id, struct asset *ret_asset)
{
    struct assets_sql_find_external row;
    struct asset_id number;
    if (str_to_int(id, &number.v)) return assets_find(ctx, number, ret_asset);
    if (!uuid_valid(id)) return ERR_MISSING;
    TRY(assets_sql_find_external(ctx->db, ctx->arena, str_lower(ctx->arena, id), &row));
    return assets_find(ctx, row.id, ret_asset);
}

enum status assets_list_by_ids(struct ctx *ctx, const struct asset_id *ids, size_t n,
                               struct asset **ret_assets, size_t *ret_count)
{
    struct asset *assets = ARENA_ARRAY(ctx->arena, struct asset, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        enum status status = assets_find(ctx, ids[i], &assets[count]);
        if (status == OK)
            count++;
        else if (status != ERR_MISSING && status != ERR_DENIED)
            return status;
    }
    *ret_assets = assets;
    *ret_count = count;
    return OK;
}

/* ---- lists by something; the rows all hold one id ---- */

#define LIST_OF_IDS(rows, n)                                                                   \
    struct asset_id *ids = ARENA_ARRAY(ctx->arena, struct asset_id, (n));                      \
    for (size_t i = 0; i < (n); i++) ids[i] = (rows)[i].id;                                    \
    return assets_list_by_ids(ctx, ids, (n), ret_assets, ret_count)

enum status assets_list_hosted(struct ctx *ctx, struct person_id host, int64_t limit,
                               struct asset **ret_assets, size_t *ret_count)
{
    struct assets_sql_hosted *rows;
    size_t n;
    TRY(assets_sql_hosted(ctx->db, ctx->arena, host, limit, &rows, &n));
    LIST_OF_IDS(rows, n);
}

enum status assets_list_of(struct ctx *ctx, struct asset_id organisation, int64_t limit,
                           struct asset **ret_assets, size_t *ret_count)
{
    struct assets_sql_of *rows;
    size_t n;
    TRY(assets_sql_of(ctx->db, ctx->arena, organisation, limit, &rows, &n));
    LIST_OF_IDS(rows, n);
}

enum status assets_list_oldest(struct ctx *ctx, struct place_id place, int64_t limit,
                               int64_t offset, struct asset **ret_assets, size_t *ret_count)
{
    struct assets_sql_oldest *rows;
    size_t n;
    TRY(assets_sql_oldest(ctx->db, ctx->arena, place, limit, offset, &rows, &n));
    LIST_OF_IDS(rows, n);
}

enum status assets_list_all(struct ctx *ctx, int64_t limit, int64_t offset,
                            struct asset **ret_assets, size_t *ret_count)
{
    struct assets_sql_list *rows;
    size_t n;
    TRY(assets_sql_list(ctx->db, ctx->arena, limit, offset, &rows, &n));
    LIST_OF_IDS(rows, n);
}

enum status assets_count(struct ctx *ctx, struct place_id place, int64_t *ret_n)
{
    return place.v ? assets_sql_count(ctx->db, place, ret_n)
                   : assets_sql_count_all(ctx->db, ret_n);
}

/* ---- who may ---- */

static bool stewards(struct ctx *ctx, struct asset_id id)
{
    struct person_id person = {ctx->actor.person};
    struct asset_id parts[16]; /* who looked after what is part of it now looks after the whole */
    size_t n = 0;
    if (id.v == 0 || person.v == 0) return false;
    if (people_related(ctx, person, STEWARD_OF, TO_ASSET, id.v)) return true;
    if (assets_merged_of(ctx, id, parts, 16, &n) != OK) return false;
    for (size_t i = 0; i < n; i++)
        if (people_related(ctx, person, STEWARD_OF, TO_ASSET, parts[i].v)) return true;
    return false;
}

bool assets_may_change(struct ctx *ctx, const struct asset *asset)
{
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    if (ctx_has(ctx, STANDING_ADMIN) && asset->place.v == ctx->actor.place) return true;
    if (ctx->actor.person == 0) return false;
    if (asset->host.v == ctx->actor.person) return true;
    return stewards(ctx, asset->organisation) || stewards(ctx, asset->id);
}

static enum status may_change(struct ctx *ctx, const struct asset *asset)
{
    if (assets_may_change(ctx, asset)) return OK;
    return ctx_fault(ctx, ERR_DENIED, STR_NONE,
                     SAY("Only the people who look after this entry can change it."));
}

/* ---- writing ---- */

/* The parameters of add and change are the same but for the external id. */
#define WRITE_FIELDS(a)                                                                        \
    .id = (a)->id, .place_id = (a)->place, .kind = str_from(assets_kind_code((a)->kind)),      \
    .life = str_from(assets_status_code((a)->status)), .name = str_trim((a)->name),            \
    .description = (a)->description, .organisation_id = (a)->organisation,                     \
    .organisation_name = (a)->organisation_name, .lat = (a)->located ? (a)->lat : nothing,     \
    .lon = (a)->located ? (a)->lon : nothing, .location_name = (a)->location_name,             \
    .address = (a)->address, .city = (a)->city, .postcode = (a)->postcode,                     \
    .outcode = (a)->outcode, .phone = (a)->phone, .email = (a)->email, .url = (a)->url,        \
    .access_yes = (a)->access_yes, .access_no = (a)->access_no,                                \
    .access_words = (a)->access_words,                                                         \
    .cost = (a)->cost ? str_from(assets_cost_code((a)->cost)) : STR_NONE, .price = (a)->price, \
    .cost_words = (a)->cost_words, .languages = (a)->languages,                                \
    .age_low = large((a)->age_low), .age_high = large((a)->age_high),                          \
    .for_child = (a)->for_child, .audience = audience, .host_id = (a)->host,                   \
    .host_name = (a)->host_name, .host_meets = (a)->host_meets,                                \
    .host_room = large((a)->host_room), .usual_size = large((a)->usual_size),                  \
    .checked = (a)->checked, .checked_by = (a)->checked_by, .source = (a)->source,             \
    .source_id = (a)->source_id, .licence = (a)->licence, .elsewhere = (a)->elsewhere,         \
    .folded = utf8_fold(ctx->arena, str_trim((a)->name)), .now = ctx->now

static enum status row_write(struct ctx *ctx, const struct asset *a, bool add)
{
    const double nothing = __builtin_nan("");
    struct str audience = a->audience == ASSET_WOMEN ? STR("women")
                          : a->audience == ASSET_MEN ? STR("men")
                                                     : STR_NONE;
    if (!add) {
        const struct assets_sql_change_in in = {WRITE_FIELDS(a)};
        return assets_sql_change(ctx->db, &in);
    }
    const struct assets_sql_add_in in = {.external_id = a->external_id, WRITE_FIELDS(a)};
    enum status status = assets_sql_add(ctx->db, &in);
    if (status != ERR_CONFLICT) return status;
    return ctx_fault(ctx, ERR_CONFLICT, STR("id"), SAY("This entry is on the list already."));
}

static enum status schedules_write(struct ctx *ctx, const struct asset *a, bool add)
{
    if (!add) TRY(assets_sql_schedules_clear(ctx->db, a->id));
    for (size_t i = 0; i < a->schedules_n; i++) {
        const struct asset_schedule *line = &a->schedules[i];
        const struct assets_sql_schedule_add_in in = {
            .asset_id = a->id,
            .seq = (int64_t)i,
            .rrule = line->rrule.len ? line->rrule : STR_NONE,
            .begins = line->from,
            .until = line->until,
            .opens = line->opens,
            .closes = line->closes,
            .words = line->words.ptr ? line->words : STR(""),
            .skip = line->skip,
            .zone = line->zone.len ? line->zone : STR_NONE};
        TRY(assets_sql_schedule_add(ctx->db, &in));
    }
    return OK;
}

static enum status concepts_write(struct ctx *ctx, const struct asset *a, bool add)
{
    if (!add) TRY(assets_sql_concepts_clear(ctx->db, a->id));
    for (size_t i = 0; i < a->concepts_n; i++) TRY(assets_sql_concept_add(ctx->db, a->id, (int64_t)i, a->concepts[i], a->quality[i]));
    return OK;
}

void assets_concepts_link(struct ctx *ctx, struct asset *a)
{
    struct vocabulary_link links[ASSET_CONCEPTS];
    const struct vocabulary *v = vocabulary_of(ctx);
    size_t n = vocabulary_link_asset(v, ctx->arena, a->name, a->description, links, ASSET_CONCEPTS);
    a->concepts_n = 0;
    for (size_t i = 0; i < n; i++) {
        const struct concept *concept = vocabulary_concept(v, links[i].concept);
        if (concept == NULL) continue;
        a->concepts[a->concepts_n] = concept->code;
        a->quality[a->concepts_n++] = links[i].quality < 1 ? 1 : links[i].quality > 100 ? 100 : links[i].quality;
    }
}

enum status assets_store(struct ctx *ctx, const struct asset *a, bool add)
{
    int64_t number;
    TRY(row_write(ctx, a, add));
    TRY(schedules_write(ctx, a, add));
    TRY(concepts_write(ctx, a, add));
    return journal_change(ctx, ASSETS_CHANGE, a->id.v, &number);
}

/* The number everybody reads the list by, and the fact. */
static enum status tell(struct ctx *ctx, const char *fact, struct asset_id id, struct place_id place)
{
    int64_t number;
    assets_index_wrote(ctx);
    TRY(journal_change(ctx, ASSETS_CHANGE, id.v, &number));
    return journal_record(ctx, fact, id.v, place.v, STR_NONE);
}

/* Both ends of a change are looked at: what it was and what it becomes. */
static enum status rights_check(struct ctx *ctx, const struct asset *a)
{
    struct asset before;
    bool ended;
    if (a->id.v != 0) {
        TRY(read_whole(ctx, a->id, &before, &ended));
        TRY(may_change(ctx, &before));
    }
    if (a->organisation.v != 0) {
        struct assets_sql_name name;
        if (assets_sql_name(ctx->db, ctx->arena, a->organisation, &name) != OK)
            return ctx_fault(ctx, ERR_INVALID, STR("organization"),
                             SAY("This organisation is not on the list."));
    }
    return may_change(ctx, a);
}

/* A gift is somebody at home: no address is kept, and the point is the middle of the outcode. */
static void hide_home(struct ctx *ctx, struct asset *a)
{
    const struct places_outcode *outcode;
    if (a->kind != ASSET_GIFT) return;
    a->location_name = a->address = STR_NONE;
    if (a->postcode.len > 0 && places_outcode_find(ctx, a->postcode, &outcode) == OK)
        a->outcode = outcode->code;
    a->postcode = STR_NONE;
    if (a->outcode.len > 0 && places_outcode_find(ctx, a->outcode, &outcode) == OK) {
        a->lat = outcode->lat;
        a->lon = outcode->lon;
    } else if (a->located) {
        outcode = places_outcode_nearest(ctx, a->lat, a->lon);
        a->outcode = outcode->code;
        a->lat = outcode->lat;
        a->lon = outcode->lon;
    }
}

enum status assets_put(struct ctx *ctx, const struct asset *asset, struct asset_id *ret_id)
{
    struct asset a = *asset;
    bool add = a.id.v == 0;
    enum status checked = assets_fields_check(ctx, &a);
    TRY(rights_check(ctx, &a));
    TRY(checked);
    hide_home(ctx, &a);
    if (add) {
        a.id.v = ctx_id(ctx);
        a.external_id = assets_external_make(ctx, &a);
        TRY(assets_sql_identity_set(ctx->db, uuid_random(ctx->arena, ctx->rand)));
    }
    if (a.concepts_n == 0) assets_concepts_link(ctx, &a);
    assets_index_wrote(ctx);
    struct asset before;
    bool ended;
    if (!add) TRY(read_whole(ctx, a.id, &before, &ended));
    TRY(assets_store(ctx, &a, add));
    if (!add || ctx->actor.account) TRY(assets_said_by_person(ctx, add ? NULL : &before, &a));
    TRY(journal_record(ctx, add ? "assets.added" : "assets.changed", a.id.v, a.place.v, STR_NONE));
    *ret_id = a.id;
    return OK;
}

enum status assets_end(struct ctx *ctx, struct asset_id id, struct str reason)
{
    struct asset a;
    bool ended;
    TRY(read_whole(ctx, id, &a, &ended));
    TRY(may_change(ctx, &a));
    if (ended) return OK;
    TRY(assets_sql_end(ctx->db, id, ctx->now, utf8_cut(reason, 400)));
    return tell(ctx, "assets.ended", id, a.place);
}

/* A connector who rang may say so too. */
enum status assets_check(struct ctx *ctx, struct asset_id id)
{
    struct asset a;
    bool ended;
    TRY(read_whole(ctx, id, &a, &ended));
    if (ended) return ERR_MISSING;
    bool rang = ctx_has(ctx, STANDING_CONNECTOR) && a.place.v == ctx->actor.place;
    if (!rang) TRY(may_change(ctx, &a));
    struct str by = ctx->actor.person
                        ? people_first_name(ctx, (struct person_id){ctx->actor.person})
                        : STR_NONE;
    TRY(assets_sql_check(ctx->db, id, ctx_today(ctx), by.len > 0 ? by : STR_NONE, ctx->now));
    return tell(ctx, "assets.checked", id, a.place);
}
