export { addOfficer, type By, type NewOfficer, prepareSecrets } from './commands.ts';
export { listOperatorsAt, listPinVerifiers, type StationOperator } from './operators.ts';
export { type OfficerDeps, officerRoutes, sessionView } from './routes.ts';
export { makeSessions, type Sessions, sessionLifeMs } from './sessions.ts';
