/** Claims that cannot all be true, and figures that break a law no true set of figures breaks: each with its readings and its effect. */
import { Button, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Claim } from "#domain/claim.ts";
import type { CaseId } from "#domain/ids.ts";
import { linkId, type Link, type LinkEnds } from "#domain/link.ts";
import type { Remark } from "#domain/weighed.ts";
import { useClaims } from "../api/claims-by-id.ts";
import { useAnswer } from "../api/queries.ts";
import { ClaimLine } from "../reading/claim-facts.tsx";
import { Empty, Loaded } from "../shell/page.tsx";
import { Tag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { LinkDecision } from "./link-decision.tsx";
import { WeighingRoom } from "./weighing-room.tsx";

const say = words.weighing.contradictions;
type Claims = ReadonlyMap<string, Claim>;
/** Cards put up at once; a case of thousands of claims may have hundreds of contradictions. */
const shownAtOnce = 30;

export function ContradictionsPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/weighing/contradictions" });
  const params = { case: caseId as CaseId };
  const apart = useAnswer("check", { params: { ...params, kind: "contradictions" } });
  const laws = useAnswer("check", { params: { ...params, kind: "plausibility" } });
  const links = useAnswer("links", { params, query: { kind: "contradicts", limit: 1000 } });
  const claims = useClaims(caseId);
  return (
    <WeighingRoom caseId={caseId} title={say.title} intro={say.intro}>
      <Loaded query={apart}>
        {(contradictions) => (
          <Loaded query={laws}>
            {(broken) => <All remarks={[...contradictions, ...broken]} links={links.data?.links ?? []} claims={claims} caseId={caseId} />}
          </Loaded>
        )}
      </Loaded>
    </WeighingRoom>
  );
}

function All({ remarks, links, claims, caseId }: { remarks: readonly Remark[]; links: readonly Link[]; claims: Claims; caseId: string }) {
  const [find, setFind] = useState("");
  const [kind, setKind] = useState<string | null>(null);
  const [limit, setLimit] = useState(shownAtOnce);
  const byId = useMemo(() => new Map(links.map((link) => [link.id as string, link])), [links]);
  const rejected = links.filter((link) => link.decision?.verdict === "rejected");
  const wanted = find.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = remarks.filter((remark) => {
    const text = [remark.says, ...remark.claims, ...remark.claims.map((id) => words.measure(claims.get(id)?.measure ?? ""))]
      .join(" ")
      .toLowerCase();
    return (kind === null || remark.kind === kind) && wanted.every((word) => text.includes(word));
  });
  if (remarks.length === 0 && rejected.length === 0) return <Empty title={say.emptyTitle}>{say.empty}</Empty>;
  const kinds = [...new Set(remarks.map((remark) => remark.kind))];
  return (
    <>
      <div className="filters" role="search">
        <TextInput
          className="grow"
          label={say.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <Select
          label={say.kindLabel}
          placeholder={words.all}
          data={kinds.map((one) => ({ value: one, label: say.kind[one] ?? one }))}
          value={kind}
          onChange={setKind}
          clearable
          clearButtonProps={{ "aria-label": words.claims.clear }}
        />
      </div>
      <p className="small soft" role="status">
        {say.shown(shown.length, remarks.length)}
      </p>
      {shown.length === 0 && remarks.length > 0 && <Empty title={say.noneTitle}>{say.none}</Empty>}
      <div className="cards">
        {shown.slice(0, limit).map((remark) => (
          <RemarkCard
            key={`${remark.kind} ${remark.claims.join(" ")} ${remark.says}`}
            remark={remark}
            link={linkOf(remark, byId)}
            claims={claims}
            caseId={caseId}
          />
        ))}
      </div>
      {shown.length > limit && (
        <Button variant="default" mt="md" onClick={() => setLimit(limit + shownAtOnce)}>
          {say.more(shown.length - limit)}
        </Button>
      )}
      {rejected.length > 0 && (
        <>
          <h2 className="section-title">{say.rejected}</h2>
          <p className="lead">{say.rejectedIntro}</p>
          <ul className="lineage">
            {rejected.map((link) => (
              <li key={link.id}>
                <p className="number">
                  {link.from} · {link.to}
                </p>
                <Decide ends={link} link={link} caseId={caseId} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function RemarkCard({ remark, link, claims, caseId }: { remark: Remark; link: Link | null; claims: Claims; caseId: string }) {
  const known = remark.claims.flatMap((id) => claims.get(id) ?? []);
  const [first] = known;
  const title = [...new Set(known.map((claim) => words.measure(claim.measure)))].join(", ");
  const { kind, says, readings, effect } = remark;
  const twoSides = known.length <= 3;
  return (
    <section className="card" aria-label={`${say.kind[kind] ?? kind}: ${remark.claims.join(", ")}`}>
      <div className="split">
        <h2>{title === "" ? remark.claims.join(", ") : title}</h2>
        <span className="end">
          <Tag tone="bad">{say.kind[kind] ?? kind}</Tag>
        </span>
      </div>
      <p>{says}</p>
      {twoSides ? (
        <div className="sides">
          {known.map((claim) => (
            <div key={claim.id}>
              <ClaimLine caseId={caseId} claim={claim} />
            </div>
          ))}
        </div>
      ) : (
        <details>
          <summary>{say.theClaims(known.length)}</summary>
          <ul className="lineage">
            {known.map((claim) => (
              <li key={claim.id}>
                <ClaimLine caseId={caseId} claim={claim} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <dl className="readings">
        <dt>{say.readings}</dt>
        <dd>
          <ul>
            {readings.map((reading) => (
              <li key={reading}>{reading}</li>
            ))}
          </ul>
        </dd>
        <dt>{say.effect}</dt>
        <dd>{effect}</dd>
      </dl>
      {kind === "cannot-both-be-true" && first !== undefined && remark.claims.length === 2 && (
        <Decide ends={endsOf(remark)} link={link} caseId={caseId} />
      )}
    </section>
  );
}

function Decide({ ends, link, caseId }: { ends: LinkEnds; link: Link | null; caseId: string }) {
  const { kind, from, to } = ends;
  return (
    <LinkDecision
      caseId={caseId}
      ends={{ kind, from, to } as LinkEnds}
      decision={link?.decision ?? null}
      asks={say.asks}
      yes={say.yes}
      no={say.no}
      hint={say.hint}
    />
  );
}

function endsOf(remark: Remark): LinkEnds {
  const [from, to] = remark.claims;
  if (from === undefined || to === undefined) throw new Error(`a contradiction of ${remark.claims.length} claims`);
  return { kind: "contradicts", from, to };
}

function linkOf(remark: Remark, byId: ReadonlyMap<string, Link>): Link | null {
  return remark.claims.length === 2 ? (byId.get(linkId(endsOf(remark))) ?? null) : null;
}
