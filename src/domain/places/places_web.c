/* The administrator's page of places. */
#include "domain/places/places_own.h"

#include "places_pages.h"

static struct place_id chosen_parent(const struct web *w) {
    struct place_id id = {0};
    struct str text = web_text(w, "parent");
    if (text.len > 0 && !str_to_int(text, &id.v))
        id.v = -1; /* refused by the rule as not known */
    return id;
}

static struct str point_text(struct web *w, const struct place *place) {
    return place->located ? str_printf(w->ctx->arena, "%.5f,%.5f", place->lat, place->lon)
                          : STR_NONE;
}

static struct str name_of(const struct place *all, size_t n, struct place_id id) {
    for (size_t i = 0; i < n; i++)
        if (all[i].id.v == id.v) return all[i].name;
    return STR_NONE;
}

static const struct places_row *rows_of(struct web *w, const struct place *some, size_t n,
                                        const struct place *all, size_t all_n) {
    struct places_row *rows = ARENA_ARRAY(w->ctx->arena, struct places_row, n);
    for (size_t i = 0; i < n; i++) {
        struct said kind = {.id = places_kind_label(some[i].kind)};
        rows[i] = (struct places_row){.id = some[i].id.v,
                                      .name = some[i].name,
                                      .outcode = some[i].outcode,
                                      .kind = text_say(w->ctx->arena, w->ctx->locale, &kind),
                                      .parent = name_of(all, all_n, some[i].parent),
                                      .phone = some[i].foot.phone,
                                      .zone = some[i].zone};
    }
    return rows;
}

static void fill_choices(struct web *w, struct places_form_view *f, const struct place *place,
                         const struct place *all, size_t n) {
    struct arena *arena = w->ctx->arena;
    struct html_choice *kinds = ARENA_ARRAY(arena, struct html_choice, PLACE_KINDS);
    struct str kind = web_kept(w, "kind", str_from(places_kind_code(place->kind)));
    for (int k = 0; k < PLACE_KINDS; k++) {
        struct said label = {.id = places_kind_label((enum place_kind)k)};
        kinds[k].value = str_from(places_kind_code((enum place_kind)k));
        kinds[k].label = text_say(arena, w->ctx->locale, &label);
        kinds[k].on = str_eq(kind, kinds[k].value);
    }
    struct html_choice *parents = ARENA_ARRAY(arena, struct html_choice, n + 1);
    struct str parent =
        web_kept(w, "parent", place->parent.v ? str_int(arena, place->parent.v) : STR(""));
    struct said none = SAY("No other place here");
    size_t count = 0;
    parents[count++] =
        (struct html_choice){STR(""), text_say(arena, w->ctx->locale, &none), parent.len == 0};
    for (size_t i = 0; i < n; i++) {
        if (all[i].id.v == place->id.v) continue;
        struct str value = str_int(arena, all[i].id.v);
        parents[count++] = (struct html_choice){value, all[i].name, str_eq(value, parent)};
    }
    f->kinds = kinds;
    f->kinds_n = PLACE_KINDS;
    f->parents = parents;
    f->parents_n = count;
}

static struct places_form_view *form_of(struct web *w, const struct place *place,
                                        const struct place *all, size_t n) {
    struct places_form_view *f = ARENA_NEW(w->ctx->arena, struct places_form_view);
    f->action = place->id.v ? web_path(w, "/admin/places/%lld", (long long)place->id.v)
                            : STR("/admin/places");
    f->name = web_kept(w, "name", place->name);
    f->outcode = web_kept(w, "outcode", place->outcode);
    f->point = web_kept(w, "point", point_text(w, place));
    f->zone = web_kept(w, "zone", place->zone);
    f->foot_name = web_kept(w, "foot_name", place->foot.name);
    f->foot_phone = web_kept(w, "foot_phone", place->foot.phone);
    f->foot_words = web_kept(w, "foot_words", place->foot.words);
    fill_choices(w, f, place, all, n);
    return f;
}

static enum status show_list(struct web *w) {
    struct place *all, blank = {.zone = STR("Europe/London")};
    size_t n;
    TRY(places_list(w->ctx, &all, &n));
    struct places_list_view view = {
        .rows = rows_of(w, all, n, all, n), .rows_n = n, .form = form_of(w, &blank, all, n)};
    places_page_list(web_page(w, SAY("Places"), "/admin"), &view);
    return OK;
}

static enum status show_edit(struct web *w) {
    struct place *all, *inside, place;
    size_t n, inside_n;
    struct place_id id = {web_id(w, 0)};
    TRY(places_find(w->ctx, id, &place));
    TRY(places_list(w->ctx, &all, &n));
    TRY(places_children(w->ctx, id, &inside, &inside_n));
    struct places_edit_view view = {.id = place.id.v,
                                    .name = place.name,
                                    .form = form_of(w, &place, all, n),
                                    .inside = rows_of(w, inside, inside_n, all, n),
                                    .inside_n = inside_n};
    places_page_edit(web_page(w, SAY1("Place: {name}", "name", place.name), "/admin"), &view);
    return OK;
}

/* The typed boxes over what is stored; the faults go to the form. */
static enum status read_form(struct web *w, struct place *place) {
    place->name = web_text(w, "name");
    place->outcode = web_text(w, "outcode");
    place->zone = web_text(w, "zone");
    place->parent = chosen_parent(w);
    if (!places_kind_parse(web_text(w, "kind"), &place->kind))
        ctx_fault(w->ctx, ERR_INVALID, STR("kind"), SAY("Choose what sort of place it is."));
    struct str point = web_text(w, "point");
    place->located = false;
    if (point.len > 0) {
        struct places_point at;
        enum status status = places_near_parse(w->ctx, point, STR("point"), &at);
        if (status != OK && status != ERR_INVALID) return status;
        place->located = status == OK;
        place->lat = status == OK ? at.lat : 0;
        place->lon = status == OK ? at.lon : 0;
    }
    place->foot = (struct place_foot){web_text(w, "foot_name"), web_text(w, "foot_phone"),
                                      web_text(w, "foot_words")};
    return OK;
}

static enum status keep(struct web *w, struct place *place) {
    TRY(read_form(w, place));
    struct place_foot foot = place->foot;
    TRY(places_put(w->ctx, place, &place->id));
    TRY(places_set_foot(w->ctx, place->id, &foot));
    TRY(faults_status(&w->ctx->faults));
    return web_redirect_saying(w, web_path(w, "/admin/places/%lld", (long long)place->id.v),
                               SAY("Kept."));
}

static enum status apply_add(struct web *w) {
    struct place place = {0};
    return keep(w, &place);
}

static enum status apply_change(struct web *w) {
    struct place place;
    TRY(places_find(w->ctx, (struct place_id){web_id(w, 0)}, &place));
    return keep(w, &place);
}

const struct web_route places_web_routes[] = {
    {.method = "GET",
     .path = "/admin/places",
     .permission = "places.change",
     .show = show_list},
    {.method = "POST",
     .path = "/admin/places",
     .permission = "places.change",
     .apply = apply_add,
     .again = show_list,
     .per_hour = 120},
    {.method = "GET",
     .path = "/admin/places/{id}",
     .permission = "places.change",
     .show = show_edit},
    {.method = "POST",
     .path = "/admin/places/{id}",
     .permission = "places.change",
     .apply = apply_change,
     .again = show_edit,
     .per_hour = 120},
    {.method = "GET",
     .path = "/holidays",
     .permission = "places.change",
     .show = places_holidays_show},
    {.method = "POST",
     .path = "/holidays",
     .permission = "places.change",
     .apply = places_holidays_put,
     .again = places_holidays_show,
     .per_hour = 240},
    {.method = "POST",
     .path = "/holidays/off",
     .permission = "places.change",
     .apply = places_holidays_off,
     .again = places_holidays_show,
     .per_hour = 240},
    {.method = "POST",
     .path = "/holidays/list",
     .permission = "places.change",
     .prepare = places_holidays_list_prepare,
     .apply = places_holidays_list,
     .again = places_holidays_show,
     .per_hour = 60,
     .flags = WEB_MULTIPART,
     .body_max = (size_t)2 << 20},
    {.method = "POST",
     .path = "/holidays/{id}/end",
     .permission = "places.change",
     .apply = places_holidays_end,
     .per_hour = 240},
    {.method = "POST",
     .path = "/holidays/{id}/back",
     .permission = "places.change",
     .apply = places_holidays_back,
     .per_hour = 240},
    {0},
};
