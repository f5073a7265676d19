#ifndef SAMPLE_VIEW_H
#define SAMPLE_VIEW_H

#include "platform/html/parts.h"

struct sample_row { int64_t id; struct str name; };
struct sample_view {
    struct str name, url;
    int64_t id;
    struct day met;
    bool on;
    double x;
    const struct sample_row *rows; size_t rows_n;
    const char *bare;
};

#endif
