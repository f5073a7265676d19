/* What rounds brings to the house. */
#include "domain/rounds/rounds_own.h"

#include "platform/jobs/jobs.h"
#include "rounds_sql.h"

#define WALKERS (STANDING_CONNECTOR | STANDING_ADMIN)
#define HOUR 3600

static const struct auth_permission permissions[] = {
    {"rounds.keep", T_("Keep the round they look after, or copy one in with its code"), STANDING_MEMBER},
    {"rounds.list", T_("See the rounds of the place, and who of their people is in one"), WALKERS},
    {"rounds.ask", T_("Write down who said yes to a round"), WALKERS},
    {"rounds.begin", T_("Begin and end rounds"), STANDING_ADMIN},
    {0},
};

const struct web_route rounds_web_routes[] = {
    {.method = "GET", .path = "/round", .permission = "rounds.keep", .show = rounds_web_round},
    {.method = "POST", .path = "/round", .permission = "rounds.keep", .apply = rounds_web_keep, .again = rounds_web_round, .per_hour = 60},
    {.method = "GET", .path = "/rounds", .permission = "rounds.list", .show = rounds_web_list},
    {.method = "POST", .path = "/rounds", .permission = "rounds.begin", .apply = rounds_web_add, .again = rounds_web_list, .per_hour = 60},
    {.method = "GET", .path = "/rounds/{id}", .permission = "rounds.list", .show = rounds_web_circle},
    {.method = "POST", .path = "/rounds/{id}/people", .permission = "rounds.ask", .apply = rounds_web_answer, .again = rounds_web_circle, .per_hour = 240},
    {.method = "POST", .path = "/rounds/{id}/end", .permission = "rounds.begin", .apply = rounds_web_end, .per_hour = 60},
    {.method = "POST", .path = "/round-members/{id}/end", .permission = "rounds.keep", .apply = rounds_web_withdraw, .per_hour = 60},
    {.method = "POST", .path = "/round-asks/{id}/done", .permission = "rounds.ask", .apply = rounds_web_done, .per_hour = 240},
    {0},
};

static const struct module_command commands[] = {
    {"rounds list", T_("List the rounds, and this week of each."), "", "", rounds_cli_list, CLI_READ},
    {0},
};

static const struct module_listener listeners[] = {
    {"people.consent_withdrawn", rounds_hear_gone},
    {"people.left", rounds_hear_gone},
    {0},
};

static const char *const facts[] = {
    "rounds.begun", "rounds.ended", "rounds.agreed", "rounds.declined", "rounds.answered",
    "rounds.kept", "rounds.talked", NULL};

static const struct module_panel panels[] = {
    {"me", 5, rounds_panel_me},
    {"consents", 10, rounds_panel_consents},
    {"person", 40, rounds_panel_person},
    {"today", 10, rounds_panel_today},
    {0},
};

/* Next week's people: chosen when the week begins, on the place's clock. */
enum status rounds_run(struct ctx *ctx) {
    struct circle *rows;
    size_t n;
    TRY(db_begin(ctx->db, DB_READ));
    TRY(rounds_circles(ctx, &rows, &n));
    TRY(db_commit(ctx->db));
    const struct zone *zone = ctx->zone;
    for (size_t i = 0; i < n; i++) {
        TRY(db_begin(ctx->db, DB_WRITE));
        TRY(places_zone(ctx, rows[i].place, &ctx->zone));
        TRY(rounds_week_fill(ctx, rows[i].id));
        TRY(rounds_welcome(ctx, &rows[i]));
        TRY(db_commit(ctx->db));
    }
    ctx->zone = zone;
    return OK;
}

static const struct jobs_timer jobs[] = {{"rounds.week", HOUR, rounds_run}, {0}};

static enum status kept_figure(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base) {
    struct rounds_sql_figure row;
    TRY(rounds_sql_figure(ctx->db, ctx->arena, (struct place_id){place}, &row));
    *ret_n = row.kept;
    *ret_base = row.weeks;
    return OK;
}

static enum status wish_figure(struct ctx *ctx, int64_t place, int64_t *ret_n, int64_t *ret_base) {
    struct rounds_sql_figure_wishes row;
    TRY(rounds_sql_figure_wishes(ctx->db, ctx->arena, (struct place_id){place}, &row));
    *ret_n = row.wishes;
    *ret_base = row.answers;
    return OK;
}

static const struct module_figure figures[] = {
    {"rounds.kept", T_("Weeks in which a round was kept"),
     T_("Weeks with at least one tap, of all weeks of all rounds."), kept_figure},
    {"rounds.wishes", T_("Taps that asked for something else or for a talk"),
     T_("Taps on \"try something else\" or \"talk to them\", of all taps in rounds."), wish_figure},
    {0},
};

static const struct module_subject subject = {rounds_export};

const struct module rounds_module = {
    .name = "rounds",
    .migrations = rounds_migrations,
    .statements = rounds_statements,
    .permissions = permissions,
    .routes = rounds_web_routes,
    .commands = commands,
    .listeners = listeners,
    .facts = facts,
    .jobs = jobs,
    .panels = panels,
    .figures = figures,
    .subject = &subject,
    .seed = rounds_seed,
};
