// DynamoDB: dynalite behind a front that reads each request to its end, verifies its signature as strictly as AWS does, and misbehaves as told.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import dynalite from 'dynalite';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

class Refusal extends Error {
  constructor(type, message) {
    super(message);
    this.type = type;
  }
}
const unless = (ok, type, message) => {
  if (!ok) throw new Refusal(type, message);
};

function parseAuthorization(text) {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/, ]+)\/(\d{8})\/([^/, ]+)\/([^/, ]+)\/aws4_request, SignedHeaders=([^, ]+), Signature=([0-9a-f]{64})$/.exec(
      text ?? '',
    );
  unless(parts, 'IncompleteSignatureException', 'Authorization is not well formed');
  const [, id, day, region, service, names, signature] = parts;
  return { id, day, region, service, names: names.split(';'), signature };
}

/** Every header of a name as sent, in order. */
function headerValues(rawHeaders) {
  const values = new Map();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i].toLowerCase();
    values.set(name, [...(values.get(name) ?? []), rawHeaders[i + 1].trim().replace(/\s+/g, ' ')]);
  }
  return values;
}

const parseDate = (text) => {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.UTC(y, mo - 1, d, h, mi, s);
};

/** Throws a Refusal unless the request is signed as AWS wants it. */
export function verify({ method, url, rawHeaders, body }, { id, secret, token, region }, now) {
  const given = parseAuthorization(headerValues(rawHeaders).get('authorization')?.[0]);
  const values = headerValues(rawHeaders);
  unless(given.id === id, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
  unless(
    given.region === region && given.service === 'dynamodb',
    'InvalidSignatureException',
    'Credential should be scoped to a valid region and to dynamodb.',
  );
  const dates = values.get('x-amz-date') ?? [];
  unless(dates.length === 1, 'IncompleteSignatureException', `x-amz-date ${dates.length} times`);
  const [date] = dates;
  unless(date.startsWith(given.day), 'InvalidSignatureException', 'Date in Credential scope does not match x-amz-date');
  unless(
    Math.abs(parseDate(date) - now) <= 15 * 60_000,
    'InvalidSignatureException',
    `Signature expired or not yet current: ${date} is more than 15 min. from the server's time`,
  );
  const { names } = given;
  unless(names.join() === [...names].sort().join(), 'InvalidSignatureException', 'SignedHeaders are not sorted');
  unless(new Set(names).size === names.length, 'InvalidSignatureException', 'SignedHeaders repeat a name');
  for (const name of names)
    unless(
      values.has(name),
      'InvalidSignatureException',
      `'${name}' is named as a SignedHeader, but it does not exist`,
    );
  unless(names.includes('host'), 'InvalidSignatureException', "'host' must be a SignedHeader");
  for (const name of values.keys())
    unless(!name.startsWith('x-amz-') || names.includes(name), 'InvalidSignatureException', `${name} is not signed`);
  unless(
    (values.get('x-amz-security-token')?.join() ?? '') === (token ?? ''),
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );
  const canonical = [
    method,
    url,
    '',
    ...names.map((name) => `${name}:${values.get(name).join()}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = `${given.day}/${region}/dynamodb/aws4_request`;
  const key = [given.day, region, 'dynamodb', 'aws4_request'].reduce(hmac, `AWS4${secret}`);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`);
  unless(
    timingSafeEqual(signature, Buffer.from(given.signature, 'hex')),
    'InvalidSignatureException',
    `The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request should have been\n'${canonical}'`,
  );
}

const json = { 'content-type': 'application/x-amz-json-1.0' };
const error = (status, type, message = type) => ({ status, body: JSON.stringify({ __type: type, message }) });

/** Each fault: what is sent instead of the true reply. */
const faults = {
  throttle: () => error(400, 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', 'Slow down'),
  throttling: () => error(400, 'com.amazon.coral.availability#ThrottlingException', 'Rate exceeded'),
  500: () => error(500, 'com.amazonaws.dynamodb.v20120810#InternalServerError', 'Internal server error'),
  503: () => error(503, 'com.amazon.coral.availability#ServiceUnavailable', 'Service is unavailable'),
  expired_token: () => error(400, 'com.amazon.coral.service#ExpiredTokenException', 'The token has expired'),
  html: () => ({ status: 200, body: '<html>Sorry</html>' }),
  half_json: (reply) => ({ ...reply, body: reply.body.subarray(0, reply.body.length / 2) }),
};

export class FakeDynamoDB {
  key = { id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'eu-west-2' };
  ahead = 0; // milliseconds of this server's clock before the machine's
  requests = []; // {operation, headers, rawHeaders, body, refused}, in order of arrival
  rules = [];

  constructor(options = {}) {
    this.store = dynalite({ createTableMs: 0, ...options });
    this.front = createServer((request, response) => void this.#serve(request, response));
  }

  async listen() {
    for (const server of [this.store, this.front]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    this.url = `http://127.0.0.1:${this.front.address().port}`;
    return this;
  }

  async close() {
    for (const server of [this.front, this.store]) {
      server.closeAllConnections?.();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** What a client needs to be let in. */
  get env() {
    const { id, secret, token, region } = this.key;
    return {
      WINDFALL_DYNAMODB_ENDPOINT: this.url,
      AWS_ACCESS_KEY_ID: id,
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_REGION: region,
      ...(token && { AWS_SESSION_TOKEN: token }),
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
    };
  }

  /** The next `times` requests for the operation get the fault: one of the above, or reset, truncated, unprocessed. */
  fault(operation, kind, times = Infinity) {
    this.rules.push({ operation, kind, left: times });
  }

  reset() {
    this.rules = [];
    this.requests = [];
    this.ahead = 0;
    delete this.key.token;
  }

  asked(operation) {
    return this.requests.filter((request) => request.operation === operation).length;
  }

  /** Asks the store itself, past the front. */
  async send(operation, body) {
    const { status, body: reply } = await this.#forward(
      {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20150830T123600Z',
        authorization: 'AWS4-HMAC-SHA256 Credential=x/y/z, SignedHeaders=host, Signature=0',
      },
      Buffer.from(JSON.stringify(body)),
    );
    if (status !== 200) throw new Error(`${operation}: ${reply}`);
    return JSON.parse(reply);
  }

  /** Every item of a table, whatever its pages. */
  async items(table) {
    const items = [];
    for (let start, first = true; first || start; first = false) {
      const page = await this.send('Scan', { TableName: table, ...(start && { ExclusiveStartKey: start }) });
      items.push(...page.Items);
      start = page.LastEvaluatedKey;
    }
    return items;
  }

  #forward(headers, body) {
    const { port } = this.store.address();
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { host: '127.0.0.1', port, method: 'POST', path: '/', headers: { ...headers, 'content-length': body.length } },
        async (response) => {
          const chunks = [];
          for await (const chunk of response) chunks.push(chunk);
          resolve({ status: response.statusCode, body: Buffer.concat(chunks) });
        },
      );
      request.on('error', reject).end(body);
    });
  }

  async #serve(request, response) {
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // the client went away; dynalite never hears of it
    }
    const body = Buffer.concat(chunks);
    const { method, url, rawHeaders, headers } = request;
    const operation = headers['x-amz-target']?.split('.')[1];
    const record = { operation, headers, rawHeaders, body: body.toString() };
    this.requests.push(record);
    try {
      verify({ method, url, rawHeaders, body }, this.key, Date.now() + this.ahead);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      record.refused = refusal.message;
      return this.#answer(response, error(400, `com.amazon.coral.service#${refusal.type}`, refusal.message));
    }
    await this.#reply(operation, headers, body, response);
  }

  async #reply(operation, headers, body, response) {
    const rule = this.rules.find((one) => one.left > 0 && one.operation === operation);
    if (rule) rule.left--;
    if (rule?.kind === 'reset') return response.socket.resetAndDestroy();
    if (rule?.kind === 'unprocessed') return this.#answer(response, await this.#half(headers, body));
    const instead = rule && faults[rule.kind];
    const silent = instead && instead.length === 0; // nothing reaches the store
    const reply = silent ? instead() : await this.#forward({ ...headers, 'accept-encoding': 'identity' }, body);
    if (rule?.kind === 'truncated') return this.#cut(response, reply);
    return this.#answer(response, instead && !silent ? instead(reply) : reply);
  }

  /** Writes every second item of a batch and gives the others back. */
  async #half(headers, body) {
    const [[table, requests]] = Object.entries(JSON.parse(body).RequestItems);
    const part = (parity) => requests.filter((_, i) => i % 2 === parity);
    const written = part(0);
    const left = part(1);
    const reply = await this.#forward(headers, Buffer.from(JSON.stringify({ RequestItems: { [table]: written } })));
    if (reply.status !== 200) return reply;
    return { status: 200, body: JSON.stringify({ UnprocessedItems: left.length > 0 ? { [table]: left } : {} }) };
  }

  #head() {
    return { ...json, date: new Date(Date.now() + this.ahead).toUTCString() };
  }

  #answer(response, { status, body }) {
    response.writeHead(status, { ...this.#head(), 'content-length': Buffer.byteLength(body) }).end(body);
  }

  #cut(response, { body }) {
    response.writeHead(200, { ...this.#head(), 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  }
}
