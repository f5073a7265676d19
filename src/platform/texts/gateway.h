/* One message to one HTTP gateway, by libcurl. */
#ifndef PLATFORM_TEXTS_GATEWAY_H
#define PLATFORM_TEXTS_GATEWAY_H

#include "platform/texts/texts.h"

#define GATEWAY_BODY "{\"to\":\"{to}\",\"text\":\"{text}\",\"id\":\"{id}\"}"

/* The template filled in: values escaped as JSON when it begins with {, else as a form. */
struct str gateway_body(struct arena *arena, struct str body, struct str to, struct str text,
                        struct str id);
/* Hand it over. Fails: ERR_BUSY (no answer, or "try later"), ERR_INVALID (refused for good, or an
   address that is neither http nor https); ret_why is what went wrong, without the number or the
   words. Never in the lane or a loop thread. */
enum status gateway_send(struct arena *arena, const struct texts_settings *settings,
                         struct str body, struct str *ret_why) MUST_USE;

#endif
