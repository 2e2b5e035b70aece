import type { PlainDate } from '@rekam/domain';
import type { CodeSigner } from '@rekam/protocol/qr/verifiable-code.ts';
import { signVerifiableCode } from '@rekam/protocol/qr/verifiable-code.ts';
import type { LetterContent } from './letter-content.ts';

/** Numbers of Claim 169; a widowed resident is told apart by no number of it, so nothing is said. */
const maritalNumbers: Readonly<Record<string, number>> = { 'BELUM KAWIN': 1, KAWIN: 2, 'CERAI HIDUP': 3 };

/** What a QR code of version 13 holds at error correction M, in its alphanumeric characters (ISO/IEC 18004, table 7). */
const mostCharacters = 483;

/**
 * LET87: the code on the paper: what the paper shows and no more, so that a changed paper is seen offline. An address
 * with which it would not fit is told in part, or not.
 */
export async function letterCode(
  content: LetterContent,
  about: { readonly issuer: string; readonly offsetMinutes: number },
  signer: CodeSigner,
): Promise<string> {
  const { biodata, kelurahan, kecamatan } = content;
  const street = `${biodata.address}\nRT/RW ${biodata.rt}/${biodata.rw}`;
  let code = '';
  for (const address of [`${street}\n${kelurahan}, ${kecamatan}`, street, null]) {
    code = await codeWith(address, content, about, signer);
    if (code.length <= mostCharacters) break;
  }
  return code;
}

function codeWith(
  address: string | null,
  content: LetterContent,
  about: { readonly issuer: string; readonly offsetMinutes: number },
  signer: CodeSigner,
): Promise<string> {
  const { biodata, number, issuedOn, validUntil } = content;
  const maritalStatus = maritalNumbers[biodata.maritalStatus];
  return signVerifiableCode(
    {
      claims: {
        issuer: about.issuer,
        subject: number,
        issuedAt: secondsAt(issuedOn, about.offsetMinutes),
        expiresAt: secondsAt(validUntil, about.offsetMinutes) + 86_399,
      },
      identity: {
        id: biodata.nik,
        fullName: biodata.name,
        dateOfBirth: biodata.birthDate.replaceAll('-', ''),
        gender: biodata.sex === 'LAKI-LAKI' ? 1 : 2,
        ...(address === null ? {} : { address }),
        ...(biodata.nationality === 'WNI' ? { nationality: 'ID' } : {}),
        ...(maritalStatus === undefined ? {} : { maritalStatus }),
      },
    },
    signer,
  );
}

/** The first second of a day at an offset east of UTC. */
const secondsAt = (date: PlainDate, offsetMinutes: number): number =>
  Date.parse(`${date}T00:00:00Z`) / 1000 - offsetMinutes * 60;
