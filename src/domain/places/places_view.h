/* What the place pages show. */
#ifndef DOMAIN_PLACES_PLACES_VIEW_H
#define DOMAIN_PLACES_PLACES_VIEW_H

#include "platform/html/parts.h"

struct places_row {
    int64_t id;
    struct str name, kind, parent, outcode, phone, zone;
};

/* The boxes of one place: as stored, or as typed when the form was refused. */
struct places_form_view {
    struct str action, name, outcode, point, zone;
    struct str foot_name, foot_phone, foot_words;
    const struct html_choice *kinds; size_t kinds_n;
    const struct html_choice *parents; size_t parents_n;
};

struct places_list_view {
    const struct places_row *rows; size_t rows_n;
    const struct places_form_view *form;
};

struct places_edit_view {
    int64_t id;
    struct str name;
    const struct places_form_view *form;
    const struct places_row *inside; size_t inside_n;
};

/* One holiday of the calendar, or a row that was taken back. */
struct places_holiday_view {
    int64_t id;                 /* of an own row; 0 = by rule or shipped */
    struct day first, last;
    bool several;               /* more than one day */
    struct str name, origin, kind;
};

struct places_refusal_view { struct str line, said, why; };

/* What was understood of a list, before it is kept. */
struct places_holidays_look {
    bool shown, terms;
    const struct places_holiday_view *rows; size_t rows_n;
    const struct places_refusal_view *refused; size_t refused_n;
};

struct places_holidays_view {
    struct str place, nation;
    int64_t place_id;
    long year;
    struct str earlier, later;  /* addresses of the years beside it */
    bool typical;               /* some school dates are only typical */
    const struct html_choice *places; size_t places_n; /* value: address */
    const struct places_holiday_view *bank; size_t bank_n;
    const struct places_holiday_view *school; size_t school_n;
    const struct places_holiday_view *off; size_t off_n;    /* days that are no holiday here */
    const struct places_holiday_view *ended; size_t ended_n; /* taken back: can be put back */
    const struct html_choice *kinds; size_t kinds_n;
    const struct html_choice *list_kinds; size_t list_kinds_n;
    struct str first, last, name, list;
    struct places_holidays_look look;
};

#endif
