#include "domain/assets/index_row.h"

/* Where only the outcode is known its middle serves for distances: "about". */
void assets_about(struct ctx *ctx, struct str outcode, double *lat, double *lon, bool *ret_about)
{
    const struct places_outcode *known;
    *ret_about = false;
    if (*lat == *lat || outcode.len == 0 || places_outcode_find(ctx, outcode, &known) != OK) return;
    *lat = known->lat;
    *lon = known->lon;
    *ret_about = true;
}
