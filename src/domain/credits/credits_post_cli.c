/* kith credits post, kith credits reverse. */
#include "domain/credits/credits_cli.h"

#include "platform/module/cli.h"

enum status credits_minutes_parse(struct ctx *ctx, struct str text, int64_t *ret_minutes)
{
    int64_t n = 0;
    bool fits = text.len >= 1 && text.len <= 9;
    for (size_t i = 0; fits && i < text.len; i++) {
        fits = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        n = n * 10 + (text.ptr[i] - '0');
    }
    if (!fits || n < 1 || n > CREDITS_MINUTES_MAX)
        return ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Minutes must be a whole number from 1 to 525,600. One hour is 60."));
    *ret_minutes = n;
    return OK;
}

/* ---- for whom ---- */

/* A person by number, else the member of an account; v = 0: neither. */
static enum status person_said(struct ctx *ctx, struct str who, struct person_id *ret_person, struct str *ret_words)
{
    struct credits_account account;
    struct place_id home;
    int64_t id;
    if (str_to_int(who, &id) && id > 0) {
        enum status status = people_home(ctx, (struct person_id){id}, &home);
        if (status == OK) *ret_person = (struct person_id){id};
        if (status != ERR_MISSING) return status;
    }
    enum status status = credits_account_look(ctx, who, &account);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    *ret_person = account.person;
    if (account.person.v == 0) *ret_words = account.name;
    return OK;
}

static enum status read_behalf(struct cli *cli, struct credits_post *post)
{
    struct ctx *ctx = cli->ctx;
    struct str who = str_trim(cli_option(cli, "on-behalf-of", STR_NONE)), how = str_trim(cli_option(cli, "consent", STR_NONE));
    if (who.len == 0 && how.len == 0) return OK;
    if (who.len == 0) return ctx_fault(ctx, ERR_INVALID, STR("on-behalf-of"), SAY("Say for whom as well: a name, or a number of ours."));
    if (how.len == 0) return ctx_fault(ctx, ERR_INVALID, STR("consent"), SAY("Write how they agreed. For example: on the phone, 3 March"));
    struct str words = who;
    TRY(person_said(ctx, who, &post->for_whom, &words));
    post->behalf = post->for_whom.v ? STR_NONE : words;
    post->consent = how;
    return OK;
}

/* ---- post ---- */

static void posted_answer(struct cli *cli, struct str key, const struct credits_posted *posted, struct str reverses)
{
    struct json *json = &cli->doc;
    struct str entry = str_int(cli->ctx->arena, posted->entry.v);
    if (!cli->json) {
        buf_printf(&cli->out, "entry %.*s%s\n", STR_ARG(entry), posted->created ? "" : ", booked before");
        return;
    }
    json_begin_object(json);
    json_put_str(json, "id", key);
    json_put_str(json, "state", STR("completed"));
    json_put_str(json, "entry", entry);
    if (reverses.ptr) json_put_str(json, "reverses", reverses);
    json_put_bool(json, "created", posted->created);
    json_end(json);
}

/* In one spelling. One that is not given is refused: the same asked twice would be booked twice. */
static struct str key_option(struct cli *cli)
{
    unsigned char bytes[CREDITS_KEY];
    struct str id = cli_option(cli, "id", STR(""));
    if (!credits_key_read(id, bytes)) return id; /* the rule refuses it */
    return credits_key_write(cli->ctx->arena, str_of((const char *)bytes, sizeof bytes));
}

static void read_accounts(struct cli *cli, struct credits_account *from, struct credits_account *to)
{
    (void)!credits_account_said(cli->ctx, cli_option(cli, "from", STR_NONE), STR("from"), from);
    (void)!credits_account_said(cli->ctx, cli_option(cli, "to", STR_NONE), STR("to"), to);
}

enum status credits_cli_post(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct credits_account from = {.kind = CREDITS_MEMBER}, to = {.kind = CREDITS_MEMBER};
    struct credits_posted posted;
    struct credits_post post = {.key = key_option(cli), .words = cli_option(cli, "for", STR_NONE), .via = "command"};
    TRY(credits_minutes_parse(ctx, cli_option(cli, "minutes", STR_NONE), &post.minutes));
    read_accounts(cli, &from, &to);
    TRY(faults_status(&ctx->faults));
    TRY(read_behalf(cli, &post));
    post.from = from.id;
    post.to = to.id;
    post.kind = credits_kind_between(from.kind, to.kind);
    TRY(credits_post(ctx, &post, &posted));
    posted_answer(cli, post.key, &posted, STR_NONE);
    return OK;
}

/* ---- reverse ---- */

/* By its number, or by the UUID it was booked with. */
static enum status entry_said(struct cli *cli, struct str said, struct entry_id *ret_entry)
{
    struct ctx *ctx = cli->ctx;
    int64_t id;
    if (str_to_int(said, &id) && id > 0) {
        *ret_entry = (struct entry_id){id};
        return OK;
    }
    enum status status = credits_entry_keyed(ctx, said, ret_entry);
    if (status != ERR_MISSING) return status;
    return ctx_fault(ctx, ERR_MISSING, STR("entry"), SAY("There is no such entry in the books. Look at the list of entries."));
}

enum status credits_cli_reverse(struct cli *cli)
{
    struct credits_posted posted;
    struct credits_reverse reverse = {.key = key_option(cli), .reason = cli_option(cli, "reason", STR_NONE), .via = "command"};
    TRY(entry_said(cli, cli_option(cli, "entry", STR_NONE), &reverse.entry));
    enum status status = credits_reverse(cli->ctx, &reverse, &posted);
    for (struct fault *f = cli->ctx->faults.first; f; f = f->next)
        if (str_is(f->field, "for")) f->field = STR("reason"); /* as this command calls it */
    TRY(status);
    posted_answer(cli, reverse.key, &posted, str_int(cli->ctx->arena, reverse.entry.v));
    return OK;
}
