/* Lines of the permission matrix about time credits: rows of the array in matrix_lines.h, which says
   what the columns and letters mean. */
/* clang-format off: one line a question */
    /* programs: a session opens nothing by POST; administrators may read */
    {"POST", "/api/v1/credits/entries", NULL, NULL,                          "u uuuuuuu uuuu uu"},
    {"GET",  "/api/v1/credits/accounts/{name}", "=nobody", NULL,             "u -----0- --0- --"},
    /* the books, and putting right */
    {"GET",  "/books", NULL, NULL,                                           "o ooooooo oooo oo"},
    {"GET",  "/books/journal", NULL, NULL,                                   "o ooooooo oooo oo"},
    {"GET",  "/books.csv", NULL, NULL,                                       "o ooooooo oooo oo"},
    {"GET",  "/books.json", NULL, NULL,                                      "o ooooooo oooo oo"},
    {"GET",  "/hours/{entry}/right", "nothing", NULL,                        "r 0000000 0000 00"},
    {"POST", "/hours/{entry}/right", "nothing", "minutes=0",                 "- 0000000 0000 00"},
    {"POST", "/rights/{id}/agree", "nothing", NULL,                          "- 0000000 0000 00"},
    {"POST", "/rights/{id}/decline", "nothing", NULL,                        "- 0000000 0000 00"},
    {"POST", "/rights/{id}/withdraw", "nothing", NULL,                       "- 0000000 0000 00"},
    {"GET",  "/credits/corrections", NULL, NULL,                             "r -----o- --o- --"},
    {"GET",  "/credits/corrections/{id}", "nothing", NULL,                   "r -----0- --0- --"},
    {"POST", "/credits/corrections/{id}", "nothing", "decision=",            "- -----0- --0- --"},
    /* earning */
    {"GET",  "/activities/{id}/hours", "tea", NULL,                          "r ---ooo- ---- --"},
    {"POST", "/activities/{id}/hours", "tea", "minutes=",                    "- ---iii- ---- --"},
    {"GET",  "/credits/programmes", NULL, NULL,                              "r -----o- --o- --"},
    {"POST", "/credits/programmes", NULL, "do=add&name=",                    "- -----i- --i- --"},
    {"GET",  "/assets/{id}/hours", "tea", NULL,                              "r ---ooo- ---- --"},
    {"POST", "/assets/{id}/hours", "tea", "do=thank&minutes=",               "- ---iii- ---- --"},
    /* between places */
    {"GET",  "/credits/peers", NULL, NULL,                                   "r -----o- --o- --"},
    {"POST", "/credits/peers", NULL, "do=open",                              "- -----i- --i- --"},
    {"GET",  "/give/elsewhere", NULL, NULL,                                  "r ooooooo oooo oo"},
    {"POST", "/give/elsewhere", NULL, "minutes=",                            "- iiiiiii iiii ii"},
    /* telling about an hour, and one's own hours; /hours/told: Grace says she gave Amina one */
    {"GET",  "/give", NULL, NULL,                                            "r ooooooo oooo oo"},
    {"POST", "/give", NULL, NULL,                                            "- iiiiiii iiii ii"},
    {"GET",  "/give/gift", NULL, NULL,                                       "r ooooooo oooo oo"},
    {"POST", "/give/gift", NULL, NULL,                                       "- iiiiiii iiii ii"},
    {"GET",  "/me/hours", NULL, NULL,                                        "r ooooooo oooo oo"},
    {"GET",  "/me/hours/print", NULL, NULL,                                  "r ooooooo oooo oo"},
    {"GET",  "/me/hours.csv", NULL, NULL,                                    "- ooooooo oooo oo"},
    {"POST", "/me/hours/none", NULL, "none=no",                              "- rrrrrrr rrrr rr"},
    {"GET",  "/hours/told/{id}", "told", NULL,                               "r oo---oo ---- --"},
    {"POST", "/hours/told/{id}", "told", NULL,                               "- ii---ii ---- --"},
