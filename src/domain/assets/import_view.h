/* What the import pages show. */
#ifndef DOMAIN_ASSETS_IMPORT_VIEW_H
#define DOMAIN_ASSETS_IMPORT_VIEW_H

#include "platform/html/parts.h"

struct assets_upload_view {
    struct str name, href, state, day;
};
struct assets_mapping_view {
    struct str id, source, shown, day;
};
struct assets_bring_view {
    const struct assets_mapping_view *mappings;
    size_t mappings_n;
    struct str source;
    const struct html_choice *places;
    size_t places_n;
    const struct assets_upload_view *uploads;
    size_t uploads_n;
};

struct assets_sample_view {
    struct str name, kind, when, where, reach;
};
struct assets_reason_view {
    struct str line, reason;
};
/* One field and the column it is read from; `was` is what the page showed. */
struct assets_field_view {
    struct str name, was_name, was, label;
    const struct html_choice *choices;
    size_t choices_n;
};

struct assets_import_view {
    struct str name, action, format, source;
    struct str same_href; /* the pairs, for who may answer them */
    struct str wrong; /* why it cannot be read or imported */
    bool preview, waiting, done, more;
    long rows, looked, added, changed, unchanged, refused, refused_shown, duplicates, elsewhere;
    long noted, not_seen;
    const struct assets_field_view *fields;
    size_t fields_n;
    const struct assets_sample_view *sample;
    size_t sample_n;
    const struct assets_reason_view *reasons;
    size_t reasons_n;
    const struct assets_reason_view *notes;
    size_t notes_n;
};

#endif
