import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Addresses used by `vite dev` only; the built screens are served by the process they speak with. */
const stationUrl = process.env.REKAM_STATION_URL ?? 'http://127.0.0.1:7071';

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
  build: {
    outDir: `${here}/dist`,
    emptyOutDir: true,
    target: 'chrome120',
    // Pictures stay files, so that the pages' content security policy needs no `data:` for scripts or styles.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // kB. The office's screens are one program, loaded once and kept; the public pages have no script at all.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { counter: `${here}/counter.html`, office: `${here}/office.html` },
    },
  },
  server: { proxy: { '/api': stationUrl } },
});
