/** Keys of the workbench. Inside fields and open dialogs they do what they always do. */
import { tinykeys } from 'tinykeys';

export interface Commands {
  choose: (label: number) => void;
  next: () => void;
  back: () => void;
  undo: () => void;
  redo: () => void;
  skip: () => void;
  accept: () => void;
  reject: () => void;
  rules: () => void;
  help: () => void;
  zoom: (step: 1 | -1 | 0) => void;
  move: (x: number, y: number) => void;
  play: () => void;
}

const FIELDS = 'input:not([type="checkbox"]), textarea, select, [contenteditable]';
const PRESSED = 'button, a, summary, audio, input';

/** Returns how to stop. */
export function listen(commands: Commands): () => void {
  const elsewhere = (event: Event): boolean =>
    event.target instanceof Element &&
    (event.target.matches(FIELDS) || event.target.closest('[role="dialog"]') !== null);
  const on =
    (run: () => void, kept = '') =>
    (event: KeyboardEvent): void => {
      if (elsewhere(event) || document.querySelector('[role="dialog"]') !== null) return;
      // A button that has the focus is pressed by Enter and Space.
      if (kept !== '' && event.target instanceof Element && event.target.closest(kept) !== null) return;
      event.preventDefault();
      run();
    };
  const digits = Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [String(at + 1), on(() => commands.choose(at))]),
  );
  return tinykeys(
    window,
    {
      ...digits,
      Enter: on(commands.next, PRESSED),
      ArrowRight: on(commands.next, 'audio'),
      Backspace: on(commands.back),
      ArrowLeft: on(commands.back, 'audio'),
      u: on(commands.undo),
      r: on(commands.redo),
      '$mod+z': on(commands.undo),
      '$mod+Shift+z': on(commands.redo),
      s: on(commands.skip),
      a: on(commands.accept),
      x: on(commands.reject),
      i: on(commands.rules),
      '[Shift]+?': on(commands.help),
      '[Shift]++': on(() => commands.zoom(1)),
      '=': on(() => commands.zoom(1)),
      '-': on(() => commands.zoom(-1)),
      '0': on(() => commands.zoom(0)),
      'Shift+ArrowLeft': on(() => commands.move(1, 0)),
      'Shift+ArrowRight': on(() => commands.move(-1, 0)),
      'Shift+ArrowUp': on(() => commands.move(0, 1)),
      'Shift+ArrowDown': on(() => commands.move(0, -1)),
      Space: on(commands.play, PRESSED),
    },
    // What is elsewhere is told above; a box that was ticked last takes no key from the work.
    { ignore: ({ repeat, isComposing }) => repeat || isComposing },
  );
}
