/**
 * One key for the spellings of a Korean name: Hangul of both states, DPRK (1992), Revised (2000) and McCune–Reischauer (1939) romanisation.
 * The systems differ in voicing marks, in ŏ/eo/o and ŭ/eu/u, and in whether a sound that changes beside its neighbour is written as said;
 * the key keeps only what they share. What a reader would get wrong: equal keys say that two spellings may be one name, never that they are
 * one place or person; and a name read by its characters in Japanese or Chinese has no sound to compare (the gazetteer maps those by hand).
 *
 * Sources: Romanization of Korean, Ministry of Culture and Tourism Notice 2000-8; McCune and Reischauer, Transactions of the Korea Branch
 * of the Royal Asiatic Society 29 (1939); UNGEGN Working Group on Romanization Systems, report on Korean.
 */

/** The key, in capitals without marks; "" for a name with no Korean or Latin letter in it. */
export function soundKey(name: string): string {
  const sounds = [...name.normalize("NFC")].some(isSyllable) ? soundsOfHangul(name.normalize("NFC")) : soundsOfLatin(name);
  return settled(sounds.join(""));
}

/** Whether two spellings may be one name. */
export function soundsLike(a: string, b: string): boolean {
  const key = soundKey(a);
  return key !== "" && key === soundKey(b);
}

const first = 0xac00;
const isSyllable = (sign: string): boolean => {
  const at = (sign.codePointAt(0) as number) - first;
  return at >= 0 && at < 11172;
};

// One letter a sound: K T P C for every stop of a row (plain, tense, aspirated, voiced), G for final ng, silent initials empty.
const initials = "K K N T T R M P P S S _ C C C K T P H".split(" ").map((sound) => (sound === "_" ? "" : sound));
const vowels = "A E YA YE O E YO YE O WA E E YO U WO E WI YU U UI I".split(" ");
const finals = "_ K K K N N N T R K M R R R P R M P P T T G T T K T P T".split(" ").map((sound) => (sound === "_" ? "" : sound));
/** The same finals where a vowel follows and takes the consonant over. */
const linked = "_ K K S N C N T R K M P S T P R M P S S S G C C K T P _".split(" ").map((sound) => (sound === "_" ? "" : sound));

function soundsOfHangul(name: string): string[] {
  const signs = [...name].filter(isSyllable);
  return signs.map((sign, i) => {
    const at = (sign.codePointAt(0) as number) - first;
    const next = signs[i + 1];
    const vowelFollows = next !== undefined && Math.floor(((next.codePointAt(0) as number) - first) / 588) === 11;
    const final = at % 28;
    return `${initials[Math.floor(at / 588)]}${vowels[Math.floor((at % 588) / 28)]}${(vowelFollows ? linked : finals)[final]}`;
  });
}

/** Letters to sounds, the longest first. A final r is English spelling ("Park") and silent. */
const letters: readonly (readonly [RegExp, string])[] = [
  [/^(?:yeo|yo)/, "YO"],
  [/^(?:yae|ye)/, "YE"],
  [/^ya/, "YA"],
  [/^yu/, "YU"],
  [/^yi/, "I"],
  [/^y/, "I"],
  [/^(?:wae|we|oe|oi)/, "E"],
  [/^(?:weo|wo)/, "WO"],
  [/^wa/, "WA"],
  [/^wi/, "WI"],
  [/^(?:eui|ui)/, "UI"],
  [/^ae/, "E"],
  [/^(?:eo|o(?!o))/, "O"],
  [/^(?:eu|oo|u)/, "U"],
  [/^(?:ee|i)/, "I"],
  [/^e/, "E"],
  [/^a/, "A"],
  [/^(?:tsh?|tch|jj|ch|j)/, "C"],
  [/^(?:kk|kh|k|gg|g|q)/, "K"],
  [/^(?:tt|th|t|dd|d)/, "T"],
  [/^(?:pp|ph|p|bb|b)/, "P"],
  [/^(?:ss|sh|s)/, "S"],
  [/^ng(?![aeiouwy])/, "G"],
  [/^ng/, "GK?"],
  [/^n/, "N"],
  [/^m/, "M"],
  [/^(?:rh|l|r(?=[aeiouwyrl]))/, "R"],
  [/^r/, ""],
  [/^h/, "H"],
  [/^[a-z]/, ""],
];

function soundsOfLatin(name: string): string[] {
  let rest = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  const sounds: string[] = [];
  while (rest !== "") {
    // "ng" before a vowel: ng and a silent initial, or n and g; the key does not tell them apart.
    const ng = /^ng(?=[aeiouwy])/.test(rest);
    const [pattern, sound] = letters.find(([one]) => one.test(rest)) as readonly [RegExp, string];
    sounds.push(ng ? "G" : sound);
    rest = rest.slice(ng ? 2 : (pattern.exec(rest)?.[0].length ?? 1));
  }
  return sounds;
}

/** Sounds that change beside one another are written as spelled by one system and as said by another: both come to the same. */
function settled(sounds: string): string {
  return (
    sounds
      // The first sound: 량 or 양, 로 or 노, 리 or 이.
      .replace(/^[RN](?=[YI])/, "")
      .replace(/^R/, "N")
      // A stop before a nasal or a liquid is said as a nasal.
      .replace(/K(?=[NMR])/g, "G")
      .replace(/T(?=[NMR])/g, "N")
      .replace(/P(?=[NMR])/g, "M")
      // ng, n with g and n alone; a liquid beside a nasal; what is doubled.
      .replace(/GK?|NK/g, "N")
      .replace(/(?<=M)R/g, "N")
      .replace(/[NR]{2,}/g, "N")
      .replace(/([KTPCSM])H?(?:\1H?)+/g, "$1")
      .replace(/([KTPC])H/g, "$1")
      .replace(/T(?=[KPCS])/g, "")
  );
}
