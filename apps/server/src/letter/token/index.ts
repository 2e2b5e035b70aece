export { findTokenSettings, tokenFile } from './settings.ts';
export { openTokenSigner, type TokenSigner } from './token-signer.ts';
