/* What the people of the example neighbourhood said when somebody listened. */
#include "domain/conversations/conversations_own.h"

#include "platform/module/module.h"

#define DAY_MS ((int64_t)86400000)
#define TOLD_MOST 8

struct seed_talk {
    const char *name, *words, *told, *supports;
    const char *listener;
    int turns_to, days;
    bool may_be_asked, stand_in;
};

/* Told things are written as the taps of the form are: "love:fishing:past". */
static const struct seed_talk talks[] = {
    {"Amina",
     "I came here in spring. At home we grew chillies and coriander on the roof, and I "
     "cooked for "
     "everybody. I like drawing when it is quiet. I would like to speak better English. "
     "There is "
     "nobody here I could ring at night.",
     "love:growing-food love:cooking love:drawing-painting hope:english "
     "gift:cooking-for-others",
     NULL, "Lucy", 0, 34, true, false},
    {"Joan",
     "I grew up by the sea. I keep chillies on every window sill, and I talk to them. My knees "
     "don't do steps. Come and see them any time.",
     "love:growing-food love:memories gift:garden-help hope:intergenerational", "Pat Sheila",
     "Lucy", 2, 60, true, false},
    {"Marek",
     "I work nights at the depot. I wake when everybody goes home. I like walking by water, "
     "and I "
     "used to play chess with my father.",
     "love:walking love:by-water love:chess:past barrier:shift-worker", NULL, "Lucy", 0, 40,
     false, true},
    {"Grace",
     "Since I stopped work at the school I have too many afternoons. I am good at getting "
     "things "
     "going, and I call the bingo at Bridge Court.",
     "love:bingo love:growing gift:organising hope:growing-food", "Eileen", "Lucy", 1, 30, true,
     false},
    {"Yusuf",
     "I play chess on my phone. A real board would be better. After work is when the flat is "
     "quietest.",
     "love:chess love:games hope:english", NULL, "Lucy", 0, 21, false, false},
    {"Delroy",
     "Thirty years on the buses. I used to win at dominoes every Friday, then the club shut.",
     "love:dominoes love:trains-buses gift:lifts", NULL, "Lucy", 0, 130, true, false},
    {"Eileen",
     "I sang in the mill choir. Now I sing to the radio. I do not go where there are steps.",
     "love:singing love:memories hope:gentle-exercise", NULL, "Lucy", 0, 45, false, false},
    {"Parveen", "I sew for the whole street. I would rather be among women.",
     "love:sewing gift:teaching-crafts", "Shabana", "Lucy", 1, 50, false, false},
    {"Kasia", "I cook when I miss home. I could show somebody pierogi.",
     "love:cooking love:baking gift:sharing-skills", "Ewa Mirela", "Sam", 2, 55, true, false},
    {"Farid", "I had a bicycle shop. Here I mend bicycles for the children in our stairs.",
     "love:fixing-bikes love:fixing gift:handy-help hope:work", "Kasia", "Sam", 1, 62, true,
     false},
    {"Ronnie", "Two old dogs and a bad hip. I miss the lads from the works team.",
     "love:dogs love:football:past love:walking-football gift:pet-help", "Leroy", "Sam", 1, 70,
     true, false},
    {"Norma", "I lost my dog last winter, and I still walk the same way every day.",
     "love:dogs love:walking", "Viv", "Sam", 1, 66, false, false},
    {"Irene", "I like a story read aloud and not too many people at once.",
     "love:reading love:memories", NULL, "Sam", 0, 48, false, true},
    {"Callum", "I draw, mostly at night. I do not know anybody my age here.",
     "love:drawing-painting love:video-games hope:coding", NULL, "Sam", 0, 28, false, false},
    {"Zofia", "I speak Polish with nobody now. I baked for forty years.",
     "love:baking love:polish gift:sharing-skills", NULL, "Sam", 0, 64, false, false},
    {"Ifeoma", "With a two-year-old the mornings are long.",
     "love:singing love:toddlers hope:work", "Grace Shabana", "Sam", 2, 58, false, false},
    {"Trevor", "Model engines. I have drawn every lock on the canal.",
     "love:model-making love:history", NULL, "Sam", 0, 65, false, false},
    {"Gwen", "I would speak Welsh with anybody who has the patience.",
     "love:welsh love:singing gift:sharing-skills", "Ruth Bethan Ann", "Lucy", 3, 80, true,
     false},
    {"Mavis", "Knitting since I was four. I can teach anybody with two hands, or one.",
     "love:knitting love:baking gift:teaching-crafts", "Joan Pat Ivy", "Lucy", 3, 100, true,
     false},
    {"Winston", "Dominoes keeps the head working.", "love:dominoes love:history gift:listening",
     "Delroy Una", "Lucy", 2, 110, true, false},
};

static enum status told_read(struct ctx *ctx, const char *words, struct told **ret_told,
                             size_t *ret_count) {
    struct told *told = ARENA_ARRAY(ctx->arena, struct told, TOLD_MOST);
    struct str rest = str_from(words), word;
    size_t count = 0;
    while (count < TOLD_MOST && str_next_word(&rest, &word))
        if (!conversations_tap_parse(word, &told[count++])) return ERR_INVALID;
    *ret_told = told;
    *ret_count = count;
    return OK;
}

static enum status talk(struct ctx *ctx, struct place_id place, const struct seed_talk *row) {
    const struct instant now = ctx->now;
    struct conversation c = {.words = str_from(row->words),
                             .turns_to_count = row->turns_to,
                             .may_introduce = true,
                             .consent_how = STR("spoken"),
                             .may_be_asked = row->may_be_asked,
                             .sees = {STR_INIT("connector")},
                             .sees_n = 1};
    struct str rest = row->supports ? str_from(row->supports) : STR_NONE, word;
    struct person_id listener, person;
    struct conversation_id id;
    struct told *told;
    TRY(people_seed_find(ctx, place, str_from(row->name), &c.person));
    TRY(people_seed_find(ctx, place, str_from(row->listener), &listener));
    TRY(told_read(ctx, row->told, &told, &c.told_n));
    c.told = told;
    while (c.supports_n < 6 && str_next_word(&rest, &word)) c.supports[c.supports_n++] = word;
    if (row->stand_in) c.sees[c.sees_n++] = STR("stand-in");
    ctx->now.ms -= row->days * DAY_MS;
    ctx->actor.person = listener.v;
    TRY(conversations_keep(ctx, STR_NONE, &c, &id, &person));
    ctx->now = now;
    return OK;
}

enum status conversations_seed(struct ctx *ctx) {
    const struct actor actor = ctx->actor;
    struct place place;
    TRY(places_find_by_name(ctx, STR("Weirside"), &place));
    ctx->actor.place = place.id.v;
    for (size_t i = 0; i < sizeof talks / sizeof *talks; i++)
        TRY(talk(ctx, place.id, &talks[i]));
    ctx->actor = actor;
    return OK;
}
