/* Handlers of the public books. */
#ifndef DOMAIN_CREDITS_CREDITS_OPEN_WEB_H
#define DOMAIN_CREDITS_CREDITS_OPEN_WEB_H

#include "platform/module/module.h"

enum status credits_web_books(struct web *w) MUST_USE;
enum status credits_web_books_journal(struct web *w) MUST_USE;
enum status credits_web_books_csv(struct web *w) MUST_USE;
enum status credits_web_books_json(struct web *w) MUST_USE;

#endif
