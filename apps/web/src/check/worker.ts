/** Keeps the page that checks letters, so that it opens without a network. Names and numbers never pass through it. */

interface Lifecycle extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lifecycle {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(kind: 'install' | 'activate', listener: (event: Lifecycle) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}
declare const self: Worker;

const cacheName = 'rekam-letter-page-1';
const page = '/surat';
const kept = [page, '/surat/check.js'];

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(kept))
      .then(() => self.skipWaiting()),
  );
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !kept.includes(pathname)) return;
  event.respondWith(search === '' ? keptFirst(event, pathname) : networkFirst(request));
});

/** Shown at once, fetched anew for the next time. */
async function keptFirst(event: Fetching, path: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const fresh = fetch(path, { cache: 'no-cache' }).then(async (answer) => {
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  });
  const before = await cache.match(path);
  if (!before) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  return before;
}

/** A typed number is the office's to answer; without a network the empty page says so. */
async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(page)) ?? Response.error();
  }
}
