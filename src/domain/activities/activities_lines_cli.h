/* Commands about the times of series: words, import, calling off. Private to activities. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_LINES_CLI_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_LINES_CLI_H

#include "domain/activities/activities.h"

struct cli;

enum status activities_say_cli(struct cli *cli);
enum status activities_import_cli(struct cli *cli);
enum status activities_cancel_cli(struct cli *cli);
enum status activities_end_cli(struct cli *cli);

#endif
