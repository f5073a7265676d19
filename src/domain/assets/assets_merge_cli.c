/* kith assets merge, kith assets undo. */
#include "domain/assets/merge.h"
#include "platform/module/cli.h"

static void kept_json(struct json *json, const struct assets_merged *m) {
    json_key(json, "kept");
    json_begin_object(json);
    for (size_t i = 0; assets_merge_names[i].name != NULL; i++) {
        unsigned bit = assets_merge_names[i].bit;
        unsigned taken = m->taken | (m->taken & MERGE_ACCESS_WON ? MERGE_ACCESS : 0u);
        if (bit == MERGE_ACCESS && (m->a_has & bit) && !(m->taken & MERGE_ACCESS_WON))
            taken &= ~bit; /* filled, not replaced */
        if (((m->a_has | m->b_has) & bit) == 0) continue;
        json_put_str(json, assets_merge_names[i].name, taken & bit ? STR("b") : STR("a"));
    }
    json_end(json);
    json_key(json, "united");
    json_begin_array(json);
    if (m->times_united) json_str(json, STR("days_times"));
    if (m->concepts_united) json_str(json, STR("concepts"));
    json_end(json);
}

enum status assets_cli_merge(struct cli *cli) {
    struct str a_said, b_said;
    struct asset_id a, b;
    struct assets_merged m;
    TRY(cli_word(cli, 0, "a", &a_said));
    TRY(cli_word(cli, 1, "b", &b_said));
    TRY(assets_merge_id(cli->ctx, a_said, &a));
    TRY(assets_merge_id(cli->ctx, b_said, &b));
    TRY(assets_merge(cli->ctx, a, b, false, &m));
    if (!cli->json) {
        buf_printf(&cli->out,
                   "%.*s is part of %.*s now. To take it back: kith assets undo %lld\n",
                   STR_ARG(m.b_name), STR_ARG(m.a_name), (long long)m.id.v);
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "id", m.a_external);
    json_put_str(&cli->doc, "merged", m.b_external);
    kept_json(&cli->doc, &m);
    json_put_str(&cli->doc, "undo", str_int(cli->ctx->arena, m.id.v));
    json_end(&cli->doc);
    return OK;
}

enum status assets_cli_undo(struct cli *cli) {
    struct str said;
    struct merge_id id = {0};
    struct assets_undone u;
    TRY(cli_word(cli, 0, "id", &said));
    TRY(assets_merge_said(cli->ctx, said, &id));
    TRY(assets_merge_undo(cli->ctx, id, &u));
    if (!cli->json) {
        buf_printf(&cli->out, "%.*s stands on the list by itself again.\n", STR_ARG(u.b_name));
        if (u.changed_since)
            buf_printf(&cli->out,
                       "What was changed since in the other one stays as it is now.\n");
        return OK;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "id", u.a_external);
    json_put_str(&cli->doc, "restored", u.b_external);
    json_key(&cli->doc, "changed_since");
    json_begin_array(&cli->doc);
    for (size_t i = 0; assets_merge_names[i].name != NULL; i++)
        if (u.changed_since & assets_merge_names[i].bit)
            json_str(&cli->doc, str_from(assets_merge_names[i].name));
    json_end(&cli->doc);
    json_put_str(&cli->doc, "undone", said);
    json_end(&cli->doc);
    return OK;
}
