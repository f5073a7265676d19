/* Recurrence without the rest of Kith.
     recur lines    each line RULE<TAB>START<TAB>ZONE<TAB>UNTIL[<TAB>EXDATE,...] (local times
                    as 20260303T100000) answered by a line of UTC seconds, or "refused ..."
     recur time     microseconds of processor time for ten years of a weekly rule, the median of
                    many; and of other rules, one a line */
#include "base/recur.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 200000
#define LINE 65536
#define ROUNDS 400

static struct recur_time out[MOST];
static struct instant except[20000];

static int number(const char *p, int n) {
    int value = 0;
    for (int i = 0; i < n && p[i] >= '0' && p[i] <= '9'; i++) value = value * 10 + (p[i] - '0');
    return value;
}

static bool clock_of(struct str s, struct civil *ret_clock) {
    if (s.len != 15) return false;
    const char *p = s.ptr;
    *ret_clock = (struct civil){number(p, 4),     number(p + 4, 2),  number(p + 6, 2),
                                number(p + 9, 2), number(p + 11, 2), number(p + 13, 2)};
    return true;
}

static const struct zone *zone_of(struct arena *arena, struct str name) {
    static struct {
        struct str name;
        const struct zone *zone;
    } known[32];
    size_t i = 0;
    for (; i < 32 && known[i].zone; i++)
        if (str_eq(known[i].name, name)) return known[i].zone;
    if (i == 32 || zone_load(arena, name, &known[i].zone) != OK) return NULL;
    known[i].name = str_copy(arena, name);
    return known[i].zone;
}

static bool answer(struct arena *lasting, struct str line) {
    struct str field[5] = {{0}}, piece;
    struct civil start, until, one;
    struct recur rule;
    struct said why;
    for (size_t i = 0; i < 5 && str_next(&line, '\t', &field[i]); i++) {}
    const struct zone *zone = zone_of(lasting, field[2]);
    if (!zone || !clock_of(field[1], &start) || !clock_of(field[3], &until)) return false;
    if (recur_parse(field[0], &rule, &why) != OK) {
        printf("refused %s\n", why.id);
        return true;
    }
    struct recur_series s = {.rule = &rule, .start = start, .zone = zone, .except = except};
    while (s.except_n < 20000 && str_next(&field[4], ',', &piece) && clock_of(piece, &one))
        except[s.except_n++] = instant_from_civil(zone, one);
    recur_sort_instants(except, s.except_n);
    size_t n;
    recur_expand(&s, INSTANT_NONE, instant_from_civil(zone, until), out, MOST, &n);
    for (size_t i = 0; i < n; i++) printf("%s%lld", i ? " " : "", (long long)(out[i].at.ms / 1000));
    putchar('\n');
    return true;
}

static int lines(struct arena *lasting) {
    static char room[LINE];
    while (fgets(room, sizeof room, stdin)) {
        struct str line = str_trim(str_from(room));
        if (!answer(lasting, line)) {
            fprintf(stderr, "not understood: %s", room);
            return 1;
        }
    }
    return 0;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The rule is read, walked and turned into instants each time. */
static double median(const char *text, const struct zone *zone, size_t *ret_n) {
    static double took[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t began = clock_cpu_us();
        for (int k = 0; k < 10; k++) {
            struct recur rule;
            struct said why;
            if (recur_parse(str_from(text), &rule, &why) != OK) exit(1);
            struct recur_series s = {
                .rule = &rule, .start = {2026, 3, 3, 10, 0, 0}, .zone = zone};
            recur_expand(&s, INSTANT_NONE, instant_from_civil(zone, (struct civil){2036, 3, 3, 0, 0, 0}), out, MOST, ret_n);
        }
        took[i] = (double)(clock_cpu_us() - began) / 10;
    }
    qsort(took, ROUNDS, sizeof *took, by_size);
    return took[ROUNDS / 2];
}

static int times(struct arena *lasting) {
    static const char *const rules[] = {"FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
                                        "FREQ=MONTHLY;BYDAY=1SA", "FREQ=DAILY", "FREQ=YEARLY",
                                        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"};
    const struct zone *zone = zone_of(lasting, STR("Europe/London"));
    if (!zone) return 1;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t n;
        double us = median(rules[i], zone, &n);
        printf("%.1f\t%zu\t%s\n", us, n, rules[i]);
    }
    return 0;
}

int main(int argc, char **argv) {
    struct arena lasting;
    arena_init(&lasting, ARENA_REQUEST_CEILING);
    int rc = 64;
    if (argc == 2 && strcmp(argv[1], "lines") == 0) rc = lines(&lasting);
    else if (argc == 2 && strcmp(argv[1], "time") == 0) rc = times(&lasting);
    else fprintf(stderr, "usage: recur lines|time\n");
    arena_release(&lasting);
    return rc;
}
