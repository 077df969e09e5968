/** Opening a task: how its items are laid out, and what still has to be sent. */
export * from './layout.ts';
export * from './steps.ts';
