/** The frame of the five views of weighing: one heading each, and the way between them. */
import { Link, useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../shell/page.tsx";
import { words } from "../words/en.ts";

const say = words.weighing;
const views = [
  { to: "/cases/$caseId/weighing", name: say.views.forest },
  { to: "/cases/$caseId/weighing/contradictions", name: say.views.contradictions },
  { to: "/cases/$caseId/weighing/families", name: say.views.families },
  { to: "/cases/$caseId/weighing/rates", name: say.views.rates },
  { to: "/cases/$caseId/weighing/accounts", name: say.views.accounts },
] as const;

export function WeighingRoom({ caseId, title, intro, children }: { caseId: string; title: string; intro: string; children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <Page title={title} intro={intro}>
      <nav className="tabs" aria-label={say.viewsLabel}>
        <ul>
          {views.map((view) => {
            const here = pathname.replace(/\/$/, "") === view.to.replace("$caseId", caseId);
            return (
              <li key={view.to}>
                <Link
                  to={view.to}
                  params={{ caseId }}
                  activeOptions={{ exact: true, includeSearch: false }}
                  {...(here && { "data-here": true })}
                >
                  {view.name}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      {children}
    </Page>
  );
}
