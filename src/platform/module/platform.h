/* The tables of the platform's own modules. They stand here because a table names what is above
   the module it speaks for. */
#ifndef PLATFORM_MODULE_PLATFORM_H
#define PLATFORM_MODULE_PLATFORM_H

#include "platform/module/module.h"

extern const struct module journal_module;
extern const struct module mail_module;
extern const struct module texts_module;
extern const struct module auth_module;
extern const struct module jobs_module;
extern const struct module module_module;

#endif
