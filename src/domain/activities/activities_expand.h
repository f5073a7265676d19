/* kith activities expand. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_EXPAND_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_EXPAND_H

#include "platform/module/cli.h"

enum status activities_expand_cli(struct cli *cli) MUST_USE;

#endif
