/* What the frame round every page shows. Filled by the router, drawn by pages/frame.html. All
   words are translated already, except those of the frame itself. */
#ifndef PLATFORM_WEB_FRAME_VIEW_H
#define PLATFORM_WEB_FRAME_VIEW_H

#include "platform/html/parts.h"

#define WEB_ROOMS_MOST 5

/* A language: its name in its own script, and this page's address in it. */
struct web_frame_tongue { struct str html, name, href; bool now; };
struct web_frame_room { struct str label, href; bool now; };

struct web_frame_view {
    struct str title;        /* of the page; "Error:" is put before it when h->faults has any */
    struct str place;        /* "Weirside"; may be empty before a place is set up */
    const struct web_frame_tongue *tongues; size_t tongues_n;
    const struct web_frame_room *rooms; size_t rooms_n; /* the first five are shown */
    struct str acting;       /* first name of the person written for; empty = nobody */
    struct str
        acting_stop; /* form action that ends it (POST, with keys), e.g. "/acting/stop" */
    struct str notice;       /* one line from the page before; empty = none */
    bool front;              /* front page: the page draws its own width and its own street */
    bool bare;               /* large print or paper: no header, street or script */
    struct str helper;       /* first name of who answers the phone; may be empty */
    struct str phone;        /* "07700 900142"; empty = no number set */
    struct str phone_url;    /* "tel:+447700900142" */
    struct str help_words; /* "Monday to Friday. Or come to the hall on a Tuesday." as the place
                              wrote it */
    bool signed_in;
    struct str easy_href;    /* this page in easy read, or back */
    struct str css, js, icon; /* addresses with their hash */
    struct str calendar, feed; /* the same as iCalendar, as Atom: rel="alternate" */
};

enum web_message_kind {
    WEB_MESSAGE_MISSING,  /* 404 */
    WEB_MESSAGE_DENIED,   /* 403 */
    WEB_MESSAGE_SIGN_IN,  /* 403, nobody signed in */
    WEB_MESSAGE_BUSY,     /* 503: saving is paused, the words are kept */
    WEB_MESSAGE_BROKEN,   /* 500 */
    WEB_MESSAGE_OFTEN,    /* 429 */
    WEB_MESSAGE_LARGE,    /* 413 */
    WEB_MESSAGE_STALE,    /* a form from an older session: 403 on its CSRF token */
    WEB_MESSAGE_REFUSED   /* 422, 409, 405: the reasons are in `said` */
};
/* Words that were sent and could not be kept: shown, so that nothing is lost. */
struct web_message_kept { struct str name, value; };
struct web_message_view {
    enum web_message_kind kind;
    const struct str *said; size_t said_n; /* reasons, in words */
    struct str code;         /* short, for the log: "K7Q2"; empty = none */
    struct str again;        /* address to try again; empty = none */
    const struct web_message_kept *kept; size_t kept_n;
};

#endif
