#include "platform/auth/auth.h"

#include <pthread.h>

#define PROBES 8

struct slot {
    uint64_t who;  /* 0 = free */
    double tokens;
    int64_t at_ms; /* of the last change */
};

struct auth_buckets {
    pthread_mutex_t lock;
    struct slot *slots;
    size_t count;
};

struct auth_buckets *auth_buckets_new(struct arena *arena, size_t slots) {
    struct auth_buckets *buckets = ARENA_NEW(arena, struct auth_buckets);
    buckets->count = slots < PROBES ? PROBES : slots;
    buckets->slots = ARENA_ARRAY(arena, struct slot, buckets->count);
    pthread_mutex_init(&buckets->lock, NULL);
    return buckets;
}

/* The slot of `who`, else a free one, else the one left alone longest: the table never grows,
   and somebody who floods it only makes old buckets full again. */
static struct slot *find_slot(struct auth_buckets *buckets, uint64_t who) {
    struct slot *oldest = NULL;
    for (size_t i = 0; i < PROBES; i++) {
        struct slot *slot = &buckets->slots[(who + i) % buckets->count];
        if (slot->who == who) return slot;
        if (!oldest || slot->who == 0 || (oldest->who != 0 && slot->at_ms < oldest->at_ms))
            if (!oldest || oldest->who != 0) oldest = slot;
    }
    return oldest;
}

static bool fill(struct slot *slot, uint64_t who, int per_hour, int burst, int64_t now_ms,
                 int *ret_seconds) {
    double rate = (double)per_hour / (60 * 60 * 1000.0);
    if (slot->who != who) *slot = (struct slot){.who = who, .tokens = burst, .at_ms = now_ms};
    if (now_ms > slot->at_ms) {
        slot->tokens += (double)(now_ms - slot->at_ms) * rate;
        if (slot->tokens > burst) slot->tokens = burst;
        slot->at_ms = now_ms;
    }
    if (slot->tokens >= 1) return true;
    *ret_seconds = rate > 0 ? (int)((1 - slot->tokens) / rate / 1000) + 1 : 60 * 60;
    return false;
}

static bool ask(struct auth_buckets *buckets, const char *name, struct str who, int per_hour,
                int burst, struct instant now, int cost, int *ret_seconds) {
    uint64_t id = str_hash(who, str_hash(str_from(name), 0x6b697468)) | 1;
    pthread_mutex_lock(&buckets->lock);
    struct slot *slot = find_slot(buckets, id);
    bool left = fill(slot, id, per_hour, burst, now.ms, ret_seconds);
    if (left) slot->tokens -= cost;
    pthread_mutex_unlock(&buckets->lock);
    return left;
}

bool auth_buckets_take(struct auth_buckets *buckets, const char *name, struct str who,
                       int per_hour, int burst, struct instant now, int *ret_seconds) {
    return ask(buckets, name, who, per_hour, burst, now, 1, ret_seconds);
}

bool auth_buckets_left(struct auth_buckets *buckets, const char *name, struct str who,
                       int per_hour, int burst, struct instant now, int *ret_seconds) {
    return ask(buckets, name, who, per_hour, burst, now, 0, ret_seconds);
}
