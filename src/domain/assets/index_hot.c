/* One row of the list to the columns find and matching read. */
#include "base/utf8.h"
#include "domain/assets/assets_own.h"
#include "domain/assets/assets_rule.h"
#include "domain/assets/index_own.h"

#include <math.h>
#include <string.h>

#define EARTH_M 6371008.8
#define RADIAN (3.14159265358979323846 / 180.0)
#define OTHER_LANGUAGE 31 /* stated, and not in the table below */

static const char *const languages[] = {"en", "cy", "pl", "ur", "pa", "bn",  "gu",  "hi",
                                        "ar", "so", "ro", "pt", "es", "fr",  "de",  "it",
                                        "tr", "fa", "ps", "ku", "ta", "zh",  "yue", "lt",
                                        "bg", "hu", "uk", "ru", "vi", "bfi", "ti"};

int assets_language_bit(struct str code)
{
    size_t dash = str_find(code, STR("-"), 0);
    struct str primary = dash == SIZE_MAX ? code : str_slice(code, 0, dash);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (str_ieq(primary, str_from(languages[i]))) return (int)i;
    return -1;
}

static uint32_t language_bits(struct str list)
{
    uint32_t bits = 0;
    struct str code;
    while (str_next_word(&list, &code)) {
        int bit = assets_language_bit(code);
        bits |= (uint32_t)1 << (bit < 0 ? OTHER_LANGUAGE : bit);
    }
    return bits;
}

static uint32_t access_flags(int64_t yes, int64_t no)
{
    static const struct {
        unsigned access;
        uint32_t yes, no;
    } table[] = {{ASSET_STEP_FREE, AF_STEP_FREE_YES, AF_STEP_FREE_NO},
                 {ASSET_QUIET, AF_QUIET_YES, AF_QUIET_NO},
                 {ASSET_HEARING_LOOP, AF_LOOP_YES, AF_LOOP_NO},
                 {ASSET_CHILDCARE, AF_CHILDCARE_YES, AF_CHILDCARE_NO}};
    uint32_t flags = 0;
    for (size_t i = 0; i < 4; i++) {
        if (yes & table[i].access) flags |= table[i].yes;
        if (no & table[i].access) flags |= table[i].no;
    }
    return flags;
}

static uint32_t flags_of(const struct index_row *row, enum asset_kind kind)
{
    uint32_t flags = access_flags(row->access_yes, row->access_no);
    if (str_is(row->cost, "free") || str_is(row->cost, "donation")) flags |= AF_FREE;
    if (str_is(row->cost, "paid")) flags |= AF_PAID;
    if (str_is(row->audience, "women")) flags |= AF_WOMEN;
    if (str_is(row->audience, "men")) flags |= AF_MEN;
    if (row->host_meets) flags |= AF_WELCOME;
    if (row->host) flags |= AF_HOST;
    if (row->for_child) flags |= AF_FOR_CHILD;
    if (str_is(row->life, "temporarily closed")) flags |= AF_CLOSED;
    if (kind == ASSET_GIFT) flags |= AF_PERSON;
    return flags;
}

static uint8_t small(int64_t n, uint8_t none, int64_t max)
{
    if (n == INT_NONE || n < 0) return none;
    return (uint8_t)(n > max ? max : n);
}

static uint32_t organisation_of(struct arena *scratch, const struct index_row *row)
{
    uint64_t hash = 0;
    if (row->organisation.v != 0)
        hash =
            str_hash(str_of((const char *)&row->organisation.v, sizeof row->organisation.v), 7);
    else if (row->organisation_name.len > 0)
        hash = str_hash(assets_index_fold(scratch, row->organisation_name), 7);
    else
        return 0;
    uint32_t half = (uint32_t)(hash ^ hash >> 32);
    return half ? half : 1;
}

struct asset_hot assets_index_hot_of(struct arena *scratch, const struct index_row *row)
{
    struct asset_hot hot;
    enum asset_kind kind = ASSET_GROUP;
    memset(&hot, 0, sizeof hot); /* the block is written to a file, its gaps too */
    (void)assets_kind_parse(row->kind, &kind);
    hot.flags = flags_of(row, kind);
    hot.languages = language_bits(row->languages);
    hot.checked = day_is(row->checked) && row->checked.n > 0 ? (uint32_t)row->checked.n : 0;
    hot.age_low = small(row->age_low, 255, 120);
    hot.age_high = small(row->age_high, 255, 120);
    hot.kind = (uint8_t)kind;
    hot.host_room =
        row->host_room == INT_NONE ? -1 : (int8_t)(row->host_room > 100 ? 100 : row->host_room);
    hot.usual_size = small(row->usual_size, 0, 255);
    hot.organisation = organisation_of(scratch, row);
    return hot;
}

void assets_index_hot_schedule(struct asset_hot *hot, const struct asset_schedule *line)
{
    struct assets_rule rule;
    bool plain = assets_rule_parse(line->rrule, &rule);
    if (!plain && !assets_rule_known(line->rrule)) return;
    if (!plain || rule.freq == ASSETS_MONTHLY) /* rules beyond are rare ones: of months, of years */
        hot->flags |= AF_MONTHLY;
    else
        hot->flags |= rule.interval > 1 ? AF_FORTNIGHTLY : AF_WEEKLY;
    if (!minutes_is(line->opens) || !minutes_is(line->closes)) return;
    int length = (line->closes.n - line->opens.n + 29) / 30;
    if (length > 0 && length < 256 && (hot->session == 0 || length < hot->session))
        hot->session = (uint8_t)length;
}

void assets_index_hot_concept(struct asset_hot *hot, const struct vocabulary *v,
                              struct str code, int64_t quality, size_t seq)
{
    struct concept_id concept = vocabulary_find(v, code);
    if (seq >= ASSET_CONCEPTS || concept.v == 0) return;
    hot->concepts[seq] = concept.v;
    hot->quality[seq] = (uint8_t)quality;
}

void assets_index_hot_place(struct asset_hot *hot, double origin_lat, double origin_lon,
                            double lat, double lon)
{
    if (isnan(lat) || isnan(lon)) return;
    hot->flags |= AF_LOCATED;
    hot->x = (float)(EARTH_M * cos(origin_lat * RADIAN) * (lon - origin_lon) * RADIAN);
    hot->y = (float)(EARTH_M * (lat - origin_lat) * RADIAN);
}

uint32_t assets_index_cell(const struct asset_hot *hot)
{
    if (!(hot->flags & AF_LOCATED)) return INDEX_UNLOCATED;
    int column = (int)floorf(hot->x / 1000.0f) + 32768,
        row = (int)floorf(hot->y / 1000.0f) + 32768;
    if (column < 0) column = 0;
    if (column > 65534) column = 65534;
    if (row < 0) row = 0;
    if (row > 65534) row = 65534;
    return (uint32_t)row << 16 | (uint32_t)column;
}

uint32_t assets_index_tie(const struct index_row *row)
{
    uint64_t hash = str_hash(row->external_id, 11);
    return (uint32_t)(hash ^ hash >> 32);
}

uint32_t assets_index_name(struct arena *scratch, struct str name)
{
    uint64_t hash = 13;
    struct str rest = assets_index_fold(scratch, name), word;
    while (utf8_next_word(&rest, &word)) hash = str_hash(word, hash);
    return (uint32_t)(hash ^ hash >> 32);
}

bool assets_index_row_living(const struct index_row *row)
{
    return !instant_is(row->ended_at) && !str_is(row->life, "inactive") &&
           !str_is(row->life, "defunct");
}
