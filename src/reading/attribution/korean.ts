/** Who speaks in a Korean sentence. */
import { isName, trimmedName } from "./cjk-frames.ts";
import type { Frame } from "./cjk-frames.ts";

/** Nouns that can speak, at the end of the noun phrase. */
const head =
  /(?:소식통|주민|관계자|간부|일꾼|협력자|대변인|당국자?|기자|대표(?:부|단)?|여성|남성|처녀|사장|업주|브로커|중개인|중개업자|거간꾼|무역업자|무역상|상인|기업인|기업가|사업가|업자|탈북민|탈북자|귀국자|귀환자|경험자|교수|연구위원|전문가(?:단)?|패널|보고서|보고관|조사관|위원회?|의원|장관|차관|총리|대통령|국장|부장|과장|원장|소장|회장|이사장?|대사관?|영사관?|외교관|정부|측|정보원|국정원|외교부|외무성|통일부|국무부|재무부|법무부|국방부|노동부|이민국|세관|통신|신문|방송|일보|매체|언론|협회|단체|재단|연구소|연구원|센터|기구|유엔|안보리|총국|교민|동포|현지인|사람|친척|가족|어머니|아버지|남편|아내|지인|친구|동료|감독|반장|작업반장|지배인|책임자|담당자|운전사|운전수|기사|통역(?:원)?|세관원|보위원|군인|경찰|의사|선원|종업원|직원|인사|증인|목격자|변호사|활동가|씨|회사들|공동체|인력회사|무역회사|논문|문서|자료|통계|성명|그|그녀|당사자|본인|협력자 ?[A-Z가-힣]|[가-힣]{2,4} ?(?:씨|박사))$/u;
const label = /(?:협력자|소식통|주민|관계자|간부|경험자|귀국자|여성|씨) ?(?:[A-Z]|[가나다라마바사아자차카타파하])$|^[A-Z]$/u;
const countries =
  /^(?:북한|중국|러시아|한국|미국|일본|쿠웨이트|카타르|몽골|폴란드|평양|베이징|모스크바|오만|말레이시아|캄보디아|우크라이나|우리 정부)$/u;

const saying =
  "(?:말했|말한|말하|말해|전했|전한|전하|전해|밝혔|밝힌|밝히|밝혀|설명했|설명하|설명한|주장했|주장하|덧붙였|덧붙이|강조했|증언했|증언하|토로했|토로하|지적했|추정했|추정하|추산했|추산하|보도했|알렸|알려 ?왔|알려 ?줬|귀띔했|내다봤|내다보|전망했|예상했|관측했|보고했|통보했|답했|대답했|털어놨|털어놓|반박했|부인했|부인하|일축했|하소연했|언급했|진술했|평가했|확인했|발표했|소개했|이야기했|얘기했|이야기하|얘기하|고백했|폭로했|경고했|비판했|호소했|판단했|분석했|집계했|고발했|보고 있|봤다|본다|들었|한탄했|푸념했|혀를 찼|불평했|귀띔하|회상했|되물었|했다|했어|했습|하더|한다|하소연|했[고지으는])";
const ordering = "(?:요구했|요구하|요청했|요청하|지시했|지시하|촉구했|촉구하|통고했)";
/** Ends the segment: "…고 말했다", "…을 부인했다", "…고 요구하고 있다". */
const quotative = new RegExp(
  `(?:[다라자냐까요]고|[다라자냐]며|[다라]면서|[다라]는데|는지|[”"’』」](?:이?라고|고|며|라며)?|다는 것[을은도]|것으로|이?라고|다는 (?:말을|이야기를|얘기를|소식을|사실을))[^.“”"]{0,44}?${saying}[^.“”"]{0,14}[.”"’」』)]*\\s*$`,
  "u",
);
const objecting = new RegExp(
  `(?:[을를이가로] |에 |[다라]고 )(?:[^.“”"]{0,16})?(?:부인|반박|일축|발표|추정|추산|보고|통보|공개|집계|인정)(?:했|하|됐)[^.“”"]{0,10}[.”"]*\\s*$`,
  "u",
);
const orders = new RegExp(`(?:[을를] |달라고 |라고 |하도록 |[을를])[^.“”"]{0,10}?${ordering}[^.“”"]{0,10}[.”"]*\\s*$`, "u");
const heard = /(?:들었|들은|듣고|전해 ?들|들어서)/u;

const lead =
  /^(?:\[[^\]]{1,20}\]|\([^)]{1,20}=[^)]{1,20}\)|그러나|하지만|한편|또한?|이에 대해서?|그런데|그리고|반면에?|이어서?|다만|앞서|특히|이날|최근|그래서|아울러|더욱이|지난 ?(?:\d{1,2}일|\d{1,2}월(?: \d{1,2}일)?|달|주|해)|지난달 \d{1,2}일|\d{1,2}월 \d{1,2}일|\d{4}년(?: \d{1,2}월(?: \d{1,2}일)?)?|\d{1,2}일|어제|오늘|이와 관련해|이에|당시|현재|올해|익명을 (?:요구|전제)한?|신원을 밝히지 않은)(?:[ ,]+|$)/u;
const article = /^(?:한|어느|어떤|또 ?다른 한)\s+(?=\S)/u;
const refers = /^(?:이|그|해당|같은|동|위)\s+(?=\S)|^(?:그녀?|그들|이들|본인)$/u;

const name = (raw: string): string => trimmedName(raw.replace(/[“”"]/g, " "), lead, article);
const canSpeak = (np: string): boolean => (head.test(np) || label.test(np) || countries.test(np)) && !/(?:노동자|근로자)들?$/u.test(np);

const turns = new RegExp(
  `(?:고|며|라고|[”"]고?) ?[^.“”",]{0,20}?(?:${saying}|했|말했|전했)(?:지만|으나|으며|는데|고)[, ]\\s*(?=[^”"]{12,})|[;；]\\s*`,
  "gu",
);

/** Segments that end in a verb of saying of their own. */
function segmentsOf(words: string): { from: number; to: number }[] {
  const cuts = [0];
  for (const hit of words.matchAll(turns)) {
    const at = hit.index + hit[0].length;
    const before = words.slice(0, at);
    // Not inside a quotation.
    if ((before.match(/[“"]/g) ?? []).length % 2 === 0 || (before.match(/“/g) ?? []).length === (before.match(/”/g) ?? []).length)
      cuts.push(at);
  }
  return cuts.map((from, i) => ({ from, to: cuts[i + 1] ?? words.length }));
}

export function koreanFrames(words: string): readonly Frame[] {
  const interviewed =
    /(?:^|\s)([^,.“”"]{2,40}?)(?:와|과|에게|을|를) (?:나눈|전화로|인터뷰|만나|대화|통화|질문|물었|물어|이야기를 나|주고받)/u.exec(words);
  if (interviewed !== null) {
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
  const names = [
    ...(quoted === null ? [] : [quoted.outer]),
    ...(matrix === null ? [] : [matrix.name]),
    ...(inner === null ? [] : inner.names),
  ];
  return [
    {
      names,
      from: offset,
      to: offset + part.length,
      openedAt: offset + (matrix?.end ?? inner?.end ?? 0),
      basis: heard.test(part)
        ? "heard"
        : /(?:보고서|통계|자료|문서|논문)$/u.test(names.at(-1) ?? "")
          ? "read"
          : /추정|추산|보고 있다|본다|내다|전망|예상|관측/u.test(part.slice(-24))
            ? "inferred"
            : "not-told",
      opens: matrix?.opens ?? "sentence",
    },
  ];
}

type Matrix = { readonly name: string; readonly end: number; readonly opens: Frame["opens"] };

const bareTopic = new RegExp(
  `^[^“”"]{2,44}?(?:은|는|이|가|도) (?:[^“”"]{0,10} )?(?:이렇게|이같이|이처럼|그렇게) ?[^“”"]{0,10}${saying}`,
  "u",
);
const lateTopic = new RegExp(
  `(?:[다라자냐]고|[다라]며|라고|[”"』」]고?|것이라고)[, ]+([^,“”"]{1,40}?)(은|는|이|가|도) (?:[^,.“”"]{0,20} )?${saying}[^.“”"]{0,6}[.”"]*\\s*$`,
  "u",
);
const carried =
  /(?:[다라자냐]고|[다라]며|라고|[”"』」](?:이?라고|고|며)?)[ ]?(?:[^.,“”"]{0,12} )?(?:말했|전했|밝혔|덧붙였|설명했|강조했|주장했|토로했|증언했|했다|한다|귀띔했|하소연했|전망했|내다봤)/u;

function matrixOf(part: string, contrasts: boolean): Matrix | null {
  const stated =
    /^([^,“”"]{1,40}?)(?:이|가) [^,.“”"]{0,16}(?:밝힌|전한|말한|알려 ?온|전해 ?온) (?:바로는|바에 따르면|것에 따르면|데 따르면|내용에 따르면|바에 의하면),?\s?/u.exec(
      part,
    );
  if (stated !== null) {
    const np = name(stated[1] as string);
    if (isName(np)) return { name: resolveWord(np), end: stated[0].length, opens: "sentence" };
  }
  const according = /^([^“”"]{1,44}?)(?:에 따르면|에 의하면|의 말에 의하면|를 인용(?:해|하여)|을 인용(?:해|하여)),?\s?/u.exec(part);
  if (according !== null) {
    const np = name(
      (according[1] as string)
        .split(/, /u)
        .at(-1)
        ?.replace(/^.{1,24}(?:은|는) (?=.)/u, (topic) => (canSpeak(name(topic.trim().slice(0, -1))) ? "" : topic))
        .replace(/(?:의 (?:말|설명|증언|집계|발표|분석))$/u, "") ?? "",
    );
    if (/^(?:통계|보도|관측|소문|분석|추산)$/u.test(np)) return null;
    if (isName(np)) return { name: resolveWord(np), end: according[0].length, opens: "sentence" };
  }
  const words =
    /(?:^|[”"] ?|(?:는 것이|는 게|다는|라는) )([^,.“”"]{1,40})의 (?:말|증언|설명|얘기|이야기|주장|전언|지적|관측|분석)(?:이다|입니다|이었다|이라고|다)[^가-힣]*$/u.exec(
      part,
    );
  if (words !== null) {
    const np = name(words[1] as string);
    if (isName(np))
      return {
        name: resolveWord(np),
        end: part.length,
        opens: words.index < 3 && words[0].length >= part.trim().length - 2 ? "back" : "sentence",
      };
  }
  const says = quotative.test(part) || objecting.test(part) || orders.test(part) || /(?:들었다|들었습니다|들었어요)[.”"]*\s*$/u.test(part);
  const bare = bareTopic.test(part);
  if (!says && !bare) return null;
  const late = lateTopic.exec(part);
  const lateName = late === null ? "" : name((late[1] as string).split(/(?:[다라자냐]고|[다라]며) /u).at(-1) ?? "");
  const isLate = late !== null && isName(lateName) && canSpeak(lateName);
  // The topic that opens the segment.
  for (const hit of part.slice(0, 70).matchAll(/(?:은|는|도|이|가|께서는?|에서는) /gu)) {
    const raw = part.slice(0, hit.index);
    if (/[“"]/u.test(raw.trimEnd().slice(1)) && !/^[“"]/u.test(raw)) break;
    const np = name(raw);
    if (!isName(np) || /[,“”"]/u.test(np)) continue;
    if ((hit[0][0] === "이" || hit[0][0] === "가") && !head.test(np) && !label.test(np) && !countries.test(np)) continue;
    if (/\d[\d,.]*(?:만|천|백)?[^가-힣]?(?:여)? ?명/u.test(np)) break;
    // "친구가 왔다고 하더라고 주민은 전했다": the topic stands last.
    if (isLate && (hit[0][0] === "이" || hit[0][0] === "가") && (late[2] === "은" || late[2] === "는")) break;
    if (!canSpeak(np) && !(contrasts && /(?:노동자|근로자)들?$/u.test(np))) continue;
    return { name: resolveWord(np), end: hit.index + hit[0].length, opens: bare && !says ? "back" : "sentence" };
  }
  if (isLate) return { name: resolveWord(lateName), end: 0, opens: "sentence" };
  const impersonal =
    /(?:것으로 (?:알려|전해|보|추정|추산|파악|집계)|전해졌|알려졌|보인다|보도됐|추산된다|추정된다|말도 나|관측도 나|지적이 나)/u.test(
      part.slice(-30),
    );
  const carries = carried.test(part.slice(-40));
  return carries && !impersonal ? { name: "", end: 0, opens: "sentence" } : null;
}

/** "방송은 사업가를 인용해 …": the outlet it is from, and whom it quotes. */
function quotesOf(part: string): (Matrix & { readonly outer: string }) | null {
  const found = /^([^,“”"]{2,30}?)(?:은|는|이|가|도) ([^,“”"]{2,40}?)(?:의 말)?[을를] 인용(?:해|하여|하며|한),?\s?/u.exec(part);
  if (found === null) return null;
  const outer = name(found[1] as string);
  const inner = name(found[2] as string);
  return isName(outer) && isName(inner) && canSpeak(outer)
    ? { outer: resolveWord(outer), name: inner, end: found[0].length, opens: "sentence" }
    : null;
}

/** "이 소식통", "그": whoever spoke last; the noun behind the demonstrative is kept to find them. */
function resolveWord(np: string): string {
  return refers.test(np) ? `^${np.replace(refers, "")}` : np;
}

/** The voice behind the voice. */
function innerOf(part: string, after: number, inside: boolean): { names: string[]; end: number } | null {
  const rest = part.slice(after);
  const from =
    /(?:^|[,“"] ?|(?:말을|이야기를|얘기를|소식을|것을|사실을|다고|라고|는데) )([^,.“”"]{1,34}?)(?:(?:한테서?|에게서?|로부터) (?:직접 |전해 ?)?(?:들은|들었|들어|전해 ?들|듣고|확인)|(?:한테서?|에게서|로부터) [^,.“”"]{2,60}(?:말|소식|얘기|이야기|것|사실)[을를]? ?(?:전해 ?)?(?:들|듣))/u.exec(
      rest,
    );
  if (from !== null) {
    const np = name(lastPhrase(from[1] as string));
    if (isName(np) && !/^(?:우리|저|나|본지|기자)$/u.test(np)) return { names: [np], end: after };
  }
  const words =
    /(?:^|[,“"] ?|고 )([^,.“”"]{1,34}?)(?:의 말이라[며고]|의 말을 (?:인용|빌)|의 말로는|의 얘기로는|의 이야기로는| 말로는| 얘기로는| 말이)/u.exec(
      rest,
    );
  if (words !== null) {
    const np = name(words[1] as string);
    if (isName(np) && canSpeak(np)) return { names: [np], end: after + words.index + words[0].length };
  }
  const told =
    /(?:[다라자냐]고|[다라]며|[”"]고) (?:([^,.“”" ][^,.“”"]{0,24}?)(?:이|가) )?(?:말했|전했|얘기했|이야기했|설명했|밝혔|하더|했)(?:다는|다고|다며|던|더라|라고|라며|는데|었다고|다면서)/u.exec(
      rest,
    );
  if (told !== null && (inside || told[1] !== undefined)) {
    if (told[1] !== undefined) {
      const np = name(told[1]);
      if (isName(np) && canSpeak(np)) return { names: [np], end: after };
    } else {
      for (const hit of rest.slice(0, told.index).matchAll(/(?:은|는|이|가) /gu)) {
        const np = name(lastPhrase(rest.slice(0, hit.index)));
        if (isName(np) && head.test(np) && !/(?:노동자|근로자|사람|여성)들?$/u.test(np)) return { names: [np], end: after };
      }
    }
  }
  return null;
}

/** The noun phrase at the end of a stretch: behind the last comma, quotation mark or object. */
function lastPhrase(words: string): string {
  return words.split(/[,“”"]\s*|(?<=[을를]) (?!.*(?:한|인|는|은|온|간|된|던|사는) \S+$)/u).at(-1) ?? words;
}

/** "쿠웨이트는 904명, 카타르는 2500명을 송환했다고 각각 보고했다": each speaks for its own. */
function eachReports(part: string, offset: number): Frame[] {
  if (!/각각|저마다/u.test(part) || !quotative.test(part)) return [];
  const topics = [...part.matchAll(/(?:^|, ?|고 )([^,.“”"\d]{1,20}?)(?:은|는) /gu)].map((hit) => ({
    np: name(hit[1] as string),
    at: hit.index,
    end: hit.index + hit[0].length,
  }));
  const speaking = topics.filter((t) => isName(t.np) && canSpeak(t.np));
  if (speaking.length < 2) return [];
  return speaking.map((t, i) => ({
    names: [resolveWord(t.np)],
    from: offset + t.at,
    to: offset + (speaking[i + 1]?.at ?? part.length),
    openedAt: offset + t.end,
    basis: "not-told" as const,
    opens: "sentence" as const,
  }));
}

/** A quotation that opens here and closes in a later sentence: "소식통은 “…". */
function openedQuote(part: string): { names: string[]; from: number; openedAt: number; basis: "not-told"; opens: "quote" } | null {
  const open =
    part.lastIndexOf("“") > part.lastIndexOf("”")
      ? part.lastIndexOf("“")
      : (part.match(/"/g) ?? []).length % 2 === 1
        ? part.lastIndexOf('"')
        : -1;
  if (open < 0) return null;
  for (const hit of part.slice(0, open).matchAll(/(?:은|는|이|가|도) /gu)) {
    const np = name(part.slice(0, hit.index));
    if (isName(np) && canSpeak(np)) return { names: [resolveWord(np)], from: open, openedAt: open, basis: "not-told", opens: "quote" };
  }
  return null;
}
