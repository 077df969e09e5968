/** After this nothing in the worker can ask anybody for anything: a model has no business outside. */
const refuse = (): never => {
  throw new Error('a predictor fetches nothing from outside');
};

const WAYS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'BroadcastChannel',
];

export function goOffline(): void {
  for (const way of WAYS)
    if (way in globalThis)
      Object.defineProperty(globalThis, way, { value: refuse, writable: true, configurable: way === 'fetch' });
}
