#include "domain/people/people_web_own.h"

#include "domain/people/people_my_web.h"
#include "people_pages.h"
#include "platform/auth/auth.h"

/* My page: all that is held, who looked, switches, a copy, leaving. A connector acting for
   somebody sees that person's page with the acting bar on top. */

enum status people_web_me(struct web *w)
{
    struct person person;
    struct person_id connector;
    TRY(people_find(w->ctx, people_web_self(w), &person));
    struct people_me_view view = {.name = person.first_name, .acting = w->ctx->actor.on_behalf_of != 0};
    if (people_connector_of(w->ctx, person.id, &connector) == OK) view.connector = people_first_name(w->ctx, connector);
    TRY(people_web_facts(w, &person, (struct people_fact_line **)&view.facts, &view.facts_n));
    TRY(people_web_consents(w, person.id, (struct people_consent_line **)&view.consents, &view.consents_n));
    TRY(people_web_supports(w, person.id, (struct people_support_line **)&view.supports, &view.supports_n));
    TRY(people_web_looked(w, person.id, (struct people_looked_line **)&view.looked, &view.looked_n));
    TRY(web_panels_markup(w, "me", person.id.v, &view.panels));
    people_page_me(web_page(w, SAY("Me"), "/me"), &view);
    return OK;
}

enum status people_web_me_edit(struct web *w)
{
    struct person person;
    TRY(people_find(w->ctx, people_web_self(w), &person));
    return people_web_form(w, &person, STR("/me/edit"));
}

enum status people_web_me_keep(struct web *w)
{
    struct person person;
    struct person_id id;
    TRY(people_find(w->ctx, people_web_self(w), &person));
    TRY(people_web_read(w, &person));
    TRY(people_put(w->ctx, &person, &id));
    return web_redirect_saying(w, STR("/me"), SAY("Kept."));
}

/* One consent by its own button. */
static enum status keep_one(struct web *w, struct str only, struct str how)
{
    const struct person_id self = people_web_self(w);
    for (int i = 0; i < CONSENT_PURPOSES; i++) {
        enum consent_purpose purpose = (enum consent_purpose)i;
        if (!str_is(only, people_consent_name(purpose))) continue;
        TRY(web_on(w, "on") ? people_consent_give(w->ctx, self, purpose, how)
                            : people_consent_withdraw(w->ctx, self, purpose));
        return web_redirect_saying(w, STR("/me/consents"), SAY("Kept. You can change it back at any time."));
    }
    return ctx_fault(w->ctx, ERR_INVALID, STR("only"), SAY("We do not know this consent."));
}

enum status people_web_me_consents(struct web *w)
{
    struct str how = w->ctx->actor.on_behalf_of != 0 ? STR("spoken") : STR("web");
    struct str only = web_text(w, "only");
    if (only.len > 0) return keep_one(w, only, how);
    TRY(people_web_keep_consents(w, people_web_self(w), how));
    return web_redirect_saying(w, STR("/me"), SAY("Kept. You can change them back at any time."));
}

enum status people_web_leave(struct web *w)
{
    const struct person_id self = people_web_self(w);
    struct people_me_view view = {.name = people_first_name(w->ctx, self)};
    struct person_id connector;
    if (people_connector_of(w->ctx, self, &connector) == OK) view.connector = people_first_name(w->ctx, connector);
    people_page_leave(web_page(w, SAY("Leave Kith"), "/me"), &view);
    return OK;
}

enum status people_web_leave_now(struct web *w)
{
    /* Only the person themselves: nobody leaves on somebody else's behalf. */
    if (w->ctx->actor.on_behalf_of != 0) return ERR_DENIED;
    TRY(people_end(w->ctx, people_web_self(w)));
    TRY(auth_session_end_all(w->ctx, w->ctx->actor.account));
    TRY(web_sign_out(w));
    return web_redirect_saying(w, STR("/"), SAY("You have left Kith. Come back whenever you like."));
}

enum status people_web_apart(struct web *w)
{
    struct apart_row *rows;
    struct people_row *people;
    size_t count, people_n;
    TRY(people_apart_list(w->ctx, &rows, &count));
    TRY(people_list(w->ctx, STR(""), 500, 0, &people, &people_n));
    struct people_apart_line *lines = ARENA_ARRAY(w->ctx->arena, struct people_apart_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct people_apart_line){rows[i].a.v, rows[i].b.v, rows[i].a_name, rows[i].b_name, rows[i].reason, rows[i].since};
    struct html_choice *choices = ARENA_ARRAY(w->ctx->arena, struct html_choice, people_n);
    for (size_t i = 0; i < people_n; i++)
        choices[i] = (struct html_choice){str_int(w->ctx->arena, people[i].id.v), people[i].first_name, false};
    struct people_apart_view view = {lines, count, choices, people_n, web_kept(w, "reason", STR(""))};
    people_page_apart(web_page(w, SAY("Kept apart"), NULL), &view);
    return OK;
}

enum status people_web_apart_keep(struct web *w)
{
    struct person_id a = {web_int(w, "a", 0)}, b = {web_int(w, "b", 0)};
    TRY(people_keep_apart(w->ctx, a, b, web_text(w, "reason")));
    return web_redirect_saying(w, STR("/apart"), SAY("Kept. Nobody else can see this."));
}

enum status people_web_apart_end(struct web *w)
{
    struct person_id a = {web_int(w, "a", 0)}, b = {web_int(w, "b", 0)};
    TRY(people_end_apart(w->ctx, a, b));
    return web_redirect_saying(w, STR("/apart"), SAY("Ended."));
}

/* Everything held about a person, module by module, as one file. */
enum status people_web_me_copy(struct web *w)
{
    struct person_id self = people_web_self(w);
    if (!people_may_see(w->ctx, self)) return ERR_DENIED;
    return people_my_export(w, self.v, web_json(w));
}
