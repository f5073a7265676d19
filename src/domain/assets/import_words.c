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
                                                 [IF_FREE] = "free",
                                                 [IF_EASTING] = "easting",
                                                 [IF_NORTHING] = "northing",
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
     "nazwagrupy نام عنوان "
     "whatisyourgroupcalled whatisitcalled whatisthegroupcalled whatareyoucalled nameofyourgroup whatisthenameofyourgroup "
     "group service session class nameofclub nameofproject nameofactivityorgroup organisationorgroup enwrgwasanaeth enwrgweithgaredd nazwaorganizacji گروپکانام سرگرمی سرگرمیکانام"},
    {IF_DESCRIPTION,
     "description desc details summary about whatitis whatisit whathappens servicedescription "
     "shortdescription longdescription information info "
     "notes note comments activitydescription disgrifiad manylion crynodeb opis szczegoly "
     "uwagi تفصیل تفصیلات وضاحت "
     "briefdescription whatwedo whatyoudo whatdoyoudo aboutus aboutyou aboutthegroup overview activities disgrifiadbyr کیاہوتاہے"},
    {IF_KIND,
     "kind type assettype category assetcategory businesstype servicetype typeofservice sort "
     "math categori rodzaj typ kategoria قسم "
     "grouptype activitytype organisationtype rodzajaktywnosci"},
    {IF_DAYS_TIMES,
     "daystimes day days time schedule schedules openinghours openingtimes hours "
     "hoursofoperation times daysandtimes daytime dayandtime "
     "timetable when sessiontimes meetingtimes openhours regularschedule opening sessions "
     "amseroedd oriauagor amser pryd "
     "godziny godzinyotwarcia terminy harmonogram kiedy اوقات وقت کب "
     "dayandtimes daysandtime dayofweek meetingday meetingdays meetingtime dayshours whenisit whendoyoumeet whendoesitmeet whenopen hoursofopening timesanddays whatdayandtime whatdaysandtimes whattime whatday whenisiton starttime timestarts endtime finishtime timeends dyddiauacamseroedd dzienigodzina dnigodziny دناوروقت دن"},
    {IF_COST,
     "cost costs price prices fee fees charge charges feesdescription costdescription "
     "costoption costoptions admission howmuch "
     "pris cena koszt oplata oplaty koszty قیمت فیس خرچ "
     "costtoattend howmuchdoesitcost costofattending pricing ticketprice cenabiletu"},
    {IF_STEP_FREE,
     "stepfree stepfreeaccess accessibility access wheelchair wheelchairaccess "
     "wheelchairaccessible disabledaccess "
     "accessible accessibilityfordisabilities accessinfo mynediad hygyrchedd dostepnosc "
     "dlaniepelnosprawnych رسائی "
     "isitaccessible isitwheelchairaccessible wheelchairfriendly stepfreeentrance levelaccess disabledfacilities accessibilityinformation accessneeds mynediadcadairolwyn dlawozkow"},
    {IF_LANGUAGES,
     "languages language languagesspoken spokenlanguages languagespoken iaith ieithoedd jezyk "
     "jezyki زبان زبانیں "
     "languagesoffered otherlanguages whatlanguages languagesavailable ieithoeddasiaredir jezykobslugi"},
    {IF_AGES,
     "ages age agerange agegroup agegroups agegroupsserved eligibleages whofor whoforages "
     "whoisitfor suitableages agessuitable oed oedran wiek wiekuczestnikow عمر "
     "agerestriction agerestrictions agesfrom targetage targetagegroup whocancome whocanattend grupawiekowa"},
    {IF_OUTCODE, "outcode outwardcode postcodedistrict postcodearea outward"},
    {IF_POSTCODE,
     "postcode postalcode zip zipcode postcodes pcds pcd codpost kodpocztowy kod پوسٹکوڈ "
     "ڈاککوڈ "
     "postcodeofvenue côdpost پوسٹکوڈنمبر"},
    {IF_ADDRESS,
     "address address1 address2 address3 address4 addressline1 addressline2 addressline3 "
     "addressline4 streetaddress street "
     "physicaladdress physicaladdress1 addresslineone fulladdress venueaddress addr addr1 "
     "addr2 cyfeiriad stryd adres ulica پتہ پته گلی "
     "addressofvenue wherewemeet meetingplaceaddress streetname housenumber buildingnumber adreslokalu"},
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
     "numertelefonu فون ٹیلیفون "
     "contacttel contactno contactnumbers phoneormobile landline mobilenumber mobilephone helpline ffonsymudol telefonkontaktowy فوننمبر رابطہنمبر"},
    {IF_EMAIL,
     "email emailaddress mail contactemail emailprimary email1 ebost emailadres adresemail "
     "poczta ایمیل برقیپتہ "
     "emailcontact contactemailaddress cyfeiriadebost ایمیلپتہ"},
    {IF_URL,
     "url website web webpage webaddress homepage link site weblink websiteurl linkfacebook "
     "facebook uri gwefan safle strona "
     "stronainternetowa stronawww www ویبسائٹ ویبسایٹ "
     "websiteaddress websitelink webaddressurl moreinfo moreinformation socialmedia ویبسائٹپتہ"},
    {IF_LAST_CHECKED,
     "lastchecked checked assureddate lastverified verified dateverified lastassured "
     "datechecked lastconfirmed "
     "lastupdated reviewed wedigwirio sprawdzono ostatniosprawdzono "
     "datelastchecked lastreviewed lastupdatedon dateupdated dateoflastupdate datechecked lastcheckedon"},
    {IF_ORGANIZATION,
     "organization organisation organisationname organizationname provider providername org "
     "organiser organizer runby "
     "parentorganisation parentorganization agency agencyname charity sefydliad darparwr "
     "trefnydd organizacja organizator ادارہ تنظیم "
     "organisationrunningit whorunsit whoruns leadorganisation hostorganisation organisedby organizedby deliveredby"},
    {IF_LICENCE, "licence license licenses licences datalicence trwydded licencja"},
    {IF_POINT,
     "point latlng latlon latlong coordinates coords geo geopoint geolocation gps position geom geometry wkt thegeom "
     "cyfesurynnau wspolrzedne"},
    {IF_LOCATION,
     "location locationname venue building place lleoliad adeilad lokalizacja miejsce lokal "
     "مقام جگہ "
     "meetingplace where wheredoyoumeet whereisit whereitis venuedetails nameofvenueorbuilding sitename"},
    {IF_STATUS, "status servicestatus venuestatus statws"},
    {IF_AUDIENCE, "audience gender genders genderrestriction plec rhyw"},
    {IF_AGE_LOW,
     "agelow minimumage minage agemin agefrom fromage youngest lowestage oedrani "
     "minimalnywiek wiekod "
     "lowerage loweragelimit ageslower agelower ageminimum minagelimit"},
    {IF_AGE_HIGH,
     "agehigh maximumage maxage agemax ageto toage oldest highestage oedranuchaf "
     "maksymalnywiek wiekdo "
     "upperage upperagelimit agesupper ageupper agemaximum maxagelimit"},
    {IF_PUBLISHER, "publisher datasource source publishedby ffynhonnell zrodlo"},
    {IF_TAGS,
     "tags keywords categories taxonomy taxonomyterms topics services subjects interests "
     "tagiau tagi slowakluczowe"},
    {IF_FREE,
     "free isitfree isthisfree freeofcharge freetoattend isfree freeyn amddim ywamddim "
     "bezplatne czybezplatne darmowe مفت"},
    {IF_EASTING, "easting eastings osx oseasting xeasting bnge bngeasting gridx"},
    {IF_NORTHING, "northing northings osy osnorthing ynorthing bngn bngnorthing gridy"}};

/* One word that gives a longer header away; looked for only when the whole means nothing. The
   strictest first. */
static const struct {
    enum import_field field;
    const char *words;
} hints[] = {{IF_EMAIL, "email"},
             {IF_POSTCODE, "postcode postal zip pocztowy"},
             {IF_LAT, "latitude"},
             {IF_LON, "longitude"},
             {IF_PHONE, "phone telephone telefon tel mobile ffon"},
             {IF_URL, "website url webpage"},
             {IF_DAYS_TIMES, "opening hours times schedule godziny amseroedd"},
             {IF_STEP_FREE, "accessibility wheelchair"},
             {IF_AGES, "ages"},
             {IF_LANGUAGES, "languages ieithoedd jezyki"},
             {IF_DESCRIPTION, "description disgrifiad opis"},
             {IF_ADDRESS, "address adres cyfeiriad"},
             {IF_COST, "cost price fee cena koszt"},
             {IF_ORGANIZATION, "organisation organization provider"},
             {IF_NAME, "name nazwa enw"},
             {IF_PHONE, "contact cyswllt kontakt رابطہ"}};

static const char *const days[7] = {"mon monday llun dyddllun poniedzialek pon pn پیر",
                                    "tue tues tuesday mawrth dyddmawrth wtorek wt منگل",
                                    "wed weds wednesday mercher dyddmercher sroda sr بدھ",
                                    "thu thur thurs thursday iau dyddiau czwartek czw جمعرات",
                                    "fri friday gwener dyddgwener piatek pt جمعہ",
                                    "sat saturday sadwrn dyddsadwrn sobota sob ہفتہ",
                                    "sun sunday sul dyddsul niedziela ndz اتوار"};
#define OPENS "open opens opening from start starts openat opensat starttime opentime"
#define CLOSES "close closes closing to end ends closeat closesat endtime until closetime"

#define HOURS                                                                                  \
    "am pm morning afternoon evening morn eve amser amseroedd godziny godz session sessions "    \
    "availability available oriau agor dydd a b 1 2 first second"

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
           field == IF_TAGS || field == IF_STEP_FREE || field == IF_COST ||
           (field >= IF_DAY && field < IF_DAY_OPENS);
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

/* Which day a word names; -1 = none. */
static int day_named(struct str word) {
    for (int day = 0; day < 7; day++)
        if (listed(days[day], word)) return day;
    return -1;
}

struct day_header {
    int day; /* -1 = none yet */
    bool opens, closes, times;
};

/* One word of a header about a day; false when it is about something else. */
static bool day_word(struct day_header *h, struct str word) {
    int named = day_named(word);
    if (named >= 0 && h->day >= 0) return false; /* "Mon to Fri" */
    if (named >= 0) h->day = named;
    else if (listed("hours hour time times", word)) h->times = true;
    else if (listed(CLOSES, word)) h->closes = true;
    else if (listed(OPENS, word)) h->opens = true;
    else return str_is(word, "at") || listed(HOURS, word);
    return true;
}

/* "mon", "mon_open", "Tuesday closing time", "Opening Hours - Monday", "Monday AM": one day and
   nothing but words of hours. */
static enum import_field weekday(const struct str *words, size_t n) {
    struct day_header h = {.day = -1};
    for (size_t i = 0; i < n; i++)
        if (!day_word(&h, words[i])) return IMPORT_FIELDS;
    if (h.day < 0) return IMPORT_FIELDS;
    if (h.closes) return (enum import_field)(IF_DAY_CLOSES + h.day);
    for (size_t i = 0; i + 1 < n; i++) /* "opening hours" and "opening times" are both ends */
        if (str_is(words[i], "opening") && listed("hours hour times", words[i + 1]))
            h.opens = false;
    return (enum import_field)((h.opens ? IF_DAY_OPENS : IF_DAY) + h.day);
}

/* A contact's name is not the name of what is offered. */
static bool about_a_person(const struct str *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (listed("contact person host first last surname user file column manager", words[i]))
            return true;
    return false;
}

static enum import_field hinted(const struct str *words, size_t n) {
    for (size_t i = 0; i < n; i++) /* whom to ask for, not what there is */
        if (listed("name names", words[i]) && about_a_person(words, n)) return IMPORT_FIELDS;
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

/* The whole header means a field. */
static enum import_field wholly(struct str squeezed, int *ret_rank) {
    for (size_t i = 0; squeezed.len > 0 && i < sizeof whole / sizeof *whole; i++) {
        int place = place_in(whole[i].words, squeezed);
        if (place < 0) continue;
        *ret_rank = place;
        return whole[i].field;
    }
    return IMPORT_FIELDS;
}

/* What is for the office's eyes is no text for neighbours. */
static bool kept_inside(const struct str *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (listed("internal private confidential safeguarding dbs invoice gdpr consent emergency "
                   "password",
                   words[i]))
            return true;
    return false;
}

/* A name under the heading of an organisation or a building is theirs. */
static enum import_field under(struct str above, enum import_field field) {
    if (field != IF_NAME) return field;
    if (listed("organisation organization org provider charity agency sefydliad organizacja "
               "organiser organizer parent lead",
               above))
        return IF_ORGANIZATION;
    if (listed("venue location building site place premises lleoliad lokalizacja", above))
        return IF_LOCATION;
    return listed("contact person manager trustee chair secretary host leader user referrer", above)
               ? IMPORT_FIELDS
               : field;
}

/* "Venue: Postcode", "Service Name", "Main contact telephone": the heading's first words go, one
   by one, until the rest means something. */
static enum import_field without_heading(struct arena *arena, const struct str *words, size_t n,
                                         int *ret_rank) {
    for (size_t from = 1; from < n && day_named(words[from - 1]) < 0; from++) {
        struct str rest = str_join(arena, words + from, n - from, STR(""));
        enum import_field field = wholly(rest, ret_rank);
        if (field == IMPORT_FIELDS) field = weekday(words + from, n - from);
        /* "Date notes", "Free meals": one small word alone says too little of the whole */
        if (field == IMPORT_FIELDS || field == IF_ID || field == IF_FREE ||
            (n - from == 1 && listed("y x no time day days info link kind type status", rest)))
            continue;
        *ret_rank += 200 + (int)from;
        for (size_t i = 0; i < from; i++) field = field == IF_NAME ? under(words[i], field) : field;
        return field;
    }
    return IMPORT_FIELDS;
}

/* "Cost Details", "Accessibility notes", "Times info": of what the first words say, in words. */
static enum import_field without_tail(struct arena *arena, const struct str *words, size_t n,
                                      int *ret_rank) {
    if (n < 2 || !listed("details detail info information notes note comments comment text words",
                         words[n - 1]))
        return IMPORT_FIELDS;
    enum import_field field = wholly(str_join(arena, words, n - 1, STR("")), ret_rank);
    bool worded = field == IF_COST || field == IF_DAYS_TIMES || field == IF_STEP_FREE ||
                  field == IF_AGES || field == IF_LANGUAGES || field == IF_ADDRESS;
    *ret_rank += 150;
    return worded ? field : IMPORT_FIELDS;
}

/* "Cost (pounds)", "Age [years]": what stands in brackets is a unit or a hint for who fills it in. */
static struct str brackets_drop(struct arena *arena, struct str header) {
    char *bytes = str_c(arena, header);
    int depth = 0;
    for (char *p = bytes; *p; p++) {
        if (*p == '(' || *p == '[') depth++;
        bool closes = *p == ')' || *p == ']';
        if (depth > 0) *p = ' ';
        if (closes && depth > 0) depth--;
    }
    return str_trim(str_from(bytes));
}

enum import_field assets_import_header_guess(struct arena *arena, struct str header,
                                             int *ret_rank) {
    struct str words[8], squeezed;
    enum import_field named, field;
    *ret_rank = 0;
    size_t n = words_of(arena, header, words, &squeezed);
    if (n == 0 || kept_inside(words, n)) return IMPORT_FIELDS;
    if (assets_import_field_parse(str_trim(header), &named)) return named;
    if ((field = wholly(squeezed, ret_rank)) != IMPORT_FIELDS) return field;
    if ((field = weekday(words, n)) != IMPORT_FIELDS) return field;
    struct str plain = brackets_drop(arena, header);
    if (plain.len > 0 && plain.len < header.len) {
        n = words_of(arena, plain, words, &squeezed);
        field = n > 0 ? wholly(squeezed, ret_rank) : IMPORT_FIELDS;
        *ret_rank += 100;
        if (field != IMPORT_FIELDS) return field;
    }
    if ((field = without_tail(arena, words, n, ret_rank)) != IMPORT_FIELDS) return field;
    field = without_heading(arena, words, n, ret_rank);
    if (field != IMPORT_FIELDS) return field;
    *ret_rank = IMPORT_UNSURE;
    return hinted(words, n);
}
