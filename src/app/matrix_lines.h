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
    {'P', "Asha", "learning partner in Weirside: figures only"},
    {'w', "Bola", "works for another lead organisation of Weirside"},
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
    const char *cells;  /* V  M C O H S A L  m c a l  P w */
};

static const struct line lines[] = {
    /*                                                                        V MCOHSAL mcal Pw */
    /* the house itself */
    {"GET",  "/healthz", NULL, NULL,                                         "o ooooooo oooo oo"},
    {"GET",  "/readyz", NULL, NULL,                                          "o ooooooo oooo oo"},
    {"GET",  "/favicon.ico", NULL, NULL,                                     "o ooooooo oooo oo"},
    {"GET",  "/handbook", NULL, NULL,                                        "o ooooooo oooo oo"},
    {"GET",  "/handbook/{page}", "=start", NULL,                             "o ooooooo oooo oo"},
    {"GET",  "/static/{file}", "=none.css", NULL,                            "0 0000000 0000 00"},
    {"GET",  "/signin", NULL, NULL,                                          "o ooooooo oooo oo"},
    {"GET",  "/signin/{token}", "=nosuchtoken", NULL,                        "o ooooooo oooo oo"},
    {"POST", "/signin/ask", NULL, "who=",                                    "i iiiiiii iiii ii"},
    {"POST", "/signin/code", NULL, "code=",                                  "i iiiiiii iiii ii"},
    {"POST", "/signin/password", NULL, "who=",                               "i iiiiiii iiii ii"},
    {"POST", "/signin/{token}", "=nosuchtoken", NULL,                        "i iiiiiii iiii ii"},
    {"POST", "/acting/stop", NULL, NULL,                                     "- rrrrrrr rrrr rr"},
    {"POST", "/me/reach", NULL, "reach=ring",                                "- rrrrrrr rrrr rr"},
    {"POST", "/people/{id}/reach", "amina", "reach=ring",                    "- -r---r- ---- --"},
    {"POST", "/notes/{id}/read", "nothing", NULL,                            "- ------- ---- --"},
    {"GET",  "/texts", NULL, NULL,                                           "r -----o- --o- --"},
    {"POST", "/texts/{id}/again", "=4711", NULL,                             "- -----0- --0- --"},
    {"POST", "/texts/in", NULL, "id=1&from=07700900123&text=YES",            "u uuuuuuu uuuu uu"},
    {"POST", "/texts/receipt", NULL, "id=1&state=delivered",                 "u uuuuuuu uuuu uu"},
    {"GET",  "/me/signin", NULL, NULL,                                       "r ooooooo oooo oo"},
    {"POST", "/me/signin", NULL, "password=x",                               "- iiiiiii iiii ii"},
    /* what is on */
    {"GET",  "/", NULL, NULL,                                                "o ooooooo oooo oo"},
    {"GET",  "/find", NULL, NULL,                                            "o ooooooo oooo oo"},
    {"GET",  "/find.json", NULL, NULL,                                       "o ooooooo oooo oo"},
    {"GET",  "/matching", NULL, NULL,                                        "o ooooooo oooo oo"},
    {"GET",  "/matching/weights", NULL, NULL,                                "r -----o- --o- --"},
    {"POST", "/matching/weights", NULL, "do=",                               "- -----i- --i- --"},
    {"GET",  "/gaps", NULL, NULL,                                            "r -oo--o- -oo- -o"},
    {"GET",  "/assets/{id}", "tea", NULL,                                    "o ooooooo oooo oo"},
    {"GET",  "/assets/{id}", "lunch", NULL,                                  "o ooooooo oooo oo"},
    {"GET",  "/assets/{id}", "gift", NULL,                                   "0 ooooooo oooo oo"},
    {"GET",  "/assets/{id}", "ended", NULL,                                  "- ----oo- --o- --"},
    {"GET",  "/assets/{id}", "nothing", NULL,                                "0 0000000 0000 00"},
    {"GET",  "/assets", NULL, NULL,                                          "r -oo-oo- -oo- -o"},
    {"GET",  "/assets/new", NULL, NULL,                                      "r -oo-oo- -oo- -o"},
    {"POST", "/assets", NULL, "name=&organization={hall}",                   "- ----ii- --i- --"},
    {"GET",  "/assets/{id}/edit", "tea", NULL,                               "r ---ooo- ---- --"},
    {"GET",  "/assets/{id}/edit", "chess", NULL,                             "r -----o- ---- --"},
    {"GET",  "/assets/{id}/edit", "lunch", NULL,                             "r ------- --o- --"},
    {"POST", "/assets/{id}/edit", "tea", "name=&organization={hall}",        "- ---iii- ---- --"},
    {"POST", "/assets/{id}/edit", "chess", "name=&organization={hall}",      "- -----i- ---- --"},
    {"POST", "/assets/{id}/edit", "lunch", "name=&organization={hall}",      "- ------- --i- --"},
    {"POST", "/assets/{id}/check", "tea", NULL,                              "- -rrrrr- ---- -r"},
    {"POST", "/assets/{id}/check", "chess", NULL,                            "- -rr--r- ---- -r"},
    {"POST", "/assets/{id}/check", "lunch", NULL,                            "- ------- -rr- --"},
    {"POST", "/assets/{id}/end", "+tea", "reason=test",                      "- ----rr- ---- --"},
    {"POST", "/assets/{id}/end", "+chess", "reason=test",                    "- -----r- ---- --"},
    {"POST", "/assets/{id}/end", "+lunch", "reason=test",                    "- ------- --r- --"},
    {"GET",  "/map/import", NULL, NULL,                                      "r ----oo- --o- --"},
    {"POST", "/map/import", NULL, "place=0",                                 "- ----ii- --i- --"},
    {"GET",  "/map/import/{id}", "upload", NULL,                             "r ----oo- --0- --"},
    {"POST", "/map/import/{id}", "upload", "say=nothing",                    "- ----rr- --0- --"},
    {"GET",  "/map/same", NULL, NULL,                                        "r -oo--o- -oo- -o"},
    {"POST", "/map/same", NULL, "do=",                                       "- -ii--i- -ii- -i"},
    {"POST", "/map/same/{id}/undo", "nothing", NULL,                         "- -00--0- -00- -0"},
    /* places */
    {"GET",  "/admin/places", NULL, NULL,                                    "r -----o- --o- --"},
    {"POST", "/admin/places", NULL, "name=",                                 "- -----i- --i- --"},
    {"GET",  "/admin/places/{id}", "weirside", NULL,                         "r -----o- --o- --"},
    {"GET",  "/admin/places/{id}", "millbank", NULL,                         "r -----o- --o- --"},
    {"POST", "/admin/places/{id}", "weirside", "name=",                      "- -----i- ---- --"},
    {"POST", "/admin/places/{id}", "millbank", "name=",                      "- ------- --i- --"},
    {"GET",  "/holidays", NULL, NULL,                                        "r -----o- --o- --"},
    {"POST", "/holidays", NULL, "name=",                                     "- -----i- --i- --"},
    {"POST", "/holidays/off", NULL, "name=",                                 "- -----i- --i- --"},
    {"POST", "/holidays/list", NULL, "list=",                                "- -----i- --i- --"},
    {"POST", "/holidays/{id}/end", "nothing", NULL,                          "- -----0- --0- --"},
    {"POST", "/holidays/{id}/back", "nothing", NULL,                         "- -----0- --0- --"},
#include "app/matrix_people_lines.h"
    /* talks */
    {"GET",  "/vocabulary", NULL, NULL,                                      "r -----o- --o- --"},
    {"POST", "/vocabulary", NULL, "words=",                                  "- -----i- --i- --"},
    {"GET",  "/vocabulary/words.csv", NULL, NULL,                            "- -----o- --o- --"},
    {"POST", "/vocabulary/{id}/end", "=1", "",                               "- -----0- --0- --"},
    {"GET",  "/listen", NULL, NULL,                                          "r -oo--o- -oo- -o"},
    {"GET",  "/listen/paper.pdf", NULL, NULL,                                "- ppppppp pppp pp"},
    {"GET",  "/listen/new", NULL, NULL,                                      "r ooooooo oooo oo"},
    {"POST", "/listen/new", NULL, "words=",                                  "- iiiiiii iiii ii"},
#include "app/matrix_hello_lines.h"
#include "app/matrix_activity_lines.h"
#include "app/matrix_credit_lines.h"
    /* organisations and figures */
    {"GET",  "/organisations", NULL, NULL,                                   "r -----o- --o- --"},
    {"POST", "/organisations/members", NULL, "person=&role=",                "- -----i- --i- --"},
    {"POST", "/organisations/patches", NULL, "organisation=",                "- -----i- --i- --"},
    {"POST", "/organisation-patches/{id}/end", "patch", NULL,                "- -----r- ---- --"},
    {"GET",  "/figures", NULL, NULL,                                         "r -----o- --o- o-"},
    {"GET",  "/figures.csv", NULL, NULL,                                     "- -----o- --o- o-"},
    {"GET",  "/figures.json", NULL, NULL,                                    "- -----o- --o- o-"},
    /* rounds */
    {"GET",  "/round", NULL, NULL,                                           "r ooooooo oooo oo"},
    {"POST", "/round", NULL, "week=0",                                       "- iiiiiii iiii ii"},
    {"GET",  "/rounds", NULL, NULL,                                          "r -oo--o- -oo- -o"},
    {"POST", "/rounds", NULL, "asset=&coordinator=",                         "- -----i- --i- --"},
    {"GET",  "/rounds/{id}", "circle", NULL,                                 "r -oo--o- ---- -o"},
    {"GET",  "/rounds/{id}", "nothing", NULL,                                "r ------- ---- --"},
    {"POST", "/rounds/{id}/people", "circle", "person=",                     "- -ii--i- ---- -i"},
    {"POST", "/round-members/{id}/end", "round-eileen", NULL,                "- -r---rr ---- --"},
    {"POST", "/round-asks/{id}/done", "round-wish", NULL,                    "- -r---r- ---- --"},
    {"POST", "/rounds/{id}/end", "circle-spare", NULL,                       "- -----r- ---- --"},
    /* after all that Lucy does: she works for Mill Lane Hall no longer */
    {"POST", "/organisation-members/{id}/end", "works-lucy", NULL,           "- -----r- ---- --"},
    /* my page; going away comes last */
    {"GET",  "/me", NULL, NULL,                                              "r ooooooo oooo oo"},
    {"GET",  "/me/edit", NULL, NULL,                                         "r ooooooo oooo oo"},
    {"POST", "/me/edit", NULL, "first_name=",                                "- iiiiiii iiii ii"},
    {"GET",  "/me/consents", NULL, NULL,                                     "r ooooooo oooo oo"},
    {"GET",  "/me/looked", NULL, NULL,                                       "r ooooooo oooo oo"},
    {"GET",  "/me/copy", NULL, NULL,                                         "r ooooooo oooo oo"},
    {"GET",  "/me/copy.json", NULL, NULL,                                    "- ooooooo oooo oo"},
    {"GET",  "/me/leave", NULL, NULL,                                        "r ooooooo oooo oo"},
    {"POST", "/me/signout-everywhere", NULL, NULL,                           "- rrrrrrr rrrr rr"},
    {"POST", "/signout", NULL, NULL,                                         "- rrrrrrr rrrr rr"},
    {"POST", "/me/consents", NULL, "ok_keep=yes",                            "- rrrrrrr rrrr rr"},
    {"POST", "/me/leave", NULL, NULL,                                        "- rrrrrrr rrrr rr"},
};
#endif
