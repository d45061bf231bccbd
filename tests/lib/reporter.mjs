// Node's test events as a line a file, failures in full, and the count that tests/run adds up.
import path from 'node:path';
import { inspect } from 'node:util';

const relative = (file) => path.relative(process.cwd(), file);
const indent = (text, by) => text.replace(/^(?=.)/gm, by);

function told({ name, details: { error } }) {
  const cause = error?.cause ?? error;
  return `    ✗ ${name}\n${indent(String(cause?.stack ?? inspect(cause)), '        ')}\n`;
}

/** A suite, or a test with subtests, that failed or passed by its parts only repeats them. */
const repeats = ({ details, skip }) =>
  details.error?.failureType === 'subtestsFailed' || (details.type === 'suite' && !details.error && skip === undefined);
/** A suite whose hook failed says why, and its tests, cancelled, are the ones that count. */
const counts = ({ details, skip }) => details.type !== 'suite' || skip !== undefined;

export default async function* reporter(events) {
  const files = new Map();
  const said = new Map(); // stderr of each file: the reason where one could not even be loaded
  const of = (file) => files.get(file) ?? files.set(file, { passed: 0, failed: 0, skipped: 0 }).get(file);
  for await (const { type, data } of events) {
    if (type === 'test:stderr') said.set(data.file, (said.get(data.file) ?? '') + data.message);
    if ((type !== 'test:pass' && type !== 'test:fail') || repeats(data)) continue;
    const file = data.file ?? data.name;
    const outcome = data.skip !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    if (counts(data)) of(file)[outcome]++;
    if (outcome === 'failed' && data.details.error?.failureType !== 'cancelledByParent')
      yield `${relative(file)}\n${told(data)}${data.name === file ? indent(said.get(file) ?? '', '        ') : ''}`;
  }
  for (const [file, { passed, failed }] of files)
    yield `${failed ? 'FAILED ' : 'ok     '} ${relative(file)}: ${passed} passed, ${failed} failed\n`;
  const sum = (outcome) => [...files.values()].reduce((n, file) => n + file[outcome], 0);
  yield `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}\n`;
}
