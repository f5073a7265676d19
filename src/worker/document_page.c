/* Pages: head, foot, and what goes on to the next one. */
#include "document.h"

#include <math.h>

#define FOOT (12 * MM)

double document_width(const struct document *document) {
    return document->wide - 2 * document->margin;
}

static struct str page_words(struct document *document) {
    struct buf words;
    buf_init(&words, document->task->arena, PAPER_MAX_TEXT);
    for (size_t i = 0; i < document->of.len; i++) {
        struct str rest = str_slice(document->of, i, document->of.len);
        if (str_starts(rest, STR("{n}")) || str_starts(rest, STR("{m}"))) {
            int n = rest.ptr[1] == 'n' ? document->page : document->pages;
            buf_put(&words, str_int(document->task->arena, n));
            i += 2;
        } else buf_putc(&words, rest.ptr[0]);
    }
    return buf_str(&words);
}

void document_foot(struct document *document) {
    struct paper_text left = {.text = document->foot, .face = PAPER_SMALL,
                              .colour = PAPER_SOFT, .size = 9, .max_lines = 2};
    struct paper_text right = left;
    right.text = page_words(document);
    double width = document_width(document), top = document->high - document->margin - 2,
           number = fmin(90, width / 3);
    paper_draw(&document->paper, &left, document->margin, top, width - number - 10, FOOT, 1);
    paper_draw(&document->paper, &right, document->margin + width - number, top, number, FOOT, 1);
}

/* The first page has the title and the door, later ones the title in small. */
static void draw_head(struct document *document) {
    struct paper *paper = &document->paper;
    bool first = document->page == 1;
    double width = document_width(document), door = 9 * MM;
    struct paper_text title = {.text = document->title, .face = PAPER_VOICE, .bold = first,
                               .size = first ? 21 : 11, .max_lines = first ? 3 : 1,
                               .colour = first ? PAPER_INK : PAPER_SOFT};
    struct paper_text date = {.text = document->date, .face = PAPER_PLAIN,
                              .colour = PAPER_SOFT, .size = 11, .max_lines = 2};
    if (first) {
        double words = width - door - 6 * MM;
        paper_door(paper, paper_left(paper, document->margin + words + 6 * MM, door) + door / 2,
                   document->y, door, door * 1.35);
        double high = paper_measure_cut(paper, &title, words, 1);
        paper_draw(paper, &title, document->margin, document->y, words, high, 1);
        document->y += high;
        double low = paper_measure_cut(paper, &date, words, 1);
        paper_draw(paper, &date, document->margin, document->y, words, low, 1);
        document->y = fmax(document->y + low, document->margin + door * 1.5) + 5 * MM;
        return;
    }
    double high = paper_measure_cut(paper, &title, width, 1);
    paper_draw(paper, &title, document->margin, document->y, width, high, 1);
    document->y += high + 4 * MM;
}

void document_page_begin(struct document *document) {
    if (document->page > 0) {
        document_foot(document);
        cairo_show_page(document->paper.cairo);
    }
    document->page++;
    document->y = document->margin;
    draw_head(document);
}

void document_room(struct document *document, double height) {
    double most = document->bottom - document->margin - 25 * MM; /* taller things start at once */
    if (document->y + fmin(height, most) > document->bottom) document_page_begin(document);
}

void document_text(struct document *document, const struct paper_text *text, double gap) {
    double width = document_width(document),
           height = paper_measure_cut(&document->paper, text, width, 1);
    document_room(document, height);
    paper_draw(&document->paper, text, document->margin, document->y, width, height, 1);
    document->y += height + gap;
}
