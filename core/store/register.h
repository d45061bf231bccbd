/* The register of BM units as the database keeps it: readings, units ever seen, versions of each. */
#ifndef WINDFALL_STORE_REGISTER_H
#define WINDFALL_STORE_REGISTER_H

#include "core/base/arena.h"
#include "core/base/digest.h"
#include "core/io/db.h"
#include "core/model/bm_unit.h"
#include "core/store/epochs.h"

struct register_reading {
	int32_t date;
	int64_t fetched_utc;
	char body_sha256[DIGEST_HEX_SIZE];
	const struct bm_unit *units; /* distinct ids; borrowed */
	size_t n, without_id, duplicates;
};

struct register_effect {
	int64_t newly_wind;              /* units not known as wind before */
	char days_from[16], days_to[16]; /* days ingested before, "" where there are none */
	struct epochs_moved moved;
};

/* Whether this very register was stored already. */
enum rc register_is_known(struct db *db, int32_t date, const char *body_sha256, bool *known, struct err *err) MUST_CHECK;

/* In one transaction of its own. */
enum rc register_store(struct db *db, const struct register_reading *reading, struct register_effect *effect, struct err *err) MUST_CHECK;

/* Every unit a register ever named, sorted by id. */
struct register_units {
	const char **ids;
	bool *wind; /* is, or ever was */
	size_t n;
	const char **wind_ids; /* of those alone */
	size_t n_wind;
};

enum register_kind { REGISTER_UNKNOWN, REGISTER_OTHER, REGISTER_WIND };

enum rc register_load(struct db *db, struct arena *arena, struct register_units *units, struct err *err) MUST_CHECK;
enum register_kind register_find(const struct register_units *units, const char *id); /* NULL is unknown */
const char *register_intern(const struct register_units *units, const char *id);      /* the register's own copy, NULL where unknown */

#endif
