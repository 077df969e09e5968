/** Progress on standard error, so that standard output stays clean; silent when nobody watches or `--json` is given. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** Sets the total and names what happens now. */
  phase(title: string, total: number): void;
  step(by?: number): void;
  stop(): void;
}

export function progress(quiet: boolean): Progress {
  if (quiet) return { phase: () => undefined, step: () => undefined, stop: () => undefined };
  if (process.stderr.isTTY !== true) return lines();
  const bar = new SingleBar(
    {
      stream: process.stderr,
      format: '{title} [{bar}] {percentage}% {value}/{total} {duration_formatted}',
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.rect,
  );
  let running = false;
  return {
    phase(title, total) {
      if (running) bar.stop();
      bar.start(Math.max(1, total), 0, { title: title.padEnd(28) });
      running = true;
    },
    step: (by = 1) => bar.increment(by),
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}

/** Where no terminal is: a line for every tenth of a phase. */
function lines(): Progress {
  let [title, total, value, told] = ['', 1, 0, -1];
  const tell = (): void => {
    const tenth = Math.floor((10 * value) / total);
    if (tenth !== told) process.stderr.write(`${title}: ${Math.min(100, tenth * 10)} %\n`);
    told = tenth;
  };
  return {
    phase(next, size) {
      [title, total, value, told] = [next, Math.max(1, size), 0, -1];
      tell();
    },
    step(by = 1) {
      value += by;
      tell();
    },
    stop: () => undefined,
  };
}
