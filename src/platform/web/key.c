/* A form sent twice is acted on once. */
#include "platform/web/web_own.h"

#include "web_sql.h"

static bool key_valid(struct str key)
{
    if (key.len < 16 || key.len > 64) return false;
    for (size_t i = 0; i < key.len; i++) {
        char c = key.ptr[i];
        bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!fine && c != '-' && c != '_') return false;
    }
    return true;
}

static enum status other_words(struct web_task *t)
{
    t->again_key = true;
    return ctx_fault(&t->ctx, ERR_CONFLICT, STR_NONE,
                     SAY("This form was sent once already, with other words. Look it over: if "
                         "you mean to send this as well, send it again."));
}

enum status web_key_look(struct web_task *t)
{
    struct web_sql_key_find row;
    if (t->w.route->flags & (WEB_BEARER | WEB_SIGNED)) return OK; /* they carry ids of their own */
    struct str key = web_text(&t->w, "key");
    if (!key.ptr && (t->w.route->flags & WEB_OPEN_POST)) return OK;
    if (!key_valid(key))
        return ctx_fault(
            &t->ctx, ERR_INVALID, STR_NONE,
            SAY("This form lost a part on its way. Look it over and send it again."));
    t->key = key;
    enum status status = web_sql_key_find(t->ctx.db, t->ctx.arena, key, &row);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    if (!t->body_hash.ptr) web_request_hash(t);
    if (row.account != t->ctx.actor.account || !str_eq(row.body_hash, t->body_hash))
        return other_words(t);
    if (!row.location.ptr) return ERR_BUSY; /* cannot be: it commits with its answer */
    t->settled = true;
    t->location = row.location;
    t->saying = row.notice;
    return OK;
}

/* Taken before acting: on PostgreSQL a second sender waits here for the first, then finds it.
 */
enum status web_key_begin(struct web_task *t)
{
    if (!t->key.ptr) return OK;
    TRY(web_key_look(t));
    if (t->settled) return OK;
    if (!t->body_hash.ptr) web_request_hash(t);
    enum status status = web_sql_key_add(t->ctx.db, t->key, t->ctx.actor.account, t->body_hash,
                                         t->ctx.now);
    t->key_raced = status == ERR_CONFLICT;
    return status;
}

enum status web_key_end(struct web_task *t)
{
    if (!t->key.ptr) return OK;
    struct str location = t->location.ptr ? t->location : STR("/");
    return web_sql_key_answer(t->ctx.db, t->key, location, t->saying);
}
