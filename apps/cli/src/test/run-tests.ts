/** `npm test`: sees to Chromium, runs vitest, and ends with the line `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '@rekam/testkit/chromium.ts';
import { root } from '../programs.ts';
import { tell } from '../start/words.ts';

export async function runTests(filters: string[]): Promise<number> {
  if (!ensureChromium()) return 69;
  offerPdfsig();
  offerArchiveValidator();
  offerToken();
  offerPrinter();
  const folder = mkdtempSync(join(tmpdir(), 'rekam-test-'));
  const report = join(folder, 'report.json');
  const vitest = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    // What a test leaves lying about, killed ones too, goes with the folder.
    { cwd: root, stdio: 'inherit', env: { ...process.env, TMPDIR: folder } },
  );
  const counts = readCounts(report);
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  return vitest.status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

/** A file that could not be loaded counts as a failure: vitest names it but counts no test of it. */
function readCounts(report: string): { passed: number; failed: number } {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const result = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return { passed: result.numPassedTests, failed: result.numFailedTests + unloaded };
}

/** The browser tests drive a real Chromium; Debian's is installed where this user may do so. */
function ensureChromium(): boolean {
  if (findChromium()) return true;
  tell('Memasang Chromium untuk pengujian layar …', 'Installing Chromium for the browser tests …');
  install('chromium');
  if (findChromium()) return true;
  process.stderr.write(
    '✗ Chromium diperlukan untuk pengujian layar: sudo apt-get install chromium (atau sebut letaknya dengan REKAM_CHROMIUM)\n' +
      '  Chromium is needed for the browser tests: sudo apt-get install chromium (or name it with REKAM_CHROMIUM)\n',
  );
  return false;
}

/** A second reader judges our signatures; without it the tests that ask it are skipped. */
function offerPdfsig(): void {
  if (!existsSync('/usr/bin/pdfsig')) install('poppler-utils');
}

/** Judges whether a letter is PDF/A; without it the test that asks is skipped. */
function offerArchiveValidator(): void {
  if (existsSync('/usr/share/java/preflight.jar') && existsSync('/usr/share/java/jaxb-api.jar')) return;
  install('default-jre-headless', 'libpdfbox2-java', 'libactivation-java', 'libjaxb-api-java');
}

/** A token in software and the tool that makes keys on it; without them the tests that sign with one are skipped. */
function offerToken(): void {
  if (existsSync('/usr/bin/softhsm2-util') && existsSync('/usr/bin/pkcs11-tool')) return;
  install('softhsm2', 'opensc');
}

/** A real IPP printer to print on, which announces itself by Avahi; without it the tests on one are skipped. */
function offerPrinter(): void {
  if (existsSync('/usr/sbin/ippeveprinter') && existsSync('/usr/sbin/avahi-daemon')) return;
  tell('Memasang printer IPP untuk pengujian …', 'Installing an IPP printer for the tests …');
  install('cups-ipp-utils', 'avahi-daemon', 'dbus');
}

function install(...debianPackages: string[]): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  for (const step of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...debianPackages],
  ])
    spawnSync('apt-get', step, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
}
