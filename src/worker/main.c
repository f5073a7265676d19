/* kith-worker: one task, then the end. It has no database and no network, little memory and
   little time, so that what goes wrong in a drawing library goes wrong here.

   In:  {"task":"card","bytes":N} and a line end, then N bytes of JSON; with "data":M in the
        line, M bytes more of anything.
   Out: {"status":"OK","bytes":N} and a line end, then N bytes; with "parts":[a,b] in the line
        they are several results. The status INVALID comes with a sentence saying why, LIMIT and
        BROKEN with none. */
#include "tasks.h"

#include "base/log.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define MEMORY_BYTES ((rlim_t)512 << 20)
#define CPU_SECONDS 10
#define OPEN_FILES 128
#define LINE_BYTES 256
#define INPUT_BYTES ((size_t)1 << 20)
#define DATA_BYTES ((size_t)16 << 20)
#define OUTPUT_BYTES ((size_t)16 << 20)
#define ARENA_BYTES ((size_t)64 << 20)

static bool limit(int what, rlim_t most) {
    return setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most}) == 0;
}

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif

#ifdef WATCHED
/* The font libraries keep their caches to the end, which is near: those are no leaks of ours. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "detect_leaks=0";
}
#endif

/* AddressSanitizer reserves terabytes of addresses: builds with it keep only the other limits. */
static bool set_limits(void) {
#ifndef WATCHED
    /* The drawing libraries start threads: each would set aside 64 MB of addresses for itself. */
    (void)mallopt(M_ARENA_MAX, 1);
    if (!limit(RLIMIT_AS, MEMORY_BYTES)) return false;
#endif
    return limit(RLIMIT_CPU, CPU_SECONDS) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_NOFILE, OPEN_FILES);
}

struct request {
    char task[32];
    size_t bytes, data;
};

static bool read_request(struct request *ret_request) {
    char line[LINE_BYTES];
    if (!fgets(line, sizeof line, stdin) || !strchr(line, '\n')) return false;
    json_t *in = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
    const char *task = json_string_value(json_object_get(in, "task"));
    json_int_t bytes = json_integer_value(json_object_get(in, "bytes"));
    json_int_t data = json_integer_value(json_object_get(in, "data"));
    bool fine = task && strlen(task) < sizeof ret_request->task && bytes > 0 &&
                bytes <= (json_int_t)INPUT_BYTES && data >= 0 && data <= (json_int_t)DATA_BYTES;
    if (fine) {
        *ret_request = (struct request){.bytes = (size_t)bytes, .data = (size_t)data};
        memcpy(ret_request->task, task, strlen(task));
    }
    json_decref(in);
    return fine;
}

static enum status run(const char *name, struct task *task) {
    if (strcmp(name, "card") == 0) return task_card(task);
    if (strcmp(name, "sheet") == 0) return task_sheet(task);
    if (strcmp(name, "document") == 0) return task_document(task);
    if (strcmp(name, "list") == 0) return task_list(task);
    if (strcmp(name, "pack") == 0) return task_pack(task);
    if (strcmp(name, "poster") == 0) return task_poster(task);
    if (strcmp(name, "cards") == 0) return task_cards(task);
    if (strcmp(name, "notes") == 0) return task_notes(task);
    if (strcmp(name, "picture") == 0) return task_picture(task);
    return task_refuse(task, STR("There is no such task."));
}

static enum status work(const struct request *request, struct task *task) {
    char *bytes = arena_alloc(task->arena, request->bytes);
    char *data = arena_alloc(task->arena, request->data + 1);
    if (fread(bytes, 1, request->bytes, stdin) != request->bytes ||
        fread(data, 1, request->data, stdin) != request->data)
        return task_refuse(task, STR("The bytes end too early."));
    task->data = str_of(data, request->data);
    json_error_t error;
    json_t *in = json_loadb(bytes, request->bytes, JSON_REJECT_DUPLICATES, &error);
    if (!json_is_object(in)) {
        json_decref(in);
        return task_refuse(
            task, str_printf(task->arena, "This is not a JSON object: %s.", error.text));
    }
    task->in = in;
    enum status status = run(request->task, task);
    json_decref(in);
    return status;
}

static bool answer(const struct task *task, enum status status) {
    struct str bytes = status == OK ? buf_str(task->out) : task->why;
    printf("{\"status\":\"%s\",\"bytes\":%zu", status_name(status), bytes.len);
    for (size_t i = 0; status == OK && i < task->parts_n; i++)
        printf("%s%zu", i ? "," : ",\"parts\":[", task->parts[i]);
    printf("%s}\n", status == OK && task->parts_n ? "]" : "");
    if (bytes.len) fwrite(bytes.ptr, 1, bytes.len, stdout);
    return fflush(stdout) == 0 && !ferror(stdout);
}

int main(void) {
    struct arena arena;
    struct buf out;
    struct request request;
    if (!set_limits()) {
        log_line(LOG_ERROR, "worker", "why=\"the limits could not be set\"");
        return ERR_BROKEN;
    }
    arena_init(&arena, ARENA_BYTES);
    buf_init(&out, &arena, OUTPUT_BYTES);
    struct task task = {.arena = &arena, .out = &out};
    enum status status = read_request(&request)
                             ? work(&request, &task)
                             : task_refuse(&task, STR("The first line is not a task."));
    bool said = answer(&task, status);
    arena_release(&arena);
    return said ? 0 : ERR_BROKEN;
}
