/* Moved epochs into Redis, after the commit that moved them. */
#ifndef WINDFALL_INGEST_PUBLISH_H
#define WINDFALL_INGEST_PUBLISH_H

#include "core/io/kv.h"
#include "core/store/epochs.h"

/* Best effort: a copy that is not replaced expires by itself. */
void publish_epochs(struct kv *kv, const struct epochs_moved *moved);

#endif
