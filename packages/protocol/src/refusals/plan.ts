import type { PlanRefusalCode } from '@rekam/domain';
import type { RefusalTable, RefusalText } from './shape.ts';

/** A plan was made for a stock that has changed since, or by a hand that mistook itself: always compute it again. */
export const planRefusals = {
  PLAN_PART_UNKNOWN: {
    status: 409,
    id: 'Rencana menyebut alat yang tidak ada di daftar. Hitung rencana lagi.',
    en: 'The plan names a component that is not in the register. Compute the plan again.',
  },
  PLAN_SET_UNKNOWN: {
    status: 409,
    id: 'Rencana menyebut set yang tidak ada di daftar. Hitung rencana lagi.',
    en: 'The plan names a set that is not in the register. Compute the plan again.',
  },
  PLAN_PART_BROKEN: {
    status: 409,
    id: 'Rencana memindahkan alat yang kini rusak. Hitung rencana lagi.',
    en: 'The plan moves a component that is broken now. Compute the plan again.',
  },
  PLAN_PART_FIXED: {
    status: 409,
    id: 'Rencana memindahkan alat yang tidak boleh dipindahkan. Hitung rencana lagi.',
    en: 'The plan moves a component that may not be moved. Compute the plan again.',
  },
  PLAN_PART_TWICE: {
    status: 409,
    id: 'Rencana memindahkan satu alat dua kali. Hitung rencana lagi.',
    en: 'The plan moves one component twice. Compute the plan again.',
  },
  PLAN_SLOT_NOT_LACKING: {
    status: 409,
    id: 'Rencana mengisi tempat yang kini sudah terisi alat yang baik. Hitung rencana lagi.',
    en: 'The plan fills a slot that holds a working component by now. Compute the plan again.',
  },
  PLAN_SLOT_TWICE: {
    status: 409,
    id: 'Rencana mengisi satu tempat dua kali. Hitung rencana lagi.',
    en: 'The plan fills one slot twice. Compute the plan again.',
  },
  PLAN_LEAVES_CITY: {
    status: 409,
    id: 'Rencana membawa alat ke luar daerah tanpa peminjaman. Hitung rencana lagi.',
    en: 'The plan takes a component out of its city without a loan. Compute the plan again.',
  },
  PLAN_LOAN_WITHIN_CITY: {
    status: 409,
    id: 'Rencana meminjam dari daerah sendiri; itu pemindahan biasa. Hitung rencana lagi.',
    en: 'The plan borrows within one city, which is an ordinary move. Compute the plan again.',
  },
  PLAN_LOAN_FORBIDDEN: {
    status: 409,
    id: 'Rencana meminjam alat yang tidak boleh dipinjamkan. Hitung rencana lagi.',
    en: 'The plan borrows a component that may not be lent. Compute the plan again.',
  },
  PLAN_KIND_NOT_FOR_SALE: {
    status: 409,
    id: 'Rencana membeli alat yang harganya belum dicatat. Isi harganya lalu hitung lagi.',
    en: 'The plan buys a component whose price is not recorded. Enter the price and compute again.',
  },
  PLAN_BUDGET_EXCEEDED: {
    status: 409,
    id: 'Pembelian dalam rencana melebihi anggaran. Naikkan anggaran atau hitung lagi.',
    en: 'The purchases in the plan exceed the budget. Raise the budget or compute again.',
  },
  PLAN_SET_UNFINISHED: {
    status: 409,
    id: 'Sesudah rencana ini masih ada set yang diberi alat tetapi belum dapat merekam. Hitung rencana lagi.',
    en: 'After this plan a set that was given components still could not record. Compute the plan again.',
  },
  PLAN_STOPS_LAST_COUNTER: {
    status: 409,
    id: 'Rencana menghentikan satu-satunya loket di sebuah tempat. Hitung rencana lagi.',
    en: 'The plan stops the only counter of a place. Compute the plan again.',
  },
  PLAN_CITY_LOSES_COUNTER: {
    status: 409,
    id: 'Rencana membuat sebuah daerah kehilangan loket. Hitung rencana lagi.',
    en: 'The plan makes a city lose a counter. Compute the plan again.',
  },
  PLAN_MONEY: {
    status: 400,
    id: 'Anggaran dan harga ditulis dalam ribuan rupiah, bilangan bulat dari 0 sampai {most}. Perbaiki lalu simpan lagi.',
    en: 'Budget and prices are whole thousands of rupiah from 0 to {most}. Correct them and save again.',
  },
  PLAN_LENDER: {
    status: 400,
    id: 'Yang meminjamkan harus kabupaten atau kota lain di provinsi yang sama. Pilih yang lain.',
    en: 'Who lends is another regency or city of the same province. Choose another.',
  },
  PLAN_OFFER_UNNAMED: {
    status: 400,
    id: 'Tulis alat apa yang ditawarkan dan siapa yang dihubungi, sedikitnya tiga huruf.',
    en: 'Say what is offered and who was asked, in three characters or more.',
  },
  PLAN_OFFER_KM: {
    status: 400,
    id: 'Jarak ditulis dalam kilometer, dari 0 sampai {most}, atau dikosongkan bila belum diketahui.',
    en: 'The distance is 0 to {most} kilometres, or empty where it is not known.',
  },
  PLAN_NOT_FOUND: {
    status: 404,
    id: 'Rencana itu tidak ada lagi. Hitung rencana lagi.',
    en: 'That plan is no longer there. Compute it again.',
  },
  PLAN_NOT_SOLVED: {
    status: 409,
    id: 'Rencana itu belum selesai dihitung, atau pilihannya tidak ada di dalamnya. Tunggu sampai selesai, atau hitung lagi.',
    en: 'That plan is not solved yet, or has no such option. Wait until it is, or compute it again.',
  },
} as const satisfies RefusalTable & Readonly<Record<PlanRefusalCode, RefusalText>>;
