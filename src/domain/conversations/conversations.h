/* Listening: two questions (who do you turn to when times are tough? what do you love?), one box,
   taps. One required field. Nothing is a form about needs. */
#ifndef DOMAIN_CONVERSATIONS_CONVERSATIONS_H
#define DOMAIN_CONVERSATIONS_CONVERSATIONS_H

#include "domain/assets/assets.h"
#include "domain/people/people.h"
#include "domain/vocabulary/vocabulary.h"

struct conversation_id { int64_t v; };

enum told_kind { TOLD_LOVE, TOLD_GIFT, TOLD_HOPE, TOLD_BARRIER, TOLD_NOT_FOR_ME, TOLD_KINDS };
/* One thing a person said, confirmed by a tap. */
struct told { enum told_kind kind; struct str concept; bool used_to; bool confirmed; };

struct conversation {
    struct conversation_id id; struct person_id person, listener;
    struct str words;          /* the one box, as spoken; seen only by those the person named */
    struct str turns_to;       /* free words about whom they turn to; names seen by teller and connector only */
    int turns_to_count;        /* 0 nobody, 1, 2, 3; -1 not said */
    struct str supports[6]; size_t supports_n; /* names given */
    const struct told *told; size_t told_n;
    struct str unlinked;       /* words that met no concept, for the vocabulary's keeper */
    unsigned needs; struct str times; struct str languages; struct str outcode;
    struct str consent_how;    /* "spoken" "paper" "web"; STR_NONE = consent not given: words are not kept */
    bool may_introduce, may_be_asked;
    struct str sees[4]; size_t sees_n; /* "connector" always; "stand-in" only if the person said so */
    struct instant at;
};

/* Keep a conversation with a person (person.v = 0: a new person by `first_name`). Needs consent to
   keep; updates the person's needs, times, turns_to, supports, consents and told things in the
   same transaction; facts conversations.kept, people.turns_to. Every fault at once. */
enum status conversations_keep(struct ctx *ctx, struct str first_name, const struct conversation *conversation,
                               struct conversation_id *ret_id, struct person_id *ret_person) MUST_USE;
/* Readable by the listener, the person, their connector; others ERR_DENIED. */
enum status conversations_find(struct ctx *ctx, struct conversation_id id, struct conversation *ret_conversation) MUST_USE;
enum status conversations_list(struct ctx *ctx, struct person_id person, int64_t limit, struct conversation **ret_rows, size_t *ret_count) MUST_USE;
/* Whom the actor listened to lately. */
struct conversations_heard { struct conversation_id id; struct person_id person; struct str first_name; struct instant at; };
enum status conversations_heard(struct ctx *ctx, struct person_id listener, int64_t limit, struct conversations_heard **ret_rows, size_t *ret_count) MUST_USE;
/* What a person said, all conversations together, newest answer wins. For matching: no permission
   asked beyond consent to introduce; ERR_DENIED without it. */
enum status conversations_told(struct ctx *ctx, struct person_id person, struct told **ret_told, size_t *ret_count) MUST_USE;
/* The same for showing to who may see the person. */
enum status conversations_told_shown(struct ctx *ctx, struct person_id person, struct told **ret_told, size_t *ret_count) MUST_USE;
/* Replace what is told of some kinds (taps on My page). */
enum status conversations_tell(struct ctx *ctx, struct person_id person, const struct told *told, size_t count) MUST_USE;
/* Chips suggested from free words: nothing is stored until tapped. */
struct chip { struct told told; struct str label; struct str span; double certainty; };
enum status conversations_suggest(struct ctx *ctx, struct str words, struct chip **ret_chips, size_t *ret_count,
                                  struct str *ret_unlinked) MUST_USE;
/* ---- neighbours who agreed to be asked: an entry of their own, unnamed, for members only ---- */
#define CONVERSATIONS_NEIGHBOUR "kith:neighbour" /* its source */
#define CONVERSATIONS_PUBLISHED 4
/* Concepts a person lets others find them by: what they love and can give, never a sensitive one.
   None unless they agreed to keep, to introduce and to be asked. */
enum status conversations_published(struct ctx *ctx, struct person_id person, struct str ret_concepts[CONVERSATIONS_PUBLISHED],
                                    size_t *ret_n) MUST_USE;
/* Make, change or end the entry so that it says what they publish now. Listener for what they agree
   to, tell and change. */
enum status conversations_neighbour_keep(struct ctx *ctx, int64_t subject, int64_t object) MUST_USE;
/* A label in the middle of an English sentence ("bingo", but "Welsh language"); others as they are. */
struct str conversations_label_inside(struct ctx *ctx, struct str label);

/* Listener for people.consent_withdrawn and people.left. */
enum status conversations_hear_withdrawn(struct ctx *ctx, int64_t subject, int64_t object) MUST_USE;

struct module;
extern const struct module conversations_module;

#endif
