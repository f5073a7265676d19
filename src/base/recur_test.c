/* Recurrence: every example of RFC 5545 3.8.5.3, clock changes, odd days, hostile rules. */
#include "base/buf.h"
#include "base/recur.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static struct arena arena;

static int set_up(void **state) {
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct zone *zone_of(const char *name) {
    const struct zone *zone = NULL;
    assert_int_equal(zone_load(&arena, str_from(name), &zone), OK);
    return zone;
}

static struct recur rule_of(const char *text) {
    struct recur rule;
    struct said why = {0};
    if (recur_parse(str_from(text), &rule, &why) != OK) fail_msg("%s: %s", text, why.id);
    return rule;
}

static int number(const char *p, int n) {
    int value = 0;
    for (int i = 0; i < n; i++) value = value * 10 + (p[i] - '0');
    return value;
}

/* 19970902T0900 */
static struct civil start_of(const char *p) {
    return (struct civil){number(p, 4),     number(p + 4, 2),  number(p + 6, 2),
                          number(p + 9, 2), number(p + 11, 2), 0};
}

static struct str brief(int64_t local, int64_t before) {
    struct civil c = recur_civil(local), b = recur_civil(before);
    if (c.year != b.year) return str_printf(&arena, "%04d %02d%02d", c.year, c.month, c.day);
    if (c.month != b.month || c.day != b.day)
        return str_printf(&arena, "%02d%02d", c.month, c.day);
    return str_printf(&arena, "%02d:%02d", c.hour, c.minute);
}

/* What comes of a rule, shortly: a year where it changes, days, times where a day has several;
   "..." where there is more. */
static struct str told(const char *text, const char *start, const char *zone, int most) {
    struct recur rule = rule_of(text);
    struct recur_iter it;
    int64_t local, before = INT64_C(-62135596800);
    struct buf buf;
    buf_init(&buf, &arena, 1 << 16);
    recur_begin(&it, &rule, start_of(start), zone ? zone_of(zone) : NULL);
    for (int n = 0; recur_next(&it, &local); n++) {
        if (n == most) {
            buf_puts(&buf, " ...");
            break;
        }
        if (n) buf_putc(&buf, ' ');
        buf_put(&buf, brief(local, before));
        before = local;
    }
    return buf_str(&buf);
}

static void same(struct str got, const char *want, const char *what) {
    if (!str_eq(got, str_from(want)))
        fail_msg("%s\n  gave   %.*s\n  wanted %s", what, STR_ARG(got), want);
}

#define SEP2 "19970902T0900"

static const struct {
    const char *start, *rule;
    int most;
    const char *want;
} examples[] = {
    {SEP2, "FREQ=DAILY;COUNT=10", 99, "1997 0902 0903 0904 0905 0906 0907 0908 0909 0910 0911"},
    {SEP2, "FREQ=DAILY;INTERVAL=2", 4, "1997 0902 0904 0906 0908 ..."},
    {SEP2, "FREQ=DAILY;INTERVAL=10;COUNT=5", 99, "1997 0902 0912 0922 1002 1012"},
    {SEP2, "FREQ=WEEKLY;COUNT=10", 99,
     "1997 0902 0909 0916 0923 0930 1007 1014 1021 1028 1104"},
    {SEP2, "FREQ=WEEKLY;UNTIL=19971224T000000Z", 99,
     "1997 0902 0909 0916 0923 0930 1007 1014 1021 1028 1104 1111 1118 1125 1202 1209 1216 1223"},
    {SEP2, "FREQ=WEEKLY;INTERVAL=2;WKST=SU", 13,
     "1997 0902 0916 0930 1014 1028 1111 1125 1209 1223 1998 0106 0120 0203 0217 ..."},
    {SEP2, "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", 99,
     "1997 0902 0904 0909 0911 0916 0918 0923 0925 0930 1002"},
    {SEP2, "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", 99,
     "1997 0902 0904 0909 0911 0916 0918 0923 0925 0930 1002"},
    {"19970901T0900", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
     99,
     "1997 0901 0903 0905 0915 0917 0919 0929 1001 1003 1013 1015 1017 1027 1029 1031 1110 1112 "
     "1114 1124 1126 1128 1208 1210 1212 1222"},
    {SEP2, "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", 99,
     "1997 0902 0904 0916 0918 0930 1002 1014 1016"},
    {"19970905T0900", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", 99,
     "1997 0905 1003 1107 1205 1998 0102 0206 0306 0403 0501 0605"},
    {"19970905T0900", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", 99,
     "1997 0905 1003 1107 1205"},
    {"19970907T0900", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", 99,
     "1997 0907 0928 1102 1130 1998 0104 0125 0301 0329 0503 0531"},
    {"19970922T0900", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", 99,
     "1997 0922 1020 1117 1222 1998 0119 0216"},
    {"19970928T0900", "FREQ=MONTHLY;BYMONTHDAY=-3", 6,
     "1997 0928 1029 1128 1229 1998 0129 0226 ..."},
    {SEP2, "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", 99,
     "1997 0902 0915 1002 1015 1102 1115 1202 1215 1998 0102 0115"},
    {"19970930T0900", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", 99,
     "1997 0930 1001 1031 1101 1130 1201 1231 1998 0101 0131 0201"},
    {"19970910T0900", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", 99,
     "1997 0910 0911 0912 0913 0914 0915 1999 0310 0311 0312 0313"},
    {SEP2, "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", 18,
     "1997 0902 0909 0916 0923 0930 1104 1111 1118 1125 1998 0106 0113 0120 0127 0303 0310 0317 "
     "0324 0331 ..."},
    {"19970610T0900", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", 99,
     "1997 0610 0710 1998 0610 0710 1999 0610 0710 2000 0610 0710 2001 0610 0710"},
    {"19970310T0900", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", 99,
     "1997 0310 1999 0110 0210 0310 2001 0110 0210 0310 2003 0110 0210 0310"},
    {"19970101T0900", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", 99,
     "1997 0101 0410 0719 2000 0101 0409 0718 2003 0101 0410 0719 2006 0101"},
    {"19970519T0900", "FREQ=YEARLY;BYDAY=20MO", 3, "1997 0519 1998 0518 1999 0517 ..."},
    {"19970512T0900", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 3,
     "1997 0512 1998 0511 1999 0517 ..."},
    {"19970313T0900", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", 11,
     "1997 0313 0320 0327 1998 0305 0312 0319 0326 1999 0304 0311 0318 0325 ..."},
    {"19970605T0900", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", 26,
     "1997 0605 0612 0619 0626 0703 0710 0717 0724 0731 0807 0814 0821 0828 1998 0604 0611 0618 "
     "0625 0702 0709 0716 0723 0730 0806 0813 0820 0827 ..."},
    /* With an EXDATE of DTSTART in the RFC; DTSTART is the first here. */
    {SEP2, "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 6,
     "1997 0902 1998 0213 0313 1113 1999 0813 2000 1013 ..."},
    {"19970913T0900", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", 10,
     "1997 0913 1011 1108 1213 1998 0110 0207 0307 0411 0509 0613 ..."},
    {"19961105T0900", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", 3,
     "1996 1105 2000 1107 2004 1102 ..."},
    {"19970904T0900", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", 99,
     "1997 0904 1007 1106"},
    {"19970929T0900", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", 7,
     "1997 0929 1030 1127 1230 1998 0129 0226 0330 ..."},
    /* The RFC prints 15:00 too, which is past its own UNTIL (erratum 3883). */
    {SEP2, "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", 99, "1997 0902 12:00"},
    {SEP2, "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", 99, "1997 0902 12:00 15:00"},
    {SEP2, "FREQ=MINUTELY;INTERVAL=15;COUNT=6", 99, "1997 0902 09:15 09:30 09:45 10:00 10:15"},
    {SEP2, "FREQ=MINUTELY;INTERVAL=90;COUNT=4", 99, "1997 0902 10:30 12:00 13:30"},
    {"19970805T0900", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", 99,
     "1997 0805 0810 0819 0824"},
    {"19970805T0900", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", 99,
     "1997 0805 0817 0819 0831"},
    {"20070115T0900", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", 99,
     "2007 0115 0130 0215 0315 0330"},
};

static void rfc_examples(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        same(told(examples[i].rule, examples[i].start, "America/New_York", examples[i].most),
             examples[i].want, examples[i].rule);
}

static size_t count_of(const char *text, const char *start) {
    struct recur rule = rule_of(text);
    struct recur_iter it;
    int64_t local;
    size_t n = 0;
    recur_begin(&it, &rule, start_of(start), zone_of("America/New_York"));
    while (n < 100000 && recur_next(&it, &local)) n++;
    return n;
}

static void rfc_pairs(void **state) {
    (void)state;
    assert_int_equal(count_of("FREQ=DAILY;UNTIL=19971224T000000Z", SEP2), 113);
    assert_int_equal(
        count_of("FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
                 "19980101T0900"),
        93);
    assert_int_equal(count_of("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "19980101T0900"),
                     93);
    struct recur a = rule_of("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40"),
                 b = rule_of("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16");
    struct recur_iter x, y;
    int64_t p, q;
    recur_begin(&x, &a, start_of(SEP2), NULL);
    recur_begin(&y, &b, start_of(SEP2), NULL);
    for (int i = 0; i < 500; i++) {
        assert_true(recur_next(&x, &p) && recur_next(&y, &q));
        assert_int_equal(p, q);
    }
}

static void odd_days(void **state) {
    (void)state;
    same(told("FREQ=YEARLY", "20240229T1000", NULL, 3), "2024 0229 2028 0229 2032 0229 ...",
         "29 February");
    same(told("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "20240229T1000", NULL, 3),
         "2024 0229 2025 0228 2026 0228 ...", "the last of February");
    same(told("FREQ=MONTHLY", "20260131T1000", NULL, 4), "2026 0131 0331 0531 0731 ...",
         "31st");
    same(told("FREQ=WEEKLY;COUNT=3;BYDAY=FR", "20260303T1000", NULL, 9), "2026 0303 0306 0313",
         "DTSTART that does not fit counts");
    same(told("FREQ=WEEKLY;COUNT=1;BYDAY=FR", "20260303T1000", NULL, 9), "2026 0303", "alone");
    same(told("FREQ=WEEKLY;UNTIL=20260301", "20260303T1000", NULL, 9), "",
         "ended before it began");
    same(told("FREQ=DAILY;UNTIL=20260305", "20260303T1000", NULL, 9), "2026 0303 0304 0305",
         "a day in UNTIL is whole");
    same(told("FREQ=YEARLY;BYWEEKNO=53", "20260303T1000", NULL, 4),
         "2026 0303 1229 2032 1228 2037 1229 ...", "week 53, on the weekday of DTSTART");
    same(told("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,SU", "20260101T1000", NULL, 5),
         "2026 0101 0104 2027 0104 0110 2028 0103 ...", "week 1");
    same(told("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "20260329T0100", NULL, 3),
         "2026 0329 2027 0328 2028 0326 ...", "last Sunday of March");
    same(told("FREQ=YEARLY;BYDAY=SU,MO;BYSETPOS=1,-1", "20260104T1000", NULL, 4),
         "2026 0104 1228 2027 0103 1227 ...", "first and last of a year");
}

static void never(void **state) {
    static const char *const rules[] = {
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
        "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=WEEKLY;INTERVAL=2147483647",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=SECONDLY;INTERVAL=86400;BYSECOND=1",
        "FREQ=DAILY;INTERVAL=7;BYDAY=FR",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        same(told(rules[i], "20260303T1000", "Europe/London", 5), "2026 0303", rules[i]);
}

static void seldom(void **state) {
    (void)state;
    same(told("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU", "20260303T1000", NULL, 3),
         "2026 0303 2032 0229 2060 0229 ...", "a Sunday, 29 February");
    same(told("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;BYHOUR=7;BYMINUTE=9;BYSECOND=0",
              "20260303T1000", NULL, 3),
         "2026 0303 2032 0229 2060 0229 ...", "by the second");
    same(told("FREQ=HOURLY;INTERVAL=100000;BYDAY=SU", "20260303T1000", NULL, 3),
         "2026 0303 2060 0523 2106 0110 ...", "every 100,000 hours");
}

static const char *expanded(const char *text, const char *start, const char *zone, int most) {
    const struct zone *z = zone_of(zone);
    struct recur rule = rule_of(text);
    struct recur_series s = {.rule = &rule, .start = start_of(start), .zone = z};
    struct recur_time out[16];
    struct buf buf;
    size_t n;
    buf_init(&buf, &arena, 4096);
    recur_expand(&s, INSTANT_NONE, INSTANT_NONE, out, (size_t)most, &n);
    for (size_t i = 0; i < n; i++) {
        if (i) buf_putc(&buf, ' ');
        buf_put(&buf, str_slice(instant_format(&arena, z, out[i].at), 5, 25));
    }
    return str_c(&arena, buf_str(&buf));
}

static void clock_changes(void **state) {
    (void)state;
    assert_string_equal(expanded("FREQ=DAILY", "20260328T1000", "Europe/London", 2),
                        "03-28T10:00:00+00:00 03-29T10:00:00+01:00");
    assert_string_equal(expanded("FREQ=DAILY", "20260328T0130", "Europe/London", 3),
                        "03-28T01:30:00+00:00 03-29T02:30:00+01:00 03-30T01:30:00+01:00");
    assert_string_equal(expanded("FREQ=DAILY", "20261024T0130", "Europe/London", 3),
                        "10-24T01:30:00+01:00 10-25T01:30:00+01:00 10-26T01:30:00+00:00");
    assert_string_equal(expanded("FREQ=WEEKLY", "20260301T0230", "America/New_York", 3),
                        "03-01T02:30:00-05:00 03-08T03:30:00-04:00 03-15T02:30:00-04:00");
    assert_string_equal(expanded("FREQ=WEEKLY", "20260927T0215", "Australia/Lord_Howe", 2),
                        "09-27T02:15:00+10:30 10-04T02:45:00+11:00");
    /* Two o'clock is said twice, by the hour that is not there and by itself: once is enough. */
    assert_string_equal(expanded("FREQ=HOURLY", "20260329T0000", "Europe/London", 3),
                        "03-29T00:00:00+00:00 03-29T02:00:00+01:00");
    assert_string_equal(
        expanded("FREQ=MINUTELY;INTERVAL=25", "20260329T0045", "Europe/London", 7),
        "03-29T00:45:00+00:00 03-29T02:00:00+01:00 03-29T02:10:00+01:00 "
        "03-29T02:25:00+01:00 03-29T02:35:00+01:00 03-29T02:50:00+01:00 "
        "03-29T03:15:00+01:00");
}

/* Stretches of one offset lie end to end, in the table of the zone and by its rule. */
static void spans(void **state) {
    static const char *const names[] = {"Europe/London",     "America/New_York",
                                        "Asia/Karachi",      "Australia/Lord_Howe",
                                        "Africa/Casablanca", "Etc/UTC"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct zone *zone = zone_of(names[i]);
        int64_t at = INT64_C(946684800), end = INT64_C(4102444800); /* 2000 to 2100 */
        while (at < end) {
            struct zone_span span = zone_span(zone, (struct instant){at * 1000});
            assert_true(span.from <= at && at < span.until);
            assert_int_equal(span.offset, zone_offset(zone, (struct instant){at * 1000}));
            if (span.until >= end) break;
            assert_int_equal(zone_offset(zone, (struct instant){span.until * 1000 - 1}),
                             span.offset);
            at = span.until;
            assert_int_equal(zone_span(zone, (struct instant){at * 1000}).from, at);
        }
    }
    struct zone_span summer =
        zone_span(zone_of("Europe/London"), (struct instant){INT64_C(1782000000000)});
    assert_int_equal(summer.from, 1774746000);  /* 2026-03-29 01:00 UTC */
    assert_int_equal(summer.until, 1792890000); /* 2026-10-25 01:00 UTC */
    assert_int_equal(zone_span(NULL, (struct instant){0}).until, INT64_MAX);
}

static void exceptions(void **state) {
    enum { MANY = 10000 };
    static struct instant except[MANY];
    static struct recur_time out[4000];
    const struct zone *zone = zone_of("Europe/London");
    struct recur rule = rule_of("FREQ=DAILY;COUNT=3650");
    struct recur_series s = {.rule = &rule, .start = start_of("20260101T1000"), .zone = zone};
    struct recur_iter it;
    int64_t local;
    size_t n = 0, left;
    (void)state;
    recur_begin(&it, &rule, s.start, zone);
    for (size_t i = 0; recur_next(&it, &local); i++)
        if (i % 10) except[n++] = instant_from_civil(zone, recur_civil(local));
    for (; n < MANY; n++) except[n] = (struct instant){(int64_t)(n * 7919 % MANY) * 100000};
    recur_sort_instants(except, MANY);
    s.except = except;
    s.except_n = MANY;
    assert_false(recur_expand(&s, INSTANT_NONE, INSTANT_NONE, out, 4000, &left));
    assert_int_equal(left, 365);
    for (size_t i = 1; i < left; i++) assert_int_equal(out[i].local - out[i - 1].local, 864000);
    assert_true(recur_expand(&s, INSTANT_NONE, INSTANT_NONE, out, 10, &left));
    assert_int_equal(left, 10);
}

/* Going there at once is the same as walking there. */
static void seeking(void **state) {
    static const char *const rules[] = {"FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU",
                                        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA;COUNT=300",
                                        "FREQ=DAILY;INTERVAL=3;COUNT=900",
                                        "FREQ=DAILY;INTERVAL=5;BYDAY=MO,TH",
                                        "FREQ=MONTHLY;BYDAY=-1FR,2TU",
                                        "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=40",
                                        "FREQ=YEARLY;BYWEEKNO=1,52;BYDAY=MO,SU",
                                        "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,9;BYDAY=1SA",
                                        "FREQ=HOURLY;INTERVAL=7;BYDAY=TU",
                                        "FREQ=MINUTELY;INTERVAL=1001;BYHOUR=3,4,5",
                                        "FREQ=WEEKLY;BYMONTH=7,12;COUNT=20",
                                        "FREQ=WEEKLY;UNTIL=20280101T000000Z",
                                        "FREQ=DAILY;BYHOUR=8,20;COUNT=2000",
                                        "FREQ=WEEKLY;BYDAY=MO;BYHOUR=6,9,18;COUNT=200"};
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct recur rule = rule_of(rules[i]);
        for (int day = -400; day < 1500; day += 61) {
            int64_t to =
                recur_local(start_of("20260304T1130")) + (int64_t)day * 86400 + day * 613;
            struct recur_iter slow, quick;
            int64_t a = 0, b = 0;
            recur_begin(&slow, &rule, start_of("20260304T1130"), NULL);
            quick = slow;
            recur_seek(&quick, to);
            bool more = true;
            while ((more = recur_next(&slow, &a)) && a < to) {}
            for (int k = 0; k < 20; k++) {
                bool quick_more = recur_next(&quick, &b);
                if (more != quick_more || (more && a != b))
                    fail_msg("%s from day %d, number %d", rules[i], day, k);
                if (more) more = recur_next(&slow, &a);
            }
        }
    }
}

static void on_days(void **state) {
    struct recur rule = rule_of("FREQ=MONTHLY;BYDAY=1SA;COUNT=24");
    struct recur_iter it;
    int64_t local;
    (void)state;
    recur_begin(&it, &rule, start_of("20260307T1000"), NULL);
    assert_true(recur_next(&it, &local));
    for (int32_t day = day_from_civil(2026, 3, 1).n; day < day_from_civil(2029, 1, 1).n;
         day++) {
        bool on = it.over ? local >= 0 && local / 86400 == day : local / 86400 == day;
        assert_int_equal(recur_on(&rule, start_of("20260307T1000"), NULL, (struct day){day}),
                         on);
        if (on && !recur_next(&it, &local)) local = -1;
    }
    assert_true(recur_on(NULL, start_of("20260307T1000"), NULL, day_from_civil(2026, 3, 7)));
    assert_false(recur_on(NULL, start_of("20260307T1000"), NULL, day_from_civil(2026, 3, 8)));
}

static void windows(void **state) {
    const struct zone *zone = zone_of("Europe/London");
    struct recur rule = rule_of("FREQ=WEEKLY;BYDAY=TU");
    struct recur_series s = {.rule = &rule, .start = start_of("20160301T1000"), .zone = zone};
    struct recur_time out[8];
    struct instant from, until;
    size_t n;
    (void)state;
    assert_true(instant_parse(STR("2026-03-24T10:00"), zone, &from));
    assert_true(instant_parse(STR("2026-04-14T10:00"), zone, &until));
    assert_false(recur_expand(&s, from, until, out, 8, &n));
    assert_int_equal(n, 3); /* the first is in it, the last is not */
    assert_int_equal(out[0].at.ms, from.ms);
    s.rule = NULL;
    assert_false(recur_expand(&s, INSTANT_NONE, INSTANT_NONE, out, 8, &n));
    assert_int_equal(n, 1);
    assert_false(recur_expand(&s, from, until, out, 8, &n));
    assert_int_equal(n, 0);
}

static void refusals(void **state) {
    static const struct {
        const char *rule, *names;
    } table[] = {
        {"", ""},
        {"RRULE:", ""},
        {"FREQ=WEEKLY;", ""},
        {";FREQ=WEEKLY", ""},
        {"INTERVAL=2", "FREQ"},
        {"FREQ=FORTNIGHTLY", "FREQ"},
        {"FREQ", "FREQ"},
        {"FREQ=DAILY;FREQ=DAILY", "FREQ"},
        {"FREQ=DAILY;INTERVAL=0", "INTERVAL"},
        {"FREQ=DAILY;INTERVAL=-1", "INTERVAL"},
        {"FREQ=DAILY;INTERVAL=99999999999", "INTERVAL"},
        {"FREQ=DAILY;COUNT=0", "COUNT"},
        {"FREQ=DAILY;COUNT=5;UNTIL=20260101", "COUNT"},
        {"FREQ=DAILY;UNTIL=20260231", "UNTIL"},
        {"FREQ=DAILY;UNTIL=2026-03-01", "UNTIL"},
        {"FREQ=DAILY;UNTIL=20260301T250000", "UNTIL"},
        {"FREQ=DAILY;UNTIL=", "UNTIL"},
        {"FREQ=DAILY;BYHOUR=24", "BYHOUR"},
        {"FREQ=DAILY;BYMINUTE=60", "BYMINUTE"},
        {"FREQ=DAILY;BYSECOND=61", "BYSECOND"},
        {"FREQ=DAILY;BYMONTH=0", "BYMONTH"},
        {"FREQ=DAILY;BYMONTH=13", "BYMONTH"},
        {"FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"},
        {"FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"},
        {"FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"},
        {"FREQ=WEEKLY;BYDAY=1MO", "WEEKLY"},
        {"FREQ=DAILY;BYDAY=-1FR", "DAILY"},
        {"FREQ=MONTHLY;BYDAY=0MO", "BYDAY"},
        {"FREQ=MONTHLY;BYDAY=54MO", "BYDAY"},
        {"FREQ=WEEKLY;BYDAY=XX", "BYDAY"},
        {"FREQ=WEEKLY;BYDAY=MO,,TU", "BYDAY"},
        {"FREQ=WEEKLY;BYDAY=MO,", "BYDAY"},
        {"FREQ=WEEKLY;BYDAY=", "BYDAY"},
        {"FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY"},
        {"FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO"},
        {"FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO"},
        {"FREQ=YEARLY;BYWEEKNO=5;BYDAY=1MO", "BYWEEKNO"},
        {"FREQ=YEARLY;BYSETPOS=1", ""},
        {"FREQ=YEARLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS"},
        {"FREQ=WEEKLY;WKST=XX", "WKST"},
        {"FREQ=WEEKLY;BYEASTER=1", "BYEASTER"},
        {"FREQ=WEEKLY;RSCALE=GREGORIAN", "RSCALE"},
        {"every Tuesday", "every Tuesday"},
        {"FREQ=WEEKLY\nBYDAY=MO", "FREQ"},
        {"FREQ=MONTHLY;BYMONTHDAY=--1", "BYMONTHDAY"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct recur rule = {.interval = 77};
        struct said why = {0};
        if (recur_parse(str_from(table[i].rule), &rule, &why) != ERR_INVALID)
            fail_msg("taken: %s", table[i].rule);
        assert_int_equal(rule.interval, 77);
        assert_non_null(why.id);
        struct str said = said_fill(&arena, str_from(why.id), &why);
        if (str_find(said, str_from(table[i].names), 0) == SIZE_MAX)
            fail_msg("%s: %.*s", table[i].rule, STR_ARG(said));
    }
    char long_rule[RECUR_MAX_TEXT + 100];
    memset(long_rule, 'X', sizeof long_rule);
    struct recur rule;
    struct said why;
    assert_int_equal(recur_parse(str_of(long_rule, sizeof long_rule), &rule, &why),
                     ERR_INVALID);
    assert_int_equal(recur_parse(str_of("FREQ=DAILY;\0", 12), &rule, &why), ERR_INVALID);
}

static void written(void **state) {
    static const char *const pairs[][2] = {
        {"rrule:wkst=su;byday=fr,mo;interval=2;freq=weekly",
         "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU"},
        {" FREQ=MONTHLY;BYDAY=+1TU,-1FR,SA;COUNT=4 ", "FREQ=MONTHLY;COUNT=4;BYDAY=1TU,-1FR,SA"},
        {"FREQ=YEARLY;BYMONTHDAY=-1,31,1;BYMONTH=12,1;UNTIL=20300101t000000z",
         "FREQ=YEARLY;UNTIL=20300101T000000Z;BYMONTHDAY=-1,1,31;BYMONTH=1,12"},
        {"FREQ=DAILY;BYSECOND=60;BYMINUTE=59,0;BYHOUR=23,0;INTERVAL=1",
         "FREQ=DAILY;BYSECOND=59;BYMINUTE=0,59;BYHOUR=0,23"},
        {"FREQ=YEARLY;BYYEARDAY=366,-366;BYWEEKNO=53,-53;BYDAY=SU;BYSETPOS=-1,366;UNTIL=20300101",
         "FREQ=YEARLY;UNTIL=20300101;BYDAY=SU;BYYEARDAY=-366,366;BYWEEKNO=-53,53;BYSETPOS=-1,366"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct recur rule = rule_of(pairs[i][0]);
        same(recur_format(&arena, &rule), pairs[i][1], pairs[i][0]);
        struct recur again = rule_of(pairs[i][1]);
        assert_memory_equal(&rule, &again, sizeof rule);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc_examples), cmocka_unit_test(rfc_pairs),
        cmocka_unit_test(odd_days),     cmocka_unit_test(never),
        cmocka_unit_test(seldom),       cmocka_unit_test(clock_changes),
        cmocka_unit_test(spans),        cmocka_unit_test(exceptions),
        cmocka_unit_test(seeking),      cmocka_unit_test(on_days),
        cmocka_unit_test(windows),      cmocka_unit_test(refusals),
        cmocka_unit_test(written),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
