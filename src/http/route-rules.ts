/**
 * Who may call which route in team mode, as data. A route of the contract without a rule does not compile, and a test asks every route in
 * every role, of an own and of a foreign case.
 * What a reader would get wrong: this is the first of two gates. Behind it every request is bound to its member (`asMember`), and the
 * database gives that member's role nothing else, whatever a rule here says.
 */
import { memberRoles, type MemberRole } from "#domain/member.ts";
import type { RouteName } from "./contract.ts";

export type Rule =
  /** No sign-in is asked for: these are the ways to sign in. */
  | "anyone"
  /** Whoever is signed in, for what is their own or of no case. */
  | "signed-in"
  /** Whoever keeps the store. */
  | "keeper"
  /** Only at the machine itself, on the command line: what takes keys away or writes everything anew. */
  | "desk"
  /** Members of the case the path names, with one of these roles. */
  | { readonly of: readonly MemberRole[] }
  /** The same, through all compartments: what is checked as a whole. */
  | { readonly of: readonly MemberRole[]; readonly whole: true };

const everyone = { of: memberRoles };
const handler = { of: ["handler"] } as const;
const analyst = { of: ["handler", "analyst"] } as const;
/** Those who may read what a source said; the original texts are closed to the others by the database, too. */
const textReaders = { of: ["handler", "analyst", "editor"] } as const;
const editor = { of: ["editor"] } as const;

export const routeRules: { readonly [K in RouteName]: Rule } = {
  session: "signed-in",
  passkeyQuestion: "anyone",
  signInWithPasskey: "anyone",
  signInWithPassword: "anyone",
  signInWithRecovery: "anyone",
  invitation: "anyone",
  joinWithPasskey: "anyone",
  joinWithPassword: "anyone",
  signOut: "signed-in",
  sessions: "signed-in",
  endSession: "signed-in",
  passkeyOffer: "signed-in",
  addPasskey: "signed-in",
  people: "keeper",
  invite: "keeper",
  signOutPerson: "keeper",
  cases: "signed-in",
  openCase: "keeper",
  examples: "keeper",
  openExample: "desk",
  dispatchRoutes: "signed-in",
  answerRoute: "signed-in",
  routeSensitivity: "signed-in",
  exportRoute: "signed-in",
  overview: everyone,
  members: everyone,
  addMember: handler,
  changeRole: handler,
  removeMember: handler,
  inviteMember: handler,
  sources: everyone,
  registerSource: handler,
  source: everyone,
  gradeSource: handler,
  describeSource: handler,
  restedOn: handler,
  withdrawSource: handler,
  forgetSource: "desk",
  reports: everyone,
  receive: handler,
  planFiles: handler,
  takeFiles: handler,
  report: textReaders,
  claims: everyone,
  accept: analyst,
  correct: analyst,
  reject: analyst,
  withdraw: analyst,
  undo: analyst,
  rates: everyone,
  recordRate: analyst,
  analysis: everyone,
  analyse: analyst,
  fit: analyst,
  answerFitted: analyst,
  fittedSensitivity: analyst,
  drawFitted: analyst,
  weigh: everyone,
  check: textReaders,
  conversions: everyone,
  links: textReaders,
  decideLink: analyst,
  undoLink: analyst,
  startSimulation: analyst,
  simulations: everyone,
  simulation: analyst,
  cancelSimulation: analyst,
  releases: everyone,
  draftRelease: editor,
  mendRelease: editor,
  acceptRisk: editor,
  publish: editor,
  dossier: everyone,
  history: everyone,
  verify: { of: ["auditor"], whole: true },
  rebuild: "desk",
};
