#include "platform/mail/smtp.h"

#include <curl/curl.h>
#include <string.h>

static size_t read_message(char *out, size_t size, size_t count, void *cookie) {
    struct str *rest = cookie;
    size_t n = size * count < rest->len ? size * count : rest->len;
    if (n > 0) memcpy(out, rest->ptr, n);
    *rest = str_slice(*rest, n, rest->len);
    return n;
}

static bool set_options(CURL *curl, struct arena *arena, const struct mail_settings *settings,
                        struct str *rest, char *error) {
    CURLcode bad = CURLE_OK;
    struct str from = str_printf(arena, "<%.*s>", STR_ARG(settings->from));
    bad |= curl_easy_setopt(curl, CURLOPT_URL, str_c(arena, settings->smtp_url));
    bad |= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    bad |= curl_easy_setopt(curl, CURLOPT_MAIL_FROM, str_c(arena, from));
    bad |= curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    bad |= curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
    bad |= curl_easy_setopt(curl, CURLOPT_READDATA, rest);
    bad |= curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    bad |= curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    bad |= curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
    bad |= curl_easy_setopt(curl, CURLOPT_TIMEOUT, 30L);
    if (settings->user.len > 0) {
        bad |= curl_easy_setopt(curl, CURLOPT_USERNAME, str_c(arena, settings->user));
        bad |= curl_easy_setopt(curl, CURLOPT_PASSWORD, str_c(arena, settings->password));
        /* A password never travels in clear. */
        bad |= curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    } else {
        bad |= curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY);
    }
    return bad == CURLE_OK;
}

enum status smtp_send(struct arena *arena, const struct mail_settings *settings, struct str to,
                      struct str message, struct str *ret_why) {
    enum status status = ERR_BUSY;
    char error[CURL_ERROR_SIZE] = "";
    struct str rest = message;
    struct curl_slist *rcpt = NULL;
    CURL *curl = curl_easy_init();
    if (!curl) return ERR_BROKEN;
    rcpt = curl_slist_append(NULL, str_c(arena, str_printf(arena, "<%.*s>", STR_ARG(to))));
    if (!rcpt || curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, rcpt) != CURLE_OK) goto done;
    if (!set_options(curl, arena, settings, &rest, error)) goto done;
    CURLcode code = curl_easy_perform(curl);
    long answer = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    if (code == CURLE_OK) {
        status = OK;
        goto done;
    }
    *ret_why = str_copy(arena, str_from(error[0] ? error : curl_easy_strerror(code)));
    if (answer >= 500 && answer < 600) status = ERR_INVALID;
done:
    curl_slist_free_all(rcpt);
    curl_easy_cleanup(curl);
    return status;
}
