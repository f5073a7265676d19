/* The rules of places: names, the tree, points, the foot. */
#include "domain/places/places.h"

#include "domain/places/places_own.h"
#include "places_sql.h"
#include "platform/journal/journal.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *code, *label;
} kinds[PLACE_KINDS] = {
    {"neighbourhood", T_("Neighbourhood")},
    {"ward", T_("Ward")},
    {"village", T_("Village")},
    {"town", T_("Town")},
    {"borough", T_("Borough")},
    {"county", T_("County")},
};

const char *places_kind_code(enum place_kind kind) { return kinds[kind].code; }
const char *places_kind_label(enum place_kind kind) { return kinds[kind].label; }

bool places_kind_parse(struct str code, enum place_kind *ret_kind) {
    for (int i = 0; i < PLACE_KINDS; i++) {
        if (!str_is(code, kinds[i].code)) continue;
        *ret_kind = (enum place_kind)i;
        return true;
    }
    return false;
}

/* The three statements that read whole places name the same columns. */
#define FILL(place, row)                                                                 \
    do {                                                                                 \
        (place)->id = (row)->id;                                                         \
        (place)->parent = (row)->parent_id;                                              \
        (place)->name = (row)->name;                                                     \
        (place)->kind = PLACE_NEIGHBOURHOOD;                                             \
        (void)places_kind_parse((row)->kind, &(place)->kind);                            \
        (place)->outcode = (row)->outcode;                                               \
        (place)->located = !isnan((row)->lat);                                           \
        (place)->lat = (row)->lat;                                                       \
        (place)->lon = (row)->lon;                                                       \
        (place)->country = (row)->country;                                               \
        (place)->zone = (row)->zone;                                                     \
        (place)->foot =                                                                  \
            (struct place_foot){(row)->foot_name, (row)->foot_phone, (row)->foot_words}; \
    } while (0)

enum status places_find(struct ctx *ctx, struct place_id id, struct place *ret_place) {
    struct places_sql_find row;
    TRY(places_sql_find(ctx->db, ctx->arena, id, &row));
    FILL(ret_place, &row);
    return OK;
}

enum status places_find_by_name(struct ctx *ctx, struct str name, struct place *ret_place) {
    struct places_sql_find_named row;
    TRY(places_sql_find_named(ctx->db, ctx->arena, utf8_fold(ctx->arena, str_trim(name)),
                              &row));
    return places_find(ctx, row.id, ret_place);
}

enum status places_find_said(struct ctx *ctx, struct str name_or_id, struct str field,
                             struct place *ret_place) {
    struct place_id id = {0};
    enum status status = places_find_by_name(ctx, name_or_id, ret_place);
    if (status == ERR_MISSING && str_to_int(name_or_id, &id.v) && id.v > 0)
        status = places_find(ctx, id, ret_place);
    if (status != ERR_MISSING) return status;
    return ctx_fault(ctx, ERR_MISSING, field,
                     SAY1("There is no place called \"{name}\" yet.", "name", name_or_id));
}

enum status places_first(struct ctx *ctx, struct place *ret_place) {
    struct places_sql_first row;
    TRY(places_sql_first(ctx->db, ctx->arena, &row));
    return places_find(ctx, row.id, ret_place);
}

enum status places_list(struct ctx *ctx, struct place **ret_places, size_t *ret_count) {
    struct places_sql_list *rows;
    size_t n;
    TRY(places_sql_list(ctx->db, ctx->arena, PLACES_MAX, &rows, &n));
    struct place *places = ARENA_ARRAY(ctx->arena, struct place, n);
    for (size_t i = 0; i < n; i++) FILL(&places[i], &rows[i]);
    *ret_places = places;
    *ret_count = n;
    return OK;
}

enum status places_children(struct ctx *ctx, struct place_id id, struct place **ret_places,
                            size_t *ret_count) {
    struct places_sql_children *rows;
    size_t n;
    TRY(places_sql_children(ctx->db, ctx->arena, id, PLACES_MAX, &rows, &n));
    struct place *places = ARENA_ARRAY(ctx->arena, struct place, n);
    for (size_t i = 0; i < n; i++) FILL(&places[i], &rows[i]);
    *ret_places = places;
    *ret_count = n;
    return OK;
}

enum status places_list_below(struct ctx *ctx, struct place_id id, struct place_id **ret_ids,
                              size_t *ret_count) {
    struct places_sql_below *rows;
    size_t n;
    TRY(places_sql_below(ctx->db, ctx->arena, id, PLACES_MAX, &rows, &n));
    struct place_id *ids = ARENA_ARRAY(ctx->arena, struct place_id, n);
    for (size_t i = 0; i < n; i++) ids[i] = rows[i].id;
    *ret_ids = ids;
    *ret_count = n;
    return OK;
}

/* ---- adding and changing ---- */

static bool may_change(const struct ctx *ctx) {
    return ctx_has(ctx, STANDING_ADMIN | STANDING_SYSTEM);
}

/* An administrator looks after their own place and what lies in it. */
bool places_may_change(struct ctx *ctx, struct place_id id) {
    struct place_id *below;
    size_t n;
    if (ctx_has(ctx, STANDING_SYSTEM)) return true;
    if (!may_change(ctx)) return false;
    if (places_list_below(ctx, (struct place_id){ctx->actor.place}, &below, &n) != OK) return false;
    for (size_t i = 0; i < n; i++)
        if (below[i].v == id.v) return true;
    return false;
}

/* Walk up from the new parent: the place itself must not be met, and the top must be near. */
static enum status check_parent(struct ctx *ctx, const struct place *place) {
    struct place_id up = place->parent;
    for (int depth = 1; up.v != 0; depth++) {
        if (up.v == place->id.v)
            return ctx_fault(ctx, ERR_INVALID, STR("parent"),
                             SAY("A place cannot lie inside itself. Choose another."));
        if (depth >= PLACES_DEPTH)
            return ctx_fault(ctx, ERR_INVALID, STR("parent"),
                             SAY("That is too many places inside one another."));
        struct places_sql_parent row;
        enum status status = places_sql_parent(ctx->db, ctx->arena, up, &row);
        if (status == ERR_MISSING)
            return ctx_fault(ctx, ERR_INVALID, STR("parent"),
                             SAY("That place is not known. Choose one from the list."));
        TRY(status);
        up = row.parent_id;
    }
    return OK;
}

static void check_words(struct ctx *ctx, struct place *place) {
    place->name = str_trim(place->name);
    if (place->name.len == 0)
        ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("A place needs a name."));
    else if (utf8_count(place->name) > 80 || !utf8_valid(place->name))
        ctx_fault(ctx, ERR_INVALID, STR("name"), SAY("A place's name has at most 80 letters."));
    if (place->country.len == 0) place->country = STR("GB");
    if (place->country.len != 2)
        ctx_fault(ctx, ERR_INVALID, STR("country"),
                  SAY("A country is two letters, for example GB."));
    if (place->zone.len == 0) place->zone = STR("Europe/London");
    const struct zone *zone;
    if (place->zone.len > 64 || zone_load(ctx->arena, place->zone, &zone) != OK)
        ctx_fault(ctx, ERR_INVALID, STR("zone"),
                  SAY1("\"{zone}\" is not a time zone. Write it as in Europe/London.", "zone",
                       place->zone));
}

static void check_where(struct ctx *ctx, struct place *place) {
    const struct places_outcode *outcode = NULL;
    if (str_trim(place->outcode).len == 0) {
        place->outcode = STR_NONE;
    } else if (places_outcode_find(ctx, place->outcode, &outcode) == OK) {
        place->outcode = outcode->code;
    } else {
        ctx_fault(
            ctx, ERR_INVALID, STR("outcode"),
            SAY1("\"{outcode}\" is not the first half of a postcode we know. For example: B36.",
                 "outcode", place->outcode));
    }
    if (place->located && !places_point_valid(place->lat, place->lon))
        ctx_fault(
            ctx, ERR_INVALID, STR("point"),
            SAY("Latitude is between -90 and 90, longitude between -180 and 180, for example 52.50,-1.79."));
    if (!place->located && outcode) {
        place->lat = outcode->lat;
        place->lon = outcode->lon;
        place->located = true;
    }
    if (!place->located) place->lat = place->lon = NAN;
}

static enum status store(struct ctx *ctx, const struct place *place, bool fresh) {
    struct str folded = utf8_fold(ctx->arena, place->name),
               kind = str_from(kinds[place->kind].code);
    if (fresh) {
        struct places_sql_add_in in = {place->id,      place->parent,  place->name, folded,
                                       kind,           place->outcode, place->lat,  place->lon,
                                       place->country, place->zone,    ctx->now};
        return places_sql_add(ctx->db, &in);
    }
    struct places_sql_change_in in = {place->id,      place->parent,  place->name, folded,
                                      kind,           place->outcode, place->lat,  place->lon,
                                      place->country, place->zone,    ctx->now};
    return places_sql_change(ctx->db, &in);
}

enum status places_put(struct ctx *ctx, const struct place *place, struct place_id *ret_id) {
    if (!may_change(ctx) || (place->id.v != 0 && !places_may_change(ctx, place->id)))
        return ERR_DENIED;
    struct place p = *place;
    size_t before = ctx->faults.count;
    check_words(ctx, &p);
    check_where(ctx, &p);
    enum status status = check_parent(ctx, &p);
    if (status != OK && status != ERR_INVALID) return status;
    if (ctx->faults.count > before) return ERR_INVALID;
    bool fresh = p.id.v == 0;
    if (fresh) p.id.v = ctx_id(ctx);
    status = store(ctx, &p, fresh);
    if (status == ERR_CONFLICT)
        return ctx_fault(ctx, ERR_CONFLICT, STR("name"),
                         SAY1("There is a place called \"{name}\" already.", "name", p.name));
    TRY(status);
    TRY(journal_record(ctx, fresh ? "places.added" : "places.changed", p.id.v, p.parent.v,
                       STR_NONE));
    *ret_id = p.id;
    return OK;
}

enum status places_init(struct ctx *ctx, struct str name, struct str outcode,
                        struct place_id *ret_id) {
    struct place found;
    enum status status = places_find_by_name(ctx, name, &found);
    if (status == OK) *ret_id = found.id;
    if (status != ERR_MISSING) return status;
    struct place fresh = {.name = name, .outcode = outcode};
    return places_put(ctx, &fresh, ret_id);
}

static bool phone_ok(struct str phone) {
    size_t digits = 0;
    for (size_t i = 0; i < phone.len; i++) {
        char c = phone.ptr[i];
        if (c >= '0' && c <= '9') digits++;
        else if (!memchr(" +()-.", c, 6)) return false;
    }
    return phone.len <= 30 && (phone.len == 0 || digits >= 3);
}

enum status places_set_foot(struct ctx *ctx, struct place_id id,
                            const struct place_foot *foot) {
    if (!places_may_change(ctx, id)) return ERR_DENIED;
    struct str name = str_trim(foot->name), phone = str_trim(foot->phone),
               words = str_trim(foot->words);
    size_t before = ctx->faults.count;
    if (utf8_count(name) > 80)
        ctx_fault(ctx, ERR_INVALID, STR("foot_name"), SAY("At most 80 letters."));
    if (!phone_ok(phone))
        ctx_fault(ctx, ERR_INVALID, STR("foot_phone"),
                  SAY("A telephone number has digits and blanks, for example 07700 900142."));
    if (utf8_count(words) > 300)
        ctx_fault(ctx, ERR_INVALID, STR("foot_words"), SAY("At most 300 letters."));
    if (ctx->faults.count > before) return ERR_INVALID;
    if (name.len == 0) name = STR_NONE;
    if (phone.len == 0) phone = STR_NONE;
    if (words.len == 0) words = STR_NONE;
    TRY(places_sql_set_foot(ctx->db, id, name, phone, words, ctx->now));
    return journal_record(ctx, "places.changed", id.v, 0, STR("foot"));
}

enum status places_zone(struct ctx *ctx, struct place_id id, const struct zone **ret_zone) {
    struct place place;
    const struct zone *zone = places_outcodes_of(ctx)->london;
    enum status status = id.v ? places_find(ctx, id, &place) : ERR_MISSING;
    if (status != OK && status != ERR_MISSING) return status;
    if (status == OK && !str_is(place.zone, "Europe/London") &&
        zone_load(ctx->arena, place.zone, ret_zone) == OK)
        return OK;
    *ret_zone = zone;
    return OK;
}

/* ---- near ---- */

static bool parse_pair(struct str near, struct places_point *ret) {
    size_t comma = str_find(near, STR(","), 0);
    if (comma == SIZE_MAX) return false;
    double lat, lon;
    if (!str_to_real(str_trim(str_slice(near, 0, comma)), &lat)) return false;
    if (!str_to_real(str_trim(str_slice(near, comma + 1, near.len)), &lon)) return false;
    *ret = (struct places_point){.lat = lat, .lon = lon, .words = near};
    return true;
}

static bool place_point(struct ctx *ctx, struct str near, struct places_point *ret) {
    struct place place;
    if (!ctx->db || places_find_by_name(ctx, near, &place) != OK || !place.located)
        return false;
    *ret = (struct places_point){
        .lat = place.lat, .lon = place.lon, .words = place.name, .about = true};
    return true;
}

enum status places_near_parse(struct ctx *ctx, struct str near, struct str field,
                              struct places_point *ret_point) {
    struct str said = str_trim(near);
    struct places_point point;
    if (parse_pair(said, &point)) {
        if (!places_point_valid(point.lat, point.lon))
            return ctx_fault(
                ctx, ERR_INVALID, field,
                SAY("Latitude is between -90 and 90, longitude between -180 and 180, for example 52.50,-1.79."));
        *ret_point = point;
        return OK;
    }
    struct places_postcode whole;
    if (ctx->db && places_postcode_find(ctx, said, &whole) == OK) {
        size_t out = whole.code.len - 3;
        *ret_point = (struct places_point){
            .lat = whole.lat,
            .lon = whole.lon,
            .words = str_printf(ctx->arena, "%.*s %.3s", (int)out, whole.code.ptr,
                                whole.code.ptr + out)};
        return OK;
    }
    const struct places_outcodes *o = places_outcodes_of(ctx);
    const struct places_outcode *outcode = places_outcode_lookup(o, said);
    if (outcode) {
        struct str words = outcode->town.len
                               ? str_printf(ctx->arena, "%.*s (%.*s)", STR_ARG(outcode->code),
                                            STR_ARG(outcode->town))
                               : outcode->code;
        *ret_point = (struct places_point){
            .lat = outcode->lat, .lon = outcode->lon, .words = words, .about = true};
        return OK;
    }
    if (said.len > 0 && said.len <= 200 && place_point(ctx, said, ret_point)) return OK;
    if (said.len > 0 && said.len <= 200 &&
        places_outcodes_town(o, ctx->arena, utf8_fold(ctx->arena, said), ret_point))
        return OK;
    return ctx_fault(
        ctx, ERR_INVALID, field,
        SAY1(
            "We do not know where \"{near}\" is. Try the first half of a postcode, for example B36.",
            "near", utf8_cut(said, 80)));
}

enum status places_frame(struct ctx *ctx, struct module_frame *frame) {
    struct place place;
    struct place_id home = {ctx->actor.place};
    TRY(home.v != 0 ? places_find(ctx, home, &place) : places_first(ctx, &place));
    frame->place = place.name;
    if (place.foot.name.len > 0) frame->helper = place.foot.name;
    if (place.foot.phone.len > 0) frame->phone = place.foot.phone;
    if (place.foot.words.len > 0) frame->words = place.foot.words;
    return OK;
}
