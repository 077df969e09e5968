export { default as Button } from './Button.svelte';
export { default as Dialog } from './Dialog.svelte';
export { default as Fault } from './Fault.svelte';
export { default as LinkButton } from './LinkButton.svelte';
