import { words } from './wording.ts';

/** What stands in the place of a screen that is still on its way, or did not come. */
export const laterWords = words(
  {
    loading: 'Memuat …',
    didNotCome:
      'Layar ini tidak dapat dimuat: jaringan terputus, atau kantor baru saja diperbarui. Muat ulang halaman ini.',
    loadAgain: 'Muat ulang',
  },
  {
    loading: 'Loading …',
    didNotCome:
      'This screen could not be loaded: the network is cut, or the office was just updated. Reload this page.',
    loadAgain: 'Reload',
  },
);
