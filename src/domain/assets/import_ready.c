/* Rows made ready: checked against the place, known again by their key, linked to concepts.
   Reads only. */
#include "assets_sql.h"
#include "base/utf8.h"
#include "domain/assets/assets_sources.h"
#include "domain/assets/import_store.h"

#define SAME_NAME_MAX 50
#define BATCH_BYTES ((size_t)8 << 20)

/* The rule of every entry; the first fault is the reason. */
static void rules_check(struct ctx *ctx, struct import_row *row) {
    if (row->refused) return;
    faults_init(&ctx->faults, ctx->arena);
    if (assets_fields_check(ctx, &row->asset) == OK) return;
    const struct fault *f = ctx->faults.first;
    assets_import_refuse(row, str_c(ctx->arena, f->field), f->said);
}

static enum status known_find(struct import_run *run, struct ctx *ctx, struct import_ready *r) {
    struct assets_sql_source_find row;
    enum status status = assets_sql_source_find(ctx->db, ctx->arena, run->source, r->key, &row);
    r->does = IMPORT_ADD;
    r->again = false;
    if (status == ERR_MISSING) return OK;
    TRY(status);
    r->row.asset.id = row.asset_id;
    r->was_unseen = instant_is(row.not_seen_at);
    r->does = row.checksum == r->checksum ? IMPORT_SAME : IMPORT_CHANGE;
    r->again = row.seen_run == run->id.v && row.line != INT_NONE;
    r->again_line = row.line;
    r->again_checksum = row.checksum;
    return OK;
}

/* Does the key stand in this file already? What was written of it the table knows; this batch,
   and all of a dry run, is remembered. */
static bool again(const struct import_run *run, struct import_ready *r) {
    size_t at = SIZE_MAX;
    const struct import_seen_entry *seen =
        assets_import_seen_find(&run->seen, str_hash(r->key, 1), &at);
    if (!seen) return r->again;
    r->again_line = seen->line;
    r->again_checksum = seen->checksum;
    return true;
}

/* A key of this file that came before. With an id, the second row is wrong; without, two things
   of one name may share a door, and each is kept. */
static enum status repeats_check(struct import_run *run, struct ctx *ctx,
                                 struct import_ready *r) {
    struct arena *arena = &run->slice;
    bool with_id = r->row.cells.text[IF_ID].len > 0;
    struct str first = r->key;
    for (int n = 2; n <= SAME_NAME_MAX + 1; n++) {
        if (!again(run, r)) {
            assets_import_seen_add(&run->seen, run->dry ? run->lasting : arena,
                                   str_hash(r->key, 1), r->row.line, r->checksum);
            return OK;
        }
        if (r->again_checksum == r->checksum) {
            r->does = IMPORT_SAME;
            return OK;
        }
        r->row.asset.id.v = 0;
        if (with_id) {
            assets_import_refuse(
                &r->row, "id",
                SAY1(
                    "This id stands in line {line} already, with other words. Give each row "
                    "its own id.",
                    "line", str_int(arena, r->again_line)));
            return OK;
        }
        r->key = str_printf(arena, "%.*s#%d", STR_ARG(first), n);
        TRY(known_find(run, ctx, r));
    }
    assets_import_refuse(
        &r->row, "name",
        SAY1("This name stands in more than {n} rows at one place. Give each row an id.", "n",
             str_int(arena, SAME_NAME_MAX)));
    return OK;
}

/* The id a record came with, unless another entry has it already. */
static enum status external_settle(struct ctx *ctx, struct asset *a) {
    struct assets_sql_find_external row;
    if (a->external_id.len == 0) return OK;
    enum status status = assets_sql_find_external(ctx->db, ctx->arena, a->external_id, &row);
    if (status == OK) a->external_id = STR_NONE;
    return status == ERR_MISSING ? OK : status;
}

/* A word that only says what sort of entry it is, like "Activity", is no topic. */
static struct str topic_of(struct str kind) {
    enum asset_kind sort;
    kind = str_trim(kind);
    if (assets_kind_parse(kind, &sort) || str_ieq(kind, STR("organization"))) return STR_NONE;
    return kind;
}

/* Topics the source itself gave count for more than words found in the text. */
static void concepts_link(struct ctx *ctx, struct import_row *row) {
    struct asset *a = &row->asset, tagged = {.name = row->cells.text[IF_TAGS],
                                             .description =
                                                 topic_of(row->cells.text[IF_KIND])};
    assets_concepts_link(ctx, a);
    if (tagged.name.len == 0 && tagged.description.len == 0) return;
    assets_concepts_link(ctx, &tagged);
    for (size_t i = 0; i < a->concepts_n && tagged.concepts_n < ASSET_CONCEPTS; i++) {
        bool have = false;
        for (size_t k = 0; k < tagged.concepts_n; k++)
            have = have || str_eq(tagged.concepts[k], a->concepts[i]);
        if (have) continue;
        tagged.concepts[tagged.concepts_n] = a->concepts[i];
        tagged.quality[tagged.concepts_n++] = -a->quality[i];
    }
    a->concepts_n = tagged.concepts_n;
    for (size_t i = 0; i < tagged.concepts_n; i++) {
        a->concepts[i] = tagged.concepts[i];
        a->quality[i] = tagged.quality[i] < 0 ? -tagged.quality[i] : 80;
    }
}

/* ---- a row that changed keeps what the file never says ---- */

static void old_reach_keep(const struct import_file *file, const struct asset *old,
                           struct asset *a) {
    if (!assets_import_has(file, IF_PHONE)) a->phone = old->phone;
    if (!assets_import_has(file, IF_EMAIL)) a->email = old->email;
    if (!assets_import_has(file, IF_URL)) a->url = old->url;
}

static void old_words_keep(const struct import_file *file, const struct asset *old,
                           struct asset *a) {
    if (!assets_import_has(file, IF_KIND)) a->kind = old->kind;
    if (!assets_import_has(file, IF_AUDIENCE) && a->audience == ASSET_ANYONE)
        a->audience = old->audience;
    if (!assets_import_has(file, IF_STATUS)) a->status = old->status;
    if (!assets_import_has(file, IF_DESCRIPTION) && a->description.len == 0)
        a->description = old->description;
    if (!assets_import_has(file, IF_LANGUAGES)) a->languages = old->languages;
}

static void old_facts_keep(const struct import_file *file, const struct asset *old,
                           struct asset *a, bool untimed) {
    bool times = assets_import_has(file, IF_DAYS_TIMES);
    for (int i = IF_DAY; i < IMPORT_FIELDS; i++)
        times = times || assets_import_has(file, (enum import_field)i);
    if (a->schedules_n == 0 && (!times || untimed)) {
        a->schedules = old->schedules;
        a->schedules_n = old->schedules_n;
    }
    if (!assets_import_has(file, IF_COST) && !assets_import_has(file, IF_FREE)) {
        a->cost = old->cost;
        a->price = old->price;
        a->cost_words = old->cost_words;
    }
    if (!assets_import_has(file, IF_STEP_FREE)) {
        a->access_yes = old->access_yes;
        a->access_no = old->access_no;
        a->access_words = old->access_words;
    }
}

/* What a person here said since stays, and whoever brings the list hears of it. */
static enum status person_keep(struct ctx *ctx, const struct asset *old, struct import_ready *r) {
    struct asset *a = &r->row.asset;
    unsigned said;
    TRY(assets_said_kept(ctx, a->id, &said));
    r->kept = said & assets_said_differ(old, a);
    if (said == 0) return OK;
    assets_said_take(a, old, said);
    if (r->kept != 0)
        assets_import_note(ctx->arena, &r->row, "",
                           SAY1("Kept as somebody here said it: {fields}.", "fields",
                                assets_said_words(ctx, r->kept)));
    r->kept = said;
    return OK;
}

/* Who hosts it and how many come no file says at all. */
static enum status old_keep(struct import_run *run, struct ctx *ctx, struct import_ready *r) {
    struct asset old, *a = &r->row.asset;
    TRY(assets_find(ctx, a->id, &old));
    r->old_n = assets_import_exact_keys(ctx->arena, &old, r->old);
    a->host = old.host;
    a->host_name = old.host_name;
    a->host_room = old.host_room;
    a->usual_size = old.usual_size;
    a->external_id = old.external_id;
    a->checked_by = old.checked_by;
    if (a->organisation.v == 0 && a->organisation_name.len == 0)
        a->organisation = old.organisation;
    if (!assets_import_has(run->file, IF_HOST_MEETS)) a->host_meets = old.host_meets;
    if (!day_is(a->checked) || (day_is(old.checked) && old.checked.n > a->checked.n))
        a->checked = old.checked;
    old_reach_keep(run->file, &old, a);
    old_words_keep(run->file, &old, a);
    old_facts_keep(run->file, &old, a, r->row.told && r->row.told->partly);
    return person_keep(ctx, &old, r);
}

/* A row without a point has its postcode's, where whole postcodes are known. Its key never
   depends on that; its checksum does, so that the next reading brings the point. */
static enum status postcode_point(struct ctx *ctx, struct import_ready *r) {
    struct asset *a = &r->row.asset;
    struct places_postcode found;
    if (a->located || a->postcode.len == 0) return OK;
    enum status status = places_postcode_find(ctx, a->postcode, &found);
    if (status == ERR_MISSING) return OK;
    TRY(status);
    a->located = true;
    a->lat = found.lat;
    a->lon = found.lon;
    r->checksum ^= (int64_t)(str_hash(str_printf(ctx->arena, "%.5f,%.5f", a->lat, a->lon), 1) >> 1);
    return OK;
}

/* Lines a person typed for people: the header again on a new page, and the sum at the end. */
static bool total_line(const struct import_row *row) {
    static const char *const words[] = {"total", "totals",  "grand total", "sub total",
                                        "sum",   "subtotal", "razem",       "suma",
                                        "cyfanswm", NULL};
    struct str name = str_trim(row->cells.text[IF_NAME]);
    while (name.len > 0 && name.ptr[name.len - 1] == ':') name.len--;
    for (int i = 0; words[i]; i++)
        if (str_ieq(name, str_from(words[i]))) return true;
    return false;
}

static bool header_line(const struct import_run *run, const struct import_row *row) {
    size_t same = 0, filled = 0, n;
    const struct import_column *columns = assets_import_columns(run->file, &n);
    for (size_t i = 0; i < n; i++) {
        if (columns[i].field >= IMPORT_FIELDS) continue;
        struct str cell = row->cells.text[columns[i].field];
        filled += cell.len > 0;
        same += cell.len > 0 && str_ieq(cell, columns[i].header);
    }
    return same >= 2 && same * 2 >= filled;
}

static void lines_check(const struct import_run *run, struct import_row *row) {
    if (row->refused) return;
    if (total_line(row))
        assets_import_refuse(row, "name", SAY("This is a line of totals, not an entry."));
    else if (row->cells.text[IF_NAME].len < 80 && header_line(run, row))
        assets_import_refuse(row, "", SAY("The header stands here once more. It is no entry."));
}

/* An older file never undoes a newer one. */
static enum status version_check(struct ctx *ctx, struct import_ready *r) {
    bool older;
    TRY(assets_import_told_older(ctx, r->row.asset.id, &r->row, &older));
    if (!older) return OK;
    r->does = IMPORT_SAME;
    assets_import_note(ctx->arena, &r->row, "SEQUENCE",
                       SAY("A newer version of this event was read before, so nothing is changed."));
    return OK;
}

static enum status row_ready(struct import_run *run, struct ctx *ctx, struct import_ready *r) {
    struct import_row *row = &r->row;
    row->asset.place = run->place.id;
    row->asset.source = run->source;
    bool settled;
    TRY(assets_import_feed_ready(run, ctx, r, &settled));
    if (settled) return OK;
    lines_check(run, row);
    rules_check(ctx, row);
    r->key = assets_import_key(ctx->arena, row);
    r->checksum = assets_import_checksum(row, run->place.id);
    TRY(postcode_point(ctx, r));
    if (!row->refused ||
        row->cells.text[IF_ID].len > 0) { /* a refused row without an id is nobody */
        TRY(known_find(run, ctx, r));
        if (row->refused) {
            r->does = IMPORT_REFUSE;
            return OK;
        }
        TRY(repeats_check(run, ctx, r));
    }
    if (row->refused) r->does = IMPORT_REFUSE;
    if (r->does == IMPORT_CHANGE) TRY(version_check(ctx, r));
    if (r->does != IMPORT_ADD && r->does != IMPORT_CHANGE) return OK;
    if (r->does == IMPORT_CHANGE) TRY(old_keep(run, ctx, r));
    else TRY(external_settle(ctx, &row->asset));
    concepts_link(ctx, row);
    r->exact_n = assets_import_exact_keys(ctx->arena, &row->asset, r->exact);
    return OK;
}

enum status assets_import_batch_make(struct import_run *run) {
    struct ctx ctx =
        *run->ctx; /* the same actor and connection, memory and faults of its own */
    arena_reset(&run->slice);
    ctx.arena = &run->slice;
    faults_init(&ctx.faults, &run->slice);
    run->batch = ARENA_ARRAY(&run->slice, struct import_ready, IMPORT_BATCH);
    run->batch_n = run->batch_at = 0;
    if (!run->dry) run->seen = (struct import_seen){0}; /* it lived in the slice */
    while (run->batch_n < IMPORT_BATCH && run->slice.used < BATCH_BYTES) {
        struct import_ready *r = &run->batch[run->batch_n];
        if (!assets_import_next(run->file, &run->slice, &r->row)) break;
        if (run->report.read >= IMPORT_ROWS_MAX)
            return ctx_fault(run->ctx, ERR_LIMIT, STR("path"),
                             SAY("There are more than two million records. Split the file."));
        run->report.read++;
        run->batch_n++;
        TRY(row_ready(run, &ctx, r));
    }
    return OK;
}
