/* Commands of this module. */
#ifndef DOMAIN_MATCHING_CLI_OWN_H
#define DOMAIN_MATCHING_CLI_OWN_H

#include "base/status.h"

struct cli;
enum status matching_cli_match(struct cli *cli);
enum status matching_cli_weights(struct cli *cli);
enum status matching_cli_refit(struct cli *cli);
enum status matching_cli_gaps(struct cli *cli);

#endif
