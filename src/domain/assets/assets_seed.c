/* Fill the example neighbourhood's list through the same rule as everybody. */
#include "domain/assets/assets_seed.h"

#define SOURCE STR("Weirside example")

struct seeding {
    struct ctx *ctx;
    struct place place;
    struct asset_id hall;
};

static struct str said(const char *text) {
    return text ? str_from(text) : STR_NONE;
}

static void where_fill(struct seeding *s, const struct assets_seed_row *row, struct asset *a) {
    const struct assets_seed_site *site = &assets_seed_sites[row->where];
    a->located = row->kind != ASSET_GIFT; /* a home is nowhere on the map */
    places_unproject(s->place.lat, s->place.lon, site->east, site->north, &a->lat, &a->lon);
    a->location_name = said(site->name);
    a->address = said(site->address);
    a->outcode = s->place.outcode;
    if (row->no_access_known) return;
    a->access_yes = site->access_yes;
    a->access_no = site->access_no;
    a->access_words = said(site->access);
}

static void concepts_fill(const struct assets_seed_row *row, struct asset *a) {
    struct str rest = said(row->concepts), word;
    while (a->concepts_n < ASSET_CONCEPTS && str_next_word(&rest, &word)) {
        a->concepts[a->concepts_n] = word;
        a->quality[a->concepts_n++] = 100;
    }
}

/* A host is a person who agreed to be asked; a gift never carries a name in public. */
static enum status host_fill(struct seeding *s, const struct assets_seed_row *row,
                             struct asset *a) {
    a->host_meets = row->meets;
    if (!row->host) return OK;
    TRY(people_seed_find(s->ctx, s->place.id, str_from(row->host), &a->host));
    if (!people_consents(s->ctx, a->host, CONSENT_BE_ASKED)) return ERR_DENIED;
    a->host_room = row->room;
    if (row->kind != ASSET_GIFT) a->host_name = str_from(row->host);
    return OK;
}

static void plain_fill(struct seeding *s, const struct assets_seed_row *row, struct asset *a) {
    struct day today = ctx_today(s->ctx);
    bool ages = row->low || row->high;
    *a = (struct asset){.place = s->place.id,
                        .kind = row->kind,
                        .name = str_from(row->name),
                        .status = row->closed ? ASSET_TEMPORARILY_CLOSED : ASSET_ACTIVE,
                        .description = said(row->words),
                        .cost = row->cost,
                        .cost_words = said(row->cost_words),
                        .price = row->pence ? (struct pence){row->pence} : PENCE_NONE,
                        .languages = said(row->languages),
                        .age_low = ages ? row->low : -1,
                        .age_high = row->high ? row->high : -1,
                        .for_child = row->for_child,
                        .audience = row->women ? ASSET_WOMEN
                                    : row->men ? ASSET_MEN
                                               : ASSET_ANYONE,
                        .host_room = -1,
                        .usual_size = row->size ? row->size : -1,
                        .phone = said(row->phone),
                        .checked = row->days ? (struct day){today.n - row->days} : DAY_NONE,
                        .checked_by = row->days ? said(row->by) : STR_NONE,
                        .source = SOURCE,
                        .licence = STR("CC0-1.0")};
    if (row->hall) a->organisation = s->hall;
}

static enum status host_relate(struct ctx *ctx, const struct asset *a, struct asset_id id) {
    const struct relation relation = {
        .from = a->host, .kind = HOST_OF, .to_kind = TO_ASSET, .to = id.v, .to_name = a->name};
    struct relation_id relation_id;
    return a->host.v ? people_relate(ctx, &relation, &relation_id) : OK;
}

static enum status add(struct seeding *s, const struct assets_seed_row *row,
                       struct asset_id *ret_id) {
    struct asset a;
    struct asset_schedule *lines;
    plain_fill(s, row, &a);
    where_fill(s, row, &a);
    concepts_fill(row, &a);
    TRY(host_fill(s, row, &a));
    TRY(assets_schedule_parse(s->ctx->arena, said(row->times), ctx_today(s->ctx), &lines,
                              &a.schedules_n));
    a.schedules = lines;
    TRY(assets_put(s->ctx, &a, ret_id));
    return host_relate(s->ctx, &a, *ret_id);
}

/* Tom looks after what Mill Lane Hall runs. */
static enum status steward(struct seeding *s) {
    struct person_id tom;
    struct relation_id id;
    TRY(people_seed_find(s->ctx, s->place.id, STR("Tom"), &tom));
    const struct relation relation = {.from = tom,
                                      .kind = STEWARD_OF,
                                      .to_kind = TO_ASSET,
                                      .to = s->hall.v,
                                      .to_name = STR("Mill Lane Hall")};
    return people_relate(s->ctx, &relation, &id);
}

/* One thing beside, so that a neighbouring place is not empty. */
static enum status beside(struct ctx *ctx) {
    static const struct assets_seed_row row = {ASSET_GROUP,
                                               ABOUT,
                                               "Millbank lunch club",
                                               "A hot dinner and a hand of whist.",
                                               "Every Tuesday 12pm-2pm",
                                               "sharing-meals cards",
                                               ASSET_COST_PAID,
                                               400,
                                               "en",
                                               .size = 24,
                                               .meets = true,
                                               .days = 30,
                                               .by = "Priti"};
    struct seeding s = {.ctx = ctx};
    struct asset_id id;
    TRY(places_find_by_name(ctx, STR("Millbank"), &s.place));
    return add(&s, &row, &id);
}

enum status assets_seed(struct ctx *ctx) {
    struct seeding s = {.ctx = ctx};
    struct asset_id id;
    TRY(places_find_by_name(ctx, STR("Weirside"), &s.place));
    for (size_t i = 0; i < assets_seed_rows_n; i++) {
        TRY(add(&s, &assets_seed_rows[i], &id));
        if (assets_seed_rows[i].kind == ASSET_ORGANISATION) s.hall = id;
    }
    TRY(steward(&s));
    return beside(ctx);
}
