/**
 * Slows guessing: a bucket of tries for each account and one for everybody, each filled at a steady rate. No address is ever looked at or
 * kept, so that the record of who came from where does not exist.
 * What a reader would get wrong: a name nobody has is slowed just as one somebody has, and so tells nothing.
 */
export type Tries = {
  /** Takes one try. The seconds to wait when there is none left, else 0. Without a name only everybody's bucket is asked. */
  take(name: string | null): number;
};

type Bucket = { left: number; at: number };
type Rate = { readonly most: number; readonly perSecond: number };

/** Five wrong passwords, then one a minute. */
const ofAccount: Rate = { most: 5, perSecond: 1 / 60 };
/** What the machine can hash without being held up. */
const ofAll: Rate = { most: 60, perSecond: 2 };
/** Names a server remembers; the fullest buckets, which say nothing, go first. */
const mostNames = 20_000;

/** `now` in milliseconds. */
export function countTries(now: () => number): Tries {
  const names = new Map<string, Bucket>();
  const all: Bucket = { left: ofAll.most, at: now() };
  return {
    take(name) {
      const time = now();
      const bucket = name === null ? null : (names.get(name) ?? { left: ofAccount.most, at: time });
      fill(all, ofAll, time);
      if (bucket !== null) fill(bucket, ofAccount, time);
      if (bucket !== null && name !== null) {
        if (names.size >= mostNames && !names.has(name)) forgetFull(names, time);
        names.set(name, bucket);
      }
      const wait = Math.max(missing(all, ofAll), bucket === null ? 0 : missing(bucket, ofAccount));
      if (wait > 0) return Math.ceil(wait);
      all.left -= 1;
      if (bucket !== null) bucket.left -= 1;
      return 0;
    },
  };
}

function fill(bucket: Bucket, rate: Rate, time: number): void {
  bucket.left = Math.min(rate.most, bucket.left + (Math.max(0, time - bucket.at) / 1000) * rate.perSecond);
  bucket.at = time;
}

/** Seconds until there is a whole try. */
function missing(bucket: Bucket, rate: Rate): number {
  return bucket.left >= 1 ? 0 : (1 - bucket.left) / rate.perSecond;
}

function forgetFull(names: Map<string, Bucket>, time: number): void {
  for (const [name, bucket] of names) {
    fill(bucket, ofAccount, time);
    if (bucket.left >= ofAccount.most) names.delete(name);
  }
  // All of them are being tried: the oldest go, whose tries are the longest past.
  for (const name of names.keys()) {
    if (names.size < mostNames) return;
    names.delete(name);
  }
}
