/* What waits for a worker, and the random numbers each thread at work takes along. */
#include "platform/web/web_own.h"

#include <stdlib.h>

/* ---- random numbers and ids ---- */

struct web_chance *web_chance_take(struct web_server *server)
{
    pthread_mutex_lock(&server->chance_lock);
    struct web_chance *chance = server->chances;
    if (chance) server->chances = chance->next;
    pthread_mutex_unlock(&server->chance_lock);
    if (!chance) abort(); /* more threads than were counted: a mistake in this program */
    return chance;
}

void web_chance_give(struct web_server *server, struct web_chance *chance)
{
    pthread_mutex_lock(&server->chance_lock);
    chance->next = server->chances;
    server->chances = chance;
    pthread_mutex_unlock(&server->chance_lock);
}

void web_chance_make(struct web_server *server)
{
    uint32_t salt = 0;
    for (size_t i = 0; i < WEB_CHANCES_MAX; i++) {
        struct web_chance *chance = ARENA_NEW(&server->arena, struct web_chance);
        rand_init(&chance->rand);
        ids_init(&chance->ids, &chance->rand);
        if (i == 0) salt = chance->ids.salt;
        /* Side by side, so that two threads of this process never share one. */
        chance->ids.salt = (salt + (uint32_t)i) & 1023;
        chance->next = server->chances;
        server->chances = chance;
    }
}

/* ---- queue ---- */

bool web_server_queue(struct web_server *server, struct web_task *task, bool front)
{
    pthread_mutex_lock(&server->lock);
    bool room = front || server->waiting < WEB_QUEUE_MAX;
    if (room) {
        task->next = NULL;
        if (!server->first) server->first = server->last = task;
        else if (front) task->next = server->first, server->first = task;
        else server->last->next = task, server->last = task;
        server->waiting++;
        pthread_cond_signal(&server->work);
    }
    pthread_mutex_unlock(&server->lock);
    return room;
}

struct web_task *web_server_next(struct web_server *server)
{
    pthread_mutex_lock(&server->lock);
    while (!server->first && !server->stopping) pthread_cond_wait(&server->work, &server->lock);
    struct web_task *task = server->first;
    if (task) {
        server->first = task->next;
        if (!server->first) server->last = NULL;
        server->waiting--;
    }
    pthread_mutex_unlock(&server->lock);
    return task;
}
