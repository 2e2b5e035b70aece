const name = 'rekam_counter';

/** A cookie that scripts cannot read and other sites' pages do not send; it ends with the browser. */
export const sessionCookie = (token: string | null): string =>
  token === null
    ? `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`
    : `${name}=${token}; Path=/; HttpOnly; SameSite=Strict`;

export function readSessionToken(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return value;
  }
  return null;
}
