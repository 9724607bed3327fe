import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Pages for the api to serve. In development they come from Vite, and the front stands before it. */
export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022' },
  server: { host: '127.0.0.1', strictPort: true },
});
