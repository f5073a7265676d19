#include "base/buf.h"
#include "base/faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdint.h>
#include <string.h>

static void gives_zeroed_aligned_memory(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    for (size_t size = 0; size < 300; size += 7) {
        unsigned char *p = arena_alloc(&arena, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % sizeof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
        memset(p, 0xff, size);
    }
    arena_release(&arena);
}

static void reset_gives_clean_memory_again(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    memset(arena_alloc(&arena, 4000), 0xaa, 4000);
    memset(arena_alloc(&arena, 40000), 0xaa, 40000);
    arena_reset(&arena);
    assert_int_equal(arena.used, 0);
    unsigned char *p = arena_alloc(&arena, 40000);
    for (size_t i = 0; i < 40000; i++) assert_int_equal(p[i], 0);
    arena_release(&arena);
    assert_null(arena.block);
}

static void releasing_an_empty_arena_is_fine(void **state) {
    (void)state;
    struct arena arena = {0};
    arena_release(&arena);
    arena_reset(&arena);
}

static void past_the_ceiling_it_says_so_and_still_gives(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 10000);
    arena_alloc(&arena, 9000);
    assert_int_equal(arena_check(&arena), OK);
    char *p = arena_alloc(&arena, 20000);
    p[19999] = 'x';
    assert_int_equal(arena_check(&arena), ERR_LIMIT);
    arena_reset(&arena);
    assert_int_equal(arena_check(&arena), OK);
    arena_release(&arena);
}

static void growing_keeps_what_was_there(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    char *a = arena_grow(&arena, NULL, 0, 5);
    memcpy(a, "abcd", 5);
    char *b = arena_grow(&arena, a, 5, 50);
    assert_ptr_equal(a, b); /* the newest stretches where it lies */
    assert_string_equal(b, "abcd");
    for (size_t i = 5; i < 50; i++) assert_int_equal(b[i], 0);
    arena_alloc(&arena, 1);
    char *c = arena_grow(&arena, b, 50, 9000);
    assert_ptr_not_equal(b, c);
    assert_string_equal(c, "abcd");
    assert_ptr_equal(arena_grow(&arena, c, 9000, 10), c);
    arena_release(&arena);
}

static void pushing_makes_room(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    int *items = NULL;
    size_t count = 0;
    for (int i = 0; i < 1000; i++) {
        int *fresh = ARENA_PUSH(&arena, items, count);
        assert_int_equal(*fresh, 0);
        *fresh = i;
        if (i % 3 == 0) arena_alloc(&arena, 1); /* something in the way of growing in place */
    }
    assert_int_equal(count, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(items[i], i);
    arena_release(&arena);
}

static void buf_stops_at_its_ceiling(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct buf buf;
    buf_init(&buf, &arena, 10);
    buf_puts(&buf, "12345");
    buf_printf(&buf, "%05d", 42);
    assert_int_equal(buf_check(&buf), OK);
    assert_true(str_is(buf_str(&buf), "1234500042"));
    buf_putc(&buf, 'x');
    assert_int_equal(buf_check(&buf), ERR_LIMIT);
    assert_null(buf_reserve(&buf, 0));
    assert_int_equal(buf_str(&buf).len, 10);
    buf_init(&buf, &arena, 1 << 19);
    for (int64_t i = 0; i < 20000; i++) buf_int(&buf, i);
    assert_int_equal(buf_check(&buf), OK);
    assert_int_equal(buf_str(&buf).len, 10 + 90 * 2 + 900 * 3 + 9000 * 4 + 10000 * 5);
    assert_true(str_ends(buf_str(&buf), STR("1999819999")));
    arena_release(&arena);
}

static void faults_are_kept_in_order(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct faults faults;
    faults_init(&faults, &arena);
    assert_int_equal(faults_status(&faults), OK);
    char name[] = "hours";
    assert_int_equal(
        fault_add(&faults, ERR_INVALID, str_from(name), SAY1("{n} is too many", "n", STR("9"))),
        ERR_INVALID);
    name[0] = 'x'; /* the field was copied */
    assert_int_equal(fault_add(&faults, ERR_DENIED, STR_NONE, SAY("No.")), ERR_DENIED);
    assert_int_equal(faults_status(&faults), ERR_INVALID);
    const struct fault *fault = fault_find(&faults, STR("hours"));
    assert_non_null(fault);
    struct str said = said_fill(&arena, STR("{n} or {other}, {n"), &fault->said);
    assert_true(str_is(said, "9 or {other}, {n"));
    assert_null(fault_find(&faults, STR("minutes")));
    for (int i = 0; i < 500; i++) (void)fault_broken(&faults, STR("disk"));
    assert_int_equal(faults.count, 502);
    size_t kept = 0;
    for (fault = faults.first; fault; fault = fault->next) kept++;
    assert_int_equal(kept, 100);
    arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(reset_gives_clean_memory_again),
        cmocka_unit_test(releasing_an_empty_arena_is_fine),
        cmocka_unit_test(past_the_ceiling_it_says_so_and_still_gives),
        cmocka_unit_test(growing_keeps_what_was_there),
        cmocka_unit_test(pushing_makes_room),
        cmocka_unit_test(buf_stops_at_its_ceiling),
        cmocka_unit_test(faults_are_kept_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
