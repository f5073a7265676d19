/* What the keeper's page shows. */
#ifndef DOMAIN_VOCABULARY_VIEW_H
#define DOMAIN_VOCABULARY_VIEW_H

#include "domain/vocabulary/vocabulary.h"
#include "platform/html/parts.h"

struct vocabulary_word_line { struct str word, href; int64_t people; };
struct vocabulary_taught_line { struct str words, means, end; };
struct vocabulary_view {
    const struct vocabulary_word_line *heard; size_t heard_n;
    const struct vocabulary_taught_line *taught; size_t taught_n;
    struct str words, means;
};

#endif
