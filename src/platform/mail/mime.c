#include "platform/mail/mime.h"

#include "base/utf8.h"
#include <sodium.h>

#define MESSAGE_CEILING ((size_t)1 << 20)
#define WORD_BYTES 39 /* of a subject in one encoded word: with its header name within 76 */

bool mime_address(struct str address) {
    size_t at = SIZE_MAX;
    if (address.len < 3 || address.len > 254) return false;
    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.ptr[i];
        if (c <= ' ' || c >= 0x7f) return false;
        if (str_find(STR("<>()[],;:\\\""), str_of(&address.ptr[i], 1), 0) != SIZE_MAX)
            return false;
        if (c == '@') {
            if (at != SIZE_MAX) return false;
            at = i;
        }
    }
    return at != SIZE_MAX && at > 0 && at + 1 < address.len && address.ptr[0] != '-';
}

static bool has_control(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7f) return true;
    return false;
}

static size_t count_high(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80) n++;
    return n;
}

static void put_base64(struct buf *out, struct str s) {
    char text[sodium_base64_ENCODED_LEN(57, sodium_base64_VARIANT_ORIGINAL)];
    sodium_bin2base64(text, sizeof text, (const unsigned char *)s.ptr, s.len,
                      sodium_base64_VARIANT_ORIGINAL);
    buf_puts(out, text);
}

/* RFC 2047 words, never cut inside a character. */
static void put_subject(struct buf *out, struct str subject) {
    buf_puts(out, "Subject: ");
    if (count_high(subject) == 0 && subject.len <= 60) {
        buf_put(out, subject);
        buf_puts(out, "\r\n");
        return;
    }
    for (bool first = true; subject.len > 0; first = false) {
        struct str piece = utf8_cut(subject, WORD_BYTES);
        if (piece.len == 0) break;
        buf_puts(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
        put_base64(out, piece);
        buf_puts(out, "?=");
        subject = str_slice(subject, piece.len, subject.len);
    }
    buf_puts(out, "\r\n");
}

static void put_date(struct buf *out, struct instant at) {
    static const char days[7][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil c = civil_from_instant(NULL, at);
    int weekday = day_weekday(day_from_instant(NULL, at));
    buf_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n", days[weekday], c.day,
               months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

/* Line ends of any kind become CRLF. */
static struct str to_crlf(struct arena *arena, struct str text) {
    struct buf out;
    buf_init(&out, arena, MESSAGE_CEILING);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n') continue;
        if (text.ptr[i] == '\n' || text.ptr[i] == '\r') buf_puts(&out, "\r\n");
        else buf_putc(&out, text.ptr[i]);
    }
    return buf_str(&out);
}

static void put_body_base64(struct buf *out, struct str text) {
    for (size_t i = 0; i < text.len; i += 57) {
        put_base64(out, str_slice(text, i, i + 57));
        buf_puts(out, "\r\n");
    }
}

static void put_quoted_line(struct buf *out, struct str line) {
    size_t width = 0;
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.ptr[i];
        bool blank_end = (c == ' ' || c == '\t') && i + 1 == line.len;
        bool plain = ((c >= ' ' && c < 0x7f && c != '=') || c == '\t') && !blank_end;
        if (width + (plain ? 1 : 3) > 75) {
            buf_puts(out, "=\r\n");
            width = 0;
        }
        if (plain) buf_putc(out, (char)c);
        else buf_printf(out, "=%02X", c);
        width += plain ? 1 : 3;
    }
    buf_puts(out, "\r\n");
}

static void put_body_quoted(struct buf *out, struct str text) {
    struct str line;
    while (str_next(&text, '\n', &line)) {
        if (line.len > 0 && line.ptr[line.len - 1] == '\r') line.len--;
        put_quoted_line(out, line);
    }
}

enum status mime_write(struct arena *arena, const struct mail *mail, struct str from,
                       int64_t id, struct instant at, struct str *ret_message) {
    if (!mime_address(mail->to) || !mime_address(from)) return ERR_INVALID;
    if (has_control(mail->subject) || has_control(mail->language)) return ERR_INVALID;
    struct buf out;
    buf_init(&out, arena, MESSAGE_CEILING);
    size_t domain = str_find(from, STR("@"), 0);
    put_date(&out, at);
    buf_printf(&out, "From: <%.*s>\r\nTo: <%.*s>\r\n", STR_ARG(from), STR_ARG(mail->to));
    put_subject(&out, mail->subject);
    buf_printf(&out, "Message-ID: <%lld%.*s>\r\n", (long long)id,
               STR_ARG(str_slice(from, domain, from.len)));
    if (mail->language.len > 0)
        buf_printf(&out, "Content-Language: %.*s\r\n", STR_ARG(mail->language));
    buf_puts(&out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                   "Content-Type: text/plain; charset=UTF-8\r\n");
    bool base64 = count_high(mail->text) * 4 > mail->text.len;
    buf_printf(&out, "Content-Transfer-Encoding: %s\r\n\r\n",
               base64 ? "base64" : "quoted-printable");
    if (base64) put_body_base64(&out, to_crlf(arena, mail->text));
    else put_body_quoted(&out, mail->text);
    TRY(buf_check(&out));
    *ret_message = buf_str(&out);
    return OK;
}
