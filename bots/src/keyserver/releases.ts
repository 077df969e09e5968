/** Which keys went to whom and when: a file that is only appended to, one JSON object a line, without the keys. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { TaggerClientError } from '@tagger/client';

export interface Release {
  /** Unix seconds. */
  at: number;
  /** Of the snapshot that allowed it. */
  slot: number;
  dataset: string;
  /** Mint of the licence. */
  licence: string;
  wallet: string;
  /** Whom it was wrapped for, hex; the public half. */
  recipient: string;
  /** By a transaction, whose signature follows, or by an answer to a request. */
  how: 'chain' | 'request';
  signature?: string;
}

export class Releases {
  private readonly handle: number;
  /** The last of each licence. */
  private readonly last = new Map<string, Pick<Release, 'wallet' | 'at'>>();

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    for (const line of text.split('\n')) this.remember(line);
    this.handle = openSync(file, 'a', 0o600);
    // A process that was killed may have left half a line.
    if (text !== '' && !text.endsWith('\n')) writeSync(this.handle, '\n');
  }

  private remember(line: string): void {
    try {
      const { licence, wallet, at } = JSON.parse(line) as Release;
      this.last.set(licence, { wallet, at });
    } catch {
      // An empty line, or half of one: that release was never answered.
    }
  }

  lastOf(licence: string): Pick<Release, 'wallet' | 'at'> | undefined {
    return this.last.get(licence);
  }

  /** On the disk when it returns: nothing is released without a trace. */
  append(release: Release): void {
    writeSync(this.handle, `${JSON.stringify(release)}\n`);
    fsyncSync(this.handle);
    this.last.set(release.licence, { wallet: release.wallet, at: release.at });
  }

  /**
   * A licence that is passed round to collect keys: each next holder has to wait `cooldownSecs` after the one before.
   * Throws `Cooldown`.
   */
  checkCooldown(licence: string, wallet: string, now: number, cooldownSecs: number): void {
    const last = this.last.get(licence);
    if (last === undefined || last.wallet === wallet || now - last.at >= cooldownSecs) return;
    throw new TaggerClientError(
      'Cooldown',
      `another holder got this licence's key a short while ago: try again in ${last.at + cooldownSecs - now} seconds`,
    );
  }

  close(): void {
    closeSync(this.handle);
  }
}
