/* Limits, and talks about hours. */
#include "domain/credits/credits_keep.h"
#include "domain/credits/credits_keep_view.h"
#include "domain/credits/credits_right_web.h"
#include "domain/credits/credits_rules.h"

#include "credits_pages.h"
#include "platform/web/web.h"

#define PEOPLE_MAX 500

static struct str say(struct ctx *ctx, struct said said)
{
    return text_say(ctx->arena, ctx->locale, &said);
}

static struct said kind_said(enum credits_kind kind)
{
    switch (kind) {
    case CREDITS_GROUP: return SAY("Groups");
    case CREDITS_POT: return SAY("Community pots");
    case CREDITS_VENUE: return SAY("Venues");
    default: return SAY("People");
    }
}

static struct str for_whom(struct ctx *ctx, const struct credits_rule *r)
{
    struct str kind = say(ctx, kind_said(r->kind));
    if (r->chosen) return say(ctx, SAY1("{kind}: those you choose", "kind", kind));
    if (r->first_days > 0)
        return say(ctx, SAY2("{kind}: their first {days}", "kind", kind, "days", text_many(ctx->arena, ctx->locale, "{n} day", "{n} days", r->first_days, NULL)));
    return say(ctx, SAY1("{kind}: all", "kind", kind));
}

static struct str hours_or_none(struct ctx *ctx, int64_t minutes)
{
    return minutes == CREDITS_NO_LIMIT ? STR_NONE : credits_web_hours_of(ctx->arena, minutes < 0 ? -minutes : minutes);
}

static struct rule_line line_of(struct web *w, const struct credits_rule *r)
{
    struct ctx *ctx = w->ctx;
    struct rule_line line = {.href = web_path(w, "/credits/limits/%lld", (long long)r->id.v), .name = r->name, .kind = for_whom(ctx, r)};
    line.floor = r->floor == CREDITS_NO_LIMIT ? say(ctx, SAY("Any number of hours may be received first."))
                                              : say(ctx, SAY1("{time} may be received first.", "time", credits_time(ctx, r->floor)));
    line.ceiling = r->ceiling == CREDITS_NO_LIMIT ? say(ctx, SAY("Any number may be kept.")) : say(ctx, SAY1("{time} may be kept.", "time", credits_time(ctx, r->ceiling)));
    line.warn = say(ctx, SAY1("A kind word at {time} of room.", "time", credits_time(ctx, r->warn)));
    if (r->moving) line.note = say(ctx, SAY("Accounts are being brought to it, within minutes."));
    return line;
}

static struct html_choice *choices(struct web *w, const char *name, const struct html_choice *all, size_t n, struct str fallback)
{
    struct html_choice *c = ARENA_ARRAY(w->ctx->arena, struct html_choice, n);
    struct str on = web_kept(w, name, fallback);
    for (size_t i = 0; i < n; i++) c[i] = (struct html_choice){all[i].value, all[i].label, str_eq(all[i].value, on)};
    return c;
}

enum status credits_web_rules(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_rule *rules;
    size_t n;
    TRY(credits_rule_list(ctx, (struct place_id){ctx->actor.place}, &rules, &n));
    struct rule_line *lines = ARENA_ARRAY(ctx->arena, struct rule_line, n + 1);
    for (size_t i = 0; i < n; i++) lines[i] = line_of(w, &rules[i]);
    const struct html_choice kinds[] = {{STR("member"), say(ctx, SAY("People")), false}, {STR("group"), say(ctx, SAY("Groups")), false},
                                        {STR("pot"), say(ctx, SAY("Community pots")), false}, {STR("venue"), say(ctx, SAY("Venues")), false}};
    const struct html_choice whoms[] = {{STR("all"), say(ctx, SAY("All")), false}, {STR("first"), say(ctx, SAY("In their first days")), false},
                                        {STR("chosen"), say(ctx, SAY("Those I choose")), false}};
    const struct rules_view view = {.rows = lines, .rows_n = n, .name = web_kept(w, "name", STR_NONE), .floor = web_kept(w, "floor", STR_NONE),
                                    .ceiling = web_kept(w, "ceiling", STR_NONE), .warn = web_kept(w, "warn", STR("2")),
                                    .first_days = web_kept(w, "first_days", STR_NONE), .kinds = choices(w, "kind", kinds, 4, STR("member")), .kinds_n = 4,
                                    .whoms = choices(w, "whom", whoms, 3, STR("all")), .whoms_n = 3};
    credits_page_keep_rules(web_page(w, SAY("Limits"), NULL), &view);
    return OK;
}

/* An empty box is no limit. */
static bool minutes_of(struct web *w, const char *name, int64_t sign, int64_t *ret_minutes)
{
    struct str typed = web_text(w, name);
    int64_t minutes;
    if (typed.len == 0) {
        *ret_minutes = CREDITS_NO_LIMIT;
        return true;
    }
    if (credits_web_hours(typed, w->ctx->arena, &minutes)) {
        *ret_minutes = sign * minutes;
        return true;
    }
    (void)!ctx_fault(w->ctx, ERR_INVALID, str_from(name), SAY("Write a number of hours. For example: 1.5"));
    return false;
}

static enum status read_boxes(struct web *w, struct credits_rule *r)
{
    bool fine = minutes_of(w, "floor", -1, &r->floor);
    fine = minutes_of(w, "ceiling", 1, &r->ceiling) && fine;
    fine = minutes_of(w, "warn", 1, &r->warn) && fine;
    if (r->warn == CREDITS_NO_LIMIT) r->warn = 0;
    r->name = web_text(w, "name");
    r->first_days = web_int(w, "first_days", 0);
    return fine ? OK : ERR_INVALID;
}

enum status credits_web_rules_add(struct web *w)
{
    struct credits_rule r = {.place = {w->ctx->actor.place}};
    struct rule_id id;
    struct str whom = web_text(w, "whom");
    TRY(read_boxes(w, &r));
    if (!credits_kind_parse(web_text(w, "kind"), &r.kind)) r.kind = CREDITS_ISSUE;
    r.chosen = str_is(whom, "chosen");
    if (!str_is(whom, "first")) r.first_days = 0;
    else if (r.first_days < 1) return ctx_fault(w->ctx, ERR_INVALID, STR("first_days"), SAY("Write a number of days. For example: 90"));
    TRY(credits_rule_put(w->ctx, &r, &id));
    return web_redirect_saying(w, web_path(w, "/credits/limits/%lld", (long long)id.v), SAY("Kept. Accounts follow within minutes; nobody is made to pay."));
}

static enum status put_people(struct web *w, const struct credits_rule *r, struct rule_view *v)
{
    struct ctx *ctx = w->ctx;
    struct credits_ruled *in;
    struct people_row *all;
    size_t in_n, all_n;
    TRY(credits_rule_people(ctx, r->id, &in, &in_n));
    TRY(people_list(ctx, STR_NONE, PEOPLE_MAX, 0, &all, &all_n));
    struct rule_person *rows = ARENA_ARRAY(ctx->arena, struct rule_person, in_n + 1);
    for (size_t i = 0; i < in_n; i++) rows[i] = (struct rule_person){in[i].person.v, people_first_name(ctx, in[i].person)};
    v->choices = ARENA_ARRAY(ctx->arena, struct html_choice, all_n + 1);
    v->choices[v->choices_n++] = (struct html_choice){STR("0"), say(ctx, SAY("Choose")), true};
    for (size_t i = 0; i < all_n; i++) v->choices[v->choices_n++] = (struct html_choice){str_int(ctx->arena, all[i].id.v), all[i].first_name, false};
    v->rows = rows;
    v->rows_n = in_n;
    v->people = true;
    return OK;
}

enum status credits_web_rule(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_rule r;
    TRY(credits_rule_find(ctx, (struct rule_id){web_id(w, 0)}, &r));
    if (r.place.v != ctx->actor.place) return ERR_DENIED;
    struct rule_view v = {.id = r.id.v, .title = r.name, .kind = for_whom(ctx, &r), .note = line_of(w, &r).note, .name = web_kept(w, "name", r.name),
                          .floor = web_kept(w, "floor", hours_or_none(ctx, r.floor)), .ceiling = web_kept(w, "ceiling", hours_or_none(ctx, r.ceiling)),
                          .warn = web_kept(w, "warn", hours_or_none(ctx, r.warn)), .first = r.first_days > 0,
                          .first_days = web_kept(w, "first_days", str_int(ctx->arena, r.first_days))};
    if (r.chosen && r.kind == CREDITS_MEMBER) TRY(put_people(w, &r, &v));
    credits_page_keep_rule(web_page(w, SAY("Limits"), NULL), &v);
    return OK;
}

enum status credits_web_rule_put(struct web *w)
{
    struct credits_rule was, r;
    struct rule_id id;
    TRY(credits_rule_find(w->ctx, (struct rule_id){web_id(w, 0)}, &was));
    if (was.place.v != w->ctx->actor.place) return ERR_DENIED;
    r = was;
    TRY(read_boxes(w, &r));
    if (was.first_days == 0) r.first_days = 0;
    else if (r.first_days < 1) return ctx_fault(w->ctx, ERR_INVALID, STR("first_days"), SAY("Write a number of days. For example: 90"));
    TRY(credits_rule_put(w->ctx, &r, &id));
    return web_redirect_saying(w, STR("/credits/limits"), SAY("Kept. Accounts follow within minutes; nobody is made to pay."));
}

enum status credits_web_rule_people(struct web *w)
{
    int64_t out = web_int(w, "out", 0), in = web_int(w, "person", 0);
    struct rule_id rule = {web_id(w, 0)};
    if (out == 0 && in == 0) return ctx_fault(w->ctx, ERR_INVALID, STR("person"), SAY("Choose a person."));
    TRY(credits_rule_choose(w->ctx, (struct person_id){out ? out : in}, out ? (struct rule_id){0} : rule));
    return web_redirect_saying(w, web_path(w, "/credits/limits/%lld", (long long)rule.v), SAY("Kept."));
}

enum status credits_web_rule_end(struct web *w)
{
    TRY(credits_rule_end(w->ctx, (struct rule_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/credits/limits"), SAY("Ended. Its accounts go by the rule for all."));
}

/* ---- talks ---- */

enum status credits_panel_talks(struct ctx *ctx, struct html *h, int64_t person)
{
    struct credits_talk *talks;
    size_t n;
    (void)person;
    TRY(credits_talks(ctx, 3, &talks, &n));
    struct talk_line *lines = ARENA_ARRAY(ctx->arena, struct talk_line, n + 1);
    for (size_t i = 0; i < n; i++)
        lines[i] = (struct talk_line){talks[i].person.v, str_printf(ctx->arena, "/people/%lld", (long long)talks[i].person.v), say(ctx, talks[i].said)};
    const struct talks_view view = {lines, n};
    if (n > 0) credits_page_keep_talks(h, &view);
    return OK;
}

enum status credits_web_talked(struct web *w)
{
    TRY(credits_talked(w->ctx, (struct person_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/today"), SAY("Noted. We remind you again in two months."));
}
