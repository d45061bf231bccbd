/* The reference series into the database: register, difficulty, prices; then the days a change touches are worked out again. */
#ifndef WINDFALL_INGEST_SYNC_H
#define WINDFALL_INGEST_SYNC_H

#include "core/ingest/run.h"
#include "core/ingest/touched.h"

#define SYNC_TEXT_MAX 512

/* Each reads run->fetch, tells people what it did in text, and adds the days that are to be worked out again. RC_NOT_FOUND where an archive
 * holds no register. */
enum rc sync_units(struct run *run, char text[SYNC_TEXT_MAX], struct err *err) MUST_CHECK;
enum rc sync_difficulty(struct run *run, struct touched *touched, char text[SYNC_TEXT_MAX], struct err *err) MUST_CHECK;
enum rc sync_prices(struct run *run, struct touched *touched, char text[SYNC_TEXT_MAX], struct err *err) MUST_CHECK;

/* Wind output, or wind units' notifications, of the days from from to to, or (TM_DAY_NONE) of those ingested in the last 31 that lack some; each
 * day in a transaction. RC_UNAVAILABLE where every one failed, RC_PARTLY where some did. */
enum rc sync_days_wind(struct run *run, int32_t from, int32_t to, char text[SYNC_TEXT_MAX], struct err *err) MUST_CHECK;
enum rc sync_days_notifications(struct run *run, int32_t from, int32_t to, char text[SYNC_TEXT_MAX], struct err *err) MUST_CHECK;

/* The same from the text of a CSV; name is for people and becomes the source where the file names none. Simulated figures (their first
 * line says so) are RC_CONFIG unless the database's source is simulated. db, source, arena, kv of run are used, and nothing else. */
enum rc sync_difficulty_csv(struct run *run, const char *name, struct sv csv, struct touched *touched, char text[SYNC_TEXT_MAX],
                            struct err *err) MUST_CHECK;
enum rc sync_prices_csv(struct run *run, const char *name, struct sv csv, struct touched *touched, char text[SYNC_TEXT_MAX],
                        struct err *err) MUST_CHECK;

/* What a CSV's comments say after "Source: ", up to the line's end; else its name. */
const char *sync_source_of(struct sv csv, const char *name, struct arena *arena);

/* A CSV whose first line says "# Simulated", and whether such figures belong into this database. */
bool sync_is_simulated(struct sv csv);
enum rc sync_check_kind(const struct run *run, const char *name, bool simulated, struct err *err) MUST_CHECK;

/* The touched days that are in the database, through run_recalculate. */
enum rc sync_recalculate(struct run *run, const struct touched *touched, struct err *err) MUST_CHECK;

#endif
