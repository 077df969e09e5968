/**
 * @vladmandic/human's package for Node needs TensorFlow's own build; the one for browsers has everything inside but looks for
 * Node while it is imported and when its backend starts. In a worker that does nothing else, Node is not to be seen.
 */
const SHOWN: Readonly<Record<string, unknown>> = {
  navigator: { userAgent: 'worker', hardwareConcurrency: 1 },
  WorkerGlobalScope: Object,
  self: globalThis,
  location: { href: 'https://assets.invalid/' },
};

/** `process` stays away afterwards too: the backend looks for it again whenever it compiles something. */
export async function likeABrowser<T>(load: () => Promise<T>): Promise<T> {
  for (const [name, value] of Object.entries(SHOWN))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  Object.defineProperty(globalThis, 'importScripts', {
    value: () => {
      throw new Error('no scripts are loaded here');
    },
    configurable: true,
  });
  Reflect.deleteProperty(globalThis, 'process');
  return load();
}
