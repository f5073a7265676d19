/* kith credits verify, kith credits journal. */
#include "domain/credits/credits_cli.h"
#include "domain/credits/credits_journal.h"
#include "domain/credits/credits_verify.h"

#include "platform/module/cli.h"
#include <stdio.h>

/* ---- verify ---- */

static struct str hex(struct arena *arena, const unsigned char hash[CREDITS_HASH])
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_alloc(arena, 2 * CREDITS_HASH + 1);
    for (size_t i = 0; i < CREDITS_HASH; i++) {
        text[2 * i] = digits[hash[i] >> 4];
        text[2 * i + 1] = digits[hash[i] & 15];
    }
    return str_of(text, 2 * CREDITS_HASH);
}

static struct str head_of(struct ctx *ctx, const struct credits_books_ledger *l)
{
    return l->entries > 0 ? hex(ctx->arena, l->head) : STR_NONE;
}

static void put_id(struct cli *cli, const char *key, int64_t id)
{
    if (id) json_put_str(&cli->doc, key, str_int(cli->ctx->arena, id));
}

static void ledgers_json(struct cli *cli, const struct credits_books *b)
{
    json_key(&cli->doc, "ledgers");
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < b->ledgers_n; i++) {
        json_begin_object(&cli->doc);
        json_put_int(&cli->doc, "ledger", b->ledgers[i].id.v);
        json_put_str(&cli->doc, "name", b->ledgers[i].name);
        json_put_int(&cli->doc, "entries", b->ledgers[i].entries);
        json_put_str(&cli->doc, "head", head_of(cli->ctx, &b->ledgers[i]));
        json_end(&cli->doc);
    }
    json_end(&cli->doc);
}

static void faults_json(struct cli *cli, const struct credits_books *b)
{
    json_key(&cli->doc, "faults");
    json_begin_array(&cli->doc);
    for (size_t i = 0; i < b->faults_n; i++) {
        const struct credits_books_fault *f = &b->faults[i];
        json_begin_object(&cli->doc);
        json_put_str(&cli->doc, "what", str_from(f->what));
        json_put_str(&cli->doc, "words", str_from(f->words));
        put_id(cli, "entry", f->entry.v);
        put_id(cli, "account", f->account.v);
        put_id(cli, "pending", f->pending.v);
        json_end(&cli->doc);
    }
    json_end(&cli->doc);
}

static void books_json(struct cli *cli, const struct credits_books *b)
{
    struct json *json = &cli->doc;
    struct str head = STR_NONE;
    for (size_t i = 0; i < b->ledgers_n; i++)
        if (b->ledgers[i].id.v == 1) head = head_of(cli->ctx, &b->ledgers[i]);
    json_begin_object(json);
    json_put_int(json, "accounts", b->accounts);
    json_put_int(json, "entries", b->entries);
    json_put_int(json, "postings", b->postings);
    json_put_int(json, "sum", b->sum);
    json_put_int(json, "unbalanced", b->unbalanced);
    json_put_bool(json, "chain", b->chain);
    json_put_str(json, "head", head);
    json_put_bool(json, "ok", b->ok);
    ledgers_json(cli, b);
    faults_json(cli, b);
    json_end(json);
}

static void books_text(struct cli *cli, const struct credits_books *b)
{
    struct buf *out = &cli->out;
    buf_printf(out, "%lld accounts, %lld entries; the sum is %lld, %lld unbalanced; the chain %s\n", (long long)b->accounts, (long long)b->entries,
               (long long)b->sum, (long long)b->unbalanced, b->chain ? "holds" : "is BROKEN");
    for (size_t i = 0; i < b->ledgers_n; i++) {
        struct str head = head_of(cli->ctx, &b->ledgers[i]);
        buf_printf(out, "%.*s: %lld entries, head %.*s\n", STR_ARG(b->ledgers[i].name), (long long)b->ledgers[i].entries,
                   head.ptr ? (int)head.len : 4, head.ptr ? head.ptr : "none");
    }
    for (size_t i = 0; i < b->faults_n; i++) {
        const struct credits_books_fault *f = &b->faults[i];
        buf_printf(out, "%s %lld: %s\n", f->entry.v ? "entry" : f->account.v ? "account" : "waiting",
                   (long long)(f->entry.v ? f->entry.v : f->account.v ? f->account.v : f->pending.v), f->words);
    }
    if (b->faults_all > (int64_t)b->faults_n) buf_printf(out, "and %lld more\n", (long long)(b->faults_all - (int64_t)b->faults_n));
    buf_puts(out, b->ok ? "the books are right\n" : "the books are NOT right\n");
}

enum status credits_cli_verify(struct cli *cli)
{
    struct credits_books books;
    TRY(credits_verify(cli->ctx, &books));
    if (cli->json) books_json(cli, &books);
    else books_text(cli, &books);
    cli->told = true;
    return books.ok ? OK : ERR_BROKEN;
}

/* ---- journal ---- */

static enum status to_standard_output(void *cookie, struct str piece)
{
    struct ctx *ctx = cookie;
    if (fwrite(piece.ptr, 1, piece.len, stdout) == piece.len) return OK;
    return ctx_fault(ctx, ERR_BROKEN, STR_NONE, SAY("This could not be written. Is the disk full?"));
}

static enum status into_buffer(void *cookie, struct str piece)
{
    buf_put(cookie, piece);
    return buf_check(cookie);
}

enum status credits_cli_journal(struct cli *cli)
{
    const struct credits_journal_ask ask = {.format = cli_flag(cli, "csv") ? CREDITS_CSV : CREDITS_HLEDGER, .words = !cli_flag(cli, "no-words")};
    struct buf text;
    if (!cli->json) return credits_journal_write(cli->ctx, &ask, to_standard_output, cli->ctx);
    buf_init(&text, cli->ctx->arena, (size_t)256 << 20);
    TRY(credits_journal_write(cli->ctx, &ask, into_buffer, &text));
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "format", ask.format == CREDITS_CSV ? STR("csv") : STR("hledger"));
    json_put_str(&cli->doc, "text", buf_str(&text));
    json_end(&cli->doc);
    return OK;
}
