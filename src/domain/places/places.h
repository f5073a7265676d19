/* Places: localities in a tree, their outcodes, points, distances and time zone. Everything that
   grows carries the id of its home place. */
#ifndef DOMAIN_PLACES_PLACES_H
#define DOMAIN_PLACES_PLACES_H

#include "platform/ctx/ctx.h"

struct place_id { int64_t v; };
struct holiday_id { int64_t v; }; /* holidays.h */

enum place_kind { PLACE_NEIGHBOURHOOD, PLACE_WARD, PLACE_VILLAGE, PLACE_TOWN, PLACE_BOROUGH, PLACE_COUNTY, PLACE_KINDS };

#define PLACES_MAX 500   /* most places listed at once */
#define PLACES_DEPTH 12  /* deepest tree */

/* Who to ring instead of using the pages: shown in the foot of every page. */
struct place_foot { struct str name, phone, words; };

struct place {
    struct place_id id, parent;  /* parent.v = 0 at the top */
    struct str name;
    enum place_kind kind;
    struct str outcode;          /* "B36"; STR_NONE = not stated */
    bool located;
    double lat, lon;
    struct str country;          /* ISO 3166: "GB" */
    struct str zone;             /* "Europe/London" */
    struct place_foot foot;
};

/* One place a row, or ERR_MISSING. */
enum status places_find(struct ctx *ctx, struct place_id id, struct place *ret_place) MUST_USE;
/* By name, case and accents apart; with several of a name, the one nearest the top, then oldest. */
enum status places_find_by_name(struct ctx *ctx, struct str name, struct place *ret_place) MUST_USE;
/* By name or decimal id, as command lines give it, with a fault on `field` when unknown. */
enum status places_find_said(struct ctx *ctx, struct str name_or_id, struct str field, struct place *ret_place) MUST_USE;
/* All places in use, by name. */
enum status places_list(struct ctx *ctx, struct place **ret_places, size_t *ret_count) MUST_USE;
/* Directly inside a place, by name. */
enum status places_children(struct ctx *ctx, struct place_id id, struct place **ret_places, size_t *ret_count) MUST_USE;
/* A place and everything inside it, at any depth; itself first. */
enum status places_list_below(struct ctx *ctx, struct place_id id, struct place_id **ret_ids, size_t *ret_count) MUST_USE;
/* The oldest place: the home of whatever names none. ERR_MISSING before `init`. */
enum status places_first(struct ctx *ctx, struct place *ret_place) MUST_USE;

/* Check every field, noting each fault, then add (id.v = 0) or change. With an outcode and no
   point, the point is the outcode's. The foot is not touched. Records places.added or
   places.changed. Fails: ERR_INVALID (fields; a parent inside the place itself), ERR_CONFLICT
   (the name is taken beside it), ERR_MISSING, ERR_DENIED (not an administrator). */
enum status places_put(struct ctx *ctx, const struct place *place, struct place_id *ret_id) MUST_USE;
/* Find a place of this name or make it: in the United Kingdom, Europe/London. outcode may be
   STR_NONE. */
enum status places_init(struct ctx *ctx, struct str name, struct str outcode, struct place_id *ret_id) MUST_USE;
/* The convenor's name, telephone and a few words for the page foot. */
enum status places_set_foot(struct ctx *ctx, struct place_id id, const struct place_foot *foot) MUST_USE;
/* The place's clock; Europe/London when it cannot be read. Never NULL. */
enum status places_zone(struct ctx *ctx, struct place_id id, const struct zone **ret_zone) MUST_USE;

const char *places_kind_code(enum place_kind kind);   /* "neighbourhood" */
const char *places_kind_label(enum place_kind kind);  /* T_() text */
bool places_kind_parse(struct str code, enum place_kind *ret_kind);

/* ---- outcodes: the shipped table, read once at start ---- */
struct places_outcode {
    struct str code, town, region;
    struct str country;       /* "England", "Wales" ... */
    double lat, lon;
};
struct places_outcodes;       /* sorted; the keep "places.outcodes" */

/* Read the embedded table. ERR_BROKEN when it is not what the build checked. */
enum status places_outcodes_open(struct arena *arena, struct places_outcodes **ret_outcodes) MUST_USE;
size_t places_outcodes_count(const struct places_outcodes *outcodes);
/* "B36", "b36 8ab", "B368AB", "B36 8": the outcode of it. ERR_MISSING when there is none. */
enum status places_outcode_find(struct ctx *ctx, struct str postcode, const struct places_outcode **ret_outcode) MUST_USE;
const struct places_outcode *places_outcode_lookup(const struct places_outcodes *outcodes, struct str postcode);
/* The nearest outcode to a point, never NULL. */
const struct places_outcode *places_outcode_nearest(struct ctx *ctx, double lat, double lon);

/* ---- whole postcodes, where the operator brought them in ---- */
struct places_postcode {
    struct str code;          /* "B368AB" */
    double lat, lon;
    struct str ward, lad, lsoa; /* codes of areas; STR_NONE = not stated */
};
/* "b36 8ab", "B368AB". ERR_MISSING when it is none, or is not in the table. */
enum status places_postcode_find(struct ctx *ctx, struct str postcode, struct places_postcode *ret_postcode) MUST_USE;
/* Is it shaped like a whole postcode? Capitals without blanks in `room`, which `ret_code` views. */
bool places_postcode_parse(struct str postcode, char room[8], struct str *ret_code);
/* "B368AB" as a number in the order of letters; the table's key. */
int64_t places_postcode_number(struct str code);

/* ---- points ---- */
struct places_point {
    double lat, lon;
    struct str words;         /* as understood: "B36 (Castle Bromwich)", "52.5,-1.8", a place's name */
    bool about;               /* the middle of an area, so distances are "about" */
};
/* "B36", "B36 8AB", "52.5,-1.8", a place's name or a town of the table. A whole postcode that is
   in the table is a point of its own, not "about". Fails: ERR_INVALID with a fault on `field`
   that says what would work. */
enum status places_near_parse(struct ctx *ctx, struct str near, struct str field, struct places_point *ret_point) MUST_USE;
bool places_point_valid(double lat, double lon);
/* Is the point in this country, as far as the table can tell? Unknown countries hold all. */
bool places_country_holds(struct ctx *ctx, struct str country, double lat, double lon);

/* Great-circle metres. */
double places_distance(double lat1, double lon1, double lat2, double lon2);
/* Metres east and north of an origin on a local plane; good to 0.5 % within 100 km. */
void places_project(double origin_lat, double origin_lon, double lat, double lon, double *ret_x, double *ret_y);
void places_unproject(double origin_lat, double origin_lon, double x, double y, double *ret_lat, double *ret_lon);
/* Eastings and northings of the national grid of Great Britain to degrees, good to 5 m. */
void places_grid_to_degrees(double east, double north, double *ret_lat, double *ret_lon);

struct module;
struct cli;
extern const struct module places_module;
/* `kith places import`, for the other command that reads files. */
enum status places_import_cli(struct cli *cli) MUST_USE;

#endif
