/**
 * Who pays and who receives: finds the verb a sum hangs on, its subject and its recipient, and says what the sum must then be.
 * What a reader would get wrong: "pays" makes labour cost only when the payer is a host; when a worker pays it is a levy, a fee or a
 * bribe, by whom and what for; and "receive" makes a wage received only when the text shows that more was paid.
 */
export type ActorClass = "host" | "state" | "handler" | "worker";
export type RolePart = "gives" | "yields" | "keeps" | "receives" | "takes" | "sends" | "costs";

export type RoleFrames = {
  readonly actors: Readonly<Record<ActorClass, readonly string[]>>;
  readonly frames: readonly { readonly verbs: readonly string[]; readonly part: RolePart }[];
  readonly behind: readonly { readonly words: RegExp; readonly measure: string }[];
  readonly ordered: RegExp;
  readonly thenKeeps: RegExp;
  readonly thenTaken: RegExp;
  readonly wageWords: RegExp;
  readonly bribePurpose: RegExp;
  readonly feePurpose: RegExp;
  readonly remainder: RegExp;
};

export type RoleFinder = {
  readonly data: RoleFrames;
  readonly verbs: ReadonlyMap<string, RolePart>;
  readonly actors: ReadonlyMap<string, ActorClass>;
};

export function compileRoles(data: RoleFrames): RoleFinder {
  const verbs = new Map<string, RolePart>();
  for (const frame of data.frames) for (const words of frame.verbs) if (!verbs.has(words)) verbs.set(words, frame.part);
  const actors = new Map<string, ActorClass>();
  for (const kind of ["worker", "host", "handler", "state"] as const) for (const words of data.actors[kind]) actors.set(words, kind);
  return { data, verbs, actors };
}

type Stretch = { readonly start: number; readonly end: number };
export type RoleContext = {
  readonly folded: string;
  readonly at: Stretch;
  readonly clause: Stretch;
  readonly sentence: Stretch;
  /** The sentence or the one before names a sum somebody pays for the work. */
  readonly payNamed: boolean;
};

/** The measure the roles make of a sum of money, or null when the sentence gives no roles. */
export function measureByRoles(finder: RoleFinder, around: RoleContext): string | null {
  const { data } = finder;
  const { folded, at, sentence } = around;
  const behind = folded.slice(at.end, Math.min(sentence.end, at.end + 60));
  for (const { words, measure } of data.behind) if (words.test(behind)) return measure;
  const found = governing(finder, around);
  if (found === null) return null;
  // What stands in brackets restates and decides nothing.
  const rest = folded.slice(at.end, Math.min(sentence.end, at.end + 110)).replace(/\([^)]*\)/g, "");
  const between = folded.slice(found.end, at.start);
  const lead = folded.slice(sentence.start, found.start);
  const recipient = lastActor(finder, between) ?? recipientBehind(finder, rest);
  const whole = folded.slice(sentence.start, sentence.end);
  // "keeps 500 of their 1,800 yuan": the whole is pay before the cut.
  if (found.part !== "gives" && /\d[^.;]{0,24} (?:out )?of (?:the|their|her|his|its|this|every|each|those|these) $/.test(between))
    return "labour_cost_paid_monthly";
  const isOrdered = data.ordered.test(lead.slice(-90)) && !data.wageWords.test(whole);
  switch (found.part) {
    case "yields":
      return found.subject === "host" && !isOrdered ? null : "state_levy";
    case "gives": {
      if (found.isPassive) return null;
      if (data.feePurpose.test(whole) && found.subject !== "host") return "permit_fee";
      if (found.subject === "worker") {
        if (data.bribePurpose.test(whole) || recipient === "handler") return "bribe";
        return recipient === "state" || recipient === "host" || isOrdered || /\bowe/.test(folded.slice(found.start, found.end))
          ? "state_levy"
          : null;
      }
      // A host told to pay by the month is told of wages; told to give or hand over, of a levy.
      const isPay = /^(?:pay|paid|spend|spent)/.test(folded.slice(found.start, found.end)) && found.subject === "host";
      if (found.subject === null && (data.bribePurpose.test(whole) || recipient === "handler")) return "bribe";
      if (isOrdered && !isPay && recipient !== "worker") return "state_levy";
      return found.subject === "host" ? "labour_cost_paid_monthly" : null;
    }
    case "keeps":
      return found.subject === "worker" || found.subject === null
        ? "wage_received_monthly"
        : found.subject === "state" || found.subject === "handler"
          ? "state_levy"
          : null;
    case "receives":
      if (isOrdered && found.subject === "host") return "state_levy";
      if (found.subject === "worker" && (data.thenKeeps.test(rest) || data.thenTaken.test(rest))) return "labour_cost_paid_monthly";
      return found.subject === "worker" &&
        around.payNamed &&
        (data.remainder.test(rest) || data.remainder.test(between + folded.slice(at.start, at.end)))
        ? "wage_received_monthly"
        : null;
    case "takes":
      return found.subject === "state" ||
        found.subject === "handler" ||
        (found.subject === "host" && /\btheir (?:[a-z]+ )?$/.test(lead.replace(/[a-z]+ $/, "")))
        ? "state_levy"
        : null;
    case "sends":
      return isOrdered && found.subject !== "state" ? "state_levy" : null;
    case "costs":
      return data.feePurpose.test(lead.slice(-60)) ? "permit_fee" : data.bribePurpose.test(lead.slice(-60)) ? "bribe" : null;
  }
}

/** Whose share it is by who keeps or takes it, or null. */
export function shareByRoles(finder: RoleFinder, around: RoleContext): "state_share" | "worker_share" | null {
  const found = governing(finder, around);
  if (found === null || found.subject === null || found.isPassive) return null;
  switch (found.part) {
    case "keeps":
      return found.subject === "worker" ? "worker_share" : "state_share";
    case "takes":
      return found.subject === "worker" ? null : "state_share";
    case "yields":
      return found.subject === "worker" ? "state_share" : null;
    case "receives":
      return found.subject === "worker" ? "worker_share" : null;
    default:
      return null;
  }
}

type Governing = {
  readonly part: RolePart;
  readonly start: number;
  readonly end: number;
  readonly subject: ActorClass | null;
  readonly isPassive: boolean;
};

/** The last verb of the frames before the sum in its clause, with the class of its subject. */
function governing(finder: RoleFinder, { folded, at, clause, sentence }: RoleContext): Governing | null {
  const from = Math.max(clause.start, at.start - 140);
  const words = [...folded.slice(from, at.start).matchAll(/[a-z]+(?:'[a-z]+)?/g)];
  for (let i = words.length - 1; i >= 0; i -= 1) {
    for (const size of [3, 2, 1]) {
      if (i + size > words.length) continue;
      const first = words[i] as RegExpMatchArray;
      const last = words[i + size - 1] as RegExpMatchArray;
      const start = from + (first.index as number);
      const end = from + (last.index as number) + last[0].length;
      const part = finder.verbs.get(folded.slice(start, end));
      if (part === undefined) continue;
      const lead = folded.slice(clause.start, start);
      const isPassive =
        /\b(?:is|are|was|were|be|been|being|get|gets|got) (?:\w+ly |only |then |now |also |just |each |usually )?$/.test(lead) &&
        /(?:ed|paid|given|kept|taken|held|spent)$/.test(folded.slice(start, end).split(" ")[0] ?? "");
      const subject = lastActor(finder, lead) ?? lastActor(finder, folded.slice(sentence.start, clause.start));
      return { part, start, end, subject, isPassive };
    }
  }
  return null;
}

/** The class of the last actor in a stretch that is not the object of a preposition of origin or place. */
function lastActor(finder: RoleFinder, words: string): ActorClass | null {
  const tokens = [...words.matchAll(/[a-z]+(?:'[a-z]+)?/g)];
  for (let i = tokens.length - 1; i >= 0; i -= 1) {
    for (const size of [3, 2, 1]) {
      if (i - size + 1 < 0) continue;
      const start = (tokens[i - size + 1] as RegExpMatchArray).index as number;
      const last = tokens[i] as RegExpMatchArray;
      const found = finder.actors.get(words.slice(start, (last.index as number) + last[0].length));
      if (found === undefined) continue;
      // "a bookkeeper at a plant", "the women of the fish plants": the noun before is the subject.
      if (
        found === "host" &&
        /\b(?:at|of|in|from|near|by|with) (?:(?:an?|the|this|that|one|its|their|these|those) )?(?:[a-z]+ ){0,2}$/.test(
          words.slice(0, start),
        )
      ) {
        const head = lastActor(finder, words.slice(0, start));
        if (head !== null) return head;
      }
      return found;
    }
  }
  return null;
}

/** "… 3,000 yuan to the manager". */
function recipientBehind(finder: RoleFinder, rest: string): ActorClass | null {
  const found = /^[^.;,]{0,28}?\b(?:to|into) ((?:an?|the|their|her|his|its|each) )?([a-z ]{3,40})/.exec(rest);
  if (found === null) return null;
  const words = (found[2] as string).split(" ");
  for (let size = Math.min(3, words.length); size >= 1; size -= 1) {
    const actor = finder.actors.get(words.slice(0, size).join(" "));
    if (actor !== undefined) return actor;
  }
  return lastActor(finder, words.slice(0, 3).join(" "));
}
