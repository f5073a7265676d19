/* A wish came true: everybody who said me too is told, once. And wishes that come as texts. */
#include "domain/activities/activities_wish_own.h"

#include "activities_sql.h"
#include "domain/people/people_locale.h"
#include "platform/mail/mail.h"
#include "platform/texts/texts.h"

#define AT_ONCE 20
#define WEEK_MS (INT64_C(7) * 86400000)

/* ---- telling ---- */

static struct str say(struct ctx *ctx, const struct locale *locale, struct said said)
{
    return text_say(ctx->arena, locale, &said);
}

static struct str link_to(struct ctx *ctx, struct asset_id asset)
{
    const struct str *origin = ctx_kept(ctx, "origin");
    struct str begin = origin ? *origin : STR("");
    return str_printf(ctx->arena, "%.*s/activities/%lld", STR_ARG(begin), (long long)asset.v);
}

static enum status tell_mail(struct ctx *ctx, struct str to, const struct locale *locale, struct str words, struct str where)
{
    int64_t id;
    const struct mail mail = {.to = to, .subject = say(ctx, locale, SAY("Your wish came true")), .language = str_from(locale->code),
                              .text = say(ctx, locale, SAY2("You said me too to this wish: {words}\n\nIt begins. Look when it is, and sign up here:\n{link}\n",
                                                            "words", words, "link", where))};
    return mail_put(ctx, &mail, &id);
}

static enum status tell_text(struct ctx *ctx, struct str to, int64_t person, const struct locale *locale, struct str words, struct str where)
{
    int64_t id;
    const struct text_out out = {.to = to, .words = say(ctx, locale, SAY2("Your wish came true: {words}. Look when it is, and sign up: {link}", "words", words, "link", where)),
                                 .locale = locale, .kind = "wish", .person = person, .until = {ctx->now.ms + WEEK_MS}};
    return texts_put(ctx, &out, &id);
}

static enum status tell_person(struct ctx *ctx, struct person_id id, struct str words, struct str where)
{
    struct person person;
    enum status status = people_find(ctx, id, &person);
    if (status == ERR_MISSING || status == ERR_DENIED) return OK;
    TRY(status);
    if (instant_is(person.ended_at) || !people_consents(ctx, id, CONSENT_CONTACT)) return OK;
    const struct locale *locale = people_locale_for(people_locale(&person), "Your wish came true");
    if (person.email.len > 0) return tell_mail(ctx, person.email, locale, words, where);
    return person.phone.len > 0 ? tell_text(ctx, person.phone, id.v, locale, words, where) : OK;
}

static enum status tell(struct ctx *ctx, const struct activities_sql_wish_untold *row)
{
    struct str where = link_to(ctx, row->asset_id);
    const struct locale *locale = text_locale_for(row->language);
    enum status status = OK;
    if (row->person_id.v != 0) status = tell_person(ctx, row->person_id, row->words, where);
    else if (str_find(row->contact, STR("@"), 0) != SIZE_MAX) status = tell_mail(ctx, row->contact, locale, row->words, where);
    else if (row->contact.len > 0) status = tell_text(ctx, row->contact, 0, locale, row->words, where);
    /* An address nobody can write to holds up nobody else. */
    if (status == ERR_INVALID) faults_init(&ctx->faults, ctx->arena);
    else TRY(status);
    return activities_sql_yes_told(ctx->db, row->id, ctx->now);
}

static enum status tell_some(struct ctx *ctx, size_t *ret_n)
{
    struct activities_sql_wish_untold *rows;
    size_t n;
    TRY(activities_sql_wish_untold(ctx->db, ctx->arena, AT_ONCE, &rows, &n));
    for (size_t i = 0; i < n; i++) TRY(tell(ctx, &rows[i]));
    *ret_n = n;
    return OK;
}

enum status activities_wish_tell_job(struct ctx *ctx)
{
    size_t n = AT_ONCE;
    while (n == AT_ONCE) {
        TRY(db_begin(ctx->db, DB_WRITE));
        enum status status = tell_some(ctx, &n);
        if (status == OK) status = db_commit(ctx->db);
        if (status == OK) continue;
        db_rollback(ctx->db);
        return status;
    }
    return OK;
}

/* ---- "WISH a walk on Sunday mornings" ---- */

static bool wish_of(struct str text, struct str *ret_words)
{
    static const char *const begins[] = {"wish", "i wish", "dymuniad", "hoffwn", "zyczenie", "życzenie", "chcialabym", "chciałabym", "chcialbym",
                                         "chciałbym", "خواہش"};
    struct str words = str_trim(text);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        struct str head = str_from(begins[i]);
        if (words.len <= head.len + 1 || !str_ieq(str_slice(words, 0, head.len), head)) continue;
        char after = words.ptr[head.len];
        if (after != ' ' && after != ':' && after != '\n') continue;
        *ret_words = str_trim(str_slice(words, head.len + 1, words.len));
        return ret_words->len >= 3 && ret_words->len <= WISH_WORDS;
    }
    return false;
}

enum status activities_wish_hear_text(struct ctx *ctx, int64_t subject, int64_t object)
{
    struct text_came text;
    struct str said, words;
    struct place place;
    struct wish_id id;
    (void)object;
    enum status status = texts_came(ctx, subject, &text);
    if (status == ERR_MISSING) return OK; /* answered already */
    TRY(status);
    TRY(texts_came_words(ctx, subject, &said));
    if (!wish_of(said, &words)) return OK;
    TRY(places_first(ctx, &place));
    const struct wish_yes first = {.shift = -1, .contact = text.from, .language = str_from(text.locale->code), .told_how = STR("text")};
    TRY(activities_wish_add(ctx, place.id, words, (struct minutes){TIMES_MINUTES}, &first, &id));
    TRY(texts_answer(ctx, &text, SAY("Thank you for your wish. A neighbour reads it, then it is on the list. When it begins, we tell you."), 0));
    return texts_taken(ctx, subject, "wish", 0);
}
