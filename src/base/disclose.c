#include "base/disclose.h"

bool disclose_exact(int64_t count) {
    return count == 0 || count >= DISCLOSE_THRESHOLD;
}

bool disclose_share(int64_t count, int64_t total) {
    if (count < 0 || total < count) return false;
    return disclose_exact(count) && disclose_exact(total - count);
}
