/** Light, dark, or as the system says. `static/theme.js` applies it before the first paint. */
export type Theme = 'light' | 'dark' | 'system';

const read = (): Theme => {
  const wish = localStorage.getItem('theme');
  return wish === 'light' || wish === 'dark' ? wish : 'system';
};

export class ThemeChoice {
  current = $state<Theme>('system');

  constructor() {
    this.current = read();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', () => this.apply());
  }

  choose(theme: Theme): void {
    this.current = theme;
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
    this.apply();
  }

  private apply(): void {
    const dark =
      this.current === 'dark' || (this.current === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.classList.toggle('dark', dark);
  }
}
