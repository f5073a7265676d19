/* Drawing on paper: one page of PDF by cairo, text in every script by Pango. Lengths are in
   points. "Start" is left, or right on a right-to-left page; x runs from the start edge. */
#ifndef WORKER_PAPER_H
#define WORKER_PAPER_H

#include "base/buf.h"

#include <pango/pangocairo.h>

#define MM (72 / 25.4)
#define PAPER_MAX_TEXT 4000 /* bytes of one text */

struct paper {
    cairo_t *cairo;
    PangoContext *context;
    cairo_surface_t *surface;
    double width, height;
    bool rtl, nastaliq;
    struct buf *out;
};

enum paper_colour { PAPER_INK, PAPER_SOFT, PAPER_DAMSON, PAPER_LAMP, PAPER_EDGE, PAPER_WHITE };
enum paper_face { PAPER_VOICE, PAPER_PLAIN, PAPER_SMALL }; /* a human voice, facts, the foot */

/* A text that shrinks, then ends in three dots, but never leaves its box. */
struct paper_text {
    struct str text;
    enum paper_face face;
    enum paper_colour colour;
    double size;
    bool bold, centre;
    int max_lines; /* when nothing else helps */
};

void paper_open(struct paper *paper, struct buf *out, double width, double height,
                struct str language, bool rtl, struct str title);
/* Fails: ERR_BROKEN (cairo), ERR_LIMIT (a file too large). */
enum status paper_close(struct paper *paper) MUST_USE;

/* The height of the text in this width at this scale. */
double paper_measure(struct paper *paper, const struct paper_text *text, double width,
                     double scale);
/* The same when cut down to max_lines. */
double paper_measure_cut(struct paper *paper, const struct paper_text *text, double width,
                         double scale);
/* Where the middle of its first line lies below its top, to the eye: Nastaliq hangs from above.
 */
double paper_middle(struct paper *paper, const struct paper_text *text, double width,
                    double scale);
/* Draw it with its start edge at x and its top at y; what passes `height` ends in three dots.
 */
void paper_draw(struct paper *paper, const struct paper_text *text, double x, double y,
                double width, double height, double scale);

void paper_colour(struct paper *paper, enum paper_colour colour);
/* The path of a door: straight sides, round head, from its top middle. */
void paper_arch(struct paper *paper, double middle, double top, double width, double height);
/* Where a box of this width starts in cairo's own coordinates. */
double paper_left(const struct paper *paper, double x, double width);
/* A lit door with a doorstep. */
void paper_door(struct paper *paper, double middle, double top, double width, double height);
/* A square QR code of `side` with its quiet zone. Fails: ERR_INVALID (too long). */
enum status paper_qr(struct paper *paper, struct str text, double x, double y,
                     double side) MUST_USE;

enum paper_icon { ICON_NONE, ICON_CLOCK, ICON_DOOR, ICON_CUP };
void paper_icon(struct paper *paper, enum paper_icon icon, double x, double y, double size);

#endif
