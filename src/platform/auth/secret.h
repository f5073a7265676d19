/* Secrets people carry: made here, stored only as SHA-256. */
#ifndef PLATFORM_AUTH_SECRET_H
#define PLATFORM_AUTH_SECRET_H

#include "base/buf.h"
#include "platform/auth/auth.h"

/* `bytes` random bytes as lower-case base32 without padding: 16 bytes = 26 letters. */
struct str secret_base32(struct ctx *ctx, size_t bytes);
struct str secret_digits(struct ctx *ctx);  /* 8 decimal digits */
struct str secret_hash(struct arena *arena, struct str secret); /* 32 bytes */
/* A typed code without blanks and dashes, in lower case. */
struct str secret_typed(struct arena *arena, struct str typed);
/* Email in lower case, or a phone number with its country code; STR_NONE when neither. */
struct str secret_who(struct arena *arena, struct str email_or_phone);

#endif
