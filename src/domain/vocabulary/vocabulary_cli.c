/* kith vocabulary link "text" | list */
#include "domain/vocabulary/vocabulary_own.h"

static const char *const sense_words[] = {"love", "gift", "hope", "need", "not-for-me"};

static void put_chip(struct cli *cli, const struct vocabulary *v,
                     const struct vocabulary_chip *c) {
    const struct concept *concept = vocabulary_concept(v, c->concept);
    struct str label = vocabulary_label(v, c->concept, cli->ctx->locale);
    if (!cli->json) {
        buf_printf(&cli->out, "%-20.*s %-10s %-8s %.2f  \"%.*s\"  %.*s\n",
                   STR_ARG(concept->code), sense_words[c->sense], c->used_to ? "used to" : "",
                   c->certainty, STR_ARG(c->span), STR_ARG(label));
        return;
    }
    json_begin_object(&cli->doc);
    json_put_str(&cli->doc, "concept", concept->code);
    json_put_str(&cli->doc, "label", label);
    json_put_str(&cli->doc, "sense", str_from(sense_words[c->sense]));
    json_put_bool(&cli->doc, "used_to", c->used_to);
    json_put_str(&cli->doc, "span", c->span);
    json_put_int(&cli->doc, "from", (int64_t)c->from);
    json_put_int(&cli->doc, "to", (int64_t)c->to);
    json_key(&cli->doc, "certainty");
    json_real_digits(&cli->doc, c->certainty, 2);
    json_end(&cli->doc);
}

static enum status run_link(struct cli *cli) {
    struct str text, unlinked = STR_NONE, language = cli_option(cli, "language", STR_NONE);
    TRY(cli_word(cli, 0, "text", &text));
    if (!utf8_valid(text))
        return ctx_fault(cli->ctx, ERR_INVALID, STR("text"), SAY("The text is not UTF-8."));
    const struct vocabulary *v = vocabulary_of(cli->ctx);
    const struct locale *locale = language.len ? text_locale_for(language) : NULL;
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    size_t n =
        vocabulary_link(v, cli->ctx->arena, text, locale, chips, VOCABULARY_CHIPS, &unlinked);
    if (locale) cli->ctx->locale = locale;
    if (cli->json) {
        json_begin_object(&cli->doc);
        json_key(&cli->doc, "chips");
        json_begin_array(&cli->doc);
    }
    for (size_t i = 0; i < n; i++) put_chip(cli, v, &chips[i]);
    if (cli->json) {
        json_end(&cli->doc);
        json_put_str(&cli->doc, "unlinked", unlinked);
        json_end(&cli->doc);
    } else if (unlinked.len > 0) {
        cli_note(cli, "not linked: %.*s", STR_ARG(unlinked));
    }
    return buf_check(&cli->out);
}

static void put_concept(struct cli *cli, const struct vocabulary *v, const struct concept *c) {
    struct json *j = &cli->doc;
    json_begin_object(j);
    json_put_str(j, "id", c->code);
    json_put_str(j, "kind", str_from(vocabulary_kind_code(c->kind)));
    json_key(j, "labels");
    json_begin_object(j);
    for (int l = 0; l < VOCABULARY_LANGUAGES; l++)
        json_put_str(j, text_locale((enum text_language)l)->code, c->label[l]);
    json_end(j);
    json_key(j, "broader");
    json_begin_array(j);
    for (int i = 0; i < 2 && c->broader[i].v; i++)
        json_str(j, vocabulary_concept(v, c->broader[i])->code);
    json_end(j);
    json_put_bool(j, "sensitive", c->sensitive);
    json_put_str(j, "openactive", c->openactive);
    json_put_str(j, "reviewed_by", c->reviewed);
    json_end(j);
}

static enum status run_list(struct cli *cli) {
    const struct vocabulary *v = vocabulary_of(cli->ctx);
    struct str language = cli_option(cli, "language", STR("en"));
    const struct locale *locale = text_locale_for(language);
    if (cli->json) json_begin_array(&cli->doc);
    for (size_t i = 1; i <= vocabulary_count(v); i++) {
        const struct concept *c = vocabulary_concept(v, (struct concept_id){(uint16_t)i});
        if (cli->json) put_concept(cli, v, c);
        else
            buf_printf(&cli->out, "%-20.*s %-12s %s%.*s\n", STR_ARG(c->code),
                       vocabulary_kind_code(c->kind), c->sensitive ? "(sensitive) " : "",
                       STR_ARG(vocabulary_label(v, c->id, locale)));
    }
    if (cli->json) json_end(&cli->doc);
    return buf_check(&cli->out);
}

const struct module_command vocabulary_cli_commands[] = {
    {"vocabulary link", "Show which concepts a text would suggest.", "TEXT [--language ur]",
     "language=", run_link, CLI_NO_DB},
    {"vocabulary list", "List the concepts.", "[--language cy]", "language=", run_list,
     CLI_NO_DB},
    {0},
};
