// Where things are: the checkout, the programs of the variant under test, the figures beside the checkout.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const variant = process.env.VARIANT ?? 'release';
export const program = (name) => path.join(root, 'build', variant, name);

export const shared = path.resolve(root, '../shared/data');
export const recorded = path.join(shared, 'elexon-stack');
/** For a test's options: skipped, and counted as such, only where the figures are absent. */
export const needsFigures = existsSync(shared) ? {} : { skip: '../shared/data is absent' };
