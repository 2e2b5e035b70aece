import type { GreyImage } from '../grey-image.ts';
import { ordinaryTouch as touch } from '../parameters.ts';
import type { FingerMaster } from './finger.ts';
import { type ImpressionOptions, impressionOf } from './finger-impression.ts';
import { type Random, seededRandom } from './random.ts';

/**
 * A touch by somebody whom nobody guides, on skin as people have it: partial, turned, bent, worn. An engine's scores
 * on these look like those on real prints (`bin/rekam fingerprint distributions`); `impressionOf` alone gives what a
 * patient operator gets.
 */
export function ordinaryImpressionOf(master: FingerMaster, seed: string | number): GreyImage {
  const skin = seededRandom('skin', master.seed, master.finger).next();
  return impressionOf(master, {
    seed,
    ...drawTouch(skin, seededRandom('touch', master.seed, master.finger, seed)),
  });
}

/** `skin` is 0 for the worst and 1 for the best. */
function drawTouch(skin: number, random: Random): Omit<ImpressionOptions, 'seed'> {
  const quality = touch.qualityLeast + (touch.qualityMost - touch.qualityLeast) * skin;
  const drawn = Math.max(0, Math.min(100, quality + touch.qualitySpread * random.bell()));
  const flaw = 1 - drawn / 100;
  const between = (best: number, worst: number) => best + (worst - best) * flaw;
  return {
    quality: drawn,
    noise: between(touch.noiseLeast, touch.noiseMost),
    dryness: between(touch.dryLeast, touch.dryMost),
    rotationDeg: touch.rotationDeg * random.bell(),
    contact: Math.max(0.4, touch.contact + touch.contactSpread * random.bell()),
    leanPx: { x: touch.leanPx * random.bell(), y: touch.leanPx * random.bell() },
    shiftPx: { x: touch.shiftPx * random.bell(), y: touch.shiftPx * random.bell() },
    distortionPx: between(touch.bendLeast, touch.bendMost) * random.between(0.4, 1),
    raggedness: between(touch.raggedLeast, touch.raggedMost),
  };
}
