/**
 * Regions from the probability of speech in each frame, by two thresholds as Silero's authors publish them (silero-vad,
 * `get_speech_timestamps`): speech begins at one, ends when it stays below the lower one for a while.
 */
export interface RegionOptions {
  /** From here a frame is speech. */
  begin: number;
  /** Below it speech may be over. */
  end: number;
  /** A pause that ends a region, milliseconds. */
  silence: number;
  /** Shorter regions are no speech, milliseconds. */
  shortest: number;
  /** Added on both sides, milliseconds. */
  margin: number;
}

export const REGIONS: RegionOptions = { begin: 0.5, end: 0.35, silence: 100, shortest: 250, margin: 30 };

export interface SpeechRegion {
  /** Milliseconds, whole. */
  start: number;
  end: number;
  /** Mean probability of its frames. */
  score: number;
}

/** `frame` is how many milliseconds one probability covers, `length` the whole sound. */
export function regionsOf(
  probabilities: readonly number[],
  frame: number,
  length: number,
  options: RegionOptions = REGIONS,
): SpeechRegion[] {
  const found: { first: number; last: number }[] = [];
  let [first, quiet]: [number | undefined, number | undefined] = [undefined, undefined];
  const close = (last: number): void => {
    if (first !== undefined && (last - first) * frame >= options.shortest) found.push({ first, last });
    [first, quiet] = [undefined, undefined];
  };
  probabilities.forEach((probability, at) => {
    if (probability >= options.begin) {
      first ??= at;
      quiet = undefined;
    } else if (first !== undefined && probability < options.end) {
      quiet ??= at;
      if ((at + 1 - quiet) * frame >= options.silence) close(quiet);
    }
  });
  close(quiet ?? probabilities.length);
  return found.map(({ first: from, last }, at) => {
    const inside = probabilities.slice(from, last);
    // Margins of neighbours meet in the middle of their pause.
    const before = at === 0 ? 0 : ((found[at - 1]!.last + from) / 2) * frame;
    const after = at === found.length - 1 ? length : ((found[at + 1]!.first + last) / 2) * frame;
    return {
      start: Math.max(0, Math.ceil(Math.max(before, from * frame - options.margin))),
      end: Math.min(length, Math.floor(Math.min(after, last * frame + options.margin))),
      score: inside.reduce((sum, value) => sum + value, 0) / inside.length,
    };
  });
}
