#include "base/clock.h"
struct item_id { int64_t v; };
