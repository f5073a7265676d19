#include "domain/introductions/introductions_own.h"

#include "base/utf8.h"
#include "domain/credits/credits_told.h"
#include "platform/journal/journal.h"

/* The steps of one introduction. Each loads the row, asks who may, checks the state before, and
   writes with the version it read: of two at once the second gets ERR_CONFLICT. */

#define FOLLOW_UP_DAYS 7
#define AGAIN_DAYS 28

static enum status step(struct ctx *ctx, const struct introduction *row, struct introductions_sql_step_in in, const char *fact)
{
    in.id = row->id;
    in.version = row->version;
    in.from_state = row->state;
    enum status status = introductions_sql_step(ctx->db, &in);
    if (status == ERR_MISSING)
        return ctx_fault(ctx, ERR_CONFLICT, STR("state"), SAY("Somebody was quicker. Here is how it stands now."));
    TRY(status);
    return journal_record(ctx, fact, row->person.v, row->id.v, STR_NONE);
}

/* Fields a step does not touch. */
static struct introductions_sql_step_in untouched(enum introduction_state to)
{
    return (struct introductions_sql_step_in){.to_state = to, .person_yes_at = INSTANT_NONE, .host_yes_at = INSTANT_NONE,
                                              .settled_at = INSTANT_NONE, .follow_up = DAY_NONE, .outcome = STR_NONE};
}

enum status introductions_person_answers(struct ctx *ctx, struct introduction_id id, int64_t version, enum introduction_answer answer)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_PERSON | SIDE_CONNECTOR, &row));
    if (row.state != INTRO_SUGGESTED && row.state != INTRO_OFFERED) return introductions_step_wrong(ctx);
    if (answer == ANSWER_LATER) return OK;
    struct introductions_sql_step_in in = untouched(answer == ANSWER_YES ? INTRO_PERSON_YES : INTRO_NOT_THIS_TIME);
    if (answer == ANSWER_NO) {
        in.settled_at = ctx->now;
        return step(ctx, &row, in, "introductions.not_this_time");
    }
    TRY(introductions_still_may(ctx, &row));
    in.person_yes_at = ctx->now;
    return step(ctx, &row, in, "introductions.person_yes");
}

enum status introductions_host_answers(struct ctx *ctx, struct introduction_id id, int64_t version, bool yes)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_HOST | SIDE_CONNECTOR, &row));
    if (row.state != INTRO_PERSON_YES) return introductions_step_wrong(ctx);
    struct introductions_sql_step_in in = untouched(yes ? INTRO_BOTH_YES : INTRO_NOT_THIS_TIME);
    if (!yes) {
        in.settled_at = ctx->now;
        return step(ctx, &row, in, "introductions.not_this_time");
    }
    TRY(introductions_still_may(ctx, &row));
    in.host_yes_at = ctx->now;
    in.follow_up = (struct day){ctx_today(ctx).n + FOLLOW_UP_DAYS}; /* if no meeting is set by then, ask why */
    TRY(step(ctx, &row, in, "introductions.host_yes"));
    return credits_met(ctx, row.person, row.host); /* from now on a first name is enough between them */
}

static enum status check_meeting(struct ctx *ctx, const struct meeting *meeting)
{
    struct day today = ctx_today(ctx);
    if (!day_is(meeting->day) || meeting->day.n < today.n || meeting->day.n > today.n + 366)
        (void)ctx_fault(ctx, ERR_INVALID, STR("day"), SAY("Choose a day from today on, within a year."));
    if (!minutes_is(meeting->at) || meeting->at.n < 0 || meeting->at.n >= 24 * 60)
        (void)ctx_fault(ctx, ERR_INVALID, STR("at"), SAY("Write a time like 14:00."));
    if (meeting->where.len == 0 || utf8_count(meeting->where) > 200)
        (void)ctx_fault(ctx, ERR_INVALID, STR("where"), SAY("Write where they meet. For example: Mill Lane Hall, by the door"));
    if (!meeting->public_place && !meeting->both_agree)
        (void)ctx_fault(ctx, ERR_INVALID, STR("public"),
                        SAY("The first meeting is in a public place, unless both would rather not and the named lead agrees."));
    return faults_status(&ctx->faults);
}

enum status introductions_set_meeting(struct ctx *ctx, struct introduction_id id, int64_t version, const struct meeting *meeting)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_CONNECTOR | SIDE_PERSON | SIDE_HOST, &row));
    if (row.state != INTRO_BOTH_YES && row.state != INTRO_MEETING_SET) return introductions_step_wrong(ctx);
    TRY(introductions_still_may(ctx, &row));
    TRY(check_meeting(ctx, meeting));
    /* Not in public: kept, but it is a meeting only once the lead agreed to this very place. */
    enum introduction_state state = meeting->public_place ? INTRO_MEETING_SET : INTRO_BOTH_YES;
    enum status status = introductions_sql_meeting(ctx->db, &(struct introductions_sql_meeting_in){
        .id = id, .version = version, .state = state, .meet_day = meeting->day, .meet_at = meeting->at,
        .meet_where = meeting->where, .meet_public = meeting->public_place,
        .follow_up = {meeting->day.n + FOLLOW_UP_DAYS}});
    if (status == ERR_MISSING) return introductions_step_wrong(ctx);
    TRY(status);
    return journal_record(ctx, state == INTRO_MEETING_SET ? "introductions.meeting_set" : "introductions.lead_asked", row.person.v, id.v, STR_NONE);
}

enum status introductions_lead_agrees(struct ctx *ctx, struct introduction_id id, int64_t version)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_LEAD, &row));
    if (!people_is_lead(ctx, row.place)) return ERR_DENIED;
    TRY(introductions_still_may(ctx, &row));
    enum status status = introductions_sql_lead_agrees(ctx->db, id, version);
    if (status == ERR_MISSING) return introductions_step_wrong(ctx);
    TRY(status);
    return journal_record(ctx, "introductions.meeting_set", row.person.v, id.v, STR_NONE);
}

enum status introductions_came(struct ctx *ctx, struct introduction_id id, int64_t version, bool came)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_CONNECTOR | SIDE_HOST | SIDE_PERSON, &row));
    if (row.state != INTRO_MEETING_SET) return introductions_step_wrong(ctx);
    if (row.meet_day.n > ctx_today(ctx).n)
        return ctx_fault(ctx, ERR_INVALID, STR("came"), SAY("They have not met yet. Come back after the day."));
    if (!came) {
        TRY(step(ctx, &row, untouched(INTRO_DID_NOT_COME), "introductions.did_not_come"));
        return matching_outcome(ctx, id.v, row.asset, row.person, false);
    }
    /* From the first visit on: how was it after a week, and did they come again in four. */
    enum status status = introductions_sql_came(ctx->db, id, version, ctx->now, (struct day){row.meet_day.n + FOLLOW_UP_DAYS},
                                                (struct day){row.meet_day.n + AGAIN_DAYS});
    if (status == ERR_MISSING) return introductions_step_wrong(ctx);
    TRY(status);
    return journal_record(ctx, "introductions.came", row.person.v, id.v, STR_NONE);
}

/* Somebody to turn to is the whole point: the figure moves only by what the person says. */
static enum status keep_support(struct ctx *ctx, const struct introduction *row, const struct follow_up *follow_up)
{
    struct person person;
    struct support_id support;
    int turns_to = follow_up->turns_to_now;
    TRY(people_find(ctx, row->person, &person));
    if (follow_up->friend_now) {
        struct str name = row->host.v != 0 ? people_first_name(ctx, row->host) : utf8_cut(row->asset_name, 80);
        TRY(people_support_add(ctx, row->person, name, row->gift ? STR("friend") : STR("group"), &support));
        int known = person.turns_to < 0 ? 0 : person.turns_to;
        if (turns_to < 0) turns_to = known < 3 ? known + 1 : 3;
    }
    return turns_to < 0 ? OK : people_turns_to(ctx, row->person, turns_to);
}

enum status introductions_follow_up(struct ctx *ctx, struct introduction_id id, int64_t version, const struct follow_up *follow_up)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_CONNECTOR | SIDE_PERSON, &row));
    if (row.state != INTRO_CAME && row.state != INTRO_DID_NOT_COME) return introductions_step_wrong(ctx);
    if (follow_up->turns_to_now < -1 || follow_up->turns_to_now > 3)
        return ctx_fault(ctx, ERR_INVALID, STR("turns_to"), SAY("Choose nobody, one, two, or three or more."));
    if (follow_up->friend_now && follow_up->turns_to_now == 0)
        return ctx_fault(ctx, ERR_INVALID, STR("turns_to"), SAY("You ticked somebody to turn to and also chose nobody. Change one of the two."));
    if (utf8_count(follow_up->outcome) > 2000)
        return ctx_fault(ctx, ERR_INVALID, STR("outcome"), SAY("Please write fewer than 2,000 letters."));
    TRY(keep_support(ctx, &row, follow_up));
    struct introductions_sql_step_in in = untouched(INTRO_FOLLOWED_UP);
    in.outcome = follow_up->outcome.len > 0 ? follow_up->outcome : STR_NONE;
    TRY(step(ctx, &row, in, "introductions.followed_up"));
    if (!follow_up->again || !day_is(row.again_due) || row.again >= 0) return OK;
    return introductions_came_again(ctx, id, version + 1, true);
}

enum status introductions_settle(struct ctx *ctx, struct introduction_id id, int64_t version)
{
    struct introduction row;
    TRY(introductions_step_row(ctx, id, version, SIDE_CONNECTOR | SIDE_PERSON, &row));
    if (row.state != INTRO_FOLLOWED_UP) return introductions_step_wrong(ctx);
    struct introductions_sql_step_in in = untouched(INTRO_SETTLED);
    in.settled_at = ctx->now;
    return step(ctx, &row, in, "introductions.settled");
}
