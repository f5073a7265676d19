/* The words around an hour, in English, Welsh, Polish and Urdu (also Urdu in Latin letters). They are
   compared folded: without accents, in lower case. Drafts, but English: to be read by speakers. */
#include "domain/credits/credits_line.h"

/* clang-format off: a line holds what belongs together */
const struct line_word credits_line_words[] = {
    /* how many: in sixtieths, so that halves are whole */
    {"one", LINE_NUMBER, 60}, {"two", LINE_NUMBER, 120}, {"three", LINE_NUMBER, 180}, {"four", LINE_NUMBER, 240}, {"five", LINE_NUMBER, 300},
    {"six", LINE_NUMBER, 360}, {"seven", LINE_NUMBER, 420}, {"eight", LINE_NUMBER, 480}, {"ten", LINE_NUMBER, 600}, {"couple", LINE_NUMBER, 120},
    {"twenty", LINE_NUMBER, 1200}, {"thirty", LINE_NUMBER, 1800}, {"forty", LINE_NUMBER, 2400}, {"fifteen", LINE_NUMBER, 900},
    {"un", LINE_NUMBER, 60}, {"dwy", LINE_NUMBER, 120}, {"dau", LINE_NUMBER, 120}, {"tair", LINE_NUMBER, 180}, {"tri", LINE_NUMBER, 180},
    {"pedair", LINE_NUMBER, 240}, {"pedwar", LINE_NUMBER, 240}, {"pump", LINE_NUMBER, 300}, {"chwech", LINE_NUMBER, 360},
    {"jedna", LINE_NUMBER, 60}, {"jedną", LINE_NUMBER, 60}, {"dwie", LINE_NUMBER, 120}, {"dwa", LINE_NUMBER, 120}, {"trzy", LINE_NUMBER, 180},
    {"cztery", LINE_NUMBER, 240}, {"pięć", LINE_NUMBER, 300}, {"sześć", LINE_NUMBER, 360}, {"półtorej", LINE_NUMBER, 90}, {"półtora", LINE_NUMBER, 90},
    {"ایک", LINE_NUMBER, 60}, {"دو", LINE_NUMBER, 120}, {"تین", LINE_NUMBER, 180}, {"چار", LINE_NUMBER, 240}, {"پانچ", LINE_NUMBER, 300},
    {"چھ", LINE_NUMBER, 360}, {"ڈیڑھ", LINE_NUMBER, 90}, {"ڈھائی", LINE_NUMBER, 150}, {"سوا", LINE_NUMBER, 75}, {"پون", LINE_NUMBER, 45}, {"بیس", LINE_NUMBER, 1200}, {"تیس", LINE_NUMBER, 1800},
    {"ek", LINE_NUMBER, 60}, {"teen", LINE_NUMBER, 180}, {"chaar", LINE_NUMBER, 240}, {"dedh", LINE_NUMBER, 90}, {"dhai", LINE_NUMBER, 150},
    /* hours */
    {"h", LINE_HOUR, 0}, {"hr", LINE_HOUR, 0}, {"hrs", LINE_HOUR, 0}, {"hour", LINE_HOUR, 0}, {"hours", LINE_HOUR, 0}, {"houer", LINE_HOUR, 0}, {"huor", LINE_HOUR, 0},
    {"huors", LINE_HOUR, 0}, {"houres", LINE_HOUR, 0}, {"horus", LINE_HOUR, 0}, {"awr", LINE_HOUR, 0}, {"oriau", LINE_HOUR, 0}, {"godz", LINE_HOUR, 0},
    {"godzina", LINE_HOUR, 0}, {"godzinę", LINE_HOUR, 0}, {"godziny", LINE_HOUR, 0}, {"godzin", LINE_HOUR, 0}, {"godzinka", LINE_HOUR, 0}, {"godzinkę", LINE_HOUR, 0},
    {"گھنٹہ", LINE_HOUR, 0}, {"گھنٹے", LINE_HOUR, 0}, {"گھنٹا", LINE_HOUR, 0}, {"گھنٹوں", LINE_HOUR, 0}, {"ghanta", LINE_HOUR, 0}, {"ghante", LINE_HOUR, 0}, {"ghantay", LINE_HOUR, 0},
    /* minutes */
    {"m", LINE_MINUTE, 0}, {"min", LINE_MINUTE, 0}, {"mins", LINE_MINUTE, 0}, {"minute", LINE_MINUTE, 0}, {"minutes", LINE_MINUTE, 0}, {"munud", LINE_MINUTE, 0}, {"funud", LINE_MINUTE, 0}, {"munudau", LINE_MINUTE, 0},
    {"minut", LINE_MINUTE, 0}, {"minuty", LINE_MINUTE, 0}, {"minutę", LINE_MINUTE, 0}, {"منٹ", LINE_MINUTE, 0}, {"minat", LINE_MINUTE, 0},
    /* halves and quarters */
    {"half", LINE_HALF, 0}, {"hanner", LINE_HALF, 0}, {"pół", LINE_HALF, 0}, {"آدھا", LINE_HALF, 0}, {"آدھ", LINE_HALF, 0}, {"آدھے", LINE_HALF, 0}, {"aadha", LINE_HALF, 0}, {"adha", LINE_HALF, 0},
    {"quarter", LINE_QUARTER, 0}, {"quarters", LINE_QUARTER, 0}, {"chwarter", LINE_QUARTER, 0}, {"kwadrans", LINE_AMOUNT, 15}, {"ساڑھے", LINE_PLUS_HALF, 0}, {"saadhe", LINE_PLUS_HALF, 0}, {"sadhe", LINE_PLUS_HALF, 0},
    /* small words */
    {"and", LINE_AND, 0}, {"a", LINE_AND, 0}, {"ac", LINE_AND, 0}, {"i", LINE_I, 0}, {"oraz", LINE_AND, 0}, {"اور", LINE_AND, 0}, {"aur", LINE_AND, 0}, {"plus", LINE_AND, 0},
    {"an", LINE_FILL, 0}, {"the", LINE_FILL, 0}, {"of", LINE_FILL, 0}, {"o", LINE_FILL, 0}, {"my", LINE_FILL, 0}, {"his", LINE_FILL, 0}, {"her", LINE_FILL, 0}, {"our", LINE_FILL, 0}, {"their", LINE_FILL, 0},
    {"on", LINE_FILL, 0}, {"today", LINE_FILL, 0}, {"did", LINE_FILL, 0}, {"done", LINE_FILL, 0}, {"just", LINE_FILL, 0}, {"about", LINE_FILL, 0}, {"some", LINE_FILL, 0}, {"was", LINE_FILL, 0},
    {"were", LINE_FILL, 0}, {"hi", LINE_FILL, 0}, {"hello", LINE_FILL, 0}, {"it", LINE_FILL, 0}, {"heddiw", LINE_FILL, 0}, {"y", LINE_FILL, 0}, {"yr", LINE_FILL, 0}, {"yn", LINE_FILL, 0}, {"ei", LINE_FILL, 0}, {"wedi", LINE_FILL, 0},
    {"w", LINE_FILL, 0}, {"we", LINE_I, 0}, {"na", LINE_FILL, 0}, {"ze", LINE_WITH, 0}, {"dziś", LINE_FILL, 0}, {"dzisiaj", LINE_FILL, 0}, {"w", LINE_FILL, 0}, {"u", LINE_TO, 0},
    {"آج", LINE_FILL, 0}, {"aaj", LINE_FILL, 0}, {"میں", LINE_I, 0}, {"mein", LINE_I, 0}, {"main", LINE_I, 0}, {"maine", LINE_I, 0}, {"کا", LINE_FILL, 0}, {"ka", LINE_FILL, 0}, {"ہے", LINE_FILL, 0}, {"کام", LINE_FILL, 0}, {"i'd", LINE_I, 0}, {"i've", LINE_I, 0},
    {"yesterday", LINE_YESTERDAY, 0}, {"ddoe", LINE_YESTERDAY, 0}, {"wczoraj", LINE_YESTERDAY, 0}, {"گزشتہ", LINE_FILL, 0},
    /* with, from, for */
    {"with", LINE_WITH, 0}, {"wiv", LINE_WITH, 0}, {"w/", LINE_WITH, 0}, {"gyda", LINE_WITH, 0}, {"efo", LINE_WITH, 0}, {"gydag", LINE_WITH, 0}, {"z", LINE_WITH, 0},
    {"from", LINE_FROM, 0}, {"off", LINE_FILL, 0}, {"by", LINE_FROM, 0}, {"gan", LINE_FROM, 0}, {"oddi", LINE_FROM, 0}, {"od", LINE_FROM, 0},
    {"for", LINE_TO, 0}, {"to", LINE_TO, 0}, {"at", LINE_TIME, 0}, {"dla", LINE_TO, 0}, {"dros", LINE_TO, 0}, {"wrth", LINE_TO, 0},
    {"کے", LINE_AFTER, 0}, {"کی", LINE_AFTER, 0}, {"کو", LINE_AFTER, 0}, {"سے", LINE_AFTER, 0}, {"نے", LINE_AFTER, 0}, {"ke", LINE_AFTER, 0}, {"ki", LINE_AFTER, 0}, {"ko", LINE_AFTER, 0}, {"se", LINE_AFTER, 0}, {"ne", LINE_AFTER, 0},
    {"ساتھ", LINE_FILL, 0}, {"saath", LINE_FILL, 0}, {"sath", LINE_FILL, 0}, {"لیے", LINE_FILL, 0}, {"لئے", LINE_FILL, 0}, {"liye", LINE_FILL, 0}, {"طرف", LINE_FILL, 0},
    /* who gave */
    {"me", LINE_ME, 0}, {"us", LINE_ME, 0}, {"mi", LINE_ME, 0}, {"nam", LINE_ME, 0}, {"fi", LINE_ME, 0}, {"مجھے", LINE_ME, 0}, {"میری", LINE_ME, 0}, {"ہمیں", LINE_ME, 0}, {"mujhe", LINE_ME, 0}, {"meri", LINE_ME, 0},
    {"gave", LINE_GAVE, 0}, {"given", LINE_GAVE, 0}, {"give", LINE_GAVE, 0}, {"helped", LINE_GAVE, 0}, {"help", LINE_FILL, 0}, {"helping", LINE_FILL, 0}, {"drove", LINE_GAVE, 0}, {"took", LINE_GAVE, 0},
    {"rhoddais", LINE_GAVE, 0}, {"rhoi", LINE_GAVE, 0}, {"rhoddodd", LINE_GAVE, 0}, {"helpais", LINE_GAVE, 0}, {"helpu", LINE_GAVE, 0}, {"helpodd", LINE_GAVE, 0},
    {"dałam", LINE_GAVE, 0}, {"dałem", LINE_GAVE, 0}, {"dał", LINE_GAVE, 0}, {"dała", LINE_GAVE, 0}, {"pomogłam", LINE_GAVE, 0}, {"pomogłem", LINE_GAVE, 0}, {"pomógł", LINE_GAVE, 0}, {"pomogła", LINE_GAVE, 0}, {"pomagałam", LINE_GAVE, 0}, {"pomagałem", LINE_GAVE, 0},
    {"دیا", LINE_GAVE, 0}, {"دیے", LINE_GAVE, 0}, {"دیئے", LINE_GAVE, 0}, {"کیا", LINE_GAVE, 0}, {"diya", LINE_GAVE, 0}, {"diye", LINE_GAVE, 0}, {"مدد", LINE_FILL, 0}, {"madad", LINE_FILL, 0},
    {"got", LINE_GOT, 0}, {"received", LINE_GOT, 0}, {"recieved", LINE_GOT, 0}, {"had", LINE_GOT, 0}, {"cefais", LINE_GOT, 0}, {"ces", LINE_GOT, 0}, {"derbyn", LINE_GOT, 0}, {"derbyniais", LINE_GOT, 0},
    {"dostałam", LINE_GOT, 0}, {"dostałem", LINE_GOT, 0}, {"otrzymałam", LINE_GOT, 0}, {"otrzymałem", LINE_GOT, 0}, {"ملا", LINE_GOT, 0}, {"ملے", LINE_GOT, 0}, {"ملی", LINE_GOT, 0}, {"mila", LINE_GOT, 0}, {"mile", LINE_GOT, 0}, {"mili", LINE_GOT, 0},
    {"thanks", LINE_THANKS, 0}, {"thank", LINE_THANKS, 0}, {"you", LINE_FILL, 0}, {"thx", LINE_THANKS, 0}, {"ta", LINE_THANKS, 0}, {"diolch", LINE_THANKS, 0}, {"dziękuję", LINE_THANKS, 0}, {"dzięki", LINE_THANKS, 0}, {"شکریہ", LINE_THANKS, 0}, {"shukriya", LINE_THANKS, 0},
    /* of a time, not of an amount */
    {"in", LINE_TIME, 0}, {"after", LINE_TIME, 0}, {"within", LINE_TIME, 0}, {"every", LINE_TIME, 0}, {"until", LINE_TIME, 0}, {"till", LINE_TIME, 0}, {"before", LINE_TIME, 0}, {"since", LINE_TIME, 0}, {"last", LINE_TIME, 0}, {"number", LINE_TIME, 0}, {"room", LINE_TIME, 0}, {"age", LINE_TIME, 0},
    {"za", LINE_TIME, 0}, {"co", LINE_TIME, 0}, {"po", LINE_TIME, 0}, {"ymhen", LINE_TIME, 0}, {"bob", LINE_TIME, 0}, {"am", LINE_TIME, 0}, {"ہر", LINE_TIME, 0}, {"pm", LINE_OTHERWISE, 0},
    /* then it is something else */
    {"late", LINE_OTHERWISE, 0}, {"ago", LINE_OTHERWISE, 0}, {"can", LINE_OTHERWISE, 0}, {"could", LINE_OTHERWISE, 0}, {"need", LINE_OTHERWISE, 0}, {"needs", LINE_OTHERWISE, 0}, {"want", LINE_OTHERWISE, 0}, {"wants", LINE_OTHERWISE, 0}, {"will", LINE_OTHERWISE, 0}, {"would", LINE_OTHERWISE, 0},
    {"i'll", LINE_OTHERWISE, 0}, {"tomorrow", LINE_OTHERWISE, 0}, {"nobody", LINE_OTHERWISE, 0}, {"waited", LINE_OTHERWISE, 0}, {"waiting", LINE_OTHERWISE, 0}, {"when", LINE_OTHERWISE, 0}, {"what", LINE_OTHERWISE, 0}, {"where", LINE_OTHERWISE, 0}, {"who", LINE_OTHERWISE, 0}, {"tickets", LINE_OTHERWISE, 0}, {"people", LINE_OTHERWISE, 0},
    {"yfory", LINE_OTHERWISE, 0}, {"hwyr", LINE_OTHERWISE, 0}, {"jutro", LINE_OTHERWISE, 0}, {"proszę", LINE_OTHERWISE, 0}, {"temu", LINE_OTHERWISE, 0}, {"potrzebuję", LINE_OTHERWISE, 0}, {"chcę", LINE_OTHERWISE, 0}, {"چاہیے", LINE_OTHERWISE, 0}, {"چاہئے", LINE_OTHERWISE, 0}, {"chahiye", LINE_OTHERWISE, 0},
    /* help */
    {"lift", LINE_WHAT, 0}, {"lifts", LINE_WHAT, 0}, {"driving", LINE_WHAT, 0}, {"shopping", LINE_WHAT, 0}, {"shop", LINE_WHAT, 0}, {"cleaning", LINE_WHAT, 0}, {"ironing", LINE_WHAT, 0}, {"visit", LINE_WHAT, 0}, {"chat", LINE_WHAT, 0}, {"bins", LINE_WHAT, 0}, {"diy", LINE_WHAT, 0}, {"computer", LINE_WHAT, 0}, {"forms", LINE_WHAT, 0},
    {"garden", LINE_WHAT, 0}, {"gardening", LINE_WHAT, 0}, {"cooking", LINE_WHAT, 0}, {"lawn", LINE_WHAT, 0}, {"hoover", LINE_WHAT, 0}, {"hoovering", LINE_WHAT, 0}, {"childminding", LINE_WHAT, 0}, {"babysitting", LINE_WHAT, 0}, {"moving", LINE_WHAT, 0}, {"painting", LINE_WHAT, 0}, {"lunch", LINE_WHAT, 0},
    {"garddio", LINE_WHAT, 0}, {"gardd", LINE_WHAT, 0}, {"siopa", LINE_WHAT, 0}, {"lifft", LINE_WHAT, 0}, {"coginio", LINE_WHAT, 0}, {"glanhau", LINE_WHAT, 0}, {"sgwrs", LINE_WHAT, 0},
    {"ogród", LINE_WHAT, 0}, {"ogrodzie", LINE_WHAT, 0}, {"zakupy", LINE_WHAT, 0}, {"sprzątanie", LINE_WHAT, 0}, {"gotowanie", LINE_WHAT, 0}, {"podwózka", LINE_WHAT, 0}, {"prasowanie", LINE_WHAT, 0},
    {"باغ", LINE_WHAT, 0}, {"باغبانی", LINE_WHAT, 0}, {"خریداری", LINE_WHAT, 0}, {"شاپنگ", LINE_WHAT, 0}, {"صفائی", LINE_WHAT, 0}, {"لفٹ", LINE_WHAT, 0}, {"کھانا", LINE_WHAT, 0}, {"پکانا", LINE_WHAT, 0}, {"سودا", LINE_WHAT, 0}, {"bagh", LINE_WHAT, 0}, {"baghbani", LINE_WHAT, 0}, {"safai", LINE_WHAT, 0}, {"khana", LINE_WHAT, 0},
    {NULL, LINE_WORD, 0}};
/* clang-format on */
