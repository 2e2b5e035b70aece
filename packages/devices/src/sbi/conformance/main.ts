/** Runs the conformance cases against the device process on a port: for vendors, and before a device is bought. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runConformance } from './run.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4501' },
    trust: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
});
const trusted = await Promise.all(values.trust.map((file) => readFile(file, 'utf8')));
const results = await runConformance(Number(values.port), {
  trustedPem: () => trusted,
  now: () => Date.now(),
  environment: 'Developer',
});
const failed = results.filter((result) => !result.held);
if (!values.json)
  for (const result of results)
    console.log(
      [`${result.held ? 'held  ' : 'BROKEN'} ${result.id}  ${result.purpose}`, ...result.problems].join(
        '\n         ',
      ),
    );
if (values.json)
  console.log(JSON.stringify({ passed: results.length - failed.length, failed: failed.length, results }));
else console.log(`\n${results.length - failed.length} held, ${failed.length} broken`);
process.exitCode = failed.length === 0 ? 0 : 1;
