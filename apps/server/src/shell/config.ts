import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { NoticeSettings } from '../notice/index.ts';
import { readNoticeSettings, readPublicUrl } from './notice-settings.ts';

export interface OfficeConfig {
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** PEM files; null: plain HTTP on loopback or behind a proxy, else a certificate of our own. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** A reverse proxy in front speaks TLS: X-Forwarded-* is believed and nothing is encrypted here. */
  readonly behindProxy: boolean;
  /** PEM files with authorities that device certificates must chain to. */
  readonly trustDevicesFiles: readonly string[];
  /** Name of a counter on this computer that gets a code by itself as soon as the office is set up; null: none. */
  readonly announceLocalStation: string | null;
  /** How residents are told that recording works again; null: they cannot be. */
  readonly notices: NoticeSettings | null;
  /** Address of the public site, for links that are shared; null: not set. */
  readonly publicUrl: string | null;
  /** A PostgreSQL of one's own (≥ 15); null: the embedded one. */
  readonly databaseUrl: string | null;
}

export const defaultPort = 8700;

/** What a running office holds of its data folder, so that no second one begins there. */
export const lockOf = (dataDir: string): string => join(dataDir, 'office.lock');

const usage = `node apps/server/src/main.ts --data DIR [--port N] [--host H]
  --data DIR        folder of the office (made when missing)
  --port N          port to listen on (${defaultPort}; 0 takes a free one)
  --host H          address to listen on (127.0.0.1)
  --tls-cert FILE   certificate chain, PEM     --tls-key FILE   its private key, PEM
  --behind-proxy    a reverse proxy in front speaks TLS
  --trust-devices FILE            authorities of the device certificates, PEM; may be given more than once
  --announce-local-station NAME   print a code for the counter on this computer once the office is set up
  DATABASE_URL      PostgreSQL 15 or newer to use instead of the embedded one
  REKAM_PUBLIC_URL, REKAM_SMTP_URL, REKAM_MAIL_FROM, REKAM_MESSAGE_GATEWAY_URL, REKAM_MESSAGE_GATEWAY_TOKEN
                    how residents are told, and what shared links begin with (docs/operating/public-site.md)`;

/** The configuration, or the sentence that says what is wrong with the command line. */
export function parseConfig(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): OfficeConfig | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: String(defaultPort) },
        host: { type: 'string', default: '127.0.0.1' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'behind-proxy': { type: 'boolean', default: false },
        'trust-devices': { type: 'string', multiple: true, default: [] },
        'announce-local-station': { type: 'string' },
      },
    });
    if (!values.data) return { problem: usage };
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      return { problem: `--port ${values.port}: 0 … 65535` };
    if (Boolean(values['tls-cert']) !== Boolean(values['tls-key']))
      return { problem: '--tls-cert, --tls-key: keduanya harus diberikan / both must be given' };
    return {
      dataDir: resolve(values.data),
      port,
      host: values.host,
      tls:
        values['tls-cert'] && values['tls-key']
          ? { certFile: resolve(values['tls-cert']), keyFile: resolve(values['tls-key']) }
          : null,
      behindProxy: values['behind-proxy'],
      trustDevicesFiles: values['trust-devices'].map((file) => resolve(file)),
      announceLocalStation: values['announce-local-station'] ?? null,
      notices: readNoticeSettings(env),
      publicUrl: readPublicUrl(env),
      databaseUrl: env.DATABASE_URL ? env.DATABASE_URL : null,
    };
  } catch (error) {
    return { problem: `${(error as Error).message}\n${usage}` };
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
