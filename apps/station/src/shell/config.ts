import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StationConfig {
  readonly dataDir: string;
  /** Loopback port; 0 takes a free one. */
  readonly port: number;
  /** Enrol at once with this office, when both are given. */
  readonly enrol: { readonly officeUrl: string; readonly code: string } | null;
  /** Devices are simulated; the screens say so. */
  readonly demo: boolean;
  /** Ports scanned for biometric devices, both ends included (MOSIP SBI: 4501–4600). */
  readonly sbiPorts: { readonly from: number; readonly to: number };
}

export const defaultPort = 8701;

const usage = `node apps/station/src/main.ts --data DIR [--port N] [--office URL --code CODE] [--demo] [--sbi-ports A-B]
  --data DIR        folder of the station (made when missing)
  --port N          port on 127.0.0.1 (${defaultPort}; 0 takes a free one)
  --office URL      address of the office, with --code: become a counter of it
  --code CODE       one-time code from the office
  --demo            the devices are simulated
  --sbi-ports A-B   ports to look for devices on (4501-4600)`;

/** The configuration, or the sentence that says what is wrong with the command line. */
export function parseConfig(argv: readonly string[]): StationConfig | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: String(defaultPort) },
        office: { type: 'string' },
        code: { type: 'string' },
        demo: { type: 'boolean', default: false },
        'sbi-ports': { type: 'string', default: '4501-4600' },
      },
    });
    if (!values.data) return { problem: usage };
    const port = portOf(values.port);
    if (port === undefined) return { problem: `--port ${values.port}: 0 … 65535` };
    if (Boolean(values.office) !== Boolean(values.code))
      return { problem: '--office and --code belong together' };
    const sbiPorts = rangeOf(values['sbi-ports']);
    if (!sbiPorts) return { problem: `--sbi-ports ${values['sbi-ports']}: two ports, 4501-4600` };
    return {
      dataDir: resolve(values.data),
      port,
      enrol: values.office && values.code ? { officeUrl: values.office, code: values.code } : null,
      demo: values.demo,
      sbiPorts,
    };
  } catch (error) {
    return { problem: `${(error as Error).message}\n${usage}` };
  }
}

function portOf(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65535 ? port : undefined;
}

function rangeOf(text: string): StationConfig['sbiPorts'] | undefined {
  const [from, to, ...rest] = text.split('-').map(portOf);
  if (from === undefined || to === undefined || rest.length > 0 || from > to) return undefined;
  return { from, to };
}
