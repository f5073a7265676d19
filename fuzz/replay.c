/* Run a fuzz target over files instead of random input: every file of every folder given. This is
   how ./check replays the corpus and what once broke. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A copy of exactly its size, so that reading one byte too far is seen. */
static int one(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return 1;
    static uint8_t room[FILE_MAX];
    size_t size = fread(room, 1, sizeof room, file);
    fclose(file);
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact) return 1;
    memcpy(exact, room, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return 0;
}

int main(int argc, char **argv) {
    int count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *dir = opendir(argv[i]);
        for (struct dirent *entry; dir && (entry = readdir(dir));) {
            char path[1200];
            if (entry->d_name[0] == '.') continue;
            snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            if (one(path) != 0) return fprintf(stderr, "%s cannot be read\n", path), 1;
            count++;
        }
        if (dir) closedir(dir);
    }
    printf("%d inputs\n", count);
    return count > 0 ? 0 : 1; /* a target without a single input checks nothing */
}
