#include "domain/organisations/organisations_own.h"
#include "domain/organisations/organisations_view.h"

#include "organisations_pages.h"

/* Setting it up: who leads which part, and who works there. */

#define PEOPLE_MAX 500

static struct str said(struct ctx *ctx, struct said words) {
    return text_say(ctx->arena, ctx->locale, &words);
}

static struct str since(struct ctx *ctx, struct instant at) {
    return said(ctx, SAY1("since {day}", "day",
                          text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, at),
                                   ctx_today(ctx))));
}

/* ---- one card an organisation ---- */

struct groups { struct organisation_group *items; int64_t *ids; size_t n; };

static struct organisation_group *group_of(struct ctx *ctx, struct groups *groups, int64_t id,
                                           struct str name) {
    for (size_t i = 0; i < groups->n; i++)
        if (groups->ids[i] == id) return &groups->items[i];
    groups->ids[groups->n] = id;
    groups->items[groups->n].name = name.len > 0 ? name : said(ctx, SAY("From elsewhere"));
    return &groups->items[groups->n++];
}

static void put_members(struct web *w, struct groups *groups,
                        const struct organisation_member *rows, size_t n) {
    struct ctx *ctx = w->ctx;
    for (size_t i = 0; i < n; i++) {
        struct organisation_group *group =
            group_of(ctx, groups, rows[i].organisation.v, rows[i].organisation_name);
        struct organisation_member_line *lines = (struct organisation_member_line *)group->members;
        if (!lines) lines = ARENA_ARRAY(ctx->arena, struct organisation_member_line, n);
        lines[group->members_n++] = (struct organisation_member_line){
            rows[i].id.v, rows[i].name, web_path(w, "/people/%lld", (long long)rows[i].person.v),
            text_get(ctx->locale, organisations_role_label(rows[i].role), NULL),
            since(ctx, rows[i].since)};
        group->members = lines;
    }
}

static void put_patches(struct web *w, struct groups *groups,
                        const struct organisation_patch *rows, size_t n) {
    struct ctx *ctx = w->ctx;
    for (size_t i = 0; i < n; i++) {
        struct organisation_group *group =
            group_of(ctx, groups, rows[i].organisation.v, rows[i].organisation_name);
        struct organisation_patch_line *lines = (struct organisation_patch_line *)group->patches;
        if (!lines) lines = ARENA_ARRAY(ctx->arena, struct organisation_patch_line, n);
        struct str where = rows[i].outcode.len > 0 ? rows[i].outcode : rows[i].within_name;
        lines[group->patches_n++] = (struct organisation_patch_line){
            rows[i].id.v, said(ctx, SAY1("Leads {where}", "where", where)),
            since(ctx, rows[i].since)};
        group->patches = lines;
    }
}

static enum status put_groups(struct web *w, struct organisations_view *view) {
    struct ctx *ctx = w->ctx;
    struct organisation_member *members;
    struct organisation_patch *patches;
    size_t members_n, patches_n;
    TRY(organisations_members(ctx, &members, &members_n));
    TRY(organisations_patches(ctx, (struct place_id){ctx->actor.place}, &patches, &patches_n));
    struct groups groups = {
        ARENA_ARRAY(ctx->arena, struct organisation_group, members_n + patches_n),
        ARENA_ARRAY(ctx->arena, int64_t, members_n + patches_n), 0};
    put_patches(w, &groups, patches, patches_n);
    put_members(w, &groups, members, members_n);
    view->groups = groups.items;
    view->groups_n = groups.n;
    return OK;
}

/* ---- choices ---- */

static enum status put_organisations(struct web *w, struct organisations_view *view) {
    struct ctx *ctx = w->ctx;
    struct asset *rows;
    size_t n;
    TRY(organisations_choices(ctx, &rows, &n));
    struct html_choice *all = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    struct str kept = web_text(w, "organisation");
    all[0] = (struct html_choice){STR(""), said(ctx, SAY("From elsewhere")), false};
    for (size_t i = 0; i < n; i++) {
        struct str id = str_int(ctx->arena, rows[i].id.v);
        all[i + 1] = (struct html_choice){id, rows[i].name, str_eq(id, kept)};
    }
    view->organisations_or_none = all;
    view->organisations_or_none_n = n + 1;
    view->leads = all + 1;
    view->leads_n = n;
    return OK;
}

static enum status put_people(struct web *w, struct organisations_view *view) {
    struct people_row *rows;
    size_t n;
    TRY(people_list(w->ctx, STR(""), PEOPLE_MAX, 0, &rows, &n));
    view->people = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    struct str kept = web_text(w, "person");
    for (size_t i = 0; i < n; i++) {
        struct str id = str_int(w->ctx->arena, rows[i].id.v);
        view->people[i] = (struct html_choice){id, rows[i].first_name, str_eq(id, kept)};
    }
    view->people_n = n;
    return OK;
}

static enum status put_places(struct web *w, struct organisations_view *view) {
    struct ctx *ctx = w->ctx;
    struct place_id *ids;
    struct place place;
    size_t n;
    TRY(places_list_below(ctx, (struct place_id){ctx->actor.place}, &ids, &n));
    view->places = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    view->places[view->places_n++] = (struct html_choice){STR(""), said(ctx, SAY("No place")), false};
    struct str kept = web_text(w, "within");
    for (size_t i = 0; i < n; i++) {
        if (places_find(ctx, ids[i], &place) != OK) continue;
        struct str id = str_int(ctx->arena, ids[i].v);
        if (i == 0) view->place = place.name;
        view->places[view->places_n++] = (struct html_choice){id, place.name, str_eq(id, kept)};
    }
    return OK;
}

static void put_roles(struct web *w, struct organisations_view *view) {
    struct ctx *ctx = w->ctx;
    view->roles = ARENA_ARRAY(ctx->arena, struct html_choice, ORGANISATION_ROLES);
    for (int i = 0; i < ORGANISATION_ROLES; i++) {
        enum organisation_role role = (enum organisation_role)i;
        struct str name = str_from(organisations_role_name(role));
        view->roles[view->roles_n++] =
            (struct html_choice){name, text_get(ctx->locale, organisations_role_label(role), NULL),
                                 str_eq(name, web_text(w, "role"))};
    }
}

enum status organisations_web_show(struct web *w) {
    struct organisations_view view = {.outcode = web_kept(w, "outcode", STR(""))};
    TRY(put_groups(w, &view));
    TRY(put_organisations(w, &view));
    TRY(put_people(w, &view));
    TRY(put_places(w, &view));
    put_roles(w, &view);
    organisations_page_organisations(web_page(w, SAY("Organisations"), NULL), &view);
    return OK;
}

/* ---- acting ---- */

enum status organisations_web_join(struct web *w) {
    enum organisation_role role = ORGANISATION_ROLES;
    struct organisation_member_id id;
    (void)organisations_role_parse(web_text(w, "role"), &role);
    TRY(organisations_join(w->ctx, (struct person_id){web_int(w, "person", 0)},
                           (struct asset_id){web_int(w, "organisation", 0)}, role, &id));
    return web_redirect_saying(w, STR("/organisations"), SAY("Kept."));
}

enum status organisations_web_leave(struct web *w) {
    TRY(organisations_leave(w->ctx, (struct organisation_member_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/organisations"), SAY("Ended."));
}

enum status organisations_web_patch(struct web *w) {
    struct organisation_patch_id id;
    TRY(organisations_patch_add(w->ctx, (struct asset_id){web_int(w, "organisation", 0)},
                                (struct place_id){web_int(w, "within", 0)},
                                web_text(w, "outcode"), &id));
    return web_redirect_saying(w, STR("/organisations"), SAY("Kept."));
}

enum status organisations_web_patch_end(struct web *w) {
    TRY(organisations_patch_end(w->ctx, (struct organisation_patch_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/organisations"), SAY("Ended."));
}
