/* Lines of the permission matrix about activities: rows of the array in matrix_lines.h, which says
   what the columns and letters mean. A record "@tea" is the code of the next session of "tea". */
/* clang-format off: one line a question */
    /* activities */
    {"GET",  "/activities/{id}", "tea", NULL,                                "o ooooooo oooo oo"},
    {"GET",  "/activities/{id}", "nothing", NULL,                            "0 0000000 0000 00"},
    {"GET",  "/on", NULL, NULL,                                              "o ooooooo oooo oo"},
    {"GET",  "/on.json", NULL, NULL,                                         "o ooooooo oooo oo"},
    {"GET",  "/embed/on", NULL, NULL,                                        "o ooooooo oooo oo"},
    {"GET",  "/sessions/{id}", "@tea", NULL,                                 "o ooooooo oooo oo"},
    {"GET",  "/sessions/{id}", "nothing", NULL,                              "0 0000000 0000 00"},
