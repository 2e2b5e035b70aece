import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../programs.ts';

it('an update that cannot fetch its packages leaves those that served until now', () => {
  const house = mkdtempSync(join(tmpdir(), 'rekam-packages-'));
  try {
    mkdirSync(join(house, 'bin'));
    cpSync(join(root, 'bin/launcher.mjs'), join(house, 'bin/launcher.mjs'));
    const needs = { served: '1.0.0', fresh: '1.0.0' };
    const lines = Object.entries(needs).map(([name, version]) => [`node_modules/${name}`, { version }]);
    const project = { name: 'house', version: '1.0.0', dependencies: needs };
    writeFileSync(join(house, 'package.json'), JSON.stringify(project));
    writeFileSync(
      join(house, 'package-lock.json'),
      JSON.stringify({
        ...project,
        lockfileVersion: 3,
        packages: { '': project, ...Object.fromEntries(lines) },
      }),
    );
    writeFileSync(join(house, '.npmrc'), 'registry=http://127.0.0.1:9/\nfetch-retries=0\ncache=cache\n');
    const served = join(house, 'node_modules/served/package.json');
    mkdirSync(join(house, 'node_modules/served'), { recursive: true });
    writeFileSync(served, JSON.stringify({ name: 'served', version: '1.0.0' }));
    mkdirSync(join(house, 'node_modules/.rekam'));
    writeFileSync(join(house, 'node_modules/.rekam/installed'), 'of the version before production');

    const { REKAM_NO_INSTALL: _, ...surroundings } = process.env;
    const { status, stderr } = spawnSync(process.execPath, [join(house, 'bin/launcher.mjs'), 'start'], {
      encoding: 'utf8',
      env: surroundings,
    });
    expect(stderr).toContain('nothing was harmed');
    expect(status).toBe(69);
    expect(existsSync(served)).toBe(true);
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
});
