/* The one table every module fills in. app/modules.c lists the tables; start-up and ./check
   validate them: no route without permission, no permission without label, no POST without a
   limit and a guard, no listener for an unknown fact. */
#ifndef PLATFORM_MODULE_MODULE_H
#define PLATFORM_MODULE_MODULE_H

#include "platform/auth/auth.h"
#include "platform/ctx/ctx.h"
#include "platform/db/db.h"
#include "platform/jobs/jobs.h"

struct web;
struct cli;
struct html;
struct json;

/* ---- web ---- */
enum web_flags {
    WEB_BARE = 1 << 0,   /* no page frame: JSON, files, feeds */
    WEB_BEARER = 1 << 1, /* by programs: bearer token instead of CSRF, JSON both ways, 401 without one */
    WEB_OPEN_POST =
        1 << 2, /* POST by somebody not signed in (sign-in form): Origin check + limit */
    WEB_MULTIPART = 1 << 3, /* body may be multipart/form-data */
    WEB_EMBED = 1 << 5, /* may stand in a frame of anybody's page: shows nothing of the reader, no form */
    WEB_SHARED = 1 << 6, /* POST: many wait for the same lock: PostgreSQL takes them together; on SQLite
                            a program's is prepared in the lane, so its prepare is quick */
    WEB_SIGNED = 1 << 4 /* POST by a gateway: prepare checks its signature; no session, no form */
};
struct web_route {
    const char *method;              /* "GET" or "POST" */
    const char *path;                /* "/people/{id}/hellos"; {name} is one segment */
    const char *permission;          /* key of a permission row */
    enum status (*show)(struct web *w);    /* GET: on a worker, read-only connection */
    enum status (*prepare)(
        struct web *w); /* POST, optional: on a worker; parse, hash, decode, read */
    enum status (*apply)(struct web *w);   /* POST: in the write lane; SQL only, <= 5 ms */
    /* POST refused: show the page again; ctx->faults and the typed words are at hand (web_text
       finds them). */
    enum status (*again)(struct web *w);
    int per_hour;                    /* POST: limit per account or address; required */
    unsigned flags;
    size_t body_max;                 /* bytes; 0 = 1 MiB */
    const char *body_words;          /* T_(): what to do when more was sent */
    const char *seen; /* GET: fact recorded about w->seen_subject, e.g. "people.seen" */
};
/* A word in the header's list of rooms; at most five are shown, in this order over all modules.
 */
struct module_room { const char *label, *href; unsigned standing; int order; };

/* ---- command line ---- */
enum cli_flags {
    CLI_NO_DB = 1 << 0,  /* pure */
    CLI_READ = 1 << 1,   /* read-only connection and transaction */
    CLI_OWN_TX = 1 << 2  /* opens its own transactions, slice by slice */
};
struct module_command {
    const char *words;   /* "people list" */
    const char *help;    /* one sentence */
    const char *usage;   /* "PATH --place NAME [--source NAME]" */
    const char *options; /* blank-separated: "place= source= map=* dry-run"; = takes a value, =*
                            repeats */
    enum status (*run)(struct cli *cli);
    unsigned flags;
};

/* ---- the rest ---- */
struct module_listener {
    const char *fact;
    enum status (*hear)(struct ctx *ctx, int64_t subject, int64_t object);
};
/* Drawn on another module's page: "person", "asset", "today". Writes nothing when it has
 * nothing. */
struct module_panel {
    const char *page;
    int order;
    enum status (*draw)(struct ctx *ctx, struct html *h, int64_t subject);
};
enum setting_type { SETTING_TEXT, SETTING_INT, SETTING_BOOL };
struct module_setting { const char *key, *label, *fallback; enum setting_type type; };
/* "My data": write the module's rows about a person as one JSON value; key = module name. */
struct module_subject {
    enum status (*export)(struct ctx *ctx, int64_t person, struct json *json);
};
/* A named count with its rule in words. `base` is the count it rests on. */
struct module_figure {
    const char *key, *label, *rule;
    enum status (*count)(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base);
};
/* The figure of this key, of those who live in one outcode of the place (theirs, else the
   place's): so it can be counted by patch. */
struct module_figure_in {
    const char *key;
    enum status (*count)(struct ctx *ctx, int64_t place, struct str outcode, int64_t *ret_n,
                         int64_t *ret_base);
};
/* A long-lived object, built once after the migrations, found by ctx_kept(ctx, name). */
struct module_keep {
    const char *name;
    enum status (*open)(struct ctx *ctx, struct arena *lasting, void **ret_ptr);
    void (*close)(void *ptr);
};

/* What every page's head and foot say: which place, and whom to ring instead. */
struct module_frame { struct str place, helper, phone, words; };

struct module {
    const char *name;
    const struct db_migration *migrations;      /* ends with a NULL module */
    const struct db_statement *const
        *statements; /* ends with NULL: ./check prepares all on both */
    const struct auth_permission *permissions;  /* ends with a NULL key; so all below */
    const struct web_route *routes;
    const struct module_room *rooms;
    const struct module_command *commands;
    const struct module_listener *listeners;
    const char *const *facts;                   /* names this module records */
    const struct jobs_timer *jobs;
    const struct module_panel *panels;
    const struct module_setting *settings;
    const struct module_subject *subject;       /* one, or NULL */
    const struct module_figure *figures;
    const struct module_figure_in *figures_in;  /* ends with a NULL key */
    const struct module_keep *keeps;
    enum status (*standing)(struct ctx *ctx,
                            struct actor *actor); /* adds standing bits and place */
    enum status (*frame)(struct ctx *ctx, struct module_frame *frame); /* fills what it knows */
    enum status (*seed)(struct ctx *ctx);       /* the example neighbourhood; one transaction */
};

/* All modules, platform's own first; set by app before anything else, read by web. */
struct module_list { const struct module *const *items; size_t count; };

/* Why a set of tables is wrong, one sentence a problem; an empty list when right. */
enum status module_validate(struct arena *arena, struct module_list list,
                            struct str **ret_problems, size_t *ret_count) MUST_USE;

/* Does the actor's standing hold this permission? Unknown key = no. */
bool module_may(const struct ctx *ctx, struct module_list list, const char *permission);
const struct auth_permission *module_permission(struct module_list list,
                                                const char *key); /* or NULL */
/* Hand a fact to every listener, in the order of the modules. */
enum status module_tell(struct ctx *ctx, struct module_list list, const char *fact,
                        int64_t subject, int64_t object) MUST_USE;

/* Settings of the installation: a row or the fallback. */
enum status module_setting(struct ctx *ctx, const char *key, struct str fallback,
                           struct str *ret_value) MUST_USE;
/* An hour of the day, 0 to 24; the fallback when the row holds no such number. */
int64_t module_setting_hour(struct ctx *ctx, const char *key, const char *fallback);
struct module_value { struct str key, value; };
/* All rows whose key begins with `prefix`. */
enum status module_settings(struct ctx *ctx, struct str prefix,
                            struct module_value **ret_values, size_t *ret_count) MUST_USE;
enum status module_setting_set(struct ctx *ctx, const char *key, struct str value) MUST_USE;

#endif
