/** Organisations by name pattern, with what they do in a dispatch, and the roles people appear in. People are never resolved. */
import type { Schema } from "#domain/claim.ts";

export type OrganisationCue = { readonly words: RegExp; readonly schema: Schema; readonly country: string | null };

/** Proper names that end in a kind of body. Written in capitals, so that "the labour bureau" is left alone. */
export const organisationPatterns: readonly OrganisationCue[] = [
  {
    words: /\b(?:UN Security Council|United Nations Security Council|Security Council|United Nations|Panel of Experts)\b/g,
    schema: "PublicBody",
    country: null,
  },
  { words: /\bPeople['’]s Committee(?: [A-Z][a-z]+ (?:Bureau|Department|Section|Office))?/g, schema: "PublicBody", country: "KP" },
  { words: /\bMinistry (?:of|for) [A-Z][\w-]+(?:,? (?:and |of )?[A-Z][\w-]+){0,6}/g, schema: "PublicBody", country: null },
  {
    words:
      /\b(?:[A-Z][\w'’-]+ ){1,4}(?:Trading|Trade|Import-Export|Economic|Technology|Garment|Seafood|Construction|Industrial) (?:Company|Corporation|Co\.|Group|Firm)/g,
    schema: "Company",
    country: null,
  },
  {
    words: /\b(?:[A-Z][\w'’-]+ ){1,4}(?:Company|Corporation|Co\., Ltd\.?|Co\. Ltd\.?|Inc\.|Ltd\.?|LLC|Group)(?![a-z])/g,
    schema: "Company",
    country: null,
  },
  {
    words:
      /\b(?:[A-Z][\w'’-]+ ){0,3}(?:Labou?r Bureau|Bureau|Department|Directorate|Embassy|Consulate|Customs|Institute|University|Agency|Association)(?![a-z])/g,
    schema: "PublicBody",
    country: null,
  },
  { words: /\bKim Jong[- ][Uu]n (?:regime|government|administration)/g, schema: "Organization", country: "KP" },
  { words: /[가-힣]{2,12}(?:무역회사|회사|인민위원회|외무성|대외경제성|노동국|로동국|총국)/g, schema: "Organization", country: null },
  {
    words:
      /[\p{Script=Han}\p{Script=Katakana}]{2,14}(?:貿易会社|貿易公司|贸易公司|有限公司|人民委員会|人民委员会|対外経済省|对外经济省|労働局|劳动局|安全保障理事会|安理会)/gu,
    schema: "Organization",
    country: null,
  },
];

/** Classes of enterprise that matter without a proper name: "companies in Changbai County", "restaurants in China". */
export const enterpriseClass =
  /\b(?:companies|firms|factories|restaurants|plants|enterprises|mines|farms|building sites)\b(?: in (?:the )?(?:big cities like )?[A-Z][\w'’-]+(?: (?:County|Province|City))?(?: and (?:other big cities|[A-Z][\w'’-]+))?| in (?:other )?big cities like [A-Z][\w'’-]+)/g;

/** What the words beside an organisation say it does. */
export const stageRoles: readonly { readonly words: RegExp; readonly role: string }[] = [
  {
    words:
      /\b(?:does|do|did|carries out|handles|makes|in charge of)? ?(?:the )?(?:selection|selects?|selecting|chooses?|choosing|picks?)\b/,
    role: "selects the workers",
  },
  {
    words: /\b(?:dispatch procedures|procedures|paperwork|formalities|processes the dispatch|issues (?:the )?permits?|approves)\b/,
    role: "handles dispatch procedures",
  },
  {
    words:
      /\b(?:connects?|match(?:es)?|introduces?|brokers?|mediat\w+|links?)\b.{0,20}\b(?:workers|enterprises|employers|companies|factories|dispatch\w*)\b/,
    role: "matches workers with employers",
  },
  {
    words: /\b(?:food rations?|providing .{0,20}rations?|issues? .{0,12}(?:grain|rice|rations?))\b/,
    role: "keeps issuing rations to families",
  },
  { words: /\b(?:sanctions?|prohibit\w*|resolution|ban(?:s|ned)?)\b/, role: "source of the ban on dispatched labour" },
  { words: /\b(?:exploitation|foreign currency|earns?|earnings|revenue|income)\b/, role: "receives the money" },
  { words: /\b(?:pay|pays|want to use|employ\w*|hires?|sending them to|will work at|work at)\b/, role: "employs the workers" },
  { words: /\b(?:from enterprises|each from|picked from)\b/, role: "gives up workers" },
];

/** People, as roles. `protect`: never to be resolved. */
export const rolePatterns: readonly {
  readonly words: RegExp;
  readonly name?: string;
  readonly protect: boolean;
  readonly role: string | null;
}[] = [
  { words: /\b[Rr]eporting partner [A-Z]\b/g, protect: true, role: "source" },
  { words: /\b(?:[Rr]eporting partners?|[Pp]artner)\b(?! [A-Z]\b)/g, protect: true, role: "source" },
  { words: /\b(?:[Aa] |[Tt]he )?trade officials?\b/g, name: "trade official", protect: true, role: "source" },
  { words: /\b[Bb]rokers?\b/g, name: "broker", protect: true, role: "matches workers with employers" },
  {
    words: /\b(?:someone|a woman|a man|one person|a worker) who (?:has )?(?:returned|came back)(?: from [A-Z]\w+)?/g,
    name: "returnee",
    protect: true,
    role: "source",
  },
  {
    words: /\b(?:[Pp]eople|[Ww]omen|[Ww]orkers|[Tt]hose) who (?:have )?(?:returned|came back)(?: from [A-Z]\w+)?/g,
    name: "people returned from abroad",
    protect: true,
    role: null,
  },
  { words: /\b(?:[Aa]n )?acquaintance\b/g, name: "acquaintance", protect: true, role: "dispatched worker" },
  { words: /\bmothers with children\b/g, protect: false, role: "preferred candidates" },
  { words: /\byoung women from (?:different|other) regions\b/g, protect: false, role: "dispatched workers" },
  { words: /\bfamilies left behind\b/g, protect: false, role: "receive the ration" },
  { words: /\bmale workers\b/g, protect: false, role: "dispatched workers" },
  { words: /\bresident of [A-Z]\w+(?: Province| County)?/g, protect: true, role: "source" },
  { words: /\bsource(?:s)? in [A-Z]\w+\b/g, protect: true, role: "source" },
];

/** A list of workplaces of one town: "the shoe factory, beer factory, and copper mine in Hyesan". */
export const workplaceList = /\bthe ((?:[a-z]+ (?:factory|mine|mill|plant|farm|brewery)(?:, (?:and )?| and )?){1,6}) ?in ([A-Z]\w+)/g;
