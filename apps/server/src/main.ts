import { runOffice } from './run-office.ts';

await runOffice(process.argv.slice(2));
