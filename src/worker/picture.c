/* A photograph, made small and plain: turned upright, at most 1600 long and a second of 480, JPEG
   again from its dots alone, so that nothing the camera or anybody else wrote beside them is left.
   What it is was told from its bytes before libvips sees any of it. */
#include "tasks.h"

#include "base/picture.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

#define LONG_SIDE 1600
#define SMALL_SIDE 480
#define LONG_BYTES ((size_t)300 << 10)
#define SMALL_BYTES ((size_t)60 << 10)
#define LINE_BYTES 4096

static struct str wrong_said(enum picture_wrong wrong) {
    switch (wrong) {
    case PICTURE_EMPTY: return STR("There are no bytes of a picture.");
    case PICTURE_NONE: return STR("This is not a picture.");
    case PICTURE_STRANGE: return STR("This is a picture of a kind that is not taken: use JPEG, PNG, WebP or HEIC.");
    case PICTURE_MOVES: return STR("This picture moves: use one that stands still.");
    case PICTURE_HUGE: return STR("This picture has more than 64 million dots, or a side above 20,000.");
    case PICTURE_MORE: return STR("This picture is something else as well.");
    default: return STR("This picture is cut off or damaged.");
    }
}

/* Debian's libvips reads HEIC by a module of its own. Only that one is loaded: those beside it read
   documents and a hundred strange kinds, and cost time. */
static bool heic_load(void) {
    Dl_info where;
    char path[LINE_BYTES];
    if (!dladdr((void *)(uintptr_t)vips_init, &where) || !where.dli_fname) return false;
    const char *slash = strrchr(where.dli_fname, '/');
    int n = snprintf(path, sizeof path, "%.*s/vips-modules-%d.%d/vips-heif.so",
                     slash ? (int)(slash - where.dli_fname) : 0, where.dli_fname, vips_version(0), vips_version(1));
    void *module = n > 0 && (size_t)n < sizeof path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
    if (!module) return false;
    const char *(*init)(void *);
    void *found = dlsym(module, "g_module_check_init");
    memcpy(&init, &found, sizeof init); /* a function's address, as POSIX hands it out */
    return found && init(NULL) == NULL;
}

/* What is wrong with a picture is said to whoever sent it, not to the server's log. */
static void say_nothing(const char *domain, GLogLevelFlags level, const char *words, void *cookie) {
    (void)domain, (void)level, (void)words, (void)cookie;
}

/* One thread, no cache, no modules: 512 MB are enough for what is let in. */
static bool vips_begin(enum picture_kind kind) {
    mallopt(M_ARENA_MAX, 1);
    g_log_set_default_handler(say_nothing, NULL);
    setenv("VIPSHOME", "/nonexistent", 1);
    if (vips_init("kith-worker") != 0) return false;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    return kind != PICTURE_HEIC || heic_load();
}

/* The picture at most `side` long, upright, in the colours of screens, on white. */
static VipsImage *shrink(struct str bytes, int side) {
    VipsImage *thumb = NULL, *flat = NULL;
    const double white[] = {255};
    VipsArrayDouble *ground = vips_array_double_new(white, 1);
    int rc = vips_thumbnail_buffer((void *)(uintptr_t)bytes.ptr, bytes.len, &thumb, side, "height", side, "size",
                                   VIPS_SIZE_DOWN, "export_profile", "srgb", "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    if (rc == 0 && vips_image_hasalpha(thumb)) rc = vips_flatten(thumb, &flat, "background", ground, NULL);
    vips_area_unref(VIPS_AREA(ground));
    if (rc == 0 && flat) {
        g_object_unref(thumb);
        return flat;
    }
    if (rc == 0) return thumb;
    if (thumb) g_object_unref(thumb);
    return NULL;
}

/* JPEG under a ceiling: less fine, then smaller. */
static bool squeeze(struct task *task, VipsImage *image, size_t most) {
    static const int fine[] = {82, 74, 66, 56, 46, 36};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        void *bytes = NULL;
        size_t size = 0;
        if (vips_jpegsave_buffer(image, &bytes, &size, "Q", fine[i], "strip", TRUE, "optimize_coding", TRUE, NULL))
            return false;
        bool fits = size <= most;
        if (fits) {
            buf_put(task->out, str_of(bytes, size));
            task->parts[task->parts_n++] = size;
        }
        g_free(bytes);
        if (fits) return true;
    }
    return false;
}

/* Decoded once into memory: the dots of a thumbnail are few, and are coded several times. */
static bool put_size(struct task *task, struct str bytes, int side, size_t most, int *ret_width, int *ret_height) {
    bool done = false;
    for (int tries = 0; tries < 4 && !done; tries++, side = side * 3 / 4) {
        VipsImage *image = shrink(bytes, side);
        VipsImage *still = image ? vips_image_copy_memory(image) : NULL;
        if (image) g_object_unref(image);
        if (!still) return false;
        done = squeeze(task, still, most);
        *ret_width = vips_image_get_width(still);
        *ret_height = vips_image_get_height(still);
        g_object_unref(still);
    }
    return done;
}

/* The facts come first, and are known last. */
static void facts_first(struct task *task, const int sides[4]) {
    struct str pictures = str_copy(task->arena, buf_str(task->out));
    struct str facts = str_printf(task->arena, "{\"width\":%d,\"height\":%d,\"small_width\":%d,\"small_height\":%d}",
                                  sides[0], sides[1], sides[2], sides[3]);
    task->out->len = 0;
    buf_put(task->out, facts);
    buf_put(task->out, pictures);
    memmove(task->parts + 1, task->parts, task->parts_n * sizeof *task->parts);
    task->parts[0] = facts.len;
    task->parts_n++;
}

enum status task_picture(struct task *task) {
    struct picture_look look = picture_look(task->data);
    int sides[4] = {0};
    if (look.wrong) return task_refuse(task, wrong_said(look.wrong));
    if (!vips_begin(look.kind)) return look.kind == PICTURE_HEIC ? task_refuse(task, wrong_said(PICTURE_STRANGE)) : ERR_BROKEN;
    if (!put_size(task, task->data, LONG_SIDE, LONG_BYTES, &sides[0], &sides[1]) ||
        !put_size(task, task->data, SMALL_SIDE, SMALL_BYTES, &sides[2], &sides[3])) {
        task->parts_n = 0;
        return task_refuse(task, wrong_said(PICTURE_CUT));
    }
    facts_first(task, sides);
    return buf_check(task->out);
}
