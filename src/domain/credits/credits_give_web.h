/* Pages about telling an hour, giving hours, and one's own hours. */
#ifndef DOMAIN_CREDITS_CREDITS_GIVE_WEB_H
#define DOMAIN_CREDITS_CREDITS_GIVE_WEB_H

#include "domain/credits/credits_give_view.h"
#include "domain/credits/credits_told_own.h"
#include "platform/web/web.h"

enum status credits_web_give(struct web *w);
enum status credits_web_give_tell(struct web *w);
enum status credits_web_gift(struct web *w);
enum status credits_web_gift_give(struct web *w);
enum status credits_web_my_hours(struct web *w);
enum status credits_web_hours_none(struct web *w);
enum status credits_web_hours_print(struct web *w);
enum status credits_web_hours_csv(struct web *w);
enum status credits_web_told(struct web *w);
enum status credits_web_told_do(struct web *w);
enum status credits_panel_hours_me(struct ctx *ctx, struct html *h, int64_t subject);

/* ---- between them ---- */
/* Themselves, or whom they act for. */
struct person_id credits_web_self(const struct web *w);
/* How whoever they act for agreed; STR_NONE for oneself. */
struct str credits_web_consent(const struct web *w);
/* "You have room for 2 more hours." shortly before a limit, else "". */
struct str credits_web_room(struct ctx *ctx, struct person_id person);
/* "You have 3 hours you can use, keep, or give away." Never a sign. */
struct str credits_web_have(struct ctx *ctx, const struct credits_account *account);
struct str credits_web_say(struct ctx *ctx, struct said said);
/* "2 hours, garden." */
struct str credits_web_head(struct ctx *ctx, int64_t minutes, struct str what);

/* A line of somebody's hours, as they read it. */
struct credits_sql_hours;
void credits_web_line(struct ctx *ctx, const struct credits_sql_hours *row, struct person_id self, struct hours_line *ret_line);

#endif
