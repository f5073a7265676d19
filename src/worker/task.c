#include "tasks.h"

#include <string.h>

enum status task_refuse(struct task *task, struct str why) {
    task->why = why;
    return ERR_INVALID;
}

static bool digit_at(struct str s, size_t at) {
    return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* A blank between figures becomes one that does not break: a telephone number stays on its
   line, and in order on a right-to-left page. */
static struct str bind_figures(struct arena *arena, struct str s) {
    struct buf buf;
    buf_init(&buf, arena, s.len * 2 + 1);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == ' ' && i && digit_at(s, i - 1) && digit_at(s, i + 1))
            buf_puts(&buf, "\u00a0");
        else buf_putc(&buf, s.ptr[i]);
    }
    return buf_str(&buf);
}

enum status task_clean(struct task *task, const char *name, const json_t *value, size_t max,
                       struct str *ret_text) {
    if (!json_is_string(value))
        return task_refuse(task,
                           str_printf(task->arena, "The field \"%s\" must be a text.", name));
    struct str text = str_of(json_string_value(value), json_string_length(value));
    if (text.len > max)
        return task_refuse(
            task,
            str_printf(task->arena, "The field \"%s\" is longer than %zu bytes.", name, max));
    char *clean = str_c(task->arena, text);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)clean[i] < ' ' || clean[i] == 0x7f) clean[i] = ' ';
    *ret_text = bind_figures(task->arena, str_trim(str_of(clean, text.len)));
    return OK;
}

enum status task_text(struct task *task, const char *name, size_t max, struct str *ret_text) {
    const json_t *value = json_object_get(task->in, name);
    *ret_text = STR_NONE;
    if (!value || json_is_null(value)) return OK;
    return task_clean(task, name, value, max, ret_text);
}

bool task_flag(const struct task *task, const char *name) {
    return json_is_true(json_object_get(task->in, name));
}
