/** A new build of these pages: told when it is there, taken when the person says so, never by itself. */

/** `tell` gets what takes the new build and loads the page anew. Returns how to stop. */
export function watchUpdates(tell: (take: () => void) => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const { serviceWorker } = navigator;
  let chosen = false;
  let stopped = false;
  const reload = (): void => {
    if (chosen) location.reload();
  };
  const waits = (found: ServiceWorker | null): void => {
    // The first of all replaces nothing.
    if (found === null || serviceWorker.controller === null || stopped) return;
    tell(() => {
      chosen = true;
      found.postMessage('take over');
    });
  };
  serviceWorker.addEventListener('controllerchange', reload);
  void serviceWorker.ready.then((registration) => {
    // What was loaded before it was there is kept as well.
    const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
    registration.active?.postMessage(loaded);
    waits(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed') waits(coming);
      });
    });
  });
  return () => {
    stopped = true;
    serviceWorker.removeEventListener('controllerchange', reload);
  };
}
