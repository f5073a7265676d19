/* Between the form's files: what was typed becomes a series. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_EDIT_OWN_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_EDIT_OWN_H

#include "domain/activities/activities_edit.h"
#include "platform/web/web.h"

/* A form as one thing: the entry, the series, the lines of its times. */
struct activity_form {
    struct asset asset;
    struct activity_series series;
    struct activity_times times;
};

/* ---- activities_edit_read_web.c ---- */
/* What stands in the boxes, with a fault beside each box that is not right. */
enum status activities_form_read(struct web *w, struct activity_form *form) MUST_USE;
/* The lines of the words, or of the choices, with the ticks; n = 0 when nothing was said. */
enum status activities_form_times(struct web *w, const struct asset *before, struct activity_times *ret_times) MUST_USE;
/* Its words as they stand in the box. */
struct str activities_form_words(struct arena *arena, const struct asset *asset);

#endif
