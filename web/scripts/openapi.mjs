// The API's contract, fcgi/openapi.yaml, as types for the client (build/gen/schema.d.ts) and as the JSON that nginx serves.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const contract = parse(await readFile(new URL('fcgi/openapi.yaml', root), 'utf8'));

await mkdir(new URL('build/gen/', root), { recursive: true });
await writeFile(new URL('build/gen/schema.d.ts', root), astToString(await openapiTS(contract, { silent: true })));
await writeFile(new URL('build/gen/openapi.json', root), `${JSON.stringify(contract)}\n`);
