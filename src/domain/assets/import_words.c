/* What headers mean: names of fields, and how directories in four languages spell them. */
#include "base/utf8.h"
#include "domain/assets/import.h"

#include <string.h>

static const char *const names[IMPORT_FIELDS] = {[IF_ID] = "id",
                                                 [IF_NAME] = "name",
                                                 [IF_DESCRIPTION] = "description",
                                                 [IF_KIND] = "kind",
                                                 [IF_DAYS_TIMES] = "days_times",
                                                 [IF_COST] = "cost",
                                                 [IF_STEP_FREE] = "step_free",
                                                 [IF_LANGUAGES] = "languages",
                                                 [IF_AGES] = "ages",
                                                 [IF_OUTCODE] = "outcode",
                                                 [IF_POSTCODE] = "postcode",
                                                 [IF_ADDRESS] = "address",
                                                 [IF_CITY] = "city",
                                                 [IF_LAT] = "lat",
                                                 [IF_LON] = "lon",
                                                 [IF_HOST_MEETS] = "host_meets_newcomers",
                                                 [IF_PHONE] = "phone",
                                                 [IF_EMAIL] = "email",
                                                 [IF_URL] = "url",
                                                 [IF_LAST_CHECKED] = "last_checked",
                                                 [IF_ORGANIZATION] = "organization",
                                                 [IF_LICENCE] = "licence",
                                                 [IF_POINT] = "point",
                                                 [IF_LOCATION] = "location",
                                                 [IF_STATUS] = "status",
                                                 [IF_AUDIENCE] = "audience",
                                                 [IF_AGE_LOW] = "age_low",
                                                 [IF_AGE_HIGH] = "age_high",
                                                 [IF_PUBLISHER] = "publisher",
                                                 [IF_TAGS] = "tags",
                                                 [IF_DAY] = "monday",
                                                 "tuesday",
                                                 "wednesday",
                                                 "thursday",
                                                 "friday",
                                                 "saturday",
                                                 "sunday",
                                                 [IF_DAY_OPENS] = "monday_opens",
                                                 "tuesday_opens",
                                                 "wednesday_opens",
                                                 "thursday_opens",
                                                 "friday_opens",
                                                 "saturday_opens",
                                                 "sunday_opens",
                                                 [IF_DAY_CLOSES] = "monday_closes",
                                                 "tuesday_closes",
                                                 "wednesday_closes",
                                                 "thursday_closes",
                                                 "friday_closes",
                                                 "saturday_closes",
                                                 "sunday_closes"};

/* Folded, without anything but letters and digits. English; Welsh, Polish and Urdu behind. */
static const struct {
    enum import_field field;
    const char *words;
} whole[] = {
    {IF_ID,
     "id uuid guid identifier objectid recordid serviceid reference ref uniqueid externalid "
     "sourceid urn uprn rhif cyfeirnod "
     "identyfikator numer شناخت ایڈی"},
    {IF_NAME,
     "name title servicename groupname activityname venuename organisationservicename "
     "facilityname nameofgroup nameofservice "
     "nameofactivity nameofvenue project club activity enw enwgrwp teitl enwrgrwp nazwa tytul "
     "nazwagrupy نام عنوان"},
    {IF_DESCRIPTION,
     "description desc details summary about whatitis whatisit whathappens servicedescription "
     "shortdescription longdescription information info "
     "notes note comments activitydescription disgrifiad manylion crynodeb opis szczegoly "
     "uwagi تفصیل تفصیلات وضاحت"},
    {IF_KIND,
     "kind type assettype category assetcategory businesstype servicetype typeofservice sort "
     "math categori rodzaj typ kategoria قسم"},
    {IF_DAYS_TIMES,
     "daystimes day days time schedule schedules openinghours openingtimes hours "
     "hoursofoperation times daysandtimes daytime dayandtime "
     "timetable when sessiontimes meetingtimes openhours regularschedule opening sessions "
     "amseroedd oriauagor amser pryd "
     "godziny godzinyotwarcia terminy harmonogram kiedy اوقات وقت کب"},
    {IF_COST,
     "cost costs price prices fee fees charge charges feesdescription costdescription "
     "costoption costoptions admission howmuch "
     "pris cena koszt oplata oplaty koszty قیمت فیس خرچ"},
    {IF_STEP_FREE,
     "stepfree stepfreeaccess accessibility access wheelchair wheelchairaccess "
     "wheelchairaccessible disabledaccess "
     "accessible accessibilityfordisabilities accessinfo mynediad hygyrchedd dostepnosc "
     "dlaniepelnosprawnych رسائی"},
    {IF_LANGUAGES,
     "languages language languagesspoken spokenlanguages languagespoken iaith ieithoedd jezyk "
     "jezyki زبان زبانیں"},
    {IF_AGES,
     "ages age agerange agegroup agegroups agegroupsserved eligibleages whofor whoforages "
     "whoisitfor suitableages agessuitable oed oedran wiek wiekuczestnikow عمر"},
    {IF_OUTCODE, "outcode outwardcode postcodedistrict postcodearea outward"},
    {IF_POSTCODE,
     "postcode postalcode zip zipcode postcodes pcds pcd codpost kodpocztowy kod پوسٹکوڈ "
     "ڈاککوڈ"},
    {IF_ADDRESS,
     "address address1 address2 address3 address4 addressline1 addressline2 addressline3 "
     "addressline4 streetaddress street "
     "physicaladdress physicaladdress1 addresslineone fulladdress venueaddress addr addr1 "
     "addr2 cyfeiriad stryd adres ulica پتہ پته گلی"},
    {IF_CITY,
     "city town towncity citytown posttown addresscity locality addresslocality village tref "
     "dinas trefdinas miasto miejscowosc شہر"},
    {IF_LAT,
     "lat latitude latdeg y ycoord geolat locationlat locationlatitude lledred szerokosc "
     "szerokoscgeograficzna geoylat عرضبلد"},
    {IF_LON,
     "lon lng long longitude londeg x xcoord geolon geolng locationlng locationlon "
     "locationlongitude hydred dlugosc "
     "dlugoscgeograficzna طولبلد"},
    {IF_HOST_MEETS,
     "hostmeetsnewcomers hostmeets newcomerswelcome welcomer welcomed meetsnewcomers "
     "meetandgreet greeter welcomebuddy someonetomeetyou someonetomeetnewcomers "
     "somebodytomeetyou"},
    {IF_PHONE,
     "phone telephone tel phonenumber telephonenumber telno telephoneno phoneno mobile "
     "contactnumber contactphone phoneprimary "
     "phonenumbers phones contacttelephone phone1 mainphone ffon rhifffon telefon "
     "numertelefonu فون ٹیلیفون"},
    {IF_EMAIL,
     "email emailaddress mail contactemail emailprimary email1 ebost emailadres adresemail "
     "poczta ایمیل برقیپتہ"},
    {IF_URL,
     "url website web webpage webaddress homepage link site weblink websiteurl linkfacebook "
     "facebook uri gwefan safle strona "
     "stronainternetowa stronawww www ویبسائٹ"},
    {IF_LAST_CHECKED,
     "lastchecked checked assureddate lastverified verified dateverified lastassured "
     "datechecked lastconfirmed "
     "lastupdated reviewed wedigwirio sprawdzono ostatniosprawdzono"},
    {IF_ORGANIZATION,
     "organization organisation organisationname organizationname provider providername org "
     "organiser organizer runby "
     "parentorganisation parentorganization agency agencyname charity sefydliad darparwr "
     "trefnydd organizacja organizator ادارہ تنظیم"},
    {IF_LICENCE, "licence license licenses licences datalicence trwydded licencja"},
    {IF_POINT,
     "point latlng latlon latlong coordinates coords geo geopoint geolocation gps position "
     "cyfesurynnau wspolrzedne"},
    {IF_LOCATION,
     "location locationname venue building place lleoliad adeilad lokalizacja miejsce lokal "
     "مقام جگہ"},
    {IF_STATUS, "status servicestatus venuestatus statws"},
    {IF_AUDIENCE, "audience gender genders genderrestriction plec rhyw"},
    {IF_AGE_LOW,
     "agelow minimumage minage agemin agefrom fromage youngest lowestage oedrani "
     "minimalnywiek wiekod"},
    {IF_AGE_HIGH,
     "agehigh maximumage maxage agemax ageto toage oldest highestage oedranuchaf "
     "maksymalnywiek wiekdo"},
    {IF_PUBLISHER, "publisher datasource source publishedby ffynhonnell zrodlo"},
    {IF_TAGS,
     "tags keywords categories taxonomy taxonomyterms topics services subjects interests "
     "tagiau tagi slowakluczowe"}};

/* One word that gives a longer header away; looked for only when the whole means nothing. The
   strictest first. */
static const struct {
    enum import_field field;
    const char *words;
} hints[] = {{IF_EMAIL, "email"},
             {IF_POSTCODE, "postcode postal zip"},
             {IF_LAT, "latitude"},
             {IF_LON, "longitude"},
             {IF_PHONE, "phone telephone telefon"},
             {IF_URL, "website url webpage"},
             {IF_DAYS_TIMES, "opening hours times schedule"},
             {IF_STEP_FREE, "accessibility wheelchair"},
             {IF_AGES, "ages"},
             {IF_LANGUAGES, "languages"},
             {IF_DESCRIPTION, "description disgrifiad opis"},
             {IF_ADDRESS, "address adres cyfeiriad"},
             {IF_COST, "cost price fee"},
             {IF_ORGANIZATION, "organisation organization provider"},
             {IF_NAME, "name nazwa enw"}};

static const char *const days[7] = {"mon monday llun dyddllun poniedzialek pon pn پیر",
                                    "tue tues tuesday mawrth dyddmawrth wtorek wt منگل",
                                    "wed weds wednesday mercher dyddmercher sroda sr بدھ",
                                    "thu thur thurs thursday iau dyddiau czwartek czw جمعرات",
                                    "fri friday gwener dyddgwener piatek pt جمعہ",
                                    "sat saturday sadwrn dyddsadwrn sobota sob ہفتہ",
                                    "sun sunday sul dyddsul niedziela ndz اتوار"};
#define OPENS "open opens opening from start starts openat opensat starttime opentime"
#define CLOSES "close closes closing to end ends closeat closesat endtime until closetime"

const char *assets_import_field_name(enum import_field field) {
    return (unsigned)field < IMPORT_FIELDS ? names[field] : "";
}

bool assets_import_field_parse(struct str name, enum import_field *ret_field) {
    for (int i = 0; i < IMPORT_FIELDS; i++) {
        if (!str_ieq(name, str_from(names[i]))) continue;
        *ret_field = (enum import_field)i;
        return true;
    }
    return false;
}

bool assets_import_field_joins(enum import_field field) {
    return field == IF_ADDRESS || field == IF_DESCRIPTION || field == IF_DAYS_TIMES ||
           field == IF_TAGS || field == IF_STEP_FREE || field == IF_COST;
}

static bool listed(const char *list, struct str word) {
    struct str rest = str_from(list), each;
    while (str_next_word(&rest, &each))
        if (str_eq(each, word)) return true;
    return false;
}

/* The header folded into words, and all of them in one. */
static size_t words_of(struct arena *arena, struct str header, struct str words[8],
                       struct str *ret_squeezed) {
    struct str folded = utf8_fold(arena, utf8_cut(header, 200)), word;
    struct buf squeezed;
    size_t n = 0;
    buf_init(&squeezed, arena, 1024);
    while (utf8_next_word(&folded, &word)) {
        struct str piece;
        while (str_next(&word, '_', &piece)) {
            piece = str_replace(arena, piece, STR("'"), STR(""));
            buf_put(&squeezed, piece);
            if (n < 8 && piece.len > 0) words[n++] = piece;
        }
    }
    *ret_squeezed = buf_str(&squeezed);
    return n;
}

/* "mon", "mon_open", "Tuesday closing time". */
static enum import_field weekday(const struct str *words, size_t n) {
    size_t which = 0;
    for (int day = 0; day < 7; day++) {
        for (size_t at = 0; at < n && at < 2; at++) {
            if (!listed(days[day], words[at])) continue;
            if (n == 1) return (enum import_field)(IF_DAY + day);
            which = at == 0 ? 1 : 0;
            if (listed(OPENS, words[which])) return (enum import_field)(IF_DAY_OPENS + day);
            if (listed(CLOSES, words[which])) return (enum import_field)(IF_DAY_CLOSES + day);
            if (listed("hours times time opening amser godziny", words[which]))
                return (enum import_field)(IF_DAY + day);
        }
    }
    return IMPORT_FIELDS;
}

/* A contact's name is not the name of what is offered. */
static bool about_a_person(const struct str *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (listed("contact person host first last surname user file column manager", words[i]))
            return true;
    return false;
}

static enum import_field hinted(const struct str *words, size_t n) {
    for (size_t h = 0; h < sizeof hints / sizeof *hints; h++)
        for (size_t i = 0; i < n; i++)
            if (listed(hints[h].words, words[i]) &&
                (hints[h].field != IF_NAME || !about_a_person(words, n)))
                return hints[h].field;
    return IMPORT_FIELDS;
}

static int place_in(const char *list, struct str word) {
    struct str rest = str_from(list), each;
    for (int i = 0; str_next_word(&rest, &each); i++)
        if (str_eq(each, word)) return i;
    return -1;
}

enum import_field assets_import_header_guess(struct arena *arena, struct str header,
                                             int *ret_rank) {
    struct str words[8], squeezed;
    size_t n = words_of(arena, header, words, &squeezed);
    *ret_rank = 0;
    if (n == 0) return IMPORT_FIELDS;
    enum import_field named;
    if (assets_import_field_parse(str_trim(header), &named)) return named;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        int place = place_in(whole[i].words, squeezed);
        if (place < 0) continue;
        *ret_rank = place;
        return whole[i].field;
    }
    enum import_field day = weekday(words, n);
    if (day != IMPORT_FIELDS) return day;
    *ret_rank = IMPORT_UNSURE;
    return hinted(words, n);
}
