#include "domain/people/people_caseload.h"
#include "domain/people/people_own.h"

/* "My data" of this module: one JSON object. */

static void put_instant(struct ctx *ctx, struct json *json, const char *key, struct instant at)
{
    json_put_str(json, key, instant_is(at) ? instant_format(ctx->arena, NULL, at) : STR_NONE);
}

static enum status put_consents(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct consent *consents;
    size_t count;
    TRY(people_consent_list(ctx, person, &consents, &count));
    json_key(json, "consents");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "purpose", str_from(people_consent_name(consents[i].purpose)));
        json_put_str(json, "how", consents[i].how);
        json_put_str(json, "asked_by", consents[i].asked_by);
        json_put_str(json, "language", consents[i].language);
        put_instant(ctx, json, "given", consents[i].given_at);
        put_instant(ctx, json, "withdrawn", consents[i].withdrawn_at);
        json_end(json);
    }
    json_end(json);
    return OK;
}

static enum status put_relations(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct relation *relations;
    struct support *supports;
    size_t count;
    TRY(people_relations(ctx, person, &relations, &count));
    json_key(json, "relations");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "from", relations[i].from_name);
        json_put_str(json, "relation", str_from(people_relation_name(relations[i].kind)));
        json_put_str(json, "to", relations[i].to_name);
        put_instant(ctx, json, "since", relations[i].since);
        json_end(json);
    }
    json_end(json);
    if (people_supports(ctx, person, &supports, &count) != OK)
        return OK; /* not for this reader's eyes */
    json_key(json, "turns_to_names");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) json_str(json, supports[i].name);
    json_end(json);
    return OK;
}

/* Who handed them to whom, and what one connector wrote to the next about them. */
static enum status put_handed(struct ctx *ctx, struct person_id person, struct json *json)
{
    struct handover_past *past;
    size_t count;
    TRY(people_handover_history(ctx, person, &past, &count));
    json_key(json, "handed_over");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_put_str(json, "from", past[i].from_name);
        json_put_str(json, "to", past[i].to_name);
        json_put_str(json, "note", past[i].note);
        put_instant(ctx, json, "at", past[i].at);
        json_end(json);
    }
    json_end(json);
    json_put_bool(json, "goes_along", people_goes_along(ctx, person));
    return OK;
}

enum status people_export(struct ctx *ctx, int64_t id, struct json *json)
{
    struct person person;
    TRY(people_find(ctx, (struct person_id){id}, &person));
    json_begin_object(json);
    json_put_str(json, "id", str_int(ctx->arena, id));
    json_put_str(json, "first_name", person.first_name);
    json_put_str(json, "email", person.email);
    json_put_str(json, "phone", person.phone);
    json_put_str(json, "address", person.address);
    json_put_str(json, "outcode", person.outcode);
    json_put_str(json, "languages", person.languages);
    json_put_str(json, "age_band", person.age_band);
    json_put_str(json, "for_child", person.for_child);
    json_put_str(json, "times", person.times);
    json_key(json, "needs");
    json_begin_array(json);
    for (int i = 0; i < PEOPLE_NEEDS; i++)
        if (person.needs >> i & 1) json_str(json, str_from(people_need_name(1u << i)));
    json_end(json);
    json_put_int(json, "turns_to", person.turns_to < 0 ? INT_NONE : person.turns_to);
    put_instant(ctx, json, "since", person.created_at);
    TRY(put_consents(ctx, person.id, json));
    TRY(put_relations(ctx, person.id, json));
    TRY(put_handed(ctx, person.id, json));
    TRY(people_export_more(ctx, person.id, json));
    json_end(json);
    return OK;
}
