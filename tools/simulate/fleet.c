#include "tools/simulate/fleet.h"

#include <stdio.h>
#include <string.h>

#include "tools/simulate/prng.h"

#define STREAM_FLEET 0x666c6565u
#define WIND_SITES 64
#define WIND_PARTIES 26
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const first_words[] = {"Aldermoss", "Bracken", "Corvane", "Dunlaw", "Eskmoor", "Fallowgate", "Glenveil", "Harrowdun"};
static const char *const second_words[] = {"Hill", "Moor", "Bank", "Rig", "Law", "Muir", "Edge", "Sands"};

/* Other plant: how many units, and what they ask to run less (bid) or more (offer). */
static const struct plant {
	const char *code, *title, *fuel;
	char type;
	int n;
	int64_t low_mw, high_mw, bid_low, bid_high, offer_low, offer_high;
} plants[] = {
    {"GAS", "Gas Station", "CCGT", 'T', 24, 200, 880, 4500, 9500, 9800, 24000},
    {"PST", "Pumped Storage", "PS", 'T', 6, 75, 320, 3500, 7000, 12000, 19000},
    {"HYD", "Hydro", "NPSHYD", 'T', 8, 10, 110, 500, 6000, 8000, 15000},
    {"BIO", "Biomass", "BIOMASS", 'T', 5, 100, 640, 1000, 5000, 11000, 17000},
    {"NUC", "Nuclear", "NUCLEAR", 'T', 3, 500, 1200, -20000, -5000, 30000, 90000},
    {"BAT", "Battery", "OTHER", 'E', 14, 10, 99, 2000, 8500, 9000, 20000},
    {"AGG", "Aggregator", NULL, '2', 10, 1, 40, -3000, 8000, 9000, 40000},
    {"OCG", "Peaker", "OCGT", 'E', 6, 20, 150, 5000, 9000, 20000, 60000},
};

static struct fleet_unit *unit_add(struct fleet *fleet)
{
	return &fleet->units[fleet->n++];
}

static void unit_name(struct fleet_unit *unit, char type, const char *stem, int number)
{
	unit->type = type;
	if (type == '2')
		snprintf(unit->id, sizeof(unit->id), "2__%s%03d", stem, number);
	else
		snprintf(unit->id, sizeof(unit->id), "%c_%s-%d", type, stem, number);
	snprintf(unit->national_grid_id, sizeof(unit->national_grid_id), "%s-%d", stem, number);
}

/* Most farms are paid to stop; about one in nine, without subsidy, pays. Several share a price. */
static int64_t wind_bid_pence(struct prng *p)
{
	if (prng_chance(p, 110))
		return prng_between(p, 1, 30) * 100;
	return -prng_between(p, 8, 90) * 100 - (prng_chance(p, 400) ? prng_between(p, 1, 99) : 0);
}

static void wind_site_add(struct fleet *fleet, struct prng *p, int site)
{
	int units = 1 + (int)prng_below(p, 3) * (prng_chance(p, 800) ? 1 : 0);
	int party = 1 + (int)prng_below(p, WIND_PARTIES);
	bool scottish = prng_chance(p, 600);
	char type = prng_chance(p, 760) ? 'T' : prng_chance(p, 700) ? 'E' : '2';
	int64_t capacity = prng_between(p, type == 'T' ? 40 : 15, type == 'T' ? 310 : 60) * 1000;
	int64_t bid_pence = wind_bid_pence(p);
	char stem[8];

	snprintf(stem, sizeof(stem), "SIM%c%c", (char)('A' + site / 26), (char)('A' + site % 26));
	for (int i = 1; i <= units; i++) {
		struct fleet_unit *unit = unit_add(fleet);
		unit_name(unit, type, stem, i);
		snprintf(unit->name, sizeof(unit->name), "%s %s Wind Farm %d (simulated)", first_words[site % 8], second_words[site / 8], i);
		snprintf(unit->party, sizeof(unit->party), "Simulated Wind %d Limited", party);
		snprintf(unit->party_id, sizeof(unit->party_id), "SIMW%02d", party);
		unit->fuel = "WIND";
		unit->wind = true;
		unit->scottish = scottish;
		unit->capacity_milli_mw = capacity;
		unit->bid_pence = bid_pence;
		unit->offer_pence = bid_pence + prng_between(p, 50, 150) * 100;
	}
}

static void plant_add(struct fleet *fleet, struct prng *p, const struct plant *plant, int number)
{
	struct fleet_unit *unit = unit_add(fleet);
	char stem[8];

	snprintf(stem, sizeof(stem), "SIM%s", plant->code);
	unit_name(unit, plant->type, stem, number);
	snprintf(unit->name, sizeof(unit->name), "%s %d (simulated)", plant->title, number);
	snprintf(unit->party, sizeof(unit->party), "Simulated %s Limited", plant->title);
	snprintf(unit->party_id, sizeof(unit->party_id), "SIM%s", plant->code);
	unit->fuel = plant->fuel;
	unit->capacity_milli_mw = prng_between(p, plant->low_mw, plant->high_mw) * 1000 + (int64_t)prng_below(p, 10) * 100;
	unit->bid_pence = prng_between(p, plant->bid_low, plant->bid_high);
	unit->offer_pence = prng_between(p, plant->offer_low, plant->offer_high);
}

/* A supplier's wind that the register gives no fuel: by the register's rule its bids do not count. */
static void unlabelled_wind_add(struct fleet *fleet, struct prng *p)
{
	static const struct plant unlabelled = {"UNL", "Unlabelled", NULL, '2', 1, 20, 40, -9000, -4000, 9000, 12000};

	plant_add(fleet, p, &unlabelled, 1);
}

/* Rows without an Elexon id, and one unit that is there twice: a register has both. */
static void oddities_add(struct fleet *fleet, struct prng *p)
{
	static const struct plant unnamed = {"NUL", "Unnamed", NULL, 'E', 1, 1, 9, 0, 1, 2, 3};

	for (int i = 1; i <= 7; i++) {
		plant_add(fleet, p, &unnamed, i);
		fleet->units[fleet->n - 1].id[0] = '\0';
	}
	*unit_add(fleet) = fleet->units[3];
}

void fleet_init(struct fleet *fleet, uint64_t seed)
{
	struct prng p;

	memset(fleet, 0, sizeof(*fleet));
	prng_init(&p, seed, STREAM_FLEET, 0);
	for (int site = 0; site < WIND_SITES && fleet->n + 3 <= 130; site++)
		wind_site_add(fleet, &p, site);
	fleet->wind = fleet->n;
	for (size_t i = 0; i < COUNT(plants); i++)
		for (int number = 1; number <= plants[i].n; number++)
			plant_add(fleet, &p, &plants[i], number);
	unlabelled_wind_add(fleet, &p);
	oddities_add(fleet, &p);
}
