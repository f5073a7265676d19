#include "domain/people/people_web_own.h"

#include "base/week.h"

/* Rows that both the connector's page and the person's own page show. */

struct rows { struct people_fact_line *items; size_t count; };

static void fact(struct web *w, struct rows *rows, struct said what, struct str value, struct str who)
{
    struct arena *arena = w->ctx->arena;
    if (value.len == 0) return;
    *ARENA_PUSH(arena, rows->items, rows->count) = (struct people_fact_line){people_web_said(w, what), value, who};
}

/* A phone shows its last three digits only: the page may be read over a shoulder. */
static struct str phone_end(struct web *w, struct str phone)
{
    if (phone.len < 4) return phone;
    return people_web_said(w, SAY1("ends in {digits}", "digits", str_slice(phone, phone.len - 3, phone.len)));
}

/* "ur en" as the languages name themselves. */
static struct str languages_said(struct web *w, struct str stored)
{
    struct html_choice *known;
    struct buf buf;
    struct str code;
    size_t count;
    buf_init(&buf, w->ctx->arena, 1024);
    known = people_language_choices(w->ctx, stored, &count);
    while (str_next_word(&stored, &code)) {
        struct str name = code;
        for (size_t i = 0; i < count; i++)
            if (str_eq(known[i].value, code)) name = known[i].label;
        if (buf.len > 0) buf_puts(&buf, ", ");
        buf_put(&buf, name);
    }
    return buf_str(&buf);
}

static struct str parts_said(struct web *w, uint32_t parts)
{
    static const char *const labels[WEEK_PARTS] = {T_("mornings"), T_("afternoons"), T_("evenings"), T_("nights")};
    struct buf buf;
    buf_init(&buf, w->ctx->arena, 256);
    for (unsigned i = 0; i < WEEK_PARTS; i++) {
        if (!(parts >> i & 1)) continue;
        if (buf.len > 0) buf_puts(&buf, ", ");
        buf_put(&buf, text_get(w->ctx->locale, labels[i], NULL));
    }
    return buf_str(&buf);
}

/* "mon-fri 09:30-15:00" as the grid of the form says it: "Monday to Friday: mornings, afternoons". */
static struct str times_said(struct web *w, struct str stored)
{
    const struct locale *locale = w->ctx->locale;
    struct week week;
    struct str why;
    struct buf buf;
    if (stored.len == 0) return STR("");
    if (week_parse(stored, &week, &why) != OK) return stored;
    uint32_t bits = week_to_parts(&week);
    buf_init(&buf, w->ctx->arena, 1024);
    for (int day = 0, last; day < 7; day = last + 1) {
        uint32_t parts = bits >> (day * WEEK_PARTS) & 15;
        for (last = day; last < 6 && (bits >> ((last + 1) * WEEK_PARTS) & 15) == parts;) last++;
        if (parts == 0) continue;
        struct str days = text_weekday(locale, day);
        if (last > day)
            days = people_web_said(w, SAY2("{first} to {last}", "first", days, "last", text_weekday(locale, last)));
        if (buf.len > 0) buf_puts(&buf, "; ");
        buf_put(&buf, people_web_said(w, SAY2("{days}: {times}", "days", days, "times", parts_said(w, parts))));
    }
    return buf_str(&buf);
}

enum status people_web_facts(struct web *w, const struct person *person, struct people_fact_line **ret_rows,
                             size_t *ret_count)
{
    struct rows rows = {NULL, 0};
    struct person_id connector;
    struct str who = people_web_said(w, SAY("Only you and the stewards"));
    if (people_connector_of(w->ctx, person->id, &connector) == OK)
        who = people_web_said(w, SAY1("{name}, and the stewards", "name", people_first_name(w->ctx, connector)));
    fact(w, &rows, SAY("First name"), person->first_name,
         people_web_said(w, SAY1("{who}; someone you meet, once you both said yes", "who", who)));
    fact(w, &rows, SAY("Phone"), phone_end(w, person->phone), who);
    fact(w, &rows, SAY("Email"), person->email, who);
    fact(w, &rows, SAY("Address"), person->address, who);
    fact(w, &rows, SAY("First half of the postcode"), person->outcode, who);
    fact(w, &rows, SAY("Languages"), languages_said(w, person->languages), who);
    fact(w, &rows, SAY("Times that suit"), times_said(w, person->times), who);
    fact(w, &rows, SAY("Age"), person->age_band, who);
    struct buf needs;
    buf_init(&needs, w->ctx->arena, 512);
    size_t count;
    struct html_choice *choices = people_need_choices(w->ctx, person->needs, &count);
    for (size_t i = 0; i < count; i++) {
        if (!(person->needs >> i & 1)) continue;
        if (needs.len > 0) buf_puts(&needs, ", ");
        buf_put(&needs, choices[i].label);
    }
    fact(w, &rows, SAY("What makes it easy"), buf_str(&needs), who);
    *ret_rows = rows.items;
    *ret_count = rows.count;
    return OK;
}

enum status people_web_consents(struct web *w, struct person_id person, struct people_consent_line **ret_rows,
                                size_t *ret_count)
{
    struct consent *given;
    size_t count;
    TRY(people_consent_list(w->ctx, person, &given, &count));
    struct people_consent_line *rows = ARENA_ARRAY(w->ctx->arena, struct people_consent_line, CONSENT_PURPOSES);
    for (int purpose = 0; purpose < CONSENT_PURPOSES; purpose++) {
        enum consent_purpose which = (enum consent_purpose)purpose;
        rows[purpose] = (struct people_consent_line){
            .words = people_web_said(w, people_consent_words(which)),
            .stops = people_web_said(w, people_consent_stops(which)),
            .name = str_from(people_consent_name(which))};
        for (size_t i = 0; i < count; i++) {
            if (given[i].purpose != which || instant_is(given[i].withdrawn_at)) continue;
            rows[purpose].on = rows[purpose].has_date = true;
            rows[purpose].given_at = given[i].given_at;
            rows[purpose].how = given[i].how;
        }
    }
    *ret_rows = rows;
    *ret_count = CONSENT_PURPOSES;
    return OK;
}

enum status people_web_supports(struct web *w, struct person_id person, struct people_support_line **ret_rows,
                                size_t *ret_count)
{
    struct support *supports;
    size_t count;
    enum status status = people_supports(w->ctx, person, &supports, &count);
    if (status == ERR_DENIED) {
        *ret_rows = NULL;
        *ret_count = 0;
        return OK;
    }
    TRY(status);
    struct people_support_line *rows = ARENA_ARRAY(w->ctx->arena, struct people_support_line, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct people_support_line){supports[i].id.v, supports[i].name, supports[i].tie};
    *ret_rows = rows;
    *ret_count = count;
    return OK;
}

enum status people_web_looked(struct web *w, struct person_id person, struct people_looked_line **ret_rows,
                              size_t *ret_count)
{
    struct looked *looked;
    size_t count;
    TRY(people_looked(w->ctx, person, 20, &looked, &count));
    struct people_looked_line *rows = ARENA_ARRAY(w->ctx->arena, struct people_looked_line, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct people_looked_line){looked[i].who, looked[i].what, looked[i].at};
    *ret_rows = rows;
    *ret_count = count;
    return OK;
}

enum status people_web_keep_consents(struct web *w, struct person_id person, struct str how)
{
    for (int purpose = 0; purpose < CONSENT_PURPOSES; purpose++) {
        enum consent_purpose which = (enum consent_purpose)purpose;
        if (web_on(w, people_consent_name(which)))
            TRY(people_consent_give(w->ctx, person, which, how));
        else
            TRY(people_consent_withdraw(w->ctx, person, which));
    }
    return OK;
}
