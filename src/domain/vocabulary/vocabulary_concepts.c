/* Reading concepts.tsv: one concept a row, rules of the file checked as it is read. */
#include "domain/vocabulary/vocabulary_own.h"

#include <assert.h>
#include <string.h>

/* id kind broader related openactive wikidata sensitive, four columns a language, reviewed_by
 */
#define COLUMNS (7 + 4 * VOCABULARY_LANGUAGES + 1)

static const char *const kind_codes[CONCEPT_KINDS] = {"interest", "gift", "need",
                                                      "circumstance", "access"};

const char *vocabulary_kind_code(enum concept_kind kind) {
    return kind_codes[kind];
}

static bool parse_kind(struct str code, enum concept_kind *ret_kind) {
    for (int k = 0; k < CONCEPT_KINDS; k++) {
        if (!str_is(code, kind_codes[k])) continue;
        *ret_kind = (enum concept_kind)k;
        return true;
    }
    return false;
}

static enum status refuse(struct vocabulary *v, struct str *ret_why, struct str code,
                          const char *what) {
    if (ret_why) *ret_why = str_printf(v->arena, "concepts.tsv: %.*s: %s", STR_ARG(code), what);
    return ERR_BROKEN;
}

static size_t code_slot(const struct vocabulary *v, struct str code) {
    size_t at = str_hash(code, 7) & (v->by_code_size - 1);
    while (v->by_code[at] && !str_eq(v->concepts[v->by_code[at] - 1].code, code))
        at = (at + 1) & (v->by_code_size - 1);
    return at;
}

struct concept_id vocabulary_find(const struct vocabulary *v, struct str code) {
    return (struct concept_id){(uint16_t)v->by_code[code_slot(v, code)]};
}

static bool code_valid(struct str code) {
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
    }
    return code.len > 0 && code.len <= 40;
}

static bool columns(struct str line, struct str out[COLUMNS]) {
    size_t n = 0;
    struct str piece;
    while (str_next(&line, '\t', &piece)) {
        if (n == COLUMNS) return false;
        out[n++] = piece;
    }
    return n == COLUMNS;
}

static enum status read_row(struct vocabulary *v, struct str line, struct str *ret_why) {
    struct str f[COLUMNS];
    if (!columns(line, f))
        return refuse(v, ret_why, utf8_cut(line, 40), "not as many columns as the first line");
    struct concept *c = &v->concepts[v->count];
    *c = (struct concept){
        .id = {(uint16_t)(v->count + 1)}, .code = f[0], .reviewed = f[COLUMNS - 1]};
    if (!code_valid(c->code))
        return refuse(v, ret_why, c->code, "an id is lower-case letters, digits and -");
    if (!parse_kind(f[1], &c->kind)) return refuse(v, ret_why, c->code, "unknown kind");
    c->openactive = f[4].len ? f[4] : STR_NONE;
    c->wikidata = f[5].len ? f[5] : STR_NONE;
    c->sensitive = str_is(f[6], "sensitive");
    if (f[6].len > 0 && !c->sensitive)
        return refuse(v, ret_why, c->code, "the flag is \"sensitive\" or nothing");
    for (size_t l = 0; l < VOCABULARY_LANGUAGES; l++) {
        c->label[l] = f[7 + 4 * l];
        if (c->label[l].len == 0)
            return refuse(v, ret_why, c->code, "a label is missing in one language");
    }
    size_t slot = code_slot(v, c->code);
    if (v->by_code[slot]) return refuse(v, ret_why, c->code, "this id is there twice");
    v->by_code[slot] = (uint32_t)++v->count;
    return OK;
}

/* The second reading, when every id is known: broader and related. */
static enum status join_row(struct vocabulary *v, struct concept *c, struct str broader,
                            struct str related, struct str *ret_why) {
    struct str piece;
    size_t n = 0;
    for (; broader.len > 0 && str_next(&broader, '|', &piece); n++) {
        if (n == 2) return refuse(v, ret_why, c->code, "more than two broader concepts");
        c->broader[n] = vocabulary_find(v, piece);
        if (c->broader[n].v == 0 || c->broader[n].v == c->id.v)
            return refuse(v, ret_why, c->code, "a broader concept that is not there");
        if (n == 1 && c->broader[0].v == c->broader[1].v)
            return refuse(v, ret_why, c->code, "the same broader concept twice");
    }
    n = 0;
    for (; related.len > 0 && str_next(&related, '|', &piece); n++) {
        if (n == 6) return refuse(v, ret_why, c->code, "more than six related concepts");
        c->related[n] = vocabulary_find(v, piece);
        if (c->related[n].v == 0 || c->related[n].v == c->id.v)
            return refuse(v, ret_why, c->code, "a related concept that is not there");
    }
    return OK;
}

static bool climbs_to_top(const struct vocabulary *v, struct concept_id id, int depth) {
    if (depth > 8) return false;
    const struct concept *c = &v->concepts[id.v - 1];
    for (int i = 0; i < 2 && c->broader[i].v; i++)
        if (!climbs_to_top(v, c->broader[i], depth + 1)) return false;
    return true;
}

/* Everybody below their broader concepts: counted, then filed, in order of the file. */
static void file_children(struct vocabulary *v) {
    v->children = ARENA_ARRAY(v->arena, struct concept_id, 2 * v->count);
    v->children_from = ARENA_ARRAY(v->arena, uint32_t, v->count + 2);
    uint32_t *next = ARENA_ARRAY(v->arena, uint32_t, v->count + 2), *from = v->children_from;
    for (size_t i = 0; i < v->count; i++)
        for (int b = 0; b < 2; b++) from[v->concepts[i].broader[b].v + 1]++;
    from[1] = 0; /* below nothing: the tops and those with one broader only */
    for (size_t i = 1; i <= v->count; i++) {
        next[i] = from[i];
        from[i + 1] += from[i];
    }
    for (size_t i = 0; i < v->count; i++)
        for (int b = 0; b < 2 && v->concepts[i].broader[b].v; b++)
            v->children[next[v->concepts[i].broader[b].v]++] = v->concepts[i].id;
}

static enum status build_tree(struct vocabulary *v, struct str *ret_why) {
    v->tops = ARENA_ARRAY(v->arena, struct concept_id, VOCABULARY_TOPS);
    for (size_t i = 0; i < v->count; i++) {
        const struct concept *c = &v->concepts[i];
        if (!climbs_to_top(v, c->id, 0))
            return refuse(v, ret_why, c->code, "its broader concepts go round in a circle");
        if (c->broader[0].v == 0 && v->tops_n == VOCABULARY_TOPS)
            return refuse(v, ret_why, c->code, "more than 25 concepts at the top");
        if (c->broader[0].v == 0) v->tops[v->tops_n++] = c->id;
    }
    file_children(v);
    return OK;
}

/* No more concepts than lines, and no more than the ceiling. */
static size_t count_lines(struct str table) {
    size_t n = 1;
    for (size_t i = 0; i < table.len; i++) n += table.ptr[i] == '\n';
    return n < CONCEPTS_MAX ? n : CONCEPTS_MAX;
}

enum status vocabulary_read_concepts(struct vocabulary *v, struct str table,
                                     struct str *ret_why) {
    struct str rest = table, line, f[COLUMNS];
    v->concepts = ARENA_ARRAY(v->arena, struct concept, count_lines(table));
    v->by_code_size = 8192;
    v->by_code = ARENA_ARRAY(v->arena, uint32_t, v->by_code_size);
    if (!str_next(&rest, '\n', &line) || !str_starts(line, STR("id\tkind\tbroader\t")))
        return refuse(v, ret_why, STR("line 1"), "not the names of the columns");
    while (str_next(&rest, '\n', &line)) {
        if (line.len == 0) continue;
        if (v->count == CONCEPTS_MAX)
            return refuse(v, ret_why, STR("file"), "too many concepts");
        TRY(read_row(v, line, ret_why));
    }
    rest = table;
    (void)str_next(&rest, '\n', &line);
    for (size_t i = 0; i < v->count && str_next(&rest, '\n', &line); i++) {
        assert(columns(line, f));
        TRY(join_row(v, &v->concepts[i], f[2], f[3], ret_why));
    }
    return build_tree(v, ret_why);
}
