/* Between this module's table and its files. */
#ifndef DOMAIN_PEOPLE_OWN_H
#define DOMAIN_PEOPLE_OWN_H

#include "base/json.h"
#include "domain/people/people.h"

struct cli;

enum status people_export(struct ctx *ctx, int64_t person, struct json *json);
/* The rest of it: handings over, room and rest, who looked or wrote. */
enum status people_export_more(struct ctx *ctx, struct person_id person, struct json *json);
enum status people_cli_list(struct cli *cli);
enum status people_cli_show(struct cli *cli);
enum status people_standing(struct ctx *ctx, struct actor *actor);
enum status people_seed(struct ctx *ctx);

#endif
