import { useMiners, useStatus } from '../api/queries';
import { isJoules, JOULES_ALLOWED, joulesOf } from './machine';
import { definitionName } from './names';
import { type Choice, useView } from './view';

export interface Option {
  id: string;
  name: string;
}

const CURRENCIES = [
  { id: 'gbp', name: '£' },
  { id: 'usd', name: '£ and $' },
];

/** What can be chosen of a list, as the API has it; nothing as long as its list is not here. */
export function useOptions(): Record<'definition' | 'miner' | 'currency', Option[]> {
  const definitions = useStatus().data?.data.definitions ?? [];
  const miners = useMiners().data?.data ?? [];
  return {
    definition: definitions.map(({ definition }) => ({ id: definition, name: definitionName(definition) })),
    miner: miners.map(({ miner, name, joules_per_th }) => ({
      id: miner,
      name: `${name} · ${joules_per_th.toFixed(1)} J/TH`,
    })),
    currency: CURRENCIES,
  };
}

export interface UnknownChoice {
  choice: Choice;
  /** What there is none of. */
  title: string;
  value: string;
  allowed: string[];
}

const unlisted = (options: Option[], value: string) => options.length > 0 && !options.some(({ id }) => id === value);

/** What the address asks for and nobody offers: said once over the page, not by each of its parts. */
export function useUnknownChoices(): UnknownChoice[] {
  const { definition, miner, currency } = useView();
  const options = useOptions();
  const joules = joulesOf(miner);
  const listed = [
    { choice: 'definition', title: 'way to count curtailment', value: definition as string },
    { choice: 'currency', title: 'currency', value: currency as string },
    ...(joules === undefined ? [{ choice: 'miner', title: 'miner', value: miner as string } as const] : []),
  ] as const;
  const unknown: UnknownChoice[] = listed
    .filter(({ choice, value }) => unlisted(options[choice], value))
    .map((asked) => ({ ...asked, allowed: options[asked.choice].map(({ id }) => id) }));
  if (joules !== undefined && !isJoules(joules))
    unknown.push({ choice: 'joules_per_th', title: 'machine of', value: joules, allowed: [JOULES_ALLOWED] });
  return unknown;
}
