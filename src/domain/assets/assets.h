/* What there is here: groups, activities, places, services, organisations, informal networks and
   people's own gifts. Names follow HSDS / Open Referral UK 3.0. One row can turn from event to
   group to service. */
#ifndef DOMAIN_ASSETS_ASSETS_H
#define DOMAIN_ASSETS_ASSETS_H

#include "base/week.h"
#include "domain/people/people.h"
#include "domain/places/places.h"
#include "domain/vocabulary/vocabulary.h"

struct asset_id { int64_t v; };
struct mapping_id { int64_t v; }; /* columns somebody chose for a list */
struct import_id { int64_t v; }; /* an import, and the upload it was made of */
struct merge_id { int64_t v; };  /* two entries made one */

enum asset_kind { ASSET_GROUP, ASSET_ACTIVITY, ASSET_PLACE, ASSET_SERVICE, ASSET_ORGANISATION, ASSET_NETWORK, ASSET_GIFT, ASSET_KINDS };
enum asset_known { ASSET_UNKNOWN, ASSET_YES, ASSET_NO }; /* unknown is not "no" */
enum asset_cost { ASSET_COST_UNKNOWN, ASSET_COST_FREE, ASSET_COST_DONATION, ASSET_COST_PAID };
enum asset_audience { ASSET_ANYONE, ASSET_WOMEN, ASSET_MEN };
enum asset_status { ASSET_ACTIVE, ASSET_INACTIVE, ASSET_DEFUNCT, ASSET_TEMPORARILY_CLOSED };
/* access facts, bits in `access_yes` and `access_no` */
enum asset_access { ASSET_STEP_FREE = 1, ASSET_QUIET = 2, ASSET_HEARING_LOOP = 4, ASSET_CHILDCARE = 8 };

/* One line of the schedule: RFC 5545 rule (WEEKLY or MONTHLY, as ORUK) beside the words. */
struct asset_schedule {
    struct str rrule;        /* "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"; STR_NONE = words only */
    struct day from, until;  /* DAY_NONE = open */
    struct minutes opens, closes; /* after local midnight; closes may pass 24 h */
    struct str words;        /* as given: "1st Sat 2-4pm", "by arrangement" */
    unsigned skip;           /* ASSET_SKIP_ bits */
    struct str zone;         /* of the rule; STR_NONE = the place's */
};
enum asset_skip { ASSET_SKIP_BANK = 1, ASSET_SKIP_SCHOOL = 2, ASSET_ONLY_SCHOOL = 4 };

#define ASSET_CONCEPTS 4
#define ASSET_SCHEDULES 14

struct asset {
    struct asset_id id;
    struct str external_id;   /* UUID; what the outside sees */
    struct place_id place;
    enum asset_kind kind;
    enum asset_status status;
    struct str name, description;
    struct asset_id organisation;
    struct str organisation_name;
    bool located; double lat, lon;
    bool about;               /* not located, but lat and lon are the middle of its outcode: never stored */
    struct str location_name, address, city, postcode, outcode;
    struct str phone, email, url;
    unsigned access_yes, access_no; struct str access_words;
    enum asset_cost cost; struct pence price; struct str cost_words;
    struct str languages;     /* BCP 47, blank between: "en ur"; STR_NONE = not stated */
    int age_low, age_high;    /* -1 = not stated */
    bool for_child;           /* for children with a grown-up: ages are the child's */
    enum asset_audience audience;
    struct person_id host;    /* who meets newcomers at the door; consenting */
    struct str host_name;     /* public first name of the host */
    bool host_meets;          /* someone meets newcomers */
    int host_room;            /* newcomers a month they have room for; -1 = not said */
    int usual_size;           /* usual number of people; -1 = not said */
    const struct asset_schedule *schedules; size_t schedules_n;
    struct str concepts[ASSET_CONCEPTS]; /* vocabulary ids */
    int quality[ASSET_CONCEPTS];         /* 100 said by a steward, 80 imported, 50 from text */
    size_t concepts_n;
    struct day checked; struct str checked_by;
    struct str source, source_id, licence;
    bool elsewhere;           /* position is outside the country of its place: flagged, not refused */
    struct instant changed_at;
};

/* Find one by internal id, or by external id (UUID or decimal internal id). ERR_MISSING; ERR_DENIED
   for an ended one unless a steward. A personal gift is shown only to members. */
enum status assets_find(struct ctx *ctx, struct asset_id id, struct asset *ret_asset) MUST_USE;
enum status assets_find_external(struct ctx *ctx, struct str id, struct asset *ret_asset) MUST_USE;
/* Several at once, in the order asked, missing ones left out (cold rows for a page). */
enum status assets_list_by_ids(struct ctx *ctx, const struct asset_id *ids, size_t n, struct asset **ret_assets, size_t *ret_count) MUST_USE;
/* Check all fields, noting every fault, then write: asset row, schedules, concepts, change number,
   fact "assets.added" / "assets.changed". id.v = 0 adds; the id comes back. Concepts are linked
   from name and description when none are given. The actor must be steward-of its organisation,
   its host, an administrator or SYSTEM. */
enum status assets_put(struct ctx *ctx, const struct asset *asset, struct asset_id *ret_id) MUST_USE;
enum status assets_end(struct ctx *ctx, struct asset_id id, struct str reason) MUST_USE;
/* "Still right": today, by the actor. */
enum status assets_check(struct ctx *ctx, struct asset_id id) MUST_USE;
/* May this actor change it? */
bool assets_may_change(struct ctx *ctx, const struct asset *asset);
/* Assets hosted by a person, or of an organisation, newest first. */
enum status assets_list_hosted(struct ctx *ctx, struct person_id host, int64_t limit, struct asset **ret_assets, size_t *ret_count) MUST_USE;
enum status assets_list_of(struct ctx *ctx, struct asset_id organisation, int64_t limit, struct asset **ret_assets, size_t *ret_count) MUST_USE;

/* ---- schedules in plain words ---- */
/* "Every Tuesday 10:00 to 11:30", "1st Sat 2-4pm", "M-F 9-5", "every other Thursday from 3 March, 10
   to 11.30", "daily 9am-5pm", "by arrangement": lines understood, words always kept. */
enum status assets_schedule_parse(struct arena *arena, struct str words, struct day today, struct asset_schedule **ret_lines, size_t *ret_count) MUST_USE;
/* Back to words in the reader's language: "Every Tuesday, 10am to 11.30am". */
struct str assets_schedule_say(struct arena *arena, const struct locale *locale, const struct asset_schedule *line);
/* The same with its first day: "Every other Thursday, 10am to 11.30am, from Thursday 5 March 2026". */
struct str assets_schedule_say_from(struct arena *arena, const struct locale *locale, const struct asset_schedule *line);
/* Half-hours of the week it is on (any week of the next 8); false = times unknown or by arrangement. */
bool assets_schedule_week(const struct asset_schedule *lines, size_t n, struct day today, struct week *ret_week);
/* The next day it is on at or after `from` within 60 days, else DAY_NONE. */
struct day assets_schedule_next(const struct asset_schedule *lines, size_t n, struct day from);
/* Its first day: at or after `from` of the line, else at or after today; a fortnight without a
   first day begins then, and the line says so. DAY_NONE = never. */
struct day assets_schedule_first(struct asset_schedule *line, struct day today);

struct module;
extern const struct module assets_module;

#endif
