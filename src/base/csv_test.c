#include "base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct arena arena;

static int up(void **state) {
    (void)state;
    arena_init(&arena, 8 << 20);
    return 0;
}

static int down(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

/* The whole text as one line: fields in [..], records ended by '/'. */
static const char *read_all(struct str text, char delimiter) {
    struct csv csv;
    struct buf buf;
    struct str *fields;
    size_t count;
    buf_init(&buf, &arena, 1 << 16);
    csv_init(&csv, text, delimiter);
    while (csv_next(&csv, &arena, &fields, &count)) {
        for (size_t i = 0; i < count; i++) buf_printf(&buf, "[%.*s]", STR_ARG(fields[i]));
        if (csv.bad_quotes) buf_putc(&buf, '!');
        buf_putc(&buf, '/');
    }
    return str_c(&arena, buf_str(&buf));
}

static void reads_any_line_end(void **state) {
    (void)state;
    const char *wanted = "[a][b]/[c][d]/";
    assert_string_equal(read_all(STR("a,b\nc,d\n"), ','), wanted);
    assert_string_equal(read_all(STR("a,b\r\nc,d\r\n"), ','), wanted);
    assert_string_equal(read_all(STR("a,b\rc,d\r"), ','), wanted);
    assert_string_equal(read_all(STR("a,b\r\nc,d"), ','), wanted);
    assert_string_equal(read_all(STR("\n\r\n  \na,b\r\r\r\nc,d\n\n"), ','), wanted);
    assert_string_equal(read_all(STR(""), ','), "");
    assert_string_equal(read_all(STR_NONE, 0), "");
    assert_string_equal(read_all(STR(",\n"), ','), "[][]/");
}

static void reads_quotes(void **state) {
    (void)state;
    assert_string_equal(read_all(STR("\"a,b\",c"), ','), "[a,b][c]/");
    assert_string_equal(read_all(STR("\"say \"\"hi\"\"\",c"), ','), "[say \"hi\"][c]/");
    assert_string_equal(read_all(STR("\"two\r\nlines\",c\nd"), ','), "[two\r\nlines][c]/[d]/");
    assert_string_equal(read_all(STR("\"\",\"\"\n"), ','), "[][]/");
    assert_string_equal(read_all(STR("a \"b\" c,d"), ','), "[a \"b\" c][d]/");
    assert_string_equal(read_all(STR("\"a\"b,c"), ','), "[ab][c]/");
    assert_string_equal(read_all(STR("\"\"\"\""), ','), "[\"]/");
}

static void one_unclosed_quote_spoils_one_line(void **state) {
    (void)state;
    assert_string_equal(read_all(STR("a,\"b,c\nd,e\n"), ','), "[a][b][c]!/[d][e]/");
    assert_string_equal(read_all(STR("\""), ','), "[]!/");
    /* the doubled quote keeps the field open over the line end; the next quote closes it */
    assert_string_equal(read_all(STR("\"\"\"\n\",y\nz\n"), ','), "[\"\n][y]/[z]/");
}

static void counts_lines(void **state) {
    (void)state;
    struct csv csv;
    struct str *fields;
    size_t count;
    csv_init(&csv, STR("a\r\n\r\n\"b\nb\rb\r\nb\"\nc\n"), ',');
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_int_equal(csv.line, 1);
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_int_equal(csv.line, 3);
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_int_equal(csv.line, 7);
    assert_true(str_is(fields[0], "c"));
    assert_false(csv_next(&csv, &arena, &fields, &count));
}

static char guessed(struct str text) {
    struct csv csv;
    csv_init(&csv, text, 0);
    return csv.delimiter;
}

static void guesses_the_delimiter(void **state) {
    (void)state;
    assert_int_equal(guessed(STR("name,when\nWalk,10:00\n")), ',');
    assert_int_equal(guessed(STR("name;when\n\"Walk, talk\";\"10:00, 11:00\"\n")), ';');
    assert_int_equal(guessed(STR("name\twhen\nWalk, slowly\t10:00\n")), '\t');
    assert_int_equal(guessed(STR("name|when\nWalk, slowly|10:00\n")), '|');
    assert_int_equal(guessed(STR("name:phone\nJoan:0161\n")), ':');
    assert_int_equal(guessed(STR("name\nJoan\n")), ',');
    assert_int_equal(guessed(STR("")), ',');
    assert_int_equal(guessed(STR("\"a,b,c\";\"d,e,f\"\nx;y\n")), ';');
    assert_int_equal(guessed(STR("\n\nprice;name\n1,50;tea\n2,50;cake\n")), ';');
}

static void views_where_it_can(void **state) {
    (void)state;
    struct str text = STR("plain,\"quoted\",\"dou\"\"bled\"\n");
    struct csv csv;
    struct str *fields;
    size_t count;
    csv_init(&csv, text, ',');
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_int_equal(count, 3);
    assert_ptr_equal(fields[0].ptr, text.ptr);
    assert_ptr_equal(fields[1].ptr, text.ptr + 7);
    assert_true(str_is(fields[2], "dou\"bled"));
}

static void keeps_its_ceilings(void **state) {
    (void)state;
    struct csv csv;
    struct str *fields;
    size_t count;
    char *commas = arena_alloc(&arena, 3000);
    memset(commas, ',', 3000);
    csv_init(&csv, str_of(commas, 3000), ',');
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_int_equal(count, CSV_MAX_FIELDS);
    assert_true(csv.too_big);
    assert_false(csv_next(&csv, &arena, &fields, &count));

    size_t size = CSV_MAX_FIELD + 10;
    char *big = arena_alloc(&arena, size + 4);
    memset(big, 'x', size);
    memcpy(big + CSV_MAX_FIELD - 1, "\xc5\x82", 2); /* a letter across the ceiling */
    memcpy(big + size, ",b\nc", 4);
    csv_init(&csv, str_of(big, size + 4), ',');
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_true(csv.too_big);
    assert_int_equal(fields[0].len, CSV_MAX_FIELD - 1);
    assert_true(str_is(fields[1], "b"));
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_false(csv.too_big);
    assert_true(str_is(fields[0], "c"));
}

static const char *written(struct str field) {
    struct buf buf;
    buf_init(&buf, &arena, 1 << 12);
    csv_put(&buf, field, true);
    return str_c(&arena, buf_str(&buf));
}

static void writes(void **state) {
    (void)state;
    assert_string_equal(written(STR("plain")), "plain");
    assert_string_equal(written(STR_NONE), "");
    assert_string_equal(written(STR("a,b")), "\"a,b\"");
    assert_string_equal(written(STR("a\"b")), "\"a\"\"b\"");
    assert_string_equal(written(STR("two\nlines")), "\"two\nlines\"");
    assert_string_equal(written(STR(" edge")), "\" edge\"");
    struct buf buf;
    buf_init(&buf, &arena, 1 << 12);
    csv_put(&buf, STR("a"), true);
    csv_put(&buf, STR("b"), false);
    csv_end(&buf);
    assert_true(str_is(buf_str(&buf), "a,b\r\n"));
}

static void disarms_formulas(void **state) {
    (void)state;
    assert_string_equal(written(STR("=1+1")), "'=1+1");
    assert_string_equal(written(STR("=HYPERLINK(\"x\",\"y\")")),
                        "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    assert_string_equal(written(STR("@sum")), "'@sum");
    assert_string_equal(written(STR("+44 161")), "'+44 161");
    assert_string_equal(written(STR("\tx")), "'\tx");
    assert_string_equal(written(STR("\rx")), "\"'\rx\"");
    assert_string_equal(written(STR("-5")), "-5");
    assert_string_equal(written(STR("-2.1465")), "-2.1465");
    assert_string_equal(written(STR("-5+cmd")), "'-5+cmd");
}

static void what_is_written_reads_back(void **state) {
    (void)state;
    const struct str cells[] = {STR_INIT("a,\"b\"\r\nc"), STR_INIT(""), STR_INIT("\""),
                                STR_INIT("x")};
    struct buf buf;
    buf_init(&buf, &arena, 1 << 12);
    for (size_t i = 0; i < 4; i++) csv_put(&buf, cells[i], i == 0);
    csv_end(&buf);
    struct csv csv;
    struct str *fields;
    size_t count;
    csv_init(&csv, buf_str(&buf), ',');
    assert_true(csv_next(&csv, &arena, &fields, &count));
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++) assert_true(str_eq(fields[i], cells[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_any_line_end),
        cmocka_unit_test(reads_quotes),
        cmocka_unit_test(one_unclosed_quote_spoils_one_line),
        cmocka_unit_test(counts_lines),
        cmocka_unit_test(guesses_the_delimiter),
        cmocka_unit_test(views_where_it_can),
        cmocka_unit_test(keeps_its_ceilings),
        cmocka_unit_test(writes),
        cmocka_unit_test(disarms_formulas),
        cmocka_unit_test(what_is_written_reads_back),
    };
    return cmocka_run_group_tests(tests, up, down);
}
