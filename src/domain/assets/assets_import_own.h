/* Between the page, the timer and the preview of import. */
#ifndef DOMAIN_ASSETS_ASSETS_IMPORT_OWN_H
#define DOMAIN_ASSETS_ASSETS_IMPORT_OWN_H

#include "assets_sql.h"
#include "domain/assets/assets_import.h"
#include "domain/assets/import_store.h"
#include "domain/assets/import_view.h"
#include "platform/web/web.h"

#define ASSETS_IMPORT_ARENA ((size_t)512 << 20) /* a file of 20 MB with all its copies */
#define ASSETS_IMPORT_LOOKED 5000               /* rows a preview reads */

/* The upload, if it is the actor's own or they look after the place. */
enum status assets_import_upload_own(struct ctx *ctx, struct import_id id,
                                     struct assets_sql_upload_find *ret_upload) MUST_USE;
/* A list somebody else brings in is not taken over by using its name. */
enum status assets_import_source_check(struct ctx *ctx, struct str source) MUST_USE;
/* Lines of field=column into the options. */
void assets_import_maps_parse(struct arena *arena, struct str maps, struct import_options *o);

#endif
