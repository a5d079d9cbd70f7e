/**
 * The words that bound a number, per language: more than, at least, 以上, 미만. Data for the range reader and for any layer that reads hedges.
 * What a reader would get wrong: "no more than" is an upper bound, 以上 includes its number while 超 does not, and 넘는 is strictly above.
 */
import type { Language } from "#domain/report.ts";

export type Bound = "above" | "at-least" | "below" | "at-most" | "equal";
export type BoundWords = {
  /** Sources of patterns, tried longest first, right before the number. */
  readonly before: readonly (readonly [pattern: string, bound: Bound])[];
  /** Right behind the number and its counter. */
  readonly after: readonly (readonly [pattern: string, bound: Bound])[];
  /** A second part behind a bound that lets the number itself in: "less than 5000 or equal". */
  readonly inclusive: string | null;
  /** Both ends at once. A pair with `open` or `close` set needs that word. */
  readonly between: readonly { readonly open: string | null; readonly middle: string; readonly close: string | null }[];
  /** Joins a lower and an upper bound into one range. */
  readonly join: string;
  /** What may stand between a number and the bound behind it. */
  readonly counter: string;
  /** What may stand between the bound and its number. */
  readonly article: string;
};

const equalOr = "(?:or equal(?:s)? (?:to|than)|or equal)";

export const boundWords: Readonly<Record<Language, BoundWords>> = {
  en: {
    before: [
      ["equal(?:s)?(?: to)? or (?:more|larger|bigger|greater|higher)(?: than)?", "at-least"],
      ["equal(?:s)?(?: to)? or (?:less|smaller|lower|fewer)(?: than)?", "at-most"],
      [`(?:larger|bigger|greater|higher|more) ${equalOr}`, "at-least"],
      [`(?:larger|bigger|greater|higher|more) than ${equalOr}`, "at-least"],
      [`(?:less|smaller|lower|fewer) than ${equalOr}`, "at-most"],
      [`(?:less|smaller|lower|fewer) ${equalOr}`, "at-most"],
      ["(?:no|not) (?:less|smaller|lower|fewer) than", "at-least"],
      ["(?:no|not) (?:more|larger|bigger|greater|higher) than", "at-most"],
      ["(?:at least|at the least|a minimum of|minimum|not less than|not under|not below)", "at-least"],
      ["(?:at most|at the most|a maximum of|maximum|up to|not over|not above|not exceeding|not more than)", "at-most"],
      ["(?:more|larger|bigger|greater|higher|taller|older|heavier) than", "above"],
      ["(?:less|smaller|lower|fewer|shorter|younger) than", "below"],
      ["(?:above|over|beyond|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of)", "above"],
      ["(?:below|under|beneath)", "below"],
      ["(?:equal(?:s|ed|ing)?(?: to)?)", "equal"],
      ["(?:>=|≥)", "at-least"],
      ["(?:<=|≤)", "at-most"],
      [">", "above"],
      ["<", "below"],
      ["=", "equal"],
    ],
    after: [
      ["(?:or|and) (?:more|above|greater|over|higher|bigger|larger|up)(?: than)?", "at-least"],
      ["(?:or|and) (?:less|below|lower|under|fewer|smaller)(?: than)?", "at-most"],
    ],
    inclusive: " or equal(?: to)?",
    between: [
      { open: "between(?: the)?", middle: "and(?: the)?", close: null },
      { open: "from(?: the)?", middle: "(?:to|-|~|–|—|until|through)(?: the)?", close: null },
      { open: null, middle: "(?:to|through)", close: null },
      { open: null, middle: "[-~–—]", close: null },
    ],
    join: "(?:,? ?(?:and|but|yet) |, ?)",
    counter: "",
    article: "(?:a |the |an )?",
  },
  zh: {
    before: [
      ["大[于於]\\s*(?:或(?:者)?)?\\s*等[于於]", "at-least"],
      ["小[于於]\\s*(?:或(?:者)?)?\\s*等[于於]", "at-most"],
      ["(?:不小[于於]|不少[于於]|不低[于於]|至少有?|起码有?|最少有?|最低|不下[于於])", "at-least"],
      ["(?:不大[于於]|不超[过過]|不高[于於]|不多[于於]|至多有?|最多有?|最高)", "at-most"],
      ["(?:大[于於]|超[过過]了?|多[于於]|高[于於]|超出|超|突破|多達|大過)", "above"],
      ["(?:小[于於]|少[于於]|低[于於]|不到|不足|[未不][满滿]|少過)", "below"],
      ["(?<!不)(?:[相等]?等[于於]|恰好是?|恰为|刚好是?|正好|正好是)", "equal"],
      ["(?:≥|>=)", "at-least"],
      ["(?:≤|<=)", "at-most"],
      [">", "above"],
      ["<", "below"],
      ["=", "equal"],
      ["比", "equal"],
    ],
    after: [
      ["(?:或者?|及|和)\\s*(?:以上|更多|更高|更大)", "at-least"],
      ["(?:或者?|及|和)\\s*(?:以下|更少|更低|更小)", "at-most"],
      ["(?:以上|之上|开外)", "above"],
      ["(?:以下|之下|以内|之内)", "below"],
      ["(?:大|高|多)", "above"],
      ["(?:小|低|少)", "below"],
    ],
    inclusive: null,
    between: [
      { open: "(?:位于|介于|处于|在|从|從|由)", middle: "(?:和|与|與|到|至|跟|-|~|—)", close: "(?:之间|之間|间|間)" },
      { open: "位于", middle: "(?:和|与|與)", close: "(?:之间|之間|间|間)" },
      { open: null, middle: "(?:和|与|與|到|至|跟|-|~|—)", close: "(?:之间|之間|间|間)" },
      { open: "(?:从|從|由)", middle: "(?:到|至|~|-)", close: null },
      { open: null, middle: "(?:到|至|[-~～–—])", close: null },
    ],
    join: "(?:(?:个|人|次|岁|元|天|年)?\\s*[,，]?\\s*(?:并且?|而且|且|但|同时)?\\s*)",
    counter: "(?:个|個|次|人|名|岁|歲|元|块|件|只|家|年|月|天|台|辆|米|斤|位|份)?",
    article: "",
  },
  ja: {
    before: [
      ["(?:少なくとも|少なくても|最低でも|最低限|最低|最小|最少)", "at-least"],
      ["(?:多くても|多くとも|多くて|最大でも|最大限|最大|最高でも|最高|最多|せいぜい|高々)", "at-most"],
      ["大なり\\s*(?:又は?|また)?イコール", "at-least"],
      ["小(?:なり|さい)\\s*(?:又は?|また)?イコール", "at-most"],
      ["イコール|ちょうど|ぴったり", "equal"],
      ["(?:≥|≧|>=)", "at-least"],
      ["(?:≤|≦|<=)", "at-most"],
      [">", "above"],
      ["<", "below"],
      ["(?<![<>])=", "equal"],
    ],
    after: [
      ["(?:、)?\\s*(?:もしくは|または|あるいは|又は|か)(?:それ)?(?:以上|より(?:大き|多|高)[いく])", "at-least"],
      ["(?:、)?\\s*(?:もしくは|または|あるいは|又は|か)(?:それ)?(?:以下|より(?:小さ|少な|低)[いく])", "at-most"],
      ["より(?:も)?(?:大きい|多い|高い)か(?:それに|と)?等し[いく]", "at-least"],
      ["より(?:も)?(?:小さい|少ない|低い)か(?:それに|と)?等し[いく]", "at-most"],
      ["(?:に)?等しいかそれ(?:以上|より大きい)", "at-least"],
      ["(?:に)?等しいかそれ(?:以下|より小さい)", "at-most"],
      ["より大なり(?:又は?|また)?イコール", "at-least"],
      ["より小(?:なり|さい、?)(?:又は?|また)?イコール", "at-most"],
      ["(?:以上)", "at-least"],
      ["(?:以下|以内)", "at-most"],
      ["未満", "below"],
      ["より(?:も)?(?:大き(?:い|く)|多(?:い|く)|高(?:い|く)|上)", "above"],
      ["より(?:も)?(?:小さ(?:い|く)|少な(?:い|く)|低(?:い|く)|下)", "below"],
      ["を?(?:超える|超えた|超え|上回る|上回った|越える|越えた)|超(?![えす過])", "above"],
      ["を?(?:下回る|割る)", "below"],
      ["大なり(?!イコール)", "above"],
      ["小なり(?!イコール)", "below"],
      ["までも?ない", "below"],
      ["に(?:満たない|届かない|達しない|及ばない)", "below"],
      ["を?超過(?:する|した)?", "above"],
      ["より(?:も)?(?:多め|少なくない|小さくない|低くない)", "at-least"],
      ["より(?:も)?(?:多くない|大きくない|高くない)", "at-most"],
      ["[にと]等しい|と同じ|と同等", "equal"],
    ],
    inclusive: null,
    between: [
      { open: null, middle: "(?:と|から)", close: "の(?:間|中)" },
      { open: null, middle: "から", close: "(?:未満|まで)" },
      { open: null, middle: "から", close: null },
      { open: null, middle: "[-~～–—〜]", close: null },
    ],
    join: "(?:(?:て|が|けど|けれど)?\\s*[,、]?\\s*(?:そして|かつ|しかし|また|なおかつ)?\\s*)",
    counter: "(?:番目|個|人|位|歳|円|回|つ|件|台|冊)?",
    article: "",
  },
  ko: {
    before: [
      ["(?:최소|적어도|최하|못해도)(?:한)?", "at-least"],
      ["(?:최대|많아야|기껏해야|최고)", "at-most"],
      ["정확히", "equal"],
      ["(?:≥|>=)", "at-least"],
      ["(?:≤|<=)", "at-most"],
      [">", "above"],
      ["<", "below"],
      ["(?<![<>])=", "equal"],
    ],
    after: [
      ["(?:\\s?또는|\\s?혹은|이거나)\\s?(?:그\\s?)?이상", "at-least"],
      ["(?:\\s?또는|\\s?혹은|이거나)\\s?(?:그\\s?)?(?:이하|미만)", "at-most"],
      ["이?나 그 이상", "at-least"],
      ["이?나 그 이하", "at-most"],
      ["(?:이|가|도|은|는)? (?:채 )?안 ?되는", "below"],
      ["도 (?:넘는|넘은)", "above"],
      ["에 이르는", "at-most"],
      ["(?:과|와) 동일(?:하다|한)", "equal"],
      ["(?:과|와) 같거나 그 이상", "at-least"],
      ["(?:과|와) 같거나 그 이하", "at-most"],
      ["이?거나 그보다 (?:크|많|높)(?:다|은|ㄴ)?", "at-least"],
      ["(?:과|와) 같거나 그보다 (?:크|많|높)(?:다|은)?", "at-least"],
      ["(?:과|와) 같거나 그보다 (?:작|적|낮)(?:다|은)?", "at-most"],
      ["이?거나 그보다 (?:작|적|낮)(?:다|은)?", "at-most"],
      ["\\s?보다 (?:크|높|많)거나 (?:그와 )?같(?:다|은|고)?", "at-least"],
      ["\\s?보다 (?:작|낮|적)거나 (?:그와 )?같(?:다|은|고)?", "at-most"],
      ["\\s?보다 (?:작|적|낮)지 않(?:다|은|고|으며)?", "at-least"],
      ["\\s?보다 (?:크|많|높)지 않(?:다|은|고|으며)?", "at-most"],
      ["(?:을|를) (?:초과하지|넘지) 않(?:는다|는|고|으며)", "at-most"],
      ["(?:을|를) (?:웃도는|상회하는|넘긴|넘어서는|넘어선|돌파한)", "above"],
      ["(?:을|를) (?:밑도는|하회하는)", "below"],
      ["\\s?이상", "at-least"],
      ["\\s?이하", "at-most"],
      ["\\s?이내", "at-most"],
      ["에 (?:미치지|못 미치는|이르지) ?(?:못하는)?", "below"],
      ["\\s?미만", "below"],
      ["\\s?(?:을|를)?\\s?초과(?:하는|하고|하며|하지만|한|하다)?", "above"],
      ["\\s?아래", "below"],
      ["\\s?보다(?:는)? (?:더 )?(?:크(?:고|거나|지만|다)|큰|높(?:고|거나|지만|다|은)|많(?:고|거나|지만|다|은)|위)", "above"],
      ["\\s?보다(?:는)? (?:더 )?(?:작(?:고|거나|지만|다|은)|낮(?:고|거나|지만|다|은)|적(?:고|거나|지만|다|은))", "below"],
      ["(?:이|가|을|를) 넘(?:는다|는|은|었다|어|고|지만|으며)", "above"],
      ["에 달하(?:는|다)|까지", "at-most"],
      ["에 해당하는", "equal"],
      ["(?:과|와) 같(?:다|은)?", "equal"],
    ],
    inclusive: null,
    between: [
      { open: null, middle: "(?:과|와)\\s", close: "(?:의)?\\s?사이" },
      { open: null, middle: "에서(?:부터)?\\s", close: "(?:까지|(?:의)?\\s사이)" },
      { open: null, middle: "에서(?:부터)?\\s", close: null },
      { open: null, middle: "부터\\s", close: "(?:까지|(?:의)?\\s사이)" },
      { open: null, middle: "\\s내지\\s", close: null },
      { open: null, middle: "\\s?[-~～∼〜–—]\\s?", close: "(?:까지|(?:의)?\\s사이)" },
      { open: null, middle: "\\s?[-~～∼〜–—]\\s?", close: null },
    ],
    join: "(?:(?:개|명|살|세|위|마리|원|점)?(?:이고|이며|이면서|이지만|이나|인데)?\\s*[,]?\\s*(?:그리고|하지만|그러나|또)?\\s*)",
    counter:
      "(?:\\s?(?:퍼센트|개월|사람|달러|시간|개|명|살|세|위|마리|번|원|점|년|대|등|건|척|권|장|배|회|번째|도|층|킬로그램|킬로|미터|톤|엔|위안|%))?",
    article: "",
  },
};
