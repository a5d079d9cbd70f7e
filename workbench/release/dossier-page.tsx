/** The published dossier inside a frame that can run nothing, or on its own. */
import { Link, useParams } from "@tanstack/react-router";
import { pathOf } from "#http/contract.ts";
import { Page } from "../shell/page.tsx";
import { words } from "../words/en.ts";

export function DossierPage() {
  const { caseId, releaseId } = useParams({ from: "/cases/$caseId/release/$releaseId/dossier" });
  const address = pathOf("dossier", { case: caseId, release: releaseId });
  return (
    <Page
      title={`${words.dossier.title} · ${releaseId}`}
      actions={
        <>
          <Link className="text-link" to="/cases/$caseId/release" params={{ caseId }}>
            {words.dossier.back}
          </Link>
          <a className="text-link" href={address} target="_blank" rel="noreferrer">
            {words.dossier.alone}
          </a>
        </>
      }
    >
      <iframe className="dossier-frame" title={words.dossier.frame} src={address} sandbox="allow-popups" />
    </Page>
  );
}
