#include "base/ical_line.h"

#include <string.h>

#define LINE_OCTETS 75

void ical_line_word(struct buf *buf, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '\\' || c == ';' || c == ',') {
            buf_putc(buf, '\\');
            buf_putc(buf, (char)c);
        } else if (c == '\n') {
            buf_puts(buf, "\\n");
        } else if (c == '\t' || (c >= ' ' && c != 0x7f)) {
            buf_putc(buf, (char)c);
        }
    }
}

void ical_line_text(struct buf *buf, const char *name, struct str text)
{
    if (text.len == 0) return;
    buf_puts(buf, name);
    buf_putc(buf, ':');
    ical_line_word(buf, text);
    buf_puts(buf, "\r\n");
}

/* Where a line may be cut: before a byte that begins a letter. */
static size_t cut_at(struct str line, size_t most)
{
    if (line.len <= most) return line.len;
    size_t at = most;
    while (at > 1 && ((unsigned char)line.ptr[at] & 0xc0) == 0x80) at--;
    return at;
}

static void one_line(struct buf *buf, struct str line)
{
    for (size_t most = LINE_OCTETS; line.len > 0; most = LINE_OCTETS - 1) {
        size_t n = cut_at(line, most);
        buf_put(buf, str_slice(line, 0, n));
        line = str_slice(line, n, line.len);
        buf_puts(buf, line.len > 0 ? "\r\n " : "\r\n");
    }
}

void ical_line_fold(struct buf *buf, struct str lines)
{
    while (lines.len > 0) {
        const char *end = memchr(lines.ptr, '\r', lines.len);
        size_t n = end ? (size_t)(end - lines.ptr) : lines.len;
        one_line(buf, str_slice(lines, 0, n));
        lines = str_slice(lines, n + 2, lines.len);
    }
}
