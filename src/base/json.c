#include "base/json.h"

#include "base/clock.h"
#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void json_init(struct json *json, struct buf *buf) {
    *json = (struct json){.buf = buf};
}

/* A comma where one belongs before the next value or key. */
static void json_begin(struct json *json) {
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0) return;
    bool *comma = &json->comma[json->depth - 1];
    if (*comma) buf_putc(json->buf, ',');
    *comma = true;
}

static void json_open(struct json *json, bool array) {
    json_begin(json);
    assert(json->depth < JSON_DEPTH);
    json->comma[json->depth] = false;
    json->array[json->depth++] = array;
    buf_putc(json->buf, array ? '[' : '{');
}

void json_begin_object(struct json *json) {
    json_open(json, false);
}

void json_begin_array(struct json *json) {
    json_open(json, true);
}

void json_end(struct json *json) {
    assert(json->depth > 0 && !json->after_key);
    buf_putc(json->buf, json->array[--json->depth] ? ']' : '}');
}

/* Must this code point be written as an escape? '<' too, so that the text may stand in a page's
   script element; the two line separators for old JavaScript. */
static bool json_escaped(uint32_t code) {
    return code < ' ' || code == '"' || code == '\\' || code == '<' || code == 0x7f ||
           code == 0x2028 || code == 0x2029;
}

static void json_escape(struct buf *buf, uint32_t code) {
    switch (code) {
    case '"': buf_puts(buf, "\\\""); break;
    case '\\': buf_puts(buf, "\\\\"); break;
    case '\n': buf_puts(buf, "\\n"); break;
    case '\r': buf_puts(buf, "\\r"); break;
    case '\t': buf_puts(buf, "\\t"); break;
    default: buf_printf(buf, "\\u%04x", (unsigned)code);
    }
}

static void json_quote(struct buf *buf, struct str s) {
    buf_putc(buf, '"');
    while (s.len) {
        const char *plain = s.ptr; /* a run of bytes that need no care is copied whole */
        struct str rest = s;
        uint32_t code = 0;
        while (utf8_next(&rest, &code) && !json_escaped(code) && code != 0xfffd) s = rest;
        buf_put(buf, str_of(plain, (size_t)(s.ptr - plain)));
        if (s.len == 0) break;
        if (code == 0xfffd) buf_puts(buf, "\xef\xbf\xbd");
        else json_escape(buf, code);
        s = rest;
    }
    buf_putc(buf, '"');
}

void json_key(struct json *json, const char *key) {
    assert(json->depth > 0 && !json->array[json->depth - 1] && !json->after_key);
    json_begin(json);
    json_quote(json->buf, str_from(key));
    buf_putc(json->buf, ':');
    json->after_key = true;
}

void json_str(struct json *json, struct str s) {
    if (!s.ptr) {
        json_none(json);
        return;
    }
    json_begin(json);
    json_quote(json->buf, s);
}

void json_int(struct json *json, int64_t n) {
    if (n == INT_NONE) {
        json_none(json);
        return;
    }
    json_begin(json);
    buf_int(json->buf, n);
}

/* The shortest decimal that reads back as the same number. */
void json_double(struct json *json, double x) {
    if (!isfinite(x)) {
        json_none(json);
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, x);
        if (strtod(text, NULL) == x) break;
    }
    json_begin(json);
    buf_puts(json->buf, text);
}

void json_real_digits(struct json *json, double x, int decimals) {
    if (!isfinite(x)) {
        json_none(json);
        return;
    }
    json_begin(json);
    buf_printf(json->buf, "%.*f", decimals < 0 ? 0 : decimals > 17 ? 17 : decimals, x);
}

void json_bool(struct json *json, bool yes) {
    json_raw(json, yes ? STR("true") : STR("false"));
}

void json_none(struct json *json) {
    json_raw(json, STR("null"));
}

void json_raw(struct json *json, struct str json_text) {
    json_begin(json);
    buf_put(json->buf, json_text);
}

void json_put_str(struct json *json, const char *key, struct str s) {
    json_key(json, key);
    json_str(json, s);
}

void json_put_int(struct json *json, const char *key, int64_t n) {
    json_key(json, key);
    json_int(json, n);
}

void json_put_real(struct json *json, const char *key, double x) {
    json_key(json, key);
    json_double(json, x);
}

void json_put_bool(struct json *json, const char *key, bool yes) {
    json_key(json, key);
    json_bool(json, yes);
}
