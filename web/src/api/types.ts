import type { components } from '@schema';

type Schemas = components['schemas'];

export type Summary = Schemas['SummaryFigures'];
export type DaySummary = Schemas['DailySummary'];
export type MonthSummary = Schemas['MonthlySummary'];
export type MiningRow = Schemas['MiningRow'];
export type WindRow = Schemas['WindGenerationRow'];
export type Farm = Schemas['Farm'];
export type FarmDetail = Schemas['FarmDetail'];
export type LifetimeTotals = Schemas['LifetimeTotals'];
export type LeadParty = Schemas['LeadParty'];
export type LeadPartyDetail = Schemas['LeadPartyDetail'];
export type CurtailmentRow = Schemas['CurtailmentRow'];
export type Coverage = Schemas['Coverage'];
export type Currency = 'gbp' | 'usd';
export type Miner = Schemas['Miner'];
export type Status = Schemas['Status'];
export type CoverageSource = Schemas['CoverageSource'];
export type CoverageRow = Schemas['CoverageRow'];
export type Revision = Schemas['Revision'];
export type Problem = Schemas['Problem'];
export type DataSource = Schemas['DataSource'];
export type DefinitionId = Schemas['DefinitionId'];
/** A miner of the catalogue, or a machine of the reader's own: see lib/machine. */
export type MinerId = Schemas['MinerId'] | `custom:${string}`;
