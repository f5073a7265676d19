/* Who said what, for the form of an entry. Private to assets. */
#ifndef DOMAIN_ASSETS_ASSETS_SOURCES_WEB_H
#define DOMAIN_ASSETS_ASSETS_SOURCES_WEB_H

#include "domain/assets/assets_view.h"
#include "platform/web/web.h"

enum status assets_said_fill(struct web *w, struct asset_id id,
                             struct assets_form_view *view) MUST_USE;

#endif
