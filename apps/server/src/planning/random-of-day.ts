/** The same chance all day: who asks twice hears the same. Park and Miller's generator. @param day since 1970 */
export function randomOf(day: number): () => number {
  let state = (Math.floor(day) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
