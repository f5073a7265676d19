#include "domain/people/people_my_web.h"

#include "domain/people/people_my_view.h"
#include "domain/people/people_web_own.h"
#include "people_pages.h"
#include "people_sql.h"
#include "platform/journal/journal.h"

/* Every consent on one page, who looked, and who left. */

#define LOOKED_PAGE 50
#define LOOKED_READ 400
#define LEFT_DAYS 14
#define DAY_MS ((int64_t)86400000)

/* ---- consents ---- */

static struct str day_of(struct web *w, struct instant at)
{
    struct ctx *ctx = w->ctx;
    return text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, at), ctx_today(ctx));
}

static struct str how_said(struct web *w, struct str how)
{
    return people_web_said(w, str_is(how, "paper") ? SAY("on paper")
                              : str_is(how, "web") ? SAY("on the web")
                                                   : SAY("spoken"));
}

/* The language's own name. */
static struct str language_said(struct web *w, struct str code)
{
    size_t count;
    struct html_choice *known = people_language_choices(w->ctx, code, &count);
    for (size_t i = 0; i < count; i++)
        if (str_eq(known[i].value, code)) return known[i].label;
    return code;
}

/* "Tuesday 3 March, spoken. Asked by Lucy. The words were in English." */
static struct str given_said(struct web *w, const struct consent *consent)
{
    struct buf buf;
    buf_init(&buf, w->ctx->arena, 1024);
    buf_put(&buf, people_web_said(w, SAY2("{day}, {how}.", "day", day_of(w, consent->given_at), "how",
                                          how_said(w, consent->how))));
    buf_puts(&buf, " ");
    buf_put(&buf, consent->asked_by.len > 0
                      ? people_web_said(w, SAY1("Asked by {name}.", "name", consent->asked_by))
                      : people_web_said(w, SAY("Nobody asked: you did it yourself.")));
    buf_puts(&buf, " ");
    buf_put(&buf, people_web_said(w, SAY1("The words were in {language}.", "language",
                                          language_said(w, consent->language))));
    return buf_str(&buf);
}

static struct str before_said(struct web *w, const struct consent *consent)
{
    struct str until = people_web_said(w, SAY1("Taken back {day}.", "day", day_of(w, consent->withdrawn_at)));
    return str_printf(w->ctx->arena, "%.*s %.*s", STR_ARG(given_said(w, consent)), STR_ARG(until));
}

static void fill(struct web *w, enum consent_purpose purpose, const struct consent *given, size_t n,
                 struct people_my_consent *ret)
{
    struct str *before = ARENA_ARRAY(w->ctx->arena, struct str, n);
    *ret = (struct people_my_consent){.name = str_from(people_consent_name(purpose)),
                                      .words = people_web_said(w, people_consent_words(purpose)),
                                      .stops = people_web_said(w, people_consent_stops(purpose)),
                                      .said = people_web_said(w, SAY("Not asked, or not agreed.")),
                                      .before = before};
    for (size_t i = 0; i < n; i++) {
        if (given[i].purpose != purpose) continue;
        if (instant_is(given[i].withdrawn_at)) {
            before[ret->before_n++] = before_said(w, &given[i]);
            continue;
        }
        ret->on = true;
        ret->said = given_said(w, &given[i]);
    }
}

enum status people_web_my_consents(struct web *w)
{
    const struct person_id self = people_web_self(w);
    struct people_my_consent *lines = ARENA_ARRAY(w->ctx->arena, struct people_my_consent, CONSENT_PURPOSES);
    struct consent *given;
    size_t n;
    TRY(people_consent_list(w->ctx, self, &given, &n));
    for (int i = 0; i < CONSENT_PURPOSES; i++) fill(w, (enum consent_purpose)i, given, n, &lines[i]);
    w->paper = web_on(w, "paper");
    struct people_my_consents_view view = {.name = people_first_name(w->ctx, self),
                                           .acting = w->ctx->actor.on_behalf_of != 0,
                                           .paper = w->paper,
                                           .consents = lines,
                                           .consents_n = CONSENT_PURPOSES};
    TRY(web_panels_markup(w, "consents", self.v, &view.panels));
    people_page_my_consents(web_page(w, SAY("What I said yes to"), "/me"), &view);
    return OK;
}

/* ---- who looked ---- */

static struct said looked_said(struct str fact)
{
    static const struct { const char *fact; struct said said; } words[] = {
        {"people.seen", SAY("looked at your page")},
        {"people.changed", SAY("changed what we hold about you")},
        {"people.acted_for", SAY("began to write for you")},
        {"people.consent_given", SAY("wrote down that you said yes")},
        {"people.consent_withdrawn", SAY("wrote down that you took a yes back")},
        {"people.turns_to", SAY("wrote down whom you turn to")},
        {"people.added", SAY("wrote you down first")},
        {"conversations.kept", SAY("wrote down what you told")},
        {"rounds.agreed", SAY("wrote down your yes to a round")},
        {"rounds.declined", SAY("wrote down your no to a round")},
        {"rounds.answered", SAY("said in one tap how you are, in the round")},
        {"rounds.talked", SAY("talked to you after the round")},
        {"introductions.offered", SAY("offered you an introduction")},
        {"introductions.person_yes", SAY("wrote down your yes to an introduction")},
        {"introductions.not_this_time", SAY("wrote down a \"not this time\"")},
        {"introductions.host_yes", SAY("wrote down that the other side said yes")},
        {"introductions.meeting_set", SAY("set a meeting")},
        {"introductions.came", SAY("wrote down that you met")},
        {"introductions.did_not_come", SAY("wrote down that you did not meet")},
        {"introductions.followed_up", SAY("asked how it went")},
        {"introductions.came_again", SAY("wrote down that you came again")},
        {"introductions.settled", SAY("closed an introduction")},
        {"introductions.along", SAY("wrote down that you would like company")},
        {"introductions.company_asked", SAY("asked somebody to go along with you")},
        {"introductions.company_yes", SAY("wrote down who goes along with you")},
        {"people.related", SAY("wrote down who is what to you")},
        {"activities.checks_seen", SAY("looked at your first aid, DBS and other papers")},
        {"activities.held", SAY("wrote down a paper of yours, or that they saw it")},
        {"activities.step", SAY("agreed on a step of yours in leading")},
        {"activities.step_said", SAY("said a step of yours in leading")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(fact, words[i].fact)) return words[i].said;
    return SAY("did something that concerns you");
}

/* Somebody acting for them is named with it: "Carol, for you". */
static struct str who_said(struct web *w, struct person_id self, const struct journal_fact *fact)
{
    struct str name = people_first_name(w->ctx, (struct person_id){fact->actor});
    if (fact->on_behalf_of != self.v) return name;
    return people_web_said(w, SAY1("{name}, acting for you,", "name", name));
}

enum status people_web_my_looked(struct web *w)
{
    const struct person_id self = people_web_self(w);
    struct journal_fact *facts;
    size_t n, kept = 0;
    if (!people_may_see(w->ctx, self)) return ERR_DENIED;
    TRY(journal_list(w->ctx, self.v, STR(""), web_int(w, "before", 0), LOOKED_READ, &facts, &n));
    struct people_my_looked *rows = ARENA_ARRAY(w->ctx->arena, struct people_my_looked, LOOKED_PAGE);
    struct people_my_looked_view view = {.name = people_first_name(w->ctx, self), .rows = rows};
    size_t i = 0;
    for (; i < n && kept < LOOKED_PAGE; i++) {
        if (facts[i].actor == self.v || facts[i].actor == 0) continue;
        struct said what = looked_said(facts[i].fact);
        rows[kept++] = (struct people_my_looked){who_said(w, self, &facts[i]),
                                                 people_web_said(w, what), facts[i].at};
    }
    view.rows_n = kept;
    if (i < n || n == LOOKED_READ)
        view.more = web_path(w, "/me/looked?before=%lld", (long long)facts[i - 1].number);
    people_page_my_looked(web_page(w, SAY("Who looked"), "/me"), &view);
    return OK;
}

/* ---- a connector reads that somebody has left ---- */

enum status people_panel_left(struct ctx *ctx, struct html *h, int64_t subject)
{
    struct people_sql_left_of *rows;
    size_t n;
    (void)subject;
    if (!ctx_has(ctx, STANDING_CONNECTOR | STANDING_ADMIN)) return OK;
    struct instant since = {ctx->now.ms - LEFT_DAYS * DAY_MS};
    TRY(people_sql_left_of(ctx->db, ctx->arena, (struct person_id){ctx->actor.person}, since, &rows, &n));
    if (n == 0) return OK;
    struct people_my_left *lines = ARENA_ARRAY(ctx->arena, struct people_my_left, n);
    for (size_t i = 0; i < n; i++) {
        struct str day = text_day(ctx->arena, ctx->locale, day_from_instant(ctx->zone, rows[i].ended_at),
                                  ctx_today(ctx));
        struct said words = SAY2("{name}, {day}", "name", rows[i].first_name, "day", day);
        lines[i] = (struct people_my_left){text_say(ctx->arena, ctx->locale, &words)};
    }
    people_page_my_left(h, &(struct people_my_left_view){lines, n});
    return OK;
}
