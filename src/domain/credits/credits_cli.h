/* kith credits ...: the books by command. Each is a row of credits_module.c. */
#ifndef DOMAIN_CREDITS_CREDITS_CLI_H
#define DOMAIN_CREDITS_CREDITS_CLI_H

#include "domain/credits/credits_own.h"

enum status credits_cli_account(struct cli *cli);   /* open one */
enum status credits_cli_list(struct cli *cli);
enum status credits_cli_statement(struct cli *cli);
enum status credits_cli_limits(struct cli *cli);
enum status credits_cli_close(struct cli *cli);
enum status credits_cli_post(struct cli *cli);
enum status credits_cli_reverse(struct cli *cli);
enum status credits_cli_batch(struct cli *cli);     /* credits_batch_cli.c */
enum status credits_cli_verify(struct cli *cli);    /* credits_books_cli.c */
enum status credits_cli_journal(struct cli *cli);

/* "60": one to nine digits and nothing else; a fault on `minutes`. */
enum status credits_minutes_parse(struct ctx *ctx, struct str text, int64_t *ret_minutes) MUST_USE;

#endif
