export {
  type Keyring,
  keysDirOf,
  loadKeyring,
  makeMissingKeys,
  type OfficeKey,
  rotateOfficeKey,
} from './keyring.ts';
