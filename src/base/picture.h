/* What a file that is said to be a picture really is, told from its bytes alone: nothing is decoded,
   neither its name nor its type is believed. */
#ifndef BASE_PICTURE_H
#define BASE_PICTURE_H

#include "base/str.h"

enum picture_kind { PICTURE_OTHER, PICTURE_JPEG, PICTURE_PNG, PICTURE_WEBP, PICTURE_HEIC, PICTURE_KIND_KNOWN };
enum picture_wrong {
    PICTURE_FINE,
    PICTURE_EMPTY,   /* no bytes */
    PICTURE_NONE,    /* no picture at all */
    PICTURE_STRANGE, /* a picture of a kind we do not take: GIF, TIFF, BMP, AVIF, SVG */
    PICTURE_CUT,     /* it ends too early, or its parts do not fit together */
    PICTURE_MOVES,   /* several pictures after each other */
    PICTURE_HUGE,    /* more dots than any camera of a phone has */
    PICTURE_MORE     /* it is something else as well: a program, a page, a packed folder */
};

#define PICTURE_SIDE_MAX 20000
#define PICTURE_DOTS_MAX 64000000

struct picture_look {
    enum picture_kind kind;
    enum picture_wrong wrong;
    uint32_t width, height; /* as stored, before it is turned upright; 0 = not said */
};

struct picture_look picture_look(struct str bytes);

#endif
