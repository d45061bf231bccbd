import { useMiners, useStatus } from '../api/queries';
import { definitionName } from './names';
import { type Choice, useView } from './view';

export interface Option {
  id: string;
  name: string;
}

/** What can be chosen, as the API lists it; nothing as long as its list is not here. */
export function useOptions(): Record<Choice, Option[]> {
  const definitions = useStatus().data?.data.definitions ?? [];
  const miners = useMiners().data?.data ?? [];
  return {
    definition: definitions.map(({ definition }) => ({ id: definition, name: definitionName(definition) })),
    miner: miners.map(({ miner, name, joules_per_th }) => ({
      id: miner,
      name: `${name} · ${joules_per_th.toFixed(1)} J/TH`,
    })),
  };
}

export const CHOICE_NAMES: Record<Choice, string> = { definition: 'way to count curtailment', miner: 'miner' };

export interface UnknownChoice {
  choice: Choice;
  value: string;
  offered: Option[];
}

/** What the address asks for and nobody offers: said once over the page, not by each of its parts. */
export function useUnknownChoices(): UnknownChoice[] {
  const view = useView();
  const options = useOptions();
  return (Object.keys(options) as Choice[])
    .map((choice) => ({ choice, value: view[choice], offered: options[choice] }))
    .filter(({ value, offered }) => offered.length > 0 && !offered.some(({ id }) => id === value));
}
