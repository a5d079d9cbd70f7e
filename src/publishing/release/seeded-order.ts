/** A fixed shuffle: the same seed gives the same order on every machine. Not a secret: the seed is. */
import { fingerprint } from "../disclosure/fingerprint.ts";

/** The items ordered by the fingerprint of seed and place. */
export function seededOrder<T>(items: readonly T[], seed: string): readonly T[] {
  return items
    .map((item, place) => ({ item, key: fingerprint(`${seed}\u0000${place}`) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}
