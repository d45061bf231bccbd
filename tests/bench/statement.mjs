// A statement of sql/queries with the names that its head gives its parameters and columns.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/project.mjs';

/** {text, params, columns}; the columns of the head are named head_…. */
export function statement(name) {
  const lines = readFileSync(path.join(root, `sql/queries/${name}.sql`), 'utf8').split('\n');
  const comments = lines.filter((line) => line.startsWith('--')).join('\n');
  const params = [...comments.matchAll(/^-- params: (.*)$/gm)].flatMap(([, list]) =>
    list.split(',').map((each) => each.trim().split(' ')[0]),
  );
  const [, returns] = /^-- returns: ([^]*)/m.exec(comments);
  const [, head, rest] = /^head \(([^)]*)\), ([^]*)$/.exec(returns.replace(/\n--\s*/g, ' '));
  const names = (list) => list.split(',').map((each) => each.trim());
  const text = lines
    .filter((line) => !line.startsWith('--'))
    .join('\n')
    .replace(/ -- .*$/gm, '')
    .trim();
  return { text, params, columns: [...names(head).map((each) => `head_${each}`), ...names(rest)] };
}

/** Values in the order of the parameters; one that is not named is NULL. */
export const valuesOf = ({ params }, named) => params.map((name) => named[name] ?? null);
