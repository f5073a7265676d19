/* Several organisations: whose people are whose, figures without people, small numbers hidden. */
#include "domain/organisations/organisations.h"

#include "platform/module/platform.h"
#include "testing/testing.h"

static struct place_id home, corner, beside;
static struct asset_id hall, centre;
static struct person_id lucy, bola, asha, nadia;

static struct person_id person(struct testing *t, const char *name, struct place_id place,
                               const char *outcode) {
    struct person_id id;
    assert_ok(people_put(&t->ctx,
                         &(struct person){.first_name = str_from(name),
                                          .place = place,
                                          .outcode = outcode ? str_from(outcode) : STR_NONE,
                                          .turns_to = -1},
                         &id));
    return id;
}

static struct asset_id organisation(struct testing *t, const char *name) {
    struct asset_id id;
    assert_ok(assets_put(&t->ctx,
                         &(struct asset){.place = home,
                                         .kind = ASSET_ORGANISATION,
                                         .name = str_from(name),
                                         .price = PENCE_NONE,
                                         .age_low = -1,
                                         .age_high = -1,
                                         .host_room = -1,
                                         .usual_size = -1,
                                         .checked = DAY_NONE},
                         &id));
    return id;
}

static void join(struct testing *t, struct person_id who, struct asset_id for_whom,
                 enum organisation_role role) {
    struct organisation_member_id id;
    assert_ok(organisations_join(&t->ctx, who, for_whom, role, &id));
}

static enum status walks(struct testing *t, struct person_id connector, struct person_id whom) {
    struct relation_id id;
    return people_relate(
        &t->ctx,
        &(struct relation){
            .from = connector, .kind = CONNECTOR_OF, .to_kind = TO_PERSON, .to = whom.v},
        &id);
}

/* Weirside with a corner of its own; the hall leads Weirside, the centre B34 and the corner. */
static void start(struct testing *t) {
    struct organisation_patch_id patch;
    assert_ok(places_init(&t->ctx, STR("Weirside"), STR("B36"), &home));
    assert_ok(places_init(&t->ctx, STR("Millbank"), STR("B37"), &beside));
    const struct place inner = {.parent = home,
                                .name = STR("Canal corner"),
                                .kind = PLACE_NEIGHBOURHOOD,
                                .outcode = STR("B36"),
                                .country = STR("GB"),
                                .zone = STR("Europe/London")};
    assert_ok(places_put(&t->ctx, &inner, &corner));
    t->ctx.actor.place = home.v;
    hall = organisation(t, "The hall");
    centre = organisation(t, "The centre");
    lucy = person(t, "Lucy", home, NULL);
    bola = person(t, "Bola", home, NULL);
    asha = person(t, "Asha", home, NULL);
    nadia = person(t, "Nadia", home, NULL);
    join(t, lucy, hall, ORGANISATION_WORKER);
    join(t, bola, centre, ORGANISATION_WORKER);
    assert_ok(organisations_patch_add(&t->ctx, hall, home, STR_NONE, &patch));
    assert_ok(organisations_patch_add(&t->ctx, centre, (struct place_id){0}, STR("b34 8ab"), &patch));
    assert_ok(organisations_patch_add(&t->ctx, centre, corner, STR_NONE, &patch));
}

static struct asset_id leads(struct testing *t, struct person_id who) {
    struct asset_id id = {0};
    enum status status = organisations_leading(&t->ctx, who, &id);
    assert_true(status == OK || status == ERR_MISSING);
    return id;
}

/* ---- patches ---- */

static void an_outcode_comes_before_a_place(struct testing *t) {
    start(t);
    assert_int_equal(leads(t, person(t, "A", home, NULL)).v, hall.v);
    assert_int_equal(leads(t, person(t, "B", home, "B34")).v, centre.v);
    assert_int_equal(leads(t, person(t, "C", corner, NULL)).v, centre.v); /* the deeper place */
    assert_int_equal(leads(t, person(t, "D", beside, "B34")).v, 0); /* another place's B34 */
}

static void one_leader_at_a_time(struct testing *t) {
    struct organisation_patch_id id = {5};
    struct organisation_patch *rows;
    size_t n;
    start(t);
    assert_ok(organisations_patches(&t->ctx, home, &rows, &n));
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++) assert_ok(organisations_patch_end(&t->ctx, rows[i].id));
    assert_int_equal(leads(t, person(t, "A", home, "B34")).v, 0);
    assert_ok(organisations_patch_add(&t->ctx, hall, (struct place_id){0}, STR("B34"), &id));
    assert_int_equal(organisations_patch_add(&t->ctx, hall, (struct place_id){0}, STR(""), &id), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(organisations_patch_add(&t->ctx, hall, home, STR("B34"), &id), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(organisations_patch_add(&t->ctx, hall, beside, STR_NONE, &id), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(organisations_patch_add(&t->ctx, hall, (struct place_id){0}, STR("XX99"), &id), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    assert_int_equal(organisations_patch_add(&t->ctx, centre, (struct place_id){0}, STR("B34"), &id), ERR_CONFLICT);
}

/* ---- people ---- */

static void a_worker_walks_beside_their_own(struct testing *t) {
    start(t);
    struct person_id near = person(t, "A", home, NULL), far = person(t, "B", home, "B34");
    assert_ok(walks(t, lucy, near));
    assert_ok(walks(t, bola, far));
    testing_act(t, bola.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_true(people_may_see(&t->ctx, far));
    assert_false(people_may_see(&t->ctx, near));
}

static void not_beside_anothers(struct testing *t) {
    start(t);
    struct person_id far = person(t, "B", home, "B34");
    assert_int_equal(walks(t, lucy, far), ERR_INVALID);
}

static void nor_writes_anothers_down(struct testing *t) {
    struct person_id id;
    start(t);
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    const struct person far = {.first_name = STR("B"), .outcode = STR("B34"), .turns_to = -1};
    const struct person nowhere = {.first_name = STR("C"), .outcode = STR("B35"), .turns_to = -1};
    assert_ok(people_put(&t->ctx, &nowhere, &id));
    assert_int_equal(people_put(&t->ctx, &far, &id), ERR_INVALID);
}

static void who_works_for_nobody_is_the_places_own(struct testing *t) {
    start(t);
    struct person_id far = person(t, "B", home, "B34");
    assert_ok(walks(t, nadia, far));
}

/* ---- standing ---- */

static unsigned standing(struct testing *t, struct person_id who, unsigned before) {
    struct actor actor = {.person = who.v, .place = home.v, .standing = STANDING_MEMBER | before};
    assert_ok(organisations_module.standing(&t->ctx, &actor));
    return actor.standing;
}

static void a_learning_partner_sees_figures_only(struct testing *t) {
    struct organisation_member_id id;
    start(t);
    join(t, asha, (struct asset_id){0}, ORGANISATION_LEARNING);
    assert_int_equal(standing(t, asha, 0), STANDING_MEMBER | STANDING_LEARNING);
    assert_int_equal(standing(t, asha, STANDING_CONNECTOR | STANDING_ADMIN | STANDING_LEAD | STANDING_STEWARD),
                     STANDING_MEMBER | STANDING_LEARNING);
    assert_int_equal(standing(t, bola, 0), STANDING_MEMBER | STANDING_CONNECTOR);
    assert_ok(walks(t, nadia, bola));
    assert_int_equal(organisations_join(&t->ctx, nadia, (struct asset_id){0}, ORGANISATION_LEARNING, &id), ERR_INVALID);
    faults_init(&t->ctx.faults, &t->arena);
    join(t, nadia, (struct asset_id){0}, ORGANISATION_CONVENOR);
    assert_int_equal(standing(t, nadia, STANDING_CONNECTOR),
                     STANDING_MEMBER | STANDING_CONNECTOR | STANDING_LEARNING);
}

static void ended_is_ended(struct testing *t) {
    struct organisation_member *rows;
    size_t n;
    start(t);
    join(t, asha, (struct asset_id){0}, ORGANISATION_LEARNING);
    assert_ok(organisations_members_of(&t->ctx, asha, &rows, &n));
    assert_ok(organisations_leave(&t->ctx, rows[0].id));
    assert_int_equal(standing(t, asha, 0), STANDING_MEMBER);
    assert_ok(people_end(&t->ctx, bola));
    assert_ok(organisations_members(&t->ctx, &rows, &n));
    assert_int_equal(n, 1); /* Lucy */
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_int_equal(organisations_leave(&t->ctx, rows[0].id), ERR_DENIED);
    assert_int_equal(organisations_members(&t->ctx, &rows, &n), ERR_DENIED);
}

/* ---- figures ---- */

static void count(struct testing *t, struct figure_table *table) {
    static const struct module *const modules[] = {&people_module};
    assert_ok(organisations_figures(&t->ctx, (struct module_list){modules, 1}, home, table));
}

static const struct figure_row *row_of(const struct figure_table *table, const char *key) {
    for (size_t i = 0; i < table->rows_n; i++)
        if (str_is(str_from(table->rows[i].figure->key), key)) return &table->rows[i];
    fail_msg("no figure %s", key);
    return NULL;
}

static void each_is_counted_once(struct testing *t) {
    struct figure_table table;
    start(t);
    for (int i = 0; i < 7; i++) (void)person(t, "A", home, NULL);
    for (int i = 0; i < 6; i++) (void)person(t, "B", home, "B34");
    for (int i = 0; i < 5; i++) (void)person(t, "C", corner, NULL);
    for (int i = 0; i < 5; i++) (void)person(t, "D", corner, "B34");
    count(t, &table);
    assert_int_equal(table.columns_n, 3);
    const struct figure_row *row = row_of(&table, "people.here");
    assert_int_equal(row->whole.base, 4 + 7 + 6 + 5 + 5);
    int64_t sum = 0;
    for (size_t i = 0; i < table.columns_n; i++) {
        sum += row->columns[i].base;
        if (str_is(table.columns[i], "The centre")) assert_int_equal(row->columns[i].base, 16);
        if (str_is(table.columns[i], "The hall")) assert_int_equal(row->columns[i].base, 11);
    }
    assert_int_equal(sum, row->whole.base);
}

static void only_who_may_counts(struct testing *t) {
    struct figure_table table;
    static const struct module *const modules[] = {&people_module};
    const struct module_list list = {modules, 1};
    start(t);
    testing_act(t, asha.v, home.v, STANDING_MEMBER | STANDING_LEARNING);
    assert_ok(organisations_figures(&t->ctx, list, home, &table));
    assert_int_equal(organisations_figures(&t->ctx, list, beside, &table), ERR_DENIED);
    testing_act(t, lucy.v, home.v, STANDING_MEMBER | STANDING_CONNECTOR);
    assert_int_equal(organisations_figures(&t->ctx, list, home, &table), ERR_DENIED);
}

/* What somebody with a pencil can work out from what is shown of one column of numbers. */
static void cannot_be_subtracted(const struct figure_cell *cells, size_t n,
                                 const struct figure_cell *total) {
    size_t n_hidden = 0, base_hidden = 0;
    for (size_t i = 0; i < n; i++) {
        n_hidden += cells[i].n_shown != FIGURE_SHOWN;
        base_hidden += cells[i].base_shown != FIGURE_SHOWN;
        if (cells[i].n_shown == FIGURE_SHOWN) assert_true(cells[i].n == 0 || cells[i].n >= 5);
        if (cells[i].base_shown == FIGURE_SHOWN)
            assert_true(cells[i].base == 0 || cells[i].base >= 5);
        if (cells[i].n_shown == FIGURE_SHOWN && cells[i].base_shown == FIGURE_SHOWN)
            assert_true(cells[i].base - cells[i].n == 0 || cells[i].base - cells[i].n >= 5);
    }
    if (n_hidden == 1) assert_int_not_equal(total->n_shown, FIGURE_SHOWN);
    if (base_hidden == 1) assert_int_not_equal(total->base_shown, FIGURE_SHOWN);
}

static void no_small_number_by_subtraction(struct testing *t) {
    struct rand rand;
    (void)t;
    rand_init_fixed(&rand, 11);
    for (int round = 0; round < 20000; round++) {
        struct figure_cell cells[6] = {0}, total = {0};
        size_t n = 1 + (size_t)rand_below(&rand, 6);
        for (size_t i = 0; i < n; i++) {
            cells[i].base = (int64_t)rand_below(&rand, 14);
            cells[i].n = (int64_t)rand_below(&rand, (uint64_t)cells[i].base + 1);
            total.base += cells[i].base;
            total.n += cells[i].n;
        }
        organisations_hide(cells, n, &total);
        cannot_be_subtracted(cells, n, &total);
    }
}

int main(void) {
    static const struct testing_case cases[] = {
        {"an outcode comes before a place", an_outcode_comes_before_a_place},
        {"one leader at a time", one_leader_at_a_time},
        {"a worker walks beside their own", a_worker_walks_beside_their_own},
        {"not beside another's", not_beside_anothers},
        {"nor writes another's down", nor_writes_anothers_down},
        {"who works for nobody is the place's own", who_works_for_nobody_is_the_places_own},
        {"a learning partner sees figures only", a_learning_partner_sees_figures_only},
        {"ended is ended", ended_is_ended},
        {"each is counted once", each_is_counted_once},
        {"only who may counts", only_who_may_counts},
        {"no small number by subtraction", no_small_number_by_subtraction},
    };
    static const struct module *const modules[] = {
        &journal_module, &auth_module, &places_module, &vocabulary_module,
        &people_module,  &assets_module, &organisations_module};
    return testing_run(cases, sizeof cases / sizeof *cases,
                       (struct module_list){modules, sizeof modules / sizeof *modules});
}
