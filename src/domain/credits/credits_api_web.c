/* Programs: names become accounts, on a worker or, on SQLite, in the lane; there it is posted. */
#include "domain/credits/credits_api.h"
#include "domain/credits/credits_names.h"

#include "platform/web/web.h"

struct plan {
    struct credits_post post;
    struct str from, to; /* as the books name them */
};

/* One that cannot be found is a fault like the others: look for both. */
static enum status account(struct ctx *ctx, struct str name, const char *field, struct credits_named *ret_named)
{
    enum status status = credits_named(ctx, name, str_from(field), ret_named);
    return status == ERR_MISSING ? OK : status;
}

static enum status read_key(struct web *w, struct str *ret_key)
{
    unsigned char bytes[CREDITS_KEY];
    struct str key = str_trim(http_header_get(w->http, "idempotency-key"));
    if (!credits_key_read(key, bytes))
        return ctx_fault(w->ctx, ERR_INVALID, STR("Idempotency-Key"),
                         SAY("Send a header Idempotency-Key with a UUID, a new one for each entry. For example: 0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5e"));
    *ret_key = credits_key_write(w->ctx->arena, str_of((const char *)bytes, sizeof bytes)); /* in one spelling */
    return OK;
}

static enum status check_consent(struct ctx *ctx, const struct credits_api_body *body)
{
    if (body->behalf.len > 0 && body->consent.len == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Write how they agreed. For example: on the phone, 3 March"));
    if (body->behalf.len == 0 && body->consent.len > 0)
        return ctx_fault(ctx, ERR_INVALID, STR("on_behalf_of"), SAY("Say for whom as well: a name, or a number of ours."));
    return OK;
}

/* A person by number, else the member of an account, else words. */
static enum status behalf_of(struct ctx *ctx, const struct credits_api_body *body, struct credits_post *post)
{
    struct credits_account account;
    struct place_id home;
    int64_t id;
    post->behalf = body->behalf;
    post->consent = body->consent;
    if (body->behalf.len == 0) return OK;
    enum status status = str_to_int(body->behalf, &id) && id > 0 ? people_home(ctx, (struct person_id){id}, &home) : ERR_MISSING;
    if (status == OK) post->for_whom = (struct person_id){id};
    if (status == ERR_MISSING && (status = credits_account_look(ctx, body->behalf, &account)) == OK) post->for_whom = account.person;
    if (post->for_whom.v != 0) post->behalf = STR_NONE;
    return status == ERR_MISSING ? OK : status;
}

/* Faults of a post under the names a program sent. */
static enum status as_sent(struct ctx *ctx, enum status status)
{
    for (struct fault *f = ctx->faults.first; f; f = f->next) {
        if (str_is(f->field, "id")) f->field = STR("Idempotency-Key");
        if (str_is(f->field, "on-behalf-of")) f->field = STR("on_behalf_of");
    }
    return status;
}

enum status credits_api_entry_prepare(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct plan *plan = ARENA_NEW(ctx->arena, struct plan);
    struct credits_named from = {.kind = CREDITS_MEMBER}, to = {.kind = CREDITS_MEMBER};
    struct credits_api_body body;
    unsigned char key[CREDITS_KEY];
    size_t before = ctx->faults.count;
    (void)!read_key(w, &plan->post.key);
    TRY(credits_api_parse(ctx, w->http->body, &body));
    TRY(account(ctx, body.from, "from", &from));
    TRY(account(ctx, body.to, "to", &to));
    (void)!check_consent(ctx, &body);
    plan->post = (struct credits_post){.key = plan->post.key, .from = from.id, .to = to.id, .minutes = body.minutes, .kind = credits_kind_between(from.kind, to.kind),
                                       .words = body.words, .via = "program", .ledger = from.ledger};
    TRY(behalf_of(ctx, &body, &plan->post));
    if (ctx->faults.count == before) (void)!credits_post_check(ctx, &plan->post, key);
    plan->from = from.name;
    plan->to = to.name;
    w->plan = plan;
    return as_sent(ctx, faults_status(&ctx->faults));
}

/* The same document however often it is asked for: 201 says that it is new. */
enum status credits_api_entry(struct web *w)
{
    const struct plan *plan = w->plan;
    struct credits_posted posted;
    enum status status = credits_post(w->ctx, &plan->post, &posted);
    if (status != OK) return as_sent(w->ctx, status);
    w->response.status = posted.created ? 201 : 200;
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_str(json, "id", plan->post.key);
    json_put_str(json, "state", STR("completed"));
    json_put_str(json, "entry", str_int(w->ctx->arena, posted.entry.v));
    json_put_str(json, "from", plan->from);
    json_put_str(json, "to", plan->to);
    json_put_int(json, "minutes", plan->post.minutes);
    json_put_str(json, "for", plan->post.words);
    json_put_str(json, "at", instant_format(w->ctx->arena, NULL, posted.at));
    json_end(json);
    return OK;
}

enum status credits_api_account(struct web *w)
{
    struct credits_account account;
    TRY(credits_account_said(w->ctx, w->params[0], STR("name"), &account));
    struct json *json = web_json(w);
    json_begin_object(json);
    json_put_str(json, "name", account.name);
    json_put_str(json, "kind", str_from(credits_kind_code(account.kind)));
    json_put_int(json, "balance", account.balance);
    json_end(json);
    return OK;
}
