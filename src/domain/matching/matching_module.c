#include "domain/matching/matching_own.h"

#include "platform/module/module.h"

static const struct module_command commands[] = {
    {"match", T_("Rank what is here for a profile, with reasons."), "--profile FILE.json [--limit N] [--three]",
     "profile= limit= three", matching_cli_match, CLI_READ},
    {0},
};

const struct module matching_module = {
    .name = "matching",
    .commands = commands,
};
