// The charts with ten thousand half hours each, drawn again and again for tests/bench/web.mjs.
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { MiningRow } from '../src/api/types';
import { HeatMap } from '../src/charts/HeatMap';
import { PanelFigure } from '../src/charts/PanelFigure';
import { ENERGY, halfHourColumns, halfHourFigures, panels } from '../src/lib/columns';
import { farmHours } from '../src/lib/farmHours';
import '../src/styles/tokens.css';
import '../src/styles/base.css';

const HALF_HOURS = 10_000;
const A_DAY = 50;
const START = Date.parse('2025-01-01T00:00:00Z');

/** Waves with quiet stretches and gaps, as curtailment has them. */
const energy = (index: number) => Math.max(0, Math.sin(index / 37) + Math.sin(index / 7)) * 500;

function row(index: number): MiningRow {
  const isKnown = index % 211 !== 0;
  const mwh = isKnown ? energy(index) : null;
  return {
    settlement_date: '2025-01-01',
    settlement_period: (index % A_DAY) + 1,
    start_utc: new Date(START + index * 1_800_000).toISOString(),
    miner: 'S19J_PRO',
    records: 1,
    curtailed_mwh: mwh,
    payment_gbp: mwh && mwh * 25,
    payment_gbp_per_mwh: mwh && 25,
    bitcoin_btc: mwh && mwh * 7e-4,
    bitcoin_diluted_btc: mwh && mwh * 6.5e-4,
    value_gbp: mwh && mwh * 50,
    value_gbp_per_mwh: mwh && 50,
    coverage: { expected: 1, complete: isKnown ? 1 : 0, provisional: 0 },
  };
}

const rows = Array.from({ length: HALF_HOURS }, (_, index) => row(index));
const oneDay = rows.slice(1, A_DAY + 1);
const ofFarms = rows.map((one, index) => ({
  ...one,
  start_utc: oneDay[index % A_DAY]?.start_utc,
  farm: `T_FARM-${Math.floor(index / A_DAY)}`,
}));
const csv = { path: '/mining' as const, query: {} };

const CHARTS: Record<string, () => ReactNode> = {
  'bars and lines': () => (
    <PanelFigure
      title="Bars and lines"
      description=""
      heading="Half hour"
      columns={halfHourColumns(rows)}
      panels={panels(halfHourFigures(rows), [210, 110, 140])}
      csv={csv}
    />
  ),
  'heat map': () => {
    const columns = halfHourColumns(oneDay);
    const farms = farmHours(columns, ofFarms);
    return <HeatMap label="Heat map" shown={farms.length} columns={columns} rows={farms} measure={ENERGY} />;
  },
};

/** From the API's rows to the painted chart, in ms. */
function draw(name: string): Promise<number> {
  const host = document.createElement('div');
  document.getElementById('root')?.replaceChildren(host);
  const root = createRoot(host);
  return new Promise((resolve) => {
    const since = performance.now();
    flushSync(() => root.render(CHARTS[name]?.()));
    requestAnimationFrame(() => {
      const afterPaint = new MessageChannel();
      afterPaint.port1.onmessage = () => {
        resolve(performance.now() - since);
        root.unmount();
      };
      afterPaint.port2.postMessage(undefined);
    });
  });
}

Object.assign(window, { charts: Object.keys(CHARTS), draw });
