/* One HTTP exchange with a source, as fetched or as the archive keeps it. Slices are borrowed: good during the callback that gives them. */
#ifndef WINDFALL_INGEST_EXCHANGE_H
#define WINDFALL_INGEST_EXCHANGE_H

#include <stdint.h>

#include "core/base/sv.h"

struct exchange {
	struct sv path; /* with its query, from the host's root */
	int status;
	struct sv body;
	int64_t fetched_utc; /* 0 where the archive does not say */
};

#endif
