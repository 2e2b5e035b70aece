import type { AskPace } from '../ports/ask-limit.ts';

/** CTR31: together, 45 + 14 bits stand for millennia against this. */
export const askPace: AskPace = {
  perAddress: { burst: 20, perSecond: 1 / 6 },
  together: { burst: 300, perSecond: 10 },
};
