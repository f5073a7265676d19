/* What the pages of sign-up show. */
#ifndef DOMAIN_ACTIVITIES_SIGNUP_VIEW_H
#define DOMAIN_ACTIVITIES_SIGNUP_VIEW_H

#include "platform/html/parts.h"

/* "Come along", on the page of a series and of one date. */
struct signup_part_view {
    struct str room;                 /* "3 places left." */
    struct str newcomers;            /* "2 of them are for people who never came." */
    struct str mine, mine_href;      /* what stands of the reader */
    struct str action;               /* where the form goes; empty: no form */
    struct str other, other_words;   /* the other way to ask: every time, or one date */
    struct str shut;                 /* why there is no form */
    struct str button;
    struct str coming;               /* for those who run it */
    struct str card;                 /* the code of a card that led here */
    bool nobody, mail, text;         /* nobody signed in; a way we know of the reader */
    const struct html_choice *ways; size_t ways_n;
    const struct html_choice *companions; size_t companions_n;
    const struct html_choice *people; size_t people_n; /* those they walk beside */
    const struct html_choice *hows; size_t hows_n;
    struct str first_name, phone, email, note;
    bool carer, open;                /* open: the details are */
};

/* One date of somebody who comes every time. */
struct signup_date_row { struct str code, when, words; bool skipped, offered; };

/* The own page of one asking. */
struct signup_own_view {
    struct str name, series, when, words, code, until, bring, where, note, seats, action, slip;
    struct day day;
    bool date, coming, waiting, offered, ended, may_undo, paper;
    const struct signup_date_row *dates; size_t dates_n;
    const struct html_choice *ways; size_t ways_n;
};

/* Typing a code. */
struct signup_code_view { struct str code, first_name; bool ask_name; };

/* Who comes, for those who run it. */
struct signup_line { long id; struct str name, more, note, slip; }; /* slip: paper for who has no phone */
struct signup_ring_line { long id; struct str name, tel, phone, words; };
struct signup_coming_view {
    struct str name, when, back, room, paper_href, add, card, action_off, action_told, action_cards;
    bool paper, date, names;
    const struct signup_line *coming; size_t coming_n;
    const struct signup_line *waiting; size_t waiting_n;
    const struct signup_line *missed; size_t missed_n; /* said yes, did not come */
    const struct signup_ring_line *rings; size_t rings_n;
    const struct html_choice *companions; size_t companions_n;
    struct str first_name, phone, note;
};

/* On My page, and on a connector's page of a person. */
struct signup_of_line { struct str href, name, when, words; };
struct signup_of_view {
    struct str name; bool own;
    const struct signup_of_line *rows; size_t rows_n;
    const struct signup_of_line *runs; size_t runs_n; /* what they run: who comes to the next date */
};

#endif
