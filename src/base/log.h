/* One line a thing that happened, to standard error, logfmt. Only app and platform/http call it. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/str.h"

enum log_level { LOG_INFO, LOG_WARN, LOG_ERROR };
/* No personal data, no message text. `format` makes key=value pairs; newlines are escaped. */
void log_line(enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void log_quiet(bool quiet); /* tests */

#endif
