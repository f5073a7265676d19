/* Shared by this module's web files. */
#ifndef DOMAIN_PEOPLE_WEB_OWN_H
#define DOMAIN_PEOPLE_WEB_OWN_H

#include "domain/people/people_choices.h"
#include "domain/people/people_view.h"
#include "platform/web/web.h"

/* Choices of fixed tables, with what was typed or stored ticked. */
struct html_choice *people_web_ages(struct web *w, const char *name, struct str stored, size_t *ret_count);
struct html_choice *people_web_hows(struct web *w, size_t *ret_count);
/* Read the person form into `person` (id and place are the caller's). */
enum status people_web_read(struct web *w, struct person *person) MUST_USE;
/* The form page for a person; `action` is where it posts. */
enum status people_web_form(struct web *w, const struct person *person, struct str action);
/* What we hold, as rows; `who` says who can see each. */
enum status people_web_facts(struct web *w, const struct person *person, struct people_fact_line **ret_rows, size_t *ret_count) MUST_USE;
enum status people_web_consents(struct web *w, struct person_id person, struct people_consent_line **ret_rows, size_t *ret_count) MUST_USE;
enum status people_web_supports(struct web *w, struct person_id person, struct people_support_line **ret_rows, size_t *ret_count) MUST_USE;
enum status people_web_looked(struct web *w, struct person_id person, struct people_looked_line **ret_rows, size_t *ret_count) MUST_USE;
/* Keep the four switches of a form as consents. */
enum status people_web_keep_consents(struct web *w, struct person_id person, struct str how) MUST_USE;
struct str people_web_said(struct web *w, struct said said);
/* The person this page is about: the one acted for, else the actor. */
struct person_id people_web_self(const struct web *w);

extern const struct web_route people_me_routes[];
enum status people_web_me(struct web *w);
enum status people_web_me_edit(struct web *w);
enum status people_web_me_keep(struct web *w);
enum status people_web_me_consents(struct web *w);
enum status people_web_me_copy(struct web *w);
enum status people_web_leave(struct web *w);
enum status people_web_leave_now(struct web *w);

enum status people_web_apart(struct web *w);
enum status people_web_apart_keep(struct web *w);
enum status people_web_apart_end(struct web *w);

enum status people_web_list(struct web *w);
enum status people_web_new(struct web *w);
enum status people_web_add(struct web *w);
enum status people_web_person(struct web *w);
enum status people_web_edit(struct web *w);
enum status people_web_keep(struct web *w);
enum status people_web_person_consents(struct web *w);
enum status people_web_relate(struct web *w);
enum status people_web_unrelate(struct web *w);
enum status people_web_support_end(struct web *w);
enum status people_web_code(struct web *w);
enum status people_web_card_prepare(struct web *w);
enum status people_web_card(struct web *w);
enum status people_web_act(struct web *w);

#endif
