/** A wrap and its proof as the program takes them. */
import type { ArgsOf } from './build.ts';

/** `wrap` has 64 bytes, `proof` 80: see `keys/delivery.ts`. */
export function deliveryOf(wrap: Uint8Array, proof: Uint8Array): ArgsOf<'deliverKey'>['delivery'] {
  const part = (from: Uint8Array, start: number, length: number): number[] => [...from.subarray(start, start + length)];
  return {
    wrap: [part(wrap, 0, 32), part(wrap, 32, 32)],
    challenge: part(proof, 0, 16),
    responses: [part(proof, 16, 32), part(proof, 48, 32)],
  };
}
