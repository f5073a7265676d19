/* Handlers of the sign-in pages, for web's table. */
#ifndef PLATFORM_WEB_WEB_SIGNIN_H
#define PLATFORM_WEB_WEB_SIGNIN_H

#include "platform/web/web.h"

enum status web_signin_show(struct web *w);
enum status web_signin_again(struct web *w);
enum status web_signin_ask(struct web *w);
enum status web_signin_code_prepare(struct web *w);
enum status web_signin_code(struct web *w);
enum status web_signin_token_show(struct web *w);
enum status web_signin_token(struct web *w);
enum status web_signin_password_prepare(struct web *w);
enum status web_signin_password(struct web *w);
enum status web_signin_out(struct web *w);
enum status web_signin_stop_acting(struct web *w);
enum status web_account_show(struct web *w);
enum status web_account_password_prepare(struct web *w);
enum status web_account_password(struct web *w);
enum status web_account_out(struct web *w);
enum status web_handbook_index(struct web *w);
enum status web_handbook_show(struct web *w);

#endif
