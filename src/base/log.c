#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#define LINE_MAX_BYTES 2048

static atomic_bool quiet; /* the one switch of this file: tests turn the lines off */

void log_quiet(bool yes) {
    atomic_store(&quiet, yes);
}

/* A line stays one line whatever its values hold. */
static void put_escaped(FILE *to, const char *s) {
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '\n') fputs("\\n", to);
        else if (c < ' ' || c == 0x7f) fprintf(to, "\\x%02x", c);
        else fputc(c, to);
    }
}

void log_line(enum log_level level, const char *event, const char *format, ...) {
    static const char *const levels[] = {"info", "warn", "error"};
    if (atomic_load(&quiet)) return;
    char text[LINE_MAX_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    flockfile(stderr);
    fprintf(stderr, "level=%s event=", levels[level]);
    put_escaped(stderr, event);
    if (text[0]) fputc(' ', stderr);
    put_escaped(stderr, text);
    fputc('\n', stderr);
    funlockfile(stderr);
}
