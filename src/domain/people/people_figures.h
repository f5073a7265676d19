/* The figures of people, for this module's table. */
#ifndef DOMAIN_PEOPLE_FIGURES_H
#define DOMAIN_PEOPLE_FIGURES_H

#include "domain/people/people.h"
#include "platform/module/module.h"

extern const struct module_figure people_figures[];
extern const struct module_figure_in people_figures_in[];

#endif
