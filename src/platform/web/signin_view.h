/* What the sign-in pages show. */
#ifndef PLATFORM_WEB_SIGNIN_VIEW_H
#define PLATFORM_WEB_SIGNIN_VIEW_H

#include "platform/html/parts.h"

struct web_signin_view {
    struct str next;   /* where to go afterwards; a path of our own, or empty */
    struct str who;    /* typed before */
    bool asked;        /* a code is on its way, if the address is known */
    bool shared;
};
struct web_account_view { bool acting; /* for somebody else: nothing here is theirs to set */ };
struct web_token_view { struct str token, next; };
struct web_handbook_page { struct str href, title; bool now; };
struct web_handbook_view {
    struct html_markup text;
    const struct web_handbook_page *pages; size_t pages_n;
};

#endif
