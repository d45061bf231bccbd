#include "core/store/refusal.h"

#include "core/base/buf.h"
#include "core/store/rows.h"
#include "statements.h"

static void add_hex(struct buf *out, struct sv bytes)
{
	static const char digits[] = "0123456789abcdef";
	buf_add_str(out, "\\x");
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i];
		buf_add_char(out, digits[byte >> 4]);
		buf_add_char(out, digits[byte & 15]);
	}
}

enum rc refusal_write(struct db *db, const char *date, int64_t run_id, const struct refusal *refusal, struct err *err)
{
	char period[ROWS_NUMBER_MAX], bytes[ROWS_NUMBER_MAX], run[ROWS_NUMBER_MAX];
	struct buf body;
	buf_init(&body, 2 * REFUSAL_BODY_MAX + 16);
	add_hex(&body, refusal->body);
	const char *const params[] = {refusal->path,
	                              refusal->body_sha256,
	                              date,
	                              rows_number(period, refusal->period, 0),
	                              refusal->reason,
	                              refusal->detail,
	                              buf_str(&body),
	                              rows_number(bytes, (int64_t)refusal->body_bytes, 0),
	                              rows_number(run, run_id, 0)};
	enum rc rc = buf_ok(&body) ? db_run(db, &statements_refusal_write, params, NULL, err)
	                           : err_set(err, RC_FAIL, "no memory to keep a refused reply");
	buf_fini(&body);
	return rc;
}
