/* Numbers in rising order as differences, seven bits a byte: what the words of the index are kept
   in. Private to assets. */
#ifndef DOMAIN_ASSETS_INDEX_POST_H
#define DOMAIN_ASSETS_INDEX_POST_H

#include "domain/assets/index_own.h"

#define INDEX_POST_BYTES 5 /* of one number at most */

struct index_post {
    const uint8_t *at, *end;
    uint32_t value;
};
/* The numbers of a word; none at all when the file is damaged. */
static inline struct index_post index_post_of(const struct index_base *base, uint32_t word)
{
    const uint32_t *from = assets_index_section_of(base, IS_WORD_FROM);
    const uint8_t *bytes = assets_index_section_of(base, IS_WORDS);
    uint64_t all = base->head->bytes[IS_WORDS];
    if (word >= base->head->words_n || from[word] > from[word + 1] || from[word + 1] > all)
        return (struct index_post){bytes, bytes, 0};
    return (struct index_post){bytes + from[word], bytes + from[word + 1], 0};
}
/* number * 2 + whether it is in the name. */
static inline bool index_post_next(struct index_post *post)
{
    uint32_t difference = 0;
    unsigned shift = 0;
    if (post->at < post->end && *post->at < 128) { /* mostly they lie close */
        post->value += *post->at++;
        return true;
    }
    while (post->at < post->end) {
        uint8_t byte = *post->at++;
        difference |= (uint32_t)(byte & 127) << shift;
        if (!(byte & 128)) {
            post->value += difference;
            return true;
        }
        shift += 7;
        if (shift > 28) return false;
    }
    return false;
}
static inline uint8_t *index_post_put(uint8_t *out, uint32_t difference)
{
    while (difference >= 128) {
        *out++ = (uint8_t)(difference | 128);
        difference >>= 7;
    }
    *out++ = (uint8_t)difference;
    return out;
}
static inline struct str index_text_at(const struct index_base *base, enum index_section text,
                                       enum index_section at, uint32_t i)
{
    const uint32_t *where = assets_index_section_of(base, at);
    uint32_t from = where[i], to = where[i + 1];
    if (from > to || to > base->head->bytes[text]) return STR("");
    return str_of((const char *)assets_index_section_of(base, text) + from, to - from);
}
static inline struct str index_word_at(const struct index_base *base, uint32_t word)
{
    return index_text_at(base, IS_WORD_TEXT, IS_WORD_AT, word);
}
static inline struct str index_say_at(const struct index_base *base, uint32_t say)
{
    return index_text_at(base, IS_SAY_TEXT, IS_SAY_AT, say);
}

#endif
