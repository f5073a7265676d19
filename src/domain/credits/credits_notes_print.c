/* Printing: codes are drawn and paper made before anything is kept; then only hashes are. */
#include "domain/credits/credits_notes_own.h"

#include "base/utf8.h"
#include "credits_sql.h"
#include "domain/credits/credits_own.h"
#include "platform/journal/journal.h"
#include <string.h>

#define PER_RUN 1000 /* a note's id is its run times this plus its position */

/* ---- drawing ---- */

static void check_numbers(struct ctx *ctx, const struct credits_print *p)
{
    if (p->number < 0 || p->number > NOTES_NUMBER_MAX)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("run"), SAY("The number of a run is a whole number from 1 to 999,999,999."));
    if (p->count < 1 || p->count > NOTES_RUN_MAX)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("count"), SAY("Print 1 to 400 notes at a time. Eight fit on a page."));
    if (p->minutes < 1 || p->minutes > CREDITS_MINUTES_MAX)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("minutes"), SAY("Minutes must be a whole number from 1 to 525,600. One hour is 60."));
    if (day_is(p->use_by) && p->use_by.n < ctx_today(ctx).n)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("use-by"), SAY("This day is over. Choose a later one, or none: then the notes stay good."));
}

static bool offered(struct str language)
{
    static const char *const codes[] = {"en", "cy", "pl", "ur"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_is(language, codes[i])) return true;
    return false;
}

static void check_words(struct ctx *ctx, const struct credits_print *p)
{
    struct str words = str_trim(p->words);
    bool line = true;
    for (size_t i = 0; i < words.len; i++) line = line && (unsigned char)words.ptr[i] >= 0x20;
    if (utf8_count(words) > NOTES_WORDS_MAX || !line)
        (void)!ctx_fault(ctx, ERR_INVALID, STR("where"), SAY("Write where they are good in one line of at most 120 letters. For example: Sunny Cafe and the Lido"));
    if (!offered(p->language) || (p->second.len > 0 && (!offered(p->second) || str_eq(p->second, p->language))))
        (void)!ctx_fault(ctx, ERR_INVALID, STR("lang"), SAY("Choose one or two of en, cy, pl and ur. For example: cy,en"));
}

static enum status check_payer(struct ctx *ctx, const struct credits_print *p, bool again)
{
    struct credits_account account;
    if (p->payer.v == 0) return OK;
    enum status status = credits_account_get(ctx, p->payer, &account);
    bool fits = status == OK && (account.kind == CREDITS_ISSUE || account.kind == CREDITS_POT || account.kind == CREDITS_GROUP || account.kind == CREDITS_MEMBER);
    if (status == ERR_MISSING) return ctx_fault(ctx, ERR_MISSING, STR("from"), SAY("There is no account of this name. Look at the list of accounts."));
    TRY(status);
    if (account.kind == CREDITS_MEMBER && !again && p->for_whom.v != account.person.v && !ctx_has(ctx, STANDING_SYSTEM))
        return ctx_fault(ctx, ERR_DENIED, STR("from"), SAY("Begin on the page of the person who gets the notes.")); /* nobody's own hours without them */
    if (!fits) return ctx_fault(ctx, ERR_INVALID, STR("from"), SAY("Notes are paid from a programme, a pot, a group or a member's own hours. Choose one of these."));
    if (instant_is(account.closed_at)) return ctx_fault(ctx, ERR_INVALID, STR("from"), SAY("This account is closed. Choose another, or ask a coordinator."));
    if (account.place.v && !credits_notes_may_keep(ctx, account.place)) return ctx_fault(ctx, ERR_DENIED, STR("from"), SAY("This account belongs to another place."));
    return OK;
}

static enum status number_used(struct ctx *ctx, int64_t number)
{
    return ctx_fault(ctx, ERR_CONFLICT, STR("run"), SAY1("Run {number} was printed already. Each number is used once: choose another.", "number", str_int(ctx->arena, number)));
}

static enum status check_number(struct ctx *ctx, struct credits_print *p)
{
    struct credits_sql_note_run_find taken;
    struct credits_sql_note_run_next next;
    if (p->number == 0) {
        TRY(credits_sql_note_run_next(ctx->db, ctx->arena, &next));
        p->number = next.number;
        return OK;
    }
    enum status status = credits_sql_note_run_find(ctx->db, ctx->arena, (struct note_run_id){p->number}, &taken);
    if (status == OK) return number_used(ctx, p->number);
    return status == ERR_MISSING ? OK : status;
}

static enum status draw(struct ctx *ctx, const struct credits_print *print, bool again, struct credits_sheet *ret_sheet)
{
    struct credits_sheet sheet = {.print = *print};
    struct credits_print *p = &sheet.print;
    size_t before = ctx->faults.count;
    if (p->language.len == 0) p->language = STR("en");
    check_numbers(ctx, p);
    check_words(ctx, p);
    if (ctx->faults.count != before) return ERR_INVALID;
    if (!credits_notes_may_keep(ctx, p->place)) return ctx_fault(ctx, ERR_DENIED, STR_NONE, SAY("Only who keeps the books of this place prints its notes."));
    TRY(check_payer(ctx, p, again));
    TRY(check_number(ctx, p));
    sheet.codes = ARENA_ARRAY(ctx->arena, struct str, (size_t)p->count);
    for (int64_t i = 0; i < p->count; i++) sheet.codes[i] = credits_note_code(ctx);
    *ret_sheet = sheet;
    return OK;
}

enum status credits_notes_draw(struct ctx *ctx, const struct credits_print *print, struct credits_sheet *ret_sheet)
{
    return draw(ctx, print, false, ret_sheet);
}

enum status credits_notes_draw_again(struct ctx *ctx, const struct credits_note_span *span, struct str why, const char *via, struct credits_sheet *ret_sheet)
{
    struct credits_note_run run;
    struct credits_sql_notes_out *rows;
    size_t n;
    TRY(credits_note_run_find(ctx, span->run, &run));
    TRY(credits_sql_notes_out(ctx->db, ctx->arena, span->run, span->first, span->last, &rows, &n));
    if (n == 0) return ctx_fault(ctx, ERR_MISSING, STR("notes"), SAY("None of these notes is still out, so there is nothing to print again."));
    if (utf8_count(str_trim(why)) > NOTES_WORDS_MAX) return ctx_fault(ctx, ERR_INVALID, STR("reason"), SAY("Say why in one line of at most 120 letters. For example: the sheet was lost"));
    struct str rest = run.language, first, second;
    if (!str_next(&rest, ',', &first)) first = STR("en");
    if (!str_next(&rest, ',', &second)) second = STR_NONE;
    const struct credits_print print = {.count = (int64_t)n, .minutes = run.minutes, .place = run.place, .payer = run.payer, .use_by = run.use_by,
                                        .words = run.words, .language = first, .second = second, .via = via};
    struct note_id *olds = ARENA_ARRAY(ctx->arena, struct note_id, n);
    struct credits_sheet sheet;
    TRY(draw(ctx, &print, true, &sheet));
    for (size_t i = 0; i < n; i++) olds[i] = rows[i].id;
    sheet.old = *span;
    sheet.olds = olds;
    sheet.why = str_trim(why).len > 0 ? str_trim(why) : STR("printed again");
    *ret_sheet = sheet;
    return OK;
}

/* ---- keeping ---- */

static enum status open_paper(struct ctx *ctx, const struct credits_sheet *sheet, struct account_id payer, struct account_id *ret_paper)
{
    struct credits_account from;
    TRY(credits_account_get(ctx, payer, &from));
    struct credits_account account = {.ledger = from.ledger, .place = sheet->print.place, .kind = CREDITS_PAPER,
                                      .name = str_printf(ctx->arena, "notes-%lld", (long long)sheet->print.number),
                                      .label = str_printf(ctx->arena, "Paper notes, run %lld", (long long)sheet->print.number),
                                      .floor = 0, .ceiling = CREDITS_NO_LIMIT};
    enum status status = credits_account_open(ctx, &account, ret_paper);
    if (status != ERR_CONFLICT) return status;
    faults_init(&ctx->faults, ctx->arena); /* somebody called another account so */
    account.name = STR_NONE;
    return credits_account_open(ctx, &account, ret_paper);
}

static enum status keep_notes(struct ctx *ctx, const struct credits_sheet *sheet, struct note_run_id run)
{
    size_t n = (size_t)sheet->print.count;
    struct str key;
    unsigned char *hashes = arena_alloc(ctx->arena, n * 32);
    TRY(credits_note_key(ctx, true, &key));
    for (size_t i = 0; i < n; i++) credits_note_hash(key, sheet->codes[i], hashes + i * 32);
    TRY(credits_sql_note_add(ctx->db, run, (int64_t)n, str_of((const char *)hashes, n * 32)));
    if (!sheet->olds) return OK;
    for (size_t i = 0; i < n; i++) TRY(credits_sql_note_replaces(ctx->db, (struct note_id){run.v * PER_RUN + (int64_t)i + 1}, sheet->olds[i]));
    return OK;
}

/* Lost ones go first: what they held pays for the new ones. */
static enum status end_olds(struct ctx *ctx, const struct credits_sheet *sheet)
{
    struct note_id *ids;
    size_t n;
    if (!sheet->olds) return OK;
    TRY(credits_notes_end(ctx, &sheet->old, NOTE_VOID, sheet->why, sheet->print.via, &ids, &n));
    bool same = n == (size_t)sheet->print.count && memcmp(ids, sheet->olds, n * sizeof *ids) == 0;
    if (!same) return ctx_fault(ctx, ERR_CONFLICT, STR("notes"), SAY("One of these notes was used while we printed. Nothing was changed. Print again, please."));
    return OK;
}

enum status credits_notes_keep(struct ctx *ctx, const struct credits_sheet *sheet, struct note_run_id *ret_run)
{
    const struct credits_print *p = &sheet->print;
    struct note_run_id run = {p->number};
    struct account_id payer = p->payer, paper;
    struct programme_id programme;
    TRY(end_olds(ctx, sheet));
    if (payer.v == 0) TRY(credits_programme_of(ctx, p->place, &programme, &payer));
    TRY(open_paper(ctx, sheet, payer, &paper));
    struct str language = p->second.len > 0 ? str_printf(ctx->arena, "%.*s,%.*s", STR_ARG(p->language), STR_ARG(p->second)) : p->language;
    const struct credits_sql_note_run_add_in in = {.id = run, .place = p->place, .account = paper, .payer = payer, .minutes = p->minutes, .notes = p->count, .use_by = p->use_by,
                                                   .words = str_trim(p->words).ptr ? str_trim(p->words) : STR(""), .language = language,
                                                   .printed_by = ctx->actor.person, .now = ctx->now};
    enum status status = credits_sql_note_run_add(ctx->db, &in);
    if (status == ERR_CONFLICT) return number_used(ctx, p->number);
    TRY(status);
    TRY(keep_notes(ctx, sheet, run));
    const struct credits_post like = {.kind = ENTRY_PRINT, .words = str_printf(ctx->arena, "Paper notes, run %lld", (long long)run.v), .via = p->via, .for_whom = p->for_whom};
    TRY(credits_notes_move(ctx, payer, paper, p->count * p->minutes, &like));
    TRY(journal_record(ctx, "credits.notes_printed", run.v, 0, STR_NONE));
    *ret_run = run;
    return OK;
}
