/* Router, page frame, forms, notices and panels. A handler parses, calls a rule, shows a page.
 */
#ifndef PLATFORM_WEB_WEB_H
#define PLATFORM_WEB_WEB_H

#include "base/json.h"
#include "platform/html/html.h"
#include "platform/http/http.h"
#include "platform/module/module.h"

struct web_server; /* router, connections, lane: web_server.h */

struct web {
    struct ctx *ctx;
    const struct http_request *http;
    const struct web_route *route;
    struct web_server *server;
    struct str params[4];          /* {name} segments in order */
    const struct http_pair *query; size_t query_n;
    const struct http_pair *form; size_t form_n;   /* POST */
    const struct http_part *files; size_t files_n; /* multipart parts with a file name */
    struct html html;
    struct buf body;
    struct http_response response;
    struct said title;             /* of the page */
    const char *room;              /* href of the room that is lit, or NULL */
    void *plan;                    /* from prepare to apply */
    int64_t seen_subject;          /* set by show when route->seen is given */
    bool front;                    /* front page: wider frame; set before web_page */
    bool paper;                    /* large print or paper: no header, street or script */
    struct str acting_name;        /* first name of on_behalf_of, for the acting bar */
    struct str scope;              /* of the bearer token; empty = a session or nobody */
    bool shared_device;            /* the session just opened ends soon */
    bool keep_refused;             /* set by apply: commit what was written though it refuses */
    struct str calendar, feed;     /* this page as iCalendar, as Atom; empty = it is not; set before web_page */
};

/* ---- reading: trimmed, valid UTF-8, NFC; form first, then query; STR_NONE when absent ---- */
struct str web_text(const struct web *w, const char *name);
size_t web_texts(const struct web *w, const char *name,
                 struct str **ret_values);            /* all of a name */
bool web_on(const struct web *w, const char *name);   /* a ticked box */
bool web_has(const struct web *w, const char *name, struct str value); /* this choice ticked? */
/* A {use weekgrid}: what was ticked, in base/week.h words; STR_NONE when nothing was. */
struct str web_week(const struct web *w, const char *name);
int64_t web_int(const struct web *w, const char *name, int64_t fallback);
int64_t web_id(const struct web *w, size_t param);    /* a numeric {id}; 0 when it is not one */
const struct http_part *web_file(const struct web *w, const char *name); /* or NULL */
/* A form may be shown again after a refusal: what was typed wins over what is stored. */
struct str web_kept(const struct web *w, const char *name, struct str stored);
bool web_refused(const struct web *w); /* this is the second showing of a refused form */

/* ---- answering ---- */
/* Begin a framed page; then call the generated page function with the result. */
struct html *web_page(struct web *w, struct said title, const char *room);
/* 303 to a path, with an optional one-line notice shown once on the next page. */
enum status web_redirect(struct web *w, struct str path) MUST_USE;
enum status web_redirect_saying(struct web *w, struct str path, struct said notice) MUST_USE;
/* Begin a JSON answer (WEB_BARE). */
struct json *web_json(struct web *w);
enum status web_bytes(struct web *w, struct str content_type, struct str bytes,
                      struct str filename) MUST_USE;
/* A file of web/ by its plain name: where it is found, and itself with its Cache-Control. */
struct str web_static(struct web *w, const char *name);
enum status web_static_send(struct web *w, const char *name, const char *keep) MUST_USE;
/* A path with an id: web_path(w, "/people/%lld/hellos", id). */
struct str web_path(struct web *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "/static/kith.HASH.css" of "kith.css", for a page without the frame. */
struct str web_static_href(struct arena *arena, const char *name);
/* Draw the panels other modules registered for this page name. */
enum status web_panels(struct web *w, const char *page, int64_t subject) MUST_USE;
/* The same drawn aside, for a view's `panels` field. Call before web_page. */
enum status web_panels_markup(struct web *w, const char *page, int64_t subject,
                              struct html_markup *ret_markup) MUST_USE;

/* All module tables, for what goes over every module ("my data"). */
struct module_list web_modules(const struct web *w);

/* ---- signing in, for the route that does it ---- */
enum status web_sign_in(struct web *w, int64_t account,
                        bool shared_device) MUST_USE; /* sets the cookie */
enum status web_sign_out(struct web *w) MUST_USE;
void web_language(struct web *w, const char *code); /* remember the chosen language */

#endif
