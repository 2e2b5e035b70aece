/** `bin/rekam esign simulate`: an e-sign client service to try signing against, until it is stopped. */
import { parseArgs } from 'node:util';
import { watchStarter } from '@rekam/protocol/process/running-program.ts';
import { type EsignFault, esignFaults, startEsign } from './simulator.ts';

const usage = `rekam esign simulate [pilihan / options]

  --port N           porta / port (10020)
  --username TEXT    (rekam)       --password TEXT    (rekam)
  --nik N            (5371010101800001)
  --passphrase TEXT  (percobaan)
  --fault NAME       ${esignFaults.join(' | ')}
`;

try {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '10020' },
      username: { type: 'string', default: 'rekam' },
      password: { type: 'string', default: 'rekam' },
      nik: { type: 'string', default: '5371010101800001' },
      passphrase: { type: 'string', default: 'percobaan' },
      fault: { type: 'string', default: 'none' },
    },
  });
  const fault = values.fault as EsignFault;
  const port = Number(values.port);
  if (!esignFaults.includes(fault) || !Number.isInteger(port)) throw new TypeError(usage);
  watchStarter(() => process.exit(0));
  const { url } = await startEsign({ ...values, port, fault });
  process.stdout.write(`${JSON.stringify({ event: 'listening', url, nik: values.nik })}\n`);
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(usage);
  process.exitCode = 64;
}
