#include "domain/introductions/introductions_texts_web.h"

#include "domain/introductions/introductions_texts_view.h"
#include "domain/introductions/introductions_web_own.h"
#include "introductions_pages.h"

/* How somebody likes to be reached, and what they said by text that wants a person. */

static struct html_choice *ways(struct ctx *ctx, struct str now)
{
    static const char *const labels[INTRODUCTIONS_REACHES] = {T_("By mail"), T_("By text message"), T_("On paper"), T_("Ring me")};
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, INTRODUCTIONS_REACHES);
    for (int i = 0; i < INTRODUCTIONS_REACHES; i++)
        choices[i] = (struct html_choice){str_from(introductions_reaches[i]), text_get(ctx->locale, labels[i], NULL),
                                          str_is(now, introductions_reaches[i])};
    return choices;
}

static struct str note_words(struct ctx *ctx, const struct introductions_note *note)
{
    struct str words = introductions_note_words(ctx, note->kind);
    return note->asset_name.len == 0 ? words : introductions_said(ctx, SAY2("{what}: {words}", "what", note->asset_name, "words", words));
}

static enum status draw(struct ctx *ctx, struct html *h, struct person_id id, bool own)
{
    struct introductions_note *notes;
    struct person person;
    size_t count = 0;
    TRY(people_find(ctx, id, &person));
    struct reach_view view = {.action = own ? STR("/me/reach") : str_printf(ctx->arena, "/people/%lld/reach", (long long)id.v),
                              .name = own ? STR("") : person.first_name, .ways = ways(ctx, introductions_reach(ctx, id)),
                              .ways_n = INTRODUCTIONS_REACHES, .no_phone = !texts_number(ctx->arena, person.phone).ptr,
                              .no_consent = !people_consents(ctx, id, CONSENT_CONTACT)};
    if (!own) TRY(introductions_notes(ctx, id, &notes, &count));
    struct reach_note *lines = ARENA_ARRAY(ctx->arena, struct reach_note, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct reach_note){notes[i].id, note_words(ctx, &notes[i]),
                                       text_instant(ctx->arena, ctx->locale, ctx->zone, notes[i].at, ctx_today(ctx))};
    view.notes = lines;
    view.notes_n = count;
    introductions_page_reach(h, &view);
    return OK;
}

enum status introductions_panel_reach(struct ctx *ctx, struct html *h, int64_t person)
{
    return draw(ctx, h, (struct person_id){person}, false);
}

enum status introductions_panel_my_reach(struct ctx *ctx, struct html *h, int64_t person)
{
    return draw(ctx, h, (struct person_id){person}, true);
}

enum status introductions_web_reach(struct web *w)
{
    const struct person_id id = {web_id(w, 0)};
    TRY(introductions_reach_set(w->ctx, id, web_text(w, "reach")));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)id.v), SAY("Kept."));
}

enum status introductions_web_my_reach(struct web *w)
{
    const struct actor *actor = &w->ctx->actor;
    const struct person_id id = {actor->on_behalf_of != 0 ? actor->on_behalf_of : actor->person};
    TRY(introductions_reach_set(w->ctx, id, web_text(w, "reach")));
    return web_redirect_saying(w, STR("/me"), SAY("Kept."));
}

enum status introductions_web_note_read(struct web *w)
{
    struct introductions_sql_note row;
    const int64_t id = web_id(w, 0);
    if (introductions_sql_note(w->ctx->db, w->ctx->arena, id, &row) != OK) return ERR_DENIED;
    TRY(introductions_note_read(w->ctx, id));
    return web_redirect_saying(w, web_path(w, "/people/%lld", (long long)row.person_id.v), SAY("Kept."));
}
