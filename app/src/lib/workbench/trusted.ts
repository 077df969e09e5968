/** Trusted types are required here: nothing becomes a script by being text. Workers of the models are the one exception, by address. */

interface Policies {
  defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown;
}

/** Lets workers of this origin's models begin, and no other script address. Browsers without trusted types need nothing. */
export function allowWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (trustedTypes === undefined || trustedTypes.defaultPolicy != null) return;
  trustedTypes.createPolicy('default', {
    createScriptURL: (address) => {
      const { origin, pathname } = new URL(address, location.href);
      return origin === location.origin && pathname === '/predictors/worker.js' ? address : null;
    },
  });
}
