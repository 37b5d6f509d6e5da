// Keeps the public pages readable without a network. It must never keep a person's own page, nor anything beyond the
// shell unless the page said that preferences are allowed: the cache of visited pages exists only while they are.
'use strict';

const SHELL = 'morprom-shell-' + '__BUILD__';
const FILES = __SHELL__;
const VISITED = 'morprom-visited';
const MOST_VISITED = 40;
const PATIENCE = 4000;
const PRIVATE = /^\/(th|en)\/(me|unit|office|register|sign-in|demo|contact\/cases)(\/|$)/;
const PUBLIC = /^\/(th|en)(\/|$)/;

const address = (url) => url.pathname + url.search;

const fillShell = async () => {
  const cache = await caches.open(SHELL);
  await cache.addAll(FILES.map((file) => new Request(file, { credentials: 'omit', cache: 'no-cache' })));
};

const takeOver = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('morprom-shell-') && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
};

const kept = (url) => caches.match(url.href, { cacheName: SHELL, ignoreVary: true });

const keptVisit = async (url) =>
  (await caches.has(VISITED)) ? caches.match(url.href, { cacheName: VISITED, ignoreVary: true }) : undefined;

const mayKeep = (url, response) =>
  response.ok && response.type === 'basic' && !response.redirected && !url.search &&
  PUBLIC.test(url.pathname) && !PRIVATE.test(url.pathname) && !FILES.includes(url.pathname) &&
  !/no-store/i.test(response.headers.get('cache-control') || '') &&
  /^text\/html/i.test(response.headers.get('content-type') || '');

const keepVisit = async (url, copy) => {
  if (!(await caches.has(VISITED))) return;
  const cache = await caches.open(VISITED);
  await cache.delete(url.href, { ignoreVary: true });
  await cache.put(url.href, copy);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_VISITED)).map((request) => cache.delete(request)));
};

// A kept page says nothing about what is allowed: the shell was fetched without cookies, a visit may be old.
const silent = async (response) => {
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(text.replace(/(<html[^>]*?) data-allow(="[^"]*")?/, '$1'), { headers });
};

const copyOf = async (url) => (await kept(url)) || keptVisit(url);

const offline = async (url) => {
  const language = url.pathname.startsWith('/en') ? 'en' : 'th';
  const found = await kept(new URL('/' + language + '/offline', url));
  return found ? silent(found) : Response.error();
};

const fetchPage = async (event, url) => {
  const response = await fetch(event.request);
  if (mayKeep(url, response)) event.waitUntil(keepVisit(url, response.clone()).catch(() => {}));
  return response;
};

// Slow is not absent: a copy is shown when the network takes too long; without one the network is waited for.
const page = async (event, url) => {
  const network = fetchPage(event, url);
  event.waitUntil(network.catch(() => {}));
  const copy = await copyOf(url);
  if (!copy) return network.catch(() => offline(url));
  let shown;
  const show = () => (shown = shown || silent(copy));
  const tired = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(show);
  return Promise.race([network, tired]).catch(show);
};

const asset = async (request, url) => {
  const found = await kept(url);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok && url.pathname.startsWith('/assets/')) {
    const copy = response.clone();
    caches.open(SHELL).then((cache) => cache.put(url.href, copy)).catch(() => {});
  }
  return response;
};

self.addEventListener('install', (event) => event.waitUntil(fillShell()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

self.addEventListener('fetch', (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event, url));
  else if (/^\/(assets|icons)\//.test(url.pathname) || FILES.includes(address(url))) event.respondWith(asset(request, url));
});

self.addEventListener('message', (event) => {
  const said = event.data || {};
  if (said.type === 'update') self.skipWaiting();
  if (said.type === 'allow') {
    const allowed = Array.isArray(said.categories) && said.categories.includes('preferences');
    event.waitUntil(allowed ? caches.open(VISITED) : caches.delete(VISITED));
  }
});
