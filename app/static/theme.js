// Runs before the first paint, so that a dark page never flashes light. The choice is made in src/lib/theme.svelte.ts.
const wish = localStorage.getItem('theme');
const dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.classList.toggle('dark', dark);
