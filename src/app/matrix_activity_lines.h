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
    /* wishes */
    {"GET",  "/wish", NULL, NULL,                                            "o ooooooo oooo oo"},
    {"POST", "/wish", NULL, "words=",                                        "i iiiiiii iiii ii"},
    {"GET",  "/wish/paper.pdf", NULL, NULL,                                  "p ppppppp pppp pp"},
    {"GET",  "/wish/{id}", "wish-walk", NULL,                                "o ooooooo oooo oo"},
    {"GET",  "/wish/{id}", "nothing", NULL,                                  "0 0000000 0000 00"},
    {"POST", "/wish/{id}/yes", "wish-walk", "exact=someday",                 "i iiiiiii iiii ii"},
    {"POST", "/wish/{id}/back", "wish-oven", NULL,                           "- 0000000 0000 00"},
    {"POST", "/wish/{id}/group", "wish-walk", "do=design&design=",           "- r----r- ---- --"},
    /* calendars and feeds: for everybody */
    {"GET",  "/calendar.ics", NULL, NULL,                                    "o ooooooo oooo oo"},
    {"GET",  "/places/{id}", "=Weirside.ics", NULL,                          "o ooooooo oooo oo"},
    {"GET",  "/places/{id}", "=nothing", NULL,                               "0 0000000 0000 00"},
    {"GET",  "/feeds/openactive", NULL, NULL,                                "o ooooooo oooo oo"},
    {"GET",  "/feeds/openactive/session-series", NULL, NULL,                 "o ooooooo oooo oo"},
    {"GET",  "/feeds/openactive/scheduled-sessions", NULL, NULL,             "o ooooooo oooo oo"},
    {"GET",  "/feeds/on.atom", NULL, NULL,                                   "o ooooooo oooo oo"},
    {"POST", "/me/calendar", NULL, "",                                       "- rrrrrrr rrrr rr"},
    {"GET",  "/activities/{id}/kind", "tea", NULL,                           "r ---ooo- ---- --"},
    {"GET",  "/activities/{id}/poster.pdf", "tea", NULL,                     "p ppppppp pppp pp"},
    {"GET",  "/on.pdf", NULL, NULL,                                          "p ppppppp pppp pp"},
    {"POST", "/activities/{id}/kind", "tea", "activity=none",                "- ---rrr- ---- --"},
