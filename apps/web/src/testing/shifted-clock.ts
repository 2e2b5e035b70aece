/**
 * Loaded before a program of a test (`--import`): its clock stands as many ms off as REKAM_TEST_CLOCK_SHIFT_MS says, so
 * that days pass between two starts on the same data.
 */
const shiftMs = Number(process.env.REKAM_TEST_CLOCK_SHIFT_MS ?? 0);
const own = Date.now.bind(Date);
Date.now = () => own() + shiftMs;
