/* What the ledger holds in the world of matrix_test.c: told hours, a green sheet, a venue, a pot. */
#ifndef APP_MATRIX_CREDIT_WORLD_H
#define APP_MATRIX_CREDIT_WORLD_H

#include "domain/credits/credits_agreement.h"
#include "domain/credits/credits_pot.h"
#include "domain/credits/credits_sheet.h"
#include "domain/credits/credits_told.h"
#include "domain/credits/credits_use.h"

/* What Grace says she gave Amina: it waits for Amina's word. */
static void fill_told(struct world *w) {
    struct credits_told *rows;
    size_t n;
    ctx_of(w)->actor = (struct actor){.standing = STANDING_SYSTEM};
    assert_ok(credits_told_of(ctx_of(w), person_of(w, "Amina"), 50, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (rows[i].state == TOLD_WAITS) record(w, "told", rows[i].id.v);
}

/* Mill Lane Hall takes hours, Amina used one there; Dev and Joan look after a pot that Amina asked. */
static void fill_uses(struct world *w) {
    struct ctx *ctx = ctx_of(w);
    struct place_id place = place_of(w, "Weirside");
    struct venue_id venue;
    struct agreement_id agreement, ends;
    struct use_id use;
    struct pot_id pot;
    struct ask_id ask;
    struct str till;
    ctx->actor = (struct actor){.standing = STANDING_SYSTEM};
    assert_ok(credits_venue_add(ctx, place, asset_of(w, "Mill Lane Hall"), STR_NONE, &venue, &till));
    const struct credits_agreement_put put = {.venue = venue, .what = STR("Tea"), .minutes = 30, .from = DAY_NONE, .until = DAY_NONE, .worth = PENCE_NONE};
    assert_ok(credits_agreement_put(ctx, &put, &agreement));
    assert_ok(credits_agreement_put(ctx, &put, &ends));
    const struct credits_use_ask asked = {.agreement = agreement, .person = person_of(w, "Amina"), .people = 1, .via = "web"};
    assert_ok(credits_use_book(ctx, &asked, &use));
    const struct credits_pot fresh = {.place = place, .name = STR("A pot"), .about = STR("For anyone")};
    assert_ok(credits_pot_put(ctx, &fresh, &pot));
    assert_ok(credits_keeper_add(ctx, pot, person_of(w, "Dev")));
    assert_ok(credits_keeper_add(ctx, pot, person_of(w, "Joan")));
    const struct credits_asking asking = {.pot = pot, .person = person_of(w, "Amina"), .minutes = 60, .words = STR("company")};
    assert_ok(credits_ask_put(ctx, &asking, &ask));
    record(w, "venue", venue.v);
    record(w, "agreement", agreement.v);
    record(w, "agreement-ends", ends.v);
    record(w, "use-amina", use.v);
    record(w, "pot", pot.v);
    record(w, "ask-amina", ask.v);
}

/* The green sheet at Mill Lane Hall. */
static void fill_sheet(struct world *w) {
    struct credits_green *sheets;
    size_t n;
    ctx_of(w)->actor = (struct actor){.place = place_of(w, "Weirside").v, .standing = STANDING_SYSTEM};
    assert_ok(credits_sheet_list(ctx_of(w), 1, &sheets, &n));
    assert_int_equal(n, 1);
    record(w, "sheet", sheets[0].id.v);
}

#endif
