/* What people write, in four languages, and what it must suggest. */
#include "domain/vocabulary/vocabulary_own.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>

struct phrase {
    const char *text, *wanted;
};

/* wanted: "concept sense" pairs joined by ", " in order of the text; "+" after a sense = used
 * to. */
static const struct phrase english[] = {
    {"I used to fish with my dad", "fishing love+, by-water love"},
    {"I love knitting and baking cakes", "knitting love, baking love"},
    {"I can't stand football", "football not"},
    {"I can\u2019t stand football but I love knitting", "football not, knitting love"},
    {"not keen on bingo", "bingo not"},
    {"Dancing is not for me", "dance not"},
    {"I would love to learn to play the guitar", "playing-music hope"},
    {"I'd like to try swiming", "swimming hope"},
    {"I can teach chess", "chess gift"},
    {"I used to run a lunch club", "sharing-meals gift+"},
    {"my dad loved fishing", ""},
    {"My son plays cricket.", ""},
    {"my son and I play chess", "chess love"},
    {"me and my dad go fishing", "fishing love"},
    {"I love baking cakes and my husband grows tomatoes", "baking love"},
    {"My wife knits. I love cricket.", "cricket love"},
    {"dunno, telly", "film-tv love"},
    {"gardning and kniting", "growing love, knitting love"},
    {"fihsing and fotography", "fishing love, photography love"},
    {"embroidary", "sewing love"},
    {"wok on the hob", ""},
    {"I walk my dog every day and feed the birds",
     "walking love, dogs love, birdwatching love"},
    {"I can't manage stairs and I've no way of getting there",
     "step-free need, getting-about need"},
    {"I don't need lifts", ""},
    {"I'm free on Tuesdays", ""},
    {"I hate noise", "quiet need"},
    {"looking for someone to talk to, on my own all day", "company need"},
    {"I'm lonely since my husband died", "company need"},
    {"just moved here, don't know anyone", "new-here need"},
    {"I look after my wife", "carer need"},
    {"I'm good with computers", "computer-help gift"},
    {"We have a car park. Booking required. All welcome.", ""},
    {"walking football", "walking-football love"},
    {"growing chillies", "growing-food love"},
    {"I used to hate fishing", ""},
    {"", ""},
    {"   ", ""},
    {"!!! ??? ...", ""},
};
static const struct phrase sensitive[] = {
    {"I go to church every Sunday and the mosque on Friday", ""},
    {"I am in debt and my landlord is evicting me", ""},
    {"I have dementia and depression", ""},
    {"recovering from an addiction to gambling", ""},
    {"grief, bereavement and divorce", ""},
    {"gay and waiting for asylum", ""},
    {"mam d\u0142ugi i depresj\u0119", ""},
    {"mynd i'r capel", ""},
    {"\u0645\u062c\u06be\u06d2 \u0645\u0633\u062c\u062f \u062c\u0627\u0646\u0627 \u067e\u0633\u0646\u062f \u06c1\u06d2",
     ""},
};
static const struct phrase polish[] = {
    {"Lubię wędkarstwo i szachy", "fishing love, chess love"},
    {"nie lubię piłki nożnej", "football not"},
    {"Nie znoszę tańca", "dance not"},
    {"kiedyś śpiewałam w chórze", "singing love+"},
    {"Kiedyś grałem w szachy", "chess love+"},
    {"chciałabym nauczyć się angielskiego", "english hope"},
    {"gotuję i maluję", "cooking love, drawing-painting love"},
    {"mój syn gra w piłkę nożną", ""},
    {"mogę uczyć szydełkowania", "crochet gift"},
    {"Umiem naprawiać rowery", "fixing-bikes gift"},
    {"Gram na gitarze i śpiewam w chórze", "playing-music love, singing love"},
    {"Jestem samotna, nie mam z kim porozmawiać", "company need"},
    {"chodzę na spacery z psem", "walking love, dogs love"},
    {"szukam pracy", "work need"},
    {"ogrudek i kwiaty", "growing love, flowers love"},
    {"moja żona lubi gotować", ""},
};
static const struct phrase welsh[] = {
    {"Dw i'n hoffi garddio", "growing love"},
    {"mae gen i ddiddordeb mewn arddio a chanu", "growing love, singing love"},
    {"dw i ddim yn hoffi pêl-droed", "football not"},
    {"dw i'n casáu dawnsio", "dance not"},
    {"roeddwn i'n arfer pysgota", "fishing love+, by-water love"},
    {"Roeddwn i'n arfer chwarae pêl-droed a chriced", "football love+, cricket love+"},
    {"hoffwn i ddysgu gwau", "knitting hope"},
    {"hoffwn ddysgu coginio", "cooking hope"},
    {"Dw i'n gallu helpu gyda chyfrifiaduron", "computers gift"},
    {"mae fy nhad yn hoffi pysgota", ""},
    {"Dwi'n unig ers symud i'r ardal", "company need, new-here need"},
    {"Rydw i'n mwynhau canu mewn côr", "singing love"},
};
static const struct phrase urdu[] = {
    {"مجھے کرکٹ پسند ہے", "cricket love"},
    {"مجھے فٹ بال پسند نہیں", "football not"},
    {"مجھے کھانا پکانا پسند ہے لیکن کرکٹ پسند نہیں", "cooking love, cricket not"},
    {"میں سلائی سکھا سکتی ہوں", "sewing gift"},
    {"میں پہلے شطرنج کھیلتا تھا", "chess love+"},
    {"میں انگریزی سیکھنا چاہتی ہوں", "english hope"},
    {"میں کھانا پکاتی ہوں", "cooking love"},
    {"میرے والد مچھلی پکڑتے تھے", ""},
    {"میری بیوی کو سلائی پسند ہے", ""},
    {"مجھے شاعری اور کتابیں پڑھنا پسند ہے", "poetry love, reading love"},
    {"مجھے باغبانی کا شوق ہے", "growing love"},
    {"باگبانی", "growing love"},
    {"میں اکیلی رہتی ہوں", "company need"},
};

/* Written before the vocabulary grew to its present size and before the rules were widened. */
static const struct phrase english_more[] = {
    {"I go to parkrun every Saturday", "parkrun love"},
    {"I play the ukelele", "ukulele love"},
    {"can't bear bingo but I'd like to try line dancing", "bingo not, line-dancing hope"},
    {"I could do with a lift to the hospital", "hospital-transport need"},
    {"happy to pick up prescriptions for neighbours", "prescription-collecting gift"},
    {"I mow lawns for people on my street", "lawn-mowing gift"},
    {"my granddaughter goes to brownies", ""},
    {"never been into football", "football not"},
    {"I miss the brass band", "brass-band love+, playing-music love"},
    {"I can do wallpapering", "painting-rooms gift"},
    {"I need help with my CV", "cv-writing need"},
    {"where can I get a school uniform", "school-uniform need"},
    {"Toddler group on Tuesdays", "toddlers love"},
    {"we enjoy a game of dominos and cribbage", "dominoes love, cards love"},
    {"badmington on thursdays", "badminton love"},
    {"I want to improve my English", "english hope"},
    {"I gave up boxing after my knee went", "boxing love+, martial-arts love"},
    {"I love model trains", "model-railways love"},
    {"I need a hearing loop", "hearing-loop need"},
    {"I'm a wheelchair user and need a ramp", "step-free need"},
    {"My husband has a shed full of tools", ""},
    {"I fancy having a go at pottery", "pottery hope"},
    {"beekeeping and chickens", "bees love, chickens love"},
    {"jigsaws, crosswords and a good book", "jigsaws love, quizzes love, reading love"},
    {"volunteering at the food bank", "food-bank gift"},
    {"loved ballroom dancing when I was younger", "ballroom love+"},
    {"table tenis and snoker", "table-tennis love, snooker love"},
    {"I'd love to learn sign language", "sign-language hope"},
    {"I used to coach football", "football gift+"},
    {"I can't read very well", "reading-help need"},
    {"not a fan of yoga, more of a gym person", "yoga not, gym love"},
    {"I do a bit of embroidery and quilting", "sewing love, quilting love"},
    {"litter picking along the canal", "litter-picking love, canals love"},
    {"I get lonely at weekends", "company need"},
    {"I can't get to the shops", "shopping-help need"},
    {"looking for a job", "work need"},
    {"family tree and old photographs", "family-history love, old-photos love"},
    {"Wednesday whist drive", "cards love"},
    {"I'd like to meet other dads", "dads-group hope"},
    {"gardening isn't really my thing", "growing not"},
    {"my mum bakes and I do the icing", "cake-decorating love"},
    {"walking netball and chair yoga", "walking-netball love, chair-yoga love"},
};
static const struct phrase polish_more[] = {
    {"Chodzę na parkrun w soboty", "parkrun love"},
    {"Nie cierpię bingo", "bingo not"},
    {"uwielbiam grać w szachy i warcaby", "chess love, draughts love"},
    {"kiedyś grałem w brydża", "bridge love+, cards love"},
    {"kiedyś chodziłam na basen", "swimming love+"},
    {"szyję i haftuję", "sewing love"},
    {"robię na drutach", "knitting love"},
    {"Moja córka chodzi na balet", ""},
    {"mój mąż wędkuje", ""},
    {"z mężem gramy w karty", "cards love"},
    {"chciałbym nauczyć się grać na ukulele", "ukulele hope"},
    {"chciałabym uczyć się języka walijskiego", "welsh hope"},
    {"mogę nauczyć robienia na drutach", "knitting gift"},
    {"mogę wyprowadzać psy", "dog-walking-help gift"},
    {"potrzebuję pomocy z zakupami", "shopping-help need"},
    {"potrzebuję tłumacza", "interpreter-needed need"},
    {"nie potrzebuję podwiezienia", ""},
    {"szukam kursu angielskiego", "esol hope"},
    {"jeżdżę na rowerze", "cycling love"},
    {"jeździłem na rowerze całe życie", "cycling love+"},
    {"wędkarstwem interesuję się od dziecka", "fishing love"},
    {"piekę chleb i ciasta", "bread love, baking love"},
    {"Mam kury i pszczoły", "chickens love, bees love"},
    {"gram w tenisa stołowego", "table-tennis love"},
    {"lubie badmintona", "badminton love"},
    {"siatkowka i koszykowka", "volleyball love, basketball love"},
    {"fotografia i filmowanie", "photography love, video-making love"},
    {"nie przepadam za gotowaniem", "cooking not"},
    {"śpiewanie to nie dla mnie", "singing not"},
    {"czytam książki kryminalne", "reading love"},
    {"chodziłem do klubu książki", "book-club love+"},
    {"zbieram znaczki", "stamps-coins love"},
    {"układam puzzle", "jigsaws love"},
    {"jestem na wózku", "step-free need"},
    {"nie mogę wchodzić po schodach", "step-free need"},
    {"nie mam samochodu", "getting-about need"},
    {"szukam pracy i pomocy z CV", "work need, cv-writing need"},
    {"samotna matka z dwójką dzieci", "single-parent need"},
    {"czuję się samotny", "company need"},
    {"mieszkam tu od niedawna", "new-here need"},
    {"moja mama robiła na drutach", ""},
    {"wolontariat w banku żywności", "food-bank gift"},
    {"uprawiam warzywa na działce", "growing-food love, allotment love"},
    {"ogrodnictwo i hodowla pszczuł", "growing love, bees love"},
    {"szydelkowanie", "crochet love"},
    {"wycieczki w góry", "hill-walking love"},
    {"śpiewam gospel", "gospel love"},
    {"malarstwo i rzeźba", "drawing-painting love, sculpture love"},
    {"moi wnukowie grają w piłkę", ""},
    {"opieka nad psem sąsiada", "pet-help gift"},
};
static const struct phrase welsh_more[] = {
    {"Dw i'n mynd i parkrun bob bore Sadwrn", "parkrun love"},
    {"Rwy'n mwynhau gwnïo", "sewing love"},
    {"dw i'n hoffi beicio mynydd", "mountain-biking love"},
    {"mwynhau cerdded bryniau", "hill-walking love"},
    {"dwi'n licio rygbi", "rugby love"},
    {"ddim yn mwynhau dawnsio", "dance not"},
    {"dim diddordeb mewn bingo", "bingo not"},
    {"hoffwn i ddysgu Cymraeg", "welsh hope"},
    {"hoffwn ddysgu chwarae'r delyn", "harp hope"},
    {"isio dysgu nofio", "swimming hope"},
    {"roeddwn i'n arfer canu", "singing love+"},
    {"o'n i'n arfer rhedeg", "running love+"},
    {"roedden ni'n arfer gwersylla", "camping love+"},
    {"galla i helpu gyda garddio", "growing gift"},
    {"gallaf ddysgu crosio", "crochet gift"},
    {"fedra i ddysgu gwau i bobl", "knitting gift"},
    {"mae fy mam yn gwau", ""},
    {"mae fy mab yn chwarae criced", ""},
    {"fi a fy nhad yn pysgota", "fishing love"},
    {"dw i angen help gyda ffurflenni", "form-filling need"},
    {"dwi angen lifft i'r ysbyty", "hospital-transport need"},
    {"does dim angen lifft arna i", ""},
    {"methu dringo grisiau", "step-free need"},
    {"cadair olwyn", "step-free need"},
    {"dwi'n teimlo'n unig", "company need"},
    {"newydd symud yma", "new-here need"},
    {"gofalu am fy ngŵr", "carer need"},
    {"chwilio am waith", "work need"},
    {"bore coffi", "coffee-mornings love"},
    {"clwb llyfrau", "book-club love"},
    {"grwp babanod a phlant bach", "toddlers love"},
    {"cadw gwenyn a ieir", "bees love, chickens love"},
    {"tynnu lluniau", "photography love"},
    {"pysgotta", "fishing love"},
    {"gardio a choginnio", "growing love, cooking love"},
    {"ffotograffieth", "photography love"},
    {"dwi wrth fy modd efo jig-sos", "jigsaws love"},
    {"badminton a thennis bwrdd", "badminton love, table-tennis love"},
    {"dawnsio gwerin", "folk-dance love"},
    {"clocsio", "clog-dance love"},
    {"casglu sbwriel ar lan y gamlas", "litter-picking love, canals love"},
    {"hanes lleol ac achau", "history love, family-history love"},
    {"barddoniaeth a chynganeddu", "poetry love"},
    {"côr meibion", "singing love"},
    {"cwis tafarn", "pub-quiz love"},
    {"dwi'n gwirfoddoli yn y banc bwyd", "food-bank gift"},
    {"mynd â'r ci am dro", "dog-walking love"},
    {"cyrsiau Saesneg", "esol love"},
    {"ioga cadair", "chair-yoga love"},
    {"dw i'n casáu coginio ond dw i'n caru pobi", "cooking not, baking love"},
    {"crefftau a cherameg", "crafts love, pottery love"},
    {"sied dynion", "mens-shed love"},
    {"trwsio beics", "fixing-bikes love"},
    {"hen luniau", "old-photos love"},
    {"chwarae dartiau a snwcer", "darts love, snooker love"},
};
static const struct phrase urdu_more[] = {
    {"مجھے بیڈمنٹن پسند ہے", "badminton love"},
    {"مجھے کبڈی کا شوق ہے", "kabaddi love"},
    {"میں ٹیبل ٹینس کھیلتا ہوں", "table-tennis love"},
    {"مجھے یوگا پسند نہیں", "yoga not"},
    {"مجھے بنگو میں دلچسپی نہیں", "bingo not"},
    {"میں پہلے کرکٹ کھیلتا تھا", "cricket love+"},
    {"میں جوانی میں باکسنگ کرتا تھا", "boxing love+, martial-arts love"},
    {"میں تیرنا سیکھنا چاہتی ہوں", "swimming hope"},
    {"میں کمپیوٹر سیکھنا چاہتا ہوں", "computers hope"},
    {"میں اردو پڑھا سکتی ہوں", "urdu gift"},
    {"میں عربی سکھا سکتا ہوں", "arabic gift"},
    {"میں قرآن پڑھا سکتی ہوں", ""},
    {"میرا بیٹا فٹ بال کھیلتا ہے", ""},
    {"میری بہن کو کڑھائی پسند ہے", ""},
    {"میں دوست کے ساتھ کیرم کھیلتا ہوں", "carrom love"},
    {"مجھے قوالی اور غزل سننا پسند ہے", "qawwali love"},
    {"مجھے بیکنگ اور کیک بنانا پسند ہے", "baking love"},
    {"میں مرغیاں پالتی ہوں", "chickens love"},
    {"سبزیاں اگانا", "growing-food love"},
    {"مجھے فارم بھرنے میں مدد چاہیے", "form-filling need"},
    {"مجھے ترجمان چاہیے", "interpreter-needed need"},
    {"مجھے ہسپتال جانے کے لیے سواری چاہیے", "hospital-transport need"},
    {"مجھے سواری کی ضرورت نہیں", ""},
    {"میں سیڑھیاں نہیں چڑھ سکتی", "step-free need"},
    {"میں وہیل چیئر استعمال کرتا ہوں", "step-free need"},
    {"میں اکیلا ہوں", "company need"},
    {"میں یہاں نیا ہوں", "new-here need"},
    {"میں نوکری ڈھونڈ رہا ہوں", "work need"},
    {"میں اپنی ماں کی دیکھ بھال کرتی ہوں", "carer need"},
    {"ماں اور بچوں کا گروپ", "toddlers love"},
    {"خواتین کا گروپ", "womens-group love"},
    {"پارک میں چہل قدمی", "parks love, walking love"},
    {"شترنج", "chess love"},
    {"فوٹوگرافی", "photography love"},
    {"فوٹو گرافی", "photography love"},
    {"باغبانی اور شہد کی مکھیاں", "growing love, bees love"},
    {"سلائی کڑھائی", "sewing love"},
    {"مہندی لگانا", "beauty love"},
    {"میں مہندی لگا سکتی ہوں", "beauty gift"},
    {"مجھے بھنگڑا پسند ہے", "bhangra love"},
    {"لائبریری", "library love"},
    {"مجھے ناول پڑھنے کا شوق ہے", "reading love"},
    {"افسانے لکھنا", "writing love"},
    {"مجھے سائیکل چلانا پسند تھا", "cycling love+"},
    {"انگریزی کی کلاس", "esol love"},
    {"ٹیپ بال کرکٹ", "tapeball love"},
    {"میں لوگوں کے لیے ترجمہ کر سکتا ہوں", "interpreting gift"},
    {"میں پڑوسیوں کا سودا لا سکتا ہوں", "errands gift"},
    {"مجھے موٹر سائیکل پسند ہے", "motorbikes love"},
    {"پرانی گاڑیاں", "classic-cars love"},
    {"میں کھانا پکانا سکھا سکتی ہوں", "cooking gift"},
};

static const char *const senses[] = {"love", "gift", "hope", "need", "not"};

static struct arena arena;
static const struct vocabulary *v;

static struct str chips_of(const char *text, const struct locale *language) {
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    size_t n =
        vocabulary_link(v, &arena, str_from(text), language, chips, VOCABULARY_CHIPS, NULL);
    struct buf buf;
    buf_init(&buf, &arena, 4096);
    for (size_t i = 0; i < n; i++)
        buf_printf(&buf, "%s%.*s %s%s", i ? ", " : "",
                   STR_ARG(vocabulary_concept(v, chips[i].concept)->code),
                   senses[chips[i].sense], chips[i].used_to ? "+" : "");
    return buf_str(&buf);
}

static void expect_all(const struct phrase *phrases, size_t count,
                       const struct locale *language) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct str got = chips_of(phrases[i].text, language);
        if (str_is(got, phrases[i].wanted) || (got.len == 0 && phrases[i].wanted[0] == '\0'))
            continue;
        print_error("\"%s\"\n   wanted: %s\n   got:    %.*s\n", phrases[i].text,
                    phrases[i].wanted, STR_ARG(got));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

#define EXPECT(phrases, language)                                                              \
    expect_all(phrases, sizeof phrases / sizeof *phrases, language)

static void test_english(void **state) {
    (void)state;
    EXPECT(english, NULL);
    EXPECT(english_more, NULL);
}
static void test_sensitive(void **state) {
    (void)state;
    EXPECT(sensitive, NULL);
}
static void test_polish(void **state) {
    (void)state;
    EXPECT(polish, NULL);
    EXPECT(polish_more, NULL);
    EXPECT(polish, text_locale(TEXT_PL));
    EXPECT(polish_more, text_locale(TEXT_PL));
}
static void test_welsh(void **state) {
    (void)state;
    EXPECT(welsh, NULL);
    EXPECT(welsh_more, NULL);
    EXPECT(welsh, text_locale(TEXT_CY));
    EXPECT(welsh_more, text_locale(TEXT_CY));
}
static void test_urdu(void **state) {
    (void)state;
    EXPECT(urdu, NULL);
    EXPECT(urdu_more, NULL);
    EXPECT(urdu, text_locale(TEXT_UR));
    EXPECT(urdu_more, text_locale(TEXT_UR));
}

static struct vocabulary_chip first_chip(const char *text) {
    struct vocabulary_chip chips[VOCABULARY_CHIPS];
    assert_true(
        vocabulary_link(v, &arena, str_from(text), NULL, chips, VOCABULARY_CHIPS, NULL) > 0);
    return chips[0];
}

static void test_certainty_and_span(void **state) {
    (void)state;
    struct vocabulary_chip chip = first_chip("we love knitting here");
    assert_true(chip.certainty == 1.0);
    assert_str(chip.span, "knitting");
    assert_int_equal(chip.from, 8);
    assert_int_equal(chip.to, 16);
    assert_true(first_chip("we walked a lot").certainty == .95);
    assert_true(first_chip("some kniting").certainty == .7);
    assert_true(first_chip("some knittinng").certainty == .7);
}

static void test_ceiling(void **state) {
    (void)state;
    struct str text = STR(
        "knitting, baking, chess, fishing, football, cricket, singing, poetry, dominoes, pottery");
    struct vocabulary_chip chips[20];
    assert_int_equal(vocabulary_link(v, &arena, text, NULL, chips, 6, NULL), 6);
    assert_int_equal(vocabulary_link(v, &arena, text, NULL, chips, 20, NULL), 10);
    assert_int_equal(vocabulary_link(v, &arena, text, NULL, chips, 0, NULL), 0);
    for (int i = 1; i < 10; i++) assert_true(chips[i].from > chips[i - 1].from);
}

static void test_unlinked(void **state) {
    (void)state;
    struct vocabulary_chip chips[6];
    struct str left;
    vocabulary_link(v, &arena, STR("I love knitting and theremin"), NULL, chips, 6, &left);
    assert_str(left, "theremin");
}

static void test_assets(void **state) {
    (void)state;
    struct vocabulary_link found[4];
    size_t n = vocabulary_link_asset(v, &arena, STR("Knit and Natter"),
                                     STR("Tea, cake and a chat. Bring your wool."), found, 4);
    assert_true(n >= 1 && n <= 4);
    assert_true(found[0].concept.v == vocabulary_find(v, STR("knitting")).v &&
                found[0].quality == 50);
    n = vocabulary_link_asset(v, &arena, STR("Saturday at the pond"),
                              STR("Rods lent to beginners"), found, 4);
    assert_true(n == 1 && found[0].concept.v == vocabulary_find(v, STR("fishing")).v);
    n = vocabulary_link_asset(v, &arena, STR("Memory Cafe"),
                              STR("For people living with dementia"), found, 4);
    assert_true(n >= 1 && found[0].concept.v == vocabulary_find(v, STR("dementia")).v);
    assert_int_equal(vocabulary_link_asset(v, &arena, STR("Church Hall, Mill Lane"),
                                           STR("Car park at the back."), found, 4),
                     0);
    assert_int_equal(vocabulary_link_asset(v, &arena, STR_NONE, STR_NONE, found, 4), 0);
}

struct listing {
    const char *name, *description, *wanted; /* the first concept, "" = none */
};
/* Names are full of places; descriptions name languages, offices and other tongues. */
static const struct listing listings[] = {
    {"Hockley and Ladywood", "", ""},
    {"Stirling together", "", ""},
    {"Biggleswade Volnteers", "", "helping"},
    {"Ambition Youth Centre", "", "youth-club"},
    {"Mutual Aid Arbroath", "", "good-neighbour"},
    {"Kings Heath Stay and Play", "", "stay-and-play"},
    {"Men's Shed", "Tools and tea.", "mens-shed"},
    {"Friday drop-in", "Spanish and Somali are spoken here.", "drop-in"},
    {"Women's clinic", "Doctors will see you.", "gp-dentist"},
    {"Beginners", "Spanish is spoken", "own-language"},
    {"Spanish for beginners", "", "french"},
    {"Food stamps", "", "food-help"},
    {"Verein", "Wir fahren einen Lift von Haus zu Haus und bringen Hilfe in das Dorf", ""},
    {"Clwb Garddio", "", "growing"},
    {"Klub Szachowy", "", "chess"},
    {"Sadwrn", "Dewch i wau gyda ni yn y neuadd", "knitting"},
    {"Open day", "A programme of talks will be listed", ""},
    {"Community fridge", "", "community-fridge"},
    {"Community centre", "Hall hire and meeting rooms for hire", "community-centre"},
    {"Chair yoga", "Step-free, near the bus, no booking needed", "chair-yoga"},
};

static void test_listings(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++) {
        struct vocabulary_link found[4];
        size_t n = vocabulary_link_asset(v, &arena, str_from(listings[i].name),
                                         str_from(listings[i].description), found, 4);
        struct str got = n ? vocabulary_concept(v, found[0].concept)->code : STR("");
        if (str_is(got, listings[i].wanted)) continue;
        print_error("%s: wanted %s, got %.*s\n", listings[i].name, listings[i].wanted,
                    STR_ARG(got));
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_distance(void **state) {
    (void)state;
    const uint16_t fish[] = {'f', 'i', 's', 'h'}, fihs[] = {'f', 'i', 'h', 's'},
                   dish[] = {'d', 'i', 's', 'h', 'y'};
    assert_int_equal(vocabulary_distance(fish, 4, fish, 4, 2), 0);
    assert_int_equal(vocabulary_distance(fish, 4, fihs, 4, 2), 1);
    assert_int_equal(vocabulary_distance(fish, 4, dish, 5, 2), 2);
    assert_int_equal(vocabulary_distance(fish, 4, dish, 5, 1),
                     2); /* beyond the limit: limit + 1 */
    assert_int_equal(vocabulary_distance(fish, 4, dish, 0, 2), 3);
}

/* Long and strange input: bounded, and the answer still points into the text. */
static void test_much(void **state) {
    (void)state;
    struct buf buf;
    buf_init(&buf, &arena, (size_t)1 << 20);
    for (int i = 0; i < 20000; i++) buf_puts(&buf, i % 3 ? "knitting " : "\xff\xd8 ");
    struct vocabulary_chip chips[6];
    size_t n = vocabulary_link(v, &arena, buf_str(&buf), NULL, chips, 6, NULL);
    assert_int_equal(n, 1);
    assert_str(chips[0].span, "knitting");
}

static int open_vocabulary(void **state) {
    (void)state;
    arena_init(&arena, (size_t)256 << 20);
    struct str why = STR_NONE;
    enum status status = vocabulary_open(&arena, &v, &why);
    if (status != OK) print_error("%.*s\n", STR_ARG(why));
    return status == OK ? 0 : -1;
}

static int close_vocabulary(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),  cmocka_unit_test(test_sensitive),
        cmocka_unit_test(test_polish),   cmocka_unit_test(test_welsh),
        cmocka_unit_test(test_urdu),     cmocka_unit_test(test_certainty_and_span),
        cmocka_unit_test(test_ceiling),  cmocka_unit_test(test_unlinked),
        cmocka_unit_test(test_assets),   cmocka_unit_test(test_listings),
        cmocka_unit_test(test_distance), cmocka_unit_test(test_much),
    };
    return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
