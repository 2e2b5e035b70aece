export { makeReporting, type Reporting } from './reporting.ts';
export { labelPages } from './routes.ts';
export { makeLabelSheet } from './sheet.ts';
export { listPins, revokeLabel, setPlacePin } from './tokens.ts';
