import { issuer, key } from '../key.js';
import { answerOf, Told } from '../told.js';

/**
 * Sign-in at an OpenID Connect issuer: the authorization code flow of a public client with PKCE (RFC 7636, RFC 9700). What comes
 * back is looked at before it is believed: that this tab asked for it (state), this issuer (RFC 9207), and for this token (nonce).
 */
const BEGUN = 'facegate.sign-in';
const RENEW_BEFORE_MILLISECONDS = 30_000;
const CLOCKS_DIFFER_SECONDS = 300;

/** Leads to the issuer, which leads back to this page. */
export async function begin() {
  if (!crypto.subtle) throw new Told('issuer.insecure');
  const { authorization_endpoint: endpoint } = await discovered();
  const begun = { state: random(), nonce: random(), verifier: random(), page: location.hash };
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  lead(endpoint, {
    response_type: 'code',
    client_id: issuer.client,
    redirect_uri: here(),
    scope: issuer.scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: base64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begun.verifier))),
    code_challenge_method: 'S256',
  });
}

/** Takes the issuer's answer out of the address, and fetches the token for it. */
export async function complete(answer) {
  const begun = JSON.parse(sessionStorage.getItem(BEGUN));
  sessionStorage.removeItem(BEGUN);
  history.replaceState(null, '', here() + (begun?.page ?? ''));
  if (!begun || answer.get('state') !== begun.state) throw new Told('issuer.unasked');
  const { issuer: named, authorization_response_iss_parameter_supported: names } = await discovered();
  if ((names || answer.has('iss')) && answer.get('iss') !== named) throw new Told('issuer.unasked');
  if (answer.has('error')) throw new Told('issuer.refused', { error: answer.get('error') });
  const tokens = await tokensFor({
    grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: here(), code_verifier: begun.verifier,
  });
  if (!isFor(begun, named, tokens.id_token)) throw new Told('issuer.unasked');
  keep(tokens);
}

let renewal = null;

/** Renews a token that ends soon, once for all who ask meanwhile. Where that fails, it serves for as long as it is good. */
export function renew() {
  const kept = key.token();
  if (!kept?.refresh || Date.now() < kept.until - RENEW_BEFORE_MILLISECONDS) return undefined;
  renewal ??= renewBy(kept).finally(() => (renewal = null));
  return renewal;
}

async function renewBy({ refresh, until }) {
  try {
    const tokens = await tokensFor({ grant_type: 'refresh_token', refresh_token: refresh });
    if (key.token()?.refresh === refresh) keep({ refresh_token: refresh, ...tokens });
  } catch (error) {
    if (!(error instanceof Told)) throw error;
    if (error.text === 'issuer.refused' && key.token()?.refresh === refresh) key.setToken(key.get(), { until });
  }
}

/** Forgets the token here, and asks the issuer to forget who signed in: by an address that has no token. */
export async function leave() {
  const kept = key.token();
  key.forget();
  if (!kept) return;
  const { revocation_endpoint: revocation, end_session_endpoint: end } = await discovered();
  if (kept.refresh && revocation) await post(revocation, { token: kept.refresh, token_type_hint: 'refresh_token' });
  if (end) lead(end, { client_id: issuer.client, post_logout_redirect_uri: here() });
}

function keep({ access_token: token, expires_in: seconds, refresh_token: refresh }) {
  key.setToken(token, { until: seconds ? Date.now() + seconds * 1_000 : Number.MAX_SAFE_INTEGER, refresh });
}

let metadata = null;

async function discovered() {
  if (metadata) return metadata;
  const root = issuer.url.replace(/\/$/, '');
  const response = await ask(`${root}/.well-known/openid-configuration`);
  const found = await response.json().catch(() => ({}));
  if (found.issuer?.replace(/\/$/, '') !== root) throw new Told('issuer.unreachable');
  metadata = found;
  return found;
}

async function tokensFor(grant) {
  const response = await post((await discovered()).token_endpoint, grant);
  if (response.status >= 500) throw new Told('issuer.unreachable');
  const tokens = await response.json().catch(() => ({}));
  if (!response.ok || !tokens.access_token || tokens.token_type?.toLowerCase() !== 'bearer') {
    throw new Told('issuer.refused', { error: tokens.error });
  }
  return tokens;
}

/** Whether it is about what was begun. It came from the issuer itself, so that no signature is needed (OpenID Connect Core 3.1.3.7). */
function isFor({ nonce }, named, idToken) {
  try {
    const claims = JSON.parse(new TextDecoder().decode(bytes(idToken.split('.')[1])));
    return claims.iss === named && [claims.aud].flat().includes(issuer.client) && claims.nonce === nonce
      && claims.exp > Date.now() / 1_000 - CLOCKS_DIFFER_SECONDS;
  } catch {
    return false;
  }
}

const ask = (address, request) => answerOf(fetch(address, { credentials: 'omit', cache: 'no-store', redirect: 'error', ...request }), new Told('issuer.unreachable'));

const post = (address, values) => ask(address, { method: 'POST', body: new URLSearchParams({ ...values, client_id: issuer.client }) });

function lead(address, values) {
  const target = new URL(address);
  for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value);
  location.assign(target);
}

/** This page as the issuer knows it, whatever of it is shown. */
const here = () => location.origin + location.pathname;

const random = () => base64(crypto.getRandomValues(new Uint8Array(32)));

const base64 = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0));
