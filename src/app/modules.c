/* The list of all modules. A new one is one line here and one in ORDER. */
#include "app/app.h"

#include "platform/module/platform.h"
#include "platform/web/web_server.h"

extern const struct module places_module;
extern const struct module vocabulary_module;
extern const struct module people_module;
extern const struct module assets_module;
extern const struct module organisations_module;
extern const struct module credits_module;
extern const struct module activities_module;
extern const struct module conversations_module;
extern const struct module matching_module;
extern const struct module introductions_module;
extern const struct module rounds_module;

static const struct module *const tables[] = {
    &journal_module, &mail_module, &texts_module, &auth_module, &jobs_module, &module_module, &web_module,
    &places_module,
    &vocabulary_module,
    &people_module,
    &assets_module,
    &organisations_module,
    &credits_module,
    &activities_module,
    &conversations_module,
    &matching_module,
    &introductions_module,
    &rounds_module,
    &app_module,
};

struct module_list app_modules(void) {
    return (struct module_list){tables, sizeof tables / sizeof *tables};
}

enum status app_tell(struct ctx *ctx, const char *fact, int64_t subject, int64_t object) {
    return module_tell(ctx, app_modules(), fact, subject, object);
}
