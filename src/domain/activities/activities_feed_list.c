/* The OpenActive activity list: names to ids. */
#include "domain/activities/activities_feed.h"

#include "base/embed.h"

extern const struct embed_file activities_data_files[];

#define LIST_MAX 2000
#define KEPT "activities.list"
#define SHORTEST 4 /* letters of a name with its blanks */

/* On the list, and in names of things that are something else. */
static const char *const too_common[] = {"commercial", "contemporary", "core", "creche", "functional", "funk",
                                         "latin", "modern", "multi", "nia", "other", "pulse", "rpm", "schooling",
                                         "suspension", "synergy", "ride", "step", "storm", "sports", "fusion"};

/* Lower case, letters and figures only, one blank between words and at both ends. */
static struct str folded(struct arena *arena, struct str s)
{
    char *out = arena_alloc(arena, s.len + 3);
    size_t n = 0;
    out[n++] = ' ';
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word) out[n++] = upper ? (char)(c + 32) : c;
        else if (((unsigned char)c & 0x80) == 0 && c != '\'' && out[n - 1] != ' ') out[n++] = ' ';
    }
    if (out[n - 1] != ' ') out[n++] = ' ';
    return str_of(out, n);
}

static struct str others_folded(struct arena *arena, struct str others)
{
    struct buf out;
    struct str one;
    buf_init(&out, arena, 4096);
    while (str_next(&others, '|', &one)) {
        if (out.len > 0) buf_putc(&out, '|');
        buf_put(&out, folded(arena, one));
    }
    return buf_str(&out);
}

static struct feed_list *list_read(struct arena *arena)
{
    struct feed_list *list = ARENA_NEW(arena, struct feed_list);
    struct feed_activity *rows = ARENA_ARRAY(arena, struct feed_activity, LIST_MAX);
    struct str text = STR_NONE, line;
    for (const struct embed_file *f = activities_data_files; f->path; f++)
        if (str_ends(str_from(f->path), STR("openactive.tsv"))) text = str_of((const char *)f->bytes, f->size);
    for (bool header = true; str_next(&text, '\n', &line) && list->n < LIST_MAX; header = false) {
        struct str id, label, others = STR_NONE;
        if (header || !str_next(&line, '\t', &id) || !str_next(&line, '\t', &label)) continue;
        (void)str_next(&line, '\t', &others);
        rows[list->n++] = (struct feed_activity){id, label, folded(arena, label), others_folded(arena, others)};
    }
    list->rows = rows;
    return list;
}

enum status activities_feed_list_open(struct ctx *ctx, struct arena *lasting, void **ret_ptr)
{
    (void)ctx;
    *ret_ptr = list_read(lasting);
    return OK;
}

const struct feed_list *activities_feed_list(struct ctx *ctx)
{
    const struct feed_list *kept = ctx_kept(ctx, KEPT);
    return kept ? kept : list_read(ctx->arena);
}

const struct feed_activity *activities_feed_list_find(const struct feed_list *list, struct str id)
{
    size_t mark = str_find(id, STR("#"), 0);
    if (mark != SIZE_MAX) id = str_slice(id, mark + 1, id.len);
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->rows[i].id, id)) return &list->rows[i];
    return NULL;
}

const struct feed_activity *activities_feed_list_label(const struct feed_list *list, struct arena *arena, struct str words)
{
    struct str wanted = folded(arena, words), rest, one;
    for (size_t i = 0; i < list->n; i++) {
        if (str_eq(list->rows[i].folded, wanted)) return &list->rows[i];
        for (rest = list->rows[i].others; str_next(&rest, '|', &one);)
            if (str_eq(one, wanted)) return &list->rows[i];
    }
    return NULL;
}

static bool common(struct str folded_name)
{
    struct str word = str_trim(folded_name);
    for (size_t i = 0; i < sizeof too_common / sizeof *too_common; i++)
        if (str_is(word, too_common[i])) return true;
    return false;
}

/* Letters of the name that stands in the text; 0 = none of its names does. */
static size_t stands(const struct feed_activity *a, struct str text)
{
    struct str rest = a->others, one;
    size_t best = str_find(text, a->folded, 0) != SIZE_MAX && !common(a->folded) ? a->folded.len : 0;
    while (str_next(&rest, '|', &one))
        if (one.len > best && str_find(text, one, 0) != SIZE_MAX && !common(one)) best = one.len;
    return best;
}

/* "walking" inside "nordic walking" that is there already. */
static bool inside(const struct feed_activity *const *out, size_t n, const struct feed_activity *a)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(out[i]->folded, a->folded, 0) != SIZE_MAX) return true;
    return false;
}

struct ranking { const struct feed_activity **out; size_t lengths[FEED_KINDS], n, max; };

static void rank(struct ranking *r, const struct feed_activity *a, size_t length)
{
    size_t at = r->n;
    while (at > 0 && r->lengths[at - 1] < length) at--;
    if (at >= r->max) return;
    if (r->n < r->max) r->n++;
    for (size_t k = r->n - 1; k > at; k--) {
        r->out[k] = r->out[k - 1];
        r->lengths[k] = r->lengths[k - 1];
    }
    r->out[at] = a;
    r->lengths[at] = length;
}

size_t activities_feed_list_named(const struct feed_list *list, struct arena *arena, struct str text,
                                  const struct feed_activity **out, size_t max)
{
    struct str words = folded(arena, text);
    struct ranking r = {.out = out, .max = max < FEED_KINDS ? max : FEED_KINDS};
    for (size_t i = 0; i < list->n; i++) {
        size_t length = stands(&list->rows[i], words);
        if (length >= SHORTEST && !inside(out, r.n, &list->rows[i])) rank(&r, &list->rows[i], length);
    }
    size_t kept = 0; /* found before the longer one that holds it */
    for (size_t i = 0; i < r.n; i++)
        if (!inside(out, kept, out[i])) out[kept++] = out[i];
    return kept;
}
