/* kith credits notes ...: paper notes by command. Each is a row of credits_module.c. */
#ifndef DOMAIN_CREDITS_CREDITS_NOTES_CLI_H
#define DOMAIN_CREDITS_CREDITS_NOTES_CLI_H

#include "base/status.h"

struct cli;

enum status credits_cli_notes_print(struct cli *cli);
enum status credits_cli_notes_reprint(struct cli *cli);
enum status credits_cli_notes_list(struct cli *cli);
enum status credits_cli_notes_void(struct cli *cli);
enum status credits_cli_notes_give(struct cli *cli);
enum status credits_cli_notes_expire(struct cli *cli);
enum status credits_cli_notes_redeem(struct cli *cli);

#endif
