import { threadId } from 'node:worker_threads';
import { answerOrders } from '../ports/thread-pool.ts';

answerOrders(async (order: string) => {
  if (order === 'die') process.exit(1);
  return String(threadId);
});
