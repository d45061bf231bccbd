// The stack parser against jansson, on the same bytes.
import { program, recorded } from '../../lib/project.mjs';
import { must } from '../../lib/run.mjs';
import { measured, target } from '../table.mjs';

const days = ['2025-04-01', '2025-04-02', '2025-06-28'];

export default async function parser() {
  const { stdout } = await must(program('bench/parser'), [recorded, ...days]);
  const [bytes, ours, jansson] = stdout.trim().split(' ').map(Number);
  measured(`stack replies of ${days.length} recorded days`, `${(bytes / 1e6).toFixed(1)} MB`);
  measured('ours, bytes to checked rows', `${ours} MB/s`);
  measured('jansson, load and read every field', `${jansson} MB/s`);
  target('parser, to jansson', ours / jansson, { least: 8 });
}
