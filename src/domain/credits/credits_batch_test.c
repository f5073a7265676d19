/* Rows of a batch however they are written, and what is refused with its line and field. */
#include "domain/credits/credits_batch.h"

#include "platform/module/platform.h"
#include "testing/testing.h"
#include <string.h>

#define U "0b0e7a52-7f0c-4d3e-9b8a-2d555a411f5"
#define HEAD "id,from,to,minutes,for\n"

struct source { struct str rest; size_t most; };

static size_t take(void *cookie, char *into, size_t room)
{
    struct source *s = cookie;
    size_t n = s->rest.len < room ? s->rest.len : room;
    if (n > s->most) n = s->most;
    memcpy(into, s->rest.ptr, n);
    s->rest = str_slice(s->rest, n, s->rest.len);
    return n;
}

/* "line id from to minutes for" a row, and in the end the fault "line!field", or nothing. */
static struct str read_all(struct testing *t, struct str text, size_t most)
{
    struct source source = {text, most};
    struct credits_rows rows;
    struct credits_row row;
    struct buf out;
    buf_init(&out, t->ctx.arena, 1 << 20);
    faults_init(&t->ctx.faults, t->ctx.arena);
    enum status status = credits_rows_open(&t->ctx, take, &source, &rows);
    while (status == OK && (status = credits_rows_next(&rows, &row)) == OK)
        buf_printf(&out, "%lld %.*s %.*s %.*s %.*s %.*s\n", (long long)row.line, STR_ARG(row.fields[ROW_ID]), STR_ARG(row.fields[ROW_FROM]),
                   STR_ARG(row.fields[ROW_TO]), STR_ARG(row.fields[ROW_MINUTES]), STR_ARG(row.fields[ROW_FOR]));
    credits_rows_close(&rows);
    const struct fault *f = t->ctx.faults.first;
    if (status != ERR_MISSING) {
        assert_non_null(f);
        buf_printf(&out, "%lld!%.*s", (long long)f->line, STR_ARG(f->field));
    }
    return buf_str(&out);
}

static void reads(struct testing *t, const char *text, const char *wanted)
{
    static const size_t pieces[] = {SIZE_MAX, 1, 7, 64};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) assert_str(read_all(t, str_from(text), pieces[i]), wanted);
}

static void columns_in_any_order(struct testing *t)
{
    reads(t, HEAD U "0,issue,joan,60,garden\n", "2 " U "0 issue joan 60 garden\n");
    reads(t, "\xef\xbb\xbf" "for,x,minutes, TO ,From,id\r\nwalk,zz,5,joan,issue," U "0\r\n\r\n\"a, \"\"b\"\"\nc\",,6,joan,issue," U "1",
          "2 " U "0 issue joan 5 walk\n4 " U "1 issue joan 6 a, \"b\"\nc\n");
    reads(t, HEAD, "");
    reads(t, "[]", "");
    reads(t, " [ {\"id\":\"" U "0\",\"from\":7,\"to\":\"joan\",\"minutes\":60,\"for\":\"a \\\"b\\\" }]\",\"more\":{\"x\":[1,\"}\"]}} , {\"id\":\"" U
             "1\",\"from\":\"a\",\"to\":\"b\",\"minutes\":\"5\",\"for\":\"x\"}\n]\n",
          "1 " U "0 7 joan 60 a \"b\" }]\n2 " U "1 a b 5 x\n");
}

static void what_is_wrong_is_named_with_its_line(struct testing *t)
{
    reads(t, "", "1!id");
    reads(t, "id,from,to,minutes\n", "1!for");
    reads(t, "a b c", "1!id");
    reads(t, HEAD U "0,issue,joan,60,garden\n" U "1,issue,joan,,garden\n", "2 " U "0 issue joan 60 garden\n3!minutes");
    reads(t, HEAD ".,issue,joan,60,garden\n", "2!id");
    reads(t, HEAD U "0,issue\n", "2!to");
    reads(t, HEAD U "0,issue,joan,60,\"garden\n", "2!");
    reads(t, HEAD U "0,issue,joan,60,gard\xe4n\n", "2!for");
    reads(t, "{\"id\":1}", "1!id");
    reads(t, "[1]", "1!");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"a\",\"to\":\"b\",\"for\":\"x\"}]", "1!minutes");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"a\",\"to\":\"b\",\"minutes\":1,\"for\":\"x\"}", "1 " U "0 a b 1 x\n2!");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"a\",\"to\":\"b\",\"minutes\":1,\"for\":\"x\"},]", "1 " U "0 a b 1 x\n2!");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"a\",\"to\":\"b\",\"minutes\":1,\"for\":\"x\"}] x", "1 " U "0 a b 1 x\n2!");
    reads(t, "[{\"id\":\"" U "0\",\"id\":\"x\"}]", "1!");
    reads(t, "[{\"id\":", "1!");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":[\"x\"]}]", "1!for");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"issue\",\"to\":true,\"minutes\":60,\"for\":\"x\"}]", "1!to");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"issue\",\"to\":\"joan\",\"minutes\":60,\"for\":\"x\",\"ours\":99999999999999999999}]", "1 " U "0 issue joan 60 x\n");
    reads(t, "[{\"id\":\"" U "0\",\"from\":\"issue\",\"to\":\"joan\",\"minutes\":99999999999999999999,\"for\":\"x\"}]", "1 " U "0 issue joan ? x\n");
}

/* Longer than the window: refused, not cut. Just shorter: read. */
static void a_row_has_a_ceiling(struct testing *t)
{
    struct buf text;
    buf_init(&text, t->ctx.arena, 4 * CREDITS_ROW_MAX);
    buf_puts(&text, HEAD U "0,issue,joan,60,");
    for (size_t i = 0; i < CREDITS_ROW_MAX + 5; i++) buf_putc(&text, 'x');
    assert_str(read_all(t, buf_str(&text), SIZE_MAX), "2!");
    text.len = 200000;
    buf_puts(&text, "\n" U "1,issue,joan,5,walk\n");
    struct str got = read_all(t, buf_str(&text), 4096);
    assert_true(str_ends(got, STR("3 " U "1 issue joan 5 walk\n")));
}

int main(void)
{
    static const struct testing_case cases[] = {
        {"columns in any order", columns_in_any_order},
        {"what is wrong is named with its line", what_is_wrong_is_named_with_its_line},
        {"a row has a ceiling", a_row_has_a_ceiling},
    };
    static const struct module *const modules[] = {&module_module};
    return testing_run(cases, sizeof cases / sizeof *cases, (struct module_list){modules, sizeof modules / sizeof *modules});
}
