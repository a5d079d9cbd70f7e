/** Who speaks in a Japanese sentence. */
import { isName, trimmedName } from "./cjk-frames.ts";
import type { Frame } from "./cjk-frames.ts";

/** Nouns that can speak, at the end of the noun phrase. */
const head =
  /(?:消息筋|情報筋|外交筋|筋|関係者|住民|市民|協力者|幹部|報道官|当局者?|記者|者|員|官|氏|さん|人物?|省|庁|府|院|総局|局|社|紙|通信|新聞|テレビ|放送|パネル|報告書?|論文|統計|資料|文書|声明|団体?|協会|財団|会|長|側|政府|女性|男性|業者|商人|ブローカー|国連|安保理|事務所|親戚|親類|家族|知人|友人|同僚|母親|父親|妻|夫|娘|息子|監督|支配人|運転手|通訳|研究所|研究員|センター|機関|機構|代表部?|大使館?|大使|領事館?|教授|専門家|弁護士|経営者|社長|店長|オーナー|担当|当人|本人|メディア|(?<!国)家|主婦|友)$/u;
const label = /(?:協力者|関係者|住民|幹部|氏|筋|社)[A-Z甲乙丙丁]$|^[A-Z]さん$/u;
const countries =
  /^(?:北朝鮮|中国|ロシア|韓国|米国|日本|クウェート|カタール|モンゴル|ポーランド|平壌|北京|モスクワ|オマーン|マレーシア|カンボジア|ウクライナ)$/u;

const saying =
  "(?:述べ|語|話し|話す|話して|言|いう|云|明か|明らかに|伝え|説明|証言|指摘|発表|報告|推定|推計|推測|予想|予測|表明|反論|主張|強調|嘆|訴え|打ち明け|こぼ|答え|付け加え|報じ|みて|見て|みる|見る|聞い|聞か|認め|批判|警告|回答|明言|分析|公表|漏ら|振り返|告白|通報|通知|申告|不満|ぼや|教えて|口にし|紹介|補足|コメント|憤|つぶや|懸念|期待|見積も|断言|否定|否認)";
/** Ends the segment: "…と述べた", "…を否定した", "…を求めている". */
const quotative = new RegExp(
  `(?:と|とも|って|との(?:見方|認識|考え|見通し)を|とは|よう(?:に)?|かを?|ことを)、?[^。「」]{0,24}?${saying}[^。「」]{0,12}[。」』]*\\s*$`,
  "u",
);
const objecting =
  /(?:を|が|は|も|に)[^。「」]{0,12}(?:否定|否認|発表|公表|明らかに|報告|通報|推定|反論|認め)(?:し|を|ない|て)[^。「」]{0,10}[。」]*\s*$/u;
const orders = /(?:を|と|よう(?:に)?)(?:[^。「」]{0,8})?(?:求め|要求|要請|命じ|指示|迫)(?:て|た|し|る)[^。「」]{0,8}[。」]*\s*$/u;
const heard = /(?:から|に|と|話を)(?:直接)?(?:聞い|聞か|伝え聞)/u;

const lead =
  /^(?:しかし|だが|ただ|また|一方で?|さらに|そして|これに対し(?:て)?|このほか|なお|ところが|その後|先に|特に|同日|最近|当時|現在|(?:昨年|今年)(?=[、,])|と|って|\d{1,2}日|\d{1,2}月\d{1,2}日|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|昨日|きのう|匿名の|【[^】]{1,20}】)[、,]?(?=.)/u;
const article = /^(?:ある|とある|1人の|一人の|別の)(?=.)/u;
const refers = /^(?:同じ|同|この|その|当の)(?=.)|^(?:彼女?|彼ら|本人|当人)$/u;

/** What stands before "…ると", "…たと" is told, not part of who tells. */
const name = (raw: string): string =>
  trimmedName(
    raw
      .replace(/[「」『』]/g, " ")
      .split(/(?<=[るただいうくすむつんて])(?:と|って)、?/u)
      .at(-1) ?? raw,
    lead,
    article,
  );
const canSpeak = (np: string): boolean =>
  (head.test(np) || label.test(np) || countries.test(np)) && !/(?:労働者|北朝鮮人|[\d数何一二三四五六七八九十百千万]人)$/u.test(np);

const turns = new RegExp(`(?:と|とも|って|を)[^。「」、]{0,16}?${saying}[^。「」、]{0,6}が、|[;；]`, "gu");

function segmentsOf(words: string): { from: number; to: number }[] {
  const cuts = [0];
  for (const hit of words.matchAll(turns)) {
    const at = hit.index + hit[0].length;
    const before = words.slice(0, at);
    if ((before.match(/「/g) ?? []).length === (before.match(/」/g) ?? []).length) cuts.push(at);
  }
  return cuts.map((from, i) => ({ from, to: cuts[i + 1] ?? words.length }));
}

export function japaneseFrames(words: string): readonly Frame[] {
  const interviewed =
    /(?:^|、)([^、。「」]{2,40}?)(?:に|と)(?:電話で|直接|話を|インタビュー|取材|話した|質問|聞いた。|尋ね|やりとり|一問一答)/u.exec(words);
  if (interviewed !== null && !/(?:と|って)(?:聞|尋)/u.test(words)) {
    const np = name(interviewed[1] as string);
    if (isName(np) && canSpeak(np))
      return [{ names: [np], from: words.length, to: words.length, openedAt: words.length, basis: "not-told", opens: "interview" }];
  }
  return segmentsOf(words).flatMap(({ from, to }, i) => segmentFrames(words.slice(from, to), from, words, i > 0));
}

function segmentFrames(part: string, offset: number, whole: string, contrasts: boolean): Frame[] {
  const each = eachReports(part, offset);
  if (each.length > 0) return each;
  const quoted = quotesOf(part);
  const matrix = quoted ?? matrixOf(part, contrasts);
  const inner = innerOf(part, matrix?.end ?? 0, matrix !== null);
  if (matrix === null && inner === null) {
    const opened = openedQuote(part);
    return opened === null ? [] : [{ ...opened, from: offset + opened.from, to: whole.length, openedAt: offset + opened.openedAt }];
  }
  const names = [...(quoted === null ? [] : [quoted.outer]), ...(matrix === null ? [] : [matrix.name]), ...(inner === null ? [] : inner)];
  return [
    {
      names,
      from: offset,
      to: offset + part.length,
      openedAt: offset + (matrix?.end ?? 0),
      basis: heard.test(part)
        ? "heard"
        : /(?:報告書?|統計|資料|文書|論文)$/u.test(names.at(-1) ?? "")
          ? "read"
          : /推定|推計|みて|見て|予想|見積も/u.test(part.slice(-16))
            ? "inferred"
            : "not-told",
      opens: matrix?.opens ?? "sentence",
    },
  ];
}

type Matrix = { readonly name: string; readonly end: number; readonly opens: Frame["opens"] };

/** "放送は実業家の話として…と報じた": the outlet it is from, and whom it quotes. */
function quotesOf(part: string): (Matrix & { readonly outer: string }) | null {
  const found = /^([^、「」]{2,30}?)(?:は|が)、?([^、「」]{2,40}?)(?:の話として|を引用し(?:て|た)?|の証言として|の発言として)、?/u.exec(
    part,
  );
  if (found === null) return null;
  const outer = name(found[1] as string);
  const inner = name(found[2] as string);
  return isName(outer) && isName(inner) && canSpeak(outer) && canSpeak(inner)
    ? { outer: resolveWord(outer), name: inner, end: found[0].length, opens: "sentence" }
    : null;
}

const bareTopic = new RegExp(
  `^[^「」。、]{2,44}?(?:(?:は|が)(?:こう|そう|このように|次のように)[^「」。]{0,8}?${saying}|(?:は|が)(?:(?:こう|そう))?(?:振り返|語る|語っ|話す|話し|言う|言っ|明か|打ち明|証言|嘆|訴え|こぼ)[^「」、。]{0,8}[。]?\\s*$)`,
  "u",
);
const lateTopic = new RegExp(
  `(?:と|、と|」と|って|」。?|との?)、?([^、。「」]{2,40}?)(?:は|が|も)(?:[^、。「」]{0,16}?、?[^、。「」]{0,8}?)${saying}[^。「」]{0,8}[。]?\\s*$`,
  "u",
);

function matrixOf(part: string, contrasts: boolean): Matrix | null {
  const told = /^([^、。「」]{2,44}?)の(?:話|証言|説明)(?:だ|です)?[。：:]?\s*$/u.exec(part);
  if (told !== null) {
    const np = name(told[1] as string);
    if (isName(np) && canSpeak(np)) return { name: resolveWord(np), end: part.length, opens: "paragraph" };
  }
  const according =
    /(?:^|[、。])([^、。「」]{2,44}?)(?:の(?:話|説明|証言|集計|推計|発表|統計|調べ|推定|報告|分析|見方)(?:によると|によれば|では)|によると|によれば|を引用し(?:て|た)|の話として)、?/u.exec(
      part,
    );
  if (according !== null && (according.index === 0 || !/(?:と|って)$/u.test(according[1] as string))) {
    const np = name(according[1] as string);
    if (/^(?:統計|報道|観測|噂|うわさ|推計|関係筋の話)$/u.test(np)) return null;
    if (isName(np) && !/^(?:それ|これ)$/u.test(np))
      return { name: resolveWord(np), end: according.index + according[0].length, opens: "sentence" };
  }
  const says = quotative.test(part) || objecting.test(part) || orders.test(part);
  const bare = bareTopic.test(part);
  if (!says && !bare) return null;
  for (const hit of part.slice(0, 60).matchAll(/(?:は|が|も|では)、?/gu)) {
    const raw = part.slice(0, hit.index);
    if (/.「/u.test(raw)) break;
    const np = name(raw.split("、").at(-1) ?? raw);
    if (!isName(np) || !(canSpeak(np) || (contrasts && /労働者$/u.test(np)))) continue;
    if (/[\d一二三四五六七八九十百千万]+(?:人|名)/u.test(np)) break;
    if (hit[0][0] === "が" && /、/u.test(raw) && !head.test(np)) continue;
    // "友人が…と言っていた、と住民は伝えた": the topic stands last.
    if (hit[0][0] === "が" && lateTopic.test(part)) break;
    return { name: resolveWord(np), end: hit.index + hit[0].length, opens: bare ? "back" : "sentence" };
  }
  const late = lateTopic.exec(part);
  if (late !== null) {
    const np = name(late[1] as string);
    if (isName(np) && canSpeak(np)) return { name: resolveWord(np), end: 0, opens: "sentence" };
  }
  const carries =
    /(?:という|とのことだ|と述べた|と語った|と話した|と話す|とも述べた|とも語った|とも話した|と付け加えた|と明かした|と伝えた|と説明した|と訴えた|と証言した|と述べている|と話している|そうだ|とも明かした|とも表明した|と指摘した|と強調した|と言った|と言う)[。」]*\s*$/u.test(
      part,
    );
  return carries ? { name: "", end: 0, opens: "sentence" } : null;
}

function resolveWord(np: string): string {
  return refers.test(np) ? `^${np.replace(refers, "")}` : np;
}

/** The voice behind the voice. */
function innerOf(part: string, after: number, inside: boolean): string[] | null {
  const rest = part.slice(after);
  const from =
    /(?:^|[、「。]|と|たと|話を|ことを|のを)([^、。「」]{2,30}?)(?:(?:から|に)(?:直接|電話で|また)?(?:聞い|聞か|伝え聞)|から[^。「」]{2,60}(?:と|話を|って)(?:聞い|聞か|伝え聞))/u.exec(
      rest,
    );
  if (from !== null) {
    const np = name((from[1] as string).split(/(?:たと|ると|いると|だと|いう話を|話を|ことを)/u).at(-1) ?? "");
    if (isName(np) && canSpeak(np)) return [np];
  }
  const relayed =
    /(?:と|って)(?:、)?([^、。「」]{2,30}?)(?:が|は)(?:話し|語|言|述べ|明かし|教えて|証言し)[^、。「」]{0,10}(?:と|、|の)/u.exec(rest);
  if (relayed !== null && inside) {
    const np = name(relayed[1] as string);
    if (isName(np) && canSpeak(np)) return [np];
  }
  const tale = /(?:^|[、「])([^、。「」]{2,30}?)の話として/u.exec(rest);
  if (tale !== null) {
    const np = name(tale[1] as string);
    if (isName(np) && canSpeak(np)) return [np];
  }
  const embedded = /(?:と|って)(?:話し|語|言|述べ|明かし|教えて|証言し)[^、。「」]{0,8}(?:と|、と|そう)/u.exec(rest);
  if (embedded !== null) {
    for (const hit of rest.slice(0, embedded.index).matchAll(/(?:は|が)/gu)) {
      const np = name(
        rest
          .slice(0, hit.index)
          .split(/[、。「」]/u)
          .at(-1) ?? "",
      );
      if (isName(np) && canSpeak(np)) return [np];
    }
  }
  return null;
}

/** "クウェートは904人、カタールは2500人を帰国させたと報告した": each speaks for its own. */
function eachReports(part: string, offset: number): Frame[] {
  if (!/(?:それぞれ|と報告した|と通報した|と回答した)/u.test(part)) return [];
  const topics = [...part.matchAll(/(?:^|、)([^、。「」\d]{1,16}?)は(?=[^、。]{0,6}\d)/gu)].map((hit) => ({
    np: name(hit[1] as string),
    at: hit.index,
    end: hit.index + hit[0].length,
  }));
  const speaking = topics.filter((t) => isName(t.np) && canSpeak(t.np));
  if (speaking.length < 2) return [];
  return speaking.map((t, i) => ({
    names: [t.np],
    from: offset + t.at,
    to: offset + (speaking[i + 1]?.at ?? part.length),
    openedAt: offset + t.end,
    basis: "not-told" as const,
    opens: "sentence" as const,
  }));
}

function openedQuote(part: string): { names: string[]; from: number; openedAt: number; basis: "not-told"; opens: "quote" } | null {
  const open = part.lastIndexOf("「");
  if (open < 0 || part.indexOf("」", open) >= 0) return null;
  for (const hit of part.slice(0, open).matchAll(/(?:は|が|も)/gu)) {
    const np = name(part.slice(0, hit.index));
    if (isName(np) && canSpeak(np)) return { names: [resolveWord(np)], from: open, openedAt: open, basis: "not-told", opens: "quote" };
  }
  return null;
}
