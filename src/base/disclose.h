/* Small counts are not shown as they are (notes: under 5 becomes "fewer than 5"). */
#ifndef BASE_DISCLOSE_H
#define BASE_DISCLOSE_H

#include <stdbool.h>
#include <stdint.h>

#define DISCLOSE_THRESHOLD 5
/* May this count be shown exactly? 0 and >= threshold may. */
bool disclose_exact(int64_t count);
/* May a count and its total be shown together? Both it and the rest must be 0 or >= threshold. */
bool disclose_share(int64_t count, int64_t total);

#endif
