/** What hidden votes are sent with: the person's secret, and a key that signs for him. */
import type { SessionState } from '../session/session.svelte.ts';
import { text } from '../text/index.ts';
import type { VaultState } from '../vault/vault.svelte.ts';
import { SALT } from '../work/work.svelte.ts';

/** Asks for what is missing. False when the person or the chain said no to the session. Throws what the vault throws. */
export async function unlock(vault: VaultState, session: SessionState): Promise<boolean> {
  await vault.secret(SALT);
  const found = await session.look();
  return typeof found === 'object' || session.begin(text.task.beginTitle, () => Promise.resolve([]));
}
