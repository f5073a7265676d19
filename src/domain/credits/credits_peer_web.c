/* Pages about other places: for who keeps the books, and for who thanks somebody there. */
#include "domain/credits/credits_peer.h"

#include "base/json.h"
#include "credits_pages.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_peer_view.h"
#include "platform/web/web.h"

#define TRANSFERS 60

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct place_id home(const struct ctx *ctx)
{
    return (struct place_id){ctx->actor.place};
}

/* ---- one transfer ---- */

static struct str state_words(struct ctx *ctx, const struct credits_transfer *t)
{
    if (str_is(t->state, "completed")) return say(ctx, SAY("It is in the books of both places."));
    if (str_is(t->state, "erased")) return say(ctx, SAY("It did not come about."));
    return t->out ? say(ctx, SAY("It waits for the other place.")) : say(ctx, SAY("It waits for a yes."));
}

static struct str who_words(struct ctx *ctx, const struct credits_transfer *t)
{
    struct str to = t->to_name.len > 0 ? t->to_name : say(ctx, SAY("somebody"));
    if (t->out) return say(ctx, SAY2("Thanks to {name} in {place}", "name", to, "place", t->peer_name));
    if (t->from_name.len == 0) return say(ctx, SAY2("Thanks from somebody in {place} to {name}", "place", t->peer_name, "name", to));
    return say(ctx, SAY3("Thanks from {from} in {place} to {name}", "from", t->from_name, "place", t->peer_name, "name", to));
}

static enum status file_words(struct ctx *ctx, struct str uuid, struct str *ret_file)
{
    struct buf buf;
    struct json json;
    buf_init(&buf, ctx->arena, PEER_FILE_MAX);
    json_init(&json, &buf);
    TRY(credits_peer_export(ctx, uuid, &json));
    *ret_file = buf_str(&buf);
    return OK;
}

static enum status transfer_row(struct ctx *ctx, const struct credits_transfer *t, bool keeper, struct peer_transfer_row *row)
{
    bool may = credits_transfer_may(ctx, t);
    *row = (struct peer_transfer_row){.uuid = t->uuid, .who = who_words(ctx, t), .time = credits_time(ctx, t->minutes), .words = t->words, .state = state_words(ctx, t),
                                      .until = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, t->until), ctx_today(ctx)), .waits = str_is(t->state, "pending"),
                                      .out = t->out, .may_agree = may && (keeper || !t->out), .may_erase = may || credits_transfer_own(ctx, t) || (keeper && t->out),
                                      .ask_who = !t->out && t->account.v == 0, .file = STR("")};
    if (!keeper || t->twin.v != 0) return OK;
    return file_words(ctx, t->uuid, &row->file);
}

static enum status rows_of(struct ctx *ctx, const struct credits_transfer *all, size_t n, bool keeper, const struct peer_transfer_row **ret_rows)
{
    struct peer_transfer_row *rows = ARENA_ARRAY(ctx->arena, struct peer_transfer_row, n + 1);
    for (size_t i = 0; i < n; i++) TRY(transfer_row(ctx, &all[i], keeper, &rows[i]));
    *ret_rows = rows;
    return OK;
}

/* ---- who keeps the books ---- */

/* Our account of them rises when they gave us nothing for it yet: they gave more time than they had. */
static struct str between(struct ctx *ctx, const struct credits_peer *p)
{
    if (p->balance == 0) return say(ctx, SAY("As much was given one way as the other."));
    struct str time = credits_time(ctx, p->balance);
    return p->balance > 0 ? say(ctx, SAY2("People in {place} gave {time} more than they received.", "place", p->name, "time", time))
                          : say(ctx, SAY2("People here gave {time} more than they received from {place}.", "time", time, "place", p->name));
}

static void peer_row(struct web *w, const struct credits_peer *p, struct peer_row *row)
{
    struct ctx *ctx = w->ctx;
    *row = (struct peer_row){.id = str_int(ctx->arena, p->id.v), .name = p->name, .between = between(ctx, p), .ended = p->ended, .names = p->share_names,
                             .sums = p->share_sums, .transfers = p->share_transfers, .words = p->share_words, .floor = str_int(ctx->arena, -p->floor),
                             .ceiling = str_int(ctx->arena, p->ceiling), .url = p->url.ptr ? p->url : STR("")};
    row->apart = say(ctx, SAY2("They may receive up to {floor} more than they give, and give up to {ceiling} more than they receive.", "floor", credits_time(ctx, p->floor),
                               "ceiling", credits_time(ctx, p->ceiling)));
    if (p->rate_n != p->rate_d)
        row->rate = say(ctx, SAY2("{theirs} of their minutes are {ours} of ours.", "theirs", str_int(ctx->arena, p->rate_n), "ours", str_int(ctx->arena, p->rate_d)));
    if (p->held_in + p->held_out > 0) row->waits = say(ctx, SAY1("What waits for an answer: {time}.", "time", credits_time(ctx, p->held_in + p->held_out)));
}

static enum status places_fill(struct web *w, struct ledger_id ours, struct peer_admin_view *view)
{
    struct ctx *ctx = w->ctx;
    struct place *places;
    struct ledger_id ledger;
    size_t n;
    TRY(places_list(ctx, &places, &n));
    struct html_choice *all = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    all[view->places_n++] = (struct html_choice){STR("0"), say(ctx, SAY("None of these")), true};
    for (size_t i = 0; i < n; i++) {
        TRY(credits_books_of(ctx, places[i].id, &ledger));
        if (ledger.v != ours.v) all[view->places_n++] = (struct html_choice){str_int(ctx->arena, places[i].id.v), places[i].name, false};
    }
    view->places = all;
    return OK;
}

enum status credits_peer_web(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct ledger_id ledger;
    struct credits_peer *peers;
    struct credits_transfer *transfers;
    struct peer_admin_view view = {.name = web_kept(w, "with", STR("")), .rate = web_kept(w, "rate", STR("1/1")), .apart = web_kept(w, "apart", STR("6000")),
                                   .file = web_kept(w, "file", STR(""))};
    TRY(credits_books_of(ctx, home(ctx), &ledger));
    TRY(credits_peer_list(ctx, ledger, &peers, &view.rows_n));
    struct peer_row *rows = ARENA_ARRAY(ctx->arena, struct peer_row, view.rows_n + 1);
    struct html_choice *elsewhere = ARENA_ARRAY(ctx->arena, struct html_choice, view.rows_n + 1);
    for (size_t i = 0; i < view.rows_n; i++) {
        peer_row(w, &peers[i], &rows[i]);
        if (peers[i].twin.v == 0) elsewhere[view.elsewhere_n++] = (struct html_choice){peers[i].name, peers[i].name, false};
    }
    TRY(credits_transfer_list(ctx, ledger, TRANSFERS, &transfers, &view.transfers_n));
    TRY(rows_of(ctx, transfers, view.transfers_n, true, &view.transfers));
    TRY(places_fill(w, ledger, &view));
    view.rows = rows;
    view.elsewhere = elsewhere;
    credits_page_peer_admin(web_page(w, SAY("Hours between places"), NULL), &view);
    return OK;
}

static enum status answer(struct web *w, struct str what)
{
    struct ctx *ctx = w->ctx;
    struct credits_account to = {.id = {0}};
    struct str uuid = web_text(w, "transfer"), said = web_text(w, "to");
    struct str who = people_first_name(ctx, (struct person_id){ctx->actor.person});
    if (str_is(what, "erase")) return credits_peer_erase(ctx, uuid, who);
    if (said.len > 0) TRY(credits_account_said(ctx, said, STR("to"), &to));
    return credits_peer_agree(ctx, uuid, to.id, who);
}

static enum status open_one(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct peer_id id;
    struct place own;
    struct ledger_id ledger;
    struct str rate = web_text(w, "rate");
    int64_t apart = web_int(w, "apart", 0);
    size_t slash = 0;
    while (slash < rate.len && rate.ptr[slash] != '/') slash++;
    struct credits_peer_opening in = {.place = home(ctx), .with = {web_int(w, "place", 0)}, .name = web_text(w, "with"), .floor = -apart, .ceiling = apart};
    if (slash == rate.len || !str_to_int(str_of(rate.ptr, slash), &in.rate_n) || !str_to_int(str_of(rate.ptr + slash + 1, rate.len - slash - 1), &in.rate_d))
        in.rate_n = 0; /* the rule names it */
    if (apart < 1 || apart > 100000000) return ctx_fault(ctx, ERR_INVALID, STR("apart"), SAY("Write a number of minutes. For example: 6000"));
    TRY(credits_books_of(ctx, in.place, &ledger));
    if (ledger.v == 1) in.place = (struct place_id){0};
    if (in.place.v == 0 && places_first(ctx, &own) == OK) in.our_name = own.name;
    return credits_peer_open(ctx, &in, &id);
}

static enum status set_one(struct web *w)
{
    struct credits_peer peer = {.id = {web_int(w, "peer", 0)}, .floor = -web_int(w, "receive", -1), .ceiling = web_int(w, "give", -1), .url = web_text(w, "url"),
                                .share_names = web_on(w, "names"), .share_sums = web_on(w, "sums"), .share_transfers = web_on(w, "transfers"), .share_words = web_on(w, "words")};
    return credits_peer_set(w->ctx, &peer);
}

static enum status import_one(struct web *w)
{
    struct str uuid;
    const char *what;
    struct ledger_id ledger;
    TRY(credits_books_of(w->ctx, home(w->ctx), &ledger));
    return credits_peer_import(w->ctx, ledger.v == 1 ? (struct place_id){0} : home(w->ctx), web_text(w, "from_place"), web_text(w, "file"), &uuid, &what);
}

enum status credits_peer_web_do(struct web *w)
{
    struct str what = web_text(w, "do");
    if (str_is(what, "open")) TRY(open_one(w));
    else if (str_is(what, "set")) TRY(set_one(w));
    else if (str_is(what, "end")) TRY(credits_peer_end(w->ctx, (struct peer_id){web_int(w, "peer", 0)}));
    else if (str_is(what, "import")) TRY(import_one(w));
    else TRY(answer(w, what));
    return web_redirect_saying(w, STR("/credits/peers"), SAY("Saved."));
}

/* ---- who thanks somebody elsewhere ---- */

static enum status own_books(struct ctx *ctx, struct ledger_id *ret_ledger)
{
    struct account_id id;
    struct credits_account account;
    enum status status = credits_member_find(ctx, (struct person_id){ctx->actor.person}, &id);
    if (status == ERR_MISSING) return credits_books_of(ctx, home(ctx), ret_ledger);
    TRY(status);
    TRY(credits_account_get(ctx, id, &account));
    *ret_ledger = account.ledger;
    return OK;
}

enum status credits_peer_web_give(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct ledger_id ledger;
    struct credits_peer *peers;
    struct credits_transfer *transfers;
    size_t n;
    struct peer_give_view view = {.to = web_kept(w, "to", STR("")), .minutes = web_kept(w, "minutes", STR("60")), .words = web_kept(w, "words", STR("")),
                                  .show = web_refused(w) && web_on(w, "show")};
    TRY(own_books(ctx, &ledger));
    TRY(credits_peer_list(ctx, ledger, &peers, &n));
    struct html_choice *all = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str id = str_int(ctx->arena, peers[i].id.v);
        if (!peers[i].ended) all[view.peers_n++] = (struct html_choice){id, peers[i].name, n == 1 || web_has(w, "peer", id)};
    }
    view.peers = all;
    TRY(credits_transfer_of(ctx, (struct person_id){ctx->actor.person}, TRANSFERS, &transfers, &view.transfers_n));
    TRY(rows_of(ctx, transfers, view.transfers_n, false, &view.transfers));
    credits_page_peer_give(web_page(w, SAY("Thank somebody in another place"), NULL), &view);
    return OK;
}

enum status credits_peer_web_give_do(struct web *w)
{
    struct ctx *ctx = w->ctx;
    const struct person_id self = {ctx->actor.person};
    struct str uuid, key = web_text(w, "key"), what = web_text(w, "do");
    struct account_id own;
    if (what.len > 0) {
        TRY(answer(w, what));
        return web_redirect_saying(w, STR("/give/elsewhere"), str_is(what, "erase") ? SAY("It was let go.") : SAY("It is in the books of both places."));
    }
    TRY(credits_member(ctx, self, &own));
    const struct credits_peer_offer offer = {.key = uuid_valid(key) ? key : STR_NONE, .peer = {web_int(w, "peer", 0)}, .from = own, .minutes = web_int(w, "minutes", 0),
                                             .words = web_text(w, "words"), .to_name = web_text(w, "to"), .from_name = web_on(w, "show") ? people_first_name(ctx, self) : STR(""),
                                             .consent = web_on(w, "show") ? STR("first name, how long, what for") : STR("how long, what for"), .via = "web"};
    enum status status = credits_peer_offer(ctx, &offer, &uuid);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_INVALID, STR("peer"), SAY("Choose a place."));
    TRY(status);
    return web_redirect_saying(w, STR("/give/elsewhere"), SAY("Thank you. It waits for the other place."));
}
