/* What the pages of this module show. */
#ifndef DOMAIN_INTRODUCTIONS_VIEW_H
#define DOMAIN_INTRODUCTIONS_VIEW_H

#include "domain/introductions/introductions.h"
#include "platform/html/parts.h"

struct hello_reason { struct str words; };
struct hello_fact { int icon; struct str label, text; };
struct hello_card {
    struct str asset;          /* id, as the form sends it */
    struct str answer_name;    /* "answer-ID" */
    struct str title, href, sentence;
    struct str host;           /* first name, or "" */
    bool unknown;              /* a neighbour, unnamed until two yeses */
    const struct hello_reason *reasons; size_t reasons_n;
    const struct hello_fact *facts; size_t facts_n;
    struct str ask_first;      /* "Ask first: no steps?" or "" */
    struct html_choice *answers; size_t answers_n;
};
struct hellos_view {
    struct str name, action, back;
    bool self, consents;
    const struct hello_card *cards; size_t cards_n;
    const struct hello_reason *left_out; size_t left_out_n; /* limits that took candidates */
    const struct hello_line *going; size_t going_n;         /* already under way */
    const struct hello_line *along; size_t along_n;         /* asked to go along */
};

struct hello_line { struct str href, name, title, state, when; bool lit; };

struct hello_step { struct str words; bool done, now; };
struct hello_view {
    long id; struct str version;
    struct str title, person, host, sentence, asset_href;
    bool host_unknown;
    const struct hello_reason *reasons; size_t reasons_n;
    const struct hello_step *steps; size_t steps_n;
    const struct hello_fact *facts; size_t facts_n;
    bool ask_person, ask_host, ask_meeting, ask_came, ask_follow_up, ask_settle, ask_lead, waits_lead, has_card, ended;
    bool for_host;             /* the host reads it: before two yeses nobody is named */
    struct str day, at, where; bool is_public, both_agree;
    struct str outcome; bool friend_now;
    struct html_choice *turns; size_t turns_n;
    bool ask_again, again_early, again_on;   /* the second visit */
    bool ask_along, ask_buddy, ask_company, for_buddy;
    struct str company;                      /* how it stands with company, or "" */
    struct html_choice *buddies; size_t buddies_n;
    struct str rests;                        /* the connector who rests, or "" */
};

struct today_line { int number; struct str title, words, href, action, ring, ring_words; bool lit; };
struct today_view {
    struct html_markup panels; /* what later modules put on Today */
    struct str greeting; struct day today;
    const struct today_line *lines; size_t lines_n; long more;
    const struct hello_line *waiting; size_t waiting_n;
    const struct hello_line *asked; size_t asked_n;
    bool figure; struct str figure_now, figure_then, figure_base; double bar_then, bar_now;
    struct str figure_sentence;
    bool lead; long concerns;
    struct str room;             /* how many they walk beside, and room */
    long newcomers;              /* nobody walks beside them yet; offered to those with room */
    struct str again_sentence;
    const struct hello_line *along; size_t along_n;
};

struct concern_line { long id; struct str by, words, asset, href; struct instant at; bool read; };
struct concerns_view { const struct concern_line *rows; size_t rows_n; const struct hello_line *asked; size_t asked_n; };

#endif
