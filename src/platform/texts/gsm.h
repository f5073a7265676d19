/* How long a text is on the air: GSM 03.38, or UCS-2 when a letter is not in it. */
#ifndef PLATFORM_TEXTS_GSM_H
#define PLATFORM_TEXTS_GSM_H

#include "base/str.h"

#define GSM_SINGLE 160
#define UCS2_SINGLE 70

/* Letters it takes; *ret_wide: it goes as UCS-2, where only 70 fit. */
size_t gsm_units(struct str words, bool *ret_wide);
/* Typographic marks as those every phone has, so that one dash does not cost half the room; marks
   of writing direction and control characters go. */
struct str gsm_plain(struct arena *arena, struct str words);
/* Cut into messages that each fit by themselves, numbered "1/2 " when there are several, at blanks
   where there are any. False when `max` messages are not enough. */
bool gsm_split(struct arena *arena, struct str words, size_t max, struct str **ret_parts,
               size_t *ret_count);

#endif
