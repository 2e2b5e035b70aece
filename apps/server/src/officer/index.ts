export { addOfficer, type NewOfficer, prepareSecrets } from './commands.ts';
export { listOperatorsAt, listPinVerifiers, type StationOperator } from './operators.ts';
export { type OfficerDeps, officerRoutes, sessionView } from './routes.ts';
export { checkPin, hashPassword, type PasswordHash, passwordMatches } from './secrets.ts';
export { makeSessions, type Sessions, sessionLifeMs } from './sessions.ts';
export { findOfficer, listOfficers } from './store.ts';
export { makeThrottle, type Throttle } from './throttle.ts';
