/**
 * Who pays and who receives, in English: the classes of actors and the verbs with the part each class plays, as data.
 * A new verb is one row here; `roles.ts` finds subject and recipient and looks the row up.
 */
import { noun, verb } from "../phrases/inflect.ts";
import type { RoleFrames } from "./roles.ts";

const give = [
  ...verb("pay", "paid"),
  ...verb("give", "gave", "given"),
  ...verb("hand over"),
  ...verb("hand"),
  ...verb("transfer", "transferred"),
  ...verb("spend", "spent"),
];

export const englishRoles: RoleFrames = {
  actors: {
    host: [
      ..."plant|factory|mill|workshop|company|firm|employer|owner|boss|developer|contractor|shipyard|cannery|client|buyer|farm|hotel|restaurant|host|yard|cooperative|importer|customer|builder's firm|business|maker|manufacturer|investor|site operator|operator"
        .split("|")
        .flatMap((w) => noun(w)),
      "chinese side",
      "russian side",
      "host side",
      "the chinese",
      "the russians",
    ],
    state: [
      ..."state|government|regime|party|authority|consulate|embassy|ministry|bureau|trading company|north korean company|agency"
        .split("|")
        .flatMap((w) => noun(w)),
      "pyongyang",
      "north korean side",
      "north korean firm",
      "loyalty fund",
      "party funds",
      "the north",
      "kim jong un",
      "leadership",
    ],
    handler: [
      ..."manager|supervisor|minder|official|broker|agent|guard|foreman|inspector|cadre|recruiter|middleman|overseer|handler|superintendent|doctor|officer|president of the company"
        .split("|")
        .flatMap((w) => noun(w)),
    ],
    worker: [
      ..."worker|labourer|laborer|builder|logger|seamstress|girl|waitress|welder|carpenter|candidate|returnee|applicant|sailor|packer|cook|person|trainee|dispatched worker|north korean|mother|parent|family"
        .split("|")
        .flatMap((w) => noun(w)),
      "woman",
      "women",
      "man",
      "men",
      "people",
      "staff",
      "crew",
      "they",
      "she",
      "each",
      "everyone",
      "everybody",
      "whoever",
      "those",
      "each of them",
      "every one",
      "nobody",
      "anyone",
      "families",
      "sister",
      "brother",
      "daughter",
      "son",
      "father",
      "cousin",
      "niece",
      "husband",
      "wife",
      "some",
      "many",
      "others",
      "most",
      "all",
      "somebody",
      "i",
      "we",
      "who",
      "one",
    ],
  },
  frames: [
    { verbs: give, part: "gives" },
    { verbs: [...verb("owe")], part: "gives" },
    {
      verbs: [
        ...verb("contribute"),
        ...verb("hand in"),
        ...verb("pay in", "paid in"),
        ...verb("donate"),
        ...verb("submit", "submitted"),
        ...verb("surrender"),
        ...verb("turn over"),
        ...verb("turn in"),
      ],
      part: "yields",
    },
    {
      verbs: [
        ...verb("keep", "kept"),
        ...verb("take home", "took home", "taken home"),
        ...verb("retain"),
        ...verb("hold on to", "held on to"),
        ...verb("see", "saw", "seen"),
        ...verb("pocket"),
        "left with",
        "end up with",
        "ends up with",
        "ended up with",
        "get to keep",
        "gets to keep",
      ],
      part: "keeps",
    },
    {
      verbs: [
        ...verb("receive"),
        ...verb("get", "got"),
        ...verb("collect their", "collected their"),
        ...verb("draw", "drew"),
        ...verb("earn"),
        ...verb("make", "made"),
      ],
      part: "receives",
    },
    {
      verbs: [
        ...verb("take", "took", "taken"),
        ...verb("deduct"),
        ...verb("withhold", "withheld"),
        ...verb("dock"),
        ...verb("skim", "skimmed"),
        ...verb("seize"),
        ...verb("collect"),
        ...verb("confiscate"),
        ...verb("claim"),
        ...verb("cream off"),
        ...verb("keep back", "kept back"),
        ...verb("levy"),
      ],
      part: "takes",
    },
    { verbs: [...verb("send", "sent"), ...verb("deliver"), ...verb("raise"), ...verb("provide")], part: "sends" },
    { verbs: [...verb("cost", "cost"), ...verb("run to", "ran to"), ...verb("set back", "set back")], part: "costs" },
  ],
  /** Directly behind a sum: "2,600 yuan paid for them", "1,200 yuan is deducted". */
  behind: [
    {
      words:
        /^(?: a month| per month| each)?(?: that)?(?: is| are| was| were| being)? ?(?:paid|billed|charged|transferred|invoiced|remitted)(?: (?:out )?(?:for|by the|to the (?:north korean|company|agency|trading))| ?[.,;)]| ?$)/,
      measure: "labour_cost_paid_monthly",
    },
    {
      words:
        /^(?: a month| per month)?(?: that| which)?(?: the| an?| its| their| each)?(?: [a-z]+)? (?:plant|factory|mill|company|firm|owner|employer|boss|developer|host|chinese side|russian side|client|buyer)s? (?:pays?|paid|gives?|gave|transfers?|transferred|spends?|hands?)\b/,
      measure: "labour_cost_paid_monthly",
    },
    {
      words: /^(?: a month| per month)? on to (?:the |its |their |each )?(?:women|woman|workers?|men|man|builders?|girls|loggers?)\b/,
      measure: "wage_received_monthly",
    },
    {
      words:
        /^(?: a month| per month| each| every month)? (?:is|are|was|were|gets?) (?:first )?(?:deducted|withheld|docked|taken|skimmed|kept back|collected|retained|subtracted|confiscated)\b/,
      measure: "state_levy",
    },
    {
      words:
        /^(?: a month| per month| each| every month)? (?:goes|go|went) (?:straight )?(?:to|into) (?:the )?(?:state|party|regime|government|loyalty|fund|pyongyang|managers?|company|trading)/,
      measure: "state_levy",
    },
    {
      words:
        /^(?: a month| per month| each| every month)?(?: of (?:it|this|that|which))? (?:reach(?:es)? (?:her|him|them|the)|(?:is|are|was|were) left(?: for| to| over)?|remains?|stays? with)\b/,
      measure: "wage_received_monthly",
    },
  ],
  /** Told or ordered to give: what is asked is a levy, unless it is pay. */
  ordered:
    /\b(?:told|tells?|ordered|orders?|asked|asks?|pressed|presses|pressing|press|forced|forces?|required|requires?|obliged|instructed|made|urged|expected|have|has|had|must|be|are|were)\b[^.;]{0,60}?\b(?:to |must )?$/,
  /** "earns 500, but keeps 100": what comes first is before the cut. */
  thenKeeps:
    /\b(?:but|of which|and|while|though|yet|only)\b[^.]{0,40}?\b(?:keeps?|kept|is left with|are left with|retains?|takes? home|sees? (?:only|just|no more)|ends? up with)\b/,
  /** "earns 500, but the regime takes 60 percent of it". */
  thenTaken:
    /\b(?:but|of which|and|while|though|yet|before)\b[^.]{0,50}?\b(?:state|regime|government|party|pyongyang|company|managers?|authorities|agency)\b[^.]{0,24}?\b(?:takes?|took|confiscates?|keeps?|kept|withholds?|withheld|seizes?|deducts?|collects?|claims?)\b/,
  wageWords: /\b(?:wages?|pay of|salar(?:y|ies)|paid to (?:the )?workers)\b/,
  bribePurpose:
    /\b(?:to (?:stay|remain|be (?:brought|taken|released|freed|chosen|selected|picked|sent|posted|put|let|allowed|kept)|get (?:a|the|on|abroad|sent|chosen|out|picked|another)|extend|pass|secure|keep (?:her|his|their) (?:place|post)|avoid|go abroad|win|skip|look away|turn a blind eye|jump|be on)|for (?:a|the|one|another|an overseas) (?:posting|place|post|extra year|year more|more year|extension|good word|seat|spot|slot|nod)|extensions?|(?:a|the|an overseas) posting|bribes?|bribed|under the table|kickbacks?)\b/,
  feePurpose: /\b(?:passports?|permits?|exit papers?|papers|visas?|travel papers?|exit stamp|certificate|documents?)\b/,
  remainder:
    /\b(?:of (?:it|that|this|which|them)\b|of (?:the|those|these|that|this) [$€£¥]?[\d]|of what|out of|after|the rest|remainder|only|no more than|as little as|barely|just|merely|scarcely|hardly more than)\b/,
};
