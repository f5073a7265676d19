/* Cells as people paste them: markup, entities, control characters, odd blanks. */
#include "base/utf8.h"
#include "domain/assets/import_own.h"

#include <ctype.h>
#include <string.h>

struct cleaner {
    struct buf out;
    struct str in;
    size_t at;
    bool name; /* what looks like markup is part of it */
};

static bool clean_already(struct str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '<' || c == '&' || c < 32 || c == 127 || c == 0xC2 || c == 0xEF || c == 0xE2)
            return false;
    }
    return true;
}

/* "<p", "</p", "<!--": a "<" before a blank or digit is only a "<". */
static bool tag_at(struct str s, size_t at) {
    if (at + 1 >= s.len || s.ptr[at] != '<') return false;
    unsigned char c = (unsigned char)s.ptr[at + 1];
    if (c == '/') return at + 2 < s.len && isalpha((unsigned char)s.ptr[at + 2]);
    return isalpha(c) || c == '!' || c == '?';
}

static bool named(struct str tag, const char *list) {
    struct str rest = str_from(list), word;
    while (str_next_word(&rest, &word))
        if (str_ieq(tag, word)) return true;
    return false;
}

static struct str tag_name(struct str s, size_t at) {
    size_t from = at + 1 + (s.ptr[at + 1] == '/'), to = from;
    while (to < s.len && isalnum((unsigned char)s.ptr[to])) to++;
    return str_slice(s, from, to);
}

static size_t find_ieq(struct str s, struct str needle, size_t from) {
    for (size_t i = from; i + needle.len <= s.len; i++)
        if (str_ieq(str_slice(s, i, i + needle.len), needle)) return i;
    return SIZE_MAX;
}

/* Past the whole tag; what a script or style holds goes with it. An unclosed tag is text. */
static size_t tag_end(struct cleaner *c, struct str tag) {
    size_t at = c->at, close;
    if (str_starts(str_slice(c->in, at, c->in.len), STR("<!--"))) {
        close = str_find(c->in, STR("-->"), at);
        return close == SIZE_MAX ? c->in.len : close + 3;
    }
    close = str_find(c->in, STR(">"), at);
    if (close == SIZE_MAX) return SIZE_MAX;
    if (c->in.ptr[at + 1] == '/' || !named(tag, "script style")) return close + 1;
    size_t end =
        find_ieq(c->in, str_ieq(tag, STR("script")) ? STR("</script") : STR("</style"), close);
    if (end == SIZE_MAX) return c->in.len;
    close = str_find(c->in, STR(">"), end);
    return close == SIZE_MAX ? c->in.len : close + 1;
}

static void gap(struct cleaner *c, char with) {
    if (c->out.len > 0 && !strchr(" \n", c->out.ptr[c->out.len - 1])) buf_putc(&c->out, with);
}

static bool tag_take(struct cleaner *c) {
    struct str tag = tag_name(c->in, c->at);
    size_t end = tag_end(c, tag);
    if (end == SIZE_MAX) return false;
    if (named(tag, "p br div li tr ul ol table h1 h2 h3 h4 h5 h6 section article"))
        gap(c, '\n');
    else if (named(tag, "td th script style")) gap(c, ' ');
    c->at = end;
    return true;
}

/* "#163", "#xA3"; 0 = no number. */
static uint32_t numbered_code(struct str name) {
    bool hex = name.ptr[1] == 'x' || name.ptr[1] == 'X';
    uint32_t code = 0;
    for (size_t i = hex ? 2 : 1; i < name.len; i++) {
        char ch = (char)tolower((unsigned char)name.ptr[i]);
        if (!isxdigit((unsigned char)ch) || (!hex && !isdigit((unsigned char)ch))) return 0;
        code = code * (hex ? 16 : 10) +
               (uint32_t)(isdigit((unsigned char)ch) ? ch - '0' : ch - 'a' + 10);
    }
    if (code == 160) return ' ';
    return code < 32 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? ' ' : code;
}

static uint32_t entity_code(struct str name) {
    static const struct {
        const char *name;
        uint32_t code;
    } table[] = {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},
                 {"apos", '\''},    {"nbsp", ' '},     {"pound", 0xA3},    {"euro", 0x20AC},
                 {"ndash", 0x2013}, {"mdash", 0x2014}, {"rsquo", 0x2019},  {"lsquo", 0x2018},
                 {"rdquo", 0x201D}, {"ldquo", 0x201C}, {"hellip", 0x2026}, {"bull", 0x2022},
                 {"eacute", 0xE9},  {"middot", 0xB7},  {"copy", 0xA9},     {"deg", 0xB0}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (str_is(name, table[i].name)) return table[i].code;
    return name.len >= 2 && name.len <= 8 && name.ptr[0] == '#' ? numbered_code(name) : 0;
}

static bool entity_take(struct cleaner *c) {
    size_t end = str_find(str_slice(c->in, 0, c->at + 12), STR(";"), c->at);
    if (end == SIZE_MAX) return false;
    uint32_t code = entity_code(str_slice(c->in, c->at + 1, end));
    char bytes[4];
    if (code == 0) return false;
    buf_put(&c->out, str_of(bytes, utf8_encode(code, bytes)));
    c->at = end + 1;
    return true;
}

/* Invisible code points that only get in the way of comparing. */
static bool unseen(uint32_t code) {
    return (code < 32 && code != '\n' && code != '\t') || (code >= 127 && code < 160) ||
           code == 0xFEFF || code == 0x200B || code == 0x2060 || code == 0xFFFE ||
           code == 0xFFFF || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static void letter_take(struct cleaner *c) {
    struct str rest = str_slice(c->in, c->at, c->in.len);
    uint32_t code = 0;
    size_t before = rest.len;
    if (!utf8_next(&rest, &code)) {
        c->at = c->in.len;
        return;
    }
    size_t size = before - rest.len;
    struct str bytes = str_slice(c->in, c->at, c->at + size);
    c->at += size;
    if (code == '\r') {
        if (c->at >= c->in.len || c->in.ptr[c->at] != '\n') buf_putc(&c->out, '\n');
    } else if (code == '\t' || code == 160) buf_putc(&c->out, ' ');
    else if (code == 0xFFFD && size == 1) buf_puts(&c->out, "\xEF\xBF\xBD");
    else if (!unseen(code)) buf_put(&c->out, bytes);
}

static struct str cleaned(struct arena *arena, struct str cell, bool name) {
    struct str s = str_trim(cell);
    if (s.len > IMPORT_CELL_MAX) s = utf8_cut(s, IMPORT_CELL_MAX);
    if (clean_already(s)) return s;
    struct cleaner c = {.in = s, .name = name};
    buf_init(&c.out, arena, 4 * IMPORT_CELL_MAX);
    while (c.at < s.len) {
        char ch = s.ptr[c.at];
        if (ch == '<' && !c.name && tag_at(s, c.at) && tag_take(&c)) continue;
        if (ch == '&' && entity_take(&c)) continue;
        letter_take(&c);
    }
    return str_trim(buf_str(&c.out));
}

struct str assets_import_clean(struct arena *arena, struct str cell) {
    return cleaned(arena, cell, false);
}

struct str assets_import_clean_name(struct arena *arena, struct str cell) {
    return cleaned(arena, cell, true);
}
