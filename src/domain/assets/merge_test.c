/* Two entries made one and taken apart: every column as it was, chains, hosts, imports, rights.
   On both databases. */
#include "domain/assets/assets_sources.h"
#include "domain/assets/assets_duplicates.h"
#include "domain/assets/import_store.h"
#include "domain/assets/merge.h"
#include "platform/journal/journal.h"
#include "platform/module/platform.h"
#include "testing/testing.h"

extern const struct module assets_module;

static struct place_id place_of(struct testing *t) {
    struct place_id id;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &id));
    return id;
}

static struct asset blank(struct testing *t, const char *name) {
    return (struct asset){.place = place_of(t),
                          .name = str_from(name),
                          .age_low = -1,
                          .age_high = -1,
                          .host_room = -1,
                          .usual_size = -1,
                          .price = PENCE_NONE,
                          .checked = DAY_NONE};
}

static struct asset_id put(struct testing *t, const struct asset *a) {
    struct asset_id id = {0};
    assert_ok(assets_put(&t->ctx, a, &id));
    t->ctx.now.ms += 1000;
    return id;
}

static struct asset found(struct testing *t, struct asset_id id) {
    struct asset a = {.place = {0}};
    assert_ok(assets_find(&t->ctx, id, &a));
    return a;
}

/* ---- rows as text, every column ---- */

static const struct db_statement row_dump = {
    "row_dump",
    "SELECT coalesce(CAST(id AS TEXT), '-') || '|' || coalesce(CAST(external_id AS "
    "TEXT), '-') || '|' || coalesce(CAST(place_id AS TEXT), '-') || '|' || "
    "coalesce(CAST(kind AS TEXT), '-') || '|' || coalesce(CAST(life AS TEXT), '-') ||"
    " '|' || coalesce(CAST(name AS TEXT), '-') || '|' || coalesce(CAST(folded AS "
    "TEXT), '-') || '|' || coalesce(CAST(description AS TEXT), '-') || '|' || "
    "coalesce(CAST(organisation_id AS TEXT), '-') || '|' || "
    "coalesce(CAST(organisation_name AS TEXT), '-') || '|' || coalesce(CAST(lat AS "
    "TEXT), '-') || '|' || coalesce(CAST(lon AS TEXT), '-') || '|' || "
    "coalesce(CAST(location_name AS TEXT), '-') || '|' || coalesce(CAST(address AS "
    "TEXT), '-') || '|' || coalesce(CAST(city AS TEXT), '-') || '|' || "
    "coalesce(CAST(postcode AS TEXT), '-') || '|' || coalesce(CAST(outcode AS TEXT), "
    "'-') || '|' || coalesce(CAST(phone AS TEXT), '-') || '|' || coalesce(CAST(email "
    "AS TEXT), '-') || '|' || coalesce(CAST(url AS TEXT), '-') || '|' || "
    "coalesce(CAST(access_yes AS TEXT), '-') || '|' || coalesce(CAST(access_no AS "
    "TEXT), '-') || '|' || coalesce(CAST(access_words AS TEXT), '-') || '|' || "
    "coalesce(CAST(cost AS TEXT), '-') || '|' || coalesce(CAST(price AS TEXT), '-') "
    "|| '|' || coalesce(CAST(cost_words AS TEXT), '-') || '|' || "
    "coalesce(CAST(languages AS TEXT), '-') || '|' || coalesce(CAST(age_low AS TEXT),"
    " '-') || '|' || coalesce(CAST(age_high AS TEXT), '-') || '|' || "
    "coalesce(CAST(for_child AS TEXT), '-') || '|' || coalesce(CAST(audience AS "
    "TEXT), '-') || '|' || coalesce(CAST(host_id AS TEXT), '-') || '|' || "
    "coalesce(CAST(host_name AS TEXT), '-') || '|' || coalesce(CAST(host_meets AS "
    "TEXT), '-') || '|' || coalesce(CAST(host_room AS TEXT), '-') || '|' || "
    "coalesce(CAST(usual_size AS TEXT), '-') || '|' || coalesce(CAST(checked AS "
    "TEXT), '-') || '|' || coalesce(CAST(checked_by AS TEXT), '-') || '|' || "
    "coalesce(CAST(source AS TEXT), '-') || '|' || coalesce(CAST(source_id AS TEXT), "
    "'-') || '|' || coalesce(CAST(licence AS TEXT), '-') || '|' || "
    "coalesce(CAST(elsewhere AS TEXT), '-') || '|' || coalesce(CAST(not_seen_at AS "
    "TEXT), '-') || '|' || coalesce(CAST(created_at AS TEXT), '-') || '|' || "
    "coalesce(CAST(changed_at AS TEXT), '-') || '|' || coalesce(CAST(ended_at AS "
    "TEXT), '-') || '|' || coalesce(CAST(end_reason AS TEXT), '-') || '|' || "
    "coalesce(CAST(merged_into AS TEXT), '-') FROM assets_asset WHERE id = ?1",
    "SELECT coalesce(CAST(id AS TEXT), '-') || '|' || coalesce(CAST(external_id AS "
    "TEXT), '-') || '|' || coalesce(CAST(place_id AS TEXT), '-') || '|' || "
    "coalesce(CAST(kind AS TEXT), '-') || '|' || coalesce(CAST(life AS TEXT), '-') ||"
    " '|' || coalesce(CAST(name AS TEXT), '-') || '|' || coalesce(CAST(folded AS "
    "TEXT), '-') || '|' || coalesce(CAST(description AS TEXT), '-') || '|' || "
    "coalesce(CAST(organisation_id AS TEXT), '-') || '|' || "
    "coalesce(CAST(organisation_name AS TEXT), '-') || '|' || coalesce(CAST(lat AS "
    "TEXT), '-') || '|' || coalesce(CAST(lon AS TEXT), '-') || '|' || "
    "coalesce(CAST(location_name AS TEXT), '-') || '|' || coalesce(CAST(address AS "
    "TEXT), '-') || '|' || coalesce(CAST(city AS TEXT), '-') || '|' || "
    "coalesce(CAST(postcode AS TEXT), '-') || '|' || coalesce(CAST(outcode AS TEXT), "
    "'-') || '|' || coalesce(CAST(phone AS TEXT), '-') || '|' || coalesce(CAST(email "
    "AS TEXT), '-') || '|' || coalesce(CAST(url AS TEXT), '-') || '|' || "
    "coalesce(CAST(access_yes AS TEXT), '-') || '|' || coalesce(CAST(access_no AS "
    "TEXT), '-') || '|' || coalesce(CAST(access_words AS TEXT), '-') || '|' || "
    "coalesce(CAST(cost AS TEXT), '-') || '|' || coalesce(CAST(price AS TEXT), '-') "
    "|| '|' || coalesce(CAST(cost_words AS TEXT), '-') || '|' || "
    "coalesce(CAST(languages AS TEXT), '-') || '|' || coalesce(CAST(age_low AS TEXT),"
    " '-') || '|' || coalesce(CAST(age_high AS TEXT), '-') || '|' || "
    "coalesce(CAST(for_child AS TEXT), '-') || '|' || coalesce(CAST(audience AS "
    "TEXT), '-') || '|' || coalesce(CAST(host_id AS TEXT), '-') || '|' || "
    "coalesce(CAST(host_name AS TEXT), '-') || '|' || coalesce(CAST(host_meets AS "
    "TEXT), '-') || '|' || coalesce(CAST(host_room AS TEXT), '-') || '|' || "
    "coalesce(CAST(usual_size AS TEXT), '-') || '|' || coalesce(CAST(checked AS "
    "TEXT), '-') || '|' || coalesce(CAST(checked_by AS TEXT), '-') || '|' || "
    "coalesce(CAST(source AS TEXT), '-') || '|' || coalesce(CAST(source_id AS TEXT), "
    "'-') || '|' || coalesce(CAST(licence AS TEXT), '-') || '|' || "
    "coalesce(CAST(elsewhere AS TEXT), '-') || '|' || coalesce(CAST(not_seen_at AS "
    "TEXT), '-') || '|' || coalesce(CAST(created_at AS TEXT), '-') || '|' || "
    "coalesce(CAST(changed_at AS TEXT), '-') || '|' || coalesce(CAST(ended_at AS "
    "TEXT), '-') || '|' || coalesce(CAST(end_reason AS TEXT), '-') || '|' || "
    "coalesce(CAST(merged_into AS TEXT), '-') FROM assets_asset WHERE id = $1",
    "i",
    "t",
    false};
static const struct db_statement lists_dump = {
    "lists_dump",
    "SELECT coalesce((SELECT group_concat(x, ';') FROM (SELECT seq || coalesce(rrule, '-') || words || "
    "coalesce(opens, -1) AS x FROM assets_schedule WHERE asset_id = ?1 ORDER BY seq)), '') || '|' || "
    "coalesce((SELECT group_concat(x, ';') FROM (SELECT seq || concept || quality AS x FROM assets_concept "
    "WHERE asset_id = ?1 ORDER BY seq)), '') || '|' || "
    "coalesce((SELECT group_concat(x, ';') FROM (SELECT source || key || checksum AS x FROM "
    "assets_import_source WHERE asset_id = ?1 ORDER BY key)), '') || '|' || "
    "coalesce((SELECT group_concat(x, ';') FROM (SELECT hash AS x FROM assets_exact WHERE asset_id = ?1 "
    "ORDER BY hash)), '')",
    "SELECT coalesce((SELECT string_agg(x, ';') FROM (SELECT seq || coalesce(rrule, '-') || words || "
    "coalesce(opens, -1) AS x FROM assets_schedule WHERE asset_id = $1 ORDER BY seq) q), '') || '|' || "
    "coalesce((SELECT string_agg(x, ';') FROM (SELECT seq || concept || quality AS x FROM assets_concept "
    "WHERE asset_id = $1 ORDER BY seq) q), '') || '|' || "
    "coalesce((SELECT string_agg(x, ';') FROM (SELECT source || key || checksum AS x FROM "
    "assets_import_source WHERE asset_id = $1 ORDER BY key) q), '') || '|' || "
    "coalesce((SELECT string_agg(x, ';') FROM (SELECT CAST(hash AS TEXT) AS x FROM assets_exact WHERE asset_id = $1 "
    "ORDER BY hash) q), '')",
    "i",
    "t",
    false};

static struct str dumped(struct testing *t, const struct db_statement *statement,
                         struct asset_id id) {
    struct db_cursor *cursor;
    bool row;
    assert_ok(db_start(t->ctx.db, statement, &cursor));
    db_bind_int(cursor, 1, id.v);
    assert_ok(db_step(cursor, &row));
    assert_true(row);
    struct str text = db_col_text(cursor, 0, &t->arena);
    db_end(cursor);
    return text;
}

static struct str dump(struct testing *t, struct asset_id id) {
    return str_cat(&t->arena, dumped(t, &row_dump, id), dumped(t, &lists_dump, id));
}

#define assert_same(a, b) assert_string_equal(str_c(&t->arena, (a)), str_c(&t->arena, (b)))

/* ---- two entries of one group ---- */

static struct asset_id sparse_of(struct testing *t, const char *source) {
    struct asset a = blank(t, "Mutual Aid Oxted");
    a.located = true;
    a.lat = 51.2571;
    a.lon = -0.0061;
    a.access_yes = ASSET_STEP_FREE;
    a.source = str_from(source);
    return put(t, &a);
}

static struct asset_id sparse(struct testing *t) {
    return sparse_of(t, "council");
}

static struct asset_id rich(struct testing *t) {
    struct asset a = blank(t, "Oxted Mutual Aid Group");
    struct asset_schedule *lines;
    assert_ok(assets_schedule_parse(&t->arena, STR("Every Tuesday 2-4pm"), ctx_today(&t->ctx),
                                    &lines, &a.schedules_n));
    a.schedules = lines;
    a.located = true;
    a.lat = 51.2573;
    a.lon = -0.0062;
    a.phone = STR("01883 496 0118");
    a.url = STR("https://oxted.example/aid");
    a.access_no = ASSET_STEP_FREE | ASSET_HEARING_LOOP;
    a.host_name = STR("Dev");
    a.host_meets = true;
    a.cost = ASSET_COST_FREE;
    return put(t, &a);
}

static void merged_and_back(struct testing *t) {
    struct asset_id a = sparse(t), b = rich(t);
    struct str before_a = dump(t, a), before_b = dump(t, b);
    struct assets_merged m;
    struct assets_undone u;
    t->ctx.now.ms += 60000;
    assert_ok(assets_merge(&t->ctx, a, b, false, &m));
    struct asset one = found(t, a);
    assert_str(one.name, "Mutual Aid Oxted");
    assert_str(one.phone, "01883 496 0118");
    assert_int_equal(one.access_yes, ASSET_STEP_FREE);
    assert_int_equal(one.access_no, ASSET_HEARING_LOOP);
    assert_int_equal(one.schedules_n, 1);
    assert_str(one.host_name, "Dev");
    assert_int_equal(one.cost, ASSET_COST_FREE);
    assert_true(found(t, b).id.v == a.v);
    t->ctx.now.ms += 60000;
    assert_ok(assets_merge_undo(&t->ctx, m.id, &u));
    assert_int_equal(u.changed_since, 0);
    assert_same(dump(t, a), before_a);
    assert_same(dump(t, b), before_b);
    assert_int_equal(assets_merge_undo(&t->ctx, m.id, &u), ERR_CONFLICT);
    assert_ok(assets_merge(&t->ctx, a, b, true, &m));
    assert_str(found(t, a).name, "Oxted Mutual Aid Group");
    assert_ok(assets_merge_undo(&t->ctx, m.id, &u));
    assert_same(dump(t, a), before_a);
}

static void who_said_it_goes_along(struct testing *t) {
    struct asset_id a = sparse(t), b = rich(t);
    struct assets_said_row *rows;
    struct assets_merged m;
    struct assets_undone u;
    struct merge_id id;
    size_t n;
    assert_ok(assets_said_put(&t->ctx, a, STR("council"), SAID_NAME | SAID_PLACE, true));
    assert_ok(assets_said_put(&t->ctx, b, STR("club list"), SAID_ALL, true));
    assert_ok(assets_merge(&t->ctx, a, b, false, &m));
    assert_ok(assets_said_list(&t->ctx, a, &rows, &n));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) {
        bool own = str_is(rows[i].source, "council");
        assert_int_equal(rows[i].groups & SAID_NAME, own ? SAID_NAME : 0);
        assert_int_equal(rows[i].groups & SAID_CONTACT, own ? 0 : SAID_CONTACT);
    }
    /* undone by the name of what went in */
    assert_ok(assets_merge_said(&t->ctx, m.b_external, &id));
    assert_true(id.v == m.id.v);
    assert_ok(assets_merge_undo(&t->ctx, id, &u));
    assert_ok(assets_said_list(&t->ctx, a, &rows, &n));
    assert_int_equal(n, 1);
    assert_ok(assets_merge_said(&t->ctx, m.b_external, &id));
    assert_int_equal(id.v, 0);
}

static void newer_wins(struct testing *t) {
    struct asset a = blank(t, "Chess club"), b = blank(t, "Chess club");
    a.phone = STR("0121 496 0001");
    a.checked.n = 20000;
    b.phone = STR("0121 496 0002");
    b.checked.n = 20400;
    struct asset_id a_id = put(t, &a), b_id = put(t, &b);
    struct assets_merged m;
    assert_ok(assets_merge(&t->ctx, a_id, b_id, false, &m));
    assert_true(m.taken & MERGE_PHONE);
    assert_str(found(t, a_id).phone, "0121 496 0002");
    struct asset c = blank(t, "Chess club");
    c.phone = STR("0121 496 0003");
    struct asset_id c_id = put(t, &c);
    assert_ok(assets_merge(&t->ctx, a_id, c_id, false, &m));
    assert_false(m.taken & MERGE_PHONE);
    assert_str(found(t, a_id).phone, "0121 496 0002");
}

static void chain(struct testing *t) {
    struct asset_id a = sparse(t), b = rich(t), c = sparse_of(t, "parish");
    struct str before[3] = {dump(t, a), dump(t, b), dump(t, c)};
    struct assets_merged first, second;
    struct assets_undone u;
    assert_ok(assets_merge(&t->ctx, b, c, false, &first));
    struct str between = dump(t, b);
    assert_ok(assets_merge(&t->ctx, a, b, false, &second));
    assert_true(found(t, c).id.v == a.v);
    assert_int_equal(assets_merge_undo(&t->ctx, first.id, &u), ERR_CONFLICT);
    assert_int_equal(assets_merge(&t->ctx, a, b, false, &second), ERR_CONFLICT);
    assert_int_equal(assets_merge(&t->ctx, c, a, false, &second), ERR_CONFLICT);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(assets_merge_undo(&t->ctx, second.id, &u));
    assert_same(dump(t, b), between);
    assert_same(dump(t, a), before[0]);
    assert_ok(assets_merge_undo(&t->ctx, first.id, &u));
    assert_same(dump(t, b), before[1]);
    assert_same(dump(t, c), before[2]);
}

static void what_changed_since_stays(struct testing *t) {
    struct asset_id a = sparse(t), b = rich(t);
    struct assets_merged m;
    struct assets_undone u;
    assert_ok(assets_merge(&t->ctx, a, b, false, &m));
    struct asset one = found(t, a);
    one.email = STR("hello@oxted.example");
    one.phone = STR("01883 496 0999");
    put(t, &one);
    assert_ok(assets_merge_undo(&t->ctx, m.id, &u));
    assert_int_equal(u.changed_since, MERGE_EMAIL | MERGE_PHONE);
    one = found(t, a);
    assert_str(one.email, "hello@oxted.example");
    assert_str(one.phone, "01883 496 0999");
    assert_int_equal(one.url.len, 0);
    assert_int_equal(one.schedules_n, 0);
}

static void who_runs_what_moves(struct testing *t) {
    struct asset a = blank(t, "Hall trust"), b = blank(t, "The Hall Trust"),
                 c = blank(t, "Choir");
    a.kind = b.kind = ASSET_ORGANISATION;
    struct asset_id a_id = put(t, &a), b_id = put(t, &b);
    c.organisation = b_id;
    struct asset_id c_id = put(t, &c);
    struct assets_merged m;
    struct assets_undone u;
    assert_int_equal(assets_merge(&t->ctx, b_id, c_id, false, &m), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_ok(assets_merge(&t->ctx, a_id, b_id, false, &m));
    assert_true(found(t, c_id).organisation.v == a_id.v);
    assert_ok(assets_merge_undo(&t->ctx, m.id, &u));
    assert_true(found(t, c_id).organisation.v == b_id.v);
}

static void stewards_keep_their_part(struct testing *t) {
    struct asset_id a = sparse(t), b = rich(t);
    struct person_id tom;
    struct person person = {.place = place_of(t),
                            .first_name = STR("Tom"),
                            .turns_to = -1,
                            .ended_at = INSTANT_NONE};
    struct relation_id relation;
    assert_ok(people_put(&t->ctx, &person, &tom));
    struct relation tends = {
        .from = tom, .kind = STEWARD_OF, .to_kind = TO_ASSET, .to = b.v, .until = INSTANT_NONE};
    assert_ok(people_relate(&t->ctx, &tends, &relation));
    struct asset one = found(t, a);
    testing_act(t, tom.v, place_of(t).v, STANDING_MEMBER);
    assert_false(assets_may_change(&t->ctx, &one));
    struct assets_merged m;
    assert_int_equal(assets_merge(&t->ctx, a, b, false, &m), ERR_DENIED);
    testing_act(t, 0, 0, STANDING_SYSTEM);
    assert_ok(assets_merge(&t->ctx, a, b, false, &m));
    testing_act(t, tom.v, one.place.v, STANDING_MEMBER);
    assert_true(assets_may_change(&t->ctx, &one));
}

static void only_of_this_place(struct testing *t) {
    struct asset_id a = sparse(t), b = rich(t);
    struct place_id place = place_of(t);
    struct assets_merged m;
    struct assets_undone u;
    testing_act(t, 0, place.v + 1, STANDING_ADMIN | STANDING_CONNECTOR);
    assert_int_equal(assets_merge(&t->ctx, a, b, false, &m), ERR_DENIED);
    assert_int_equal(assets_pair_differ(&t->ctx, a, b), ERR_DENIED);
    testing_act(t, 0, place.v, STANDING_STEWARD | STANDING_MEMBER);
    assert_int_equal(assets_merge(&t->ctx, a, b, false, &m), ERR_DENIED);
    testing_act(t, 0, place.v, STANDING_CONNECTOR);
    assert_ok(assets_merge(&t->ctx, a, b, false, &m));
    testing_act(t, 0, place.v + 1, STANDING_ADMIN);
    assert_int_equal(assets_merge_undo(&t->ctx, m.id, &u), ERR_DENIED);
    testing_act(t, 0, place.v, STANDING_ADMIN);
    assert_ok(assets_merge_undo(&t->ctx, m.id, &u));
}

/* ---- with files ---- */

static struct import_report import(struct testing *t, const char *bytes, const char *source) {
    struct import_options o = {.today = ctx_today(&t->ctx)};
    struct import_wish wish = {.place = STR("Weirside"), .source = str_from(source)};
    struct import_file *file;
    struct import_report r = {0};
    assert_ok(assets_import_open(&t->arena, &t->ctx.faults, str_from(bytes), &o, &file));
    assert_ok(db_commit(t->ctx.db));
    t->ctx.now.ms += 1000;
    assert_ok(assets_import(&t->ctx, &t->arena, file, &wish, NULL, NULL, &r));
    assets_import_close(file);
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    return r;
}

static struct assets_pair *pairs_of(struct testing *t, size_t *ret_n) {
    struct assets_pair *pairs;
    assert_ok(assets_duplicates_list(&t->ctx, &t->arena, (struct place_id){0},
                                     DUPLICATES_DEFAULT, &pairs, ret_n));
    return pairs;
}

static void imports_know_it_again(struct testing *t) {
    (void)place_of(t);
    (void)import(t,
                 "id,name,lat,lon,url\n1,Mutual Aid Oxted,51.257,-0.006,https://a.example/x\n",
                 "one");
    (void)import(
        t, "id,name,lat,lon,phone\n\n7,Oxted Mutual Aid Group,51.2572,-0.0061,01883 496018\n",
        "two");
    size_t n;
    struct assets_pair *pairs = pairs_of(t, &n);
    assert_int_equal(n, 1);
    assert_int_equal(pairs[0].a.line, 2);
    assert_int_equal(pairs[0].b.line, 3);
    struct asset_id a = pairs[0].a.id, b = pairs[0].b.id;
    struct str before_b = dump(t, b);
    struct assets_merged m;
    struct assets_undone u;
    assert_ok(assets_merge(&t->ctx, a, b, false, &m));
    (void)pairs_of(t, &n);
    assert_int_equal(n, 0);
    struct import_report r = import(
        t, "id,name,lat,lon,phone\n\n7,Oxted Mutual Aid Group,51.2572,-0.0061,01883 496018\n",
        "two");
    assert_int_equal(r.added, 0);
    assert_int_equal(r.unchanged, 1);
    r = import(
        t, "id,name,lat,lon,phone\n\n7,Oxted Mutual Aid Group,51.2572,-0.0061,01883 496019\n",
        "two");
    assert_int_equal(r.added, 0);
    assert_int_equal(r.changed, 1);
    assert_str(found(t, a).phone, "01883 496019");
    r = import(t, "id,name,lat,lon\n8,Edenbridge Choir,51.2,0.06\n",
               "two"); /* b's row is gone */
    assert_int_equal(r.not_seen, 0);
    assert_ok(assets_merge_undo(&t->ctx, m.id, &u));
    assert_true(u.changed_since & MERGE_PHONE);
    assert_true(str_starts(dump(t, b), str_slice(before_b, 0, 200)));
    (void)pairs_of(t, &n);
    assert_int_equal(n, 1);
}

static void different_is_remembered(struct testing *t) {
    struct asset_id a = sparse(t), b = rich(t), c = sparse_of(t, "parish");
    size_t n;
    (void)pairs_of(t, &n);
    assert_int_equal(n, 3);
    assert_ok(assets_pair_differ(&t->ctx, b, c));
    (void)pairs_of(t, &n);
    assert_int_equal(n, 2);
    struct assets_merged m;
    struct assets_undone u;
    assert_ok(assets_merge(&t->ctx, a, b, false, &m)); /* then c is not a either */
    (void)pairs_of(t, &n);
    assert_int_equal(n, 0);
    assert_ok(assets_merge_undo(&t->ctx, m.id, &u));
    (void)pairs_of(t, &n);
    assert_int_equal(n, 2);
}

/* A job has no transaction open. */
static int64_t queued(struct testing *t) {
    static const struct db_statement count = {
        "waiting",
        "SELECT count(*) FROM assets_merge_queue WHERE state = 'waiting' AND score > 0",
        "SELECT count(*) FROM assets_merge_queue WHERE state = 'waiting' AND score > 0",
        "",
        "i",
        false};
    struct db_cursor *cursor;
    bool row;
    assert_ok(db_commit(t->ctx.db));
    assert_ok(assets_duplicates_job(&t->ctx));
    assert_ok(db_begin(t->ctx.db, DB_WRITE));
    assert_ok(db_start(t->ctx.db, &count, &cursor));
    assert_ok(db_step(cursor, &row));
    int64_t n = db_col_int(cursor, 0);
    db_end(cursor);
    return n;
}

static void the_queue_fills_itself(struct testing *t) {
    struct asset_id a = sparse(t);
    assert_int_equal(queued(t), 0);
    struct asset_id b = rich(t);
    assert_int_equal(queued(t), 1);
    assert_ok(assets_pair_later(&t->ctx, a, b));
    assert_ok(assets_pair_differ(&t->ctx, a, b));
    struct asset one = found(t, a);
    one.description = STR("Errands and telephone calls.");
    put(t, &one);
    assert_int_equal(queued(t), 0);
}

static void ids_are_read(struct testing *t) {
    struct asset_id a = sparse(t), got;
    struct asset one = found(t, a);
    struct assets_undone u;
    assert_ok(assets_merge_id(&t->ctx, one.external_id, &got));
    assert_true(got.v == a.v);
    assert_ok(assets_merge_id(&t->ctx, str_int(&t->arena, a.v), &got));
    assert_int_equal(assets_merge_id(&t->ctx, STR("nonsense"), &got), ERR_MISSING);
    assert_int_equal(assets_merge_id(&t->ctx, STR("77"), &got), ERR_MISSING);
    assert_int_equal(assets_merge_undo(&t->ctx, (struct merge_id){77}, &u), ERR_MISSING);
}

int main(void) {
    static const struct module *const modules[] = {
        &journal_module, &mail_module,       &auth_module,   &jobs_module,  &module_module,
        &places_module,  &vocabulary_module, &people_module, &assets_module};
    static const struct testing_case cases[] = {
        {"merged and back", merged_and_back},
        {"who said it goes along", who_said_it_goes_along},
        {"newer wins", newer_wins},
        {"chain", chain},
        {"what changed since stays", what_changed_since_stays},
        {"who runs what moves", who_runs_what_moves},
        {"stewards keep their part", stewards_keep_their_part},
        {"only of this place", only_of_this_place},
        {"imports know it again", imports_know_it_again},
        {"different is remembered", different_is_remembered},
        {"the queue fills itself", the_queue_fills_itself},
        {"ids are read", ids_are_read}};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
