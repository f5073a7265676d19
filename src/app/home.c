/* The first page: a box to look for what is on, and what the modules put beside it. */
#include "app/app.h"

#include "platform/web/web.h"
#include "web_pages.h"

enum status app_home_show(struct web *w) {
    const struct web_home_view v = {.signed_in = w->ctx->actor.account != 0};
    web_page_home(web_page(w, SAY("Find your people"), NULL), &v);
    TRY(web_panels(w, "home", w->ctx->actor.person));
    return OK;
}
