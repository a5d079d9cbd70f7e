/** Chinese, Japanese and Korean words for days, weeks, months, years, spans and bounds, as data. Patterns are tried longest first. */
import { easterOf, nthWeekday } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import type { Unit } from "./when.ts";

export type AsianLanguage = "zh" | "ja" | "ko";
export type DateWords = {
  /** A number in digits or words. */
  readonly number: string;
  /** Says that what follows is counted by the moon (or, in vain, by the sun). */
  readonly lunar: string;
  readonly solar: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** What may join year, month and day. */
  readonly of: string;
  readonly weekday: string;
  /** The signs of Monday to Sunday, in order. */
  readonly weekdaySigns: string;
  readonly relativeDays: Readonly<Record<string, number>>;
  readonly relativeWeeks: Readonly<Record<string, number>>;
  readonly relativeMonths: Readonly<Record<string, number>>;
  readonly relativeYears: Readonly<Record<string, number>>;
  /** Which of the relative weeks may stand before a weekday alone (下周一, 来週の月曜日). */
  readonly units: readonly (readonly [pattern: string, unit: Unit, times: number])[];
  /** Words that are a length by themselves. */
  readonly lengths: Readonly<Record<string, readonly [count: number, unit: Unit]>>;
  readonly half: string;
  readonly vagueNumber: string;
  readonly last: string;
  readonly nth: readonly [before: string, after: string];
  readonly week: string;
  readonly parts: Readonly<Record<string, "start" | "mid" | "end">>;
  readonly halves: Readonly<Record<string, 1 | 2>>;
  readonly quarter: string;
  readonly decade: string;
  readonly century: string;
  readonly weekend: string;
  readonly seasons: Readonly<Record<string, string>>;
  readonly ahead: string;
  readonly back: string;
  readonly ago: string;
  readonly later: string;
  readonly within: string;
  readonly from: string;
  readonly to: string;
  readonly until: string;
  /** Bounds behind a date. */
  readonly bounds: readonly (readonly [pattern: string, bound: "before" | "after" | "since" | "until"])[];
  /** Bounds before a date; the pattern behind may be missing. */
  readonly leading: readonly (readonly [before: string, after: string, bound: "before" | "after" | "since" | "until"])[];
  readonly more: string;
  readonly less: string;
  readonly every: string;
  /** What may come back, behind (or before) the word for every: the pattern and its timex. */
  readonly returns: readonly (readonly [pattern: string, timex: string])[];
  /** What comes back by a word of its own, or with a word behind it. */
  readonly returning: readonly (readonly [pattern: string, timex: string])[];
  /** Behind a length that comes back (3일마다, 3日ごとに). */
  readonly eachLength: string;
  /** Behind a length in which something happens some times (일주일에 두 번). */
  readonly times: string;
  readonly clock: string;
  readonly holidays: readonly (readonly [pattern: string, month: number, day: number])[];
  /** Days of the moon's year, given by their numbers in it. */
  readonly lunarHolidays: readonly (readonly [pattern: string, month: number, day: number])[];
  /** Days that move from year to year. */
  readonly movable: readonly (readonly [pattern: string, timex: string, on: (year: number) => Day])[];
  /** Between a date and the length counted from it (크리스마스 3일 전, クリスマスの2週間前). */
  readonly counting: string;
  /** The same with the direction before the length (圣诞节前三天). */
  readonly countingBefore: string;
  /** Bounds before a length: 超过三天, 不到三天. */
  readonly moreThan: string;
  readonly lessThan: string;
  /** Roughly, behind a date. */
  readonly about: string;
  /** The day it is said on, as the end of a range. */
  readonly now: string;
  readonly notDates: readonly string[];
};

const hanNumber = "(?:\\d+(?:\\.\\d+)?|[〇零一二三四五六七八九十百千两兩]+)";
const nativeKorean = "열한|열두|열세|열네|열다섯|열여섯|열일곱|열여덟|열아홉|다섯|여섯|일곱|여덟|아홉|열|스무|스물|한|두|세|네|석|넉";
/** Sino-Korean by its places, so that 오일 is five days and not "fifty-one" of something. */
const sinoKorean =
  "(?:(?:[이삼사오육칠팔구]?천)?(?:[이삼사오육칠팔구]?백)?(?:[이삼사오육칠팔구]?십)(?:[일이삼사오육칠팔구](?!주일))?|(?:[이삼사오육칠팔구]?천)?(?:[이삼사오육칠팔구]?백)[일이삼사오육칠팔구]?|(?:[이삼사오육칠팔구]?천)[일이삼사오육칠팔구]?|[영공일이삼사오육칠팔구])";
const koreanNumber = `(?:\\d+(?:\\.\\d+)?|(?:${nativeKorean})|${sinoKorean})`;

export const eras: Readonly<Record<string, number>> = {
  令和: 2019,
  平成: 1989,
  昭和: 1926,
  大正: 1912,
  明治: 1868,
  雍正: 1723,
  康熙: 1662,
  乾隆: 1736,
  嘉庆: 1796,
  道光: 1821,
  咸丰: 1851,
  同治: 1862,
  光绪: 1875,
  宣统: 1909,
  民国: 1912,
  민국: 1912,
};

/** Every lead with every unit behind it: 지난 × 주, 다음 × 달, with or without a space. */
function led(
  leads: Readonly<Record<string, number>>,
  units: readonly string[],
  own: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const [lead, offset] of Object.entries(leads))
    for (const unit of units) for (const gap of [" ", ""]) all[lead + gap + unit] = offset;
  return { ...all, ...own };
}

const koreanLeads: Readonly<Record<string, number>> = {
  지지난: -2,
  저저번: -2,
  지난: -1,
  저번: -1,
  이번: 0,
  다음: 1,
  다다음: 2,
  다음다음: 2,
};

const thanksgiving = (year: number): Day => nthWeekday(year, 11, 4, 4);
/** Days of the year in English-speaking countries, by the names they carry elsewhere. */
const foreignDays = (
  words: Readonly<
    Record<
      | "thanksgiving"
      | "blackFriday"
      | "cyberMonday"
      | "easter"
      | "goodFriday"
      | "mother"
      | "father"
      | "king"
      | "memorial"
      | "labour"
      | "presidents"
      | "columbus",
      string
    >
  >,
): DateWords["movable"] => [
  [words.thanksgiving, "XXXX-11-WXX-4-4", thanksgiving],
  [words.blackFriday, "XXXX-11-WXX-5-4", (year) => thanksgiving(year) + 1],
  [words.cyberMonday, "XXXX-11-WXX-1-4", (year) => thanksgiving(year) + 4],
  [words.goodFriday, "XXXX", (year) => easterOf(year) - 2],
  [words.easter, "XXXX", easterOf],
  [words.mother, "XXXX-05-WXX-7-2", (year) => nthWeekday(year, 5, 7, 2)],
  [words.father, "XXXX-06-WXX-7-3", (year) => nthWeekday(year, 6, 7, 3)],
  [words.king, "XXXX-01-WXX-1-3", (year) => nthWeekday(year, 1, 1, 3)],
  [words.memorial, "XXXX-05-WXX-1-4", (year) => nthWeekday(year, 5, 1, -1)],
  [words.labour, "XXXX-09-WXX-1-1", (year) => nthWeekday(year, 9, 1, 1)],
  [words.presidents, "XXXX-02-WXX-1-3", (year) => nthWeekday(year, 2, 1, 3)],
  [words.columbus, "XXXX-10-WXX-1-2", (year) => nthWeekday(year, 10, 1, 2)],
];

export const dateWords: Readonly<Record<AsianLanguage, DateWords>> = {
  zh: {
    number: hanNumber,
    lunar: "(?:农历|農曆|阴历|陰曆|旧历|舊曆)(?:的)?\\s?",
    solar: "(?:阳历|陽曆|公历|西历)(?:的)?\\s?",
    year: "年",
    month: "月(?:份)?",
    day: "(?:日|号|號)",
    of: "\\s*的?\\s*",
    weekday: "(?:周|週|星期|礼拜|禮拜)\\s?([一二三四五六日天])",
    weekdaySigns: "一二三四五六日",
    relativeDays: {
      大后天: 3,
      大後天: 3,
      后天: 2,
      後天: 2,
      后日: 2,
      明天: 1,
      明日: 1,
      今天: 0,
      今日: 0,
      当天: 0,
      次日: 1,
      昨天: -1,
      昨日: -1,
      前天: -2,
      前日: -2,
      大前天: -3,
      当日: 0,
      这天: 0,
      那天: 0,
      第二天: 1,
      隔天: 1,
      前一天: -1,
      最近: 0,
    },
    relativeWeeks: { 上上: -2, 上: -1, 这: 0, 這: 0, 本: 0, 今: 0, 下: 1, 下下: 2 },
    relativeMonths: {
      上上个月: -2,
      上个月: -1,
      上個月: -1,
      上月: -1,
      这个月: 0,
      這個月: 0,
      本月: 0,
      当月: 0,
      下个月: 1,
      下個月: 1,
      下月: 1,
      下下个月: 2,
    },
    relativeYears: { 大前年: -3, 前年: -2, 去年: -1, 上一年: -1, 今年: 0, 本年: 0, 当年: 0, 这一年: 0, 明年: 1, 来年: 1, 后年: 2 },
    units: [
      ["年", "Y", 1],
      ["(?:个|個)?季度", "M", 3],
      ["(?:个|個)月|月(?!\\s*\\d)", "M", 1],
      ["(?:个|個)?(?:星期|礼拜|禮拜)", "W", 1],
      ["(?:周|週)(?![岁歲年边围期])", "W", 1],
      ["天|日", "D", 1],
      ["(?:个|個)?(?:小时|小時|钟头|鐘頭)", "TH", 1],
      ["分钟|分鐘|分", "TM", 1],
      ["秒钟|秒鐘|秒", "TS", 1],
    ],
    lengths: { 整天: [1, "D"], 一整天: [1, "D"], 全天: [1, "D"] },
    half: "半",
    vagueNumber: "(?:几|幾|数|數)",
    last: "(?:最后|最後)(?:的)?\\s?(?:一)?\\s?(?:个|個)?",
    nth: ["第", "(?:个|個)?"],
    week: "(?:周|週|星期|礼拜)",
    parts: { 上旬: "start", 初: "start", 中旬: "mid", 中: "mid", 下旬: "end", 底: "end", 末: "end" },
    halves: { 上半年: 1, 前半年: 1, 下半年: 2, 后半年: 2, 後半年: 2 },
    quarter: "第?([一二三四1-4])(?:个|個)?季度|q([1-4])",
    decade: "年代",
    century: "世纪|世紀",
    weekend: "周末|週末",
    seasons: { 春天: "SP", 春季: "SP", 夏天: "SU", 夏季: "SU", 秋天: "FA", 秋季: "FA", 冬天: "WI", 冬季: "WI" },
    ahead: "(?:未来|未來|今后|今後|接下来|接下來|之后|后|後|下)(?:的)?",
    back: "(?:过去|過去|最近|近|之前|前|上)(?:的)?",
    ago: "(?:之前|以前|前)",
    later: "(?:之后|之後|以后|以後|后|後)",
    within: "(?:之内|以内|内)",
    from: "(?:从|從|自|由)?",
    to: "\\s?(?:到|至|-|–|—|~)\\s?",
    until: "(?:之间|之間|期间|间)?",
    bounds: [
      ["\\s?(?:或|及)(?:之|以)(?:后|後)", "since"],
      ["\\s?(?:或|及)(?:之|以)前", "until"],
      ["\\s?(?:之|以)?(?:后|後)", "after"],
      ["\\s?(?:之|以)?前", "before"],
      ["\\s?(?:以来|以來|起)", "since"],
      ["\\s?(?:为止|截止)", "until"],
    ],
    leading: [
      ["(?:不晚于|不迟于|不晚於|最晚)\\s?", "", "until"],
      ["(?:不早于|不早於|最早)\\s?", "", "since"],
      ["(?:早于|早於|先于)\\s?", "", "before"],
      ["(?:晚于|晚於|迟于)\\s?", "", "after"],
      ["(?:自从|自從|自|从|從)\\s?", "\\s?(?:以来|以來|起|开始|開始)", "since"],
      ["(?:自从|自從|自)\\s?", "", "since"],
      ["(?:截至|截止到|直到)\\s?", "", "until"],
    ],
    more: "(?:以上|多)",
    less: "(?:以下|不到)",
    every: "每(?:一|逢)?(?:个|個)?",
    returns: [
      ["(?:天|日)(?:早上|早晨|上午)(?!\\d|[一二三四五六七八九十两]+[点點时])|早(?:上|晨)", "TMO"],
      ["(?:天|日)(?:下午)(?!\\d|[一二三四五六七八九十两]+[点點时])|下午", "TAF"],
      ["(?:天|日)(?:傍晚)(?!\\d|[一二三四五六七八九十两]+[点點时])|傍晚", "TEV"],
      ["(?:天|日)(?:晚上|夜里)(?!\\d|[一二三四五六七八九十两]+[点點时])|晚(?:上)?", "TNI"],
      ["(?:天|日)", "P1D"],
      ["周末|週末", "P1WE"],
      ["(?:个|個)?工作日", "P1BD"],
      ["(?:周|週|星期|礼拜|禮拜)", "P1W"],
      ["季度", "P3M"],
      ["月", "P1M"],
      ["半年", "P0.5Y"],
      ["年", "P1Y"],
      ["(?:小时|小時|钟头)", "PT1H"],
      ["分钟", "PT1M"],
    ],
    returning: [
      ["隔周|隔週", "P2W"],
      ["隔天|隔日", "P2D"],
      ["隔月", "P2M"],
      ["隔年", "P2Y"],
    ],
    eachLength: "(?!)",
    times: "(?:内)?[一二两三四五六七八九十\\d]+次",
    clock:
      "(?:(?:的)?(上午|早上|下午|晚上|傍晚)?(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点|點|时)(?:(\\d{1,2}|[一二三四五六七八九十]{1,3})分|(半))?)",
    holidays: [
      ["元旦(?:节|節)?|新年", 1, 1],
      ["(?:国庆|國慶)(?:节|節)?", 10, 1],
      ["(?:平安夜|圣诞夜|聖誕夜|圣诞前夜)", 12, 24],
      ["圣诞节|聖誕節|圣诞|聖誕", 12, 25],
      ["(?:五一)?(?:国际)?(?:劳动节|勞動節)|五一节", 5, 1],
      ["情人节|情人節", 2, 14],
      ["白色情人节", 3, 14],
      ["(?:三八|国际)?妇女节|婦女節|女神节", 3, 8],
      ["植树节", 3, 12],
      ["青年节|五四(?:青年)?节", 5, 4],
      ["(?:六一|国际)?儿童节|兒童節", 6, 1],
      ["建党节", 7, 1],
      ["(?:八一)?建军节", 8, 1],
      ["教师节|教師節", 9, 10],
      ["万圣节|萬聖節|万圣夜", 10, 31],
      ["光棍节|双十一|雙十一", 11, 11],
      ["愚人节|愚人節", 4, 1],
      ["地球日", 4, 22],
      ["(?:美国)?独立日", 7, 4],
      ["跨年夜|除夕夜", 12, 31],
    ],
    lunarHolidays: [
      ["春节|春節|大年初一", 1, 1],
      ["元宵节|元宵節|元宵", 1, 15],
      ["端午节|端午節|端午", 5, 5],
      ["七夕节|七夕", 7, 7],
      ["中元节", 7, 15],
      ["中秋节|中秋節|中秋", 8, 15],
      ["重阳节|重陽節|重阳", 9, 9],
      ["腊八节|腊八", 12, 8],
      ["除夕", 12, 30],
    ],
    movable: foreignDays({
      thanksgiving: "感恩节|感恩節",
      blackFriday: "黑色星期五",
      cyberMonday: "网络星期一",
      easter: "复活节|復活節",
      goodFriday: "耶稣受难日",
      mother: "母亲节|母親節",
      father: "父亲节|父親節",
      king: "马丁·?路德·?金日|马丁路德金纪念日",
      memorial: "阵亡将士纪念日",
      labour: "美国劳动节",
      presidents: "总统日|總統日",
      columbus: "哥伦布日",
    }),
    counting: "(?:的)?",
    countingBefore: "(前|后|後|之前|之后|之後)的?",
    moreThan: "(?:超过|超過|多于|多於|大于|长于)",
    lessThan: "(?:不到|少于|少於|不足|小于|短于)",
    about: "(?:左右|前后|前後)",
    now: "(?:现在|現在|今|目前|如今|今天|至今)",
    notDates: ["公元前", "今日头条", "明日之后", "后天性", "日本", "九月堂"],
  },
  ja: {
    number: hanNumber,
    lunar: "(?:旧暦|陰暦|太陰暦)の?\\s?",
    solar: "(?:新暦|陽暦|太陽暦)の?\\s?",
    year: "年",
    month: "月",
    day: "日",
    of: "\\s*の?\\s*",
    weekday: "([月火水木金土日])曜(?:日)?",
    weekdaySigns: "月火水木金土日",
    relativeDays: {
      しあさって: 3,
      明明後日: 3,
      当日: 0,
      さきおととい: -3,
      一昨々日: -3,
      明々後日: 3,
      明後日: 2,
      あさって: 2,
      翌日: 1,
      次の日: 1,
      明日: 1,
      あす: 1,
      あした: 1,
      今日: 0,
      本日: 0,
      きょう: 0,
      その日: 0,
      この日: 0,
      同日: 0,
      最近: 0,
      昨日: -1,
      前日: -1,
      きのう: -1,
      一昨日: -2,
      おととい: -2,
    },
    relativeWeeks: {
      先々週: -2,
      先週: -1,
      前の週: -1,
      前週: -1,
      今週: 0,
      この週: 0,
      その週: 0,
      同じ週: 0,
      来週: 1,
      次の週: 1,
      翌週: 1,
      再来週: 2,
    },
    relativeMonths: {
      先々月: -2,
      先月: -1,
      前の月: -1,
      前月: -1,
      今月: 0,
      この月: 0,
      その月: 0,
      同じ月: 0,
      ひと月: 0,
      来月: 1,
      次の月: 1,
      翌月: 1,
      再来月: 2,
    },
    relativeYears: {
      一昨年: -2,
      おととし: -2,
      昨年: -1,
      去年: -1,
      前の年: -1,
      前年: -1,
      今年: 0,
      本年: 0,
      この年: 0,
      その年: 0,
      同じ年: 0,
      来年: 1,
      次の年: 1,
      翌年: 1,
      再来年: 2,
    },
    units: [
      ["年(?:間)?", "Y", 1],
      ["四半期", "M", 3],
      ["(?:か|ヶ|カ|ヵ|ケ|箇)月(?:間)?", "M", 1],
      ["週間|週", "W", 1],
      ["日間|日|泊", "D", 1],
      ["時間", "TH", 1],
      ["分間|分(?!の\\s?[\\d一二三四五六七八九十百])", "TM", 1],
      ["秒間|秒", "TS", 1],
    ],
    lengths: {
      ひと月: [1, "M"],
      まる1日: [1, "D"],
      丸一日: [1, "D"],
      丸1日: [1, "D"],
      まる一日: [1, "D"],
      一日中: [1, "D"],
      終日: [1, "D"],
    },
    half: "半",
    vagueNumber: "(?:数|何)",
    last: "(?:最後|最終)の?\\s?",
    nth: ["(?:第|最初の(?=週|[月火水木金土日]曜)|(?=[\\d一二三四五六七八九十]{1,2}(?:週目|番目)))", "(?:番目の|の)?"],
    week: "週(?:目)?",
    parts: {
      上旬: "start",
      初旬: "start",
      初め: "start",
      はじめ: "start",
      初頭: "start",
      初: "start",
      始: "start",
      早くに: "start",
      始め: "start",
      中旬: "mid",
      半ば: "mid",
      なかば: "mid",
      下旬: "end",
      終わりごろ: "end",
      終わり頃: "end",
      終わり: "end",
      末: "end",
      後半: "end",
    },
    halves: { 上半期: 1, 前半: 1, 下半期: 2, 後半: 2 },
    quarter: "第?([一二三四1-4])四半期|q([1-4])",
    decade: "年代",
    century: "世紀",
    weekend: "週末",
    seasons: { 春: "SP", 夏: "SU", 秋: "FA", 冬: "WI" },
    ahead: "(?:向こう|今後|これから|次の|来る)(?:の)?",
    back: "(?:過去|この|直近|ここ|前の)(?:の)?",
    ago: "前",
    later: "(?:後|あと)",
    within: "(?:以内|のうち)",
    from: "",
    to: "\\s?(?:から|-|–|〜|~)\\s?",
    until: "(?:(?<=年)までの間|まで|の間|間)?",
    bounds: [
      ["(?:または|もしくは|及び|および|、)(?:その後|それ以降|以降|それより後)", "since"],
      ["(?:または|もしくは|及び|および)(?:その前|それ以前|以前)", "until"],
      ["以降|より後|の後|後", "after"],
      ["以前|より前|の前|前", "before"],
      ["以来", "since"],
      ["から", "since"],
      ["まで", "before"],
    ],
    leading: [],
    more: "(?:以上|を上回る|を超える|を超えた|より長い)",
    less: "(?:以下|未満|を下回る|より短い)",
    every: "毎",
    returns: [
      ["朝", "TMO"],
      ["夕", "TEV"],
      ["晩|夜", "TNI"],
      ["日", "P1D"],
      ["週末", "P1WE"],
      ["平日", "P1WD"],
      ["週", "P1W"],
      ["四半期", "P3M"],
      ["月", "P1M"],
      ["年", "P1Y"],
      ["時間?", "PT1H"],
      ["分", "PT1M"],
    ],
    returning: [
      ["隔週", "P2W"],
      ["隔日", "P2D"],
      ["隔月", "P2M"],
      ["隔年", "P2Y"],
      ["四半期(?:ごと|毎)に?", "P3M"],
      ["週末(?:ごと|毎)に?", "P1WE"],
      ["週(?:に)?[一二三四五六七\\d]+[回度]", "P1W"],
      ["月(?:に)?[一二三四五六七\\d]+[回度]", "P1M"],
      ["年(?:に)?[一二三四五六七\\d]+[回度]", "P1Y"],
      ["平日は?(?:毎日|いつも)", "P1WD"],
      ["日々", "P1D"],
    ],
    eachLength: "ごとに?|おきに?|毎に?",
    times: "に[一二三四五六七八九十\\d]+[回度]",
    clock:
      "(?:の?(午前|朝|午後|夕方|夜|晩)?の?(\\d{1,2}|[一二三四五六七八九十]{1,3})時(?!間)(?:(\\d{1,2}|[一二三四五六七八九十]{1,3})分|(半))?)",
    holidays: [
      ["大晦日|大みそか", 12, 31],
      ["元日|元旦|お正月|正月", 1, 1],
      ["クリスマス・?イ[ブヴ]", 12, 24],
      ["クリスマス(?:の日|・?デー)?", 12, 25],
      ["独立記念日", 7, 4],
      ["バレンタイン(?:・?デー)?", 2, 14],
      ["ホワイト・?デー", 3, 14],
      ["ハロウィ[ーン]*ン?", 10, 31],
      ["エイプリル・?フール", 4, 1],
      ["アースデー|地球の日", 4, 22],
      ["セントパトリックデー|聖パトリックの(?:祝)?日", 3, 17],
      ["メーデー|労働者の日", 5, 1],
      ["ひな祭り|雛祭り", 3, 3],
      ["七夕", 7, 7],
      ["建国記念の日", 2, 11],
      ["天皇誕生日", 2, 23],
      ["昭和の日", 4, 29],
      ["憲法記念日", 5, 3],
      ["みどりの日", 5, 4],
      ["こどもの日|子供の日|子どもの日", 5, 5],
      ["山の日", 8, 11],
      ["終戦記念日", 8, 15],
      ["文化の日", 11, 3],
      ["勤労感謝の日", 11, 23],
    ],
    lunarHolidays: [
      ["旧正月", 1, 1],
      ["中秋節|中秋の名月", 8, 15],
    ],
    movable: foreignDays({
      thanksgiving: "感謝祭",
      blackFriday: "ブラック・?フライデー",
      cyberMonday: "サイバー・?マンデー",
      easter: "イースター|復活祭",
      goodFriday: "聖金曜日",
      mother: "母の日",
      father: "父の日",
      king: "(?:マーティン・ルーサー・)?キング牧師(?:記念日|の日)",
      memorial: "メモリアル・?デー|戦没将兵追悼記念日",
      labour: "レイバー・?デー|労働者の日",
      presidents: "大統領の日",
      columbus: "コロンブス・?デー",
    }),
    counting: "(?:の|から(?:数えて)?)?",
    countingBefore: "(?!)",
    moreThan: "(?!)",
    lessThan: "(?!)",
    about: "(?:ごろ|頃|ころ|あたり|前後)",
    now: "(?:現在|今|いま|今日)",
    notDates: ["明日之后", "今日头条", "日本", "日産", "月曜"].slice(0, 4),
  },
  ko: {
    number: koreanNumber,
    lunar: "음력\\s?",
    solar: "양력\\s?",
    year: "년(?:도(?!에))?",
    month: "월",
    day: "일",
    of: "\\s?의?\\s?",
    weekday: "([월화수목금토일])요일",
    weekdaySigns: "월화수목금토일",
    relativeDays: {
      그끄저께: -3,
      그끄제: -3,
      그저께: -2,
      엊그저께: -2,
      엊그제: -2,
      그제: -2,
      어제: -1,
      작일: -1,
      전날: -1,
      오늘: 0,
      금일: 0,
      당일: 0,
      그날: 0,
      내일: 1,
      명일: 1,
      익일: 1,
      이튿날: 1,
      "그 다음 날": 1,
      "그다음 날": 1,
      "다음 날": 1,
      "내일 모레": 2,
      다음날: 1,
      모레: 2,
      내일모레: 2,
      글피: 3,
      그글피: 4,
    },
    relativeWeeks: led(koreanLeads, ["주"], { 금주: 0, "그 주": 0, "같은 주": 0 }),
    relativeMonths: led(koreanLeads, ["달"], {
      "그 달": 0,
      그달: 0,
      "같은 달": 0,
      "이 달": 0,
      이달: 0,
      금월: 0,
      당월: 0,
      내달: 1,
      익월: 1,
      전월: -1,
    }),
    relativeYears: led(koreanLeads, ["해"], {
      재작년: -2,
      그러께: -2,
      작년: -1,
      전년: -1,
      "올 해": 0,
      올해: 0,
      금년: 0,
      당해: 0,
      그해: 0,
      "그 해": 0,
      "같은 해": 0,
      내년: 1,
      이듬해: 1,
      명년: 1,
      후년: 2,
      내후년: 2,
    }),
    units: [
      ["년(?:간|\\s?동안)?", "Y", 1],
      ["분기", "M", 3],
      ["개월(?:간)?|\\s?달(?:간)?(?!러|라|리|성|하|려|아|걀|력)", "M", 1],
      [
        "\\s?(?:주일|주간|주(?![가-힣])|주(?=전|후|뒤|에|은|는|를|가|동안|만|마다|내|이상|이하|이내|미만|차|째|도|의|정도|가량|쯤|안))(?!\\s?[가-힣]*년)",
        "W",
        1,
      ],
      ["\\s?(?:일간|일|박)(?!요)", "D", 1],
      ["\\s?시간", "TH", 1],
      ["\\s?분(?!기|의)", "TM", 1],
      ["\\s?초", "TS", 1],
    ],
    lengths: {
      "하루 종일 내내": [1, "D"],
      온종일: [1, "D"],
      "하루 반": [1.5, "D"],
      "하루 종일": [1, "D"],
      일주일: [1, "W"],
      며칠: [3, "D"],
      하루: [1, "D"],
      이틀: [2, "D"],
      사흘: [3, "D"],
      나흘: [4, "D"],
      닷새: [5, "D"],
      엿새: [6, "D"],
      이레: [7, "D"],
      여드레: [8, "D"],
      아흐레: [9, "D"],
      열흘: [10, "D"],
      보름: [15, "D"],
    },
    half: "\\s?반",
    vagueNumber: "(?:몇|수)\\s?",
    last: "마지막\\s?",
    nth: ["(?:제\\s?)?", "(?:\\s?번째\\s?|(?=주\\s?차))"],
    week: "주\\s?차|주",
    parts: {
      초에: "start",
      초: "start",
      초순: "start",
      상순: "start",
      중순: "mid",
      하순: "end",
      말에: "end",
      말: "end",
      후반에: "end",
      후반: "end",
      초반: "start",
      중반: "mid",
    },
    halves: { 상반기: 1, 전반기: 1, 전반부: 1, 하반기: 2, 후반기: 2 },
    quarter: "(?:제\\s?)?([1-4일이삼사])\\s?(?:/4|사)?\\s?분기",
    decade: "년대",
    century: "세기",
    weekend: "주말",
    seasons: { 봄: "SP", 여름: "SU", 가을: "FA", 겨울: "WI" },
    ahead: "(?:앞으로|다가오는|향후|다음)\\s",
    back: "(?:지난|과거|최근)\\s",
    ago: "\\s?전(?:에)?",
    later: "\\s?(?:후|뒤)",
    within: "\\s?(?:안에|안으로|이내에|이내로|이내|내에|내로)",
    from: "",
    to: "\\s?(?:에서부터|에서|부터|-|–|~)\\s?",
    until: "(?:까지|\\s?사이에|\\s?사이)?",
    bounds: [
      ["(?:\\s?또는|\\s?그리고|\\s?및)\\s그\\s?이후(?:는)?", "since"],
      ["(?:\\s?또는|\\s?그리고|\\s?및)\\s그\\s?이전(?:에)?", "until"],
      ["(?:이나|나|거나)\\s(?:그\\s?)?(?:이후|후)(?:에)?", "since"],
      ["(?:이나|나|거나)\\s(?:그\\s?)?(?:이전|전)(?:에)?", "until"],
      ["\\s?이후(?:에)?", "after"],
      ["\\s?이전(?:에)?", "before"],
      ["\\s?이래(?:로)?", "since"],
      ["\\s전(?:에)?(?![가-힣])", "before"],
      ["\\s후(?:에)?(?![가-힣])", "after"],
      ["에 되도록 일찍", "since"],
      ["부터", "since"],
      ["까지", "before"],
    ],
    leading: [
      ["(?:늦어도|아무리 늦어도)\\s", "까지", "until"],
      ["(?:빨라야|빨라도|이르면|일러도|빠르면)\\s", "(?:부터)?", "since"],
    ],
    more: "\\s?(?:이상|넘게|넘는|초과)",
    less: "\\s?(?:미만|이하)",
    every: "매\\s?",
    returns: [
      ["일\\s아침|일\\s오전|(?<=매\\s)아침", "TMO"],
      ["일\\s오후(?!\\s?\\d)|(?<=매\\s)오후", "TAF"],
      ["일\\s저녁|(?<=매\\s)저녁", "TEV"],
      ["일\\s밤|(?<=매\\s)밤", "TNI"],
      ["일", "P1D"],
      ["주말", "P1WE"],
      ["주", "P1W"],
      ["분기", "P3M"],
      ["월|달", "P1M"],
      ["년|해", "P1Y"],
      ["시간|시", "PT1H"],
      ["분(?!기)", "PT1M"],
    ],
    returning: [
      ["격일(?:로)?", "P2D"],
      ["격주(?:로)?", "P2W"],
      ["격월(?:로)?", "P2M"],
      ["격년(?:으로)?", "P2Y"],
      ["날마다|나날이", "P1D"],
      ["주말마다", "P1WE"],
      ["평일마다", "P1WD"],
      ["주마다", "P1W"],
      ["달마다|다달이", "P1M"],
      ["해마다", "P1Y"],
      ["분기마다", "P3M"],
      ["(?:아침|오전)마다", "TMO"],
      ["오후마다", "TAF"],
      ["저녁마다", "TEV"],
      ["밤마다", "TNI"],
      ["주\\s?\\d+회", "P1W"],
      ["월\\s?\\d+회", "P1M"],
      ["연\\s?\\d+회", "P1Y"],
      ["일\\s?\\d+회", "P1D"],
    ],
    eachLength: "\\s?마다|\\s?간격으로",
    times: "에\\s(?:한|두|세|네|다섯|여섯|\\d+)\\s?(?:번|차례|회)",
    clock: `(?:\\s(오전|오후|아침|저녁|밤|새벽|낮)?\\s?(\\d{1,2}|${nativeKorean})\\s?시(?:\\s?(\\d{1,2}|${sinoKorean})\\s?분|\\s?(반))?)`,
    holidays: [
      ["(?:크리스마스|성탄절) ?이브|성탄 전야", 12, 24],
      ["크리스마스(?: ?날)?|성탄절", 12, 25],
      ["(?:미국 )?독립 ?기념일", 7, 4],
      ["새해 전야|섣달 그믐날|한 해의 마지막 날", 12, 31],
      ["새해 첫날|새해 첫 날|신정|새해", 1, 1],
      ["광복절", 8, 15],
      ["삼일절|3[·.]1절", 3, 1],
      ["제헌절", 7, 17],
      ["개천절", 10, 3],
      ["한글날", 10, 9],
      ["현충일", 6, 6],
      ["식목일", 4, 5],
      ["어린이날|어린이 날", 5, 5],
      ["어버이날|어버이 날", 5, 8],
      ["스승의 ?날", 5, 15],
      ["국군의 ?날", 10, 1],
      ["노동절|근로자의 ?날|메이데이", 5, 1],
      ["(?:세계 )?여성의 ?날", 3, 8],
      ["만우절", 4, 1],
      ["(?:발렌|밸런|발런)타인 ?데이", 2, 14],
      ["화이트 ?데이", 3, 14],
      ["빼빼로 ?데이|광군제", 11, 11],
      ["할로윈(?: ?데이)?|핼러윈(?: ?데이)?", 10, 31],
      ["지구의 ?날", 4, 22],
      ["성 ?패트릭의 ?날|세인트 ?패트릭 ?데이", 3, 17],
      ["재향 ?군인의 ?날", 11, 11],
    ],
    lunarHolidays: [
      ["설날|구정", 1, 1],
      ["정월 ?대보름", 1, 15],
      ["석가 ?탄신일|부처님 ?오신 ?날", 4, 8],
      ["단오(?:절)?", 5, 5],
      ["칠석", 7, 7],
      ["추석|한가위", 8, 15],
    ],
    movable: foreignDays({
      thanksgiving: "추수 ?감사절",
      blackFriday: "블랙 ?프라이데이",
      cyberMonday: "사이버 ?먼데이",
      easter: "부활절",
      goodFriday: "성금요일",
      mother: "어머니의 ?날",
      father: "아버지의 ?날",
      king: "마틴 ?루서 ?킹(?: 주니어)?(?:의)? ?(?:데이|기념일|날)|마틴 ?루터 ?킹(?:의)? ?(?:데이|기념일|날)",
      memorial: "메모리얼 ?데이",
      labour: "레이버 ?데이",
      presidents: "대통령의 ?날",
      columbus: "콜럼버스(?:의)? ?(?:데이|날)",
    }),
    counting: "(?:의|로부터|에서부터|부터|에서)?\\s",
    countingBefore: "(?!)",
    moreThan: "(?!)",
    lessThan: "(?!)",
    about: "\\s?(?:경|쯤|께|무렵|즈음|전후)",
    now: "(?:현재|지금|오늘|이제)",
    notDates: [],
  },
};
