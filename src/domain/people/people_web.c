#include "domain/people/people_web_own.h"

#include "people_pages.h"
#include "platform/auth/auth.h"

#define PAGE_ROWS 20

static struct str place_words(struct web *w, const struct people_row *row)
{
    return row->outcode.len > 0 ? people_web_said(w, SAY1("near {place}", "place", row->outcode)) : STR("");
}

enum status people_web_list(struct web *w)
{
    struct people_row *rows;
    size_t count;
    int64_t total, offset = web_int(w, "from", 0);
    struct people_list_view view = {.search = web_text(w, "q"),
                                    .may_add = ctx_has(w->ctx, STANDING_CONNECTOR | STANDING_ADMIN),
                                    .mine_only = !ctx_has(w->ctx, STANDING_ADMIN | STANDING_LEAD)};
    if (offset < 0 || offset > 1000000) offset = 0;
    TRY(people_list(w->ctx, view.search, PAGE_ROWS + 1, offset, &rows, &count));
    TRY(people_count(w->ctx, &total));
    if (count > PAGE_ROWS) {
        count = PAGE_ROWS;
        view.more = web_path(w, "/people?q=%.*s&from=%lld", STR_ARG(http_url_encode(w->ctx->arena, view.search)),
                             (long long)(offset + PAGE_ROWS));
    }
    struct people_list_line *lines = ARENA_ARRAY(w->ctx->arena, struct people_list_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct people_list_line){web_path(w, "/people/%lld", (long long)rows[i].id.v), rows[i].first_name,
                                             place_words(w, &rows[i]), rows[i].connector, rows[i].turns_to == 0};
    view.rows = lines;
    view.rows_n = count;
    view.total = view.search.len > 0 ? (long)count : (long)total;
    people_page_list(web_page(w, SAY("People"), "/people"), &view);
    return OK;
}

enum status people_web_new(struct web *w)
{
    return people_web_form(w, &(struct person){.turns_to = -1}, STR("/people"));
}

enum status people_web_add(struct web *w)
{
    struct person person = {.turns_to = -1};
    struct person_id id;
    TRY(people_web_read(w, &person));
    TRY(people_put(w->ctx, &person, &id));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)id.v),
                               SAY1("Kept. Hello, {name}.", "name", person.first_name));
}

enum status people_web_edit(struct web *w)
{
    struct person person;
    TRY(people_find(w->ctx, (struct person_id){web_id(w, 0)}, &person));
    return people_web_form(w, &person, web_path(w, "/people/%lld/edit", (long long)person.id.v));
}

enum status people_web_keep(struct web *w)
{
    struct person person;
    struct person_id id;
    TRY(people_find(w->ctx, (struct person_id){web_id(w, 0)}, &person));
    TRY(people_web_read(w, &person));
    TRY(people_put(w->ctx, &person, &id));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)id.v), SAY("Kept."));
}

static struct str relation_words(struct web *w, enum relation_kind kind)
{
    static const char *const words[RELATION_KINDS] = {
        T_("walks beside"), T_("acts for"), T_("welcomes people at"), T_("looks after"), T_("supports"), T_("is the named lead of")};
    return text_get(w->ctx->locale, words[kind], NULL);
}

static enum status relation_lines(struct web *w, struct person_id person, struct people_person_view *view)
{
    struct relation *relations;
    size_t count;
    TRY(people_relations(w->ctx, person, &relations, &count));
    struct people_relation_line *lines = ARENA_ARRAY(w->ctx->arena, struct people_relation_line, count);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct people_relation_line){relations[i].id.v, relations[i].from_name,
                                                 relation_words(w, relations[i].kind), relations[i].to_name,
                                                 ctx_has(w->ctx, STANDING_ADMIN)};
    view->relations = lines;
    view->relations_n = count;
    return OK;
}

static enum status relation_choices(struct web *w, struct person_id person, struct people_person_view *view)
{
    struct people_row *rows;
    size_t count, kept = 0;
    view->may_relate = ctx_has(w->ctx, STANDING_ADMIN);
    if (!view->may_relate) return OK;
    view->relation_kinds = ARENA_ARRAY(w->ctx->arena, struct html_choice, RELATION_KINDS);
    for (int kind = 0; kind < RELATION_KINDS; kind++) {
        if (kind == HOST_OF) continue; /* given on the asset's own page */
        view->relation_kinds[view->relation_kinds_n++] = (struct html_choice){
            str_from(people_relation_name((enum relation_kind)kind)), relation_words(w, (enum relation_kind)kind), kind == 0};
    }
    TRY(people_list(w->ctx, STR(""), 500, 0, &rows, &count));
    view->others = ARENA_ARRAY(w->ctx->arena, struct html_choice, count + 1);
    view->others[kept++] = (struct html_choice){STR("place"), people_web_said(w, SAY("this place")), false};
    for (size_t i = 0; i < count; i++)
        if (rows[i].id.v != person.v)
            view->others[kept++] = (struct html_choice){str_int(w->ctx->arena, rows[i].id.v), rows[i].first_name, false};
    view->others_n = kept;
    return OK;
}

enum status people_web_person(struct web *w)
{
    struct person person;
    int64_t account;
    TRY(people_find(w->ctx, (struct person_id){web_id(w, 0)}, &person));
    struct person_id actor = {w->ctx->actor.person};
    struct people_person_view view = {
        .id = person.id.v, .name = person.first_name, .nobody = person.turns_to == 0,
        .nobody_known = person.turns_to >= 0, .phone = person.phone,
        .may_hear = people_is(w->ctx, person.id) || people_related(w->ctx, actor, CONNECTOR_OF, TO_PERSON, person.id.v),
        .has_account = auth_account_find(w->ctx, person.id.v, &account) == OK};
    if (person.phone.len > 0 && people_consents(w->ctx, person.id, CONSENT_CONTACT))
        view.ring = str_cat(w->ctx->arena, STR("tel:"), str_replace(w->ctx->arena, person.phone, STR(" "), STR("")));
    view.hows = people_web_hows(w, &view.hows_n);
    view.reason = web_kept(w, "reason", STR(""));
    TRY(people_web_facts(w, &person, (struct people_fact_line **)&view.facts, &view.facts_n));
    TRY(people_web_supports(w, person.id, (struct people_support_line **)&view.supports, &view.supports_n));
    TRY(people_web_consents(w, person.id, (struct people_consent_line **)&view.consents, &view.consents_n));
    TRY(people_web_looked(w, person.id, (struct people_looked_line **)&view.looked, &view.looked_n));
    TRY(relation_lines(w, person.id, &view));
    TRY(relation_choices(w, person.id, &view));
    TRY(web_panels_markup(w, "person", person.id.v, &view.panels));
    w->seen_subject = person.id.v;
    people_page_person(web_page(w, SAY1("{name}", "name", person.first_name), "/people"), &view);
    return OK;
}

enum status people_web_person_consents(struct web *w)
{
    struct person_id person = {web_id(w, 0)};
    TRY(people_web_keep_consents(w, person, web_text(w, "how")));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)person.v), SAY("Kept."));
}

static bool relation_parse(struct str word, enum relation_kind *ret_kind)
{
    for (int kind = 0; kind < RELATION_KINDS; kind++) {
        if (!str_is(word, people_relation_name((enum relation_kind)kind))) continue;
        *ret_kind = (enum relation_kind)kind;
        return true;
    }
    return false;
}

enum status people_web_relate(struct web *w)
{
    struct relation relation = {.from = {web_id(w, 0)}, .to_kind = TO_PERSON, .to = web_int(w, "to", 0), .how = web_text(w, "how"),
                                .reason = web_text(w, "reason")};
    struct relation_id id;
    struct person from;
    TRY(people_find(w->ctx, relation.from, &from));
    if (!relation_parse(web_text(w, "kind"), &relation.kind))
        return ctx_fault(w->ctx, ERR_INVALID, STR("kind"), SAY("Choose what they are to each other."));
    if (str_is(web_text(w, "to"), "place")) {
        struct place place;
        TRY(places_find(w->ctx, from.place, &place));
        relation.to_kind = TO_PLACE;
        relation.to = from.place.v;
        relation.to_name = place.name;
    }
    TRY(people_relate(w->ctx, &relation, &id));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)from.id.v), SAY("Kept."));
}

enum status people_web_unrelate(struct web *w)
{
    TRY(people_unrelate(w->ctx, (struct relation_id){web_id(w, 0)}));
    return web_redirect_saying(w, STR("/people"), SAY("Ended. You can add it again at any time."));
}

enum status people_web_support_end(struct web *w)
{
    TRY(people_support_end(w->ctx, (struct support_id){web_id(w, 0)}));
    return web_redirect_saying(w, ctx_has(w->ctx, STANDING_CONNECTOR) ? STR("/people") : STR("/me"), SAY("Taken back."));
}

/* A code for somebody who has neither email nor phone: written or printed by their connector. */
enum status people_web_code(struct web *w)
{
    struct person person;
    struct auth_code code;
    int64_t account;
    TRY(people_find(w->ctx, (struct person_id){web_id(w, 0)}, &person));
    if (auth_account_find(w->ctx, person.id.v, &account) != OK)
        TRY(auth_account_open(w->ctx, person.id.v, person.email, person.phone, &account));
    TRY(auth_code_make(w->ctx, account, AUTH_CARD, &code));
    struct str spaced = code.digits.len == 8
                            ? str_printf(w->ctx->arena, "%.4s %.4s", code.digits.ptr, code.digits.ptr + 4)
                            : code.digits;
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)person.id.v),
                               SAY2("The code for {name} is {code}. It works once, for 30 days, at the sign-in page. Write it down now.",
                                    "name", person.first_name, "code", spaced));
}

enum status people_web_act(struct web *w)
{
    struct person person;
    TRY(people_find(w->ctx, (struct person_id){web_id(w, 0)}, &person));
    TRY(people_record_acting(w->ctx, person.id, web_text(w, "how")));
    TRY(auth_session_act_for(w->ctx, w->ctx->actor.session, person.id.v));
    return web_redirect(w, STR("/me"));
}
