import type { Figure } from './format';
import { gbpPerMwh, ratio } from './format';

/** What a miner would have earned with a MWh, against what the farm was paid not to make it: in words. */
export function verdict(earned: Figure, paid: Figure): string {
  if (earned == null || paid == null) return 'Not known';
  if (paid <= 0) return `Earns ${gbpPerMwh(earned)} for each MWh; farms were paid nothing to stop`;
  const times = earned / paid;
  if (times >= 1) return `Earns ${ratio(times)} times what farms were paid to stop`;
  return `Earns less: ${ratio(times * 100)} % of what farms were paid to stop`;
}
