import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwind from '@tailwindcss/vite';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    tailwind(),
    sveltekit({
      // Not index.html: that is the landing page.
      adapter: adapter({ fallback: '200.html', precompress: true }),
      prerender: {
        // Names in the reference are numbered by the program that writes it, here and there in a way of its own: such a link leads to its page.
        handleMissingId: ({ path, message }) => {
          if (!path.startsWith('/docs/api/')) throw new Error(message);
        },
      },
    }),
  ],
  // Our workspaces are taken as they are written.
  resolve: { conditions: ['tagger-source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['tagger-source', ...defaultServerConditions] } },
});
