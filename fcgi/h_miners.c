#include "core/base/dec.h"
#include "core/base/num.h"
#include "core/model/miner.h"
#include "core/query/head.h"
#include "fcgi/handlers.h"
#include "fcgi/sheet.h"

static const char *const units[] = {"hashrate_th", "power_w", "joules_per_th", NULL};

/* W ÷ TH/s to six places, half to even. */
static const char *joules_per_th(const struct miner *miner, char out[DEC_TEXT_MAX])
{
	num_u128 micro;
	if (!num_mul_div((num_u128)miner->power_w, 10000000, (num_u128)miner->hashrate_deci_th, &micro))
		return NULL;
	return dec_format(out, (int64_t)micro, 6).p;
}

static void write_miner(struct sheet *sheet, const struct miner *miner)
{
	char text[DEC_TEXT_MAX];
	sheet_row(sheet);
	sheet_text(sheet, "miner", miner->id);
	sheet_text(sheet, "name", miner->name);
	sheet_num(sheet, "hashrate_th", dec_format(text, miner->hashrate_deci_th, 1).p);
	sheet_int(sheet, "power_w", miner->power_w);
	sheet_num(sheet, "joules_per_th", joules_per_th(miner, text));
	sheet_text(sheet, "source", miner->source);
	sheet_text(sheet, "source_date", miner->source_date);
	sheet_bool(sheet, "default", miner == miner_list);
	sheet_row_end(sheet);
}

enum rc h_miners_list(struct app *app, const struct params *params, struct reply *reply, struct err *err)
{
	struct db_result *rows = NULL;
	struct sheet sheet;
	struct head head;
	(void)params; /* it takes none */
	enum rc rc = head_read_instance(app->db, reply->epoch_keys, &rows, &head, err);
	if (rc != RC_OK)
		return rc;
	reply_follow(reply, &head);
	sheet_open(&sheet, reply, true);
	for (const struct miner *miner = miner_list; miner->id; miner++)
		write_miner(&sheet, miner);
	rc = sheet_close(&sheet, &(struct sheet_meta){.data_source = head.data_source, .units = units}, err);
	db_result_free(rows);
	return rc;
}
