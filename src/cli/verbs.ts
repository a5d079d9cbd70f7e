/**
 * The verbs of the command line, as data: the help, the reference page and the dispatcher all read this list.
 * A verb's code is loaded only when it is called, so that `read` starts without the store.
 */
import type { Shell } from "./shell.ts";

export type Option = { readonly flag: string; readonly says: string };

export type Verb = {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly Option[];
  readonly load: () => Promise<{ readonly run: (args: readonly string[], shell: Shell) => Promise<number> }>;
};

const json: Option = { flag: "--json", says: "Print JSON instead of a table." };
const asPerson: Option = { flag: "--as NAME", says: "The person who decides (default: the name you are signed in with)." };
const fromExample: Option = {
  flag: "--example NAME",
  says: "Work on an example that ships with the program (dprk-overseas-labour) instead of a case.",
};
const ratesFile: Option = {
  flag: "--rates FILE.csv",
  says: "Further exchange rates for this call, one a line: base,quote,rate,on,kind,source,url with that heading; kind is official, street or outlet.",
};
const inCase: readonly Option[] = [
  { flag: "--case ID", says: "The case; may be left out where there is only one." },
  { flag: "--data DIR", says: "Folder of the embedded store (default: .counterledger in the project; also COUNTERLEDGER_DATA)." },
  { flag: "--store URL", says: "A PostgreSQL server (postgres://…) instead of the embedded one; also COUNTERLEDGER_STORE." },
  { flag: "--at N", says: "The case as it stood after entry N; looking works, acting is refused." },
  json,
];

const routeOption: Option = {
  flag: "--route NAME|FILE",
  says: "A route that ships (china-ryanggang, the default; russia-construction) or a route file of your own.",
};
const fromFit: readonly Option[] = [
  {
    flag: "--from-fit",
    says: "Take the figures from the case's fit to its claims, drawn together, where claims speak of them; a fit that is missing or out of date is made first.",
  },
  { flag: "--example NAME", says: "With --from-fit: fit to the claims of an example that ships (dprk-overseas-labour) instead of a case." },
  { flag: "--country CC", says: "With --example: only claims about work in this country." },
];
const scenarioOption: Option = {
  flag: "--scenario NAME|JSON",
  says: 'A scenario of the route, or one of your own such as {"name":"shut","shut":[{"from":12,"to":18}]}; may be given again. The route as reported always runs besides.',
};
const runOptions: readonly Option[] = [
  { flag: "--months N", says: "How many months from nobody abroad (default 36, at most 600)." },
  { flag: "--replicates N", says: "How many runs make the interval (default 400)." },
  { flag: "--seed N", says: "Same seed, same bits (default 1)." },
  { flag: "--threads N", says: "Worker threads (default: one for each core); the answer does not depend on them." },
  { flag: "--svg FILE", says: "Write a picture there." },
  { flag: "--picture P", says: "Which picture: abroad, preparing, arrivals or difference." },
  { flag: "--csv FILE", says: "Write every draw there as CSV." },
  { flag: "--record", says: "Record the run in the case's ledger, with its seed and what it rests on." },
];

const teamOptions: readonly Option[] = [
  { flag: "--team", says: "Serve people with accounts instead of one person with a one-time link." },
  {
    flag: "--origin URL",
    says: "With --team: the address browsers show, such as https://desk.example (default: this machine, http://localhost and the port).",
  },
  { flag: "--listen ADDRESS", says: "With --team: where to listen (default 127.0.0.1). Beyond this machine only with TLS." },
  { flag: "--tls-cert FILE", says: "With --team: the certificate chain (PEM); with --tls-key." },
  { flag: "--tls-key FILE", says: "With --team: its private key (PEM)." },
  {
    flag: "--behind-tls-proxy",
    says: "With --team: something in front speaks TLS and passes the Host header on; nobody can reach this server past it.",
  },
];

export const verbs: readonly Verb[] = [
  {
    name: "start",
    summary: "Open the sample case, do the main job on it, and serve the workbench.",
    usage: "counterledger start [--once] [--port N] [--team …] [--data DIR] [--store URL]",
    options: [
      { flag: "--once", says: "Do the job, print the summary and exit instead of serving." },
      { flag: "--port N", says: "Port on the loopback address (default 4747; the next free one if it is taken)." },
      ...teamOptions,
      ...inCase.slice(1, 3),
    ],
    load: () => import("./verbs/start.ts"),
  },
  {
    name: "read",
    summary: "Read a report and print the claims it makes. Needs no store and no network.",
    usage: "counterledger read FILE|- [--published DATE] [--told DATE] [--outlet NAME] [--language en|ko|ja|zh] [--model URL] [--json]",
    options: [
      {
        flag: "--published DATE",
        says: "When it was published (EDTF: 2025-12-26, 2025-12, 2025). Without it relative times stay unknown.",
      },
      { flag: "--told DATE", says: "When the source told it, where that differs." },
      { flag: "--outlet NAME", says: "Who published it: the first link of every speaker chain." },
      { flag: "--language xx", says: "en, ko, ja or zh; told from the script when left out." },
      {
        flag: "--model URL",
        says: "A language model on this machine (Ollama, or an OpenAI-like address ending in /v1) may choose among measures where the rules are unsure; it can never add a number.",
      },
      { flag: "--model-name NAME", says: "Which of its models (default: llama3.2)." },
      { flag: "--model-elsewhere", says: "Allow another machine than this one to see the report." },
      json,
    ],
    load: () => import("./verbs/read.ts"),
  },
  {
    name: "open",
    summary: "Open a case folder: take in its reports, read them, and apply the decisions beside them.",
    usage: "counterledger open DIR [--data DIR] [--store URL] [--json]",
    options: inCase.slice(1),
    load: () => import("./verbs/open.ts"),
  },
  {
    name: "receive",
    summary: "Take reports into a case: text, messages, pages, tables; with a dry run, from files, a pipe or a drop folder.",
    usage: "counterledger receive FILE…|-|--drop DIR --source ID --outlet NAME [--published DATE] [--dry-run] [--case ID] [--json]",
    options: [
      { flag: "--source ID", says: "Whose reports they are: a source of the case. A table may have a column for it." },
      { flag: "--outlet NAME", says: "Who published or carried them: the first link of every speaker chain." },
      { flag: "--published DATE", says: "When they were published or sent (EDTF); a message has its own day." },
      { flag: "--told DATE", says: "When the source told it, where that differs." },
      { flag: "--title TEXT", says: "A title, where the first line will not do." },
      { flag: "--channel WORDS", says: "How it came, in words that endanger nobody." },
      { flag: "--family ID", says: "Reports that repeat one origin share a family; near-duplicates are pointed out." },
      { flag: "--language xx", says: "en, ko, ja or zh; told from the script when left out." },
      { flag: "--dry-run", says: "Say what would be taken in and what is in the way; write nothing." },
      {
        flag: "--keep-original",
        says: "Keep the message or page as it came, headers and all, sealed with the source's key; without it only its words are kept.",
      },
      { flag: "--drop DIR", says: "Empty a folder that somebody else fills: what was taken in is removed there, what was refused stays." },
      { flag: "--watch", says: "Keep looking at the drop folder every few seconds." },
      ...inCase,
    ],
    load: () => import("./verbs/receive.ts"),
  },
  {
    name: "original",
    summary: "Write the bytes of a report as they were kept: its words, or the message or page they came in.",
    usage: "counterledger original REPORT FILE [--case ID] [--as-it-came]",
    options: [{ flag: "--as-it-came", says: "The file the words were taken from, where receive --keep-original kept it." }, ...inCase],
    load: () => import("./verbs/original.ts"),
  },
  {
    name: "envelope",
    summary: "The public key a correspondent seals reports to, with any age tool; receive opens what comes back.",
    usage: "counterledger envelope [FILE] [--another] [--case ID] [--json]",
    options: [
      { flag: "--another", says: "Make a new key to hand out from now on; what was sealed to the ones before still opens." },
      ...inCase,
    ],
    load: () => import("./verbs/envelope.ts"),
  },
  {
    name: "serve",
    summary: "Serve the workbench on this machine only and print its one-time address; or serve a team.",
    usage:
      "counterledger serve [--port N] [--team [--origin URL] [--listen ADDRESS] [--tls-cert FILE --tls-key FILE | --behind-tls-proxy]] [--data DIR] [--store URL]",
    options: [
      { flag: "--port N", says: "Port on the loopback address (default 4747; the next free one if it is taken)." },
      ...teamOptions,
      ...inCase.slice(1, 3),
    ],
    load: () => import("./verbs/serve.ts"),
  },
  {
    name: "claims",
    summary: "List the claims of a case with their words, speakers and decisions.",
    usage: "counterledger claims [--case ID] [--report ID] [--measure M] [--state proposed|accepted|corrected|rejected|withdrawn] [--json]",
    options: [
      { flag: "--report ID", says: "Only this report's claims." },
      { flag: "--measure M", says: "Only claims of this measure." },
      { flag: "--state STATE", says: "Only claims in this state." },
      ...inCase,
    ],
    load: () => import("./verbs/claims.ts"),
  },
  {
    name: "accept",
    summary: "Let proposals count as they were read, in your name.",
    usage: "counterledger accept CLAIM… --credibility 1-6 [--case ID] [--as NAME] [--json]",
    options: [
      {
        flag: "--credibility N",
        says: "Admiralty credibility: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged. Findings rest on 1 to 3.",
      },
      asPerson,
      ...inCase,
    ],
    load: async () => ({ run: (await import("./verbs/decide.ts")).accept }),
  },
  {
    name: "reject",
    summary: "Say that the text does not make these claims.",
    usage: "counterledger reject CLAIM… --why REASON [--case ID] [--as NAME] [--json]",
    options: [{ flag: "--why REASON", says: "Why; it stays in the ledger." }, asPerson, ...inCase],
    load: async () => ({ run: (await import("./verbs/decide.ts")).reject }),
  },
  {
    name: "withdraw",
    summary: "Take accepted claims out of every later figure; what rested on them stays listed.",
    usage: "counterledger withdraw CLAIM… --why REASON [--case ID] [--as NAME] [--json]",
    options: [{ flag: "--why REASON", says: "Why; it stays in the ledger." }, asPerson, ...inCase],
    load: async () => ({ run: (await import("./verbs/decide.ts")).withdraw }),
  },
  {
    name: "undo",
    summary: "Take back the newest decision on each of these claims; undoing is an entry too.",
    usage: "counterledger undo CLAIM… [--case ID] [--as NAME] [--json]",
    options: [asPerson, ...inCase],
    load: async () => ({ run: (await import("./verbs/decide.ts")).undo }),
  },
  {
    name: "estimate",
    summary: "Weigh the accepted claims and estimate what they add up to, with intervals and lineage.",
    usage: "counterledger estimate [--case ID] [--json]",
    options: inCase,
    load: () => import("./verbs/estimate.ts"),
  },
  {
    name: "fit",
    summary: "Fit a route to the accepted claims, check the fit against each of them, and say what to ask next.",
    usage:
      "counterledger fit [--beside NAME] [--route ID] [--country CC] [--place WORD] [--from EDTF] [--to EDTF] [--prior ID=LOW..HIGH]… [--assume NAME=VALUE]… [--seed N] [--draws N] [--alone REPORT,…] [--example NAME] [--case ID] [--json]",
    options: [
      { flag: "--beside NAME", says: "Fit once to the case alone and once with the claims of this example, side by side." },
      { flag: "--alone REPORT,…", says: "Fit first to the claims of these reports alone." },
      { flag: "--route ID", says: "A route that ships (default: china-ryanggang)." },
      { flag: "--country CC", says: "Only claims about work in this country (default: that of the crossing)." },
      { flag: "--place WORD", says: "The crossing whose place has this word (default: the one most claims tell of)." },
      { flag: "--from EDTF", says: "Only claims that can speak of this time or later (default: the last three years)." },
      { flag: "--to EDTF", says: "Only claims that can speak of this time or earlier." },
      { flag: "--prior ID=LOW..HIGH", says: "Before any claim this quantity lies between the two, every factor alike; may be repeated." },
      {
        flag: "--assume NAME=VALUE",
        says: "Change an assumption: right.1 to right.6, thresholdExponent, spreadOfPlainFigure, spreadOfHedgedFigure, driftPerYear, spreadOfPrior, goesOn (LOW..HIGH), rotatesTogether, horizonMonths; may be repeated.",
      },
      { flag: "--seed N", says: "Seed of the draws (default: the one every analysis has)." },
      { flag: "--draws N", says: "Draws, a power of two from 1,024 (default 131,072)." },
      fromExample,
      ...inCase,
    ],
    load: () => import("./verbs/fit.ts"),
  },
  {
    name: "weigh",
    summary: "Pool all claims about one quantity by root, and say what was kept out and why.",
    usage:
      "counterledger weigh --measure M [--country CC] [--from EDTF] [--to EDTF] [--currency USD] [--rates FILE.csv] [--lowest N] [--highest N] [--spread N] [--outlet-share N] [--wrong-times N] [--level N] [--example NAME] [--case ID] [--json]",
    options: [
      { flag: "--measure M", says: "A measure of the vocabulary, such as labour_cost_paid_monthly." },
      { flag: "--country CC", says: "Only claims about work in this country (ISO 3166 alpha-2)." },
      { flag: "--from EDTF", says: "Only claims that can speak of this time or later." },
      { flag: "--to EDTF", says: "Only claims that can speak of this time or earlier." },
      { flag: "--currency C", says: "Bring money to this currency at the rates of its own days." },
      ratesFile,
      { flag: "--lowest N", says: "Before any claim it is at least this, in the unit of the answer (default: a tenth of the least told)." },
      { flag: "--highest N", says: "Before any claim it is at most this (default: ten times the most told)." },
      { flag: "--spread N", says: "Scale of the spread between roots, in logs (default 0.25: about a quarter)." },
      { flag: "--outlet-share N", says: "Share of that variance which roots of one outlet have in common (default 0.5)." },
      { flag: "--wrong-times N", says: "Take every root to be so many times as often wrong as its grade says (default 1)." },
      { flag: "--level N", says: "Probability of the interval (default 0.9)." },
      fromExample,
      ...inCase,
    ],
    load: () => import("./verbs/weigh.ts"),
  },
  {
    name: "check",
    summary: "Name the claims that do not sit well together, with every way to read them.",
    usage:
      "counterledger check conversions|currencies|plausibility|contradictions|copies [--only-wrong] [--country CC] [--rates FILE.csv] [--example NAME] [--case ID] [--json]",
    options: [
      { flag: "--only-wrong", says: "Leave out what was found sound: conversions that fit their day, won read as printed." },
      { flag: "--country CC", says: "Only remarks on a claim of that country." },
      ratesFile,
      fromExample,
      ...inCase,
    ],
    load: () => import("./verbs/check.ts"),
  },
  {
    name: "rates",
    summary: "Fetch the European Central Bank's rates since the shipped table ends. Off by default: only --call calls the network.",
    usage: "counterledger rates fetch --call [--since EDTF] [--table] [--address URL] [--case ID] [--json] [--as NAME]",
    options: [
      { flag: "--call", says: "Call the address. Without it nothing is called, and the address is told with who would see the call." },
      { flag: "--since EDTF", says: "The first day wanted (default: the day after the shipped table's last)." },
      { flag: "--table", says: "Print the rates as a table for --rates instead of recording them." },
      { flag: "--address URL", says: "Another copy of the bank's history file; https, or this machine. A redirect is not followed." },
      ...inCase,
    ],
    load: () => import("./verbs/rates.ts"),
  },
  {
    name: "links",
    summary: "Show how claims and reports lie to each other, with the reasons, and accept or reject it in your name.",
    usage:
      "counterledger links [--kind K] [--end ID] [--state waiting|accepted|rejected] [--example NAME] [--json], or counterledger links accept|reject|undo KIND FROM TO [--why REASON] [--case ID] [--as NAME]",
    options: [
      { flag: "--kind K", says: "same-as, part-of, adds-to, contradicts, supersedes (claims), or copy-of (reports)." },
      { flag: "--end ID", says: "Only links of this claim or report." },
      { flag: "--state STATE", says: "Only links that wait for a decision, or were accepted, or rejected." },
      { flag: "--limit N", says: "At most so many (default 50); --skip N leaves out the first N." },
      { flag: "--skip N", says: "Leave out the first N." },
      { flag: "--why REASON", says: "Why you accept or reject it; it stays in the ledger." },
      asPerson,
      fromExample,
      ...inCase,
    ],
    load: () => import("./verbs/links.ts"),
  },
  {
    name: "population",
    summary: "Estimate a hidden population from overlapping lists (CSV: one 0/1 column a list, and `count`); refuse where overlap is thin.",
    usage: "counterledger population LISTS.csv|- [--bootstraps N [--every-model] [--threads N]] [--seed N] [--json]",
    options: [
      { flag: "--bootstraps N", says: "Resample the table N times and repeat the choice of model each time (default 0)." },
      { flag: "--every-model", says: "On each resample, also the models with next to no weight; with six lists there are 32,768." },
      { flag: "--threads N", says: "Worker threads (default: one for each core); the answer does not depend on them." },
      { flag: "--seed N", says: "Seed of the resampling (default 1)." },
      json,
    ],
    load: () => import("./verbs/population.ts"),
  },
  {
    name: "simulate",
    summary: "Simulate a dispatch route event by event: workers abroad, arrivals, returns and the take, with intervals.",
    usage:
      "counterledger simulate [--route NAME|FILE] [--from-fit [--example NAME [--country CC]]] [--scenario NAME|JSON]… [--months N] [--replicates N] [--seed N] [--threads N] [--svg FILE] [--picture P] [--csv FILE] [--record [--case ID]] [--json]",
    options: [routeOption, ...fromFit, scenarioOption, ...runOptions, ...inCase],
    load: () => import("./verbs/simulate.ts"),
  },
  {
    name: "scenarios",
    summary: "Scenarios of a route side by side, on the same random numbers: what each changes, with intervals.",
    usage:
      "counterledger scenarios [--route NAME|FILE] [--from-fit [--example NAME [--country CC]]] [--scenario NAME|JSON]… [--months N] [--replicates N] [--seed N] [--threads N] [--svg FILE] [--picture P] [--csv FILE] [--record [--case ID]] [--json]",
    options: [routeOption, ...fromFit, scenarioOption, ...runOptions, ...inCase],
    load: async () => ({ run: (await import("./verbs/simulate.ts")).runScenarios }),
  },
  {
    name: "accounts",
    summary: "Who gets what of a worker-month and of a year, the share withheld, the take, fees and bribes, a household's gain, turnover.",
    usage:
      "counterledger accounts [--route NAME|FILE] [--from-fit [--example NAME [--country CC]]] [--currency C]… [--per month|first-year|year] [--answer ID]… [--seed N] [--draws N] [--svg FILE] [--csv FILE] [--case ID] [--json]",
    options: [
      routeOption,
      ...fromFit,
      { flag: "--currency C", says: "Money in this currency at the route's own rates; may be given again (default: CNY, KPW and USD)." },
      {
        flag: "--per PERIOD",
        says: "What the picture shows: month (one worker-month), first-year (from nobody abroad) or year (once settled).",
      },
      { flag: "--answer ID", says: "Only this answer, such as share-withheld; may be given again. The picture then shows it." },
      { flag: "--seed N", says: "Seed of the draws (default 1)." },
      { flag: "--draws N", says: "Points drawn; take a power of two (default 4096)." },
      { flag: "--svg FILE", says: "Write the picture there." },
      { flag: "--csv FILE", says: "Write the accounts there as CSV." },
      ...inCase,
    ],
    load: () => import("./verbs/accounts.ts"),
  },
  {
    name: "sensitivity",
    summary: "Which figure of a route an answer hangs on: a tornado, and Sobol indices with intervals.",
    usage:
      "counterledger sensitivity [--route NAME|FILE] [--from-fit [--example NAME [--country CC]]] [--answer ID] [--points N] [--seed N] [--svg FILE] [--picture P] [--case ID] [--json]",
    options: [
      routeOption,
      ...fromFit,
      { flag: "--answer ID", says: "An answer that `accounts` lists (default take-a-year)." },
      { flag: "--points N", says: "Rows of scrambled Sobol points, a power of two (default 4096)." },
      { flag: "--seed N", says: "Seed of the points (default 1)." },
      { flag: "--svg FILE", says: "Write a picture there." },
      { flag: "--picture P", says: "Which picture: tornado, or sobol for the shares of the spread." },
      ...inCase,
    ],
    load: () => import("./verbs/sensitivity.ts"),
  },
  {
    name: "route",
    summary: "List the routes that ship, show or check one, or export its stock-flow view as XMILE.",
    usage: "counterledger route [list | show NAME|FILE | export NAME|FILE [--xmile FILE] [--months N]] [--json]",
    options: [
      { flag: "--xmile FILE", says: "Where `export` writes (default: standard output)." },
      { flag: "--months N", says: "How long the exported model runs (default 36)." },
      routeOption,
      json,
    ],
    load: () => import("./verbs/route.ts"),
  },
  {
    name: "reference",
    summary: "Compute every reference case and print got, expected and error.",
    usage: "counterledger reference [--json]",
    options: [json],
    load: () => import("./verbs/reference.ts"),
  },
  {
    name: "findings",
    summary: "Hold the legal rules against the accepted claims: each element met, not met, or not enough.",
    usage: "counterledger findings [--case ID] [--json]",
    options: inCase,
    load: () => import("./verbs/findings.ts"),
  },
  {
    name: "release",
    summary: "Show the newest release with its risks and what settles each; draft, mend, accept and publish one.",
    usage:
      "counterledger release [draft | mend|lift CLAIM…|--risk RISK --how WAY | accept RISK… --why REASON | publish [--out FILE]] [--case ID] [--json]",
    options: [
      {
        flag: "--how WAY",
        says: "band (the sum as a band), withhold-words, country (the place by country only), leave-voice-out (only the outlet speaks) or withhold (the claim stays). Mends are kept from draft to draft until lifted.",
      },
      { flag: "--risk RISK", says: "All claims of this risk, by its id." },
      { flag: "--why REASON", says: "Why a risk is acceptable; recorded in your name." },
      { flag: "--out FILE", says: "Where to write the dossier (default: CASE-RELEASE.html)." },
      asPerson,
      ...inCase,
    ],
    load: () => import("./verbs/release.ts"),
  },
  {
    name: "dossier",
    summary: "Draft a release, show its disclosure risks, and write the dossier once every risk is settled.",
    usage: "counterledger dossier [--case ID] [--out FILE] [--accept RISK --why REASON] [--json]",
    options: [
      { flag: "--out FILE", says: "Where to write the dossier (default: CASE-RELEASE.html)." },
      { flag: "--accept RISK", says: "Accept one risk by its id, in your name; needs --why." },
      { flag: "--why REASON", says: "Why the risk is acceptable." },
      asPerson,
      ...inCase,
    ],
    load: () => import("./verbs/dossier.ts"),
  },
  {
    name: "source",
    summary: "List the sources, or show, register, grade, describe, note, open-note, withdraw, forget one, or tell what rested on it.",
    usage:
      "counterledger source [list | show|rested-on SOURCE | register|grade|describe|note|open-note|withdraw|forget SOURCE …] [--case ID] [--as NAME] [--json]",
    options: [
      { flag: "--why REASON", says: "Why; for grade, describe, withdraw and forget. It stays in the ledger." },
      { flag: "--pseudonym P", says: "register: what the case calls them. There is no field for a name, a number or an address." },
      { flag: "--can-know TEXT", says: "register, describe: what they are placed to know, never who they are." },
      { flag: "--reliability A-F", says: "register, grade: Admiralty reliability." },
      { flag: "--tlp TLP:RED", says: "register, describe: the Traffic Light Protocol marking." },
      { flag: "--consent C", says: "register, describe: none, background, publish-aggregate or publish-quoted." },
      { flag: "--contact-risk R", says: "register, describe: unknown, low, raised, high or do-not-contact." },
      { flag: "--compartment NAME", says: "register: the part of the case only its own members see." },
      {
        flag: "--to age1…",
        says: "note: a public age key that is to open it; may be given again. The note itself comes on standard input.",
      },
      { flag: "--identity FILE", says: "open-note: your age key. Without it, COUNTERLEDGER_NOTE_PASSPHRASE opens a note sealed with one." },
      { flag: "--note N", says: "open-note: the note sealed at entry N (default: the newest)." },
      asPerson,
      ...inCase,
    ],
    load: () => import("./verbs/source.ts"),
  },
  {
    name: "keys",
    summary: "Show what the store opens with and who else can open a case; set a passphrase, or give a case to another age key.",
    usage: "counterledger keys [--set-passphrase | --remove-passphrase] [--grant age1… --holder NAME --case ID] [--json]",
    options: [
      {
        flag: "--set-passphrase",
        says: "Close the key file behind COUNTERLEDGER_NEW_PASSPHRASE; from then on COUNTERLEDGER_PASSPHRASE opens the store.",
      },
      { flag: "--remove-passphrase", says: "Leave the key file open again." },
      { flag: "--grant age1…", says: "Let the holder of this key open the case without the store's key." },
      { flag: "--holder NAME", says: "Who that is, for the list." },
      ...inCase,
    ],
    load: () => import("./verbs/keys.ts"),
  },
  {
    name: "people",
    summary: "Who has an account in team mode; invite the first, sign somebody out everywhere, or close an account.",
    usage: "counterledger people [invite NAME [--keeper] [--origin URL] | sign-out NAME | remove NAME] [--json]",
    options: [
      { flag: "--keeper", says: "The invited person keeps the store: may open cases, invite, and sign people out." },
      { flag: "--origin URL", says: "The address the team's server has, for the link (default: http://localhost:4747)." },
      ...inCase.slice(1, 3),
      json,
    ],
    load: () => import("./verbs/people.ts"),
  },
  {
    name: "export",
    summary: "Write a whole case, sealed, as a folder that can be checked without this program and taken in elsewhere.",
    usage: "counterledger export DIR [--to age1…]… [--passphrase-file FILE|-] [--case ID] [--json]",
    options: [
      {
        flag: "--to RECIPIENT",
        says: "An age public key that may open the copy; may be given several times (default: this store's own key).",
      },
      { flag: "--passphrase-file FILE", says: "A file (or - for standard input) whose first line opens the copy instead." },
      ...inCase,
    ],
    load: () => import("./verbs/export.ts"),
  },
  {
    name: "import",
    summary: "Take in an exported case, every file and entry checked, all of it or nothing.",
    usage: "counterledger import DIR [--key-file FILE] [--passphrase-file FILE|-] [--json]",
    options: [
      { flag: "--key-file FILE", says: "Age keys the copy was made for, as age-keygen writes them (default: this store's own key)." },
      { flag: "--passphrase-file FILE", says: "A file (or - for standard input) whose first line opens the copy." },
      ...inCase.slice(1),
    ],
    load: () => import("./verbs/import.ts"),
  },
  {
    name: "backup",
    summary: "Back up every case, sealed, and prove it: restored beside and compared before it gets its name.",
    usage: "counterledger backup DIR [--keep N] [--every 24h] [--to age1…]… [--json]",
    options: [
      { flag: "--keep N", says: "How many backups stay; older ones are removed (default 14)." },
      { flag: "--every HOURS", says: "Go on and make one every so many hours, as 24h." },
      { flag: "--to RECIPIENT", says: "An age public key that may open it besides this store's own; may be given several times." },
      ...inCase.slice(1),
    ],
    load: () => import("./verbs/backup.ts"),
  },
  {
    name: "checkpoint",
    summary: "Sign how the case stands now, to show later that its history is still the same.",
    usage: "counterledger checkpoint [--signing-key FILE] [--case ID] [--json]",
    options: [
      {
        flag: "--signing-key FILE",
        says: "An Ed25519 private key (PEM), made if there is none (default: signing-key.pem in the store's folder).",
      },
      ...inCase,
    ],
    load: () => import("./verbs/checkpoint.ts"),
  },
  {
    name: "verify",
    summary: "Walk the ledger's hash chain and every original; name the first entry that was changed.",
    usage: "counterledger verify [--case ID] [--json]",
    options: inCase,
    load: () => import("./verbs/verify.ts"),
  },
  {
    name: "rebuild",
    summary: "Throw away everything derived and compute it again from the ledger; print the digests.",
    usage: "counterledger rebuild [--case ID] [--json]",
    options: inCase,
    load: () => import("./verbs/rebuild.ts"),
  },
];

/** The verb of that name. */
export function findVerb(name: string): Verb | undefined {
  return verbs.find((verb) => verb.name === name);
}
