// Small helps that every page works without: the worker that keeps pages for reading offline, the offer of a new
// version, the offline note. It must never keep anything the person did not allow.
(() => {
  'use strict';
  const find = (id) => document.getElementById(id);
  // Absent on a page from the worker's store, which does not know what is allowed now: then nothing is said or deleted.
  const allow = document.documentElement.dataset.allow;
  const says = allow !== undefined;
  const categories = (allow || '').split(' ').filter(Boolean);

  const online = () => {
    const note = find('offline-note');
    if (note) note.hidden = navigator.onLine;
  };
  addEventListener('online', online);
  addEventListener('offline', online);
  online();

  if (says && 'caches' in window && !categories.includes('preferences')) caches.delete('morprom-visited').catch(() => {});

  const workers = navigator.serviceWorker;
  if (!workers) return;

  const offer = (registration) => {
    const box = find('update-offer');
    const button = find('update-now');
    if (!box || !button || !registration.waiting) return;
    box.hidden = false;
    button.onclick = () => {
      button.disabled = true;
      workers.addEventListener('controllerchange', () => location.reload(), { once: true });
      if (registration.waiting) registration.waiting.postMessage({ type: 'update' });
      else location.reload();
    };
  };

  const watch = (registration) => {
    if (workers.controller) offer(registration);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      if (!worker) return;
      worker.addEventListener('statechange', () => {
        if (worker.state === 'installed' && workers.controller) offer(registration);
      });
    });
  };

  const start = () => {
    workers.register('/sw.js').then(watch).catch(() => {});
    if (says) workers.ready.then((registration) => registration.active.postMessage({ type: 'allow', categories }));
  };
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
})();
