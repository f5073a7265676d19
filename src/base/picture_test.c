#include "base/picture.h"
#include "base/picture_samples_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct arena arena;

static int up(void **state)
{
    (void)state;
    arena_init(&arena, 8 << 20);
    return 0;
}

static int down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static enum picture_wrong wrong(struct str bytes)
{
    return picture_look(bytes).wrong;
}

/* The sample with some bytes written over. */
static struct str with(struct str sample, size_t at, const char *bytes, size_t n)
{
    char *copy = arena_alloc(&arena, sample.len);
    memcpy(copy, sample.ptr, sample.len);
    memcpy(copy + at, bytes, n);
    return str_of(copy, sample.len);
}

static void tells_the_kind_and_the_size(void **state)
{
    (void)state;
    const struct { struct str bytes; enum picture_kind kind; } rows[] = {
        {SAMPLE(sample_gps_jpeg), PICTURE_JPEG}, {SAMPLE(sample_png), PICTURE_PNG}, {SAMPLE(sample_webp), PICTURE_WEBP}};
    for (size_t i = 0; i < 3; i++) {
        struct picture_look look = picture_look(rows[i].bytes);
        assert_int_equal(look.wrong, PICTURE_FINE);
        assert_int_equal(look.kind, rows[i].kind);
        assert_int_equal(look.width, 24);
        assert_int_equal(look.height, 16);
    }
}

static void cut_anywhere_is_cut(void **state)
{
    (void)state;
    const struct str rows[] = {SAMPLE(sample_gps_jpeg), SAMPLE(sample_png), SAMPLE(sample_webp)};
    for (size_t i = 0; i < 3; i++)
        for (size_t n = 16; n + 2 < rows[i].len; n++) assert_int_not_equal(wrong(str_slice(rows[i], 0, n)), PICTURE_FINE);
}

static void something_behind_it(void **state)
{
    (void)state;
    struct str jpeg = SAMPLE(sample_gps_jpeg), png = SAMPLE(sample_png);
    assert_int_equal(wrong(str_cat(&arena, jpeg, STR("MZ and a program"))), PICTURE_MORE);
    assert_int_equal(wrong(str_cat(&arena, png, STR("x"))), PICTURE_MORE);
    /* what cameras put there: nothing, a second picture, a short film */
    assert_int_equal(wrong(str_cat(&arena, jpeg, STR("\0\0\0\0"))), PICTURE_FINE);
    assert_int_equal(wrong(str_cat(&arena, jpeg, jpeg)), PICTURE_FINE);
    assert_int_equal(wrong(str_cat(&arena, jpeg, STR("\0\0\0\x18" "ftypmp42"))), PICTURE_FINE);
    /* but not a packed folder behind those */
    struct str zip = STR("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    assert_int_equal(wrong(str_cat(&arena, str_cat(&arena, jpeg, jpeg), zip)), PICTURE_MORE);
    struct str comment = STR("\xff\xfe\0\x1b<script>alert(1)</script>");
    struct str page = str_cat(&arena, str_cat(&arena, str_slice(jpeg, 0, 2), comment), str_slice(jpeg, 2, jpeg.len));
    assert_int_equal(wrong(page), PICTURE_MORE);
}

static void huge_is_told_from_its_head(void **state)
{
    (void)state;
    assert_int_equal(wrong(with(SAMPLE(sample_png), 16, "\0\0\xff\xff\0\0\xff\xff", 8)), PICTURE_HUGE);
    assert_int_equal(wrong(with(SAMPLE(sample_png), 16, "\0\0\x4e\x21\0\0\0\1", 8)), PICTURE_HUGE);
    assert_int_equal(wrong(with(SAMPLE(sample_png), 16, "\0\0\0\0\0\0\0\1", 8)), PICTURE_CUT);
}

static void others(void **state)
{
    (void)state;
    assert_int_equal(wrong(STR("")), PICTURE_EMPTY);
    assert_int_equal(wrong(STR("GIF89a and more")), PICTURE_STRANGE);
    assert_int_equal(wrong(STR("hello, this is a letter")), PICTURE_NONE);
    assert_int_equal(wrong(STR("%PDF-1.7 and so on, long enough")), PICTURE_NONE);
    assert_int_equal(wrong(STR("\0\0\0\x18" "ftypavif\0\0\0\0")), PICTURE_STRANGE);
    struct str moving = STR("RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x17\0\0\x0f\0\0VP8 \0\0\0\0");
    assert_int_equal(wrong(moving), PICTURE_MOVES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_kind_and_the_size),
        cmocka_unit_test(cut_anywhere_is_cut),
        cmocka_unit_test(something_behind_it),
        cmocka_unit_test(huge_is_told_from_its_head),
        cmocka_unit_test(others),
    };
    return cmocka_run_group_tests(tests, up, down);
}
