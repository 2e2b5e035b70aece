import type { FingerprintTemplate } from './template.ts';

export type ExtractedTemplate =
  | { readonly ok: true; readonly template: FingerprintTemplate }
  /** One English sentence on why the picture gives no template. */
  | { readonly ok: false; readonly reason: string };
