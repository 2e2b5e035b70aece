export const noticeRefusalCodes = [
  'NOTICE_CONTACT_INVALID',
  'NOTICE_CHANNEL_CLOSED',
  'NOTICE_PLACE_WORKS',
  'NOTICE_TOO_MANY',
  'NOTICE_LINK_INVALID',
  'NOTICE_LETTER_ENDED',
  'NOTICE_NO_REMINDERS',
  'NOTICE_REMINDER_TOO_LATE',
  'NOTICE_CARD_GONE',
] as const;
export type NoticeRefusalCode = (typeof noticeRefusalCodes)[number];
