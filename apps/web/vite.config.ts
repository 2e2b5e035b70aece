import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/** Addresses used by `vite dev` only; the built screens are served by the process they speak with. */
const stationUrl = process.env.REKAM_STATION_URL ?? 'http://127.0.0.1:7071';

/**
 * The script of the page that checks letters, and its service worker: built apart, a file each, so that a phone on a
 * slow line loads nothing of the screens. Packed beside it, as it is sent.
 */
function checkPageBesideTheScreens(): Plugin {
  const out = `${here}/dist/check`;
  return {
    name: 'check-page',
    apply: 'build',
    async closeBundle() {
      for (const name of ['check', 'worker'])
        await build({
          configFile: false,
          logLevel: 'warn',
          root: here,
          publicDir: false,
          build: {
            outDir: out,
            emptyOutDir: name === 'check',
            target: 'chrome80',
            lib: { entry: `${here}/src/check/${name}.ts`, formats: ['es'], fileName: name },
          },
        });
      packBeside(out);
      packBeside(`${here}/dist/assets`);
    },
  };
}

/** Each script and style of a folder packed beside it, as browsers on a slow line are sent it. */
function packBeside(folder: string): void {
  for (const file of readdirSync(folder))
    if (/\.(js|css|svg)$/.test(file))
      writeFileSync(`${folder}/${file}.gz`, gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }));
}

export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), checkPageBesideTheScreens()],
  build: {
    outDir: `${here}/dist`,
    emptyOutDir: true,
    target: 'chrome120',
    // Pictures stay files, so that the pages' content security policy needs no `data:` for scripts or styles.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    rolldownOptions: {
      input: { counter: `${here}/counter.html`, office: `${here}/office.html` },
    },
  },
  server: { proxy: { '/api': stationUrl } },
});
