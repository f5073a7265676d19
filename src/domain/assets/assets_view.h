/* What the pages of this module show: plain structs, words already in the reader's language. */
#ifndef DOMAIN_ASSETS_ASSETS_VIEW_H
#define DOMAIN_ASSETS_ASSETS_VIEW_H

#include "platform/html/parts.h"

struct assets_fact_view {
    int icon;
    struct str label, text;
};
struct assets_link_view {
    struct str href, text;
};

/* One door of the list. */
struct assets_row_view {
    int number;
    struct str href, name, tag, ask, checked, phone,
        phone_href;       /* ask: hours not known, a day wanted */
    struct day day;       /* the next day it is on */
    bool dated, lit, old; /* old: not checked lately, ring first */
    const struct assets_fact_view *facts;
    size_t facts_n;
    struct str more; /* address of the same elsewhere */
    long more_n;
};

struct assets_find_view {
    bool asked, wrong; /* wrong: the question could not be read */
    bool empty;
    long total;
    struct str what;       /* the words searched for */
    struct str understood; /* "Near B36, within 5 km. On Tuesday. The nearest come first." */
    struct str meaning;    /* "We also looked for: gardening" */
    const struct assets_link_view *chips; /* wishes read from the words; the link takes one off */
    size_t chips_n;
    const struct str *corrected; /* "We looked for gardening; you wrote gardenning." */
    size_t corrected_n;
    struct str exact, exactly; /* address of just these words; what its link says, or STR_NONE */
    struct str unread;         /* address of the words read again, where they were not */
    struct str sort, sort_text, sort_code; /* the other order; the one chosen */
    bool open_now, open_today;
    struct str q, near, from, to;
    const struct html_choice *days, *easy, *languages, *distances;
    size_t days_n, easy_n, languages_n, distances_n;
    const struct assets_row_view *rows;
    size_t rows_n;
    const struct html_pin *pins;
    size_t pins_n;
    double radius_m;
    struct str middle, more;
    const struct assets_link_view *relax;
    size_t relax_n;
};

struct assets_asset_view {
    struct str name, kind, organisation, tag, checked, ring_first, source;
    struct day day;
    bool dated, lit, old, closed;
    const struct str *paragraphs;
    size_t paragraphs_n;
    const struct assets_fact_view *facts;
    size_t facts_n;
    const struct str *times;
    size_t times_n;       /* the lines of the schedule */
    struct str own_words; /* when they say more than the rule */
    struct str phone, phone_href, email, email_href, url;
    struct str welcome;
    struct str edit, check; /* addresses, when the reader may */
    struct html_markup panels;
};

struct assets_line_view {
    struct str name, href, edit, check, checked;
    bool old;
};
struct assets_list_view {
    const struct assets_line_view *rows;
    size_t rows_n;
    long total;
    long pairs; /* that may be one thing, for who may say so */
    bool may_add, may_merge, may_teach; /* may_teach: the keeper of the words */
    struct str more;
};

/* Who said these fields last. */
struct assets_said_view {
    struct str fields, words; /* "Name, When"; "from Solihull Council, on Tuesday 3 March" */
};

struct assets_form_view {
    bool is_new;
    const struct assets_said_view *said;
    size_t said_n;
    struct str action, end, title;
    struct str name, description, times, location, address, city, postcode, point, phone, email,
        url;
    struct str cost_words, price, languages, age_low, age_high, host_name, access_words,
        usual_size;
    const struct html_choice *kinds, *costs, *organisations, *access, *steps, *audiences;
    size_t kinds_n, costs_n, organisations_n, access_n, steps_n, audiences_n;
    bool host_meets, for_child;
};

#endif
