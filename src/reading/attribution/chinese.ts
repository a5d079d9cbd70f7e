/** Who speaks in a Chinese sentence. */
import { isName, trimmedName } from "./cjk-frames.ts";
import type { Frame } from "./cjk-frames.ts";

/** Nouns that can speak, at the end of the noun phrase. */
const head =
  /(?:人士|居民|市民|村民|干部|幹部|协力者|协助者|线人|官员|官員|发言人|發言人|记者|記者|老板|老闆|厂长|负责人|負責人|贸易商|商人?|中介|经纪人|掮客|女工|工友|者|员|員|人|部|院|局|社|报|報|台|署|委员会|小组|报告|報告|机构|機構|政府|当局|方面|俄方|中方|朝方|韩方|美方|方|会|组织|代表|代表团|学者|专家|教授|亲戚|家属|家人|经理|司机|翻译|官|团体|协会|基金会|研究所|中心|联合国|安理会|大使馆?|媒体|通讯社|电台|电视台|通讯|(?:外务|财务|国防)省|总局|情报院|妻子|丈夫|母亲|父亲|朋友|同事|当事人|主管|监工|领队|文件|数据|论文|声明)$/u;
const label = /(?:协力者|协助者|居民|人士|干部|官员)[A-Z甲乙丙丁]$/u;
const countries = /^(?:朝鲜|中国|俄罗斯|韩国|美国|日本|科威特|卡塔尔|蒙古|波兰|平壤|北京|莫斯科|阿曼|马来西亚|柬埔寨|乌克兰)$/u;

const verb =
  "(?:告诉[^，。：“]{1,12}|告知[^，。：“]{1,12}|对[^，。：“]{1,10}(?:说|表示|透露)|说道?|說|称|稱|声称|宣称|坦言|表示|透露|指出|认为|介绍|強調|强调|承认|否认|反映|抱怨|估计|估算|预计|推算|推测|披露|证实|通报|报告|报道|解释|补充|回应|反驳|驳斥|讲述|直言|感叹|诉苦|爆料|写道|警告|呼吁|相信|听说|得知|获悉|了解到|讲|講|提到|作证|证言|谈到|发布消息)";
const demand = "(?:要求|下令|命令|责令|请求|敦促)";
const lead =
  /^(?:但是?|不过|然而|另外|此外|同时|而|并|且|其中|随后|目前|近日|日前|当时|据此|对此|另一方面|与此同时|\d{1,2}月\d{1,2}日|\d{1,2}日|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?:去年|今年)(?=[，,])|昨天|今天|最近|【[^】]{1,20}】|[^，。]{2,8}\d{1,2}日电)[，,]?(?=.)/u;
const article = /^(?:有?一位|有?一名|有?一个|某位|某名|某|另一位|另一名)(?=.)/u;
const refers = /^(?:该名?|这名|这位|这个|上述|同一|同一名|那名|那位)(?=.)|^(?:他|她|他们|她们|其|本人|对方|发言人)$/u;
/** Between speaker and verb: when, where and to whom. */
const between =
  "(?:(?:\\d{1,2}月)?\\d{1,2}日|昨天|今天|日前|近日|当天|本周|上周|周[一二三四五六日]|在[^，。“]{1,24}?(?:上|中|时|里|后)|于[^，。“]{1,12}|向[^，。“]{1,12}?|对[^，。“]{1,10}?|就[^，。“]{1,14}?|发表声明|发布公告|发表公告|发文|发表讲话|接受[^，。“]{1,14}?时|通过[^，。“]{1,10}?|还|也|又|则|并|均|都|曾|再次|随后|同时|私下|匿名|进一步|一再|已经?|只|最后|最近|这样|如此|如是)";

const name = (raw: string): string => trimmedName(raw.replace(/[“”"]/g, ""), lead, article);
const impersonal =
  /^(?:据?统计|据?报道|据?报|据?悉|据?说|据?估计|有人|人们|外界|消息|传闻|也有人|不完全统计|据?了解|一般|普遍|可以|应该|可|这|那|这些|外电)$/u;
const canSpeak = (np: string): boolean =>
  head.test(np) || label.test(np) || countries.test(np) || /(?:报告员|发言人|主任|主席|部长|院长|总统|总理|大使)\p{L}{2,6}$/u.test(np);

export function chineseFrames(words: string): readonly Frame[] {
  const interviewed =
    /(?:采访了|访问了|专访了?|电话采访了?|与)([^，。“”]{2,30}?)(?:进行(?:了)?(?:对话|通话|交谈)|的对话|的问答|通话|交谈)?[。，：:]?\s*$/u.exec(
      words,
    );
  if (interviewed !== null && !/[说称]，/u.test(words)) {
    const np = name(interviewed[1] as string);
    if (isName(np) && canSpeak(np))
      return [{ names: [np], from: words.length, to: words.length, openedAt: words.length, basis: "not-told", opens: "interview" }];
  }
  const cuts = [0];
  for (const hit of words.matchAll(/[;；]/gu)) {
    const before = words.slice(0, hit.index);
    if ((before.match(/“/g) ?? []).length === (before.match(/”/g) ?? []).length) cuts.push(hit.index + 1);
  }
  const frames: Frame[] = [];
  cuts.forEach((from, i) => frames.push(...segmentFrames(words.slice(from, cuts[i + 1] ?? words.length), from, words)));
  return frames;
}

type Spoken = { readonly name: string; readonly start: number; readonly end: number; readonly said: string; readonly demands: boolean };

const verbs = new RegExp(`${verb}|${demand}`, "gu");
const betweenAtEnd = new RegExp(`${between}$`, "u");

/** Speaker and verb at a place: the first verb of the clause that has somebody who can speak in front. */
function spokenAt(part: string, at: number): Spoken | null {
  const clause = /^[^，。“”：:；]{0,90}/u.exec(part.slice(at, at + 90))?.[0] ?? "";
  for (const hit of part.slice(at, at + clause.length + 16).matchAll(verbs)) {
    if (hit.index > clause.length) break;
    const said = hit[0];
    let raw = clause.slice(0, hit.index);
    for (let i = 0; i < 4; i += 1) {
      const cut = betweenAtEnd.exec(raw);
      if (cut === null || cut.index === 0) break;
      raw = raw.slice(0, cut.index);
    }
    const np = name(raw);
    const end = at + hit.index + said.length;
    const after = part.slice(end, end + 1);
    const isStrong = /^[，,：:“]?$/u.test(after);
    if (np === "") continue;
    if (impersonal.test(np) || !isName(np)) return null;
    if (/\d{2,}|\d[名人元]|[二三四五六七八九十百千万]+[名人元]/u.test(np)) return null;
    // "报告员", "介绍信": the verb is part of the noun.
    if (/^(?:报告|报道|介绍|证言|估计|预计|相信|回应|讲)$/u.test(said) && !isStrong && !/^[说称，,]/u.test(after) && !head.test(np))
      continue;
    if (/^(?:员|人|书|者|会)/u.test(after)) continue;
    if (
      !canSpeak(np) &&
      !refers.test(np) &&
      !(isStrong && /^(?:说|称|表示|透露|指出|告诉)/u.test(said) && np.length >= 2 && np.length <= 20)
    )
      continue;
    return { name: resolveWord(np), start: at, end, said, demands: new RegExp(`^${demand}`, "u").test(said) };
  }
  return null;
}

function segmentFrames(part: string, offset: number, whole: string): Frame[] {
  const according =
    /^(?:[^，。“”]{0,12}[，,])?(?:据|根据|按照|依据|援引)([^，。“”]{1,36}?)(?:的?(?:报道|消息|说法|统计|数据|介绍|透露|披露|估计|估算|推算|调查)|称|说|表示|指出|的话)?[，,：:]/u.exec(
      part,
    );
  const names: string[] = [];
  let at = 0;
  const quoted = /^([^，。“”]{2,24}?)(?:援引|引述|引用)([^，。“”]{2,30}?)(?:的(?:话|说法|消息))?(?:报道|说|称|指出)[，：:]?/u.exec(part);
  if (quoted !== null) {
    const outer = name(quoted[1] as string);
    const inner = name(quoted[2] as string);
    if (isName(outer) && isName(inner)) {
      names.push(resolveWord(outer), inner);
      at = quoted[0].length;
    }
  }
  let opens: Frame["opens"] = "sentence";
  let said = "";
  if (according !== null && names.length === 0) {
    const np = name(according[1] as string);
    if (!impersonal.test(np) && isName(np)) {
      names.push(resolveWord(np));
      at = according[0].length;
    } else if (impersonal.test(np) || np === "") return [];
  }
  if (names.length === 0) {
    const start = /^[\s“]*/u.exec(part)?.[0].length ?? 0;
    const first = part.startsWith("“") ? null : (spokenAt(part, start) ?? afterIntroduction(part));
    if (first !== null) {
      names.push(first.name);
      at = first.end;
      said = first.said;
      const rest = part.slice(at).replace(/^道/u, "");
      if (/^[。.！]?\s*$/u.test(rest)) opens = "back";
    } else {
      const behind =
        new RegExp(`[”"][，,。]?\\s*([^，。“”]{1,36}?)(${between}{0,3})(?:${verb})道?[。.]?\\s*$`, "u").exec(part) ??
        new RegExp(`[，,]\\s*([^，。“”]{2,30}?)(${between}{0,3})(?:说道?|称|表示|透露|告诉[^，。]{1,10})[。.]\\s*$`, "u").exec(part);
      if (behind !== null) {
        const np = name(behind[1] as string);
        if (isName(np) && !impersonal.test(np) && (canSpeak(np) || refers.test(np))) names.push(resolveWord(np));
      }
      const openedBy = names.length === 0 ? /^[\s“]*(?:还|也|又|并|另)(?:说|称|表示|透露|指出|补充)/u.exec(part) : null;
      if (openedBy !== null) {
        names.push("");
        at = openedBy[0].length;
      }
    }
  }
  const inner = innerOf(part, at, names.length > 0);
  const all = [...names, ...inner];
  if (all.length === 0) return [];
  const rest = part.slice(at);
  const open = rest.lastIndexOf("“") > rest.lastIndexOf("”");
  const frames: Frame[] = [
    {
      names: all,
      from: offset,
      to: open ? whole.length : offset + part.length,
      openedAt: offset + at,
      basis:
        /听|得知|获悉/u.test(rest.slice(0, 30)) || /听说|得知|获悉/u.test(said)
          ? "heard"
          : /(?:报告|统计|数据|文件|论文)$/u.test(all.at(-1) ?? "")
            ? "read"
            : /估计|估算|推算|推测|预计|认为/u.test(said)
              ? "inferred"
              : "not-told",
      opens: open ? "quote" : opens,
    },
  ];
  // "…，B则说，…": another speaks from there.
  const other = new RegExp(`[，,。]\\s*(?:而|但)?([^，。“”]{2,24}?)(?:则|却)(?:说|称|表示|认为|透露|指出)[，,：:]?`, "u").exec(
    part.slice(at),
  );
  if (other !== null) {
    const np = name(other[1] as string);
    if (isName(np) && canSpeak(np))
      frames.push({
        names: [resolveWord(np)],
        from: offset + at + other.index + 1,
        to: offset + part.length,
        openedAt: offset + at + other.index + other[0].length,
        basis: "not-told",
        opens: "sentence",
      });
  }
  return frames;
}

/** "去年以来，消息人士说，…": the speaker stands behind an introduction. */
function afterIntroduction(part: string): Spoken | null {
  const comma = /^[^，。“”]{2,16}[，,]/u.exec(part);
  if (comma === null || !/(?:日|来|后|前|时|间|上|中|月|年|问题|方面|期间)[，,]$/u.test(comma[0])) return null;
  const found = spokenAt(part, comma[0].length);
  return found !== null && !found.demands ? found : null;
}

function resolveWord(np: string): string {
  return refers.test(np) ? `^${np.replace(refers, "")}` : np;
}

/** Voices behind the voice: "她听干部讲", "从海关人员那里听说", "工厂老板说". */
function innerOf(part: string, after: number, inside: boolean): string[] {
  const names: string[] = [];
  let at = after;
  for (let depth = 0; depth < 3; depth += 1) {
    const rest = part.slice(at, at + 90);
    const heard =
      /^[，,：:“\s道]*(?:[^，。“”]{0,10}[，,])?(?:她|他|自己|其|我|本人|他们)?(?:曾|也|是|还|最近|直接)?(?:从|听|据)([^，。“”]{1,24}?)(?:那里|那儿|口中|处|嘴里)?(?:听说|得知|获悉|听到|了解到|说起|说|讲|告诉|透露)(?:的|过|道)?[，,：:]?/u.exec(
        rest,
      );
    const heardName = heard === null ? "" : name(heard[1] as string);
    if (heard !== null && isName(heardName) && canSpeak(heardName)) {
      names.push(heardName);
      at += heard[0].length;
      continue;
    }
    if (!inside && depth === 0) break;
    const joint = /^[，,：:“\s道]+/u.exec(rest)?.[0].length ?? 0;
    if (joint === 0) break;
    const next = spokenAt(part, at + joint);
    if (next === null || next.demands || /^(?:否认|承认|反映|要求)/u.test(next.said) || next.name.startsWith("^")) break;
    if (!/^(?:告诉|对|说|称|透露|表示|讲|说道)/u.test(next.said)) break;
    names.push(next.name);
    at = next.end;
  }
  return names;
}
