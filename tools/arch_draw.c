/* docs/arrows.svg: every module a row in its order, every use an arc to a row above. */
#include "arch.h"

#include <stdio.h>

#define ROW 22
#define ARC 9

static void draw_row(struct buf *out, struct str name, int row, enum arch_layer layer) {
    static const char *const fills[] = {"#e4effa", "#f7e8f0", "#fff1d1", "#e0f3eb", "#e0f3eb"};
    buf_printf(out, "<rect x=\"10\" y=\"%d\" width=\"150\" height=\"18\" rx=\"4\" fill=\"%s\"/>\n",
               row * ROW + 40, fills[layer]);
    buf_printf(out, "<text x=\"18\" y=\"%d\">%.*s</text>\n", row * ROW + 53, STR_ARG(name));
}

/* Rows of the drawing: base, the modules, worker, app. */
static int row_of(const struct arch *arch, const struct arch_file *file) {
    if (file->order <= (int)arch->modules_n) return file->order;
    return (int)arch->modules_n + (file->layer == LAYER_APP ? 2 : 1);
}

static bool uses(const struct arch *arch, int from, int to) {
    size_t n = arch->files_n;
    for (size_t i = 0; i < n; i++) {
        if (row_of(arch, &arch->files[i]) != from) continue;
        for (size_t j = 0; j < n; j++)
            if (arch->arrows[i * n + j] && row_of(arch, &arch->files[j]) == to) return true;
    }
    return false;
}

static int draw_arcs(const struct arch *arch, struct buf *out, int rows) {
    int drawn = 0;
    for (int from = 0; from < rows; from++)
        for (int to = 0; to < rows; to++) {
            if (from == to || !uses(arch, from, to)) continue;
            int span = from > to ? from - to : to - from;
            buf_printf(out, "<path class=\"%s\" d=\"M160 %d C%d %d %d %d 160 %d\"/>\n",
                       from > to ? "down" : "up", from * ROW + 49, 170 + span * ARC, from * ROW + 49,
                       170 + span * ARC, to * ROW + 49, to * ROW + 49);
            drawn++;
        }
    return drawn;
}

bool arch_draw(struct arch *arch, const char *path) {
    int rows = (int)arch->modules_n + 3;
    struct buf out;
    buf_init(&out, arch->arena, (size_t)4 << 20);
    buf_printf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                     "aria-labelledby=\"t\">\n<title id=\"t\">Who uses whom: every arc goes up the page</title>\n",
               200 + rows * ARC, rows * ROW + 60);
    buf_puts(&out, "<style>text{font:13px sans-serif;fill:#241a23}path{fill:none;stroke:#5e1846;"
                   "stroke-opacity:.45}.up{stroke:#c00;stroke-opacity:1;stroke-width:2}</style>\n"
                   "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                   "<text x=\"10\" y=\"24\">A row may use the rows above it.</text>\n");
    draw_row(&out, STR("base"), 0, LAYER_BASE);
    for (size_t i = 0; i < arch->modules_n; i++)
        draw_row(&out, arch->modules[i], (int)i + 1, i < arch->platform_n ? LAYER_PLATFORM : LAYER_DOMAIN);
    draw_row(&out, STR("kith-worker"), rows - 2, LAYER_WORKER);
    draw_row(&out, STR("app"), rows - 1, LAYER_APP);
    draw_arcs(arch, &out, rows);
    buf_puts(&out, "</svg>\n");
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool ok = !out.over && fwrite(out.ptr, 1, out.len, file) == out.len;
    return fclose(file) == 0 && ok;
}
