export { openBsreSigner } from './bsre-signer.ts';
export { bsreFile, findBsreSettings } from './settings.ts';
