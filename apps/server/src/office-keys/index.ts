export {
  type Keyring,
  keysDirOf,
  loadKeyring,
  makeMissingKeys,
  type OfficeKey,
  rotateOfficeKey,
  writeDurably,
} from './keyring.ts';
