/* Names of days and months, and small words with numbers, for each language. */
#include "platform/text/text_own.h"

static const struct text_words english = {
    .weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
    .weekdays_short = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    .months = {"January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December"},
    .comma = ", ",
    .about_km = "about ",
    .km_after = " km",
    .metres = "",
    .metres_after = " m",
    .fewer = "fewer than 5",
    .to = " to ",
    .decimal = '.',
    .group = ","};

static const struct text_words welsh = {
    .weekdays = {"Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener",
                 "Dydd Sadwrn", "Dydd Sul"},
    .weekdays_short = {"Llun", "Maw", "Mer", "Iau", "Gwe", "Sad", "Sul"},
    .months = {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst",
               "Medi", "Hydref", "Tachwedd", "Rhagfyr"},
    .comma = ", ",
    .about_km = "tua ",
    .km_after = " km",
    .metres = "",
    .metres_after = " m",
    .fewer = "llai na 5",
    .to = " tan ",
    .decimal = '.',
    .group = ","};

static const struct text_words polish = {
    .weekdays = {"poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota",
                 "niedziela"},
    .weekdays_short = {"pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."},
    .months = {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca",
               "sierpnia", "września", "października", "listopada", "grudnia"},
    .comma = ", ",
    .about_km = "około ",
    .km_after = " km",
    .metres = "",
    .metres_after = " m",
    .fewer = "mniej niż 5",
    .to = " do ",
    .decimal = ',',
    .group = "\xc2\xa0"};

static const struct text_words urdu = {
    .weekdays = {"پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"},
    .weekdays_short = {"پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"},
    .months = {"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر",
               "اکتوبر", "نومبر", "دسمبر"},
    .comma = "، ",
    .about_km = "تقریباً ",
    .km_after = " کلومیٹر",
    .metres = "",
    .metres_after = " میٹر",
    .fewer = "5 سے کم",
    .to = " سے ",
    .decimal = '.',
    .group = ","};

const struct text_words *text_words(const struct locale *locale) {
    switch (locale->language) {
    case TEXT_CY: return &welsh;
    case TEXT_PL: return &polish;
    case TEXT_UR: return &urdu;
    default: return &english;
    }
}
