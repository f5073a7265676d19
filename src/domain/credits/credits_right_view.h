/* What the pages of putting right show. */
#ifndef DOMAIN_CREDITS_CREDITS_RIGHT_VIEW_H
#define DOMAIN_CREDITS_CREDITS_RIGHT_VIEW_H

#include "platform/html/parts.h"

struct right_card {
    struct str title;            /* "Put right: 1 hour, not 2 hours: mending a coat" */
    struct str who;              /* "Samina gave, Joan received. Both agreed." */
    struct str when, reason, answer, decision, over;
    struct str href;             /* the entry, or the new one */
    bool lamp;
};
struct right_view {
    long long entry, id;
    struct str what, who, when;  /* of the entry */
    struct str why_not;          /* it cannot be put right here; else empty */
    struct str now_href;         /* what stands instead */
    const struct right_card *cards; size_t cards_n; /* what was asked about it: none or one */
    bool may_answer, may_withdraw, may_ask, for_other;
    struct html_choice *sides; size_t sides_n;     /* for whom; none = one side only */
    struct html_choice *times; size_t times_n;
    struct html_choice *whos; size_t whos_n;
    struct str other_time, words, who_words, reason, consent, answer_words;
    bool fit, open_who;
};
struct right_line { struct str href, title, who, when; };
struct corrections_view { const struct right_line *rows; size_t rows_n; };
struct correction_view {
    long long id;
    struct str what, who, when, reason, answer, asked_by;
    const struct right_card *cards; size_t cards_n; /* how it ended */
    bool may_decide;
    struct str why_not;
    struct html_choice *decisions; size_t decisions_n;
    struct html_choice *people; size_t people_n;   /* who it was, where that is asked */
    struct str hours, words, decision_words, over_words;
    bool over, fit;
};

#endif
