/* Several organisations in one place: a convenor, lead organisations with their own patches and
   people, a learning partner who sees figures only. A patch has one leader at a time. */
#ifndef DOMAIN_ORGANISATIONS_ORGANISATIONS_H
#define DOMAIN_ORGANISATIONS_ORGANISATIONS_H

#include "domain/assets/assets.h"
#include "domain/people/people.h"
#include "platform/ctx/ctx.h"
#include "platform/module/module.h"

struct organisation_member_id { int64_t v; };
struct organisation_patch_id { int64_t v; };

enum organisation_role { ORGANISATION_WORKER, ORGANISATION_CONVENOR, ORGANISATION_LEARNING, ORGANISATION_ROLES };
const char *organisations_role_name(enum organisation_role role);  /* "worker" */
const char *organisations_role_label(enum organisation_role role); /* T_() text */
bool organisations_role_parse(struct str word, enum organisation_role *ret_role);

#define ORGANISATIONS_MAX 500

/* ---- who works where ---- */
struct organisation_member {
    struct organisation_member_id id;
    struct person_id person;
    struct asset_id organisation;      /* v = 0: from elsewhere */
    enum organisation_role role;
    struct str name, organisation_name; /* STR_NONE: from elsewhere */
    struct instant since, until;
};
/* An administrator of the place. A worker needs an organisation. A learning partner may not walk
   beside anybody or look after anything. Fails: ERR_INVALID, ERR_CONFLICT (is so already). */
enum status organisations_join(struct ctx *ctx, struct person_id person, struct asset_id organisation,
                               enum organisation_role role, struct organisation_member_id *ret_id) MUST_USE;
enum status organisations_leave(struct ctx *ctx, struct organisation_member_id id) MUST_USE;
/* Those of the actor's place; administrators only. */
enum status organisations_members(struct ctx *ctx, struct organisation_member **ret_rows, size_t *ret_count) MUST_USE;
/* All there was about one person, newest first. */
enum status organisations_members_of(struct ctx *ctx, struct person_id person,
                                     struct organisation_member **ret_rows, size_t *ret_count) MUST_USE;
/* What can lead: the organisations and places of the actor's place, by name. */
enum status organisations_choices(struct ctx *ctx, struct asset **ret_rows, size_t *ret_count) MUST_USE;

/* ---- patches ---- */
struct organisation_patch {
    struct organisation_patch_id id;
    struct asset_id organisation;
    struct str organisation_name;
    struct place_id within;            /* v = 0: an outcode */
    struct str within_name, outcode;
    struct instant since;
};
/* An administrator of the place: `within` a place of it or in it, or an outcode; one of the two. */
enum status organisations_patch_add(struct ctx *ctx, struct asset_id organisation, struct place_id within,
                                    struct str outcode, struct organisation_patch_id *ret_id) MUST_USE;
enum status organisations_patch_end(struct ctx *ctx, struct organisation_patch_id id) MUST_USE;
/* Of one place, by organisation. No names of people: anybody may know who leads what. */
enum status organisations_patches(struct ctx *ctx, struct place_id place,
                                  struct organisation_patch **ret_rows, size_t *ret_count) MUST_USE;
/* Who leads where this person lives: by outcode (theirs, else their place's), then by the deepest
   place. ERR_MISSING when nobody does. No permission asked. */
enum status organisations_leading(struct ctx *ctx, struct person_id person, struct asset_id *ret_organisation) MUST_USE;

/* ---- figures: counts with their rule and what they rest on, small numbers hidden ---- */
#define ORGANISATIONS_COLUMNS 64
enum figure_shown {
    FIGURE_SHOWN, FIGURE_SMALL,        /* fewer than 5 */
    FIGURE_HIDDEN,                     /* it would tell a small one */
    FIGURE_UNKNOWN                     /* not counted by patch */
};
struct figure_cell { int64_t n, base; enum figure_shown n_shown, base_shown; };
struct figure_row {
    const struct module_figure *figure;
    struct figure_cell whole, columns[ORGANISATIONS_COLUMNS];
};
struct figure_table {
    struct place_id place;
    struct str place_name;
    struct str columns[ORGANISATIONS_COLUMNS]; /* lead organisations; the last is "elsewhere" */
    size_t columns_n;                          /* 0 = no patches */
    struct figure_row *rows; size_t rows_n;
};
/* All figures of all modules for a place and all in it, whole and by patch. Administrators,
   convenors and learning partners of the place, SYSTEM. */
enum status organisations_figures(struct ctx *ctx, struct module_list modules, struct place_id place,
                                  struct figure_table *ret_table) MUST_USE;
/* Hide what is small, and what would tell it by subtraction: pure. `n` cells and their total. */
void organisations_hide(struct figure_cell *cells, size_t n, struct figure_cell *total);

struct module;
extern const struct module organisations_module;

#endif
