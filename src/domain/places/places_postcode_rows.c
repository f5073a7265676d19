/* Which column of a file of postcodes is what, whatever the edition called it, and one record. */
#include "domain/places/places_postcodes.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define CODE_POINT_COLUMNS 10 /* of the files without a header */
#define EAST_MAX 700000.0
#define NORTH_MAX 1300000.0

/* Names without case, blanks and strokes; the first is meant most. "##" is a year. */
static const struct {
    enum postcode_column column;
    const char *names;
} named[] = {
    {POSTCODE_CODE, "pcds pcd8 pcd7 pcd2 pcd postcode pc"},
    {POSTCODE_LAT, "lat latitude"},
    {POSTCODE_LON, "long longitude lon lng"},
    {POSTCODE_EAST, "oseast1m east1m eastings easting ea"},
    {POSTCODE_NORTH, "osnrth1m north1m northings northing no"},
    {POSTCODE_COUNTRY, "ctry##cd ctry ctry## country countrycode cy"},
    {POSTCODE_ENDED, "doterm dateofdeletion dateofterm dateterminated terminated"},
    {POSTCODE_QUALITY, "osgrdind gridind pq positionalqualityindicator positionalquality"},
    {POSTCODE_WARD, "wd##cd wd## osward ward adminwardcode wc"},
    {POSTCODE_LAD, "lad##cd lad## oslaua laua admindistrictcode dc"},
    {POSTCODE_LSOA, "lsoa##cd lsoa## lsoa"},
};

/* The header's name squeezed to letters and digits in small. */
static struct str squeeze(struct str header, char room[40]) {
    size_t n = 0;
    for (size_t i = 0; i < header.len; i++) {
        unsigned char c = (unsigned char)header.ptr[i];
        if (c >= 0x80 || !isalnum(c)) continue; /* a byte order mark, too */
        if (n == 40) return STR_NONE;
        room[n++] = (char)tolower(c);
    }
    return str_of(room, n);
}

/* Does the name fit the pattern? Its year, or 0 when it has none, else -1. */
static int fits(struct str name, struct str pattern) {
    int year = 0;
    if (name.len != pattern.len) return -1;
    for (size_t i = 0; i < name.len; i++) {
        bool wild = pattern.ptr[i] == '#';
        if (!wild && pattern.ptr[i] != name.ptr[i]) return -1;
        if (!wild) continue;
        if (!isdigit((unsigned char)name.ptr[i])) return -1;
        year = year * 10 + name.ptr[i] - '0';
    }
    return year;
}

/* How much a header means a column: 0 = not at all; the first name and the newest year most. */
static int meant(struct str name, const char *names) {
    struct str rest = str_from(names), pattern;
    for (int rank = 1; str_next_word(&rest, &pattern); rank++) {
        int year = fits(name, pattern);
        if (year >= 0) return 10000 - rank * 100 + year;
    }
    return 0;
}

static bool real_in(struct str s, double low, double high) {
    double x;
    return str_to_real(str_trim(s), &x) && x >= low && x <= high;
}

static void layout_none(struct postcode_layout *l) {
    *l = (struct postcode_layout){.format = "postcodes"};
    for (int i = 0; i < POSTCODE_COLUMNS; i++) l->at[i] = SIZE_MAX;
}

static void headers_read(const struct str *fields, size_t n, struct postcode_layout *l) {
    int best[POSTCODE_COLUMNS] = {0};
    char room[40];
    l->headed = true;
    for (size_t i = 0; i < n; i++) {
        struct str name = squeeze(fields[i], room);
        for (size_t k = 0; k < sizeof named / sizeof *named; k++) {
            int value = meant(name, named[k].names);
            if (value <= best[named[k].column]) continue;
            best[named[k].column] = value;
            l->at[named[k].column] = i;
        }
        if (str_is(name, "doterm") || str_is(name, "pcds")) l->format = "onspd";
        if (str_is(name, "pq") || str_is(name, "positionalqualityindicator"))
            l->format = "code-point-open";
    }
}

static bool code_point(const struct str *f, size_t n) {
    return n >= 4 && n <= CODE_POINT_COLUMNS && real_in(f[1], 10, 90) &&
           real_in(f[2], 0, EAST_MAX) && real_in(f[3], 0, NORTH_MAX) && f[1].len == 2;
}

/* "198001" or "1/8/1973 00:00:00". */
static bool date_like(struct str s) {
    size_t strokes = 0, digits = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] != ' '; i++) {
        strokes += s.ptr[i] == '/' || s.ptr[i] == '-';
        digits += isdigit((unsigned char)s.ptr[i]) != 0;
    }
    if (strokes == 2) return digits >= 4;
    int64_t month;
    if (s.len != 6 || strokes > 0 || !str_to_int(s, &month)) return false;
    return month / 100 >= 1970 && month / 100 <= 2100 && month % 100 >= 1 && month % 100 <= 12;
}

/* The directory without a header: begun and ended stand together; then comes the grid; the
   degrees are the first pair with decimals that lies here. */
static void directory_guess(const struct str *f, size_t n, struct postcode_layout *l) {
    l->format = "onspd";
    l->by_prefix = true;
    for (size_t i = 1; i + 1 < n; i++) {
        bool points = memchr(f[i].ptr ? f[i].ptr : "", '.', f[i].len) != NULL;
        if (l->at[POSTCODE_ENDED] == SIZE_MAX && date_like(f[i])) l->at[POSTCODE_ENDED] = ++i;
        else if (l->at[POSTCODE_LAT] == SIZE_MAX && points && real_in(f[i], 49, 100) &&
                 real_in(f[i + 1], -9, 2)) {
            l->at[POSTCODE_LAT] = i;
            l->at[POSTCODE_LON] = i + 1;
        }
    }
}

static bool pointed(const struct postcode_layout *l) {
    return (l->at[POSTCODE_LAT] != SIZE_MAX && l->at[POSTCODE_LON] != SIZE_MAX) ||
           (l->at[POSTCODE_EAST] != SIZE_MAX && l->at[POSTCODE_NORTH] != SIZE_MAX);
}

enum status places_postcode_layout(const struct str *fields, size_t n,
                                   struct postcode_layout *ret_layout) {
    struct postcode_layout l;
    char room[8];
    struct str code;
    layout_none(&l);
    if (n == 0) return ERR_INVALID;
    if (!places_postcode_parse(str_trim(fields[0]), room, &code)) {
        headers_read(fields, n, &l);
    } else if (code_point(fields, n)) {
        static const enum postcode_column order[] = {POSTCODE_CODE, POSTCODE_QUALITY,
                                                     POSTCODE_EAST, POSTCODE_NORTH,
                                                     POSTCODE_COUNTRY};
        l.format = "code-point-open";
        for (size_t i = 0; i < 5 && i < n; i++) l.at[order[i]] = i;
        if (n == CODE_POINT_COLUMNS) l.at[POSTCODE_LAD] = 8;
        if (n == CODE_POINT_COLUMNS) l.at[POSTCODE_WARD] = 9;
    } else {
        l.at[POSTCODE_CODE] = 0;
        directory_guess(fields, n, &l);
    }
    if (l.at[POSTCODE_CODE] == SIZE_MAX || !pointed(&l)) return ERR_INVALID;
    *ret_layout = l;
    return OK;
}

/* ---- one record ---- */

static struct str field_at(const struct postcode_layout *l, enum postcode_column column,
                           const struct str *f, size_t n) {
    return l->at[column] < n ? str_trim(f[l->at[column]]) : STR("");
}

/* Codes of areas as the statisticians write them: E05..., S12..., none for "nowhere". */
static struct str area(struct str code) {
    bool nowhere = str_ends(code, STR("99999999"));
    return code.len == 0 || code.len > 12 || nowhere ? STR_NONE : code;
}

static struct str prefixed(const struct str *f, size_t n, const char *prefixes) {
    for (size_t i = 1; i < n; i++) {
        struct str rest = str_from(prefixes), prefix;
        while (f[i].len == 9 && str_next_word(&rest, &prefix))
            if (str_starts(f[i], prefix)) return area(f[i]);
    }
    return STR_NONE;
}

static void areas_read(const struct postcode_layout *l, const struct str *f, size_t n,
                       struct places_postcode *row) {
    if (l->by_prefix) {
        row->lad = prefixed(f, n, "E06 E07 E08 E09 S12 W06 N09");
        row->ward = prefixed(f, n, "E05 S13 W05 N08");
        row->lsoa = prefixed(f, n, "E01 S01 W01 N20 N21 N00");
        return;
    }
    row->lad = area(field_at(l, POSTCODE_LAD, f, n));
    row->ward = area(field_at(l, POSTCODE_WARD, f, n));
    row->lsoa = area(field_at(l, POSTCODE_LSOA, f, n));
}

static enum postcode_row_kind degrees_read(struct str y, struct str x,
                                           struct places_postcode *row, struct said *ret_why) {
    double lat, lon;
    if (!str_to_real(y, &lat) || !str_to_real(x, &lon) || !(fabs(lon) <= 180) || !(lat >= -90)) {
        *ret_why = SAY("Latitude or longitude is not a number of degrees.");
        return POSTCODE_ROW_WRONG;
    }
    if (lat > 90) return POSTCODE_ROW_NOWHERE; /* 99.999999: not on the grid */
    row->lat = lat;
    row->lon = lon;
    return POSTCODE_ROW;
}

static enum postcode_row_kind grid_read(struct str e, struct str n, struct places_postcode *row,
                                        struct said *ret_why) {
    double east, north;
    if (!str_to_real(e, &east) || !str_to_real(n, &north) || !(east >= 0 && east <= EAST_MAX) ||
        !(north >= 0 && north <= NORTH_MAX)) {
        *ret_why = SAY("Easting or northing is not on the national grid.");
        return POSTCODE_ROW_WRONG;
    }
    if (east == 0 && north == 0) return POSTCODE_ROW_NOWHERE;
    places_grid_to_degrees(east, north, &row->lat, &row->lon);
    return POSTCODE_ROW;
}

/* Degrees where they are told, else the grid of Great Britain; Northern Ireland has another
   grid, and its rows tell degrees. */
static enum postcode_row_kind point_read(const struct postcode_layout *l, const struct str *f,
                                         size_t n, struct places_postcode *row,
                                         struct said *ret_why) {
    struct str y = field_at(l, POSTCODE_LAT, f, n), x = field_at(l, POSTCODE_LON, f, n);
    if (y.len > 0 || x.len > 0) return degrees_read(y, x, row, ret_why);
    struct str e = field_at(l, POSTCODE_EAST, f, n), g = field_at(l, POSTCODE_NORTH, f, n);
    struct str country = field_at(l, POSTCODE_COUNTRY, f, n),
               quality = field_at(l, POSTCODE_QUALITY, f, n);
    if ((e.len == 0 && g.len == 0) || str_starts(country, STR("N")) || str_is(quality, "90"))
        return POSTCODE_ROW_NOWHERE;
    return grid_read(e, g, row, ret_why);
}

enum postcode_row_kind places_postcode_row(const struct postcode_layout *l,
                                           const struct str *f, size_t n, char room[8],
                                           struct places_postcode *ret_row,
                                           struct said *ret_why) {
    struct places_postcode row = {0};
    struct str code = field_at(l, POSTCODE_CODE, f, n);
    char part = l->by_prefix && code.len > 6 ? code.ptr[code.len - 1] : ' ';
    struct str first = str_slice(code, 0, code.len ? code.len - 1 : 0);
    if (isupper((unsigned char)part) && places_postcode_parse(first, room, &row.code)) {
        if (part != 'A') return POSTCODE_ROW_PART;
        code = first;
    }
    if (!places_postcode_parse(code, room, &row.code)) {
        *ret_why = SAY("This is not a whole postcode, like B36 8AB.");
        return POSTCODE_ROW_WRONG;
    }
    if (field_at(l, POSTCODE_ENDED, f, n).len > 0) return POSTCODE_ROW_ENDED;
    enum postcode_row_kind kind = point_read(l, f, n, &row, ret_why);
    if (kind != POSTCODE_ROW) return kind;
    areas_read(l, f, n, &row);
    *ret_row = row;
    return POSTCODE_ROW;
}
