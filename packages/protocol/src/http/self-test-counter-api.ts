/** The guided self-test of a station's devices: a part of the counter's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { selfTestOccasion, selfTestView, testedPart } from './counter-views.ts';
import { base64Jpeg, signatureDrawing } from './parts.ts';

export const selfTestCounterApi = contract({
  getSelfTest: {
    method: 'GET',
    path: '/api/self-test',
    summary: 'The self-test under way, or the last one since this station started',
    answer: z.object({ devices: z.array(testedPart), test: selfTestView.nullable() }),
  },
  beginSelfTest: {
    method: 'POST',
    path: '/api/self-test',
    summary: 'Begin a guided self-test of every device; one under way is dropped',
    body: z.object({ occasion: selfTestOccasion }),
    answer: selfTestView,
  },
  takeSelfTestTurn: {
    method: 'POST',
    path: '/api/self-test/turns/:kind',
    summary: 'One device in its turn: captured, drawn, pictured, or skipped with a reason',
    params: z.object({ kind: testedPart }),
    body: z.union([
      z.object({ with: z.literal('device') }),
      z.object({ with: z.literal('hand'), works: z.boolean() }),
      z.object({ with: z.literal('camera'), jpegBase64: base64Jpeg }),
      z.object({ with: z.literal('pad'), drawing: signatureDrawing }),
      z.object({ with: z.literal('nothing') }),
      z.object({ with: z.literal('reason'), reason: z.string().min(5).max(200) }),
    ]),
    answer: selfTestView,
  },
  endSelfTest: {
    method: 'POST',
    path: '/api/self-test/end',
    summary: 'The result is kept here and told to the office, at once or when it is reached again',
    answer: selfTestView,
  },
});
