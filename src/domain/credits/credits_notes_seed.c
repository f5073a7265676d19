/* The example's paper notes: two sheets, some handed out, some used, one void. The first four have codes
   that the handbook names, so that a till can be tried. */
#include "domain/credits/credits_notes_own.h"

#include "domain/credits/credits_venue.h"
#include <string.h>

#define SHEET 16
#define HOUR_MS ((int64_t)3600 * 1000)

static const char *const known[] = {"DEM0DEM0DEM1", "DEM0DEM0DEM2", "DEM0DEM0DEM3", "DEM0DEM0DEM4"};

/* The 32 possible check signs are tried: the rule for them stands in one place. */
static enum status whole_code(struct ctx *ctx, const char *signs12, struct str *ret_code)
{
    static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (size_t i = 0; i < 32; i++) {
        struct str code = str_printf(ctx->arena, "%s%c", signs12, signs[i]);
        if (credits_note_code_read(ctx, code, STR("code"), ret_code) == OK) {
            faults_init(&ctx->faults, ctx->arena);
            return OK;
        }
    }
    return ERR_BROKEN;
}

static enum status print_run(struct ctx *ctx, struct place_id place, struct note_run_id *ret_run, struct credits_sheet *ret_sheet)
{
    const struct credits_print print = {.count = SHEET, .minutes = 60, .place = place, .use_by = DAY_NONE, .language = STR("en"), .second = STR("ur"), .via = "web"};
    TRY(credits_notes_draw(ctx, &print, ret_sheet));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) TRY(whole_code(ctx, known[i], &ret_sheet->codes[i]));
    return credits_notes_keep(ctx, ret_sheet, ret_run);
}

/* Two are used at the first venue, the second of them two hours ago. */
static enum status use_some(struct ctx *ctx, struct place_id place, const struct credits_sheet *sheet)
{
    struct credits_venue *venues;
    struct credits_note note;
    struct entry_id entry;
    size_t n;
    TRY(credits_venue_list(ctx, place, &venues, &n));
    for (size_t i = 1; n > 0 && i < 6; i += 4) {
        TRY(credits_note_find(ctx, sheet->codes[i], STR("code"), &note));
        TRY(credits_note_redeem(ctx, note.id, venues[0].account, "till", &entry));
    }
    return OK;
}

static enum status hand_out(struct ctx *ctx, struct place_id place, struct note_run_id run)
{
    struct person_id amina;
    int64_t n;
    TRY(people_seed_find(ctx, place, STR("Amina"), &amina));
    TRY(credits_notes_give(ctx, &(struct credits_note_span){run, 1, 8}, (struct person_id){0}, &n));
    TRY(credits_notes_give(ctx, &(struct credits_note_span){run, 7, 7}, amina, &n));
    return credits_notes_void(ctx, &(struct credits_note_span){run, 3, 3}, STR("lost on the bus"), "web", &n);
}

enum status credits_seed_notes(struct ctx *ctx)
{
    struct place place;
    struct note_run_id run;
    struct credits_sheet sheet;
    struct instant now = ctx->now;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    ctx->now.ms -= 2 * HOUR_MS;
    enum status status = print_run(ctx, place.id, &run, &sheet);
    if (status == OK) status = hand_out(ctx, place.id, run);
    if (status == OK) status = use_some(ctx, place.id, &sheet);
    ctx->now = now;
    return status;
}
