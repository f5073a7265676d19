/* Follows the HTML byte by byte, so that every mark knows whether it stands in text, in a tag, in
   an attribute or in an address. Unknown ground is refused, never guessed. */
#include "pagegen.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool listed(const char *name, const char *const *list) {
    for (; *list; list++) {
        if (strcasecmp(name, *list) == 0) return true;
    }
    return false;
}

static bool blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

static void name_add(const struct gen *g, char *name, char c) {
    size_t len = strlen(name);
    if (len + 1 >= GEN_NAME) gen_fail(g, "the name \"%s...\" is too long", name);
    name[len] = (char)tolower((unsigned char)c);
    name[len + 1] = '\0';
}

/* Attributes that hold an address; others that would carry code or style are refused. */
static void attr_known(struct gen *g) {
    static const char *const urls[] = {"href", "src",  "action",   "formaction", "poster",
                                       "cite", "data", "manifest", "xlink:href", NULL};
    static const char *const never[] = {"style", "srcdoc",     "srcset",
                                        "ping",  "background", NULL};
    struct place *p = &g->place;
    if (strncmp(p->attr, "on", 2) == 0 || listed(p->attr, never)) {
        gen_fail(g, "the attribute %s is not allowed: no inline script or style", p->attr);
    }
    p->url = listed(p->attr, urls);
    p->value_len = 0;
    p->mark_in_value = false;
    memset(p->start, 0, sizeof p->start);
}

static void url_check(const struct gen *g) {
    static const char *const never[] = {"javascript:", "vbscript:", "data:"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        if (g->place.url && strncasecmp(g->place.start, never[i], strlen(never[i])) == 0) {
            gen_fail(g, "an address may not begin with %s", never[i]);
        }
    }
}

/* Elements where a browser shows markup as letters, or where HTML inside breaks the drawing. */
static void tag_done(struct gen *g) {
    static const char *const plain[] = {"title", "textarea", "option", "text", "desc", NULL};
    static const char *const raw[] = {"script", "style", NULL};
    struct place *p = &g->place;
    bool keeps = listed(p->tag, (const char *const[]){"pre", "textarea", NULL});
    p->where = IN_TEXT;
    if (p->closing) {
        if (strcmp(p->tag, p->plain) == 0) p->plain[0] = '\0';
        if (keeps) p->keep = false;
        return;
    }
    if (listed(p->tag, raw)) p->where = IN_RAW;
    if (keeps) p->keep = true;
    if (!p->plain[0] && listed(p->tag, plain)) memcpy(p->plain, p->tag, sizeof p->plain);
}

static bool rest_is(const struct gen *g, const char *word) {
    size_t len = strlen(word);
    return g->text.len - g->at >= len && strncasecmp(g->text.ptr + g->at, word, len) == 0;
}

static void open_tag(struct gen *g, char c) {
    struct place *p = &g->place;
    if (c == '/' && !p->closing) {
        p->closing = true;
    } else if (isalpha((unsigned char)c)) {
        p->where = IN_NAME;
        name_add(g, p->tag, c);
    } else {
        gen_fail(g, "\"<\" begins no tag here; write &lt; for the sign");
    }
}

static void in_text(struct gen *g, char c) {
    struct place *p = &g->place;
    if (c != '<') return;
    p->closing = false;
    p->tag[0] = '\0';
    p->where = rest_is(g, "<!--") ? IN_COMMENT : rest_is(g, "<!") ? IN_DECLARATION : IN_OPEN;
}

static void in_raw(struct gen *g, char c) {
    if (c == '<' && g->text.len - g->at > 1 && g->text.ptr[g->at + 1] == '/') {
        in_text(g, c);
    } else if (!blank(c)) {
        gen_fail(g, "no inline script or style: put it into a file of web/");
    }
}

static void in_tag(struct gen *g, char c) {
    struct place *p = &g->place;
    if (c == '>') {
        tag_done(g);
    } else if (c == '=') {
        if (p->where == IN_TAG) gen_fail(g, "\"=\" without an attribute name");
        attr_known(g);
        p->where = IN_VALUE_START;
    } else if (blank(c)) {
        if (p->where == IN_ATTR) p->where = IN_ATTR_AFTER;
        if (p->where == IN_NAME) p->where = IN_TAG;
    } else if (c == '/' || c == '"' || c == '\'' || c == '<') {
        if (c != '/') gen_fail(g, "%c does not belong here in the tag <%s>", c, p->tag);
        p->where = IN_TAG;
    } else if (p->where == IN_NAME) {
        name_add(g, p->tag, c);
    } else {
        if (p->where != IN_ATTR) p->attr[0] = '\0';
        p->where = IN_ATTR;
        name_add(g, p->attr, c);
    }
}

static void in_quoted(struct gen *g, char c) {
    struct place *p = &g->place;
    if (c == p->quote) {
        url_check(g);
        p->where = IN_TAG;
        return;
    }
    if (p->value_len + 1 < sizeof p->start && !p->mark_in_value) p->start[p->value_len] = c;
    p->value_len++;
}

static void move(struct gen *g, char c) {
    struct place *p = &g->place;
    switch (p->where) {
    case IN_TEXT: in_text(g, c); break;
    case IN_RAW: in_raw(g, c); break;
    case IN_OPEN: open_tag(g, c); break;
    case IN_QUOTED: in_quoted(g, c); break;
    case IN_DECLARATION:
        if (c == '>') p->where = IN_TEXT;
        break;
    case IN_VALUE_START:
        if (c != '"') gen_fail(g, "the value of %s needs double quotes", p->attr);
        p->quote = c;
        p->where = IN_QUOTED;
        break;
    default: in_tag(g, c);
    }
}

static void put(struct gen *g, char c) {
    if (g->blank && !g->after_blank) buf_putc(&g->literal, g->blank);
    g->blank = 0;
    g->after_blank = false;
    buf_putc(&g->literal, c);
}

static bool folds(const struct place *p) {
    return (p->where == IN_TEXT && !p->keep) || p->where == IN_TAG || p->where == IN_NAME ||
           p->where == IN_ATTR || p->where == IN_ATTR_AFTER || p->where == IN_RAW;
}

static void comment_byte(struct gen *g) {
    if (rest_is(g, "-->")) {
        g->at += 2;
        g->place.where = IN_TEXT;
    }
}

void place_byte(struct gen *g, char c) {
    struct place *p = &g->place;
    if (p->where == IN_COMMENT) {
        comment_byte(g);
        return;
    }
    if (p->gap_needed && !blank(c) && c != '>' && c != '/') {
        gen_fail(g, "a blank is missing between a mark and \"%c\" in the tag <%s>", c, p->tag);
    }
    p->gap_needed = false;
    bool fold = folds(p) && blank(c), text = p->where == IN_TEXT;
    move(g, c);
    if (p->where == IN_COMMENT) return; /* comments are for people who edit; not sent */
    if (!fold) {
        put(g, c);
    } else if (g->blank != '\n') {
        g->blank = text && c == '\n' ? '\n' : ' ';
    }
}

void place_begin(struct gen *g) {
    memset(&g->place, 0, sizeof g->place);
    g->blank = 0;
    g->after_blank = true;
}

void place_before_mark(struct gen *g) {
    struct place *p = &g->place;
    bool touching = p->where == IN_NAME || p->where == IN_ATTR ||
                    (p->where == IN_TAG && !g->blank && !g->after_blank);
    switch (p->where) {
    case IN_TEXT: break;
    case IN_QUOTED:
        url_check(g);
        p->mark_in_value = true;
        break;
    case IN_NAME:
    case IN_TAG:
    case IN_ATTR:
    case IN_ATTR_AFTER:
        p->where = IN_TAG;
        p->gap_needed = touching;
        break;
    case IN_RAW: gen_fail(g, "no marks inside <%s>", p->tag);
    case IN_COMMENT: gen_fail(g, "no marks inside an HTML comment; use {-- words --}");
    case IN_VALUE_START: gen_fail(g, "the value of %s needs double quotes", p->attr);
    default: gen_fail(g, "no mark may stand in a tag name");
    }
    if (g->blank) {
        if (!g->after_blank) buf_putc(&g->literal, g->blank);
        g->after_blank = true;
        g->blank = 0;
    }
}

bool place_same(const struct place *a, const struct place *b) {
    if (a->where != b->where || strcmp(a->plain, b->plain) != 0 || a->keep != b->keep)
        return false;
    if (a->where == IN_TEXT) return true;
    return strcmp(a->tag, b->tag) == 0 && (a->where == IN_TAG || strcmp(a->attr, b->attr) == 0);
}
