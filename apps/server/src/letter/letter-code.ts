import type { PlainDate } from '@rekam/domain';
import type { CodeSigner } from '@rekam/protocol/qr/verifiable-code.ts';
import { signVerifiableCode } from '@rekam/protocol/qr/verifiable-code.ts';
import type { LetterContent } from './letter-content.ts';

/** Numbers of Claim 169; a widowed resident is told apart by no number of it, so nothing is said. */
const maritalNumbers: Readonly<Record<string, number>> = { 'BELUM KAWIN': 1, KAWIN: 2, 'CERAI HIDUP': 3 };

/** The code on the paper: what the paper shows and no more, so that a changed paper is seen offline. */
export function letterCode(
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
        address: `${biodata.address}\nRT/RW ${biodata.rt}/${biodata.rw}\n${content.kelurahan}, ${content.kecamatan}`,
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
