import type { NoticeSettings } from '../notice/index.ts';

/** Names of the environment's variables; secrets stand there and never on a command line that others can read. */
const names = {
  publicUrl: 'REKAM_PUBLIC_URL',
  smtpUrl: 'REKAM_SMTP_URL',
  from: 'REKAM_MAIL_FROM',
  gatewayUrl: 'REKAM_MESSAGE_GATEWAY_URL',
  gatewayToken: 'REKAM_MESSAGE_GATEWAY_TOKEN',
} as const;

/** How residents are told, read from the environment; null where no way is set up. @throws for a half of a way */
export function readNoticeSettings(env: Readonly<Record<string, string | undefined>>): NoticeSettings | null {
  const of = (name: keyof typeof names): string | null => env[names[name]]?.trim() || null;
  const mail = pairOf(of, 'smtpUrl', 'from', /^smtps?:$/);
  const gateway = pairOf(of, 'gatewayUrl', 'gatewayToken', /^https?:$/);
  if (mail === null && gateway === null) return null;
  const publicUrl = readPublicUrl(env);
  if (publicUrl === null)
    throw new Error(`${names.publicUrl}: the address of the public site, https://…, goes into every message`);
  return {
    publicUrl,
    mail: mail && { smtpUrl: mail[0], from: mail[1] },
    gateway: gateway && { url: gateway[0], token: gateway[1] },
  };
}

/** Address of the public site without a slash at the end; null where none is set. @throws for what is no address */
export function readPublicUrl(env: Readonly<Record<string, string | undefined>>): string | null {
  const url = env[names.publicUrl]?.trim() || null;
  if (url !== null && !isAddress(url, /^https?:$/))
    throw new Error(`${names.publicUrl}: the address of the public site, https://…`);
  return url?.replace(/\/+$/, '') ?? null;
}

function pairOf(
  of: (name: keyof typeof names) => string | null,
  address: keyof typeof names,
  other: keyof typeof names,
  protocol: RegExp,
): readonly [string, string] | null {
  const [first, second] = [of(address), of(other)];
  if (first === null && second === null) return null;
  if (first === null || second === null)
    throw new Error(`${names[address]} and ${names[other]} belong together`);
  if (!isAddress(first, protocol)) throw new Error(`${names[address]}: not an address of its kind`);
  return [first, second];
}

const isAddress = (text: string, protocol: RegExp): boolean =>
  URL.canParse(text) && protocol.test(new URL(text).protocol);
