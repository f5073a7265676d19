/* The questions of the safety checklists, in our own words, and which list asks which. Shared by
   several lists where the matter is the same, so that an answer is kept when the list changes. */
#include "domain/activities/activities_checklist.h"

static const struct checklist_question q_first_aid = {
    "first-aid",
    T_("Is a first-aid kit at hand?"),
    T_("Small cuts and falls happen. A kit in a locked room helps nobody."),
    T_("Ask the hall where theirs is, or bring a small one."),
    NULL};
static const struct checklist_question q_first_aider = {
    "first-aider",
    T_("Does one of you know first aid?"),
    T_("The first minutes count, long before an ambulance is there."),
    T_("Ask who comes along: nurses and carers often do. Free courses are run nearby."),
    "first aid"};
static const struct checklist_question q_phone = {
    "phone",
    T_("Does somebody have a charged phone that works there?"),
    T_("In danger you ring 999. Some halls and paths have no signal."),
    T_("Find the nearest place with signal, or a landline. Tell everybody."),
    NULL};
static const struct checklist_question q_address = {
    "address",
    T_("Could you tell an ambulance where to come?"),
    T_("A postcode saves minutes. In a park, name a gate or a crossing."),
    T_("Write the street and the door on the sign-in sheet."),
    NULL};
static const struct checklist_question q_count = {
    "count",
    T_("Will you know who is there?"),
    T_("In a fire, or when somebody is lost, you must know who to look for."),
    T_("Tick the register first. Count again at the end."),
    NULL};
static const struct checklist_question q_way_out = {
    "way-out",
    T_("Is the way out in a fire clear, and known to all?"),
    T_("Smoke is faster than people. A bag or a chair can block a door."),
    T_("Move what is in the way. A locked fire door: do not begin, ring the hall."),
    NULL};
static const struct checklist_question q_floor = {
    "floor",
    T_("Is the floor dry, and free of wires and bags?"),
    T_("Most people who get hurt slip or trip."),
    T_("Wipe it, tape it, move it. Put bags along one wall."),
    NULL};
static const struct checklist_question q_access = {
    "access",
    T_("Can everybody get in, sit down and reach a toilet?"),
    T_("Who cannot get in does not come again, and tells nobody."),
    T_("Say so on the page of the activity. Ask the hall about a ramp or another door."),
    NULL};
static const struct checklist_question q_needs = {
    "needs",
    T_("Do newcomers get a quiet moment to tell you what you should know?"),
    T_("An allergy, a weak heart, fits, a bad knee: people tell when they are asked kindly and alone."),
    T_("Ask each newcomer at the door. Do not write it where others can read it."),
    NULL};
static const struct checklist_question q_worry = {
    "worry",
    T_("Does everybody who helps know what to do when they worry about somebody?"),
    T_("You do not have to be sure. You have to pass it on, the same day."),
    T_("Tell them who to ask: the name stands on this page. In danger now: ring 999."),
    NULL};
static const struct checklist_question q_alone = {
    "alone",
    T_("Is nobody left to lock up alone?"),
    T_("A fall in an empty hall may be found the next day."),
    T_("Stay until two can go. Or ring somebody when you are home."),
    NULL};
static const struct checklist_question q_insured = {
    "insured",
    T_("Is it insured?"),
    T_("When somebody is hurt, you must not have to pay for it yourself."),
    T_("Ask the hall, or the organisation that helps you, before the first time."),
    NULL};
static const struct checklist_question q_route = {
    "route",
    T_("Did one of you walk the whole way in the last weeks?"),
    T_("Paths change: mud, a shut gate, a dog that is loose."),
    T_("Walk it before the day. Note where one can sit and where one can turn back."),
    NULL};
static const struct checklist_question q_pace = {
    "pace",
    T_("Does the slowest person set the pace?"),
    T_("Who falls behind stops coming."),
    T_("Say at the start that nobody is left. Plan a short way round as well."),
    NULL};
static const struct checklist_question q_back = {
    "back",
    T_("Does one of you walk last?"),
    T_("Then nobody is lost without being missed."),
    T_("Ask a second person to be the last one, with a phone."),
    NULL};
static const struct checklist_question q_roads = {
    "roads",
    T_("Are the roads you cross safe, and can drivers see you?"),
    T_("Most bad accidents on walks happen on roads."),
    T_("Choose a crossing. Wear something bright. In the dark, carry lights."),
    NULL};
static const struct checklist_question q_weather = {
    "weather",
    T_("Do you know from what weather on you call it off?"),
    T_("Ice, storms and heat hurt more people than anything else outdoors."),
    T_("Decide it now. Say who tells people, and until when."),
    NULL};
static const struct checklist_question q_clothes = {
    "clothes",
    T_("Do people know what to wear and to bring?"),
    T_("Flat shoes, a coat and water are most of it."),
    T_("Write it under what to bring, and have a spare bottle of water."),
    NULL};
static const struct checklist_question q_hygiene = {
    "hygiene",
    T_("Does one of you hold a food hygiene certificate?"),
    T_("Food that is cooked for others can make many people ill at once."),
    T_("It is a short course on the web. Until then, cook with somebody who holds one."),
    "food hygiene"};
static const struct checklist_question q_hands = {
    "hands",
    T_("Can everybody wash their hands, with soap?"),
    T_("It is the best way to keep illness from passing on."),
    T_("Bring soap and paper towels. Gel alone does not do for food."),
    NULL};
static const struct checklist_question q_allergens = {
    "allergens",
    T_("Can you say what is in each dish?"),
    T_("Nuts, milk, eggs, fish, gluten and others can kill. People ask, and need a true answer."),
    T_("Keep the packets. Write a card for each dish. Not sure: say that you are not sure."),
    NULL};
static const struct checklist_question q_fridge = {
    "fridge",
    T_("Is cold food kept cold, and hot food hot?"),
    T_("Between fridge and steaming, germs grow within two hours."),
    T_("Bring a cool bag. Throw away what stood out for two hours."),
    NULL};
static const struct checklist_question q_raw = {
    "raw",
    T_("Are raw meat and fish kept apart, with their own board and knife?"),
    T_("Raw chicken is the most common cause of food poisoning."),
    T_("Cook without meat this time. Or buy a second board."),
    NULL};
static const struct checklist_question q_hot = {
    "hot",
    T_("Is there room at the stove, and are knives put away?"),
    T_("Burns and cuts happen where people stand too close."),
    T_("Two at the stove at most. Children sit at the table. Turn handles inwards."),
    NULL};
static const struct checklist_question q_gas = {
    "gas",
    T_("Does one person turn off the stove and look again at the end?"),
    T_("Most kitchen fires begin after the cook has gone."),
    T_("Name that person today. Put a note at the door."),
    NULL};
static const struct checklist_question q_space = {
    "space",
    T_("Did you look over the ground, the nets and the goals?"),
    T_("Glass, holes and loose goals cause the worst injuries in sport."),
    T_("Walk over it before each time. Do not use a goal that can tip."),
    NULL};
static const struct checklist_question q_warm_up = {
    "warm-up",
    T_("Do you begin slowly and end slowly?"),
    T_("Cold muscles tear, above all after fifty."),
    T_("Five minutes of walking and stretching. Ask somebody to lead it."),
    NULL};
static const struct checklist_question q_own_pace = {
    "own-pace",
    T_("May everybody stop or sit out, without a word?"),
    T_("People with a bad heart or a bad knee know best. Pushing hurts."),
    T_("Say it at the start, each time. Put chairs at the side."),
    NULL};
static const struct checklist_question q_stop = {
    "stop",
    T_("Is there a word or a sign at which everybody stops?"),
    T_("When somebody is hurt, seconds count."),
    T_("Choose one and try it out at the start."),
    NULL};
static const struct checklist_question q_agreed = {
    "agreed",
    T_("Did somebody who works there agree to it, and do you know their name?"),
    T_("The people who live there are in their care. They know who is unwell today."),
    T_("Ring before the first visit. Agree day, hour, rooms and how many of you come."),
    NULL};
static const struct checklist_question q_sign_in = {
    "sign-in",
    T_("Do you sign in and out, and wear your name?"),
    T_("In a fire they must know that you are there."),
    T_("Ask at the door. Bring stickers for names."),
    NULL};
static const struct checklist_question q_well = {
    "well",
    T_("Does everybody stay at home with a cold or an upset stomach?"),
    T_("A cold for you can be a hospital bed for them."),
    T_("Say it in each invitation: two days without signs before you come."),
    NULL};
static const struct checklist_question q_yes_each = {
    "yes-each",
    T_("Does each person say yes to the visit, each time?"),
    T_("It is their room and their day. A yes last week is no yes today."),
    T_("Knock, say who you are and ask. A turned head is a no."),
    NULL};
static const struct checklist_question q_no_care = {
    "no-care",
    T_("Do you leave lifting, feeding and medicine to the staff?"),
    T_("Somebody can choke or fall, and you can be hurt too."),
    T_("Say so to all who come along. Ring the bell instead."),
    NULL};
static const struct checklist_question q_no_money = {
    "no-money",
    T_("Does nobody take money, gifts or errands with a bank card?"),
    T_("It keeps both sides free of doubt."),
    T_("Say thank you and no. Tell the staff who offered."),
    NULL};
static const struct checklist_question q_no_tell = {
    "no-tell",
    T_("Does everybody keep what they hear and see there to themselves?"),
    T_("Who lives there, and why, is theirs to tell."),
    T_("Say it before you go in. No photos unless each person and the staff say yes."),
    NULL};
static const struct checklist_question q_gel = {
    "gel",
    T_("Do you clean your hands at each door and each bed?"),
    T_("Germs that live in hospitals are hard to treat."),
    T_("Look for the gel. Sleeves up, no rings or watches, and do not sit on beds."),
    NULL};
static const struct checklist_question q_nurse = {
    "nurse",
    T_("Does the nurse in charge tell you, each time, whom not to visit?"),
    T_("How people are changes within an hour."),
    T_("Go to the desk first. No word from them: no visit."),
    NULL};
static const struct checklist_question q_short = {
    "short",
    T_("Do you stop when somebody is tired?"),
    T_("Ten good minutes do more than an hour."),
    T_("Look at the face. Say when you come again, and go."),
    NULL};
static const struct checklist_question q_facts = {
    "facts",
    T_("Is it clear where what you say comes from, and how old it is?"),
    T_("A wrong fact about health can do harm."),
    T_("Ask a speaker who works in it. Use leaflets with a date on them."),
    NULL};
static const struct checklist_question q_advice = {
    "advice",
    T_("Do you leave advice about one person to a doctor or nurse?"),
    T_("You tell about a thing. You do not know the person."),
    T_("Say it at the start. Have a list of whom to ring."),
    NULL};
static const struct checklist_question q_upset = {
    "upset",
    T_("Is somebody free to sit with a person who is upset?"),
    T_("Illness and loss touch people who never spoke of it."),
    T_("Ask one of you to do nothing else. Find a quiet corner and water."),
    NULL};
static const struct checklist_question q_hear = {
    "hear",
    T_("Can everybody hear, see and follow it, in their language?"),
    T_("Half of what is said is lost without it."),
    T_("Use the microphone. Large print. Ask before who needs another language."),
    NULL};
static const struct checklist_question q_private = {
    "private",
    T_("Is it said that nobody has to tell about themselves?"),
    T_("Some came to listen, and some came for another."),
    T_("Say it at the start, and that what is told stays in the room."),
    NULL};
static const struct checklist_question q_dbs = {
    "dbs",
    T_("Does everybody who is in charge of young people hold a DBS check?"),
    T_("It looks whether somebody must not work with children. The law asks for it in many roles."),
    T_("They may help beside others, and are never in charge. Ask who to apply with: the name stands on this page."),
    "dbs"};
static const struct checklist_question q_two = {
    "two",
    T_("Are two grown-ups there at all times?"),
    T_("It keeps young people safe, and grown-ups free of doubt."),
    T_("Do not begin with one. Ring the second, or call it off."),
    NULL};
static const struct checklist_question q_never_alone = {
    "never-alone",
    T_("Is no grown-up ever alone with a young person, also not in a car or by message?"),
    T_("Harm is done where nobody sees it."),
    T_("Doors open, another grown-up in sight. Write to the parents, not to the child."),
    NULL};
static const struct checklist_question q_parents = {
    "parents",
    T_("Did a parent or carer say yes in writing, with a number to ring?"),
    T_("You need it in an accident, and for anything beyond the usual."),
    T_("Hand out the slip. Without it, the parent stays."),
    NULL};
static const struct checklist_question q_collect = {
    "collect",
    T_("Do you know who may take each young person home?"),
    T_("Not everybody who says they may, may."),
    T_("Ask the parent. Not sure: ring, and wait with the young person and another grown-up."),
    NULL};
static const struct checklist_question q_toilets = {
    "toilets",
    T_("Do toilets and changing rooms need no grown-up to go along?"),
    T_("Young people have a right to be private."),
    T_("Another child goes along, a grown-up waits outside in sight of others."),
    NULL};
static const struct checklist_question q_photos = {
    "photos",
    T_("Is no photo taken or shared without a yes from parent and young person?"),
    T_("A picture can tell where a child is, for years."),
    T_("Ask before. Say no phones in changing rooms."),
    NULL};
static const struct checklist_question q_enough = {
    "enough",
    T_("Are there enough grown-ups for how many come, and for how old they are?"),
    T_("One for eight is usual from age nine; for younger ones, one for six or fewer."),
    T_("Let in as many as you can look after, and say so on the page."),
    NULL};

static const struct checklist_question *const walk[] = {
    &q_route, &q_pace, &q_back, &q_roads, &q_weather, &q_clothes, &q_count, &q_phone,
    &q_first_aid, &q_needs, &q_worry};

static const struct checklist_question *const cooking[] = {
    &q_hygiene, &q_hands, &q_allergens, &q_fridge, &q_raw, &q_hot, &q_gas, &q_floor,
    &q_way_out, &q_first_aid, &q_needs, &q_worry};

static const struct checklist_question *const sport[] = {
    &q_space, &q_warm_up, &q_own_pace, &q_stop, &q_clothes, &q_first_aider, &q_first_aid,
    &q_phone, &q_address, &q_way_out, &q_needs, &q_insured};

static const struct checklist_question *const care_home[] = {
    &q_agreed, &q_sign_in, &q_well, &q_hands, &q_yes_each, &q_no_care, &q_no_money,
    &q_no_tell, &q_way_out, &q_worry};

static const struct checklist_question *const hospital[] = {
    &q_agreed, &q_nurse, &q_sign_in, &q_well, &q_gel, &q_yes_each, &q_no_care, &q_short,
    &q_no_tell, &q_worry};

static const struct checklist_question *const information[] = {
    &q_facts, &q_advice, &q_upset, &q_hear, &q_private, &q_access, &q_way_out, &q_floor,
    &q_count, &q_alone, &q_worry};

static const struct checklist_question *const young_people[] = {
    &q_dbs, &q_two, &q_never_alone, &q_parents, &q_collect, &q_toilets, &q_photos, &q_enough,
    &q_needs, &q_count, &q_first_aider, &q_way_out, &q_insured, &q_worry};

#define OF(list) list, sizeof(list) / sizeof *(list)

const struct checklist_template activities_checklist_templates[] = {
    {"walk", T_("A walk"), OF(walk)},
    {"cooking", T_("Cooking or eating together"), OF(cooking)},
    {"sport", T_("Sport or moving"), OF(sport)},
    {"care home", T_("A visit to a care home"), OF(care_home)},
    {"hospital", T_("A hospital ward"), OF(hospital)},
    {"information", T_("An information session"), OF(information)},
    {"young people", T_("Something for young people"), OF(young_people)},
};
const size_t activities_checklist_templates_n = sizeof activities_checklist_templates / sizeof *activities_checklist_templates;

const struct checklist_template *activities_checklist_template_find(struct str key)
{
    for (size_t i = 0; i < activities_checklist_templates_n; i++)
        if (str_is(key, activities_checklist_templates[i].key)) return &activities_checklist_templates[i];
    return NULL;
}
