/* Shared by this module's files. */
#ifndef DOMAIN_CONVERSATIONS_OWN_H
#define DOMAIN_CONVERSATIONS_OWN_H

#include "domain/conversations/conversations.h"

/* A told thing as the value of a tap ("love:fishing", "love:fishing:past"), and back. */
struct str conversations_tap(struct arena *arena, const struct told *told);
bool conversations_tap_parse(struct str value, struct told *ret_told);

enum status conversations_seed(struct ctx *ctx) MUST_USE;

#endif
