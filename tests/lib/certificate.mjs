// Certificates of an authority of one's own, for servers on 127.0.0.1.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tempFolder } from './temp.mjs';

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** authority.file is its certificate; authority.issue({ days }) a {key, cert} for 127.0.0.1, expired where days is negative. */
export function makeAuthority() {
  const folder = tempFolder();
  const at = (name) => path.join(folder, name);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const file = at('authority.pem');
  openssl(
    'req',
    '-x509',
    ...curve,
    '-keyout',
    at('authority.key'),
    '-out',
    file,
    '-subj',
    '/CN=Test authority',
    '-days',
    '2',
  );
  const signed = ['-CA', file, '-CAkey', at('authority.key'), '-copy_extensions', 'copy'];
  function issue({ days = 2 } = {}) {
    const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    openssl('req', ...curve, '-keyout', at('server.key'), '-out', at('server.csr'), ...name);
    openssl('x509', '-req', '-in', at('server.csr'), ...signed, '-days', `${days}`, '-out', at('server.pem'));
    return { key: readFileSync(at('server.key')), cert: readFileSync(at('server.pem')) };
  }
  return { file, issue };
}
