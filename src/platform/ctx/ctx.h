/* What every rule function is handed: memory, database, who acts, for whom, when, in which
   language. One request, one ctx, one arena, one transaction. */
#ifndef PLATFORM_CTX_CTX_H
#define PLATFORM_CTX_CTX_H

#include "base/clock.h"
#include "base/faults.h"
#include "base/rand.h"
#include "platform/db/db.h"
#include "platform/text/text.h"

/* Standing: what an actor is anywhere in their place. Rules about one record ask the module. */
enum standing {
    STANDING_MEMBER = 1 << 0,    /* signed in, has a person record */
    STANDING_CONNECTOR = 1 << 1, /* connector-of somebody, or appointed */
    STANDING_STEWARD = 1 << 2,   /* steward-of an organisation (anchor organisation) */
    STANDING_ADMIN = 1 << 3,     /* steward-of the place */
    STANDING_LEAD = 1 << 4,      /* the place's named safeguarding lead */
    STANDING_SYSTEM = 1 << 5,    /* command line and jobs */
    STANDING_LEARNING = 1 << 6   /* sees figures only: learning partner, convenor */
};

/* Ids as plain numbers because platform knows no module; domain wraps them in its own types. */
struct actor {
    int64_t account;     /* 0 = nobody signed in */
    int64_t person;      /* the person behind the account; 0 = none */
    int64_t on_behalf_of; /* acting for this person; 0 = self */
    int64_t place;       /* home place; 0 = none */
    unsigned standing;   /* bits above */
    int64_t session;
    struct str
        acting_name;     /* first name of on_behalf_of, for the bar; set by a standing hook */
    bool stale;          /* the session was last noted a while ago: web notes it again */
};

struct ctx_kept { const char *name; void *ptr; };

struct ctx {
    struct arena *arena;
    struct db *db;
    struct faults faults;
    struct actor actor;
    struct instant now;
    const struct zone *zone;     /* of the actor's place; Europe/London unless known */
    const struct locale *locale;
    struct rand *rand;
    struct ids *ids;
    const struct ctx_kept *kept; /* long-lived objects by name, built once by app */
    size_t kept_n;
    /* Facts go up through this: set by app, called by journal_record inside the transaction. */
    enum status (*tell)(struct ctx *ctx, const char *fact, int64_t subject, int64_t object);
};

/* A long-lived object registered under this name, or NULL. */
void *ctx_kept(const struct ctx *ctx, const char *name);
int64_t ctx_id(struct ctx *ctx);            /* a fresh 63-bit id */
struct day ctx_today(const struct ctx *ctx); /* in ctx->zone */
bool ctx_has(const struct ctx *ctx, unsigned standing); /* any of these bits */

/* Note a fault on a field and return its status. */
#define ctx_fault(ctx, status, field, said) fault_add(&(ctx)->faults, (status), (field), (said))

#endif
