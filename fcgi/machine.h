/* Which machine a request asks about: a listed miner, or one of its own by J/TH, worked out from a listed one's figures. */
#ifndef WINDFALL_FCGI_MACHINE_H
#define WINDFALL_FCGI_MACHINE_H

#include "fcgi/param.h"
#include "fcgi/sheet.h"

struct machine {
	const char *id;            /* as it is shown; NULL: none was chosen */
	const char *reference;     /* the miner whose stored figures it follows; NULL: none */
	const char *factor;        /* of these */
	const char *joules_per_th; /* of one that is not listed; NULL */
	bool scaled;               /* the factor is not 1: what is not in proportion is unknown */
	bool in_usd;               /* dollars are asked for too */
};

/* The texts lie in the arena; .factor is NULL without memory. */
struct machine machine_of(const struct params *params);

/* The cells of its Bitcoin and value. */
struct machine_figures {
	const char *bitcoin_btc, *diluted_btc, *value_gbp, *value_usd, *curtailed_mwh;
};
void machine_write(struct sheet *sheet, const struct machine *machine, const struct machine_figures *figures);

#endif
