/* /map/same: one pair after the other, side by side, and what was made one lately. */
#include "assets_pages.h"
#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/assets_facts.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/merge.h"
#include "domain/assets/merge_view.h"

#include <math.h>

#define MERGES_SHOWN 50
#define MERGES_DAYS 30
#define ROWS_MAX 24
#define TEXT_SHOWN 280
#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* ---- side by side ---- */

struct sides {
    const struct web *w;
    struct assets_same_row_view *rows;
    size_t n;
};

static void side_add(struct sides *s, struct str label, struct str a, struct str b) {
    if ((a.len == 0 && b.len == 0) || s->n == ROWS_MAX) return;
    s->rows[s->n++] = (struct assets_same_row_view){.label = label,
                                                    .a = a.len ? a : STR("–"),
                                                    .b = b.len ? b : STR("–"),
                                                    .same = str_ieq(str_trim(a), str_trim(b))};
}

static struct str fact_of(const struct assets_fact_view *facts, size_t n, struct str label) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(facts[i].label, label)) return facts[i].text;
    return STR_NONE;
}

/* When, where, cost, access, languages, ages, welcome: as the entry's own page says them. */
static void facts_add(struct sides *s, const struct asset *a, const struct asset *b) {
    size_t a_n, b_n;
    const struct assets_fact_view *x = assets_facts(s->w, a, NAN, false, &a_n);
    const struct assets_fact_view *y = assets_facts(s->w, b, NAN, false, &b_n);
    for (size_t i = 0; i < a_n; i++)
        side_add(s, x[i].label, x[i].text, fact_of(y, b_n, x[i].label));
    for (size_t i = 0; i < b_n; i++)
        if (fact_of(x, a_n, y[i].label).len == 0) side_add(s, y[i].label, STR_NONE, y[i].text);
}

static struct str cut(const struct web *w, struct str text) {
    if (text.len <= TEXT_SHOWN) return text;
    return str_cat(w->ctx->arena, utf8_cut(text, TEXT_SHOWN), STR(" …"));
}

/* "Town list: Name, When. Library: Words": which list or person said what last. */
static struct str told_by(const struct web *w, const struct asset *a) {
    struct assets_said_row *rows;
    struct buf out;
    size_t n;
    buf_init(&out, w->ctx->arena, 1000);
    if (assets_said_list(w->ctx, a->id, &rows, &n) != OK || n == 0) return a->source;
    for (size_t i = 0; i < n; i++) {
        struct str who =
            rows[i].source.len > 0 ? rows[i].source : assets_say(w, SAY("Somebody here"));
        struct str what = assets_said_words(w->ctx, rows[i].groups);
        buf_printf(&out, "%s%.*s: %.*s", i ? ". " : "", STR_ARG(who), STR_ARG(what));
    }
    return buf_str(&out);
}

static void rows_fill(const struct web *w, const struct asset *a, const struct asset *b,
                      struct assets_same_view *view) {
    struct sides s = {w, ARENA_ARRAY(w->ctx->arena, struct assets_same_row_view, ROWS_MAX), 0};
    bool old;
    side_add(&s, assets_say(w, SAY("Told us by")), told_by(w, a), told_by(w, b));
    side_add(&s, assets_say(w, SAY("What")), assets_say(w, assets_kind_say(a->kind)),
             assets_say(w, assets_kind_say(b->kind)));
    side_add(&s, assets_say(w, SAY("Who runs it")), a->organisation_name, b->organisation_name);
    facts_add(&s, a, b);
    side_add(&s, assets_say(w, SAY("Postcode")), a->postcode, b->postcode);
    side_add(&s, assets_say(w, SAY("Telephone")), a->phone, b->phone);
    side_add(&s, assets_say(w, SAY("E-mail")), a->email, b->email);
    side_add(&s, assets_say(w, SAY("Page")), a->url, b->url);
    side_add(&s, assets_say(w, SAY("In their words")), cut(w, a->description),
             cut(w, b->description));
    side_add(&s, assets_say(w, SAY("Checked")), assets_checked_say(w, a, &old),
             assets_checked_say(w, b, &old));
    view->rows = s.rows;
    view->rows_n = s.n;
}

/* ---- why ---- */

static struct str apart_say(const struct web *w, const struct asset *a, const struct asset *b) {
    if (!a->located || !b->located) return STR_NONE;
    double across =
        (a->lon - b->lon) * cos((a->lat + b->lat) / 2 * 3.14159265358979323846 / 180);
    double metres = hypot(across, a->lat - b->lat) * 111195;
    if (metres < 10) return assets_say(w, SAY("At the same spot on the map."));
    return assets_say(w, SAY1("{distance} from one to the other.", "distance",
                              text_km(w->ctx->arena, w->ctx->locale, metres / 1000)));
}

static void why_fill(const struct web *w, struct str codes, struct assets_same_view *view) {
    static const struct {
        const char *code, *words;
    } said[] = {{"name", T_("The names are alike.")},
                {"phone", T_("One telephone number.")},
                {"url", T_("One web page.")},
                {"email", T_("One e-mail address.")},
                {"postcode", T_("One postcode.")}};
    struct str *why = ARENA_ARRAY(w->ctx->arena, struct str, sizeof said / sizeof *said), code;
    while (str_next_word(&codes, &code))
        for (size_t i = 0; i < sizeof said / sizeof *said; i++)
            if (str_is(code, said[i].code) && view->why_n < sizeof said / sizeof *said)
                why[view->why_n++] = text_get(w->ctx->locale, said[i].words, NULL);
    view->why = why;
}

/* ---- the page ---- */

static struct place_id place_of(const struct web *w) {
    return (struct place_id){w->ctx->actor.place};
}

enum status assets_web_pairs(struct web *w, bool *ret_may, long *ret_n) {
    int64_t waits = 0;
    bool may = assets_may_merge(w->ctx, place_of(w));
    if (may) TRY(assets_sql_pair_waits(w->ctx->db, place_of(w), &waits));
    *ret_may = may;
    *ret_n = (long)waits;
    return OK;
}

static enum status pair_fill(struct web *w, struct assets_same_view *view) {
    struct assets_sql_pair_next *rows;
    struct asset a, b;
    size_t n;
    int64_t waits;
    TRY(assets_sql_pair_waits(w->ctx->db, place_of(w), &waits));
    TRY(assets_sql_pair_next(w->ctx->db, w->ctx->arena, place_of(w), 1, 0, &rows, &n));
    view->waits = (long)waits;
    if (n == 0) return OK;
    TRY(assets_find(w->ctx, rows[0].a_id, &a));
    TRY(assets_find(w->ctx, rows[0].b_id, &b));
    view->has = true;
    view->a_id = str_int(w->ctx->arena, a.id.v);
    view->b_id = str_int(w->ctx->arena, b.id.v);
    view->a_name = a.name;
    view->b_name = b.name;
    view->a_href = web_path(w, "/assets/%lld", (long long)a.id.v);
    view->b_href = web_path(w, "/assets/%lld", (long long)b.id.v);
    view->apart = apart_say(w, &a, &b);
    why_fill(w, rows[0].why, view);
    rows_fill(w, &a, &b, view);
    return OK;
}

static enum status merges_fill(struct web *w, struct assets_same_view *view) {
    struct assets_sql_merge_list *rows;
    struct instant since = {w->ctx->now.ms - MERGES_DAYS * DAY_MS};
    int64_t done = web_int(w, "done", 0);
    size_t n;
    TRY(assets_sql_merge_list(w->ctx->db, w->ctx->arena, place_of(w), since, MERGES_SHOWN,
                              &rows, &n));
    struct assets_same_done_view *merges =
        ARENA_ARRAY(w->ctx->arena, struct assets_same_done_view, n);
    for (size_t i = 0; i < n; i++) {
        merges[i] = (struct assets_same_done_view){
            .text = assets_say(
                w, SAY2("{b} is part of {a}.", "b", rows[i].b_name, "a", rows[i].a_name)),
            .name = rows[i].a_name,
            .action = web_path(w, "/map/same/%lld/undo", (long long)rows[i].id.v),
            .day = day_from_instant(w->ctx->zone, rows[i].made_at)};
        if (rows[i].id.v != done) continue;
        view->done = rows[i].a_name;
        view->done_action = merges[i].action;
    }
    view->merges = merges;
    view->merges_n = n;
    return OK;
}

enum status assets_web_same(struct web *w) {
    struct assets_same_view view = {.waits = 0};
    TRY(pair_fill(w, &view));
    TRY(merges_fill(w, &view));
    assets_page_same(web_page(w, SAY("The same, or two?"), "/assets"), &view);
    return OK;
}

/* ---- an entry that is part of another ---- */

bool assets_web_is_part(const struct web *w, struct str asked, const struct asset *now) {
    int64_t number;
    if (str_to_int(asked, &number)) return number != now->id.v;
    return !str_eq(str_lower(w->ctx->arena, asked), now->external_id);
}

enum status assets_web_moved(struct web *w, const struct asset *now) {
    TRY(web_redirect(w, str_cat(w->ctx->arena, STR("/assets/"), now->external_id)));
    w->response.status = 301;
    return OK;
}

/* ---- answers ---- */

static enum status back(struct web *w, struct said notice) {
    return web_redirect_saying(w, STR("/map/same"), notice);
}

/* Somebody else was quicker: say how it stands. */
static enum status settled_say(struct web *w, struct str state) {
    if (str_is(state, "same"))
        return back(w, SAY("Somebody made them one a moment ago. Below you can take it back."));
    return back(w, SAY("Somebody said a moment ago that they are two different ones."));
}

static enum status pair_answer(struct web *w, struct asset_id a, struct asset_id b) {
    struct str said = web_text(w, "do");
    struct assets_merged m;
    if (str_is(said, "later")) {
        TRY(assets_pair_later(w->ctx, a, b));
        return back(w, SAY("Put to the end."));
    }
    if (str_is(said, "different")) {
        TRY(assets_pair_differ(w->ctx, a, b));
        return back(w, SAY("Two different ones. You will not be asked again."));
    }
    if (!str_is(said, "left") && !str_is(said, "right"))
        return ctx_fault(w->ctx, ERR_INVALID, STR("do"), SAY("Press one of the answers."));
    TRY(assets_merge(w->ctx, a, b, str_is(said, "right"), &m));
    return web_redirect(w, web_path(w, "/map/same?done=%lld", (long long)m.id.v));
}

enum status assets_web_same_say(struct web *w) {
    struct asset_id a = {web_int(w, "a", 0)}, b = {web_int(w, "b", 0)};
    struct assets_sql_pair_find pair;
    if (a.v > b.v) return ERR_MISSING;
    enum status status = assets_sql_pair_find(w->ctx->db, w->ctx->arena, a, b, &pair);
    if (status == ERR_MISSING && a.v == 0)
        return ctx_fault(w->ctx, ERR_INVALID, STR("do"), SAY("Press one of the answers."));
    TRY(status);
    if (!assets_may_merge(w->ctx, pair.place_id)) return ERR_MISSING;
    if (!str_is(pair.state, "waiting")) return settled_say(w, pair.state);
    status = pair_answer(w, a, b);
    if (status != ERR_CONFLICT) return status;
    faults_init(&w->ctx->faults, w->ctx->arena);
    return back(w, SAY("One of the two is part of another entry by now, or off the list."));
}

enum status assets_web_same_undo(struct web *w) {
    struct assets_undone u;
    struct merge_id id = {web_id(w, 0)};
    enum status status = assets_merge_undo(w->ctx, id, &u);
    if (status == ERR_CONFLICT) {
        struct said why = w->ctx->faults.first->said;
        faults_init(&w->ctx->faults, w->ctx->arena);
        return back(w, why);
    }
    TRY(status);
    if (u.changed_since != 0)
        return back(w,
                    SAY1("{name} stands by itself again. What was changed since in the other "
                         "one stays as it is now.",
                         "name", u.b_name));
    return back(w, SAY1("{name} stands by itself again.", "name", u.b_name));
}
