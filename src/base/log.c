#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#define LINE_MAX_BYTES 2048

static atomic_bool quiet; /* the one switch of this file: tests turn the lines off */

void log_quiet(bool yes) {
    atomic_store(&quiet, yes);
}

struct line { char text[LINE_MAX_BYTES * 4 + 200]; size_t n; };

/* A line stays one line whatever its values hold. */
static void put_escaped(struct line *l, const char *s) {
    static const char digits[] = "0123456789abcdef";
    for (; *s && l->n + 5 < sizeof l->text; s++) {
        unsigned char c = (unsigned char)*s;
        if (c >= ' ' && c != 0x7f) {
            l->text[l->n++] = (char)c;
            continue;
        }
        l->text[l->n++] = '\\';
        l->text[l->n++] = c == '\n' ? 'n' : 'x';
        if (c == '\n') continue;
        l->text[l->n++] = digits[c >> 4];
        l->text[l->n++] = digits[c & 15];
    }
}

/* In one write: standard error keeps no buffer, and a call for every character would cost more
   than answering the request it tells of. */
void log_line(enum log_level level, const char *event, const char *format, ...) {
    static const char *const begins[] = {"level=info event=", "level=warn event=", "level=error event="};
    struct line line;
    char text[LINE_MAX_BYTES];
    va_list args;
    if (atomic_load(&quiet)) return;
    line.n = 0;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    put_escaped(&line, begins[level]);
    put_escaped(&line, event);
    if (text[0]) put_escaped(&line, " ");
    put_escaped(&line, text);
    line.text[line.n++] = '\n';
    fwrite(line.text, 1, line.n, stderr);
}
