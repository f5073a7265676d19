/* The administrator's pages of places as HTML: escaped, with every box and its refusal. */
#include "domain/places/places_own.h"
#include "places_pages.h"
#include "testing/testing.h"

#include <string.h>

static struct arena arena;

static struct html start(struct buf *buf, const struct faults *faults) {
    buf_init(buf, &arena, HTML_CEILING);
    return (struct html){.buf = buf, .arena = &arena, .locale = text_locale(TEXT_EN),
                         .csrf = STR("token"), .key = STR("key"), .faults = faults};
}

static bool holds(const struct buf *buf, const char *part) {
    bool found = str_find(buf_str(buf), str_from(part), 0) != SIZE_MAX;
    if (!found) print_error("no \"%s\" in:\n%.*s\n", part, STR_ARG(buf_str(buf)));
    return found;
}

static const struct html_choice kinds[] = {{STR_INIT("town"), STR_INIT("Town"), true}};
static const struct places_form_view form = {
    .action = STR_INIT("/admin/places"), .name = STR_INIT("<b>\"Weirside\""),
    .outcode = STR_INIT("B36"), .zone = STR_INIT("Europe/London"),
    .foot_phone = STR_INIT("07700 900142"), .kinds = kinds, .kinds_n = 1};

static void the_list(void **state) {
    (void)state;
    struct buf buf;
    struct html h = start(&buf, NULL);
    struct places_row rows[] = {
        {.id = 42, .name = STR("Mill <Lane>"), .kind = STR("Ward"), .parent = STR("Town & Co")}};
    places_page_list(&h, &(struct places_list_view){.rows = rows, .rows_n = 1, .form = &form});
    assert_true(holds(&buf, "href=\"/admin/places/42\""));
    assert_true(holds(&buf, "Mill &lt;Lane&gt;"));
    assert_true(holds(&buf, "in Town &amp; Co"));
    assert_true(holds(&buf, "action=\"/admin/places\""));
    assert_true(holds(&buf, "token"));
    static const char *const boxes[] = {"name", "kind", "parent", "outcode", "point", "zone",
                                        "foot_name", "foot_phone", "foot_words"};
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        assert_true(holds(&buf, str_c(&arena, str_printf(&arena, "name=\"%s\"", boxes[i]))));
    assert_true(str_find(buf_str(&buf), STR("<b>"), 0) == SIZE_MAX);
}

static void a_refusal_is_beside_its_box(void **state) {
    (void)state;
    struct buf buf;
    struct faults faults;
    faults_init(&faults, &arena);
    fault_add(&faults, ERR_INVALID, STR("outcode"), SAY("Not a postcode we know."));
    struct html h = start(&buf, &faults);
    places_page_edit(&h, &(struct places_edit_view){.name = STR("Weirside"), .form = &form});
    assert_true(holds(&buf, "Not a postcode we know."));
    assert_true(holds(&buf, "aria-invalid=\"true\""));
}

static void no_place_yet(void **state) {
    (void)state;
    struct buf buf;
    struct html h = start(&buf, NULL);
    places_page_list(&h, &(struct places_list_view){.form = &form});
    assert_true(holds(&buf, "No place yet."));
}

static int up(void **state) {
    (void)state;
    arena_init(&arena, (size_t)64 << 20);
    return 0;
}

static int down(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_list),
                                       cmocka_unit_test(a_refusal_is_beside_its_box),
                                       cmocka_unit_test(no_place_yet)};
    return cmocka_run_group_tests(tests, up, down);
}
