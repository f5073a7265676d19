/* A geometry taken apart. Private to the readers of import. */
#ifndef DOMAIN_ASSETS_IMPORT_GEO_H
#define DOMAIN_ASSETS_IMPORT_GEO_H

#include "domain/assets/import_own.h"

#include <stdlib.h>

#define GEO_OUTLINE 200 /* points of an outline */

enum { GEO_POINT, GEO_LINE, GEO_AREA };

struct geo_part {
    int rank, polygon; /* polygon: rings of one follow each other, the outer first */
    double *xy;        /* n pairs: longitude, latitude */
    size_t n;
};
struct import_geo {
    struct arena *arena;
    struct geo_part *parts;
    size_t parts_n;
    int rank, polygons; /* rank: the highest among the parts */
    bool bad;           /* something could not be read */
    double x, y;        /* a point of it */
};

/* GeoJSON of at most GEO_OUTLINE points; STR_NONE for a single point. */
struct str assets_import_geo_outline(const struct import_geo *geo);

#endif
