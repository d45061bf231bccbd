// Folders of a test, gone with its process. Short paths: a unix socket's must stay under 108 bytes.
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

const folders = [];
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));

const nobody = 65534;
export const isRoot = process.getuid() === 0;
/** What to put before a server's command: as root it runs as nobody. */
export const unprivileged = isRoot
  ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--init-groups', '--reset-env']
  : [];

export function tempFolder({ forServer = false } = {}) {
  const folder = mkdtempSync(path.join('/tmp', 'wft-'));
  folders.push(folder);
  if (forServer && isRoot) chownSync(folder, nobody, nobody);
  return folder;
}
