import { issuer, issuerPart, key } from './key.js';
import { answerOf } from './told.js';

/** What the service answers when it can't do what was asked (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.reasons = body.reasons ?? [];
    this.requestId = body.request_id;
    this.retryAfter = undefined;
  }
}

/** Where the service is, seen from this page: the console may have been moved, and a proxy may put a prefix before it. */
const base = new URL(document.querySelector('meta[name="facegate-base"]')?.content ?? './', document.baseURI);

/** Where something of the service is, seen from this page. */
export const address = path => new URL(path, base).href;

async function authorization() {
  if (issuer && key.token()) await (await issuerPart()).renew();
  return key.get() ? { Authorization: `Bearer ${key.get()}` } : {};
}

/** The last request, as somebody would type it, and its answer: pages show it. */
export let lastExchange = null;
export const exchanges = new EventTarget();

const ask = async (path, { headers, ...request }) => answerOf(fetch(address(path),
  { cache: 'no-store', credentials: 'same-origin', headers: { ...(await authorization()), ...headers }, ...request }));

async function send(method, path, { body, headers = {}, quiet = false } = {}) {
  const response = await ask(path, { method, body, headers });
  const text = await answerOf(response.text());
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const value = isJson && text ? JSON.parse(text) : null;
  if (!quiet) {
    lastExchange = { curl: curl(method, path, body, headers), status: response.status, answer: value };
    exchanges.dispatchEvent(new Event('exchange'));
  }
  if (!response.ok) throw problemOf(response, value);
  return { status: response.status, value, headers: response.headers };
}

function problemOf(response, value) {
  const problem = new Problem(response.status, value ?? {});
  problem.retryAfter = response.headers.get('Retry-After') ?? undefined;
  if (problem.status === 401 && key.get()) {
    key.forget();
    dispatchEvent(new Event('facegate-key-refused'));
  }
  return problem;
}

function curl(method, path, body, headers) {
  const quoted = text => `'${String(text).replaceAll("'", `'\\''`)}'`;
  const parts = ['curl'];
  if (method !== 'GET' && !(method === 'POST' && body)) parts.push(`-X ${method}`);
  if (key.get()) parts.push('-H "Authorization: Bearer $FACEGATE_KEY"');
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body instanceof FormData) {
    for (const [name, value] of body) {
      parts.push(`-F ${quoted(value instanceof Blob ? `${name}=@${value.name ?? 'picture.jpg'}` : `${name}=${value}`)}`);
    }
  } else if (body instanceof Blob) {
    parts.push(`--data-binary ${quoted(`@${body.name ?? 'picture.jpg'}`)}`);
  } else if (body) {
    parts.push(`-d ${quoted(body)}`);
  }
  parts.push(quoted(new URL(path, base)));
  return parts.join(' \\\n  ');
}

const json = (method, path, value, options) =>
  send(method, path, { ...options, body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' } });

/** Names come from people: each is one segment of a path. */
export const segment = encodeURIComponent;

const query = parameters => {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
};

const form = parts => {
  const data = new FormData();
  for (const [name, value] of parts) {
    if (value instanceof Blob) data.append(name, value, value.name ?? 'picture.jpg');
    else data.append(name, value);
  }
  return data;
};

const gallery = name => `v1/galleries/${segment(name)}`;
const identity = (name, id) => `${gallery(name)}/identities/${segment(id)}`;
const value = answer => answer.then(({ value }) => value);

/** What the console asks of the service. */
export const api = {
  models: options => value(send('GET', 'v1/models', options)),
  health: () => value(send('GET', 'q/health/ready', { quiet: true })),
  detect: (picture, options) => value(send('POST', 'v1/detect', { ...options, body: form([['picture', picture]]) })),
  compare: (reference, probe) =>
    value(send('POST', 'v1/compare', { body: form([['reference', reference], ['probe', probe]]) })),

  galleries: cursor => value(send('GET', `v1/galleries${query({ cursor, limit: 100 })}`, { quiet: true })),
  gallery: name => value(send('GET', gallery(name), { quiet: true })),
  createGallery: name => value(json('POST', 'v1/galleries', { name })),
  deleteGallery: name => send('DELETE', gallery(name)),
  move: name => value(send('GET', `${gallery(name)}/move`, { quiet: true })),
  job: id => value(send('GET', `v1/jobs/${segment(id)}`, { quiet: true })),
  exportGallery: async name => {
    const response = await ask(`${gallery(name)}/export`, {});
    if (!response.ok) throw problemOf(response, await response.json());
    return response.body;
  },
  importGallery: (name, file) =>
    send('POST', `${gallery(name)}/import`, { body: file, headers: { 'Content-Type': 'application/x-ndjson' } }),

  people: (name, cursor, search, limit = 25) =>
    value(send('GET', `${gallery(name)}/identities${query({ cursor, limit, search })}`, { quiet: true })),
  person: (name, id) => value(send('GET', identity(name, id), { quiet: true })),
  createPerson: (name, person) => value(json('POST', `${gallery(name)}/identities`, person)),
  changePerson: (name, id, change) => value(json('PATCH', identity(name, id), change)),
  deletePerson: (name, id) => send('DELETE', identity(name, id)),
  templates: (name, id) => value(send('GET', `${identity(name, id)}/templates${query({ limit: 100 })}`, { quiet: true })),
  deleteTemplate: (name, id, template) => send('DELETE', `${identity(name, id)}/templates/${template}`),
  enrol: (name, id, pictures, duplicates) =>
    value(send('POST', `${identity(name, id)}/templates${query({ duplicates })}`,
      { body: form(pictures.map(picture => ['picture', picture])) })),
  verify: (name, id, picture) =>
    value(send('POST', `${identity(name, id)}/verify`, { body: form([['picture', picture]]) })),
  identify: (name, picture) => value(send('POST', `${gallery(name)}/identify`, { body: form([['picture', picture]]) })),
  attempts: (name, id) => value(send('GET', `${identity(name, id)}/attempts`, { quiet: true })),
  resetAttempts: (name, id) => value(send('POST', `${identity(name, id)}/attempts/reset`)),

  keys: () => value(send('GET', 'v1/keys', { quiet: true })),
  createKey: asked => value(json('POST', 'v1/keys', asked)),
  rotateKey: id => value(send('POST', `v1/keys/${segment(id)}/rotate`)),
  revokeKey: id => send('DELETE', `v1/keys/${segment(id)}`),
  audit: filter => value(send('GET', `v1/audit${query(filter)}`, { quiet: true })),
  auditHead: () => value(send('GET', 'v1/audit/head', { quiet: true })),
};
