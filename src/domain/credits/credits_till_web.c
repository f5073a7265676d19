/* The venue's till, without signing in: the till code once, then codes, a camera, or a tally sheet. The
   device remembers it by a cookie that only we can have made, so nobody guesses tills through it. */
#include "domain/credits/credits_notes_web.h"

#include "base/utf8.h"
#include "credits_pages.h"
#include "domain/credits/credits_notes_view.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_use_web.h"
#include "platform/web/web.h"
#include <sodium.h>

#define COOKIE "kith_till"
#define MAC_SIGNS 32
#define ROWS_SHOWN 20
#define YEAR "; Max-Age=31536000"

static struct str say(struct web *w, struct said said)
{
    return text_say(w->ctx->arena, w->ctx->locale, &said);
}

/* ---- whose till is this? ---- */

static struct str cookie_of(struct web *w, struct str key, struct str code)
{
    unsigned char mac[32];
    char hex[2 * sizeof mac + 1];
    credits_note_hash(key, str_cat(w->ctx->arena, STR("till "), code), mac);
    sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
    return str_printf(w->ctx->arena, "%.*s.%.*s", STR_ARG(code), MAC_SIGNS, hex);
}

bool credits_till_of(struct web *w, struct credits_venue *ret_venue, struct str *ret_code)
{
    struct str cookie = http_cookie_get(w->http, COOKIE), key;
    size_t mark = str_find(cookie, STR("."), 0);
    if (cookie.len == 0 || cookie.len > 80 || mark == SIZE_MAX) return false;
    struct str code = str_slice(cookie, 0, mark);
    if (credits_note_key(w->ctx, false, &key) != OK) return false;
    struct str wanted = cookie_of(w, key, code);
    if (wanted.len != cookie.len || sodium_memcmp(wanted.ptr, cookie.ptr, wanted.len) != 0) return false;
    if (credits_venue_by_till(w->ctx, code, ret_venue) != OK || instant_is(ret_venue->ended_at)) return false;
    *ret_code = code;
    return true;
}

static enum status till_needed(struct web *w, struct credits_venue *ret_venue)
{
    struct str code;
    if (credits_till_of(w, ret_venue, &code)) return OK;
    return ctx_fault(w->ctx, ERR_DENIED, STR("till"), SAY("Say first whose till this is: type the code of the card beside it."));
}

static void set_cookie(struct web *w, struct str value, const char *life)
{
    const struct str *origin = ctx_kept(w->ctx, "origin");
    bool secure = w->http->tls || (origin && str_starts(*origin, STR("https://")));
    http_header_add((struct http_request *)(uintptr_t)w->http, &w->response, "Set-Cookie",
                    str_printf(w->ctx->arena, COOKIE "=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", STR_ARG(value), secure ? "; Secure" : "", life));
}

/* ---- the page ---- */

static struct instant midnight(struct web *w)
{
    struct civil civil = civil_from_day(ctx_today(w->ctx));
    return instant_from_civil(w->ctx->zone, civil);
}

/* What a note can be counted for; the first is nothing of all that. A venue with no agreement asks nothing. */
static enum status put_purposes(struct web *w, const struct credits_venue *venue, const struct html_choice **ret_choices, size_t *ret_n)
{
    struct ctx *ctx = w->ctx;
    struct credits_agreement *rows;
    struct str on = web_kept(w, "for", STR(""));
    size_t n, k = 0;
    TRY(credits_agreement_list(ctx, venue->place, venue->id, &rows, &n));
    struct html_choice *choices = ARENA_ARRAY(ctx->arena, struct html_choice, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct str value = str_int(ctx->arena, rows[i].id.v);
        if (instant_is(rows[i].ended_at) || (day_is(rows[i].until) && rows[i].until.n < ctx_today(ctx).n)) continue;
        choices[++k] = (struct html_choice){value, credits_agreement_name(ctx, &rows[i]), str_eq(value, on)};
    }
    choices[0] = (struct html_choice){STR(""), text_get(ctx->locale, T_("Something else"), NULL), on.len == 0};
    *ret_choices = choices;
    *ret_n = k > 0 ? k + 1 : 0;
    return OK;
}

static enum status put_shown(struct web *w, const struct credits_venue *venue, struct note_till_view *view)
{
    struct ctx *ctx = w->ctx;
    struct credits_use *uses;
    size_t n;
    TRY(credits_uses_today(ctx, venue->id, ROWS_SHOWN, &uses, &n));
    struct note_till_use_view *shown = ARENA_ARRAY(ctx->arena, struct note_till_use_view, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct civil at = civil_from_instant(ctx->zone, uses[i].at);
        if (instant_is(uses[i].undone_at)) continue;
        shown[view->shown_n++] = (struct note_till_use_view){text_time(ctx->arena, ctx->locale, (struct minutes){at.hour * 60 + at.minute}), uses[i].what,
                                                             text_many(ctx->arena, ctx->locale, "For {n} person", "For {n} people", uses[i].people, NULL)};
    }
    view->shown = shown;
    return OK;
}

static enum status show_till(struct web *w, const struct credits_venue *venue)
{
    struct ctx *ctx = w->ctx;
    struct credits_note_taken *taken;
    struct credits_notes_sum sum;
    size_t n;
    TRY(credits_notes_taken(ctx, venue->account, midnight(w), ROWS_SHOWN, &taken, &n, &sum));
    struct note_till_row_view *rows = ARENA_ARRAY(ctx->arena, struct note_till_row_view, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct civil at = civil_from_instant(ctx->zone, taken[i].at);
        rows[i] = (struct note_till_row_view){credits_note_serial(ctx->arena, taken[i].id), credits_time(ctx, taken[i].minutes),
                                         text_time(ctx->arena, ctx->locale, (struct minutes){at.hour * 60 + at.minute})};
    }
    bool back = n > 0 && taken[0].at.ms + (int64_t)NOTES_BACK_MINUTES * 60000 >= ctx->now.ms;
    const struct said time = {.names = {"time"}, .values = {credits_time(ctx, sum.minutes)}};
    struct note_till_view view = {.venue = venue->name, .code = web_kept(w, "code", STR("")), .rows = rows, .rows_n = n, .more = sum.n > (int64_t)n,
                             .sum = text_many(ctx->arena, ctx->locale, "{n} note: {time}", "{n} notes: {time}", sum.n, &time),
                             .last = back ? str_int(ctx->arena, taken[0].id.v) : STR(""), .last_serial = back ? rows[0].serial : STR("")};
    TRY(credits_venue_number(ctx, venue->id, &view.number));
    TRY(put_purposes(w, venue, &view.uses, &view.uses_n));
    TRY(put_shown(w, venue, &view));
    credits_page_note_till(web_page(w, SAY1("Till of {venue}", "venue", venue->name), NULL), &view);
    return OK;
}

/* "/n/7K3F..." and nothing else: the note that was being looked at. */
static struct str next_of(struct web *w)
{
    struct str next = web_text(w, "next"), code;
    struct ctx trial = *w->ctx; /* its faults are not ours */
    if (!str_starts(next, STR("/n/")) || str_find(next, STR("/"), 3) != SIZE_MAX) return STR("");
    faults_init(&trial.faults, trial.arena);
    if (credits_note_code_read(&trial, next, STR("next"), &code) != OK) return STR("");
    return str_cat(w->ctx->arena, STR("/n/"), code);
}

enum status credits_till_web(struct web *w)
{
    struct credits_venue venue;
    struct str code;
    if (credits_till_of(w, &venue, &code)) return show_till(w, &venue);
    const struct note_till_open_view view = {.till = web_kept(w, "till", STR("")), .next = next_of(w)};
    credits_page_note_till_open(web_page(w, SAY("This till"), NULL), &view);
    return OK;
}

/* ---- opening it ---- */

enum status credits_till_web_open_prepare(struct web *w)
{
    struct credits_venue venue;
    struct str typed = web_text(w, "till"), address = credits_guess_address(w->http->peer);
    if (typed.len == 0 || typed.len > 40) return ctx_fault(w->ctx, ERR_INVALID, STR("till"), SAY("Type the ten letters and figures of the card beside the till."));
    TRY(credits_guess_till_may(w->ctx, address));
    enum status status = credits_venue_by_till(w->ctx, typed, &venue);
    if (status == ERR_MISSING || (status == OK && instant_is(venue.ended_at))) {
        credits_guess_till_wrong(w->ctx, address);
        return ctx_fault(w->ctx, ERR_INVALID, STR("till"), SAY("No till has this code. Look at the card again, or ring us: perhaps it was changed."));
    }
    return status;
}

/* Letters and figures only, so that it fits into a cookie. */
static struct str till_plain(struct web *w, struct str typed)
{
    struct buf buf;
    buf_init(&buf, w->ctx->arena, 64);
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) buf_putc(&buf, c);
    }
    return buf_str(&buf);
}

enum status credits_till_web_open(struct web *w)
{
    struct credits_venue venue;
    struct str key, code = till_plain(w, web_text(w, "till")), next = next_of(w);
    TRY(credits_venue_by_till(w->ctx, code, &venue));
    TRY(credits_note_key(w->ctx, true, &key));
    set_cookie(w, cookie_of(w, key, code), YEAR);
    return web_redirect_saying(w, next.len > 0 ? next : STR("/till"), SAY1("This is the till of {venue} now.", "venue", venue.name));
}

enum status credits_till_web_close(struct web *w)
{
    set_cookie(w, STR(""), "; Max-Age=0");
    return web_redirect_saying(w, STR("/till"), SAY("This device is no till any more."));
}

/* ---- taking one ---- */

struct taking {
    struct credits_venue venue;
    struct credits_note note;
    struct agreement_id purpose; /* v = 0: counted for nothing */
    int64_t uses;
};

/* A note is for so many uses of what was chosen, whole ones. */
static enum status purpose_read(struct web *w, struct taking *taking)
{
    struct ctx *ctx = w->ctx;
    struct credits_agreement a;
    const struct agreement_id id = {web_int(w, "for", 0)};
    if (id.v == 0) return OK;
    enum status status = credits_agreement_find(ctx, id, &a);
    if (status == ERR_MISSING || (status == OK && a.venue.v != taking->venue.id.v))
        return ctx_fault(ctx, ERR_INVALID, STR("for"), SAY("This has ended. Look what else there is."));
    TRY(status);
    if (taking->note.minutes % a.minutes != 0)
        return ctx_fault(ctx, ERR_INVALID, STR("for"), SAY2("The note is for {time}, and once is {once}. Choose “Something else”, or take several on a tally sheet.", "time",
                                                            credits_time(ctx, taking->note.minutes), "once", credits_time(ctx, a.minutes)));
    taking->purpose = id;
    taking->uses = taking->note.minutes / a.minutes;
    return OK;
}

/* Its faults stand beside the choice. */
static enum status purpose_take(struct web *w, const struct taking *taking, struct entry_id entry)
{
    if (taking->purpose.v == 0) return OK;
    enum status status = credits_agreement_take(w->ctx, taking->purpose, taking->uses, entry);
    if (status != OK && w->ctx->faults.last) w->ctx->faults.last->field = STR("for");
    return status;
}

enum status credits_till_web_take_prepare(struct web *w)
{
    struct taking *taking = ARENA_NEW(w->ctx->arena, struct taking);
    TRY(till_needed(w, &taking->venue));
    const struct credits_asker asker = {.till = taking->venue.account};
    TRY(credits_note_asked(w->ctx, &asker, web_text(w, "code"), STR("code"), &taking->note));
    TRY(credits_note_good(w->ctx, &taking->note, STR("code")));
    TRY(purpose_read(w, taking));
    w->plan = taking;
    return OK;
}

enum status credits_till_web_take(struct web *w)
{
    const struct taking *taking = w->plan;
    struct entry_id entry;
    TRY(credits_note_redeem(w->ctx, taking->note.id, taking->venue.account, "till", &entry));
    TRY(purpose_take(w, taking, entry));
    return web_redirect_saying(w, STR("/till"), SAY2("Taken: {time}, note {serial}. Thank you.", "time", credits_time(w->ctx, taking->note.minutes), "serial",
                                                     credits_note_serial(w->ctx->arena, taking->note.id)));
}

enum status credits_till_web_back(struct web *w)
{
    struct credits_venue venue;
    const struct note_id id = {web_int(w, "note", 0)};
    TRY(till_needed(w, &venue));
    TRY(credits_note_back(w->ctx, id, venue.account, "till"));
    return web_redirect_saying(w, STR("/till"), SAY1("Taken back: note {serial} is good again. Give the paper back.", "serial", credits_note_serial(w->ctx->arena, id)));
}

/* ---- a tally sheet ---- */

struct tally {
    struct credits_venue venue;
    struct note_till_line_view *lines;
    struct note_id *ids;         /* one a line; v = 0 = not to be taken */
    int64_t *minutes;
    size_t n;
};

/* The words of the newest fault, which is then no fault of the form. */
static struct str fault_words(struct web *w)
{
    const struct fault *f = w->ctx->faults.last;
    struct str words = f ? text_say(w->ctx->arena, w->ctx->locale, &f->said) : STR("");
    faults_init(&w->ctx->faults, w->ctx->arena);
    return words;
}

static enum status tally_line(struct web *w, struct tally *tally, struct str typed)
{
    struct credits_note note;
    const struct credits_asker asker = {.till = tally->venue.account};
    enum status status = credits_note_asked(w->ctx, &asker, typed, STR("codes"), &note);
    if (status == OK) status = credits_note_good(w->ctx, &note, STR("codes"));
    if (status == ERR_BROKEN || status == ERR_BUSY) return status;
    size_t i = tally->n++;
    tally->lines[i] = (struct note_till_line_view){.typed = utf8_short(w->ctx->arena, typed, 60)};
    tally->ids[i] = status == OK ? note.id : (struct note_id){0};
    bool again = status == ERR_CONFLICT && note.state == NOTE_REDEEMED && note.taken_by.v == tally->venue.account.v &&
                 note.ended_at.ms + (int64_t)NOTES_BACK_MINUTES * 60000 >= w->ctx->now.ms;
    if (status == OK) tally->minutes[i] = note.minutes;
    else tally->lines[i].words = fault_words(w);
    if (again) { /* the sheet was sent twice */
        tally->lines[i].taken = true;
        tally->lines[i].words = say(w, SAY1("Note {serial}: taken just now, and counted once.", "serial", credits_note_serial(w->ctx->arena, note.id)));
    }
    return OK;
}

enum status credits_till_web_tally_prepare(struct web *w)
{
    struct arena *arena = w->ctx->arena;
    struct tally *tally = ARENA_NEW(arena, struct tally);
    struct str rest = web_text(w, "codes"), line;
    TRY(till_needed(w, &tally->venue));
    tally->lines = ARENA_ARRAY(arena, struct note_till_line_view, NOTES_TALLY_MAX);
    tally->ids = ARENA_ARRAY(arena, struct note_id, NOTES_TALLY_MAX);
    tally->minutes = ARENA_ARRAY(arena, int64_t, NOTES_TALLY_MAX);
    while (rest.len > 0 && str_next(&rest, '\n', &line)) {
        line = str_trim(line);
        if (line.len == 0) continue;
        if (tally->n == NOTES_TALLY_MAX) return ctx_fault(w->ctx, ERR_LIMIT, STR("codes"), SAY("Type in at most 60 codes at a time. The rest can follow."));
        TRY(tally_line(w, tally, line));
    }
    if (tally->n == 0) return ctx_fault(w->ctx, ERR_INVALID, STR("codes"), SAY("Type the code on the note. For example: 7K3F-9QX2-MT4B-A"));
    w->plan = tally;
    return OK;
}

/* What the rules answered, put beside its line. */
static int64_t answers_put(struct web *w, struct tally *tally, const struct credits_note_answer *answers, size_t *ret_left)
{
    int64_t minutes = 0;
    *ret_left = 0;
    for (size_t i = 0, k = 0; i < tally->n; i++) {
        struct note_till_line_view *line = &tally->lines[i];
        if (tally->ids[i].v) {
            const struct credits_note_answer *answer = &answers[k++];
            struct said said = answer->status == OK ? SAY2("Note {serial}: taken, {time}.", "serial", credits_note_serial(w->ctx->arena, tally->ids[i]), "time",
                                                           credits_time(w->ctx, tally->minutes[i]))
                                                    : answer->said;
            line->taken = answer->status == OK;
            line->words = text_say(w->ctx->arena, w->ctx->locale, &said);
            if (line->taken) minutes += tally->minutes[i];
        }
        if (!line->taken) (*ret_left)++;
    }
    return minutes;
}

/* Good lines are kept though the page is shown again for the others. */
enum status credits_till_web_tally_take(struct web *w)
{
    struct tally *tally = w->plan;
    struct note_id ids[NOTES_TALLY_MAX];
    struct credits_note_answer answers[NOTES_TALLY_MAX];
    size_t n = 0, left;
    for (size_t i = 0; i < tally->n; i++)
        if (tally->ids[i].v) ids[n++] = tally->ids[i];
    TRY(credits_notes_redeem(w->ctx, ids, n, tally->venue.account, "till", answers));
    struct str time = credits_time(w->ctx, answers_put(w, tally, answers, &left));
    if (left == 0) return web_redirect_saying(w, STR("/till"), SAY1("All taken: {time}. Thank you.", "time", time));
    w->keep_refused = true;
    struct said one = SAY("One line could not be taken. The others were, and stay taken.");
    if (left == 1) return ctx_fault(w->ctx, ERR_INVALID, STR("codes"), one);
    return ctx_fault(w->ctx, ERR_INVALID, STR("codes"), SAY1("{n} lines could not be taken. The others were, and stay taken.", "n", str_int(w->ctx->arena, (int64_t)left)));
}

enum status credits_till_web_tally(struct web *w)
{
    struct credits_venue venue;
    struct str code;
    struct buf left;
    const struct tally *tally = web_refused(w) ? w->plan : NULL;
    if (!credits_till_of(w, &venue, &code)) return credits_till_web(w);
    struct note_till_tally_view view = {.venue = venue.name, .codes = web_kept(w, "codes", STR(""))};
    if (tally) {
        buf_init(&left, w->ctx->arena, 65536);
        for (size_t i = 0; i < tally->n; i++)
            if (!tally->lines[i].taken) buf_printf(&left, "%.*s\n", STR_ARG(tally->lines[i].typed));
        view.lines = tally->lines;
        view.lines_n = tally->n;
        view.codes = buf_str(&left);
    }
    credits_page_note_till_tally(web_page(w, SAY("A tally sheet"), NULL), &view);
    return OK;
}

/* ---- /n/CODE: what a camera opens ---- */

static bool asker_of(struct web *w, struct credits_venue *venue, struct credits_asker *ret_asker)
{
    struct str code;
    bool till = credits_till_of(w, venue, &code);
    *ret_asker = (struct credits_asker){.address = credits_guess_address(w->http->peer)};
    if (till) ret_asker->till = venue->account;
    else if (w->ctx->actor.account) {
        ret_asker->known = true;
        ret_asker->address = str_int(w->ctx->arena, w->ctx->actor.account);
    }
    return till;
}

/* Also what we do not know is answered on a page of its own: whoever holds the paper did nothing wrong. */
static enum status note_unknown(struct web *w, enum status status, bool till)
{
    const struct note_till_note_view view = {.unknown = true, .till = till, .words = fault_words(w), .ring = credits_notes_ring(w->ctx, (struct place_id){0})};
    credits_page_note_till_note(web_page(w, SAY("We cannot read this note"), NULL), &view);
    w->response.status = status == ERR_MISSING ? 404 : status == ERR_LIMIT ? 429 : 422;
    return OK;
}

enum status credits_note_web(struct web *w)
{
    struct ctx *ctx = w->ctx;
    struct credits_venue venue;
    struct credits_asker asker;
    struct credits_note note;
    struct str code;
    bool till = asker_of(w, &venue, &asker);
    enum status status = credits_note_asked(ctx, &asker, w->params[0], STR("code"), &note);
    if (status == ERR_MISSING || status == ERR_INVALID || status == ERR_LIMIT) return note_unknown(w, status, till);
    TRY(status);
    TRY(credits_note_code_read(ctx, w->params[0], STR("code"), &code));
    struct str where = credits_notes_where(ctx, note.place, note.words);
    struct note_till_note_view view = {.serial = credits_note_serial(ctx->arena, note.id), .time = credits_time(ctx, note.minutes),
                                  .promise = credits_notes_promise(ctx, note.minutes, where), .code = code, .till = till, .venue = till ? venue.name : STR(""),
                                  .ring = credits_notes_ring(ctx, note.place), .member = !till && ctx->actor.person != 0};
    view.good = credits_note_good(ctx, &note, STR("code")) == OK;
    if (!view.good) view.words = fault_words(w);
    if (view.good && till) TRY(put_purposes(w, &venue, &view.uses, &view.uses_n));
    if (view.good && day_is(note.use_by)) view.use_by = text_day(ctx->arena, ctx->locale, note.use_by, ctx_today(ctx));
    credits_page_note_till_note(web_page(w, SAY1("Paper note {serial}", "serial", view.serial), NULL), &view);
    return OK;
}

enum status credits_note_web_keep_prepare(struct web *w)
{
    struct credits_note *note = ARENA_NEW(w->ctx->arena, struct credits_note);
    struct credits_venue venue;
    struct credits_asker asker;
    (void)asker_of(w, &venue, &asker);
    TRY(credits_note_asked(w->ctx, &asker, w->params[0], STR("code"), note));
    TRY(credits_note_good(w->ctx, note, STR("code")));
    w->plan = note;
    return OK;
}

enum status credits_note_web_keep(struct web *w)
{
    const struct credits_note *note = w->plan;
    const struct actor *actor = &w->ctx->actor;
    const struct person_id person = {actor->on_behalf_of ? actor->on_behalf_of : actor->person};
    struct account_id account;
    struct entry_id entry;
    if (person.v == 0 || (actor->on_behalf_of && !people_may_change(w->ctx, person))) return ERR_DENIED;
    TRY(credits_member(w->ctx, person, &account));
    TRY(credits_note_redeem(w->ctx, note->id, account, "web", &entry));
    if (actor->on_behalf_of) TRY(people_record_acting(w->ctx, person, STR("spoken")));
    return web_redirect_saying(w, STR("/me/hours"), SAY1("Kept: {time} from the note. You can throw the paper away.", "time", credits_time(w->ctx, note->minutes)));
}
