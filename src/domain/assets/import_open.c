/* The door of the readers: bytes, a file or a folder. */
#include "domain/assets/import_own.h"

#include <sys/stat.h>

enum status assets_import_open(struct arena *lasting, struct faults *faults, struct str bytes,
                               const struct import_options *options,
                               struct import_file **ret_file) {
    struct import_file *file = assets_import_one_new(lasting, faults, options);
    file->source = assets_import_source_bytes(bytes);
    TRY(assets_import_one_open(file, options));
    *ret_file = file;
    return OK;
}

static bool is_folder(struct arena *arena, struct str path) {
    struct stat about;
    return stat(str_c(arena, path), &about) == 0 && S_ISDIR(about.st_mode);
}

/* One table of a package stands for all of it. */
static struct str folder_of(struct str path) {
    size_t n = path.len;
    while (n > 0 && path.ptr[n - 1] != '/') n--;
    return n == 0 ? STR(".") : n == 1 ? STR("/") : str_slice(path, 0, n - 1);
}

enum status assets_import_open_path(struct arena *lasting, struct faults *faults,
                                    struct str path, const struct import_options *options,
                                    struct import_file **ret_file) {
    struct import_file *file = assets_import_one_new(lasting, faults, options);
    TRY(assets_import_format_read(file, options->format, &file->format));
    bool folder = is_folder(lasting, path);
    if (!folder && file->format == IMPORT_HSDS_CSV) {
        path = folder_of(path);
        folder = true;
    }
    if (folder) TRY(assets_import_folder_open(file, path, options));
    else {
        TRY(assets_import_source_open(lasting, faults, path, IMPORT_BYTES_MAX, &file->source));
        TRY(assets_import_one_open(file, options));
    }
    *ret_file = file;
    return OK;
}

bool assets_import_next(struct import_file *file, struct arena *arena,
                        struct import_row *ret_row) {
    return file->folder ? assets_import_folder_next(file, arena, ret_row)
                        : assets_import_one_next(file, arena, ret_row);
}

void assets_import_close(struct import_file *file) {
    if (file->folder) assets_import_folder_close(file);
    assets_import_one_close(file);
}

/* Of a folder: the file that is being read. */
static const struct import_file *inner(const struct import_file *file) {
    return file->now ? file->now : file;
}

enum import_format assets_import_format_of(const struct import_file *file) {
    return file->format;
}
struct str assets_import_publisher(const struct import_file *file) {
    return file->publisher;
}
struct str assets_import_encoding(const struct import_file *file) {
    return file->encoding;
}
bool assets_import_has(const struct import_file *file, enum import_field field) {
    return inner(file)->has[field];
}

const struct import_column *assets_import_columns(const struct import_file *file,
                                                  size_t *ret_n) {
    *ret_n = file->columns_n;
    return file->columns;
}

void assets_import_here(struct import_file *file, struct str zone) {
    file->here = str_copy(file->arena, zone);
    if (file->folder) assets_import_folder_here(file, file->here);
}
