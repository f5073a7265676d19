#include "paper.h"

#include "base/utf8.h"

#include <cairo-pdf.h>
#include <math.h>
#include <qrencode.h>
#include <string.h>

#define QR_QUIET 4 /* modules of white round the code, as the standard asks */
#define QR_MAX_BYTES 600

static cairo_status_t take_bytes(void *closure, const unsigned char *bytes, unsigned size) {
    struct buf *out = closure;
    buf_put(out, str_of((const char *)bytes, size));
    return out->over ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void paper_open(struct paper *paper, struct buf *out, double width, double height,
                struct str language, bool rtl, struct str title) {
    const char *code = str_c(out->arena, language.len ? language : STR("en"));
    *paper = (struct paper){.width = width, .height = height, .rtl = rtl, .out = out};
    paper->nastaliq = str_starts(language, STR("ur")) || str_starts(language, STR("ks"));
    paper->surface = cairo_pdf_surface_create_for_stream(take_bytes, out, width, height);
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_TITLE,
                                   str_c(out->arena, title));
    paper->cairo = cairo_create(paper->surface);
    paper->context = pango_cairo_create_context(paper->cairo);
    pango_context_set_language(paper->context, pango_language_from_string(code));
    pango_context_set_base_dir(paper->context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    cairo_set_line_cap(paper->cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(paper->cairo, CAIRO_LINE_JOIN_ROUND);
}

enum status paper_close(struct paper *paper) {
    g_object_unref(paper->context);
    cairo_destroy(paper->cairo);
    cairo_surface_finish(paper->surface);
    cairo_status_t drawn = cairo_surface_status(paper->surface);
    cairo_surface_destroy(paper->surface);
    TRY(buf_check(paper->out));
    return drawn == CAIRO_STATUS_SUCCESS ? OK : ERR_BROKEN;
}

/* Families in order of wish; Pango takes the next for a script the first lacks. Urdu is written
   in Nastaliq, except in small print where Naskh stays legible. */
static const char *families(const struct paper *paper, enum paper_face face) {
    if (face == PAPER_VOICE)
        return paper->nastaliq ? "Noto Serif,Noto Nastaliq Urdu,Jameel Noori Nastaleeq,serif"
                               : "Noto Serif,Noto Naskh Arabic,Noto Serif Bengali,serif";
    if (face == PAPER_PLAIN && paper->nastaliq)
        return "Atkinson Hyperlegible,Noto Sans,Noto Nastaliq Urdu,Jameel Noori "
               "Nastaleeq,sans-serif";
    return "Atkinson Hyperlegible,Noto Sans,Noto Naskh Arabic,Noto Sans Bengali,sans-serif";
}

static PangoLayout *layout_of(struct paper *paper, const struct paper_text *text, double width,
                              double scale) {
    PangoLayout *layout = pango_layout_new(paper->context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, families(paper, text->face));
    pango_font_description_set_absolute_size(font, text->size * scale * PANGO_SCALE);
    pango_font_description_set_weight(font,
                                      text->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    struct str shown = utf8_cut(text->text, PAPER_MAX_TEXT);
    pango_layout_set_text(layout, shown.ptr ? shown.ptr : "", (int)shown.len);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_auto_dir(
        layout, FALSE); /* a page has one direction, whatever a line begins with */
    pango_layout_set_alignment(layout, text->centre ? PANGO_ALIGN_CENTER
                                       : paper->rtl ? PANGO_ALIGN_RIGHT
                                                    : PANGO_ALIGN_LEFT);
    return layout;
}

static double layout_height(PangoLayout *layout) {
    int width, height;
    pango_layout_get_size(layout, &width, &height);
    return (double)height / PANGO_SCALE;
}

/* Limit to a number of lines; a negative height counts lines in Pango. */
static void layout_cut(PangoLayout *layout, int lines) {
    pango_layout_set_height(layout, -(lines > 0 ? lines : 1));
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
}

double paper_measure(struct paper *paper, const struct paper_text *text, double width,
                     double scale) {
    if (!text->text.len) return 0;
    PangoLayout *layout = layout_of(paper, text, width, scale);
    double height = layout_height(layout);
    g_object_unref(layout);
    return height;
}

double paper_measure_cut(struct paper *paper, const struct paper_text *text, double width,
                         double scale) {
    if (!text->text.len) return 0;
    PangoLayout *layout = layout_of(paper, text, width, scale);
    layout_cut(layout, text->max_lines);
    double height = layout_height(layout);
    g_object_unref(layout);
    return height;
}

double paper_middle(struct paper *paper, const struct paper_text *text, double width,
                    double scale) {
    PangoLayout *layout = layout_of(paper, text, width, scale);
    PangoRectangle ink;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, NULL);
    double baseline = (double)pango_layout_get_baseline(layout) / PANGO_SCALE;
    double above = (double)(ink.y + ink.height / 2) / PANGO_SCALE;
    g_object_unref(layout);
    return baseline + (paper->nastaliq ? above : -.36 * text->size * scale);
}

void paper_draw(struct paper *paper, const struct paper_text *text, double x, double y,
                double width, double height, double scale) {
    if (!text->text.len) return;
    PangoLayout *layout = layout_of(paper, text, width, scale);
    for (int lines = pango_layout_get_line_count(layout);
         layout_height(layout) > height + .5 && lines > 1;)
        layout_cut(layout, --lines);
    cairo_t *cairo = paper->cairo;
    double left = paper_left(paper, x, width);
    cairo_tag_begin(cairo, text->face == PAPER_VOICE && text->bold ? "H1" : "P", NULL);
    cairo_save(cairo);
    /* ink may stand out of its line a little, as Nastaliq does, but not off the page */
    cairo_rectangle(cairo, 0, y - text->size, paper->width, height + 2 * text->size);
    cairo_clip(cairo);
    paper_colour(paper, text->colour);
    cairo_move_to(cairo, left, y);
    pango_cairo_show_layout(cairo, layout);
    cairo_restore(cairo);
    cairo_tag_end(cairo, text->face == PAPER_VOICE && text->bold ? "H1" : "P");
    g_object_unref(layout);
}

void paper_colour(struct paper *paper, enum paper_colour colour) {
    static const unsigned char table[][3] = {
        [PAPER_INK] = {0x24, 0x1a, 0x23},    [PAPER_SOFT] = {0x54, 0x46, 0x4f},
        [PAPER_DAMSON] = {0x5e, 0x18, 0x46}, [PAPER_LAMP] = {0xff, 0xc4, 0x4d},
        [PAPER_EDGE] = {0x86, 0x73, 0x7f},   [PAPER_WHITE] = {0xff, 0xff, 0xff}};
    const unsigned char *c = table[colour];
    cairo_set_source_rgb(paper->cairo, c[0] / 255., c[1] / 255., c[2] / 255.);
}

double paper_left(const struct paper *paper, double x, double width) {
    return paper->rtl ? paper->width - x - width : x;
}

void paper_arch(struct paper *paper, double middle, double top, double width, double height) {
    double radius = width / 2;
    cairo_new_path(paper->cairo);
    cairo_move_to(paper->cairo, middle - radius, top + height);
    cairo_arc(paper->cairo, middle, top + radius, radius, M_PI, 2 * M_PI);
    cairo_line_to(paper->cairo, middle + radius, top + height);
    cairo_close_path(paper->cairo);
}

void paper_door(struct paper *paper, double middle, double top, double width, double height) {
    cairo_t *cairo = paper->cairo;
    double line = width / 14;
    paper_arch(paper, middle, top, width, height);
    paper_colour(paper, PAPER_LAMP);
    cairo_fill_preserve(cairo);
    paper_colour(paper, PAPER_DAMSON);
    cairo_set_line_width(cairo, line);
    cairo_stroke(cairo);
    double radius = width / 2, sill = top + radius; /* the fanlight above the door leaf */
    cairo_move_to(cairo, middle - radius, sill);
    cairo_line_to(cairo, middle + radius, sill);
    for (int i = 1; i <= 3; i++) {
        cairo_move_to(cairo, middle, sill);
        cairo_line_to(cairo, middle + radius * cos(M_PI + i * M_PI / 4),
                      sill + radius * sin(M_PI + i * M_PI / 4));
    }
    cairo_set_line_width(cairo, line * .6);
    cairo_stroke(cairo);
    cairo_arc(cairo, middle + radius * .62, sill + (height - radius) * .55, line * .9, 0,
              2 * M_PI);
    cairo_fill(cairo);
    cairo_set_line_width(cairo, line * 1.6); /* the doorstep */
    cairo_move_to(cairo, middle - radius * 1.35, top + height + line);
    cairo_line_to(cairo, middle + radius * 1.35, top + height + line);
    cairo_stroke(cairo);
}

enum status paper_qr(struct paper *paper, struct str text, double x, double y, double side) {
    if (!text.len || text.len > QR_MAX_BYTES) return ERR_INVALID;
    QRcode *code = QRcode_encodeString8bit(str_c(paper->out->arena, text), 0, QR_ECLEVEL_M);
    if (!code) return ERR_INVALID;
    double left = paper_left(paper, x, side), cell = side / (code->width + 2 * QR_QUIET);
    cairo_set_antialias(paper->cairo, CAIRO_ANTIALIAS_NONE);
    for (int row = 0; row < code->width; row++)
        for (int column = 0; column < code->width; column++)
            if (code->data[row * code->width + column] & 1)
                cairo_rectangle(paper->cairo, left + (column + QR_QUIET) * cell,
                                y + (row + QR_QUIET) * cell, cell, cell);
    paper_colour(paper, PAPER_INK);
    cairo_fill(paper->cairo);
    cairo_set_antialias(paper->cairo, CAIRO_ANTIALIAS_DEFAULT);
    QRcode_free(code);
    return OK;
}

static void icon_clock(cairo_t *cairo, double size) {
    cairo_arc(cairo, size / 2, size / 2, size * .42, 0, 2 * M_PI);
    cairo_move_to(cairo, size / 2, size * .26);
    cairo_line_to(cairo, size / 2, size / 2);
    cairo_line_to(cairo, size * .66, size * .6);
}

static void icon_cup(cairo_t *cairo, double size) {
    cairo_move_to(cairo, size * .12, size * .42);
    cairo_line_to(cairo, size * .68, size * .42);
    cairo_curve_to(cairo, size * .68, size * .95, size * .12, size * .95, size * .12,
                   size * .42);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, size * .7, size * .58, size * .16, -M_PI * .45, M_PI * .55);
    for (int i = 0; i < 2; i++) {
        double x = size * (.3 + .2 * i);
        cairo_move_to(cairo, x, size * .3);
        cairo_curve_to(cairo, x - size * .1, size * .2, x + size * .1, size * .16, x,
                       size * .06);
    }
}

void paper_icon(struct paper *paper, enum paper_icon icon, double x, double y, double size) {
    cairo_t *cairo = paper->cairo;
    if (icon == ICON_NONE) return;
    cairo_save(cairo);
    cairo_translate(cairo, paper_left(paper, x, size), y);
    paper_colour(paper, PAPER_DAMSON);
    cairo_set_line_width(cairo, size * .075);
    cairo_new_path(cairo);
    if (icon == ICON_CLOCK) icon_clock(cairo, size);
    if (icon == ICON_CUP) icon_cup(cairo, size);
    if (icon == ICON_DOOR) paper_arch(paper, size / 2, size * .08, size * .56, size * .84);
    cairo_stroke(cairo);
    if (icon == ICON_DOOR) {
        cairo_arc(cairo, size * .62, size * .6, size * .055, 0, 2 * M_PI);
        cairo_fill(cairo);
    }
    cairo_restore(cairo);
}
