/** A proof of provenance, checked step by step. */
import type { Provenance, ProvenStep } from '@tagger/client/provenance';
import type { ChainState } from '../chain/chain.svelte.ts';
import { sentence } from '../format/error.ts';
import { text } from '../text/index.ts';

export interface Line {
  words: string;
  note?: string;
  state: 'holds' | 'fails' | 'working' | 'waiting';
}

/** Failures that are not the proof's: the node or the connection. */
const ELSEWHERE = new Set(['ConnectionLost', 'TypeError']);

export class ProofCheck {
  lines = $state.raw<Line[]>([]);
  found = $state.raw<Provenance>();
  failure = $state<string>();
  /** The failure is the proof's. */
  refused = $state(false);
  busy = $state(false);

  constructor(private readonly chain: ChainState) {}

  /** `json` as it is in the file. Never throws. */
  async check(json: string): Promise<void> {
    const said = text.proof;
    [this.busy, this.found, this.failure, this.refused] = [true, undefined, undefined, false];
    this.lines = [{ words: said.steps.form, state: 'working' }];
    try {
      const [{ connection }, { parseProof, verifyProvenance }] = await Promise.all([
        this.chain.open(),
        import('@tagger/client/provenance'),
      ]);
      const proof = parseProof(json);
      const words = [
        said.steps.form,
        said.steps.cluster,
        said.steps.accounts,
        said.steps.path,
        ...proof.seats.map((_, place) => said.steps.seat(place)),
        said.steps.settled,
      ];
      this.lines = words.map((line) => ({ words: line, state: 'waiting' }));
      this.hold();
      this.found = await verifyProvenance(connection, proof, (step) => this.hold(step));
    } catch (error) {
      this.refused = !(error instanceof Error && ELSEWHERE.has(error.name));
      this.failure = sentence(error);
      this.lines = this.lines.map((line) =>
        line.state === 'working' ? { ...line, state: this.refused ? 'fails' : 'waiting' } : line,
      );
    }
    this.busy = false;
  }

  /** The first step that does not hold yet holds now; the next is at work. */
  private hold(step?: ProvenStep): void {
    const at = this.lines.findIndex(({ state }) => state !== 'holds');
    const note = step?.step === 'seat' ? text.proof.by[step.by ?? 'nobody'] : undefined;
    this.lines = this.lines.map((line, place): Line => {
      if (place === at) return { ...line, state: 'holds', ...(note !== undefined && { note }) };
      return place === at + 1 ? { ...line, state: 'working' } : line;
    });
  }
}
