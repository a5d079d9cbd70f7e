/**
 * What is said of people: who holds them, and where they go. What a reader would get wrong: "60 workers had left" is an outflow, not a
 * stock, unless they left for a place abroad; and what a plant has or employs is its own staff, not all there are.
 */
type Stretch = { readonly start: number; readonly end: number };

const places =
  "factory|factories|plant|plants|mill|workshop|company|firm|employer|restaurant|site|hotel|farm|shipyard|yard|mine|camp|cannery|hostel|dormitory|kitchen|brewery|hospital|clinic|quarry|warehouse|hall|building";
const holds =
  "has|have|had|employs|employ|employed|employing|houses|housed|hosts|hosted|keeps|kept|holds|held|uses|used|put up|puts up|feeds|fed|shelters|lodges|lodged";
const held = new RegExp(
  `\\b(?:${places})\\b(?:[^.;]{0,50}?)?\\b(?:has |have |had )?(?:now |still |once |already |also |long )?(?:${holds})(?: on its (?:books|lines|floor|payroll))? $`,
);

const onePlace = `(?:the|an?|one|this|that|its|his|another|each) (?:[a-z-]+ ){0,2}(?:${places})`;
const thereAt = new RegExp(`^[^.;,]{0,50}? (?:at|in|on|inside) ${onePlace}\\b`);
/** "On the largest site there are 900 …". */
const atSite = new RegExp(`\\b(?:at|in|on|inside) ${onePlace}(?: of [a-z ]{3,24})?,? there (?:are|were|is|was)(?: [a-z]+){0,3} $`);
const worksIn = new RegExp(
  `^(?: [a-z]+){0,5}? (?:work|works|worked|working|live|lived|are|were|sew|sewing|toil|pack|packing|employed|housed|sleep|slept|stand|sit|sat|stood) (?:[a-z]+ )?(?:in|at|for|inside) (?:the|an?|one|this|that|its|his|another) (?:[a-z-]+ ){0,2}(?:${places.replace(/\|[a-z]+(?:s|ies)(?=\|)/g, "")})\\b`,
);

/** The measure the roles make of a number of people, or null. */
export function peopleByRoles(folded: string, at: Stretch & { readonly numberStart: number }, sentence: Stretch): string | null {
  const lead = folded.slice(sentence.start, at.start);
  const rest = folded.slice(at.end, Math.min(sentence.end, at.end + 90));
  const gone =
    /^(?: [a-z]+){0,3}? ?(?:had |have |has |were |was )?(?:all |since |already |just |now )*(?:left|departed|gone|pulled out|vanished|moved out)\b(.*)/.exec(
      rest,
    );
  if (gone !== null && !/^(?: [a-z]+)*? (?:are|is|were|was) left\b/.test(rest)) {
    const where = gone[1] as string;
    if (/\bgone$/.test(rest.slice(0, rest.length - where.length)) && /^ (?:home|back)\b/.test(where)) return "repatriated";
    if (/^ (?:for|to) (?:home|north korea|pyongyang|the north|their homes|good)\b/.test(where)) return "repatriated";
    if (/^ (?:for|to|abroad|by (?:bus|train) for)\b/.test(where)) return "workers_arrived";
    if (
      /^ (?:hyesan|chongjin|pyongyang|sinuiju|hoeryong|ryanggang|north korea|the country|home|their (?:homes|villages|county|counties))\b/.test(
        where,
      )
    )
      return "workers_arrived";
    return /^ (?:behind|over|out|with|off|to)\b/.test(where) ? null : "repatriated";
  }
  if (
    /\b(?:sen[dt]s?|sending|brought|brings?|shipped|flew|flown|called|ordered|took|taken|pulled|drove|moved|let) (?:(?:all|the|some|about|another|its|their|those|these) )*$/.test(
      lead,
    ) &&
    /^ ?(?:[a-z]+ ){0,2}(?:back|home)\b/.test(rest)
  )
    return "repatriated";
  if (
    /^(?: [a-z]+){0,4}? and (?:then )?(?:sen[dt]|flew|shipped|put) (?:them|these|those|all)(?: all)? (?:home|back|on a plane)\b/.test(rest)
  )
    return "repatriated";
  if (
    /^ ?(?:[a-z]+ ){0,3}?(?:had |have |has )?(?:arrived|came|come|reached|were (?:sent|brought|taken|moved|assigned|flown)) (?:at|to|in|from|by)\b/.test(
      rest,
    )
  )
    return "workers_arrived";
  if (/\blet (?:(?:all|the|some|about|around|another|its|over|more than|nearly) )*$/.test(lead) && /^ ?(?:[a-z]+ ){0,2}go\b/.test(rest))
    return "repatriated";
  if (thereAt.test(rest) && /\bthere (?:are|were|is|was|have been)(?: [a-z]+){0,3} $/.test(lead)) return "workers_at_site";
  if (atSite.test(lead)) return "workers_at_site";
  if (worksIn.test(rest)) return "workers_at_site";
  if (held.test(lead) && !/\bgroups? of $/.test(lead)) return "workers_at_site";
  return null;
}

/** People who are no workers: who guard, govern or report, soldiers, and parts of a ratio. */
export function isNoWorker(folded: string, at: Stretch, noun: Stretch | null): boolean {
  const words = noun === null ? "" : folded.slice(noun.start, noun.end);
  return (
    /\b(?:soldiers?|troops?|officials?|guards?|cadres?|managers?|supervisors?|minders?|conscripts?|servicem[ae]n|victims?)$/.test(words) ||
    (/\bmembers?$/.test(words) &&
      /^ of (?:the |a |this )?(?:[a-z]+ )?(?:council|party|committee|panel|parliament|commission|board|family|gang|group|union)\b/.test(
        folded.slice(at.end, at.end + 40),
      )) ||
    (/\b(?:out of|in every|of every|in) $/.test(folded.slice(Math.max(0, at.start - 10), at.start)) &&
      /\b(?:one|two|three|four|\d) (?:out of|in|in every|of every) $/.test(folded.slice(Math.max(0, at.start - 18), at.start)))
  );
}

/** "eight women share a room", "22 to a room": how they are lodged, which is no measure. */
export function countsBeds(folded: string, at: Stretch): boolean {
  return /^ ?(?:[a-z]+ )?(?:share|shared|sharing|sleep|slept|live|lived|to|in) (?:an?|one|each|every|in one|in a|the same) (?:single )?(?:room|bed|bunk|container|cell|tent)\b/.test(
    folded.slice(at.end, at.end + 50),
  );
}

/** "two buses with forty women each", "three groups left, 50 in each": the size of one of several. */
export function sizeOfEach(folded: string, at: Stretch, sentence: Stretch): boolean {
  const lead = folded.slice(sentence.start, at.start);
  const rest = folded.slice(at.end, Math.min(sentence.end, at.end + 24));
  const near = folded.slice(Math.max(sentence.start, at.start - 30), at.start);
  const carriers =
    /\b(?:groups?|bus(?:es)?|coach(?:es)?|batch(?:es)?|teams?|trucks?|vans?|minibuses|parties|brigades?|squads?|units|busloads?|carriages?|rows?)\b/;
  return (
    (carriers.test(lead) && /\b(?:each|apiece)$/.test(folded.slice(at.start, at.end))) ||
    (carriers.test(lead) &&
      /^ ?(?:(?:women|workers|people|men|girls|persons)? ?(?:each|apiece|in each|on each|to each|aboard each)\b)/.test(rest)) ||
    /\b(?:an?|the|each|every|one) (?:supervisor|minder|overseer|handler) (?:minds|has|had|watches|watched|looks after|looked after|leads|led|oversees|guards|guarded)(?: [a-z]+)? $/.test(
      near,
    ) ||
    /\b(?:each|every|one|per) (?:group|bus|coach|batch|team|truck|van|minibus|brigade|squad|busload|supervisor|minder)(?: (?:of|with|has|had|holds|held|carries|carried|took|takes|counts|brought|brings|carrying|holding|taking|looks after|minds))+ $/.test(
      near,
    )
  );
}
