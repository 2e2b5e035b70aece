/** What is left of a resident for those who may not see residents: enough to tell two rows apart. */

/** `5371…0001` */
export const maskNik = (nik: string): string => `${nik.slice(0, 4)}…${nik.slice(-4)}`;

/** `M. K.` */
export const maskName = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${word[0]}.`)
    .join(' ');
