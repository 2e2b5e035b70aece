/** Compiles the kernels of `assembly/` into modules that Node and browsers load alike: `node build-kernels.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/** Kernels that many threads run over the same memory, of up to 4 GiB. */
const sharedKernels = new Set(['scan']);
const shared = ['--enable', 'threads', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];

const sources = join(import.meta.dirname, '../../../assembly');

/** WebAssembly of one source of `assembly/`, the same bytes each time. Throws with the compiler's words. */
export async function compileKernel(name: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      `${name}.ts`,
      ...[
        '--outFile',
        `${name}.wasm`,
        '--runtime',
        'stub',
        '--importMemory',
        '--noAssert',
        '--noExportMemory',
      ],
      ...['--enable', 'simd', '-O3', '--converge'],
      ...(sharedKernels.has(name) ? shared : []),
    ],
    {
      readFile: (file) => {
        try {
          return readFileSync(join(sources, file), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`${name} does not compile: ${stderr.toString()}`);
  return binary;
}

/** The module that stands in the tree for a kernel. */
export const moduleOf = (name: string, binary: Uint8Array): string =>
  `/** Compiled from assembly/${name}.ts by build-kernels.ts; a test compares. */\n` +
  `export const wasm =\n  '${Buffer.from(binary).toString('base64')}';\n`;

export const kernelNames = ['extraction', 'comparison', 'descriptor', 'scan'];

if (import.meta.main)
  for (const name of kernelNames)
    writeFileSync(join(import.meta.dirname, `${name}.wasm.ts`), moduleOf(name, await compileKernel(name)));
