// fcgi/openapi.yaml as a judge: a reply is as the contract says, or the test fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { root } from './project.mjs';

export const contract = parse(readFileSync(path.join(root, 'fcgi/openapi.yaml'), 'utf8'));
const ajv = new Ajv.default({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(contract, 'contract');

const validators = new Map();
function validator(pointer) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `contract${pointer}` }));
  return validators.get(pointer);
}

const base = contract.servers[0].url;
const patterns = Object.keys(contract.paths).map((name) => [
  name,
  new RegExp(`^${base}${name.replace(/\{\w+\}/g, '[^/]+')}$`),
]);

/** The contract's path of a request's, or undefined. */
export const pathOf = (uri) => patterns.find(([, pattern]) => pattern.test(uri.split('?')[0]))?.[0];

/** Checks a JSON reply of any status. */
export function assertContract(uri, { status, type, text }, method = 'get') {
  const problem = status >= 400;
  assert.equal(type, problem ? 'application/problem+json' : 'application/json', uri);
  const name = pathOf(uri);
  const pointer = problem
    ? '#/components/schemas/Problem'
    : contract.paths[name][method].responses[status].content['application/json'].schema.$ref;
  const valid = validator(pointer);
  assert.ok(valid(JSON.parse(text)), `${uri}: ${ajv.errorsText(valid.errors)}`);
}
