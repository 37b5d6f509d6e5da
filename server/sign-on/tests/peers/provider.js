// A real OpenID Connect provider on a loopback port, with keys made at start: started anew it has others.
// Argument: {"port": 0, "lean": false, "callback": "https://…"}. A lean provider keeps claims out of its tokens; it sends
// browsers back to `callback` and nowhere else. It ends when its input closes.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { port = 0, lean = false, callback = 'https://portal.example/oidc/callback' } = JSON.parse(process.argv[2] ?? '{}');

const accounts = {
  person: { pid: '1234567890121', given_name: 'สมชาย', family_name: 'ใจดี', email: 'person@example.org', email_verified: true },
  neighbour: { pid: '1000000000009', given_name: 'สมปอง', family_name: 'ใจงาม' },
  nameless: {},
  'officer-two-factors': { amr: ['pwd', 'mfa'], given_name: 'สมหญิง', family_name: 'ใจดี' },
  'officer-password': { amr: ['pwd'], given_name: 'สมศักดิ์', family_name: 'ใจดี' },
  'officer-assured': { acr: 'urn:example:assurance:2', given_name: 'สมศรี', family_name: 'ใจดี' },
};

const scopes = ['openid', 'pid', 'given_name', 'family_name', 'email'];
const claims = ['pid', 'given_name', 'family_name', 'email', 'email_verified'];
const redirect_uris = [callback];

const key = (type, options, use) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), ...use });

const configuration = {
  clients: [
    { client_id: 'portal', client_secret: 'a-secret-between-the-two', redirect_uris },
    { client_id: 'open-portal', token_endpoint_auth_method: 'none', redirect_uris, id_token_signed_response_alg: 'ES256' },
  ],
  jwks: {
    keys: [
      key('rsa', { modulusLength: 2048 }, { use: 'sig', alg: 'RS256' }),
      key('ec', { namedCurve: 'P-256' }, { use: 'sig', alg: 'ES256' }),
    ],
  },
  cookies: { keys: ['of no use to anybody'] },
  scopes,
  claims: {
    openid: ['sub', 'amr', 'acr', 'auth_time'],
    pid: ['pid'],
    given_name: ['given_name'],
    family_name: ['family_name'],
    email: ['email', 'email_verified'],
  },
  acrValues: ['urn:example:assurance:2'],
  conformIdTokenClaims: lean,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, claimsParameter: { enabled: lean } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...accounts[accountId] }) }),
  // Whoever signs on agrees to all that was asked.
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope(scopes.join(' '));
    grant.addOIDCClaims(claims);
    await grant.save();
    return grant;
  },
};

// /interaction/ID?login=NAME signs on as NAME; a name nobody has turns back. Without a name it is a page that asks.
async function interact(provider, request, response) {
  const login = new URL(request.url, provider.issuer).searchParams.get('login');
  if (login === null) {
    const ways = Object.keys(accounts).map((name) => `<li><a href="?login=${name}">${name}</a></li>`).join('');
    const page = `<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><ul>${ways}</ul></html>`;
    return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  }
  const account = accounts[login];
  const result = account
    ? { login: { accountId: login, amr: account.amr, acr: account.acr } }
    : { error: 'access_denied', error_description: 'the person turned back' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const server = createServer();
server.listen(port, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    interact(provider, request, response).catch(() => response.writeHead(500).end());
  });
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});

process.stdin.on('end', () => process.exit(0)).resume();
