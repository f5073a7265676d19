/* What the pages of leaders, checklists and pictures show. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_LEADER_VIEW_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_LEADER_VIEW_H

#include "platform/html/parts.h"

/* ---- checklist ---- */
struct checklist_row {
    struct str name, words_name;      /* of the boxes */
    struct str ask, why, no, words, held; /* held: what nobody who leads holds */
    const struct html_choice *choices; size_t choices_n;
    struct str said;                  /* for reading: "Yes" */
    bool todo;
};
struct checklist_view {
    struct str name, series, keep, begin, pdf, paper, status, lead, parent, template_label;
    bool begun, done;
    const struct html_choice *templates; size_t templates_n;
    const struct checklist_row *rows; size_t rows_n;
    const struct html_choice *months; size_t months_n;
};
struct checklist_part_view { struct str href, words, todo, held; bool runs, begun; };

/* ---- ladder ---- */
struct leader_row {
    long person;
    struct str name, step, open, small_step, checks; /* open: what waits for the other; checks: their page, or empty */
    bool answer;                      /* one who runs it is asked: yes or not yet */
    int next;
    bool ladder, self;
};
struct leaders_view {
    struct str name, series, action, away;
    const struct leader_row *rows; size_t rows_n;
    const struct html_choice *people; size_t people_n;
    const struct html_choice *steps; size_t steps_n;
    struct str small_step;
    struct str only;                  /* the only one who can lead, or empty */
};
struct leader_mine { struct str name, series, action, step, ask, small_step; int next, could; struct str could_words; };
struct leader_led { struct str name, series, leaders, safety; };
struct leader_mine_view { const struct leader_mine *rows; size_t rows_n; const struct leader_led *led; size_t led_n; struct str due; };
struct leader_fragile_row { struct str href, name, words; };
struct leader_today_view { const struct leader_fragile_row *rows; size_t rows_n; struct str due; };
struct leader_part_view { struct str href, words, away; const struct leader_mine *mine; bool runs; };

/* ---- what people hold ---- */
struct check_row { long id; struct str what, until, seen, state; bool out, may_see; };
struct checks_view {
    struct str name, action;          /* name empty: one's own */
    const struct check_row *rows; size_t rows_n;
    const struct html_choice *kinds; size_t kinds_n;
    struct str until;
};
struct check_due_row { struct str href, name, what, until; bool out; };
struct checks_due_view { const struct check_due_row *rows; size_t rows_n; };

/* ---- pictures and small wins ---- */
struct photo_row { struct str href, src, large, words, note; int width, height, large_width, large_height; };
struct photos_view {
    struct str name, when, session, add, text;
    const struct photo_row *rows; size_t rows_n;
    bool may_add, full;
};
struct photo_person { struct str on_name, agree_name, name; bool on, agreed, open, own; struct str open_name; };
struct photo_view {
    struct str name, when, session, photos, src, words, say, answer, down, remove, down_words, by, state;
    int width, height;
    bool seen, mine, runs, asked, agreed, may_down, first;
    const struct html_choice *faces; size_t faces_n;
    const struct photo_person *people; size_t people_n;
    bool open;
};
struct photo_part_view { struct str href, more, win, win_words, win_action, win_pdf; const struct photo_row *rows; size_t rows_n; bool may_add, runs; };
struct photo_ask_row { struct str href, words, more; };
struct photo_me_view { const struct photo_ask_row *asked; size_t asked_n; const struct photo_ask_row *wins; size_t wins_n; };

#endif
