#include "domain/conversations/conversations_web_own.h"

#include "conversations_pages.h"

/* What a person told us, on their page and on the connector's page about them. */

static struct str words_of(struct ctx *ctx, const struct told *told, size_t count, enum told_kind kind)
{
    const struct vocabulary *v = vocabulary_of(ctx);
    struct buf buf;
    buf_init(&buf, ctx->arena, 8192);
    for (size_t i = 0; i < count; i++) {
        if (told[i].kind != kind) continue;
        if (buf.len > 0) buf_puts(&buf, ", ");
        buf_put(&buf, vocabulary_label_of(v, told[i].concept, ctx->locale));
    }
    return buf_str(&buf);
}

static enum status draw(struct ctx *ctx, struct html *h, struct person_id person, bool own)
{
    static const char *const titles[TOLD_KINDS] = {T_("Loves"), T_("Could share"), T_("Hopes for"), T_("Gets in the way"), T_("Not for me")};
    struct told *told;
    struct conversation *last;
    size_t count, last_n;
    struct told_view view = {.own = own, .href = own ? STR("/listen/new") : str_printf(ctx->arena, "/listen/new?person=%lld", (long long)person.v)};
    TRY(conversations_told_shown(ctx, person, &told, &count));
    struct told_group *groups = ARENA_ARRAY(ctx->arena, struct told_group, TOLD_KINDS);
    for (int kind = 0; kind < TOLD_KINDS; kind++) {
        struct str words = words_of(ctx, told, count, (enum told_kind)kind);
        if (words.len > 0) groups[view.groups_n++] = (struct told_group){text_get(ctx->locale, titles[kind], NULL), words};
    }
    view.groups = groups;
    TRY(conversations_list(ctx, person, 1, &last, &last_n));
    if (last_n > 0 && last[0].words.len > 0) {
        view.has_last = true;
        view.last_words = last[0].words;
        view.last_at = last[0].at;
    }
    conversations_page_told(h, &view);
    return OK;
}

enum status conversations_panel_person(struct ctx *ctx, struct html *h, int64_t person)
{
    return draw(ctx, h, (struct person_id){person}, false);
}

enum status conversations_panel_me(struct ctx *ctx, struct html *h, int64_t person)
{
    return draw(ctx, h, (struct person_id){person}, true);
}
