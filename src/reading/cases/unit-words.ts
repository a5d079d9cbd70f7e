/**
 * Units of measure and their spellings per language, as data. `en` words are matched in lower case.
 * What a reader would get wrong: one word can be two units (ounce, pound, 两, キロ); the reader of a sentence decides, this table only lists.
 */
export type UnitKind = "Length" | "Area" | "Volume" | "Weight" | "Speed" | "Information" | "Angle" | "Power" | "Energy" | "Temperature";
export type UnitWord = {
  readonly name: string;
  readonly kind: UnitKind;
  readonly en: readonly string[];
  readonly zh: readonly string[];
  readonly ja: readonly string[];
  readonly ko: readonly string[];
};

const unit = (name: string, kind: UnitKind, en: string, zh = "", ja = "", ko = ""): UnitWord => {
  const list = (words: string) => (words === "" ? [] : words.split("|"));
  return { name, kind, en: list(en), zh: list(zh), ja: list(ja), ko: list(ko) };
};

/** Lengths, which are also raised to areas and volumes. */
const lengths: readonly UnitWord[] = [
  unit(
    "Kilometer",
    "Length",
    "km|kilometer|kilometre|kilometers|kilometres|kms",
    "千米|公里|km",
    "キロメートル|キロメーター|km",
    "킬로미터|km",
  ),
  unit("Hectometer", "Length", "hm|hectometer|hectometers", "", "ヘクトメートル", "헥토미터"),
  unit("Meter", "Length", "m|meter|metre|meters|metres", "米|公尺|m", "メートル|メーター|m", "미터|m"),
  unit("Decimeter", "Length", "dm|decimeter|decimeters|decimetre", "分米|公寸|dm", "デシメートル|dm", "데시미터|dm"),
  unit(
    "Centimeter",
    "Length",
    "cm|centimeter|centimetre|centimeters|centimetres",
    "厘米|公分|cm",
    "センチメートル|センチ|cm",
    "센티미터|센티|cm",
  ),
  unit("Millimeter", "Length", "mm|millimeter|millimetre|millimeters|millimetres", "毫米|公厘|mm", "ミリメートル|ミリ|mm", "밀리미터|mm"),
  unit("Micrometer", "Length", "μm|µm|um|micrometer|micrometre|micron|microns|micrometers", "微米", "マイクロメートル", "마이크로미터"),
  unit("Nanometer", "Length", "nm|nanometer|nanometre|nanometers", "纳米", "ナノメートル|nm", "나노미터|nm"),
  unit("Picometer", "Length", "picometer|picometre|picometers", "皮米", "ピコメートル|ピクトメーター|pm", "피코미터|피코메터|pm"),
  unit("Inch", "Length", 'inch|inches|in|-inch|"', "英寸|英吋", "インチ", "인치"),
  unit("Foot", "Length", "foot|feet|ft|-foot", "英尺|英呎", "フィート|フット", "피트"),
  unit("Yard", "Length", "yard|yards|yd|yds", "码", "ヤード", "야드"),
  unit("Mile", "Length", "mile|miles|mi", "英里", "マイル", "마일"),
  unit("Light year", "Length", "light year|light years|light-year|light-years", "光年", "光年", "광년"),
  unit("Pt", "Length", "pt|pts"),
  unit(
    "Decameter",
    "Length",
    "dam|decameter|decameters|decametre|decametres|dekameter|dekameters",
    "十米|公丈",
    "デカメートル",
    "데카미터",
  ),
];

/** What is put before a length for its square and its cube; English puts a sign behind the short forms too. */
const raising = {
  2: {
    name: "Square",
    kind: "Area",
    en: ["square ", "sq ", "sq. ", "sq"],
    signs: ["2", "^2", "²"],
    zh: ["平方"],
    ja: ["平方"],
    ko: ["제곱 ", "제곱", "평방 ", "평방"],
  },
  3: {
    name: "Cubic",
    kind: "Volume",
    en: ["cubic ", "cu ", "cu. "],
    signs: ["3", "^3", "³"],
    zh: ["立方"],
    ja: ["立方"],
    ko: ["세제곱 ", "세제곱", "입방 ", "입방", "큐빅 ", "큐빅"],
  },
} as const;

function raised(length: UnitWord, power: 2 | 3): UnitWord {
  const { name, kind, en, signs, zh, ja, ko } = raising[power];
  const spelled = length.en.filter((word) => !/^[-"]/.test(word));
  const put = (leads: readonly string[], words: readonly string[]) => leads.flatMap((lead) => words.map((word) => lead + word));
  return {
    name: `${name} ${length.name.toLowerCase()}`,
    kind,
    en: [
      ...put(en, spelled),
      ...spelled.filter((word) => word.length <= 2 || word === "metre").flatMap((word) => signs.map((sign) => word + sign)),
    ],
    zh: put(
      zh,
      length.zh.filter((word) => /[\u4e00-\u9fff]/.test(word)),
    ),
    ja: put(
      ja,
      length.ja.filter((word) => /[ァ-ヶ]/.test(word)),
    ),
    ko: put(
      ko,
      length.ko.filter((word) => /[가-힣]/.test(word)),
    ),
  };
}

/** What an English length is told of a time in: "km per hour", "miles / hr", "feet a second". */
const timesOfSpeed = [
  { name: "hour", words: ["hour", "hr", "h"], article: " an " },
  { name: "minute", words: ["minute", "min"], article: " a " },
  { name: "second", words: ["second", "sec", "s"], article: " a " },
] as const;

function speeds(length: UnitWord): UnitWord[] {
  const spelled = length.en.filter((word) => !/^[-"]/.test(word));
  return timesOfSpeed.map(({ name, words, article }) => ({
    name: `${length.name} per ${name}`,
    kind: "Speed",
    en: spelled.flatMap((word) =>
      words.flatMap((time) => [" per ", "/", " / ", ...(time === name ? [article] : [])].map((sign) => word + sign + time)),
    ),
    zh: [],
    ja: [],
    ko: [],
  }));
}

const moving: readonly string[] = ["Kilometer", "Meter", "Centimeter", "Millimeter", "Inch", "Foot", "Yard", "Mile"];

export const unitWords: readonly UnitWord[] = [
  ...lengths,
  ...lengths.filter(({ name }) => moving.includes(name)).flatMap(speeds),
  unit("Li", "Length", "", "里"),
  unit("Zhang", "Length", "", "丈"),
  unit("Chi", "Length", "", "尺|市尺"),
  unit("Cun", "Length", "", "寸|市寸"),
  ...lengths.flatMap((length) => [raised(length, 2), raised(length, 3)]),
  unit("Square hectometer", "Area", "hectare|hectares|ha", "公顷|公頃", "ヘクタール", "헥타르|헥타아르"),
  unit("Acre", "Area", "acre|acres", "英亩", "エーカー", "에이커"),
  unit("Mu", "Area", "", "亩|市亩|畝", "ムー"),
  unit("Qing", "Area", "", "顷"),
  unit("Cubic centimeter", "Volume", "cc", "", "", "cc|시시"),
  unit("Hectoliter", "Volume", "hl|hectoliter|hectoliters|hectolitre|hectolitres", "百升|公石", "ヘクトリットル", "헥토리터"),
  unit("Decaliter", "Volume", "decaliter|decaliters|decalitre|decalitres|dekaliter|dekaliters", "十升", "デカリットル", "데카리터"),
  unit("Liter", "Volume", "l|liter|litre|liters|litres", "升|公升", "リットル", "리터"),
  unit("Deciliter", "Volume", "dl|deciliter|deciliters", "分升", "デシリットル", "데시리터"),
  unit("Centiliter", "Volume", "cl|centiliter|centiliters", "厘升", "センチリットル", "센티리터"),
  unit("Milliliter", "Volume", "ml|milliliter|millilitre|milliliters|millilitres|mls", "毫升|ml", "ミリリットル|ml", "밀리리터|ml"),
  unit("Gallon", "Volume", "gallon|gallons|-gallon|gal|gals", "加仑", "ガロン", "갤런|갤론"),
  unit("Peck", "Volume", "peck|pecks"),
  unit("Quart", "Volume", "quart|quarts|qt", "夸脱", "クォート", "쿼트"),
  unit("Pint", "Volume", "pint|pints", "品脱", "パイント", "파인트"),
  unit("Cup", "Volume", "cup|cups", "", "", ""),
  unit("Tablespoon", "Volume", "tablespoon|tablespoons|tbsp|tbl", "汤匙", "大さじ", "테이블스푼|큰술"),
  unit("Teaspoon", "Volume", "teaspoon|teaspoons|tsp", "茶匙", "小さじ", "티스푼|작은술"),
  unit("Fluid ounce", "Volume", "fluid ounce|fluid ounces|fl oz", "液盎司", "液量オンス", "액량 온스"),
  unit("Barrel", "Volume", "barrel|barrels|bbl", "桶", "バレル", "배럴"),
  unit("Bushel", "Volume", "bushel|bushels", "蒲式耳", "ブッシェル", "부셸"),
  unit("Kilogram", "Weight", "kg|kilogram|kilogramme|kilo|kilos|kilograms|kgs", "千克|公斤|kg", "キログラム|kg", "킬로그램|킬로|kg"),
  unit("Gram", "Weight", "g|gram|gramme|grams|gm", "克|g", "グラム|g", "그램|g"),
  unit("Milligram", "Weight", "mg|milligram|milligrams", "毫克|mg", "ミリグラム|mg", "밀리그램|mg"),
  unit("Microgram", "Weight", "μg|mcg|microgram|micrograms", "微克", "マイクログラム", "마이크로그램"),
  unit("Metric ton", "Weight", "metric ton|metric tons|metric tonne|metric tonnes", "公吨", "メートルトン", "미터톤|메트릭 톤|미터 톤"),
  unit("Ton", "Weight", "ton|tons|tonne|tonnes|-ton", "吨|噸", "トン", "톤"),
  unit("Pound", "Weight", "pound|pounds|lb|lbs", "磅", "ポンド", "파운드"),
  unit("Ounce", "Weight", "ounce|ounces|oz", "盎司", "オンス", "온스"),
  unit("Short ton", "Weight", "short ton|short tons|ton (us)|tons (us)", "短吨", "米トン", "쇼트 톤|쇼트톤"),
  unit("Long ton", "Weight", "long ton|long tons|ton (uk)|tons (uk)", "长吨", "英トン", "롱 톤|롱톤"),
  unit("Hundredweight", "Weight", "hundredweight|hundredweights|cwt", "英担", "ハンドレッドウェイト", "헌드레드웨이트"),
  unit("Pennyweight", "Weight", "pennyweight|pennyweights", "", "ペニーウェイト", "페니웨이트"),
  unit("Grain", "Weight", "grain|grains", "格令", "グレーン", "그레인"),
  unit("Dram", "Weight", "dram|drams", "打兰", "ドラム", "드램"),
  unit("Carat", "Weight", "carat|carats", "克拉", "カラット", "캐럿"),
  unit("Stone", "Weight", "stone|stones", "英石"),
  unit("Jin", "Weight", "", "斤|市斤"),
  unit("Liang", "Weight", "", "两|兩"),
  unit("Qian", "Weight", "", "钱"),
  unit("Meter per second", "Speed", "", "米每秒|米/秒", "メートル毎秒", "초속"),
  unit("Kilometer per hour", "Speed", "kmh|kph|kmph", "千米每小时|公里每小时|公里/小时", "キロメートル毎時", "시속"),
  unit("Mile per hour", "Speed", "mph", "英里每小时", "マイル毎時", ""),
  unit("Kilometer per minute", "Speed", "", "千米每分|公里每分钟|千米每分钟", "キロメートル毎分", "분속"),
  unit("Kilometer per second", "Speed", "", "千米每秒|公里每秒", "キロメートル毎秒", ""),
  unit("Foot per minute", "Speed", "", "", "フィート毎分", ""),
  unit("Yard per minute", "Speed", "", "", "ヤード毎分", ""),
  unit("Yard per second", "Speed", "", "", "ヤード毎秒", ""),
  unit("Knot", "Speed", "knot|knots|kt", "节", "ノット", "노트"),
  unit("Bit", "Information", "bit|bits", "比特|位", "ビット", "비트"),
  unit("Kilobit", "Information", "kilobit|kilobits|kb", "千比特", "キロビット", "킬로비트"),
  unit("Megabit", "Information", "megabit|megabits|mb", "兆比特", "メガビット", "메가비트"),
  unit("Gigabit", "Information", "gigabit|gigabits|gb", "吉比特", "ギガビット", "기가비트"),
  unit("Terabit", "Information", "terabit|terabits|tb", "", "テラビット", "테라비트"),
  unit("Petabit", "Information", "petabit|petabits|pb", "", "ペタビット", "페타비트"),
  unit("Petabyte", "Information", "petabyte|petabytes", "", "ペタバイト", "페타바이트"),
  unit("Byte", "Information", "byte|bytes", "字节", "バイト", "바이트"),
  unit("Kilobyte", "Information", "kilobyte|kilobytes|kB", "千字节", "キロバイト", "킬로바이트"),
  unit("Megabyte", "Information", "megabyte|megabytes", "兆字节|兆", "メガバイト", "메가바이트"),
  unit("Gigabyte", "Information", "gigabyte|gigabytes", "", "ギガバイト", "기가바이트"),
  unit("Terabyte", "Information", "terabyte|terabytes", "", "テラバイト", "테라바이트"),
  unit("Degree", "Angle", "degree|degrees|deg|°", "度", "度", "도"),
  unit("Radian", "Angle", "radian|radians|rad", "弧度", "ラジアン", "라디안"),
  unit("Turn", "Angle", "turn|turns"),
  unit("Watt", "Power", "watt|watts", "瓦|瓦特", "ワット", "와트"),
  unit("Kilowatt", "Power", "kilowatt|kilowatts|kw", "千瓦|kw", "キロワット", "킬로와트"),
  unit("Megawatt", "Power", "megawatt|megawatts|mw", "兆瓦", "メガワット", "메가와트"),
  unit("Horsepower", "Power", "horsepower|hp", "马力", "馬力", "마력"),
  unit("Calorie", "Energy", "calorie|calories", "卡|卡路里", "カロリー", "칼로리"),
  unit("Kilocalorie", "Energy", "kilocalorie|kilocalories|kcal", "千卡|大卡", "キロカロリー", "킬로칼로리"),
];

/** How many of the smaller make one of the larger, where people say both ("5 feet 2 inches"). */
export const compoundUnits: readonly { readonly large: string; readonly small: string; readonly per: number }[] = [
  { large: "Foot", small: "Inch", per: 12 },
  { large: "Pound", small: "Ounce", per: 16 },
  { large: "Stone", small: "Pound", per: 14 },
  { large: "Meter", small: "Centimeter", per: 100 },
];

/** Words that make a length of time somebody's age. */
export const ageWords: Readonly<
  Record<"en" | "zh" | "ja" | "ko", readonly { readonly unit: string; readonly words: readonly string[] }[]>
> = {
  en: [
    {
      unit: "Year",
      words: [
        "years old",
        "year old",
        "years of age",
        "year of age",
        "-year-old",
        "-years-old",
        "year-old",
        "years-old",
        "-year old",
        "yo",
        "y/o",
        "yrs old",
        "yr old",
        "yr-old",
        "-yr-old",
        "yrs of age",
        "y.o.",
      ],
    },
    {
      unit: "Month",
      words: ["mos old", "mo old", "months old", "month old", "months of age", "-month-old", "-months-old", "month-old", "-month old"],
    },
    { unit: "Week", words: ["weeks old", "week old", "weeks of age", "-week-old", "-weeks-old", "week-old", "-week old"] },
    { unit: "Day", words: ["days old", "day old", "days of age", "-day-old", "-days-old", "day-old", "-day old"] },
  ],
  zh: [
    { unit: "Year", words: ["周岁", "週歲", "岁大", "岁", "歲"] },
    { unit: "Month", words: ["个月大", "個月大", "月大", "月龄", "个月", "個月"] },
    { unit: "Week", words: ["周大", "週大", "个星期大", "周龄", "个星期", "周"] },
    { unit: "Day", words: ["天大", "日大", "日龄", "天"] },
  ],
  ja: [
    { unit: "Year", words: ["歳", "才", "さい", "年"] },
    { unit: "Month", words: ["ヶ月", "か月", "カ月", "ヵ月", "箇月", "ケ月", "月齢"] },
    { unit: "Week", words: ["週齢", "週間", "週"] },
    { unit: "Day", words: ["日齢", "日"] },
  ],
  ko: [
    { unit: "Year", words: ["살", "세", "년"] },
    { unit: "Month", words: ["개월", "달"] },
    { unit: "Week", words: ["주일", "주"] },
    { unit: "Day", words: ["일"] },
  ],
};
