/* What the pages of this module show. */
#ifndef DOMAIN_CONVERSATIONS_VIEW_H
#define DOMAIN_CONVERSATIONS_VIEW_H

#include "domain/conversations/conversations.h"
#include "platform/html/parts.h"

struct listen_view {
    struct str action;
    bool self;               /* a resident writes about themselves */
    bool from_paper;         /* copied from the printed form: everything open, in its order */
    bool known;              /* the person is known: no name box */
    struct str name, person; /* person: id text or "" */
    struct str words, supports;
    bool nobody;             /* "nobody just now" is ticked */
    bool heard;              /* the chips were shown once */
    bool faulty;             /* something must be put right first */
    struct html_choice *turns; size_t turns_n;
    struct html_choice *chips; size_t chips_n;
    struct html_choice *loves; size_t loves_n;
    struct html_choice *gifts; size_t gifts_n;
    struct html_choice *hopes; size_t hopes_n;
    struct html_choice *barriers; size_t barriers_n;
    struct html_choice *needs; size_t needs_n;
    struct html_choice *languages; size_t languages_n;
    unsigned long week;
    struct str outcode;
    bool ok_keep, ok_look, ok_ask, stand_in;
};

struct heard_line { struct str href, name; struct instant at; };
struct heard_view { const struct heard_line *rows; size_t rows_n; };

struct told_group { struct str title; struct str words; };
struct told_view {
    struct str href;         /* where to listen again */
    const struct told_group *groups; size_t groups_n;
    struct str last_words; struct instant last_at; bool has_last;
    bool own;                /* shown to the person themselves */
};

#endif
