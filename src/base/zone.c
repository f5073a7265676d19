/* Zone rules from the system's TZif files, RFC 8536: a table of changes, and a rule in words (a
   POSIX TZ string) for the time after the table. */
#include "base/clock.h"
#include "base/zone_rule.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define ZONE_DIR "/usr/share/zoneinfo/"
#define ZONE_MAX_NAME 64
#define ZONE_MAX_FILE ((size_t)256 << 10)
#define HEADER_SIZE 44
#define OFFSET_LIMIT (26 * 3600) /* RFC 8536 3.2: offsets stay well under this */

struct zone {
    size_t changes_n;
    const int64_t *changes; /* seconds, ascending */
    const int32_t *offsets; /* in force from the change of the same index */
    int32_t first;          /* before the first change */
    struct zone_rule rule;  /* after the last one */
};

struct header {
    size_t utc_n, std_n, leap_n, changes_n, types_n, chars_n, size;
    char version;
};

static uint64_t big_endian(const char *p, size_t size) {
    uint64_t n = 0;
    for (size_t i = 0; i < size; i++) n = n << 8 | (unsigned char)p[i];
    return n;
}

/* Read a header whose times are `width` bytes; false when the counts do not fit the bytes. */
static bool read_header(struct str bytes, size_t width, struct header *ret_header) {
    if (bytes.len < HEADER_SIZE || memcmp(bytes.ptr, "TZif", 4) != 0) return false;
    size_t n[6];
    for (size_t i = 0; i < 6; i++) {
        n[i] = (size_t)big_endian(bytes.ptr + 20 + 4 * i, 4);
        if (n[i] > ZONE_MAX_FILE) return false;
    }
    struct header h = {.utc_n = n[0],
                       .std_n = n[1],
                       .leap_n = n[2],
                       .changes_n = n[3],
                       .types_n = n[4],
                       .chars_n = n[5],
                       .version = bytes.ptr[4]};
    h.size = HEADER_SIZE + h.changes_n * (width + 1) + h.types_n * 6 + h.chars_n +
             h.leap_n * (width + 4) + h.std_n + h.utc_n;
    if (h.size > bytes.len || h.types_n == 0 || h.types_n > 256) return false;
    *ret_header = h;
    return true;
}

static bool read_types(const char *types, size_t count, int32_t offsets[256]) {
    for (size_t i = 0; i < count; i++) {
        offsets[i] = (int32_t)(uint32_t)big_endian(types + 6 * i, 4);
        if (offsets[i] < -OFFSET_LIMIT || offsets[i] > OFFSET_LIMIT) return false;
    }
    return true;
}

/* The table: times, then the type of each, then the types. Leap seconds are refused ("right/"
   zones): our days have 86,400 seconds. */
static bool read_table(struct arena *arena, struct str block, const struct header *h,
                       size_t width, struct zone *zone) {
    int32_t types[256];
    const char *times = block.ptr + HEADER_SIZE, *which = times + h->changes_n * width;
    if (h->leap_n || !read_types(which + h->changes_n, h->types_n, types)) return false;
    int64_t *changes = ARENA_ARRAY(arena, int64_t, h->changes_n);
    int32_t *offsets = ARENA_ARRAY(arena, int32_t, h->changes_n);
    for (size_t i = 0; i < h->changes_n; i++) {
        uint64_t raw = big_endian(times + i * width, width);
        changes[i] = width == 4 ? (int64_t)(int32_t)(uint32_t)raw : (int64_t)raw;
        if (i && changes[i] <= changes[i - 1]) return false;
        if ((unsigned char)which[i] >= h->types_n) return false;
        offsets[i] = types[(unsigned char)which[i]];
    }
    *zone = (struct zone){
        .changes_n = h->changes_n, .changes = changes, .offsets = offsets, .first = types[0]};
    return true;
}

/* "\nGMT0BST,M3.5.0/1,M10.5.0\n"; an empty one leaves the last offset in force. */
static bool read_footer(struct str footer, struct zone *zone) {
    if (footer.len < 2 || footer.ptr[0] != '\n') return false;
    size_t end = str_find(footer, STR("\n"), 1);
    if (end == SIZE_MAX) return false;
    struct str words = str_slice(footer, 1, end);
    return words.len == 0 || zone_rule_parse(words, &zone->rule);
}

enum status zone_parse(struct arena *arena, struct str bytes, const struct zone **ret_zone) {
    struct header h;
    struct zone *zone = ARENA_NEW(arena, struct zone);
    if (!read_header(bytes, 4, &h)) return ERR_INVALID;
    size_t width = h.version >= '2' ? 8 : 4;
    if (width == 8) { /* the first table is for old readers: skip it */
        bytes = str_slice(bytes, h.size, bytes.len);
        if (!read_header(bytes, 8, &h)) return ERR_INVALID;
    }
    if (!read_table(arena, bytes, &h, width, zone)) return ERR_INVALID;
    if (width == 8 && !read_footer(str_slice(bytes, h.size, bytes.len), zone))
        return ERR_INVALID;
    *ret_zone = zone;
    return OK;
}

static bool name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '/' || c == '_' || c == '-' || c == '+'; /* no dots: no way out of the folder */
}

static bool name_safe(struct str name) {
    if (name.len == 0 || name.len > ZONE_MAX_NAME || name.ptr[0] == '/') return false;
    for (size_t i = 0; i < name.len; i++)
        if (!name_char(name.ptr[i])) return false;
    return true;
}

static enum status read_file(struct arena *arena, const char *path, struct str *ret_bytes) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return ERR_MISSING;
    char *bytes = arena_alloc(arena, ZONE_MAX_FILE);
    size_t len = 0;
    ssize_t got = 0;
    while (len < ZONE_MAX_FILE && (got = read(file, bytes + len, ZONE_MAX_FILE - len)) > 0)
        len += (size_t)got;
    close(file);
    if (got < 0 || len == ZONE_MAX_FILE) return ERR_MISSING;
    *ret_bytes = str_of(bytes, len);
    return OK;
}

enum status zone_load(struct arena *arena, struct str name, const struct zone **ret_zone) {
    if (!name_safe(name)) return ERR_MISSING;
    struct arena scratch; /* the file is large, what is kept of it small */
    arena_init(&scratch, ZONE_MAX_FILE * 2);
    struct str bytes;
    enum status status =
        read_file(&scratch, str_c(&scratch, str_cat(&scratch, STR(ZONE_DIR), name)), &bytes);
    if (status == OK && zone_parse(arena, bytes, ret_zone) != OK) status = ERR_MISSING;
    arena_release(&scratch);
    return status;
}

/* How many changes are not after this second. */
static size_t changes_before(const struct zone *zone, int64_t seconds) {
    size_t low = 0, high = zone->changes_n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle] <= seconds) low = middle + 1;
        else high = middle;
    }
    return low;
}

static int64_t seconds_of(struct instant at) {
    return at.ms / 1000 - (at.ms % 1000 < 0);
}

int32_t zone_offset(const struct zone *zone, struct instant at) {
    if (!zone) return 0;
    int64_t seconds = seconds_of(at);
    size_t n = changes_before(zone, seconds);
    if (n == zone->changes_n && zone->rule.known) return zone_rule_offset(&zone->rule, seconds);
    return n == 0 ? zone->first : zone->offsets[n - 1];
}

struct zone_span zone_span(const struct zone *zone, struct instant at) {
    struct zone_span span = {INT64_MIN, INT64_MAX, zone_offset(zone, at)};
    if (!zone) return span;
    int64_t seconds = seconds_of(at), last;
    size_t n = changes_before(zone, seconds);
    if (n == zone->changes_n && zone->rule.known)
        zone_rule_around(&zone->rule, seconds, &span.from, &span.until);
    else if (n < zone->changes_n) span.until = zone->changes[n];
    last = n > 0 ? zone->changes[n - 1] : INT64_MIN;
    if (last > span.from) span.from = last;
    return span;
}
