#include "base/clock.h"
struct place_id { int64_t v; };
