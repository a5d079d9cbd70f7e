/** Every page and its address. */
import { createRootRoute, createRoute, createRouter, Link, redirect, retainSearchParams } from "@tanstack/react-router";
import { CasesPage } from "./cases/cases-page.tsx";
import { ClaimsPage } from "./claims/claims-page.tsx";
import { DispatchPage } from "./dispatch/dispatch-page.tsx";
import { EstimatePage } from "./estimates/estimate-page.tsx";
import { EstimatesPage } from "./estimates/estimates-page.tsx";
import { FindingsPage } from "./findings/findings-page.tsx";
import { InboxPage } from "./inbox/inbox-page.tsx";
import { LedgerPage } from "./ledger/ledger-page.tsx";
import { AccountPage } from "./people/account-page.tsx";
import { JoinPage } from "./people/join-page.tsx";
import { MembersPage } from "./people/members-page.tsx";
import { PeoplePage } from "./people/people-page.tsx";
import { SignInPage } from "./people/sign-in-page.tsx";
import { ReadingRoom } from "./reading/reading-room.tsx";
import { DossierPage } from "./release/dossier-page.tsx";
import { ReleasePage } from "./release/release-page.tsx";
import { Frame } from "./shell/frame.tsx";
import { Page, Refused } from "./shell/page.tsx";
import { SourcePage } from "./sources/source-page.tsx";
import { SourcesPage } from "./sources/sources-page.tsx";
import { AccountsPage } from "./weighing/accounts-page.tsx";
import { ContradictionsPage } from "./weighing/contradictions-page.tsx";
import { FamiliesPage } from "./weighing/families-page.tsx";
import { ForestPage } from "./weighing/forest-page.tsx";
import type { Question } from "./weighing/question-form.tsx";
import { RatesPage } from "./weighing/rates-page.tsx";
import { words } from "./words/en.ts";

const root = createRootRoute({ component: Frame, notFoundComponent: MissingPage });
/** A past entry in the address is kept from room to room of the case, and left behind with it. */
type Then = { at?: string };
const keepsThen = { middlewares: [retainSearchParams<Then>(["at"])] };
const at = <P extends string>(path: P, component: () => React.ReactNode) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component,
    validateSearch: (search: Record<string, unknown>): Then => texts(search, ["at"]),
    search: keepsThen,
  });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignInPage,
  validateSearch: (search: Record<string, unknown>): { to?: string } => texts(search, ["to"]),
});
const join = createRoute({ getParentRoute: () => root, path: "/join", component: JoinPage });
const account = createRoute({ getParentRoute: () => root, path: "/account", component: AccountPage });
const people = createRoute({ getParentRoute: () => root, path: "/people", component: PeoplePage });
const members = at("/cases/$caseId/members", MembersPage);
const cases = createRoute({ getParentRoute: () => root, path: "/", component: CasesPage });
const caseHome = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId",
  beforeLoad: ({ params }) => {
    redirect({ to: "/cases/$caseId/inbox", params, replace: true, throw: true });
  },
});
const inbox = at("/cases/$caseId/inbox", InboxPage);
const reading = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/reports/$reportId",
  component: ReadingRoom,
  validateSearch: (search: Record<string, unknown>): { claim?: string } & Then => texts(search, ["claim", "at"]),
  search: keepsThen,
  remountDeps: ({ params }) => params,
});
const claims = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/claims",
  component: ClaimsPage,
  validateSearch: (search: Record<string, unknown>): { find?: string; state?: string; measure?: string; report?: string } & Then =>
    texts(search, ["find", "state", "measure", "report", "at"]),
  search: keepsThen,
});
const weighing = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/weighing",
  component: ForestPage,
  validateSearch: (search: Record<string, unknown>): Question & Then =>
    texts(search, ["measure", "country", "from", "to", "currency", "at"]),
  search: keepsThen,
});
const contradictions = at("/cases/$caseId/weighing/contradictions", ContradictionsPage);
const families = at("/cases/$caseId/weighing/families", FamiliesPage);
const rates = at("/cases/$caseId/weighing/rates", RatesPage);
const accounts = at("/cases/$caseId/weighing/accounts", AccountsPage);
const estimates = at("/cases/$caseId/estimates", EstimatesPage);
const estimate = at("/cases/$caseId/estimates/$estimateId", EstimatePage);
const model = at("/cases/$caseId/model", DispatchPage);
const findings = at("/cases/$caseId/findings", FindingsPage);
const release = at("/cases/$caseId/release", ReleasePage);
const dossier = at("/cases/$caseId/release/$releaseId/dossier", DossierPage);
const sources = at("/cases/$caseId/sources", SourcesPage);
const source = at("/cases/$caseId/sources/$sourceId", SourcePage);
const ledger = createRoute({
  getParentRoute: () => root,
  path: "/cases/$caseId/ledger",
  component: LedgerPage,
  validateSearch: (search: Record<string, unknown>): { from?: string } & Then => texts(search, ["from", "at"]),
  search: keepsThen,
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    join,
    account,
    people,
    members,
    cases,
    caseHome,
    inbox,
    reading,
    claims,
    weighing,
    contradictions,
    families,
    rates,
    accounts,
    estimates,
    estimate,
    model,
    findings,
    release,
    dossier,
    sources,
    source,
    ledger,
  ]),
  defaultErrorComponent: ({ error }) => (
    <Refused error={error instanceof Error ? error : new Error(String(error))} again={() => location.reload()} />
  ),
  scrollRestoration: true,
  // Every search part of ours is a text: an address reads ?from=2023 and can be typed.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(texts(search, Object.keys(search))).toString();
    return text === "" ? "" : `?${text}`;
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

function MissingPage() {
  return (
    <Page title={words.missingPage.title} intro={words.missingPage.body}>
      <Link className="text-link" to="/">
        {words.missingPage.back}
      </Link>
    </Page>
  );
}

/** Of an address's search part, the texts we know. */
function texts(search: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const given = search[name];
      return typeof given === "string" ? [[name, given]] : [];
    }),
  );
}
