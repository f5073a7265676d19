/* Streaming JSON out. Commas, quotes and escapes are the writer's business. Input is jansson's,
   whose json_object, json_array, json_real and json_null must not be named again here: the linker
   would hand ours to it. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#define JSON_DEPTH 32

struct json {
    struct buf *buf;
    int depth;
    bool comma[JSON_DEPTH], array[JSON_DEPTH];
    bool after_key;
};

void json_init(struct json *json, struct buf *buf);
void json_begin_object(struct json *json); /* { */
void json_begin_array(struct json *json);  /* [ */
void json_end(struct json *json);    /* whichever is open */
void json_key(struct json *json, const char *key);
void json_str(struct json *json, struct str s); /* a NULL ptr gives null; bad UTF-8 U+FFFD */
void json_int(struct json *json, int64_t n);    /* INT_NONE gives null */
void json_double(struct json *json, double x);    /* NaN and infinities give null */
void json_real_digits(struct json *json, double x, int decimals);
void json_bool(struct json *json, bool yes);
void json_none(struct json *json);
void json_raw(struct json *json, struct str json_text); /* already JSON */
/* key + value in one call */
void json_put_str(struct json *json, const char *key, struct str s);
void json_put_int(struct json *json, const char *key, int64_t n);
void json_put_real(struct json *json, const char *key, double x);
void json_put_bool(struct json *json, const char *key, bool yes);

#endif
