#include "domain/people/people_web_own.h"

#include "base/json.h"
#include "domain/people/people_locale.h"
#include "platform/auth/auth.h"
#include "platform/journal/journal.h"
#include "platform/worker/worker.h"

/* A card with a sign-in code, to print for somebody: in their language, good for 30 days, once. The
   code is drawn and the paper made before anything is kept; then only hashes are. */

#define CARD_DAYS 30

struct card {
    struct person person;
    struct auth_code code;
    struct str pdf;
};

static struct str said_in(struct ctx *ctx, const struct locale *locale, struct said said)
{
    return text_say(ctx->arena, locale, &said);
}

static struct str foot(struct ctx *ctx, const struct locale *locale, struct person_id person)
{
    struct person_id connector;
    struct day last = {ctx_today(ctx).n + CARD_DAYS};
    struct str day = text_day(ctx->arena, locale, last, DAY_NONE);
    if (people_connector_of(ctx, person, &connector) != OK)
        return said_in(ctx, locale, SAY1("Good until {day}, once. If you lose it, tell us.", "day", day));
    return said_in(ctx, locale, SAY2("Good until {day}, once. If you lose it, tell {name}.", "day", day,
                                     "name", people_first_name(ctx, connector)));
}

static enum status card_json(struct ctx *ctx, const struct card *card, struct str *ret_json)
{
    const struct said title = SAY1("Your page in Kith, {name}", "name", card->person.first_name);
    const struct locale *locale = people_locale_for(people_locale(&card->person), title.id);
    const struct str *origin = ctx_kept(ctx, "origin");
    struct buf buf;
    struct json json;
    buf_init(&buf, ctx->arena, 65536);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_put_str(&json, "language", str_from(locale->code));
    json_put_bool(&json, "rtl", locale->rtl);
    json_put_str(&json, "size", STR("A5"));
    json_put_str(&json, "title", said_in(ctx, locale, title));
    json_key(&json, "paragraphs");
    json_begin_array(&json);
    json_str(&json, said_in(ctx, locale, SAY("On it you see what we hold about you and your hellos, and can take back any yes.")));
    if (origin)
        json_str(&json, said_in(ctx, locale, SAY1("Point a phone's camera at the square. Or go to {address} and choose: I have a card with a code.",
                                                  "address", str_printf(ctx->arena, "%.*s/signin", STR_ARG(*origin)))));
    else
        json_str(&json, said_in(ctx, locale, SAY("Go to the sign-in page and choose: I have a card with a code.")));
    json_end(&json);
    json_put_str(&json, "code_label", said_in(ctx, locale, SAY("Your code")));
    json_put_str(&json, "code", str_printf(ctx->arena, "%.4s %.4s", card->code.digits.ptr, card->code.digits.ptr + 4));
    json_put_str(&json, "foot", foot(ctx, locale, card->person.id));
    if (origin)
        json_put_str(&json, "qr", str_printf(ctx->arena, "%.*s/signin/%.*s", STR_ARG(*origin), STR_ARG(card->code.token)));
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

enum status people_web_card_prepare(struct web *w)
{
    struct card *card = ARENA_NEW(w->ctx->arena, struct card);
    struct str json;
    TRY(people_find(w->ctx, (struct person_id){web_id(w, 0)}, &card->person));
    TRY(auth_code_draw(w->ctx, &card->code));
    TRY(card_json(w->ctx, card, &json));
    TRY(worker_run(w->ctx->arena, "sheet", json, &card->pdf));
    w->plan = card;
    return OK;
}

enum status people_web_card(struct web *w)
{
    const struct card *card = w->plan;
    int64_t account;
    if (auth_account_find(w->ctx, card->person.id.v, &account) != OK)
        TRY(auth_account_open(w->ctx, card->person.id.v, card->person.email, card->person.phone, &account));
    TRY(auth_code_keep(w->ctx, account, AUTH_CARD, &card->code));
    TRY(journal_record(w->ctx, "people.card_made", card->person.id.v, 0, STR_NONE));
    /* Pressed twice, the second answer is the page and says so: each card is made once. */
    TRY(web_redirect_saying(w, web_path(w, "/people/%lld", (long long)card->person.id.v),
                            SAY1("The card for {name} is made. It was given to your browser to print.", "name", card->person.first_name)));
    w->response.status = 200;
    return web_bytes(w, STR("application/pdf"), card->pdf, STR("card.pdf"));
}
