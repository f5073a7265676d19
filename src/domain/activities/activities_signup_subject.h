/* Sign-up's part of "my data", and its example rows. */
#ifndef DOMAIN_ACTIVITIES_SIGNUP_SUBJECT_H
#define DOMAIN_ACTIVITIES_SIGNUP_SUBJECT_H

#include "domain/assets/assets.h"

struct json;

/* Writes keys and values into an open object. */
enum status activities_signup_export(struct ctx *ctx, struct person_id person, struct json *json) MUST_USE;
/* Who comes to one series of the example. */
enum status activities_signup_seed(struct ctx *ctx, struct asset_id series) MUST_USE;

#endif
