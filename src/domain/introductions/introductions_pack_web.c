#include "domain/introductions/introductions_handover_web.h"

#include "domain/conversations/conversations.h"
#include "domain/conversations/conversations_passing.h"
#include "domain/people/people_choices.h"
#include "domain/vocabulary/vocabulary.h"

/* What passes with each person, in plain words: for the page before it is done, for the paper, and
   as the JSON that kith-worker draws. Nothing the new connector may not see is written here. */

struct lines { struct ctx *ctx; struct handover_text *items; size_t count; };

static void add(struct lines *lines, struct said said)
{
    *ARENA_PUSH(lines->ctx->arena, lines->items, lines->count) = (struct handover_text){introductions_said(lines->ctx, said)};
}

static struct str count_words(struct ctx *ctx, const char *one, const char *many, int64_t n)
{
    struct said said = {.id = "", .names = {"n"}, .values = {text_number(ctx->arena, ctx->locale, n)}};
    return said_fill(ctx->arena, text_plural(ctx->locale, one, many, n), &said);
}

static void put_hello(struct lines *lines, const struct held_hello *hello)
{
    struct ctx *ctx = lines->ctx;
    struct str state = introductions_state_words(ctx, hello->state);
    if (!day_is(hello->next)) {
        add(lines, SAY2("{what}: {state}", "what", hello->title, "state", state));
        return;
    }
    struct str day = text_day(ctx->arena, ctx->locale, hello->next, ctx_today(ctx));
    if (hello->again) add(lines, SAY3("{what}: {state}. Ask whether they came again: {day}", "what", hello->title, "state", state, "day", day));
    else add(lines, SAY3("{what}: {state}. Next: {day}", "what", hello->title, "state", state, "day", day));
}

static void put_talks(struct lines *lines, int64_t talks, int64_t open)
{
    struct ctx *ctx = lines->ctx;
    if (open > 0) add(lines, SAY1("{talks} may be read.", "talks", count_words(ctx, T_("{n} talk"), T_("{n} talks"), open)));
    if (talks > open)
        add(lines, SAY1("{talks} in confidence: stays unread until they say so. They are asked.", "talks",
                        count_words(ctx, T_("{n} talk"), T_("{n} talks"), talks - open)));
}

enum status introductions_passing(struct ctx *ctx, const struct passing *all, struct person_id person,
                                  struct handover_text **ret_lines, size_t *ret_count)
{
    struct lines lines = {.ctx = ctx};
    int64_t talks, open;
    for (size_t i = 0; i < all->hellos_n; i++)
        if (all->hellos[i].person.v == person.v) put_hello(&lines, &all->hellos[i]);
    if (lines.count == 0) add(&lines, SAY("No hello is under way."));
    TRY(conversations_passing(ctx, person, &talks, &open));
    put_talks(&lines, talks, open);
    *ret_lines = lines.items;
    *ret_count = lines.count;
    return OK;
}

/* ---- the pack ---- */

static void put_reach(struct lines *lines, const struct people_held *held)
{
    bool may = people_consents(lines->ctx, held->id, CONSENT_CONTACT);
    if (may && held->phone.len > 0) add(lines, SAY1("Ring: {phone}", "phone", held->phone));
    if (may && held->email.len > 0) add(lines, SAY1("Write: {email}", "email", held->email));
    if (!may || (held->phone.len == 0 && held->email.len == 0))
        add(lines, SAY("They have not said that we may ring or write: meet them where they are."));
}

static void put_languages(struct lines *lines, struct str stored)
{
    struct buf buf;
    size_t count;
    struct html_choice *known = people_language_choices(lines->ctx, stored, &count);
    buf_init(&buf, lines->ctx->arena, 1024);
    for (size_t i = 0; i < count; i++) {
        if (!known[i].on) continue;
        if (buf.len > 0) buf_puts(&buf, ", ");
        buf_put(&buf, known[i].label);
    }
    if (buf.len > 0) add(lines, SAY1("Languages: {languages}", "languages", buf_str(&buf)));
}

static enum status put_told(struct lines *lines, struct person_id person)
{
    static const char *const said[TOLD_KINDS] = {T_("Loves: {words}"), T_("Could share: {words}"), T_("Hopes for: {words}"),
                                                 T_("Gets in the way: {words}"), T_("Not for them: {words}")};
    struct ctx *ctx = lines->ctx;
    const struct vocabulary *v = vocabulary_of(ctx);
    struct told *told;
    size_t count;
    TRY(conversations_told_shown(ctx, person, &told, &count));
    for (int kind = 0; kind < TOLD_KINDS; kind++) {
        struct buf buf;
        buf_init(&buf, ctx->arena, 8192);
        for (size_t i = 0; i < count; i++) {
            if ((int)told[i].kind != kind) continue;
            if (buf.len > 0) buf_puts(&buf, ", ");
            buf_put(&buf, vocabulary_label_of(v, told[i].concept, ctx->locale));
        }
        if (buf.len > 0) add(lines, SAY1(said[kind], "words", buf_str(&buf)));
    }
    return OK;
}

static void put_turns(struct lines *lines, int turns_to)
{
    static const char *const words[] = {T_("Nobody to turn to just now"), T_("Has one person to turn to"), T_("Has two people to turn to"),
                                        T_("Has three or more people to turn to")};
    if (turns_to >= 0 && turns_to <= 3) add(lines, (struct said){.id = words[turns_to]});
}

static void put_care(struct lines *lines, const struct people_held *held)
{
    struct buf buf;
    size_t count;
    struct html_choice *choices = people_need_choices(lines->ctx, held->needs, &count);
    buf_init(&buf, lines->ctx->arena, 1024);
    for (size_t i = 0; i < count; i++) {
        if (!choices[i].on) continue;
        if (buf.len > 0) buf_puts(&buf, ", ");
        buf_put(&buf, choices[i].label);
    }
    if (buf.len > 0) add(lines, SAY1("What makes it easy: {needs}", "needs", buf_str(&buf)));
    if (!people_consents(lines->ctx, held->id, CONSENT_INTRODUCE))
        add(lines, SAY("They have not said that we may look for people and places for them."));
}

static enum status put_person(struct ctx *ctx, const struct handover *handover, const struct passing *all, const struct people_held *held,
                              struct pack_section *section)
{
    struct lines lines = {.ctx = ctx};
    struct handover_text *more;
    size_t more_n;
    put_reach(&lines, held);
    put_languages(&lines, held->languages);
    TRY(put_told(&lines, held->id));
    put_turns(&lines, held->turns_to);
    put_care(&lines, held);
    TRY(introductions_passing(ctx, all, held->id, &more, &more_n));
    for (size_t i = 0; i < more_n; i++) *ARENA_PUSH(ctx->arena, lines.items, lines.count) = more[i];
    if (held->note.len > 0) add(&lines, SAY2("{name} writes: {note}", "name", handover->from_name, "note", held->note));
    *section = (struct pack_section){held->first_name, lines.items, lines.count};
    return OK;
}

enum status introductions_pack(struct ctx *ctx, const struct handover *handover, const struct passing *all, struct pack *ret_pack)
{
    struct pack_section *sections = ARENA_ARRAY(ctx->arena, struct pack_section, handover->people_n);
    size_t kept = 0;
    for (size_t i = 0; i < handover->people_n; i++) {
        /* Whoever the reader may not see (any more) is not on the paper. */
        if (!people_may_see(ctx, handover->people[i].id)) continue;
        TRY(put_person(ctx, handover, all, &handover->people[i], &sections[kept++]));
    }
    struct said title = SAY2("From {old} to {name}", "old", handover->from_name, "name", handover->to_name);
    struct said foot = SAY("For the next connector only. Keep it with you, and shred it when it is copied.");
    *ret_pack = (struct pack){introductions_said(ctx, title), text_day(ctx->arena, ctx->locale, ctx_today(ctx), DAY_NONE),
                              introductions_said(ctx, foot), str_printf(ctx->arena, "/people/hand-over/%lld", (long long)handover->id.v),
                              sections, kept};
    return OK;
}

enum status introductions_pack_json(struct ctx *ctx, const struct pack *pack, struct str *ret_json)
{
    struct buf buf;
    struct json json;
    buf_init(&buf, ctx->arena, (size_t)4 << 20);
    json_init(&json, &buf);
    json_begin_object(&json);
    introductions_paper_head(ctx, &json, pack->title, pack->date, pack->foot);
    json_key(&json, "sections");
    json_begin_array(&json);
    for (size_t i = 0; i < pack->sections_n; i++) {
        json_begin_object(&json);
        json_put_str(&json, "heading", pack->sections[i].heading);
        json_key(&json, "lines");
        json_begin_array(&json);
        for (size_t l = 0; l < pack->sections[i].lines_n; l++) json_str(&json, pack->sections[i].lines[l].words);
        json_end(&json);
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
    TRY(buf_check(&buf));
    *ret_json = buf_str(&buf);
    return OK;
}

void introductions_paper_head(struct ctx *ctx, struct json *json, struct str title, struct str date, struct str foot)
{
    json_put_str(json, "language", str_from(ctx->locale->code));
    json_put_bool(json, "rtl", ctx->locale->rtl);
    json_put_str(json, "title", title);
    json_put_str(json, "date", date);
    if (foot.len > 0) json_put_str(json, "foot", foot);
    json_put_str(json, "page_words", introductions_said(ctx, SAY2("Page {n} of {m}", "n", STR("{n}"), "m", STR("{m}"))));
}
