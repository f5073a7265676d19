/* What the pages of this module show. */
#ifndef DOMAIN_PEOPLE_VIEW_H
#define DOMAIN_PEOPLE_VIEW_H

#include "domain/people/people.h"
#include "platform/html/parts.h"

struct people_list_line { struct str href, name, place, connector; bool nobody; };
struct people_list_view {
    struct str search;
    const struct people_list_line *rows; size_t rows_n;
    long total; struct str more; /* address of the next page, or STR_NONE */
    bool may_add, mine_only;
};

/* The form for a person, new or known. */
struct people_form_view {
    struct str action, title_name;
    bool is_new;
    struct str first_name, email, phone, address, outcode;
    struct html_choice *ages; size_t ages_n;
    struct html_choice *child_ages; size_t child_ages_n;
    struct html_choice *needs; size_t needs_n;
    struct html_choice *languages; size_t languages_n;
    unsigned long week;
};

struct people_consent_line { struct str words, stops, name; bool on; struct instant given_at; struct str how; bool has_date; };
struct people_relation_line { int64_t id; struct str from, words, to; bool may_end; };
struct people_support_line { int64_t id; struct str name, tie; };
struct people_fact_line { struct str what, value, who; };
struct people_looked_line { struct str who, what; struct instant at; };

struct people_person_view {
    int64_t id;
    struct str name;
    bool nobody, nobody_known, may_hear, may_relate, has_account;
    struct str ring;            /* tel: address, or STR_NONE */
    struct str phone;
    const struct people_fact_line *facts; size_t facts_n;
    const struct people_support_line *supports; size_t supports_n;
    const struct people_relation_line *relations; size_t relations_n;
    const struct people_consent_line *consents; size_t consents_n;
    const struct people_looked_line *looked; size_t looked_n;
    struct html_choice *relation_kinds; size_t relation_kinds_n; struct str reason;
    struct html_choice *others; size_t others_n;
    struct html_choice *hows; size_t hows_n;
    struct html_markup panels;  /* what other modules show about a person */
};

struct people_me_view {
    struct str name;
    bool acting;
    struct html_markup panels;
    struct str connector;       /* first name, or STR_NONE */
    const struct people_fact_line *facts; size_t facts_n;
    const struct people_consent_line *consents; size_t consents_n;
    const struct people_support_line *supports; size_t supports_n;
    const struct people_looked_line *looked; size_t looked_n;
};

struct people_apart_line { int64_t a, b; struct str a_name, b_name, reason; struct instant since; };
struct people_apart_view {
    const struct people_apart_line *rows; size_t rows_n;
    struct html_choice *people; size_t people_n;
    struct str reason;
};

#endif
