import type { Coverage, DaySummary, FarmDetail, LeadPartyDetail, MiningRow, Status } from '../api/types';

export const FULL: Coverage = { expected: 48, complete: 48, provisional: 0 };

export const meta = {
  licence: 'Contains BMRS data © Elexon Limited copyright and database right 2026',
  data_source: 'recorded' as 'live' | 'recorded' | 'simulated',
  definition: 'so_flagged' as const,
  units: {},
  coverage: FULL,
};

export const summary = (change: Partial<DaySummary> = {}): DaySummary => ({
  date: '2025-04-01',
  definition: 'so_flagged',
  curtailed_mwh: 19167.709211,
  payment_gbp: 491850.0927,
  payment_gbp_per_mwh: 25.66034,
  records: 673,
  farms: 53,
  half_hours: 48,
  replacement_gbp: null,
  wind_generation_mwh: null,
  curtailed_share: null,
  notified_mwh: null,
  curtailed_share_of_notified: null,
  mining: [
    {
      miner: 'S19J_PRO',
      bitcoin_btc: 14.473,
      bitcoin_diluted_btc: 13.9451,
      value_gbp: 935000.25,
      value_gbp_per_mwh: 48.780005,
    },
  ],
  coverage: FULL,
  revised_at: '2026-11-22T16:00:00Z',
  ...change,
});

export const nothing = (date: string): DaySummary =>
  summary({
    date,
    curtailed_mwh: null,
    payment_gbp: null,
    payment_gbp_per_mwh: null,
    records: null,
    farms: null,
    half_hours: null,
    mining: [
      { miner: 'S19J_PRO', bitcoin_btc: null, bitcoin_diluted_btc: null, value_gbp: null, value_gbp_per_mwh: null },
    ],
    coverage: { expected: 48, complete: 0, provisional: 0 },
    revised_at: null,
  });

export const row = (change: Partial<MiningRow> = {}): MiningRow => ({
  miner: 'S19J_PRO',
  records: 1,
  curtailed_mwh: 10,
  payment_gbp: 250,
  payment_gbp_per_mwh: 25,
  bitcoin_btc: 0.0077,
  bitcoin_diluted_btc: 0.0076,
  value_gbp: 500,
  value_gbp_per_mwh: 50,
  coverage: { expected: 1, complete: 1, provisional: 0 },
  ...change,
});

/** A summer day's half hours: period 1 starts at 23:00 UTC of the day before. */
export const halfHours = (count: number, midnightUtc = '2025-03-31T23:00:00Z'): MiningRow[] =>
  Array.from({ length: count }, (_, index) =>
    row({
      settlement_date: '2025-04-01',
      settlement_period: index + 1,
      start_utc: new Date(Date.parse(midnightUtc) + index * 1_800_000).toISOString().replace('.000', ''),
    }),
  );

const lifetime = {
  definition: 'so_flagged' as const,
  first_curtailment: '2025-03-30',
  last_curtailment: '2025-04-02',
  records: 538,
  curtailed_mwh: 24048.047,
  payment_gbp: 331396.88,
};

export const farm: FarmDetail = {
  farm: 'T_SGRWO-1',
  name: 'Seagreen 1',
  lead_party: 'Seagreen Wind Energy (UK) Ltd',
  lead_party_id: 'SWEL001',
  national_grid_id: 'SGRWO-1',
  fuel_type: 'WIND',
  generation_capacity_mw: 358,
  first_register: '2025-01-01',
  last_register: '2025-04-02',
  notified_mwh: 100000,
  curtailed_share_of_notified: 0.241,
  ...lifetime,
  parties: [
    { lead_party: 'Old Owner', from: null, to: '2025-03-31' },
    { lead_party: 'Seagreen Wind Energy (UK) Ltd', from: '2025-04-01', to: null },
  ],
};

export const party: LeadPartyDetail = {
  lead_party: 'Seagreen Wind Energy (UK) Ltd',
  farms_count: 1,
  generation_capacity_mw: 358,
  ...lifetime,
  farms: [
    { farm: 'T_SGRWO-1', name: 'Seagreen 1', generation_capacity_mw: 358, from: '2025-04-01', to: null, ...lifetime },
  ],
};

export const status: Status = {
  data_source: 'recorded',
  last_complete_day: '2025-04-01',
  first_day: '2025-03-25',
  last_day: '2025-04-02',
  days: { complete: 8, partial: 1 },
  sources: [],
  problems: [],
  last_runs: [],
  definitions: [
    { definition: 'so_flagged', title: 'SO-flagged bids', default: true },
    { definition: 'all_bids', title: 'All bids', default: false },
  ],
  version: '0.1.0',
  formula_version: 1,
};

export const miners = [
  {
    miner: 'S19J_PRO',
    name: 'Antminer S19J Pro',
    hashrate_th: 100,
    power_w: 3050,
    joules_per_th: 30.5,
    source: 'Bitmain',
    source_date: '2021-06-01',
    default: true,
  },
  {
    miner: 'S9',
    name: 'Antminer S9',
    hashrate_th: 13.5,
    power_w: 1323,
    joules_per_th: 98,
    source: 'Bitmain',
    source_date: '2017-11-01',
    default: false,
  },
];

export const epoch = {
  height: 889056,
  start_utc: '2025-03-24T00:00:00Z',
  until_utc: null,
  exact_time: false,
  difficulty: 113757508810854,
  source: 'electrum',
};
