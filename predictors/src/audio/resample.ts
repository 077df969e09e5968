/** Sound at another rate: a windowed sinc (Smith, "Digital Audio Resampling"), cut off below the lower of both rates. */

/** Zero crossings on each side. */
const REACH = 16;

export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const cutoff = Math.min(1, to / from);
  const half = Math.ceil(REACH / cutoff);
  const out = new Float32Array(Math.floor((samples.length * to) / from));
  for (let at = 0; at < out.length; at += 1) {
    const centre = (at * from) / to;
    const first = Math.max(0, Math.ceil(centre - half));
    const last = Math.min(samples.length - 1, Math.floor(centre + half));
    let sum = 0;
    for (let tap = first; tap <= last; tap += 1) {
      const x = tap - centre;
      // A Hann window over the sinc.
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (half + 1));
      const angle = Math.PI * cutoff * x;
      sum += samples[tap]! * window * cutoff * (x === 0 ? 1 : Math.sin(angle) / angle);
    }
    out[at] = sum;
  }
  return out;
}
