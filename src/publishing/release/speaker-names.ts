/**
 * Names for voices that hold for one release only (rules DI3, DI4). A protected voice gets a wide role ("a resident of the province")
 * and a code. The code is drawn by the order voices appear in this release and by a seed of the whole release, never from the
 * voice's own name: whoever guesses the name cannot test the guess, and the same voice carries another code in the next release.
 */
import type { SpeakerChain } from "#domain/claim.ts";
import type { ReportId } from "#domain/ids.ts";
import { seededOrder } from "./seeded-order.ts";

/** The wide role behind which a protected voice stands. */
export function wideRole(name: string): string {
  const said = name.toLowerCase();
  return ROLES.find(({ cue }) => cue.test(said))?.role ?? "a person with knowledge of the matter";
}

/** Cues in the report's languages, most telling first: a "trade official" is in trade before being an official. */
const ROLES: readonly { readonly cue: RegExp; readonly role: string }[] = [
  {
    cue: /broker|trade|trading|dealer|merchant|smuggl|agent|브로커|무역|중개|ブローカー|貿易|中介|贸易|貿/u,
    role: "a person in cross-border trade",
  },
  { cue: /editor|newsroom|journalist|correspondent|편집|기자|編集|記者|编辑|记者/u, role: "the newsroom" },
  { cue: /returne|came back|returned|former worker|worker abroad|귀국|돌아온|帰国|归国|回国/u, role: "a person who has worked abroad" },
  { cue: /official|cadre|bureau|committee|ministry|police|security|officer|관리|간부|보위|役人|幹部|当局|官员|干部/u, role: "an official" },
  { cue: /manager|owner|employer|boss|executive|company|factory|지배인|사장|社長|経営|经理|老板/u, role: "a person in business" },
  {
    cue: /partner|resident|lives in|acquaint|neighbo|friend|mother|woman|women|relative|family|local|inside|주민|소식통|협력|住民|協力|居民|知人/u,
    role: "a resident of the province",
  },
  { cue: /expert|analyst|researcher|scholar|전문가|専門家|专家/u, role: "a specialist" },
  { cue: /defector|escapee|탈북|脱北/u, role: "a person who has left the country" },
];

export type SpeakerNames = {
  /** The chain as it may leave, outermost first. */
  readonly chain: (report: ReportId, speakers: SpeakerChain) => readonly string[];
  /** The code of a source of this release, for sources that are not public. */
  readonly source: (key: string, role: string) => string;
};

/**
 * Names for one release. `taken` are names earlier releases used: none is used again.
 * Two voices are the same only when the same report hands them down by the same path; "a returnee" of another report is another voice.
 */
export function speakerNames(seed: string, taken: ReadonlySet<string>): SpeakerNames {
  const codes = seededOrder(CODES, seed);
  const given = new Map<string, string>();
  let next = 0;
  const name = (key: string, role: string): string => {
    const known = given.get(key);
    if (known !== undefined) return known;
    let fresh: string;
    do {
      const code = codes[next % codes.length] ?? "";
      fresh = `${role} (voice ${code}${next < codes.length ? "" : String(Math.floor(next / codes.length) + 1)})`;
      next += 1;
    } while ([...taken].some((old) => codeOf(old) === codeOf(fresh)));
    given.set(key, fresh);
    return fresh;
  };
  return {
    chain: (report, speakers) =>
      speakers.map((speaker, depth) =>
        speaker.protect
          ? name(JSON.stringify([report, ...speakers.slice(0, depth + 1).map((one) => one.name)]), wideRole(speaker.name))
          : speaker.name,
      ),
    source: (key, role) => name(JSON.stringify(["source", key]), role),
  };
}

/** The code of a voice: what a reader could link two releases by. Null for a public name. */
export function codeOf(name: string): string | null {
  return /\(voice ([A-Z]{2}\d*)\)$/.exec(name)?.[1] ?? null;
}

/** Two letters without vowels, so that no code spells a word or a name. */
const CONSONANTS = [..."BCDFGHJKLMNPQRSTVWXZ"];
const CODES = CONSONANTS.flatMap((first) => CONSONANTS.map((second) => first + second));
