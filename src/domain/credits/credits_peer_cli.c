/* kith credits books, kith credits peer ... */
#include "domain/credits/credits_peer.h"

#include "domain/credits/credits_own.h"
#include "platform/module/cli.h"

static enum status place_of(struct cli *cli, const char *option, struct place *ret_place)
{
    struct str said = cli_option(cli, option, STR_NONE);
    *ret_place = (struct place){.name = STR("")};
    return said.len > 0 ? places_find_said(cli->ctx, said, str_from(option), ret_place) : OK;
}

enum status credits_peer_cli_books(struct cli *cli)
{
    struct place place;
    struct ledger_id ledger;
    TRY(places_find_said(cli->ctx, cli_option(cli, "place", STR("")), STR("place"), &place));
    TRY(credits_books_own(cli->ctx, place.id, &ledger));
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s keeps its own books: ledger %lld\n", STR_ARG(place.name), (long long)ledger.v);
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "ledger", str_int(cli->ctx->arena, ledger.v));
    json_put_str(&cli->doc, "place", place.name);
    json_end(&cli->doc);
    return OK;
}

/* "3/2" */
static enum status rate_of(struct cli *cli, int64_t *ret_n, int64_t *ret_d)
{
    struct str said = cli_option(cli, "rate", STR("1/1"));
    size_t slash = 0;
    while (slash < said.len && said.ptr[slash] != '/') slash++;
    bool fine = slash < said.len && str_to_int(str_of(said.ptr, slash), ret_n) && str_to_int(str_of(said.ptr + slash + 1, said.len - slash - 1), ret_d);
    if (fine) return OK;
    return ctx_fault(cli->ctx, ERR_INVALID, STR("rate"), SAY("Write the rate as two whole numbers from 1 to 1,000,000. For example: 1/1"));
}

enum status credits_peer_cli_open(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct place place, with;
    struct peer_id id;
    struct credits_peer peer;
    struct str name = cli_option(cli, "with", STR(""));
    struct credits_peer_opening in = {.name = name, .url = cli_option(cli, "url", STR_NONE)};
    TRY(place_of(cli, "place", &place));
    TRY(rate_of(cli, &in.rate_n, &in.rate_d));
    TRY(cli_int(cli, "floor", -6000, &in.floor));
    TRY(cli_int(cli, "ceiling", 6000, &in.ceiling));
    in.place = place.id;
    if (places_find_by_name(ctx, name, &with) == OK) in.with = with.id;
    TRY(credits_peer_open(ctx, &in, &id));
    TRY(credits_peer_find(ctx, id, &peer));
    if (!cli->json) {
        buf_printf(&cli->out, "An account of %.*s is open%s\n", STR_ARG(peer.name), peer.twin.v ? ", on both sides" : "");
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "peer", str_int(ctx->arena, id.v));
    json_put_str(&cli->doc, "name", peer.name);
    json_put_str(&cli->doc, "account", str_int(ctx->arena, peer.account.v));
    json_put_bool(&cli->doc, "here", peer.twin.v != 0);
    json_end(&cli->doc);
    return OK;
}

static void put_half(struct cli *cli, const struct credits_transfer *t)
{
    struct arena *a = cli->ctx->arena;
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s %-9.*s %s %.*s  %lld min\n", STR_ARG(t->uuid), STR_ARG(t->state), t->out ? "to  " : "from", STR_ARG(t->peer_name), (long long)t->minutes);
        return;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "id", t->uuid);
    json_put_str(&cli->doc, "state", t->state);
    json_put_str(&cli->doc, "direction", t->out ? STR("out") : STR("in"));
    json_put_str(&cli->doc, "with", t->peer_name);
    json_put_int(&cli->doc, "minutes", t->minutes);
    json_put_int(&cli->doc, "their_minutes", t->their_minutes);
    json_put_str(&cli->doc, "entry", t->entry.v ? str_int(a, t->entry.v) : STR_NONE);
    json_end(&cli->doc);
}

static enum status show(struct cli *cli, struct str uuid)
{
    struct credits_transfer *rows;
    size_t n;
    TRY(credits_transfer_halves(cli->ctx, uuid, &rows, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) put_half(cli, &rows[i]);
    if (cli->json) json_end(&cli->doc);
    return OK;
}

enum status credits_peer_cli_offer(struct cli *cli)
{
    struct ctx *ctx = cli->ctx;
    struct credits_account from, to = {.id = {0}};
    struct credits_peer peer;
    struct credits_peer_offer in = {.key = cli_option(cli, "id", STR_NONE), .words = cli_option(cli, "for", STR("")), .to_name = cli_option(cli, "to-name", STR("")),
                                    .from_name = STR(""), .consent = STR("command line"), .via = "command"};
    struct str uuid;
    TRY(credits_account_said(ctx, cli_option(cli, "from", STR("")), STR("from"), &from));
    TRY(credits_peer_named(ctx, from.ledger, cli_option(cli, "with", STR("")), &peer));
    TRY(cli_int(cli, "minutes", 0, &in.minutes));
    if (cli_option(cli, "to", STR_NONE).len > 0) TRY(credits_account_said(ctx, cli_option(cli, "to", STR_NONE), STR("to"), &to));
    in.peer = peer.id;
    in.from = from.id;
    in.to = to.id;
    TRY(credits_peer_offer(ctx, &in, &uuid));
    return show(cli, uuid);
}

enum status credits_peer_cli_list(struct cli *cli)
{
    struct place place;
    struct ledger_id ledger;
    struct credits_transfer *rows;
    int64_t limit;
    size_t n;
    TRY(place_of(cli, "place", &place));
    TRY(cli_int(cli, "limit", 100, &limit));
    TRY(credits_books_of(cli->ctx, place.id, &ledger));
    TRY(credits_transfer_list(cli->ctx, ledger, limit < 1 ? 1 : limit > 1000 ? 1000 : limit, &rows, &n));
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 0; i < n; i++) put_half(cli, &rows[i]);
    if (cli->json) json_end(&cli->doc);
    return OK;
}

enum status credits_peer_cli_confirm(struct cli *cli)
{
    struct credits_account to = {.id = {0}};
    struct str uuid;
    TRY(cli_word(cli, 0, "UUID", &uuid));
    if (cli_option(cli, "to", STR_NONE).len > 0) TRY(credits_account_said(cli->ctx, cli_option(cli, "to", STR_NONE), STR("to"), &to));
    TRY(credits_peer_agree(cli->ctx, uuid, to.id, cli_option(cli, "reason", STR("said yes"))));
    return show(cli, uuid);
}

enum status credits_peer_cli_refuse(struct cli *cli)
{
    struct str uuid;
    TRY(cli_word(cli, 0, "UUID", &uuid));
    TRY(credits_peer_erase(cli->ctx, uuid, cli_option(cli, "reason", STR("said no"))));
    return show(cli, uuid);
}

enum status credits_peer_cli_export(struct cli *cli)
{
    struct str uuid;
    struct json json;
    TRY(cli_word(cli, 0, "UUID", &uuid));
    if (cli->json) return credits_peer_export(cli->ctx, uuid, &cli->doc);
    json_init(&json, &cli->out);
    TRY(credits_peer_export(cli->ctx, uuid, &json));
    buf_puts(&cli->out, "\n");
    return OK;
}

enum status credits_peer_cli_import(struct cli *cli)
{
    struct place place;
    struct str path, text, uuid;
    const char *what;
    TRY(cli_word(cli, 0, "FILE", &path));
    TRY(place_of(cli, "place", &place));
    TRY(cli_read_file(cli, path, PEER_FILE_MAX, &text));
    TRY(credits_peer_import(cli->ctx, place.id, cli_option(cli, "with", STR("")), text, &uuid, &what));
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s %s\n", STR_ARG(uuid), what);
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "id", uuid);
    json_put_str(&cli->doc, "what", str_from(what));
    json_end(&cli->doc);
    return OK;
}
