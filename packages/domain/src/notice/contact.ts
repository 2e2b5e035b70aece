import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';
import type { NoticeRefusalCode } from './refusals.ts';

export const noticeChannels = ['e-mail', 'message'] as const;
/** `message`: SMS or WhatsApp, whichever the office's gateway sends. */
export type NoticeChannel = (typeof noticeChannels)[number];

export interface Contact {
  readonly channel: NoticeChannel;
  /** `ibu.contoh@example.id`, or `+628123456789`. */
  readonly address: string;
}

/** Mobile numbers of Indonesia: +62 8 and eight to eleven digits (national numbering plan of 2018). */
const mobile = /^\+628\d{8,11}$/;
/** One address, no display name, no quotes, no line breaks: what a person types, not all that RFC 5321 allows. */
const mail = /^[a-z0-9._%+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;

/** Reads what a resident typed (NTC1). @param text any text, of any length */
export function parseContact(text: string): Outcome<Contact, NoticeRefusalCode> {
  const typed = text.trim().toLowerCase();
  if (typed.length > 254) return refuse('NOTICE_CONTACT_INVALID');
  if (mail.test(typed) && !typed.includes('..')) return succeed({ channel: 'e-mail', address: typed });
  const digits = typed.replaceAll(/[\s().-]/g, '');
  const number = digits.startsWith('0') ? `+62${digits.slice(1)}` : digits.replace(/^62/, '+62');
  return mobile.test(number)
    ? succeed({ channel: 'message', address: number })
    : refuse('NOTICE_CONTACT_INVALID');
}
