/* Lines as people text them, in four languages, and what is read of them. */
#include "domain/credits/credits_line.h"
#include "testing/testing.h"

#include <stdio.h>
#include <string.h>

/* wanted: "MINUTES gave|received WHAT / WHO"; "" = no telling. "many": two amounts. */
static const struct { const char *text, *wanted; } lines[] = {
    /* English */
    {"2 GARDEN DEV", "120 gave garden / Dev"},
    {"2 garden dev", "120 gave garden / dev"},
    {"2 hours garden with Dev", "120 gave garden / Dev"},
    {"Dev 2h garden", "120 gave garden / Dev"},
    {"1.5 lift pearl", "90 gave lift / pearl"},
    {"1½ hours lift Pearl", "90 gave lift / Pearl"},
    {"half an hour shopping Grace", "30 gave shopping / Grace"},
    {"Half hour shopping for Grace", "30 gave shopping / Grace"},
    {"30 min ironing with Joan", "30 gave ironing / Joan"},
    {"30 ironing Joan", "30 gave ironing / Joan"},
    {"45mins shopping Mrs Khan", "45 gave shopping / Mrs Khan"},
    {"an hour and a half gardening for Dev", "90 gave gardening / Dev"},
    {"1 and a half hours gardening for Dev", "90 gave gardening / Dev"},
    {"1 hour 15 minutes shopping Grace", "75 gave shopping / Grace"},
    {"1h30 shopping Grace", "90 gave shopping / Grace"},
    {"2hrs30 shopping Grace", "150 gave shopping / Grace"},
    {"three quarters of an hour lift for Pearl", "45 gave lift / Pearl"},
    {"quarter of an hour bins Joan", "15 gave bins / Joan"},
    {"got 2 garden Dev", "120 received garden / Dev"},
    {"2 hours garden from Dev", "120 received garden / Dev"},
    {"Dev gave me 2 garden", "120 received garden / Dev"},
    {"Dev helped me 2 hours in the garden", "120 received garden / Dev"},
    {"I gave Dev 2 hours garden", "120 gave garden / Dev"},
    {"I helped Grace with shopping 1 hour", "60 gave shopping / Grace"},
    {"thank you Dev 2 hours garden", "120 received garden / Dev"},
    {"Thanks to Pearl, 1 hour lift", "60 received lift / Pearl"},
    {"Did 2 hrs of gardening with Dev today", "120 gave gardening / Dev"},
    {"yesterday 2 hours garden Dev", "120 gave garden / Dev"},
    {"2 hours gardening with my neighbour", "120 gave gardening / neighbour"},
    {"2 huors garden Dev", "120 gave garden / Dev"},
    {"two hours knitting with Amina", "120 gave knitting / Amina"},
    {"Two hours cooking, Lucy", "120 gave cooking / Lucy"},
    {"2h garden", "120 gave garden / "},
    {"2 hours Dev", "120 gave  / Dev"},
    {"2 hours garden dev.", "120 gave garden / dev"},
    {"a couple of hours garden with Dev", "120 gave garden / Dev"},
    {"0.25h chat Joan", "15 gave chat / Joan"},
    {"2:30 garden Dev", "150 gave garden / Dev"},
    {"Had 1 hour cleaning from Rose", "60 received cleaning / Rose"},
    {"1 hour plumming Dev", "60 gave plumming / Dev"},
    {"24 hours garden Dev 1 hour shopping Grace", "many"},
    {"2 hours bus stop visit Dev", "120 gave bus stop visit / Dev"},
    /* Welsh */
    {"2 awr garddio Dev", "120 gave garddio / Dev"},
    {"dwy awr garddio gyda Dev", "120 gave garddio / Dev"},
    {"hanner awr siopa i Grace", "30 gave siopa / Grace"},
    {"awr a hanner siopa efo Grace", "90 gave siopa / Grace"},
    {"30 munud lifft Pearl", "30 gave lifft / Pearl"},
    {"2 awr garddio gan Dev", "120 received garddio / Dev"},
    {"Rhoddodd Dev i mi 2 awr garddio", "120 received garddio / Dev"},
    {"Diolch Dev 1 awr coginio", "60 received coginio / Dev"},
    {"cefais 2 awr garddio gan Dev ddoe", "120 received garddio / Dev"},
    {"chwarter awr sgwrs Joan", "15 gave sgwrs / Joan"},
    /* Polish */
    {"2 godziny ogród z Devem", "120 gave ogród / Devem"},
    {"2 godz. ogród Dev", "120 gave ogród / Dev"},
    {"pół godziny zakupy dla Grace", "30 gave zakupy / Grace"},
    {"półtorej godziny sprzątanie Joan", "90 gave sprzątanie / Joan"},
    {"1,5 godz gotowanie z Aminą", "90 gave gotowanie / Aminą"},
    {"dwie i pół godziny ogród Dev", "150 gave ogród / Dev"},
    {"30 minut zakupy Grace", "30 gave zakupy / Grace"},
    {"kwadrans zakupy Grace", "15 gave zakupy / Grace"},
    {"dostałam 2 godziny ogród od Deva", "120 received ogród / Deva"},
    {"Dziękuję Dev 2 godziny ogród", "120 received ogród / Dev"},
    {"pomogłem Grace 1 godzinę zakupy", "60 gave zakupy / Grace"},
    /* Urdu */
    {"2 گھنٹے باغ دیو", "120 gave باغ / دیو"},
    {"۲ گھنٹے باغبانی دیو کے ساتھ", "120 gave باغبانی / دیو"},
    {"٢ گھنٹے باغ دیو", "120 gave باغ / دیو"},
    {"دو گھنٹے باغ دیو کے لیے", "120 gave باغ / دیو"},
    {"آدھا گھنٹہ خریداری گریس", "30 gave خریداری / گریس"},
    {"ڈیڑھ گھنٹہ صفائی جون کے ساتھ", "90 gave صفائی / جون"},
    {"ساڑھے تین گھنٹے باغ دیو", "210 gave باغ / دیو"},
    {"۳۰ منٹ صفائی جون", "30 gave صفائی / جون"},
    {"دیو سے ۲ گھنٹے باغ", "120 received باغ / دیو"},
    {"دیو نے مجھے 2 گھنٹے باغ دیے", "120 received باغ / دیو"},
    {"2 ghante bagh Dev ke saath", "120 gave bagh / Dev"},
    {"Dev ne 2 ghante bagh", "120 received bagh / Dev"},
    /* other texts, which are not ours */
    {"YES K7F3QX", ""},
    {"K7F3QX yes", ""},
    {"yes 2", ""},
    {"NO 3K7QX", ""},
    {"3K7QX", ""},
    {"K7F 3QX", ""},
    {"no 2 hours garden Dev is wrong", ""},
    {"Stop 2 hours garden", ""},
    {"nie 2 godziny ogród Dev", ""},
    {"tak", ""},
    {"RING ME", ""},
    {"ring me at 2", ""},
    {"ring me in 2 hours", ""},
    {"see you at 10 with Dev", ""},
    {"I am running 2 hours late", ""},
    {"2 hours", ""},
    {"2", ""},
    {"garden Dev", ""},
    {"can Dev do 2 hours garden", ""},
    {"2 hours garden Dev?", ""},
    {"my mum came 2 hours ago", ""},
    {"we were 3 - 2 up", ""},
    {"it was 2 good 4 me", ""},
    {"I didn't do 2 hours garden", ""},
    {"the bus goes every 30 min from Dev", ""},
    {"", ""},
    {"   ", ""},
};

static struct arena arena;

static const char *read_as(const struct vocabulary *v, const char *text)
{
    struct credits_line line;
    if (!credits_line_parse(&arena, v, str_from(text), &line)) return "";
    if (line.many) return "many";
    return str_c(&arena, str_printf(&arena, "%lld %s %.*s / %.*s", (long long)line.minutes, line.received ? "received" : "gave",
                                    STR_ARG(line.what), STR_ARG(line.who)));
}

static void the_table(void **state)
{
    const struct vocabulary *v;
    int wrong = 0;
    (void)state;
    arena_init(&arena, (size_t)512 << 20);
    assert_int_equal(vocabulary_open(&arena, &v, NULL), OK);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *is = read_as(v, lines[i].text);
        if (strcmp(is, lines[i].wanted) == 0) continue;
        fprintf(stderr, "  %s\n    wanted: %s\n    is:     %s\n", lines[i].text, lines[i].wanted, is);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    arena_release(&arena);
}

static void small_things(void **state)
{
    const struct vocabulary *v;
    struct credits_line line;
    char many[600];
    (void)state;
    arena_init(&arena, (size_t)128 << 20);
    assert_int_equal(vocabulary_open(&arena, &v, NULL), OK);
    assert_true(credits_line_parse(&arena, v, STR("2 godziny ogród z Devem"), &line));
    assert_true(str_is(line.who_bare, "Dev"));
    assert_true(credits_line_parse(&arena, v, STR("1,5 godz gotowanie z Aminą"), &line));
    assert_true(str_is(line.who_bare, "Amina"));
    assert_true(credits_line_parse(&arena, v, STR("2 hours garden Dev yesterday"), &line));
    assert_true(line.yesterday && !line.who_bare.ptr);
    memset(many, 'x', sizeof many);
    memcpy(many, "2 hours ", 8);
    assert_false(credits_line_parse(&arena, v, str_of(many, sizeof many), &line));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_table), cmocka_unit_test(small_things)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
