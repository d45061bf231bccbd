/* Names in Redis: windfall:<schema of the cache>:e:<epoch key> and windfall:<schema>:p:<program>:<route>:<canonical parameters>; no program
 * reads a page that another version of it made. */
#ifndef WINDFALL_CACHE_KEY_H
#define WINDFALL_CACHE_KEY_H

#include "core/base/sv.h"

#define KEY_TEXT_MAX 512

/* Into out[KEY_TEXT_MAX]; false where the name would not fit. */
bool key_of_epoch(char out[KEY_TEXT_MAX], struct sv epoch_key);

/* route and the suffix of its form; a parameter text too long for a name is put in by its digest. */
bool key_of_page(char out[KEY_TEXT_MAX], const char *route, const char *suffix, struct sv canonical);

#endif
