export { adoptKeys } from './adopt-keys.ts';
export { checkSetUpKey, type OfficeDeps, officeRoutes, officeView } from './routes.ts';
export { type SetUp, type SetUpPlaces, setUpOffice } from './set-up.ts';
export { makeSetUpKey } from './set-up-key.ts';
export { findOffice, getOffice, type Office, settingsChanged, updateOfficeKey } from './store.ts';
