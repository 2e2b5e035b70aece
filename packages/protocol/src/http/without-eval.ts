import { config } from 'zod';

// A page whose content security policy forbids `eval` is reported for zod's probing of it, caught or not.
if (typeof document !== 'undefined') config({ jitless: true });
