/* The permission matrix: who may do what, by permission and by record. For matrix_test.c. */
#ifndef APP_MATRIX_LINES_H
#define APP_MATRIX_LINES_H

#include <stddef.h>

/* clang-format off: one line a question */
/* ---- who asks: the columns, in this order ---- */

static const struct { char letter; const char *name, *what; } actors[] = {
    {'V', NULL, "a visitor"},
    {'M', "Amina", "a resident; Lucy walks beside her"},
    {'C', "Lucy", "the connector of Amina, Grace and Yusuf"},
    {'O', "Sam", "a connector of others"},
    {'H', "Dev", "host of Tea and seeds"},
    {'S', "Tom", "steward of Mill Lane Hall"},
    {'A', "Nadia", "administrator of Weirside"},
    {'L', "Ruth", "named lead of Weirside"},
    {'m', "Owen", "a resident of Millbank"},
    {'c', "Priti", "a connector in Millbank"},
    {'a', "Hana", "administrator of Millbank"},
    {'l', "Megan", "named lead of Millbank"},
};
#define ACTORS (sizeof actors / sizeof *actors)

/* ---- what a cell says ---- */

static const struct { char letter; int status; } answers[] = {
    {'o', 200}, /* shown */
    {'r', 303}, /* done, and on to the next page */
    {'-', 403}, /* not open to them */
    {'u', 401}, /* not signed by the gateway */
    {'0', 404}, /* not there (for them) */
    {'i', 422}, /* open to them; the empty form is refused */
    {'v', 409}, /* open to them; the step is another, or an older version was named */
    {'p', 500}, /* open to them; there is no printing program in this test */
};

/* ---- the table ---- */

struct line {
    const char *method, *path;
    const char *record; /* of the list below; "=word" stands for itself; NULL = none */
    const char *body;
    const char *cells;  /* V  M C O H S A L  m c a l */
};

static const struct line lines[] = {
    /*                                                                        V MCOHSAL mcal */
    /* the house itself */
    {"GET",  "/healthz", NULL, NULL,                                         "o ooooooo oooo"},
    {"GET",  "/readyz", NULL, NULL,                                          "o ooooooo oooo"},
    {"GET",  "/favicon.ico", NULL, NULL,                                     "o ooooooo oooo"},
    {"GET",  "/handbook", NULL, NULL,                                        "o ooooooo oooo"},
    {"GET",  "/handbook/{page}", "=start", NULL,                             "o ooooooo oooo"},
    {"GET",  "/static/{file}", "=none.css", NULL,                            "0 0000000 0000"},
    {"GET",  "/signin", NULL, NULL,                                          "o ooooooo oooo"},
    {"GET",  "/signin/{token}", "=nosuchtoken", NULL,                        "o ooooooo oooo"},
    {"POST", "/signin/ask", NULL, "who=",                                    "i iiiiiii iiii"},
    {"POST", "/signin/code", NULL, "code=",                                  "i iiiiiii iiii"},
    {"POST", "/signin/password", NULL, "who=",                               "i iiiiiii iiii"},
    {"POST", "/signin/{token}", "=nosuchtoken", NULL,                        "i iiiiiii iiii"},
    {"POST", "/acting/stop", NULL, NULL,                                     "- rrrrrrr rrrr"},
    {"GET",  "/texts", NULL, NULL,                                           "r -----o- --o-"},
    {"POST", "/texts/{id}/again", "=4711", NULL,                             "- -----0- --0-"},
    {"POST", "/texts/in", NULL, "id=1&from=07700900123&text=YES",            "u uuuuuuu uuuu"},
    {"POST", "/texts/receipt", NULL, "id=1&state=delivered",                 "u uuuuuuu uuuu"},
    {"GET",  "/me/signin", NULL, NULL,                                       "r ooooooo oooo"},
    {"POST", "/me/signin", NULL, "password=x",                               "- iiiiiii iiii"},
    /* what is on */
    {"GET",  "/", NULL, NULL,                                                "o ooooooo oooo"},
    {"GET",  "/find", NULL, NULL,                                            "o ooooooo oooo"},
    {"GET",  "/find.json", NULL, NULL,                                       "o ooooooo oooo"},
    {"GET",  "/matching", NULL, NULL,                                        "o ooooooo oooo"},
    {"GET",  "/matching/weights", NULL, NULL,                                "r -----o- --o-"},
    {"POST", "/matching/weights", NULL, "do=",                               "- -----i- --i-"},
    {"GET",  "/gaps", NULL, NULL,                                            "r -oo--o- -oo-"},
    {"GET",  "/assets/{id}", "tea", NULL,                                    "o ooooooo oooo"},
    {"GET",  "/assets/{id}", "lunch", NULL,                                  "o ooooooo oooo"},
    {"GET",  "/assets/{id}", "gift", NULL,                                   "0 ooooooo oooo"},
    {"GET",  "/assets/{id}", "ended", NULL,                                  "- ----oo- --o-"},
    {"GET",  "/assets/{id}", "nothing", NULL,                                "0 0000000 0000"},
    {"GET",  "/assets", NULL, NULL,                                          "r -oo-oo- -oo-"},
    {"GET",  "/assets/new", NULL, NULL,                                      "r -oo-oo- -oo-"},
    {"POST", "/assets", NULL, "name=&organization={hall}",                   "- ----ii- --i-"},
    {"GET",  "/assets/{id}/edit", "tea", NULL,                               "r ---ooo- ----"},
    {"GET",  "/assets/{id}/edit", "chess", NULL,                             "r -----o- ----"},
    {"GET",  "/assets/{id}/edit", "lunch", NULL,                             "r ------- --o-"},
    {"POST", "/assets/{id}/edit", "tea", "name=&organization={hall}",        "- ---iii- ----"},
    {"POST", "/assets/{id}/edit", "chess", "name=&organization={hall}",      "- -----i- ----"},
    {"POST", "/assets/{id}/edit", "lunch", "name=&organization={hall}",      "- ------- --i-"},
    {"POST", "/assets/{id}/check", "tea", NULL,                              "- -rrrrr- ----"},
    {"POST", "/assets/{id}/check", "chess", NULL,                            "- -rr--r- ----"},
    {"POST", "/assets/{id}/check", "lunch", NULL,                            "- ------- -rr-"},
    {"POST", "/assets/{id}/end", "+tea", "reason=test",                      "- ----rr- ----"},
    {"POST", "/assets/{id}/end", "+chess", "reason=test",                    "- -----r- ----"},
    {"POST", "/assets/{id}/end", "+lunch", "reason=test",                    "- ------- --r-"},
    {"GET",  "/map/import", NULL, NULL,                                      "r ----oo- --o-"},
    {"POST", "/map/import", NULL, "place=0",                                 "- ----ii- --i-"},
    {"GET",  "/map/import/{id}", "upload", NULL,                             "r ----oo- --0-"},
    {"POST", "/map/import/{id}", "upload", "say=nothing",                    "- ----rr- --0-"},
    /* places */
    {"GET",  "/admin/places", NULL, NULL,                                    "r -----o- --o-"},
    {"POST", "/admin/places", NULL, "name=",                                 "- -----i- --i-"},
    {"GET",  "/admin/places/{id}", "weirside", NULL,                         "r -----o- --o-"},
    {"GET",  "/admin/places/{id}", "millbank", NULL,                         "r -----o- --o-"},
    {"POST", "/admin/places/{id}", "weirside", "name=",                      "- -----i- ----"},
    {"POST", "/admin/places/{id}", "millbank", "name=",                      "- ------- --i-"},
    /* people */
    {"GET",  "/people", NULL, NULL,                                          "r -oo--oo -ooo"},
    {"GET",  "/people/new", NULL, NULL,                                      "r -oo--o- -oo-"},
    {"POST", "/people", NULL, "first_name=",                                 "- -ii--i- -ii-"},
    {"GET",  "/people/{id}", "amina", NULL,                                  "r -o---oo ----"},
    {"GET",  "/people/{id}", "norma", NULL,                                  "r --o--oo ----"},
    {"GET",  "/people/{id}", "owen", NULL,                                   "r ------- -ooo"},
    /* none at all: the same answer as for somebody they may not see */
    {"GET",  "/people/{id}", "nothing", NULL,                                "r ------- ----"},
    {"GET",  "/people/{id}/edit", "amina", NULL,                             "r -o---o- ----"},
    {"GET",  "/people/{id}/edit", "norma", NULL,                             "r --o--o- ----"},
    {"GET",  "/people/{id}/edit", "owen", NULL,                              "r ------- -oo-"},
    {"POST", "/people/{id}/edit", "amina", "first_name=",                    "- -i---i- ----"},
    {"POST", "/people/{id}/edit", "norma", "first_name=",                    "- --i--i- ----"},
    {"POST", "/people/{id}/edit", "owen", "first_name=",                     "- ------- -ii-"},
    {"POST", "/people/{id}/consents", "parveen", "ok_keep=yes&how=",         "- -r---r- ----"},
    {"POST", "/people/{id}/consents", "walter", "ok_keep=yes&how=",          "- --r--r- ----"},
    {"POST", "/people/{id}/consents", "sofia", "ok_keep=yes&how=",           "- ------- -rr-"},
    {"POST", "/people/{id}/relations", "amina", "kind=",                     "- -----i- ----"},
    {"POST", "/people/{id}/relations", "norma", "kind=",                     "- -----i- ----"},
    {"POST", "/people/{id}/relations", "owen", "kind=",                      "- ------- --i-"},
    {"POST", "/people/{id}/code", "amina", NULL,                             "- -r---r- ----"},
    {"POST", "/people/{id}/code", "norma", NULL,                             "- --r--r- ----"},
    {"POST", "/people/{id}/code", "owen", NULL,                              "- ------- -rr-"},
    {"POST", "/people/{id}/act", "amina", "how=spoken",                      "- -r---r- ----"},
    {"POST", "/people/{id}/act", "norma", "how=spoken",                      "- --r--r- ----"},
    {"POST", "/people/{id}/act", "owen", "how=spoken",                       "- ------- -rr-"},
    {"POST", "/relations/{id}/end", "+relation-amina", NULL,                 "- r----r- ----"},
    {"POST", "/relations/{id}/end", "+relation-norma", NULL,                 "- -----r- ----"},
    {"POST", "/relations/{id}/end", "+relation-owen", NULL,                  "- ------- r-r-"},
    {"POST", "/supports/{id}/end", "+support-amina", NULL,                   "- rr----- ----"},
    {"POST", "/supports/{id}/end", "+support-norma", NULL,                   "- --r---- ----"},
    {"POST", "/supports/{id}/end", "+support-owen", NULL,                    "- ------- rr--"},
    /* room, rest and handing over */
    {"GET",  "/today/room", NULL, NULL,                                      "r -oo---- -o--"},
    {"POST", "/today/room", NULL, "room=x",                                  "- -ii---- -i--"},
    {"POST", "/people/{id}/beside", "amina", "reason=",                      "- -vv---- ----"},
    {"POST", "/people/others/{id}/seen", "nothing", NULL,                    "- ------- ----"},
    {"POST", "/me/handed", NULL, "words=yes",                                "- ------- ----"},
    {"POST", "/me/along", NULL, "along=yes",                                 "- rrrrrrr rrrr"},
    {"GET",  "/apart", NULL, NULL,                                           "r ------o ---o"},
    {"POST", "/apart", NULL, "a=&b=",                                        "- ------i ---i"},
    {"POST", "/apart/end", NULL, "a=&b=",                                    "- ------0 ---0"},
    /* talks */
    {"GET",  "/vocabulary", NULL, NULL,                                      "r ----o-- --o-"},
    {"POST", "/vocabulary", NULL, "words=",                                  "- ----i-- --i-"},
    {"GET",  "/vocabulary/words.csv", NULL, NULL,                            "- ----o-- --o-"},
    {"POST", "/vocabulary/{id}/end", "=1", "",                               "- ----0-- --0-"},
    {"GET",  "/listen", NULL, NULL,                                          "r -oo--o- -oo-"},
    {"GET",  "/listen/paper.pdf", NULL, NULL,                                "- ppppppp pppp"},
    {"GET",  "/listen/new", NULL, NULL,                                      "r ooooooo oooo"},
    {"POST", "/listen/new", NULL, "words=",                                  "- iiiiiii iiii"},
    /* hellos */
    {"GET",  "/today", NULL, NULL,                                           "r -oo--oo -ooo"},
    {"GET",  "/hellos", NULL, NULL,                                          "r ooooooo oooo"},
    {"POST", "/hellos", NULL, "asset=",                                      "- i--i--- i---"},
    {"GET",  "/people/{id}/hellos", "amina", NULL,                           "r -o---o- ----"},
    {"GET",  "/people/{id}/hellos", "norma", NULL,                           "r --o--o- ----"},
    {"GET",  "/people/{id}/hellos", "owen", NULL,                            "r ------- -oo-"},
    {"POST", "/people/{id}/hellos", "amina", "asset=",                       "- -i---i- ----"},
    {"POST", "/people/{id}/hellos", "norma", "asset=",                       "- --i--i- ----"},
    {"POST", "/people/{id}/hellos", "owen", "asset=",                        "- ------- -ii-"},
    {"GET",  "/hellos/{id}", "hello-amina", NULL,                            "r oo----- ----"},
    {"GET",  "/hellos/{id}", "hello-grace", NULL,                            "r -o-o--o ----"},
    {"GET",  "/hellos/{id}", "hello-owen", NULL,                             "r ------- oo-o"},
    {"GET",  "/hellos/{id}", "nothing", NULL,                                "r ------- ----"},
    {"GET",  "/hellos/{id}/card.pdf", "hello-amina", NULL,                   "- pp----- ----"},
    {"GET",  "/hellos/{id}/card.pdf", "hello-grace", NULL,                   "- -p-p--p ----"},
    {"GET",  "/hellos/{id}/card.pdf", "hello-owen", NULL,                    "- ------- ----"},
    {"POST", "/hellos/{id}/answer", "hello-amina", "version=0",              "- vv----- ----"},
    {"POST", "/hellos/{id}/answer", "hello-grace", "version=0",              "- -v----- ----"},
    {"POST", "/hellos/{id}/answer", "hello-owen", "version=0",               "- ------- vv--"},
    {"POST", "/hellos/{id}/host", "hello-amina", "version=0",                "- -v----- ----"},
    {"POST", "/hellos/{id}/host", "hello-grace", "version=0",                "- -v-v--- ----"},
    {"POST", "/hellos/{id}/host", "hello-owen", "version=0",                 "- ------- -v--"},
    {"POST", "/hellos/{id}/meeting", "hello-amina", "version=0",             "- vv----- ----"},
    {"POST", "/hellos/{id}/meeting", "hello-grace", "version=0",             "- -v-v--- ----"},
    {"POST", "/hellos/{id}/meeting", "hello-owen", "version=0",              "- ------- vv--"},
    {"POST", "/hellos/{id}/lead", "hello-amina", "version=0",                "- ------- ----"},
    {"POST", "/hellos/{id}/lead", "hello-grace", "version=0",                "- ------v ----"},
    {"POST", "/hellos/{id}/lead", "hello-owen", "version=0",                 "- ------- ---v"},
    {"POST", "/hellos/{id}/came", "hello-amina", "version=0",                "- vv----- ----"},
    {"POST", "/hellos/{id}/came", "hello-grace", "version=0",                "- -v-v--- ----"},
    {"POST", "/hellos/{id}/came", "hello-owen", "version=0",                 "- ------- vv--"},
    {"POST", "/hellos/{id}/follow-up", "hello-amina", "version=0",           "- vv----- ----"},
    {"POST", "/hellos/{id}/follow-up", "hello-grace", "version=0",           "- -v----- ----"},
    {"POST", "/hellos/{id}/follow-up", "hello-owen", "version=0",            "- ------- vv--"},
    {"POST", "/hellos/{id}/settle", "hello-amina", "version=0",              "- vv----- ----"},
    {"POST", "/hellos/{id}/settle", "hello-grace", "version=0",              "- -v----- ----"},
    {"POST", "/hellos/{id}/settle", "hello-owen", "version=0",               "- ------- vv--"},
    {"POST", "/hellos/{id}/concern", "hello-amina", "words=",                "- ii----- ----"},
    {"POST", "/hellos/{id}/concern", "hello-grace", "words=",                "- -i-i--i ----"},
    {"POST", "/hellos/{id}/concern", "hello-owen", "words=",                 "- ------- ii-i"},
    {"GET",  "/concerns", NULL, NULL,                                        "r ------o ---o"},
    {"POST", "/concerns/{id}/read", "concern-grace", NULL,                   "- ------r ----"},
    {"POST", "/concerns/{id}/read", "concern-owen", NULL,                    "- ------- ---r"},
    /* rounds */
    {"GET",  "/round", NULL, NULL,                                           "r ooooooo oooo"},
    {"POST", "/round", NULL, "week=0",                                       "- iiiiiii iiii"},
    {"GET",  "/rounds", NULL, NULL,                                          "r -oo--o- -oo-"},
    {"POST", "/rounds", NULL, "asset=&coordinator=",                         "- -----i- --i-"},
    {"GET",  "/rounds/{id}", "circle", NULL,                                 "r -oo--o- ----"},
    {"GET",  "/rounds/{id}", "nothing", NULL,                                "r ------- ----"},
    {"POST", "/rounds/{id}/people", "circle", "person=",                     "- -ii--i- ----"},
    {"POST", "/round-members/{id}/end", "round-eileen", NULL,                "- -r---rr ----"},
    {"POST", "/round-asks/{id}/done", "round-wish", NULL,                    "- -r---r- ----"},
    {"POST", "/rounds/{id}/end", "circle-spare", NULL,                       "- -----r- ----"},
    /* my page; going away comes last */
    {"GET",  "/me", NULL, NULL,                                              "r ooooooo oooo"},
    {"GET",  "/me/edit", NULL, NULL,                                         "r ooooooo oooo"},
    {"POST", "/me/edit", NULL, "first_name=",                                "- iiiiiii iiii"},
    {"GET",  "/me/copy.json", NULL, NULL,                                    "- ooooooo oooo"},
    {"GET",  "/me/leave", NULL, NULL,                                        "r ooooooo oooo"},
    {"POST", "/me/signout-everywhere", NULL, NULL,                           "- rrrrrrr rrrr"},
    {"POST", "/signout", NULL, NULL,                                         "- rrrrrrr rrrr"},
    {"POST", "/me/consents", NULL, "ok_keep=yes",                            "- rrrrrrr rrrr"},
    {"POST", "/me/leave", NULL, NULL,                                        "- rrrrrrr rrrr"},
};
#endif
