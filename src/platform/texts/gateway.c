#include "platform/texts/gateway.h"

#include "base/json.h"
#include "platform/http/http.h"
#include <curl/curl.h>

#define CONNECT_SECONDS 5L
#define ANSWER_SECONDS 15L

/* ---- what is sent ---- */

static struct str json_escaped(struct arena *arena, struct str value)
{
    struct buf buf;
    struct json json;
    buf_init(&buf, arena, value.len * 6 + 64);
    json_init(&json, &buf);
    json_str(&json, value);
    struct str quoted = buf_str(&buf);
    return str_slice(quoted, 1, quoted.len - 1);
}

static struct str escaped(struct arena *arena, bool as_json, struct str value)
{
    return as_json ? json_escaped(arena, value) : http_url_encode(arena, value);
}

/* In one pass: a text that holds "{to}" is not filled in again. */
struct str gateway_body(struct arena *arena, struct str body, struct str to, struct str text,
                        struct str id)
{
    const struct { struct str mark, value; } marks[] = {
        {STR("{to}"), to}, {STR("{text}"), text}, {STR("{id}"), id}};
    bool as_json = str_starts(str_trim(body), STR("{"));
    struct buf out;
    buf_init(&out, arena, body.len + 6 * (to.len + text.len + id.len) + 64);
    for (size_t at = 0; at < body.len;) {
        size_t m = 0;
        while (m < 3 && !str_starts(str_slice(body, at, body.len), marks[m].mark)) m++;
        if (m < 3) buf_put(&out, escaped(arena, as_json, marks[m].value));
        else buf_putc(&out, body.ptr[at]);
        at += m < 3 ? marks[m].mark.len : 1;
    }
    return buf_str(&out);
}

/* ---- how ---- */

static size_t ignore(char *bytes, size_t size, size_t count, void *cookie)
{
    (void)bytes, (void)cookie;
    return size * count;
}

/* A token of one word is a bearer token; "Basic dXNlcg==" is sent as it stands. */
static struct curl_slist *headers(struct arena *arena, const struct texts_settings *s, bool as_json)
{
    struct curl_slist *list = curl_slist_append(NULL, as_json
        ? "Content-Type: application/json" : "Content-Type: application/x-www-form-urlencoded");
    if (!list || s->gateway_token.len == 0) return list;
    bool whole = str_find(s->gateway_token, STR(" "), 0) != SIZE_MAX;
    struct str line = str_printf(arena, "Authorization: %s%.*s", whole ? "" : "Bearer ",
                                 STR_ARG(s->gateway_token));
    struct curl_slist *more = curl_slist_append(list, str_c(arena, line));
    if (!more) curl_slist_free_all(list);
    return more;
}

static bool set_options(CURL *curl, struct arena *arena, struct str url, struct str body,
                        struct curl_slist *list)
{
    CURLcode bad = CURLE_OK;
    bad |= curl_easy_setopt(curl, CURLOPT_URL, str_c(arena, url));
    bad |= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    bad |= curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    bad |= curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    bad |= curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)body.len);
    bad |= curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body.ptr);
    bad |= curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    bad |= curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    bad |= curl_easy_setopt(curl, CURLOPT_PROXY, "");
    bad |= curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
    bad |= curl_easy_setopt(curl, CURLOPT_TIMEOUT, ANSWER_SECONDS);
    return bad == CURLE_OK;
}

/* Its own words are not kept: they may name the number. */
static enum status judged(struct arena *arena, CURLcode code, long answer, struct str *ret_why)
{
    if (code != CURLE_OK) {
        *ret_why = str_copy(arena, str_from(curl_easy_strerror(code)));
        return code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT ? ERR_INVALID : ERR_BUSY;
    }
    if (answer >= 200 && answer < 300) return OK;
    bool later = answer >= 500 || answer == 408 || answer == 425 || answer == 429;
    *ret_why = str_printf(arena, answer >= 300 && answer < 400
        ? "The gateway sent us elsewhere (%ld); its address is wrong."
        : later ? "The gateway answered %ld, later please." : "The gateway refused it (%ld).", answer);
    return later ? ERR_BUSY : ERR_INVALID;
}

enum status gateway_send(struct arena *arena, const struct texts_settings *settings,
                         struct str body, struct str *ret_why)
{
    struct str url = settings->gateway_url;
    bool as_json = str_starts(str_trim(body), STR("{"));
    if (!str_starts(url, STR("http://")) && !str_starts(url, STR("https://"))) {
        *ret_why = STR("The gateway's address must begin with http:// or https://.");
        return ERR_INVALID;
    }
    CURL *curl = curl_easy_init();
    struct curl_slist *list = headers(arena, settings, as_json);
    enum status status = ERR_BUSY;
    *ret_why = STR("The message could not be written.");
    if (curl && list && set_options(curl, arena, url, body, list)) {
        long answer = 0;
        CURLcode code = curl_easy_perform(curl);
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
        status = judged(arena, code, answer, ret_why);
    }
    curl_slist_free_all(list);
    if (curl) curl_easy_cleanup(curl);
    return status;
}
