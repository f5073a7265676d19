/* Days, times, money, distances and counts in words. */
#include "platform/text/text_own.h"

#include "base/buf.h"
#include "base/disclose.h"
#include <math.h>

static struct str word(const char *s) { return str_from(s); }

struct str text_weekday(const struct locale *locale, int weekday) {
    return weekday >= 0 && weekday < 7 ? word(text_words(locale)->weekdays[weekday]) : STR_NONE;
}

struct str text_weekday_short(const struct locale *locale, int weekday) {
    return weekday >= 0 && weekday < 7 ? word(text_words(locale)->weekdays_short[weekday])
                                       : STR_NONE;
}

struct str text_month(const struct locale *locale, int month) {
    return month >= 1 && month <= 12 ? word(text_words(locale)->months[month - 1]) : STR_NONE;
}

struct str text_day(struct arena *arena, const struct locale *locale, struct day day,
                    struct day today) {
    if (!day_is(day)) return STR_NONE;
    struct civil civil = civil_from_day(day);
    bool year = !day_is(today) || civil_from_day(today).year != civil.year;
    struct str weekday = text_weekday(locale, day_weekday(day)),
               month = text_month(locale, civil.month);
    struct str words = str_printf(arena, "%.*s%s%d %.*s", STR_ARG(weekday),
                                  locale->language == TEXT_PL ? ", " : " ", civil.day,
                                  STR_ARG(month));
    return year ? str_printf(arena, "%.*s %d", STR_ARG(words), civil.year) : words;
}

struct str text_instant(struct arena *arena, const struct locale *locale,
                        const struct zone *zone, struct instant at, struct day today) {
    if (!instant_is(at)) return STR_NONE;
    struct civil civil = civil_from_instant(zone, at);
    struct str day = text_day(arena, locale, day_from_instant(zone, at), today);
    struct str time = text_time(arena, locale,
                                (struct minutes){civil.hour * 60 + civil.minute});
    return str_printf(arena, "%.*s%s%.*s", STR_ARG(day), text_words(locale)->comma,
                      STR_ARG(time));
}

/* ---- times of day ---- */

static int32_t within_day(struct minutes at) { return ((at.n % 1440) + 1440) % 1440; }

static struct str twelve_hours(struct arena *arena, int32_t at, const char *am,
                               const char *pm) {
    int hour = (at / 60 + 11) % 12 + 1, minute = at % 60;
    const char *half = at < 720 ? am : pm;
    if (minute == 0) return str_printf(arena, "%d%s", hour, half);
    return str_printf(arena, "%d.%02d%s", hour, minute, half);
}

static const char *urdu_part(int32_t at) {
    int hour = at / 60;
    if (hour >= 4 && hour < 12) return "صبح";
    if (hour >= 12 && hour < 16) return "دوپہر";
    return hour >= 16 && hour < 20 ? "شام" : "رات";
}

/* The clock itself: halves have words of their own. `o_clock` is left out before "to". */
static struct str urdu_clock(struct arena *arena, int32_t at, bool o_clock) {
    int hour = (at / 60 + 11) % 12 + 1, minute = at % 60;
    const char *after = o_clock ? " بجے" : "";
    if (minute == 0) return str_printf(arena, "%d%s", hour, after);
    if (minute == 30 && hour == 1) return str_printf(arena, "ڈیڑھ%s", after);
    if (minute == 30 && hour == 2) return str_printf(arena, "ڈھائی%s", after);
    if (minute == 30) return str_printf(arena, "ساڑھے %d%s", hour, after);
    return str_printf(arena, "%d بج کر %d منٹ", hour, minute);
}

static struct str urdu_time(struct arena *arena, int32_t at, bool part, bool o_clock) {
    struct str clock = urdu_clock(arena, at, o_clock);
    return part ? str_printf(arena, "%s %.*s", urdu_part(at), STR_ARG(clock)) : clock;
}

static struct str noon_or_midnight(int32_t at, const char *noon, const char *midnight) {
    return at == 720 ? word(noon) : at == 0 ? word(midnight) : STR_NONE;
}

struct str text_time(struct arena *arena, const struct locale *locale, struct minutes at) {
    if (!minutes_is(at)) return STR_NONE;
    int32_t n = within_day(at);
    bool welsh = locale->language == TEXT_CY;
    if (locale->language == TEXT_UR) return urdu_time(arena, n, true, true);
    if (locale->language == TEXT_PL) return str_printf(arena, "%d:%02d", n / 60, n % 60);
    struct str named = noon_or_midnight(n, welsh ? "12 hanner dydd" : "12 noon",
                                        welsh ? "12 hanner nos" : "12 midnight");
    return named.ptr ? named : twelve_hours(arena, n, welsh ? "yb" : "am", welsh ? "yp" : "pm");
}

struct str text_span(struct arena *arena, const struct locale *locale, struct minutes from,
                     struct minutes to) {
    if (!minutes_is(from)) return STR_NONE;
    if (!minutes_is(to)) return text_time(arena, locale, from);
    struct str first = text_time(arena, locale, from), last = text_time(arena, locale, to);
    if (locale->language == TEXT_UR) {
        int32_t a = within_day(from), b = within_day(to);
        first = urdu_time(arena, a, true, false);
        last = urdu_time(arena, b, urdu_part(a) != urdu_part(b), true);
    }
    return str_printf(arena, "%s%.*s%s%.*s", locale->language == TEXT_PL ? "od " : "",
                      STR_ARG(first), text_words(locale)->to, STR_ARG(last));
}

/* ---- numbers ---- */

static void put_number(struct buf *out, const char *group, uint64_t n) {
    if (n >= 1000) {
        put_number(out, group, n / 1000);
        buf_puts(out, group);
        buf_printf(out, "%03d", (int)(n % 1000));
    } else {
        buf_int(out, (int64_t)n);
    }
}

static uint64_t size_of(int64_t n) { return n < 0 ? 0 - (uint64_t)n : (uint64_t)n; }

struct str text_number(struct arena *arena, const struct locale *locale, int64_t n) {
    struct buf out;
    buf_init(&out, arena, 64);
    if (n < 0) buf_putc(&out, '-');
    put_number(&out, size_of(n) < 10000 ? "" : text_words(locale)->group, size_of(n));
    return buf_str(&out);
}

struct str text_real(struct arena *arena, const struct locale *locale, double x) {
    struct buf out;
    if (!isfinite(x) || fabs(x) > 1e15) return STR_NONE;
    int64_t n = llround(x * 100);
    int rest = (int)(size_of(n) % 100);
    buf_init(&out, arena, 64);
    if (n < 0) buf_putc(&out, '-');
    put_number(&out, size_of(n) < 1000000 ? "" : text_words(locale)->group, size_of(n) / 100);
    if (rest)
        buf_printf(&out, rest % 10 ? "%c%02d" : "%c%d", text_words(locale)->decimal,
                   rest % 10 ? rest : rest / 10);
    return buf_str(&out);
}

struct str text_money(struct arena *arena, const struct locale *locale, struct pence amount) {
    struct buf out;
    if (amount.n == PENCE_NONE.n) return STR_NONE;
    (void)locale; /* pounds are written the same way in all of our languages */
    buf_init(&out, arena, 64);
    buf_puts(&out, amount.n < 0 ? "-£" : "£");
    put_number(&out, ",", size_of(amount.n) / 100);
    if (size_of(amount.n) % 100) buf_printf(&out, ".%02d", (int)(size_of(amount.n) % 100));
    return buf_str(&out);
}

/* Metres to the nearest 50, kilometres to a half below three: nobody walks by the metre. */
struct str text_km(struct arena *arena, const struct locale *locale, double km) {
    const struct text_words *words = text_words(locale);
    if (!isfinite(km) || km < 0 || km > 1e6) return STR_NONE;
    if (km < 0.975) {
        long metres = lround(km * 20) * 50;
        return str_printf(arena, "%s%ld%s", words->metres, metres < 50 ? 50 : metres,
                          words->metres_after);
    }
    double shown = km < 3 ? round(km * 2) / 2 : round(km);
    struct str number = text_real(arena, locale, shown);
    return str_printf(arena, "%s%.*s%s", words->about_km, STR_ARG(number), words->km_after);
}

struct str text_count(struct arena *arena, const struct locale *locale, int64_t n) {
    if (!disclose_exact(n)) return word(text_words(locale)->fewer);
    return text_number(arena, locale, n);
}
