#include "core/store/unknown.h"

#include "core/store/rows.h"
#include "statements.h"

enum rc unknown_write(struct db *db, const char *date, const struct day_periods *read, const struct unknown_volume *volumes, size_t n,
                      struct err *err)
{
	char periods[DAY_PERIODS_TEXT_MAX], period[ROWS_NUMBER_MAX], volume[ROWS_NUMBER_MAX];
	const char *params[2 + ROWS_COLUMNS_MAX] = {date, day_periods_text(periods, read)};
	struct rows rows;
	rows_init(&rows, 3);
	for (size_t i = 0; i < n; i++)
		if (read->at[volumes[i].period])
			rows_add(&rows, (const char *const[]){rows_number(period, volumes[i].period, 0), volumes[i].id,
			                                      rows_number(volume, volumes[i].volume_nano_mwh, 9)});
	enum rc rc = rows_params(&rows, params + 2, err);
	if (rc == RC_OK)
		rc = db_run(db, &statements_unknown_write, params, NULL, err);
	rows_fini(&rows);
	return rc;
}
