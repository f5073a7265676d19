/* Introductions of the example neighbourhood, at every step. Each begins as a real suggestion:
   its sentence and reasons are those of the score. */
#include "domain/introductions/introductions_own.h"

#define DAY_MS ((int64_t)86400000)
#define TWO_PM ((struct minutes){14 * 60})
#define RANKED 50

struct seeding {
    struct ctx *ctx;
    struct place_id place;
    struct instant now;
    struct introduction_id id;
    struct asset_id asset;
    int64_t version;
};

static void days_ago(struct seeding *s, int days) {
    s->ctx->now.ms = s->now.ms - days * DAY_MS;
}

/* The suggestion of this name among the best for a person. */
static enum status suggested(struct seeding *s, struct person_id person, const char *name,
                             struct suggestion *ret_suggestion) {
    struct profile profile;
    struct suggestion *rows;
    struct matching_limits limits;
    size_t count;
    TRY(matching_profile_of(s->ctx, person, &profile));
    TRY(matching_rank(s->ctx, &profile, RANKED, &rows, &count, &limits));
    for (size_t i = 0; i < count; i++) {
        if (!str_is(rows[i].row.name, name)) continue;
        *ret_suggestion = rows[i];
        return OK;
    }
    return fault_broken(&s->ctx->faults, str_printf(s->ctx->arena, "no suggestion: %s", name));
}

static enum status begin(struct seeding *s, const char *who, const char *what, int days,
                         enum introduction_answer answer) {
    struct person_id person;
    struct suggestion suggestion;
    TRY(people_seed_find(s->ctx, s->place, str_from(who), &person));
    days_ago(s, days);
    TRY(suggested(s, person, what, &suggestion));
    s->asset = suggestion.asset;
    s->version = 1;
    return introductions_add(s->ctx, person, &suggestion, answer, &s->id);
}

static enum status host_says_yes(struct seeding *s, int days) {
    days_ago(s, days);
    return introductions_host_answers(s->ctx, s->id, s->version++, true);
}

static enum status meet(struct seeding *s, struct day day, struct minutes at,
                        const char *where) {
    const struct meeting meeting = {
        .day = day, .at = at, .where = str_from(where), .public_place = true};
    return introductions_set_meeting(s->ctx, s->id, s->version++, &meeting);
}

static struct day next_tuesday(struct seeding *s) {
    struct day today = day_from_instant(s->ctx->zone, s->now);
    return (struct day){today.n + 7 - (day_weekday(today) + 6) % 7};
}

static struct day before(struct seeding *s, int days) {
    return (struct day){day_from_instant(s->ctx->zone, s->now).n - days};
}

/* Two have said yes, and when they meet is known. */
static enum status amina(struct seeding *s) {
    struct person_id gwen;
    TRY(begin(s, "Amina", "A neighbour who keeps chillies on every window sill", 5,
              ANSWER_YES));
    TRY(host_says_yes(s, 2));
    TRY(meet(s, next_tuesday(s), TWO_PM, "Weir Garden, behind Mill Lane Hall"));
    /* She would like company; Gwen, who offered, is asked. */
    TRY(people_seed_find(s->ctx, s->place, STR("Gwen"), &gwen));
    days_ago(s, 1);
    TRY(introductions_along(s->ctx, s->id, s->version++, true));
    return introductions_ask_buddy(s->ctx, s->id, s->version++, gwen);
}

static enum status marek(struct seeding *s) {
    TRY(begin(s, "Marek", "Thursday walk", 20, ANSWER_YES));
    TRY(host_says_yes(s, 18));
    TRY(meet(s, before(s, 12), (struct minutes){15 * 60 + 30}, "Weir Park Pavilion"));
    days_ago(s, 11);
    return introductions_came(s->ctx, s->id, s->version++, true);
}

/* It went well: one person fewer with nobody. */
static enum status delroy(struct seeding *s) {
    const struct follow_up follow_up = {
        .outcome = STR("Every Thursday now. They have started to argue about cricket."),
        .friend_now = true,
        .turns_to_now = -1};
    TRY(begin(s, "Delroy", "Dominoes and a half", 90, ANSWER_YES));
    TRY(host_says_yes(s, 88));
    TRY(meet(s, before(s, 83), (struct minutes){13 * 60},
             "The Lock Inn, the table by the door"));
    days_ago(s, 82);
    TRY(introductions_came(s->ctx, s->id, s->version++, true));
    days_ago(s, 75);
    TRY(introductions_follow_up(s->ctx, s->id, s->version++, &follow_up));
    TRY(introductions_settle(s->ctx, s->id, s->version++));
    days_ago(s, 55);
    return introductions_came_again(s->ctx, s->id, s->version++, true);
}

static enum status under_way(struct seeding *s) {
    const struct introductions_welcome welcome = {.comes_along = true, .bus_stop = true};
    TRY(begin(s, "Grace", "Tea and seeds", 6, ANSWER_YES));
    TRY(introductions_welcome_set(s->ctx, s->asset, &welcome));
    TRY(host_says_yes(s, 1));
    TRY(begin(s, "Yusuf", "Chess and a pot of tea", 2, ANSWER_YES));
    TRY(begin(s, "Eileen", "Gentle chair exercise", 3, ANSWER_LATER));
    return begin(s, "Farid", "Repair caf\xC3\xA9", 14, ANSWER_NO);
}

enum status introductions_seed(struct ctx *ctx) {
    const struct actor actor = ctx->actor;
    struct seeding s = {.ctx = ctx, .now = ctx->now};
    struct place place;
    struct person_id lucy;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    s.place = place.id;
    TRY(people_seed_find(ctx, place.id, STR("Lucy"), &lucy));
    ctx->actor =
        (struct actor){.standing = STANDING_SYSTEM, .person = lucy.v, .place = place.id.v};
    TRY(amina(&s));
    TRY(marek(&s));
    TRY(delroy(&s));
    TRY(under_way(&s));
    ctx->actor = actor;
    ctx->now = s.now;
    return OK;
}
