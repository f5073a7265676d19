/* Telephone, web address and plain texts as numbers: equal numbers are equal things. */
#include "base/utf8.h"
#include "domain/assets/duplicates_own.h"

#include <ctype.h>
#include <string.h>

#define DIGITS_MAX 20

static uint64_t hashed(struct str s, uint64_t seed) {
    uint64_t h = str_hash(s, seed);
    return h ? h : 1;
}

/* The first number as national digits, as far as one can tell: the last nine of it. */
uint64_t assets_duplicates_phone(struct arena *arena, struct str phone) {
    char digits[DIGITS_MAX];
    size_t n = 0;
    struct str s = str_replace(arena, phone, STR("(0)"), STR(""));
    for (size_t i = 0; i < s.len && n < DIGITS_MAX; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (isdigit(c)) digits[n++] = (char)c;
        else if (n >= 7 && strchr("/,;:xXoOeE\n", c)) break;
    }
    if (n < 7) return 0;
    size_t from = n > 9 ? n - 9 : 0;
    bool same = true;
    for (size_t i = from + 1; i < n; i++) same = same && digits[i] == digits[from];
    return same ? 0 : hashed(str_of(digits + from, n - from), 101);
}

/* The name of the host without what says nothing: "www.", "m.", "en-gb.". */
static struct str host_plain(struct str host) {
    static const char *const fronts[] = {"www.",   "m.",        "mobile.", "web.",
                                         "en-gb.", "business.", NULL};
    size_t port = str_find(host, STR(":"), 0);
    if (port != SIZE_MAX) host = str_slice(host, 0, port);
    for (size_t i = 0; fronts[i] != NULL; i++)
        if (str_starts(host, str_from(fronts[i])) && host.len > 12) {
            host = str_slice(host, strlen(fronts[i]), host.len);
            i = SIZE_MAX; /* from the beginning: "www.m." */
        }
    return host;
}

/* Pages inside somebody's own page. */
static struct str path_plain(struct str path) {
    static const char *const ends[] = {"/",           "/about",     "/requests",  "/members",
                                       "/posts",      "/events",    "/home",      "/index.html",
                                       "/index.htm",  "/index.php", "/permalink", "/contact",
                                       "/contact-us", NULL};
    for (size_t i = 0; ends[i] != NULL; i++) {
        if (!str_ends(path, str_from(ends[i]))) continue;
        path = str_slice(path, 0, path.len - strlen(ends[i]));
        i = SIZE_MAX;
    }
    return path;
}

/* "?ref=share" is no other page, "?id=7" is. */
static struct str query_plain(struct str query) {
    static const char *const telling[] = {"id=", "v=", "p=", "page_id=", "story_fbid=", NULL};
    struct str part;
    while (str_next(&query, '&', &part))
        for (size_t i = 0; telling[i] != NULL; i++)
            if (str_starts(part, str_from(telling[i]))) return part;
    return STR_NONE;
}

uint64_t assets_duplicates_url(struct arena *arena, struct str url, uint64_t *ret_host) {
    struct str s = str_lower(arena, str_trim(url));
    size_t at = str_find(s, STR("://"), 0), slash = 0, query;
    if (at != SIZE_MAX) s = str_slice(s, at + 3, s.len);
    size_t hash = str_find(s, STR("#"), 0);
    if (hash != SIZE_MAX) s = str_slice(s, 0, hash);
    while (slash < s.len && s.ptr[slash] != '/' && s.ptr[slash] != '?') slash++;
    struct str host = host_plain(str_slice(s, 0, slash)), path = str_slice(s, slash, s.len);
    *ret_host = 0;
    if (host.len < 4 || str_find(host, STR("."), 0) == SIZE_MAX) return 0;
    query = str_find(path, STR("?"), 0);
    struct str asked =
        query == SIZE_MAX ? STR_NONE : query_plain(str_slice(path, query + 1, path.len));
    if (query != SIZE_MAX) path = str_slice(path, 0, query);
    path = str_replace(arena, path_plain(path), STR("/pg/"), STR("/"));
    *ret_host = hashed(host, 103);
    return hashed(asked, hashed(path, *ret_host));
}

uint64_t assets_duplicates_plain(struct arena *arena, struct str text) {
    struct str folded = utf8_fold(arena, text), word;
    uint64_t h = 107;
    size_t n = 0;
    while (utf8_next_word(&folded, &word)) {
        for (size_t i = 0; i < word.len; i++)
            h = (h ^ (unsigned char)word.ptr[i]) * 1099511628211ULL;
        n++;
    }
    return n == 0 ? 0 : h ? h : 1;
}
