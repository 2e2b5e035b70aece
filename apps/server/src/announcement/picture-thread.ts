/** Runs on a thread of its own: draws pictures of announcements. */
import { answerOrders } from '../ports/thread-pool.ts';
import { drawPicture, type PictureOrder } from './picture.ts';

answerOrders(async (order: PictureOrder) => drawPicture(order));
