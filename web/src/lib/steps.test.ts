import { expect, it } from 'vitest';
import { steps, subsidyAt } from './steps';

// The known vectors of one MWh.
it.each([
  [30.5, 110451907374649.52, 7.7753438e-4],
  [98, 110451907374649.52, 2.4198774e-4],
  [13.5, 152e12, 1.27648e-3],
])('at %d J/TH and a difficulty of %d one MWh makes %d BTC', (joules_per_th, difficulty, bitcoin) => {
  const made = steps({ curtailed_mwh: 1, joules_per_th, difficulty, subsidy: 3.125 });
  expect(made.bitcoin / bitcoin).toBeCloseTo(1, 5);
});

it('dilutes by the share that the fleet adds', () => {
  const { bitcoin, diluted, network, fleet } = steps({
    curtailed_mwh: 3150,
    joules_per_th: 13.5,
    difficulty: 155.9e12,
    subsidy: 3.125,
  });
  expect(fleet / network).toBeCloseTo(0.418, 2);
  expect(diluted / bitcoin).toBeCloseTo(network / (network + fleet), 12);
});

it('knows the subsidy by height', () => {
  expect([209_999, 210_000, 839_999, 840_000].map(subsidyAt)).toEqual([50, 25, 6.25, 3.125]);
});
