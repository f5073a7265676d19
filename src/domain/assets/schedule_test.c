/* Plain words to rules, the week and the next day. Today is Tuesday 3 March 2026. */
#include "domain/assets/schedule_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define MON_FRI "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR "
#define ALL "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU "

/* Lines are "rule HH:MM-HH:MM [from..until]", joined by " | "; "words" stands for no rule. */
static const struct {
    const char *said, *meant;
} phrases[] = {
    {"Every Tuesday 10:00 to 11:30", "FREQ=WEEKLY;BYDAY=TU 10:00-11:30"},
    {"M-F 9-5", MON_FRI "09:00-17:00"},
    {"M\xE2\x80\x93"
     "F 9\xE2\x80\x93"
     "5",
     MON_FRI "09:00-17:00"},
    {"Mon - Fri 9am-5pm; Sat 10-1", MON_FRI "09:00-17:00 | FREQ=WEEKLY;BYDAY=SA 10:00-13:00"},
    {"Mon-Fri 9am-5pm, Sat 10am-1pm", MON_FRI "09:00-17:00 | FREQ=WEEKLY;BYDAY=SA 10:00-13:00"},
    {"1st Sat 2-4pm", "FREQ=MONTHLY;BYDAY=1SA 14:00-16:00"},
    {"First Saturday of the month, 2pm to 4pm", "FREQ=MONTHLY;BYDAY=1SA 14:00-16:00"},
    {"last Friday of the month 7.30pm to 9pm", "FREQ=MONTHLY;BYDAY=-1FR 19:30-21:00"},
    {"1st and 3rd Saturday 10-12", "FREQ=MONTHLY;BYDAY=1SA,3SA 10:00-12:00"},
    {"2nd & 4th Weds of each month 1.30pm - 3.30pm", "FREQ=MONTHLY;BYDAY=2WE,4WE 13:30-15:30"},
    {"Every second Tuesday 6pm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 18:00-?"},
    {"Every second Tuesday of the month 6pm", "FREQ=MONTHLY;BYDAY=2TU 18:00-?"},
    {"Second Tuesday of the month at 6", "FREQ=MONTHLY;BYDAY=2TU 18:00-?"},
    {"Tuesdays and Thursdays 10:00-11:30", "FREQ=WEEKLY;BYDAY=TU,TH 10:00-11:30"},
    {"every other Thursday from 3 March, 10 to 11.30",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 10:00-11:30 2026-03-03.."},
    {"every other Thursday from 3 March 2026, 10 to 11.30",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 10:00-11:30 2026-03-03.."},
    {"Alternate Wednesdays 2-3.30pm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 14:00-15:30"},
    {"Fortnightly on Mondays, 7pm", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 19:00-?"},
    {"Every 3 weeks on Sunday 3pm-5pm", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU 15:00-17:00"},
    {"daily 09:00-17:00", ALL "09:00-17:00"},
    {"Every day 8am-10pm", ALL "08:00-22:00"},
    {"7 days a week", "words"},
    {"24 hours", ALL "00:00-24:00"},
    {"24/7", ALL "00:00-24:00"},
    {"Open 24 hours a day, Mon to Sun",
     ALL "00:00-24:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU ?-?"},
    {"closed", "words"},
    {"by arrangement", "words"},
    {"Varies, please ring Joan on 0121 496 0118", "words"},
    {"Mondays (term time) 3.15pm", "FREQ=WEEKLY;BYDAY=MO 15:15-?"},
    {"Monday 10am to noon", "FREQ=WEEKLY;BYDAY=MO 10:00-12:00"},
    {"Monday 12 noon - 2pm", "FREQ=WEEKLY;BYDAY=MO 12:00-14:00"},
    {"Saturdays 9am\xE2\x80\x93"
     "12noon",
     "FREQ=WEEKLY;BYDAY=SA 09:00-12:00"},
    {"Fridays 8pm to midnight", "FREQ=WEEKLY;BYDAY=FR 20:00-24:00"},
    {"Fri 10pm-2am", "FREQ=WEEKLY;BYDAY=FR 22:00-26:00"},
    {"Wednesday club 2-4", "FREQ=WEEKLY;BYDAY=WE 14:00-16:00"},
    {"Thursday 7-9", "FREQ=WEEKLY;BYDAY=TH 19:00-21:00"},
    {"Thursday 10 to 11.30", "FREQ=WEEKLY;BYDAY=TH 10:00-11:30"},
    {"Thursday 9-12", "FREQ=WEEKLY;BYDAY=TH 09:00-12:00"},
    {"Sun 11-1pm", "FREQ=WEEKLY;BYDAY=SU 11:00-13:00"},
    {"Tues 10am-2", "FREQ=WEEKLY;BYDAY=TU 10:00-14:00"},
    {"Tue 18:00-20:00", "FREQ=WEEKLY;BYDAY=TU 18:00-20:00"},
    {"Tue 9:30-17:00", "FREQ=WEEKLY;BYDAY=TU 09:30-17:00"},
    {"Tue 8:30-21:00", "FREQ=WEEKLY;BYDAY=TU 08:30-21:00"},
    {"Tue 1030-1200", "FREQ=WEEKLY;BYDAY=TU 10:30-12:00"},
    {"Tue 0900 to 1700", "FREQ=WEEKLY;BYDAY=TU 09:00-17:00"},
    {"2-4pm on the 1st Saturday", "FREQ=MONTHLY;BYDAY=1SA 14:00-16:00"},
    {"10am-12pm Tuesdays", "FREQ=WEEKLY;BYDAY=TU 10:00-12:00"},
    {"10-12 Tue, 2-4 Wed",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00 | FREQ=WEEKLY;BYDAY=WE 14:00-16:00"},
    {"10-12 Tue and Wed", "FREQ=WEEKLY;BYDAY=TU,WE 10:00-12:00"},
    {"Tue 10-12 and 2-4",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00 | FREQ=WEEKLY;BYDAY=TU 14:00-16:00"},
    {"Mon, Wed & Fri 6pm-7pm", "FREQ=WEEKLY;BYDAY=MO,WE,FR 18:00-19:00"},
    {"M/W/F 6pm-7pm", "FREQ=WEEKLY;BYDAY=MO,WE,FR 18:00-19:00"},
    {"Fri-Mon 10-4", "FREQ=WEEKLY;BYDAY=MO,FR,SA,SU 10:00-16:00"},
    {"Weekdays 9.30am to 4.30pm", MON_FRI "09:30-16:30"},
    {"Weekends 10-4", "FREQ=WEEKLY;BYDAY=SA,SU 10:00-16:00"},
    {"Saturday 7 March 10am-1pm", "FREQ=WEEKLY;BYDAY=SA 10:00-13:00 2026-03-07..2026-03-07"},
    {"7th March 2026, 10am to 1pm", "FREQ=WEEKLY;BYDAY=SA 10:00-13:00 2026-03-07..2026-03-07"},
    {"Sat 7/3/26 10am-1pm", "FREQ=WEEKLY;BYDAY=SA 10:00-13:00 2026-03-07..2026-03-07"},
    {"Mondays from 13 April until 20 July, 1-2pm",
     "FREQ=WEEKLY;BYDAY=MO 13:00-14:00 2026-04-13..2026-07-20"},
    {"Mondays 1-2pm, 13 April to 20 July",
     "FREQ=WEEKLY;BYDAY=MO 13:00-14:00 2026-04-13..2026-07-20"},
    {"Daily 10-4, closed Mondays", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU 10:00-16:00 | words"},
    {"Daily except Mondays 10-4", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU 10:00-16:00"},
    {"Mon closed; Tue-Sat 10-4", "words | FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA 10:00-16:00"},
    {"Tuesdays", "FREQ=WEEKLY;BYDAY=TU ?-?"},
    {"15th of each month at 2pm", "FREQ=MONTHLY;BYMONTHDAY=15 14:00-?"},
    {"Monthly, Saturdays 2pm", "words"},
    {"Tuesdays 10am-11am, ages 5-11, \xC2\xA3"
     "2.50",
     "FREQ=WEEKLY;BYDAY=TU 10:00-11:00"},
    {"For ages 5-11, Tuesdays 4-5pm", "FREQ=WEEKLY;BYDAY=TU 16:00-17:00"},
    {"Tuesday between 2 and 4", "FREQ=WEEKLY;BYDAY=TU 14:00-16:00"},
    {"Mon 6:30 p.m. - 8 p.m.", "FREQ=WEEKLY;BYDAY=MO 18:30-20:00"},
    {"Mon: 6.30-8pm\nWed: 7-8.30pm",
     "FREQ=WEEKLY;BYDAY=MO 18:30-20:00 | FREQ=WEEKLY;BYDAY=WE 19:00-20:30"},
    {"Monday to Thursday 8.30am - 5pm and Friday 8.30am - 4.30pm",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH 08:30-17:00 | FREQ=WEEKLY;BYDAY=FR 08:30-16:30"},
    {"Mon 10-11, every other Thu 2-4, last Fri 7-9",
     "FREQ=WEEKLY;BYDAY=MO 10:00-11:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 14:00-16:00 | "
     "FREQ=MONTHLY;BYDAY=-1FR 19:00-21:00"},
    {"9-5", "words"},
    {"Dydd Mawrth 10-12", "FREQ=WEEKLY;BYDAY=TU 10:00-12:00"},
    {"", ""},
};

static void clock_put(struct buf *buf, struct minutes m)
{
    if (!minutes_is(m))
        buf_puts(buf, "?");
    else
        buf_printf(buf, "%02d:%02d", m.n / 60, m.n % 60);
}

static struct str lines_text(struct arena *arena, const struct asset_schedule *lines, size_t n)
{
    struct buf buf;
    buf_init(&buf, arena, 4096);
    for (size_t i = 0; i < n; i++) {
        if (i > 0) buf_puts(&buf, " | ");
        assert_true(lines[i].words.len > 0); /* the words are never lost */
        assert_null(strchr(",;| ", lines[i].words.ptr[0]));
        if (lines[i].rrule.len == 0) {
            buf_puts(&buf, "words");
            continue;
        }
        buf_put(&buf, lines[i].rrule);
        buf_puts(&buf, " ");
        clock_put(&buf, lines[i].opens);
        buf_puts(&buf, "-");
        clock_put(&buf, lines[i].closes);
        if (!day_is(lines[i].from) && !day_is(lines[i].until)) continue;
        buf_puts(&buf, " ");
        if (day_is(lines[i].from)) buf_put(&buf, day_format(arena, lines[i].from));
        buf_puts(&buf, "..");
        if (day_is(lines[i].until)) buf_put(&buf, day_format(arena, lines[i].until));
    }
    return buf_str(&buf);
}

static struct day today(void)
{
    return day_from_civil(2026, 3, 3);
}

static void test_phrases(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    size_t wrong = 0, n = sizeof phrases / sizeof *phrases;
    for (size_t i = 0; i < n; i++) {
        struct asset_schedule *lines;
        size_t lines_n;
        assert_int_equal(
            assets_schedule_parse(&arena, str_from(phrases[i].said), today(), &lines, &lines_n),
            OK);
        struct str got = lines_text(&arena, lines, lines_n);
        if (str_is(got, phrases[i].meant)) continue;
        print_error("\"%s\"\n  wanted %s\n  got    %.*s\n", phrases[i].said, phrases[i].meant,
                    STR_ARG(got));
        wrong++;
    }
    assert_true(n >= 60);
    assert_int_equal(wrong, 0);
    arena_release(&arena);
}

static void test_doubts(void **state)
{
    static const struct {
        const char *words;
        enum schedule_doubt doubt;
    } wanted[] = {{"Tuesdays 2pm-10am", SCHEDULE_BACKWARDS},
                  {"Tuesdays 10:00-10:00", SCHEDULE_NO_TIME},
                  {"Tuesdays until 30 February", SCHEDULE_NO_DAY},
                  {"31/04/2026 10am", SCHEDULE_NO_DAY},
                  {"from 30 March 2026 to 6 January 2026, Tuesdays", SCHEDULE_BACKWARDS},
                  {"Fri 10pm-2am", SCHEDULE_SOUND},
                  {"Tuesdays 10-12, ages 5-11, 1/2 price", SCHEDULE_SOUND}};
    struct arena arena;
    struct asset_schedule *lines;
    size_t n;
    enum schedule_doubt doubt;
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_int_equal(assets_schedule_read(&arena, str_from(wanted[i].words), today(),
                                              &lines, &n, &doubt),
                         OK);
        if (doubt != wanted[i].doubt) print_error("%s\n", wanted[i].words);
        assert_int_equal(doubt, wanted[i].doubt);
        assert_true(n >= 1); /* the words are there all the same */
    }
    arena_release(&arena);
}

static struct day next_of(struct arena *arena, const char *words, struct day from)
{
    struct asset_schedule *lines;
    size_t n;
    assert_int_equal(assets_schedule_parse(arena, str_from(words), today(), &lines, &n), OK);
    return assets_schedule_next(lines, n, from);
}

static void test_next(void **state)
{
    static const struct {
        const char *words;
        int month, day;
    } wanted[] = {{"Tuesdays 10-11", 3, 3},
                  {"Mondays 10-11", 3, 9},
                  {"1st Sat 2-4pm", 3, 7},
                  {"last Friday of the month 7pm", 3, 27},
                  {"every other Thursday from 3 March, 10 to 11.30", 3, 5},
                  {"every other Thursday from 24 February, 10am", 3, 12},
                  {"Mondays from 13 April until 20 July, 1-2pm", 4, 13},
                  {"15th of each month at 2pm", 3, 15},
                  {"Thu 2pm, Wed 3pm", 3, 4}};
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct day day = next_of(&arena, wanted[i].words, today());
        if (day.n != day_from_civil(2026, wanted[i].month, wanted[i].day).n)
            print_error("%s\n", wanted[i].words);
        assert_int_equal(day.n, day_from_civil(2026, wanted[i].month, wanted[i].day).n);
    }
    /* unknown is not a day: no rule, over already, or a fortnight that nobody dated */
    assert_false(day_is(next_of(&arena, "by arrangement", today())));
    assert_false(day_is(next_of(&arena, "Saturday 28 February 10am", today())));
    assert_false(day_is(next_of(&arena, "every other Thursday 10am", today())));
    /* the second week of the fortnight is not on */
    assert_int_equal(
        next_of(&arena, "every other Thursday from 3 March, 10am", day_from_civil(2026, 3, 6))
            .n,
        day_from_civil(2026, 3, 19).n);
    arena_release(&arena);
}

static bool week_of(struct arena *arena, const char *words, struct str *ret_text)
{
    struct asset_schedule *lines;
    size_t n;
    struct week week;
    assert_int_equal(assets_schedule_parse(arena, str_from(words), today(), &lines, &n), OK);
    bool known = assets_schedule_week(lines, n, today(), &week);
    *ret_text = week_format(arena, &week);
    return known;
}

static void test_week(void **state)
{
    static const struct {
        const char *words, *week;
    } wanted[] = {{"Tue 10-11.30", "tue 10:00-11:30"},
                  {"every other Thursday 2-4", "thu 14:00-16:00"},
                  {"1st Sat 2-4pm", "sat 14:00-16:00"},
                  {"Fri 10pm-2am", "fri 22:00-24:00; sat 00:00-02:00"},
                  {"Mondays (term time) 3.15pm", "mon 15:00-16:30"},
                  {"Tuesdays", "tue 08:00-22:00"},
                  {"Mondays from 13 April 2027, 1-2pm", "mon 13:00-14:00"},
                  {"24/7", "mon 00:00-24:00; tue 00:00-24:00; wed 00:00-24:00; thu "
                           "00:00-24:00; fri 00:00-24:00; sat 00:00-24:00; sun 00:00-24:00"}};
    struct arena arena;
    struct str text;
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        assert_true(week_of(&arena, wanted[i].words, &text));
        assert_string_equal(str_c(&arena, text), wanted[i].week);
    }
    assert_false(week_of(&arena, "by arrangement", &text));
    assert_false(week_of(&arena, "closed", &text));
    assert_false(week_of(&arena, "Saturday 28 February 10am", &text));
    arena_release(&arena);
}

static void test_rules(void **state)
{
    static const char *const same[] = {
        "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
        "FREQ=MONTHLY;BYDAY=1SA,-1SA", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=DAILY"};
    static const char *const wrong[] = {"",
                                        "BYDAY=MO",
                                        "FREQ=YEARLY",
                                        "FREQ=WEEKLY;BYDAY=XX",
                                        "FREQ=WEEKLY;BYDAY=1MO",
                                        "FREQ=MONTHLY;BYDAY=6MO",
                                        "FREQ=WEEKLY;INTERVAL=0",
                                        "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=MO,SU",
                                        "FREQ=WEEKLY;COUNT=3"};
    struct arena arena;
    struct assets_rule rule;
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_true(assets_rule_parse(str_from(same[i]), &rule));
        assert_string_equal(str_c(&arena, assets_rule_format(&arena, &rule)), same[i]);
    }
    assert_true(assets_rule_parse(
        STR("RRULE:FREQ=WEEKLY;BYDAY=TU;WKST=MO;UNTIL=20260401T100000Z"), &rule));
    assert_int_equal(rule.until.n, day_from_civil(2026, 4, 1).n);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(assets_rule_parse(str_from(wrong[i]), &rule));
    arena_release(&arena);
}

static void test_ceilings_and_more(void **state)
{
    struct arena arena;
    struct asset_schedule *lines;
    size_t n;
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    struct buf buf;
    buf_init(&buf, &arena, 100000);
    for (int i = 0; i < 60; i++) buf_puts(&buf, "Tue 10-11, Wed 2-3; ");
    assert_int_equal(assets_schedule_parse(&arena, buf_str(&buf), today(), &lines, &n), OK);
    assert_int_equal(n, ASSET_SCHEDULES);
    assert_true(assets_schedule_has_more(&arena, STR("Mondays (term time) 3.15pm")) == true);
    assert_true(assets_schedule_has_more(&arena, STR("Mondays, ring the bell")) == true);
    assert_false(assets_schedule_has_more(&arena, STR("Every Monday at 3.15pm")));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_phrases),
                                       cmocka_unit_test(test_doubts),
                                       cmocka_unit_test(test_next), cmocka_unit_test(test_week),
                                       cmocka_unit_test(test_rules),
                                       cmocka_unit_test(test_ceilings_and_more)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
