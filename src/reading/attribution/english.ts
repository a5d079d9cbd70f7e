/** Who is speaking, in English: verbs, nouns and openers of attribution, as data. */
import { noun, verb } from "../phrases/inflect.ts";

export type SayingForce = "says" | "heard" | "saw" | "reckons" | "asks";

export const sayingVerbs: ReadonlyMap<string, SayingForce> = new Map<string, SayingForce>([
  ...[
    ...verb("say", "said"), ...verb("tell", "told"), ...verb("report"), ...verb("add"), ...verb("explain"), ...verb("claim"), ...verb("state"), ...verb("note"), ...verb("announce"), ...verb("admit", "admitted"),
    ...verb("confirm"), ...verb("write", "wrote", "written"), ...verb("testify"), ...verb("recall"), ...verb("insist"), ...verb("reveal"), ...verb("disclose"), ...verb("describe"), ...verb("mention"), ...verb("relate"),
    ...verb("recount"), ...verb("complain"), ...verb("warn"), ...verb("record"), ...verb("list"), ...verb("show", "showed", "shown"), ...verb("print"), ...verb("declare"), ...verb("maintain"), ...verb("assert"), ...verb("allege"), ...verb("acknowledge"),
  ].map((w) => [w, "says"] as const),
  ...[...verb("estimate"), ...verb("reckon"), ...verb("believe"), ...verb("put", "put"), ...verb("think", "thought"), ...verb("guess"), ...verb("expect"), ...verb("predict"), ...verb("suspect"), ...verb("assume"), ...verb("count"), ...verb("suppose"), ...verb("calculate")].map((w) => [w, "reckons"] as const),
  ...[...verb("hear", "heard")].map((w) => [w, "heard"] as const),
]);

/** Verbs that introduce speech only before a closing colon: "provided the following details:". */
export const blockVerbs: ReadonlySet<string> = new Set(["provided", "provides", "gave", "gives", "offered", "shared", "answered", "answers", "described", "describes", "spoke", "replied", "responded", "continued", "summed"]);

/** Nouns that can speak. The head of the phrase must be one, or a name in capitals. */
export const speakerNouns: ReadonlySet<string> = new Set(
  [
    "source", "partner", "resident", "official", "broker", "person", "man", "woman", "worker", "agency", "daily", "station", "newspaper", "paper", "report", "ministry", "expert", "owner", "manager", "diplomat",
    "researcher", "refugee", "defector", "trader", "returnee", "statement", "panel", "study", "embassy", "developer", "statistic", "wire", "story", "outlet", "broadcaster", "radio", "magazine", "reporter", "correspondent", "journalist",
    "analyst", "professor", "lawyer", "activist", "group", "institute", "think tank", "government", "authority", "minister", "spokesman", "spokeswoman", "spokesperson", "envoy", "consul", "consulate", "employee", "employer", "businessman",
    "businesswoman", "entrepreneur", "merchant", "waitress", "driver", "guard", "neighbour", "neighbor", "relative", "acquaintance", "friend", "colleague", "insider", "informant", "contact", "interpreter", "observer", "executive", "director", "head", "chief", "deputy", "governor", "mayor", "member", "figure", "document", "letter", "post", "website", "site", "database", "survey", "committee", "council", "office", "bureau", "department", "service", "police", "court", "prosecutor", "indictment", "adviser", "advisor", "assistant", "aide", "scholar", "economist", "author", "editor", "escapee", "builder", "supervisor", "foreman", "president", "secretary", "commission", "network", "channel", "press", "media", "account", "organisation", "organization", "ngo", "watchdog", "company", "firm", "data", "citizen", "local", "villager", "farmer", "student", "trainee", "mother", "cadre", "seller", "agent", "recruiter", "fixer", "middleman", "airline", "union", "fund", "centre", "center", "team", "rapporteur", "investigator", "speaker", "witness", "monitor", "count", "estimate", "order", "programme", "program", "copy", "article", "text", "translation", "release", "rapporteurs", "one", "another", "someone", "somebody",
  ].flatMap((w) => noun(w)),
);

/** Heads that name media: "told the station" puts the station above the teller. */
export const mediaNouns: ReadonlySet<string> = new Set(["station", "radio", "newspaper", "paper", "daily", "agency", "outlet", "broadcaster", "magazine", "network", "channel", "website", "press", "rfa", "voa", "reuters", "yonhap", "kbs", "nhk", "bbc", "cnn"]);

/** "The same person", "he": the last speaker goes on. */
export const carriedSpeakers = /^(?:he|she|they|it|the same (?:person|source|man|woman|partner|resident|official|agency|paper|daily|newspaper|station|report)|this (?:person|source|partner|man|woman)|the latter)$/;

/** Descriptions that name a role better than their own words: the chain shows the role. */
export const roleOfDescription: readonly (readonly [RegExp, string])[] = [
  [/^(?:someone|somebody|a person|a woman|a man|one person|people|a worker|one woman|one man|persons|those|workers|women) who (?:has |had |have )?(?:recently )?(?:returned|came back|come back|got back|went home|been home)\b/, "returnee"],
];

/** Roles that must never be resolved to a person. */
export const protectedSpeakers = /\b(?:partner|returnee|broker|source|resident|acquaintance|informant|insider|trade official|worker|waitress|woman|man|someone|mother|contact|trader|official in|defector|escapee|driver|refugee|person|returnees|another|trainee|relative|neighbou?r|friend)\b/i;

export const accordingTo = /\b(?:according to|as told by|in the words of|citing|quoting|cites|cited|quotes|quoted|with reference to|referring to|based on (?:a report (?:by|from|of)|figures from|data from)|attributed to|by the account of|as reported by)\s+/g;
