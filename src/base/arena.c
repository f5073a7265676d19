/* Blocks hang in a list, newest first. Under AddressSanitizer what is not handed out is
   poisoned and a gap follows each allocation, so that reading one byte too far is caught. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define ARENA_GAP 16
#else
#define ASAN_POISON_MEMORY_REGION(ptr, size) ((void)(ptr), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(ptr, size) ((void)(ptr), (void)(size))
#define ARENA_GAP 0
#endif

#define ALIGN sizeof(max_align_t)
#define FIRST_BLOCK ((size_t)8 << 10)
#define LARGEST_STEP ((size_t)1 << 20)
#define HARD_FACTOR 4

struct arena_block {
    struct arena_block *older;
    size_t size, used;
    _Alignas(max_align_t) unsigned char bytes[];
};

static _Noreturn void arena_die(const char *why) {
    fprintf(stderr, "level=error event=arena why=\"%s\"\n", why);
    abort();
}

/* What an allocation takes from its block, gap and alignment included. */
static size_t arena_span(size_t size) {
    if (size > SIZE_MAX / 2) arena_die("a size beyond all memory was asked for");
    return (size + ARENA_GAP + ALIGN - 1) / ALIGN * ALIGN;
}

void arena_init(struct arena *arena, size_t ceiling) {
    *arena = (struct arena){.ceiling = ceiling};
}

static void arena_free_chain(struct arena_block *block) {
    while (block) {
        struct arena_block *older = block->older;
        ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->size);
        free(block);
        block = older;
    }
}

void arena_release(struct arena *arena) {
    arena_free_chain(arena->block);
    *arena = (struct arena){.ceiling = arena->ceiling};
}

void arena_reset(struct arena *arena) {
    struct arena_block *kept = arena->block;
    if (kept) {
        arena_free_chain(kept->older);
        kept->older = NULL;
        kept->used = 0;
        ASAN_POISON_MEMORY_REGION(kept->bytes, kept->size);
    }
    *arena = (struct arena){.block = kept, .ceiling = arena->ceiling};
}

/* Count the bytes against the ceiling: past it the holder is told, far past it all ends. */
static void arena_charge(struct arena *arena, size_t bytes) {
    arena->used += bytes;
    if (arena->used <= arena->ceiling) return;
    arena->over = true;
    if (arena->used / HARD_FACTOR > arena->ceiling) arena_die("an arena passed four ceilings");
}

static struct arena_block *arena_room(struct arena *arena, size_t span) {
    struct arena_block *block = arena->block;
    if (block && block->size - block->used >= span) return block;
    size_t size = block ? block->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP) size = LARGEST_STEP;
    if (size < span) size = span;
    struct arena_block *fresh = malloc(sizeof *fresh + size);
    if (!fresh) arena_die("out of memory");
    *fresh = (struct arena_block){.older = block, .size = size};
    ASAN_POISON_MEMORY_REGION(fresh->bytes, size);
    return arena->block = fresh;
}

void *arena_alloc(struct arena *arena, size_t size) {
    size_t span = arena_span(size ? size : 1);
    arena_charge(arena, span);
    struct arena_block *block = arena_room(arena, span);
    unsigned char *at = block->bytes + block->used;
    block->used += span;
    ASAN_UNPOISON_MEMORY_REGION(at, size);
    memset(at, 0, size);
    return at;
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) arena_die("an array beyond all memory");
    return arena_alloc(arena, bytes);
}

/* Stretch the newest allocation where it lies. */
static bool arena_stretch(struct arena *arena, unsigned char *old, size_t old_size,
                          size_t new_size) {
    struct arena_block *block = arena->block;
    if (!block) return false;
    size_t old_span = arena_span(old_size ? old_size : 1), new_span = arena_span(new_size);
    if (block->used < old_span || old != block->bytes + block->used - old_span) return false;
    if (block->size - block->used < new_span - old_span) return false;
    arena_charge(arena, new_span - old_span);
    block->used += new_span - old_span;
    ASAN_UNPOISON_MEMORY_REGION(old, new_size);
    memset(old + old_size, 0, new_size - old_size);
    return true;
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size) {
    if (old && new_size <= old_size) return old;
    if (old && arena_stretch(arena, old, old_size, new_size)) return old;
    void *moved = arena_alloc(arena, new_size);
    if (old && old_size) {
        memcpy(moved, old, old_size);
        ASAN_POISON_MEMORY_REGION(old, old_size);
    }
    return moved;
}

enum status arena_check(const struct arena *arena) {
    return arena->over ? ERR_LIMIT : OK;
}

void *arena_push_room(struct arena *arena, void *items, size_t count, size_t size) {
    if (count & (count - 1)) return items; /* not a power of two: there is room */
    size_t old_size, new_size;
    if (__builtin_mul_overflow(count, size, &old_size) ||
        __builtin_mul_overflow(count ? count * 2 : 1, size, &new_size))
        arena_die("an array beyond all memory");
    return arena_grow(arena, count ? items : NULL, old_size, new_size);
}
