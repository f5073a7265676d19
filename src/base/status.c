#include "base/status.h"

const char *status_name(enum status status) {
    static const char *const names[] = {"OK",       "INVALID", "DENIED", "MISSING",
                                        "CONFLICT", "LIMIT",   "BUSY",   "BROKEN"};
    return (unsigned)status < sizeof names / sizeof *names ? names[status] : "BROKEN";
}
