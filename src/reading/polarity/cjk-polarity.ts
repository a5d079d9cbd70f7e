/**
 * Whether a statement in Korean, Japanese or Chinese holds when it is told. What a reader would get wrong: in Korean and Japanese the
 * denial closes the sentence and reaches back to the number; "N을 넘지 않는", "N人しか…ない" and "不到" bound a number and deny nothing;
 * a levy already paid is asserted though a new one is demanded beside it.
 */
import type { Polarity } from "#domain/claim.ts";
import type { Language } from "#domain/report.ts";
import type { Stretch } from "../claims/clauses.ts";
import type { Cue } from "../cues/scan.ts";
import type { PolarityChoice } from "./choose-polarity.ts";

const payable = new Set([
  "state_levy",
  "labour_cost_paid_monthly",
  "wage_nominal",
  "wage_received_monthly",
  "state_share",
  "tenure",
  "lump_sum_settlement",
  "remittance",
]);
/** Flows and plans are of their own time: only words for a first version make a plan former. */
const ofTheirTime = new Set(["workers_arrived", "repatriated", "deaths", "escapes", "exchange_rate"]);

type Words = {
  /** Behind the number, up to the end of the sentence: what is told is denied. */
  readonly deniedBehind: RegExp;
  /** In front of the number in its clause. */
  readonly deniedBefore: RegExp;
  /** The verb that governs the number is negated. */
  readonly negated: RegExp;
  readonly notNegated: RegExp;
  readonly formerBehind: RegExp;
  readonly formerBefore: RegExp;
  readonly first: RegExp;
  readonly nowBefore: RegExp;
  readonly notFormer: RegExp;
  readonly paid: RegExp;
  readonly demandedBehind: RegExp;
  readonly supposed: RegExp;
  readonly goesOn: RegExp;
  /** Where another statement begins. */
  readonly turn: RegExp;
};

const tables: Readonly<Record<Exclude<Language, "en">, Words>> = {
  ko: {
    deniedBehind:
      /(?:는|은|다는|라는|한다는|했다는|됐다는|던) ?(?:[^,.“”"]{0,14})?(?:보도|주장|소문|의혹|지적|설|말|이야기|관측|것|사실|추측|내용)?(?:들)?(?:을|를|은|는|이|가|도)? ?(?:전면 |강하게 |즉각 |단호히 |강력히 |공식 )?(?:부인|반박|일축|사실이 아니|사실무근|허위|날조|거짓)/u,
    deniedBefore: /(?:부인하며|부인하고|사실이 아니라며)[^.]{0,8}$/u,
    negated:
      /^(?:명|인|건)?(?:의 [^,.“”"]{1,12})?(?:을|를|이|가|은|는|도)? ?[^,.“”"]{0,10}(?:지 않았|지 않고 있|지는 않았|한 적(?:이|은|도)? 없|보낸 적|온 적(?:이|은)? 없|것은 아니|것이 아니)/u,
    notNegated: /넘지|웃돌지|밝히지|알려지지|공개하지|인정하지|미치지|확인되지|충분하지|많지|적지|되지 않/u,
    formerBehind:
      /^(?:을|를|이|가|씩)?(?:이?던|였던|이었던|이었으나|이었는데|이었지만|였으나|였지만|이었다가|에서 [^.]{0,16}(?:올렸|올랐|인상됐|인상했|늘었|두 배(?:로|가) (?:올|늘|됐|뛰)|줄었|로 (?:올|늘|줄|뛰|내)))/u,
    formerBefore:
      /(?:예전에는?|예전엔|이전에는?|이전엔|전에는|전엔|과거에?는?|한때는?|한창때|한창 때|전성기(?:에는?)?|원래는?|종전에?는?|기존(?:에는?)?|그전에는|당초|애초|코로나 (?:이전|전)(?:에는?)?|제재 (?:이전|전)(?:에는?)?)/gu,
    first: /당초|애초|처음(?:에는|엔)?|원래/u,
    nowBefore: /지금은|현재는|이제는|요즘은|올해는|지금도|최근에는|오늘날|현재/u,
    notFormer: /^(?:보도|조사|기사|발표|에 (?:말|전|밝)|보다|의 보도)/u,
    paid: /^(?:을|를|씩|쯤|정도|가량|도)*[^,.“”"]{0,8}(?:바쳤|냈다|냈고|낸 |냈습|납부했|상납했|바쳐 ?왔|내 ?왔|바치고 있|내고 있|바친다|낸다)/u,
    demandedBehind:
      /^[^.“”"]{0,60}?(?:내라|바치라|내야|바쳐야|납부해야|상납해야|내도록|바치도록|달라고|올려 달라|올려달라|요구|지시|하라고|할당|의무|강요|납부하라|인상하라|주라고|지급하라|물어야)/u,
    supposed: /가령|만약|만일|예를 들어|예컨대|예를 들면|이라고 (?:하면|치면|가정)|라고 (?:하면|치면|가정)|이라 치면/u,
    goesOn: /^(?:그러면|그럴 경우|이 경우|그렇다면|그렇게 되면|이렇게 되면)/u,
    turn: /(?:지만|으나|는데|며|고), |(?:했지만|하지만|했으나|는데) |고 (?:말|전|밝|주장|설명)(?:했으나|했지만|했는데|하지만) /gu,
  },
  ja: {
    deniedBehind:
      /(?:との|という|とする|といった|とされる|ている|いる|た|る)(?:[^、。「」]{0,10})?(?:報道|指摘|情報|主張|噂|うわさ|疑惑|話|見方|こと|の|説)?(?:について|を|は|も|が)?、?(?:全面的に|強く|明確に|公式に|きっぱり(?:と)?)?(?:否定|否認|事実ではない|事実無根|でたらめ|捏造|デマ|誤り|反論|一蹴)/u,
    deniedBefore: /(?:否定し、|事実ではないとし、)[^。]{0,8}$/u,
    negated:
      /^(?:の[^、。「」]{1,10})?(?:を|が|は|も)?[^、。「」]{0,10}(?:ていない|ておらず|てはいない|ませんでした|ことはない|事実はない|わけではない|のではない|なかった)/u,
    notNegated: /しか|超えない|明らかに|知られて|公表|足りない|満たない|届かない|以上ではない|確認され|だけで/u,
    formerBehind:
      /^(?:が|を|い|の|ずつ|だ)?(?:いた(?:[^、。]{0,8})?(?:工場|会社|店|現場)|だったが|だったものの|だった(?:のが|額)|とされていた|いたが|から[^、。]{0,14}(?:引き上げ|倍|増え|減|上が|値上げ))/u,
    formerBefore:
      /(?:以前は|以前には|かつては?|従来は|過去には?|それまでは?|もともと|元々|当初は?|ピーク時|最盛期|全盛期|一時は|前は|最初は|昔は|コロナ前は?|制裁前は?)/gu,
    first: /当初|最初|もともと|元々/u,
    nowBefore: /今は|現在は|今では|いまは|今や|近年は|最近は|現在/u,
    notFormer: /^(?:の報道|の調査|報じ|伝え|から|より)/u,
    paid: /^(?:を|ずつ|ほど|程度|も)*[^、。「」]{0,8}(?:納めた|納めて(?:いる|いた|きた)|上納した|上納して(?:いる|いた|きた)|払った|払っていた|納めてき)/u,
    demandedBehind:
      /^[^。「」]{0,50}?(?:納めよ|納めなければ|納めるよう|上納せよ|上納しなければ|要求|求め|指示|命じ|義務付け|義務づけ|ノルマ|強要|払えと|出せと|納めさせ|引き上げを求|課さ|課し)/u,
    supposed: /仮に|例えば|たとえば|もし(?!く)|としたら|とすれば|と仮定|としよう/u,
    goesOn: /^(?:その場合|そうすると|それなら|となると|そうなれば)/u,
    turn: /(?:が|けれど|けれども|ものの|一方で?)、/gu,
  },
  zh: {
    deniedBehind:
      /^[^。]{0,40}?(?:的?(?:说法|报道|消息|传闻|指控|传言|指责))?[^。，]{0,6}(?:不属实|不实|并非事实|与事实不符|毫无根据|是捏造|纯属捏造|纯属谣言|子虚乌有|是谣言)/u,
    deniedBefore: /(?:否认|驳斥了?|反驳|并非|并不是|不是说|绝非)[^。；]{0,44}$/u,
    negated: /^$/u,
    notNegated: /没有公布|没有透露|没有说明/u,
    formerBehind: /^(?:[^，。]{0,6})(?:的一家工厂，现在|(?:提高|增加|涨|上调|增|降|减少|减|翻)[^，。]{0,3}(?:到|至|为|一番))/u,
    formerBefore:
      /(?:以前|过去|曾经?|原来|此前|从前|原先|最初|起初|当初|原计划|高峰时期|高峰期|最高峰|鼎盛时期|最多时|最多的时候|疫情前|制裁前|之前)/gu,
    first: /最初|起初|当初|原计划|原先|原来/u,
    nowBefore: /现在|如今|目前|眼下|而今|今年/u,
    notFormer: /^(?:的?报道|的?调查|所?报|的?消息|据|说过)/u,
    paid: /^$/u,
    demandedBehind: /^[^。，；]{0,24}?(?:的(?:指示|命令|任务|指标|要求))/u,
    supposed: /假如|如果|例如|假设|比如|倘若|要是|假定|若(?=每|有|一|按|是|工)/u,
    goesOn: /^(?:这样一来|那么|那就|这样|如此)/u,
    turn: /[；;]|，(?:但|而|不过|然而|可是)/gu,
  },
};
/** Chinese negates and demands in front of the number. */
const notDone =
  /(?:并没有|没有|并未|未曾|从未|从没|不曾|没)(?:向[^，。；]{1,6}|再|新|大量)?(?:派出|派遣|派|送来|送|接收|雇用?|招|来|拿到|领到|拿|领|支付|付|发|遣返|达到|增加到)[^，。；]{0,8}$/u;
const demandsBefore = /(?:要求|下令|命令|摊派|勒令|必须|仍须|须|得|应|强制|强迫|责令|指示|规定|应缴|需|要)[^，。；]{0,30}$/u;
const paidBefore = /(?:已经?|此前已|历来|一直|都在)(?:[^，。；]{0,6})?(?:上缴|上交|缴纳|交|缴)[^，。；]{0,8}$/u;

export function chooseCjkPolarity(input: {
  readonly folded: string;
  readonly language: Exclude<Language, "en">;
  readonly measure: string;
  readonly at: Stretch;
  readonly clause: Stretch;
  readonly sentence: Stretch;
  readonly before: Stretch | null;
  readonly after: Stretch | null;
  readonly cues: readonly Cue[];
  readonly timeStretches: readonly Stretch[];
}): PolarityChoice {
  const { folded, language, measure, at, clause, sentence } = input;
  const say = tables[language];
  const front = folded.slice(sentence.start, at.start);
  const clauseFront = folded.slice(clause.start, at.start);
  const behind = folded.slice(at.end, sentence.end);
  const told = (polarity: Polarity, reason: string): PolarityChoice => ({ polarity, reason });
  const supposed = say.supposed.exec(folded.slice(sentence.start, sentence.end));
  // The supposition governs what follows it, and the sentence that goes on from it.
  if (supposed !== null && sentence.start + supposed.index <= at.start + 2) return told("hypothetical", supposed[0]);
  if (
    supposed === null &&
    say.goesOn.test(front) &&
    input.before !== null &&
    say.supposed.test(folded.slice(input.before.start, input.before.end))
  )
    return told("hypothetical", "goes on from what was supposed");
  const unknown = input.cues.find((c) => c.sense === "unknown" && c.start >= clause.start && c.end <= clause.end);
  if (unknown !== undefined && /^(?:인지|명인지|かどうか|か(?:は|も)?(?:分か|わか|不明))|是否|还是/u.test(behind))
    return told("unknown", folded.slice(unknown.start, unknown.end));
  const denied = deniedBy(say, language, { front, clauseFront, behind, own: folded.slice(at.start, at.end) });
  if (denied !== null) return told("denied", denied);
  if (!ofTheirTime.has(measure)) {
    const former = formerBy(say, front, clauseFront, behind, measure);
    if (former !== null) return told("formerly", former);
    // "3만 명이 있었다. 지금은 …": what comes next replaces it.
    if (
      input.after !== null &&
      /^[^,、，。.]{0,10}(?:있었다|이었다|였다|에 달했다|いた|だった|に上った|达到过|有过)[.。]?\s*$/u.test(behind) &&
      /^(?:그러나 |하지만 |しかし、?|だが、?|但)?(?:지금은|현재는|이제는|요즘은|今は|現在は|今では|现在|如今|目前)/u.test(
        folded.slice(input.after.start, input.after.start + 16),
      )
    )
      return told("formerly", "replaced in the next sentence");
  }
  if (payable.has(measure)) {
    const demanded =
      language === "zh"
        ? (demandsBefore.exec(measure === "state_levy" || measure === "state_share" ? front : strong(clauseFront)) ??
          say.demandedBehind.exec(behind))
        : say.demandedBehind.exec(uptoPredicate(say, behind));
    const isPaid = language === "zh" ? paidBefore.test(clauseFront) : say.paid.test(behind);
    const strict = measure === "state_levy" || measure === "state_share";
    if (demanded !== null && !isPaid && (strict || isOrder(demanded[0]))) return told("demanded", demanded[0].slice(-8));
    if (demanded === null && !isPaid && measure === "state_levy" && /과제|할당|계획분|ノルマ|割り当て|指标|任务|摊派/u.test(clauseFront))
      return told("demanded", "a quota");
  }
  return told("asserted", "stated");
}

/** "must" alone does not make pay or a stay a demand: somebody has to ask for it. */
const isOrder = (words: string): boolean =>
  /요구|달라고|올려 ?달라|하라고|주라고|지급하라|인상하라|要求|求|下令|命令|責令|责令|勒令|指示|命じ/u.test(words);
const strong = (words: string): string => (/要求|下令|命令|责令|勒令/u.test(words) ? words : "");

/** What is said of the number, up to where another statement begins. */
function uptoPredicate(say: Words, behind: string): string {
  const turn = behind.search(new RegExp(say.turn.source, "u"));
  return turn === -1 ? behind : behind.slice(0, turn + 2);
}

function deniedBy(
  say: Words,
  language: Language,
  words: { readonly front: string; readonly clauseFront: string; readonly behind: string; readonly own: string },
): string | null {
  const before = say.deniedBefore.exec(language === "zh" ? words.front : words.clauseFront);
  if (before !== null && !(language === "zh" && /^(?:否认|驳斥了?|反驳)[^。；]*[，]\s*(?:并|但|还|同时|表示|承认)/u.test(before[0])))
    return before[0].slice(0, 6);
  if (language === "zh") {
    const not = notDone.exec(words.clauseFront);
    if (not !== null && !say.notNegated.test(words.clauseFront)) return not[0].slice(0, 6);
    const behindZh = say.deniedBehind.exec(words.behind);
    return behindZh === null ? null : behindZh[0].slice(-6);
  }
  const reach = uptoPredicate(say, words.behind);
  const behind = say.deniedBehind.exec(reach);
  if (behind !== null) return behind[0].slice(-6);
  const negated = say.negated.exec(reach);
  return negated !== null && !say.notNegated.test(`${words.own}${negated[0]}${reach.slice(negated[0].length, negated[0].length + 4)}`)
    ? negated[0].slice(-6)
    : null;
}

function formerBy(say: Words, front: string, clauseFront: string, behind: string, measure: string): string | null {
  const behindHit = say.formerBehind.exec(behind);
  if (behindHit !== null) return behindHit[0].slice(0, 10);
  const last = [...front.matchAll(say.formerBefore)].at(-1);
  if (last === undefined) return null;
  const rest = front.slice(last.index + last[0].length);
  if (rest.length > 45 || say.nowBefore.test(rest) || (say.notFormer.test(rest) && !say.first.test(last[0]))) return null;
  if (measure === "tenure" && say.first.test(last[0])) return null;
  if (measure === "workers_planned" && !say.first.test(last[0])) return null;
  // A date before the word ("2017년 이전") and a comma between weigh against it unless it opens the sentence or clause.
  if (/[，。；]|、.*、|, .*, /u.test(rest) && last.index > 3 && !clauseFront.includes(last[0])) return null;
  return last[0];
}
