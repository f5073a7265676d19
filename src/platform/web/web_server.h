/* Ties http, workers, lane and router together. Used by app/serve.c and by web tests. */
#ifndef PLATFORM_WEB_WEB_SERVER_H
#define PLATFORM_WEB_WEB_SERVER_H

#include "platform/web/web.h"

struct web_server_config {
    struct str db_target, host, origin, trusted_proxy;
    int port, workers;               /* workers 0 = cores, at least 2 */
    struct module_list modules;
    const struct ctx_kept *kept; size_t kept_n;
    struct str secret;               /* 32 bytes, for CSRF */
    enum status (*tell)(struct ctx *ctx, const char *fact, int64_t subject, int64_t object);
    struct instant (*now)(void);     /* clock_now, or a fixed one in tests */
};
enum status web_server_open(const struct web_server_config *config,
                            struct web_server **ret_server, struct str *ret_why) MUST_USE;
int web_server_port(const struct web_server *server);
enum status web_server_run(struct web_server *server) MUST_USE;
void web_server_stop(struct web_server *server);
void web_server_close(struct web_server *server);

/* The table of the pages of web itself: signing in, handbook, style. */
extern const struct module web_module;

/* For tests, without sockets: run one request through router, transaction and frame. */
struct web_test_request {
    const char *method, *target, *body, *content_type, *cookie, *bearer;
    bool csrf;
    const char *headers; /* more lines "name: value\n", names in lower case */
};
enum status web_server_test(struct web_server *server, struct arena *arena,
                            const struct web_test_request *request, int *ret_status,
                            struct str *ret_body, struct str *ret_location,
                            struct str *ret_cookie) MUST_USE;

#endif
