/* Content lines of a calendar (RFC 5545 3.1): texts escaped, long lines folded. Lines are first
   written whole, each ending in CRLF, and folded when they go out. */
#ifndef BASE_ICAL_LINE_H
#define BASE_ICAL_LINE_H

#include "base/buf.h"

/* "SUMMARY:Tea\, and cake" of a text; nothing for an empty one. Control characters are left out
   but for line ends. `name` may bring parameters. */
void ical_line_text(struct buf *buf, const char *name, struct str text);
/* One item of a list of texts, escaped, without a line end. */
void ical_line_word(struct buf *buf, struct str text);
/* Whole lines, folded at 75 octets, never inside a letter. */
void ical_line_fold(struct buf *buf, struct str lines);

#endif
