/* What the page of text messages shows: never a whole number, never the words. */
#ifndef PLATFORM_WEB_TEXTS_VIEW_H
#define PLATFORM_WEB_TEXTS_VIEW_H

#include "platform/html/parts.h"

struct web_text_line {
    int64_t id;
    struct str at, end, kind, state, why;
    long parts;
    bool may_retry, trouble;
};
struct web_texts_view {
    bool out_ready, in_ready; /* is a gateway set up; is a secret for what comes in */
    long waiting, sent, failed;
    const struct web_text_line *rows; size_t rows_n;
};

#endif
