/* Times as lists and posters have them, in four languages: what is sure becomes a rule, the rest
   stays words. Today is Tuesday 3 March 2026. */
#include "domain/assets/schedule_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* Lines are "rule HH:MM-HH:MM [from..until]", joined by " | "; "words" stands for no rule. */
static const struct {
    const char *said, *meant;
} phrases[] = {
    {"M-F 9-5, 1st Sat, closed bank hols",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00 | FREQ=MONTHLY;BYDAY=1SA ?-?"},
    {"Mon, Wed & Fri 9.30am-12 noon; Tue 2-4",
     "FREQ=WEEKLY;BYDAY=MO,WE,FR 09:30-12:00 | FREQ=WEEKLY;BYDAY=TU 14:00-16:00"},
    {"Weekdays 10-4 (term time only)",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 10:00-16:00"},
    {"Every other Thursday",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH ?-?"},
    {"2nd and 4th Tues of the month 7 for 7.30pm",
     "FREQ=MONTHLY;BYDAY=2TU,4TU 19:00-?"},
    {"Sundays after Mass",
     "FREQ=WEEKLY;BYDAY=SU ?-?"},
    {"10am-2pm Mon to Thurs, Fri 10-1",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH 10:00-14:00 | FREQ=WEEKLY;BYDAY=FR 10:00-13:00"},
    {"Tuesdays & Thursdays, 18:30 - 20:00",
     "FREQ=WEEKLY;BYDAY=TU,TH 18:30-20:00"},
    {"Wed 14h00-16h00",
     "FREQ=WEEKLY;BYDAY=WE 14:00-16:00"},
    {"Last Friday monthly",
     "FREQ=MONTHLY;BYDAY=-1FR ?-?"},
    {"from 6 Jan 2026 to 30 March",
     "words"},
    {"Tuesdays 10-11 from 6 Jan 2026 to 30 March",
     "FREQ=WEEKLY;BYDAY=TU 10:00-11:00 2026-01-06..2026-03-30"},
    {"Tuesdays 10-11, 10 November 2025 to 30 March",
     "FREQ=WEEKLY;BYDAY=TU 10:00-11:00 2025-11-10..2026-03-30"},
    {"Mondays 2-4pm from 5 October 2026 until 30 March",
     "FREQ=WEEKLY;BYDAY=MO 14:00-16:00 2026-10-05..2027-03-30"},
    {"Monday 5 January to Friday 13 February, 10am-12",
     "words"},
    {"Bob dydd Mawrth 10yb",
     "FREQ=WEEKLY;BYDAY=TU 10:00-?"},
    {"Bob dydd Mawrth 10yb-12yp",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00"},
    {"Bob dydd Iau 2yh - 4yh",
     "FREQ=WEEKLY;BYDAY=TH 14:00-16:00"},
    {"Llun i Gwener 9-5",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"Dydd Llun a dydd Mercher 10-12",
     "FREQ=WEEKLY;BYDAY=MO,WE 10:00-12:00"},
    {"Dydd Sadwrn cyntaf y mis 10:00-12:00",
     "FREQ=MONTHLY;BYDAY=1SA 10:00-12:00"},
    {"Dydd Gwener olaf y mis, 7yh",
     "FREQ=MONTHLY;BYDAY=-1FR 19:00-?"},
    {"Bob yn ail ddydd Iau 14:00",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 14:00-?"},
    {"Bob pythefnos ar nos Lun",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO ?-?"},
    {"bob dydd 9-5",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 09:00-17:00"},
    {"Llun-Gwener 9.30-4, ar gau dydd Mercher",
     "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR 09:30-16:00 | words"},
    {"Dydd Mawrth 10 y bore",
     "FREQ=WEEKLY;BYDAY=TU 10:00-?"},
    {"wtorki 10:00-12:00",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00"},
    {"Poniedziałek - Piątek 9-17",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"w każdy czwartek o 18:00",
     "FREQ=WEEKLY;BYDAY=TH 18:00-?"},
    {"pon.-pt. 10-14, sob. 10-13",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 10:00-14:00 | FREQ=WEEKLY;BYDAY=SA 10:00-13:00"},
    {"poniedziałki i środy 17:30-19:00",
     "FREQ=WEEKLY;BYDAY=MO,WE 17:30-19:00"},
    {"co drugi czwartek 10-12",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 10:00-12:00"},
    {"pierwsza sobota miesiąca 10-12",
     "FREQ=MONTHLY;BYDAY=1SA 10:00-12:00"},
    {"ostatni piątek miesiąca godz. 18",
     "FREQ=MONTHLY;BYDAY=-1FR 18:00-?"},
    {"środy od 10 do 12",
     "FREQ=WEEKLY;BYDAY=WE 10:00-12:00"},
    {"codziennie 8-20",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 08:00-20:00"},
    {"wtorki od 13 kwietnia do 20 lipca, 13-14",
     "FREQ=WEEKLY;BYDAY=TU 13:00-14:00 2026-04-13..2026-07-20"},
    {"niedziele, zamknięte w święta",
     "FREQ=WEEKLY;BYDAY=SU ?-?"},
    {"pn-pt 9.00-17.00 oprócz środy",
     "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR 09:00-17:00"},
    {"ہر منگل",
     "FREQ=WEEKLY;BYDAY=TU ?-?"},
    {"ہر منگل صبح 10 بجے",
     "FREQ=WEEKLY;BYDAY=TU 10:00-?"},
    {"پیر سے جمعہ 9 سے 5",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"بدھ اور جمعرات شام 6 بجے",
     "FREQ=WEEKLY;BYDAY=WE,TH 18:00-?"},
    {"جمعہ ۲ سے ۴",
     "FREQ=WEEKLY;BYDAY=FR 14:00-16:00"},
    {"روزانہ 10:00-12:00",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 10:00-12:00"},
    {"مہینے کا پہلا ہفتہ",
     "FREQ=MONTHLY;BYDAY=1SA ?-?"},
    {"اتوار بند",
     "words"},
    {"Mon-Sat 9-5 except Wed",
     "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SA 09:00-17:00"},
    {"Mon-Sat 9-5 except Wed and Thu",
     "FREQ=WEEKLY;BYDAY=MO,TU,FR,SA 09:00-17:00"},
    {"Mon-Sat 9-5, closed Wed",
     "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SA 09:00-17:00 | words"},
    {"Mon-Sat (not Wed) 9-5",
     "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SA 09:00-17:00"},
    {"Saturday 10.00am to 12.00pm (first Saturday only)",
     "FREQ=MONTHLY;BYDAY=1SA 10:00-12:00"},
    {"Tuesdays 10-12, April to October",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00 2026-04-01..2026-10-31"},
    {"Tuesdays 10-12 (September to July)",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00 2025-09-01..2026-07-31"},
    {"Open daily 10am-4pm April to October, weekends only in winter",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 10:00-16:00 2026-04-01..2026-10-31 | words"},
    {"Fri-Sat 08:00-01:00",
     "FREQ=WEEKLY;BYDAY=FR,SA 08:00-25:00"},
    {"Tuesdays 10:00-10:00",
     "words"},
    {"Tuesdays 2pm-10am",
     "words"},
    {"Tuesday 14:00 - 10:00",
     "words"},
    {"Fridays 8pm-8am",
     "FREQ=WEEKLY;BYDAY=FR 20:00-32:00"},
    {"Tuesdays 10-11 until 30 Feb",
     "words"},
    {"31/4/2026 10am",
     "words"},
    {"Tuesdays from 30 March 2026 to 6 January 2026 10-11",
     "words"},
    {"Friday 7 March 2026 10am",
     "words"},
    {"Mon-Fri 9-5, bank holidays 10-2",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00 | words"},
    {"Bank Holiday Mondays 10-4",
     "words"},
    {"Mon-Fri 9-5 excluding bank holidays",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"Mon-Fri 9-5 including bank holidays",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"Summer: Mon-Fri 9-6. Winter: Mon-Fri 9-4",
     "words | words"},
    {"Tuesdays and 1st Saturday 10-12",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00 | FREQ=MONTHLY;BYDAY=1SA 10:00-12:00"},
    {"Monday and every other Saturday 10-12",
     "words"},
    {"some Tuesdays 10-12",
     "words"},
    {"Tuesdays twice a month 10-12",
     "words"},
    {"Every two weeks on Wednesday 2pm",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 14:00-?"},
    {"every four weeks on Friday 10am",
     "FREQ=WEEKLY;INTERVAL=4;BYDAY=FR 10:00-?"},
    {"Third Thursday of every month 2-4pm",
     "FREQ=MONTHLY;BYDAY=3TH 14:00-16:00"},
    {"First Thursday in the month 10.30",
     "FREQ=MONTHLY;BYDAY=1TH 10:30-?"},
    {"1st Thurs each month, 10.30-12",
     "FREQ=MONTHLY;BYDAY=1TH 10:30-12:00"},
    {"Monday-Friday: 9.00am-5.00pm (closed 1-2pm for lunch)",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00 | words"},
    {"Mon-Thu: 0900-1700hrs",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH 09:00-17:00"},
    {"Mon 9:00 AM – 5:00 PM",
     "FREQ=WEEKLY;BYDAY=MO 09:00-17:00"},
    {"Tuesday 10.00 - 12.00 noon",
     "FREQ=WEEKLY;BYDAY=TU 10:00-12:00"},
    {"12.00-2.00pm Mon",
     "FREQ=WEEKLY;BYDAY=MO 12:00-14:00"},
    {"Sat 10-12 & 2-4",
     "FREQ=WEEKLY;BYDAY=SA 10:00-12:00 | FREQ=WEEKLY;BYDAY=SA 14:00-16:00"},
    {"Thurs 2pm onwards",
     "FREQ=WEEKLY;BYDAY=TH 14:00-?"},
    {"Wed from 6pm",
     "FREQ=WEEKLY;BYDAY=WE 18:00-?"},
    {"Friday evenings 7-9",
     "FREQ=WEEKLY;BYDAY=FR 19:00-21:00"},
    {"Saturday morning 9-1",
     "FREQ=WEEKLY;BYDAY=SA 09:00-13:00"},
    {"Wednesday 10 in the morning",
     "FREQ=WEEKLY;BYDAY=WE 10:00-?"},
    {"Wednesday at 10 in the morning",
     "FREQ=WEEKLY;BYDAY=WE 10:00-?"},
    {"Wednesdays at 7 in the evening",
     "FREQ=WEEKLY;BYDAY=WE 19:00-?"},
    {"Sunday 4 o'clock",
     "FREQ=WEEKLY;BYDAY=SU 16:00-?"},
    {"Mon-Sun 24hrs",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 00:00-24:00"},
    {"Open Monday to Friday, 9.30 'til 4.30",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:30-16:30"},
    {"Tuesdays - by appointment",
     "FREQ=WEEKLY;BYDAY=TU ?-?"},
    {"by appointment only",
     "words"},
    {"Ring 01214960118 for times",
     "words"},
    {"Term time Wednesdays 3.30-5",
     "FREQ=WEEKLY;BYDAY=WE 15:30-17:00"},
    {"Wed 7 Jan, 14 Jan, 21 Jan 10-12",
     "words"},
    {"Weds 1pm - 3pm (ages 55+)",
     "FREQ=WEEKLY;BYDAY=WE 13:00-15:00"},
    {"Mondays, 1.15pm to 2.45pm, £3",
     "FREQ=WEEKLY;BYDAY=MO 13:15-14:45"},
    {"Tues 9.30-11.30am",
     "FREQ=WEEKLY;BYDAY=TU 09:30-11:30"},
    {"Thursday 10:30am-12:30pm",
     "FREQ=WEEKLY;BYDAY=TH 10:30-12:30"},
    {"Fri 6-7:30pm",
     "FREQ=WEEKLY;BYDAY=FR 18:00-19:30"},
    {"Every Monday, Tuesday and Friday 8am-8.30am",
     "FREQ=WEEKLY;BYDAY=MO,TU,FR 08:00-08:30"},
    {"7pm Thursdays",
     "FREQ=WEEKLY;BYDAY=TH 19:00-?"},
    {"Sat & Sun 10am - 4pm",
     "FREQ=WEEKLY;BYDAY=SA,SU 10:00-16:00"},
    {"Mon to Fri 8:30 to 17:00",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 08:30-17:00"},
    {"Mondays 10am-12 noon and Thursdays 1pm-3pm",
     "FREQ=WEEKLY;BYDAY=MO 10:00-12:00 | FREQ=WEEKLY;BYDAY=TH 13:00-15:00"},
    {"Alternate Tuesdays, 2pm-4pm",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 14:00-16:00"},
    {"Fortnightly Fridays 11am",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR 11:00-?"},
    {"Every fortnight on a Monday 7.30pm - 9pm",
     "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 19:30-21:00"},
    {"1st, 3rd & 5th Wednesday 1-3pm",
     "FREQ=MONTHLY;BYDAY=1WE,3WE,5WE 13:00-15:00"},
    {"The second Sunday of the month at 3pm",
     "FREQ=MONTHLY;BYDAY=2SU 15:00-?"},
    {"Second and last Wednesday of each month 10-11.30",
     "FREQ=MONTHLY;BYDAY=2WE,-1WE 10:00-11:30"},
    {"Sundays, closed in August",
     "FREQ=WEEKLY;BYDAY=SU ?-?"},
    {"Mon-Sat 9-5 except Wed, Thu 9-7",
     "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SA 09:00-17:00 | FREQ=WEEKLY;BYDAY=TH 09:00-19:00"},
    {"Mon-Fri 9-5 closed on bank holidays",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"Mon-Fri 9-5 (closed school holidays)",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"Easter Sunday 10am",
     "words"},
    {"Mon-Fri 9-5, closed Easter Monday",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"Mon-Fri 9-5, closed bank holiday Mondays",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
    {"Thu 10am-12pm, 1pm-3pm & 6pm-8pm",
     "FREQ=WEEKLY;BYDAY=TH 10:00-12:00 | FREQ=WEEKLY;BYDAY=TH 13:00-15:00 | FREQ=WEEKLY;BYDAY=TH 18:00-20:00"},
    {"Daily",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU ?-?"},
    {"Mon-Fri",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR ?-?"},
    {"Tuesday",
     "FREQ=WEEKLY;BYDAY=TU ?-?"},
    {"07:00 - 22:00 daily",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 07:00-22:00"},
    {"10 til 2 Wednesdays",
     "FREQ=WEEKLY;BYDAY=WE 10:00-14:00"},
    {"Mon 10-12; Mon 2-4; Wed closed",
     "FREQ=WEEKLY;BYDAY=MO 10:00-12:00 | FREQ=WEEKLY;BYDAY=MO 14:00-16:00 | words"},
    {"From 9am to 1pm every Saturday",
     "FREQ=WEEKLY;BYDAY=SA 09:00-13:00"},
    {"25 December 2026, 12 noon to 3pm",
     "FREQ=WEEKLY;BYDAY=FR 12:00-15:00 2026-12-25..2026-12-25"},
    {"Sat 14 March 10am-2pm",
     "FREQ=WEEKLY;BYDAY=SA 10:00-14:00 2026-03-14..2026-03-14"},
    {"Every Tuesday during term",
     "FREQ=WEEKLY;BYDAY=TU ?-?"},
    {"meets monthly, dates vary",
     "words"},
    {"weekly",
     "words"},
    {"TBC",
     "words"},
    {"Ask at reception",
     "words"},
    {"Mon 9-5 Tue 9-5 Wed 9-1",
     "FREQ=WEEKLY;BYDAY=MO 09:00-17:00 | FREQ=WEEKLY;BYDAY=TU 09:00-17:00 | FREQ=WEEKLY;BYDAY=WE 09:00-13:00"},
    {"Mon: 09:00 - 17:00, Tue: 09:00 - 17:00, Wed: Closed",
     "FREQ=WEEKLY;BYDAY=MO 09:00-17:00 | FREQ=WEEKLY;BYDAY=TU 09:00-17:00 | words"},
    {"MONDAY 10AM-12PM",
     "FREQ=WEEKLY;BYDAY=MO 10:00-12:00"},
    {"Tues/Thurs 10-11",
     "FREQ=WEEKLY;BYDAY=TU,TH 10:00-11:00"},
    {"Mon/Wed/Fri 5.30pm-6.30pm",
     "FREQ=WEEKLY;BYDAY=MO,WE,FR 17:30-18:30"},
    {"9 to 5 Monday to Friday",
     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 09:00-17:00"},
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

static void test_phrases(void **state)
{
    struct arena arena;
    size_t wrong = 0, n = sizeof phrases / sizeof *phrases;
    (void)state;
    arena_init(&arena, ARENA_REQUEST_CEILING);
    for (size_t i = 0; i < n; i++) {
        struct asset_schedule *lines;
        size_t lines_n;
        assert_int_equal(assets_schedule_parse(&arena, str_from(phrases[i].said),
                                               day_from_civil(2026, 3, 3), &lines, &lines_n),
                         OK);
        struct str got = lines_text(&arena, lines, lines_n);
        if (str_is(got, phrases[i].meant)) continue;
        print_error("\"%s\"\n  wanted %s\n  got    %.*s\n", phrases[i].said,
                    phrases[i].meant, STR_ARG(got));
        wrong++;
    }
    assert_true(n >= 130);
    assert_int_equal(wrong, 0);
    arena_release(&arena);
}

/* Every word is found again, and none twice: the list is in order. */
static void test_lexicon(void **state)
{
    static const char *const words[] = {"monday", "wtorek", "mawrth", "codziennie", "closed"};
    bool plural;
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_non_null(assets_schedule_word(str_from(words[i]), &plural));
    assert_non_null(assets_schedule_word(STR("tuesdays"), &plural));
    assert_true(plural);
    assert_null(assets_schedule_word(STR("knitting"), &plural));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_phrases),
                                       cmocka_unit_test(test_lexicon)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
