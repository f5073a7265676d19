/* The command, pages and timer of import, for the module's table. Private to assets. */
#ifndef DOMAIN_ASSETS_ASSETS_IMPORT_H
#define DOMAIN_ASSETS_ASSETS_IMPORT_H

#include "domain/assets/assets_own.h"

struct cli;
struct web;

enum status assets_import_cli(struct cli *cli);

enum status assets_import_web_new(struct web *w);
enum status assets_import_web_bring_prepare(struct web *w);
enum status assets_import_web_bring(struct web *w);
enum status assets_import_web_show(struct web *w);
enum status assets_import_web_say_prepare(struct web *w);
enum status assets_import_web_say(struct web *w);

/* Import the uploads that wait, one after the other, in slices. */
enum status assets_import_job(struct ctx *ctx);

#endif
