/** Keys of the tools. Inside fields and open dialogs they do what they always do; unlike those of one class, they repeat while held. */
import { tinykeys } from 'tinykeys';

const FIELDS = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]';
const PRESSED = 'button, a, summary, audio, input';
/** Pressed on a button these press it, and arrows on a choice change it. */
const OWN = new Set(['Enter', 'Space']);
const ARROWS = /^(Shift\+)?Arrow/;

/** Returns how to stop. */
export function listenTo(commands: Readonly<Record<string, () => void>>): () => void {
  const on =
    (key: string, run: () => void) =>
    (event: KeyboardEvent): void => {
      const { target } = event;
      if (document.querySelector('[role="dialog"]') !== null) return;
      if (target instanceof Element) {
        if (target.matches(FIELDS)) return;
        if (OWN.has(key) && target.closest(PRESSED) !== null) return;
        if (ARROWS.test(key) && target.matches('input[type="radio"], audio')) return;
      }
      event.preventDefault();
      run();
    };
  const bound = Object.entries(commands).map(([key, run]) => [key, on(key, run)] as const);
  return tinykeys(window, Object.fromEntries(bound), { ignore: ({ isComposing }) => isComposing });
}
