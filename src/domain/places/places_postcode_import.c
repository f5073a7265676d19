/* Files of postcodes to the table: a block at a time, in short transactions, so that memory
   stays flat and a running server answers meanwhile. */
#include "base/csv.h"
#include "domain/places/places_postcodes.h"
#include "places_sql.h"
#include "platform/journal/journal.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define BLOCK_BYTES ((size_t)256 << 10)
#define SLICE_MS 12
#define PAUSE_NS 2000000 /* between transactions: whoever waits to write gets in */
#define FILES_MAX 2000
#define BUSY_TRIES 20

struct reader {
    struct ctx *ctx;
    struct arena *slice; /* one block */
    struct postcode_layout layout;
    bool known; /* the layout is */
    struct str name; /* of the file in a folder */
    FILE *file;
    char *block;
    size_t held; /* bytes of the last line that is not whole */
    int64_t line;
    struct csv csv;
    bool row_kept; /* a row that did not fit into the last transaction */
    struct postcode_report *report;
};

static enum status wrong(struct reader *r, struct said said) {
    enum status status = fault_add(&r->ctx->faults, ERR_INVALID, STR("path"), said);
    if (r->ctx->faults.last) r->ctx->faults.last->line = r->line + 1;
    return status;
}

static void refuse(struct reader *r, int64_t line, struct said why) {
    struct postcode_report *report = r->report;
    report->refused_n++;
    if (report->refused_shown >= POSTCODE_REFUSED_MAX) return;
    *ARENA_PUSH(r->ctx->arena, report->refused, report->refused_shown) =
        (struct postcode_refusal){r->name, line, why};
}

/* ---- one record ---- */

static enum status store(struct reader *r, const struct places_postcode *p) {
    const struct places_sql_postcode_put_in in = {.id = places_postcode_number(p->code),
                                                  .code = p->code,
                                                  .lat = p->lat,
                                                  .lon = p->lon,
                                                  .ward = p->ward,
                                                  .lad = p->lad,
                                                  .lsoa = p->lsoa};
    enum status status = places_sql_postcode_put(r->ctx->db, &in);
    r->report->unchanged += status == ERR_MISSING;
    r->report->changed += status == OK;
    return status == ERR_MISSING ? OK : status;
}

static enum status record(struct reader *r, const struct str *fields, size_t n) {
    struct places_postcode row;
    struct said why = {0};
    char room[8];
    r->report->read++;
    if (r->csv.bad_quotes || r->csv.too_big) {
        refuse(r, r->line + r->csv.line, SAY("A quotation mark in this line is never closed."));
        return OK;
    }
    switch (places_postcode_row(&r->layout, fields, n, room, &row, &why)) {
    case POSTCODE_ROW: return store(r, &row);
    case POSTCODE_ROW_ENDED: r->report->ended++; return OK;
    case POSTCODE_ROW_NOWHERE: r->report->nowhere++; return OK;
    case POSTCODE_ROW_PART: r->report->parts++; return OK;
    case POSTCODE_ROW_WRONG: refuse(r, r->line + r->csv.line, why); return OK;
    }
    return OK;
}

/* The first record of a file settles what its columns are. */
static enum status layout_settle(struct reader *r, const struct str *fields, size_t n,
                                 bool *ret_header) {
    *ret_header = false;
    if (r->known) return OK;
    if (places_postcode_layout(fields, n, &r->layout) != OK)
        return wrong(
            r,
            SAY("This is no table of postcodes: a column pcds or postcode, and lat and long or "
                "eastings and northings, are needed. Give the CSV of the ONS Postcode Directory, "
                "or of Code-Point Open."));
    r->known = true;
    r->report->format = r->layout.format;
    *ret_header = r->layout.headed;
    return OK;
}

/* ---- transactions ---- */

static enum status slice_rows(struct reader *r, bool *ret_more) {
    int64_t begun = clock_mono_ms();
    struct str *fields;
    size_t n;
    bool header;
    for (int rows = 0; csv_next(&r->csv, r->slice, &fields, &n); rows++) {
        TRY(layout_settle(r, fields, n, &header));
        if (!header) TRY(record(r, fields, n));
        if ((rows & 15) == 15 && clock_mono_ms() - begun >= SLICE_MS) return OK;
    }
    *ret_more = false;
    return OK;
}

static void pause_shortly(void) {
    const struct timespec shortly = {.tv_nsec = PAUSE_NS};
    (void)nanosleep(&shortly, NULL);
}

/* Somebody else held the lock: the same slice once more. */
static enum status slice_try(struct reader *r, bool *ret_more) {
    for (int tries = 0;; tries++) {
        struct postcode_report before = *r->report;
        struct csv csv = r->csv;
        bool known = r->known;
        enum status status = db_begin(r->ctx->db, DB_WRITE);
        if (status == OK) status = slice_rows(r, ret_more);
        if (status == OK) status = db_commit(r->ctx->db);
        else db_rollback(r->ctx->db);
        bool again = (status == ERR_BUSY || db_conflicted(r->ctx->db)) && tries < BUSY_TRIES;
        if (status == OK) pause_shortly();
        if (status == OK || !again) return status;
        before.refused = r->report->refused; /* the list may have moved; its length has not */
        *r->report = before;
        r->csv = csv;
        r->known = known;
        *ret_more = true;
    }
}

static enum status text_import(struct reader *r, struct str text) {
    bool more = true;
    csv_init(&r->csv, text, ',');
    while (more) TRY(slice_try(r, &more));
    if (r->report->read > POSTCODE_ROWS_MAX)
        return wrong(r, SAY("There are more rows than there are postcodes."));
    r->line += r->csv.next_line - 1;
    arena_reset(r->slice);
    return OK;
}

/* ---- blocks ---- */

/* After the last whole line; of old Mac files, which have no other mark, after a return. */
static size_t last_line_end(const char *bytes, size_t n) {
    size_t at = n;
    while (at > 0 && bytes[at - 1] != '\n') at--;
    if (at > 0) return at;
    while (n > 0 && bytes[n - 1] != '\r') n--;
    return n;
}

static enum status magic_check(struct reader *r, struct str start) {
    if (str_starts(start, STR("PK")) && start.len > 3 && start.ptr[2] < 9)
        return wrong(r, SAY("This is a zip file. Unpack it and give the CSV in it, or the folder."));
    if (memchr(start.ptr, '\0', start.len < 4096 ? start.len : 4096))
        return wrong(r, SAY("This is not text. Give the table of postcodes as CSV."));
    return OK;
}

static enum status blocks_read(struct reader *r) {
    for (bool first = true, end = false; !end; first = false) {
        size_t got = fread(r->block + r->held, 1, BLOCK_BYTES - r->held, r->file);
        size_t n = r->held + got;
        end = got == 0;
        if (end && ferror(r->file)) return wrong(r, SAY("This file could not be read."));
        if (first) TRY(magic_check(r, str_of(r->block, n)));
        if (first && n >= 3 && memcmp(r->block, "\xEF\xBB\xBF", 3) == 0)
            memset(r->block, ' ', 3);
        size_t whole = end ? n : last_line_end(r->block, n);
        if (!end && n - whole > POSTCODE_LINE_MAX)
            return wrong(r, SAY("This line is longer than any row of postcodes."));
        if (whole > 0) TRY(text_import(r, str_of(r->block, whole)));
        memmove(r->block, r->block + whole, n - whole);
        r->held = n - whole;
    }
    return OK;
}

static enum status file_import(struct reader *r, struct str path) {
    r->file = fopen(str_c(r->ctx->arena, path), "rb");
    if (!r->file)
        return ctx_fault(r->ctx, ERR_MISSING, path, SAY("There is no such file to read."));
    r->line = 0;
    r->held = 0;
    r->known = false;
    r->report->files++;
    enum status status = blocks_read(r);
    fclose(r->file);
    return status;
}

/* ---- a folder ---- */

static enum status names_list(struct ctx *ctx, struct str folder, struct str **ret_names,
                              size_t *ret_n) {
    struct str *names = NULL;
    size_t n = 0;
    DIR *dir = opendir(str_c(ctx->arena, folder));
    if (!dir) return ctx_fault(ctx, ERR_MISSING, folder, SAY("This folder could not be read."));
    for (const struct dirent *each; n < FILES_MAX && (each = readdir(dir)) != NULL;) {
        struct str name = str_from(each->d_name);
        if (name.len > 4 && str_ieq(str_slice(name, name.len - 4, name.len), STR(".csv")))
            *ARENA_PUSH(ctx->arena, names, n) = str_copy(ctx->arena, name);
    }
    closedir(dir);
    *ret_names = names;
    *ret_n = n;
    return OK;
}

/* Files of a folder in the order the folder gives: each row stands for itself. */
static enum status folder_import(struct reader *r, struct str folder) {
    struct str *names;
    size_t n;
    TRY(names_list(r->ctx, folder, &names, &n));
    if (n == 0)
        return ctx_fault(r->ctx, ERR_INVALID, STR("path"),
                         SAY("There is no CSV in this folder. Code-Point Open keeps its tables in "
                             "Data/CSV."));
    for (size_t i = 0; i < n; i++) {
        r->name = names[i];
        TRY(file_import(r, str_printf(r->ctx->arena, "%.*s/%.*s", STR_ARG(folder),
                                      STR_ARG(names[i]))));
    }
    return OK;
}

/* ---- all ---- */

static enum status count(struct ctx *ctx, int64_t *ret_n) {
    TRY(db_begin(ctx->db, DB_READ));
    enum status status = places_sql_postcode_count(ctx->db, ret_n);
    db_rollback(ctx->db);
    return status;
}

static enum status journal(struct ctx *ctx) {
    TRY(db_begin(ctx->db, DB_WRITE));
    enum status status = journal_record(ctx, "places.postcodes", 0, 0, STR_NONE);
    if (status == OK) return db_commit(ctx->db);
    db_rollback(ctx->db);
    return status;
}

enum status places_postcodes_import(struct ctx *ctx, struct str path,
                                    struct postcode_report *ret_report) {
    struct arena slice;
    struct stat about;
    struct postcode_report report = {.format = "postcodes"};
    int64_t before = 0, now = 0;
    arena_init(&slice, ARENA_REQUEST_CEILING);
    struct reader r = {.ctx = ctx,
                       .slice = &slice,
                       .block = arena_alloc(ctx->arena, BLOCK_BYTES),
                       .report = &report};
    bool folder = stat(str_c(ctx->arena, path), &about) == 0 && S_ISDIR(about.st_mode);
    enum status status = count(ctx, &before);
    db_cache(ctx->db, 32768);
    db_bulk(ctx->db, true);
    if (status == OK) status = folder ? folder_import(&r, path) : file_import(&r, path);
    db_bulk(ctx->db, false);
    db_cache(ctx->db, 0);
    arena_release(&slice);
    TRY(status);
    TRY(count(ctx, &now));
    report.added = now - before; /* a row is written or not: what is more in the end was added */
    report.changed -= report.added;
    if (report.added + report.changed > 0) TRY(journal(ctx)); /* and makes all of it last */
    *ret_report = report;
    return OK;
}
