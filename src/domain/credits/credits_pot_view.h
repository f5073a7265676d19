/* What the pages of pots show. */
#ifndef DOMAIN_CREDITS_CREDITS_POT_VIEW_H
#define DOMAIN_CREDITS_CREDITS_POT_VIEW_H

#include "platform/html/parts.h"

struct pot_row { struct str href, name, about, has; };
struct pot_tell { struct str said, reason, action; };
struct pots_view {
    const struct pot_row *rows;
    size_t rows_n;
    const struct pot_tell *tell;
    size_t tell_n;
    bool may_open;
    struct str name, about;
};
struct pot_gift { struct str said, words; struct instant at; };
struct pot_word { struct str said, reason; };
struct pot_ask {
    struct str id, words, said, state, reason, action;
    bool good, may_say, mine;
    const struct pot_word *others;
    size_t others_n;
    struct str hours;
};
struct pot_keeper { struct str name, id; bool may_end; };
struct pot_view {
    struct str name, about, has, in, out, id, keepers_said;
    const struct pot_gift *gifts;
    size_t gifts_n;
    const struct pot_ask *open, *decided;
    size_t open_n, decided_n;
    const struct pot_keeper *keepers;
    size_t keepers_n;
    const struct html_choice *long_, *people;
    size_t long_n, people_n;
    struct str have, whose, person, words, hours, name_typed, about_typed;
    bool member, named, may_change, closed, waits_for_keeper;
};
struct pot_ask_view {
    struct str pot, back, id, words, hours;
    const struct html_choice *whom, *long_, *consents;
    size_t whom_n, long_n, consents_n;
    bool named, look;
    struct str whom_value, long_value, consent_value, minutes_value, shown_words, shown_said;
};

#endif
