/** The ways out of the house: e-mail by SMTP, SMS or WhatsApp by an HTTP gateway of the office's choice. */
import type { NoticeChannel } from '@rekam/domain';
import { createTransport } from 'nodemailer';

/** Where messages go; a way that is null is closed. */
export interface NoticeSettings {
  /** `https://dukcapil.kupangkota.go.id`: what links begin with. Never taken from a request, which anybody can forge. */
  readonly publicUrl: string;
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Takes `POST {"to": "+62…", "text": "…", "id": "…"}` with a bearer token and answers 2xx once it has the message. */
  readonly gateway: { readonly url: string; readonly token: string } | null;
}

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same at every try, so that a receiver can tell a repetition. */
  readonly id: string;
  /** Page that ends the notice in one step. */
  readonly stopUrl: string;
}

/** The receiver can never be reached this way: trying again is of no use. */
export class Undeliverable extends Error {}

export interface Channels {
  readonly isOpen: (channel: NoticeChannel) => boolean;
  /** @throws Undeliverable, or any other error for what may pass */
  readonly send: (channel: NoticeChannel, letter: Letter) => Promise<void>;
  readonly close: () => void;
}

/** A server that does not answer within this has failed, ms. */
const patienceMs = 20_000;

export function makeChannels(settings: NoticeSettings | null): Channels {
  const mail = settings?.mail ? makeMail(settings.mail, new URL(settings.publicUrl).hostname) : null;
  const gateway = settings?.gateway ?? null;
  return {
    isOpen: (channel) => (channel === 'e-mail' ? mail : gateway) !== null,
    send: async (channel, letter) => {
      if (channel === 'e-mail' && mail) await mail.send(letter);
      else if (channel === 'message' && gateway) await sendMessage(gateway, letter);
      else throw new Error('this way is closed');
    },
    close: () => mail?.close(),
  };
}

function makeMail({ smtpUrl, from }: NonNullable<NoticeSettings['mail']>, host: string) {
  const timeouts = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  return {
    send: async ({ to, subject, text, id, stopUrl }: Letter): Promise<void> => {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: {
            'auto-submitted': 'auto-generated',
            'list-unsubscribe': `<${stopUrl}>`,
            'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
          },
        });
      } catch (error) {
        const { responseCode, command } = error as { responseCode?: number; command?: string };
        // 5xx to RCPT TO speaks of the receiver; anywhere else it speaks of us.
        if (responseCode !== undefined && responseCode >= 500 && command === 'RCPT TO')
          throw new Undeliverable('the receiver is refused', { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

async function sendMessage(
  { url, token }: NonNullable<NoticeSettings['gateway']>,
  { to, text, id }: Letter,
): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ to, text, id }),
    signal: AbortSignal.timeout(patienceMs),
    redirect: 'error',
  });
  await response.body?.cancel();
  // 422: the gateway's word for a number that does not exist.
  if (response.status === 422) throw new Undeliverable('the gateway refuses the number');
  if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
}
