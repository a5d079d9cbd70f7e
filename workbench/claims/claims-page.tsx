/** All claims of a case as one table: filtered, sorted, and drawn only where it is looked at. */
import { Button, Select, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconArrowsSort, IconSearch } from "@tabler/icons-react";
import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  filterFns,
  globalFilteringFeature,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
  type ColumnFiltersState,
} from "@tanstack/react-table";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { Claim, Decision } from "#domain/claim.ts";
import type { CaseId } from "#domain/ids.ts";
import { useAnswer } from "../api/queries.ts";
import { ClaimLink } from "../reading/claim-facts.tsx";
import { periodText, valueText } from "../reading/value-text.ts";
import { Empty, Loaded, Page } from "../shell/page.tsx";
import { StateTag } from "../shell/tag.tsx";
import { words } from "../words/en.ts";

const say = words.claims;
const rowHeight = 44;

type Row = {
  readonly claim: Claim;
  readonly id: string;
  readonly measure: string;
  readonly value: string;
  readonly low: number;
  readonly period: string;
  readonly place: string;
  readonly speakers: string;
  readonly state: Decision["state"];
  readonly credibility: string;
  readonly report: string;
  readonly words: string;
};

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns,
  sortFns,
});
const helper = createColumnHelper<typeof features, Row>();
const columns = helper.columns([
  helper.accessor("id", { header: say.columns.id }),
  helper.accessor("measure", { header: say.columns.measure, filterFn: "equalsString" }),
  helper.accessor("low", { header: say.columns.value }),
  helper.accessor("period", { header: say.columns.period }),
  helper.accessor("place", { header: say.columns.place }),
  helper.accessor("speakers", { header: say.columns.speakers }),
  helper.accessor("state", { header: say.columns.state, filterFn: "equalsString" }),
  helper.accessor("credibility", { header: say.columns.credibility }),
]);
const widths = ["8.5%", "14%", "17%", "15%", "14%", "19%", "8rem", "6.5rem"];

export function ClaimsPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/claims" });
  const claims = useAnswer("claims", { params: { case: caseId as CaseId } });
  return (
    <Page title={say.title} intro={say.intro}>
      <Loaded query={claims}>
        {(all) => (all.length === 0 ? <Empty title={say.emptyTitle}>{say.empty}</Empty> : <ClaimsTable claims={all} caseId={caseId} />)}
      </Loaded>
    </Page>
  );
}

function ClaimsTable({ claims, caseId }: { claims: readonly Claim[]; caseId: string }) {
  const { find, state, measure, report } = useSearch({ from: "/cases/$caseId/claims" });
  const navigate = useNavigate({ from: "/cases/$caseId/claims" });
  const data = useMemo(() => claims.map(rowOf), [claims]);
  const scroller = useRef<HTMLDivElement>(null);
  const columnFilters = useMemo<ColumnFiltersState>(
    () => [
      ...(state === undefined ? [] : [{ id: "state", value: state }]),
      ...(measure === undefined ? [] : [{ id: "measure", value: measure }]),
    ],
    [state, measure],
  );
  const inReport = useMemo(() => (report === undefined ? data : data.filter((row) => row.report === report)), [data, report]);
  const [sorting, setSorting] = useState<{ id: string; desc: boolean }[]>([]);
  const table = useTable({
    features,
    columns,
    data: inReport,
    state: { columnFilters, globalFilter: find ?? "", sorting },
    onSortingChange: setSorting,
    globalFilterFn: (row, _column, wanted: string) => found(row.original, wanted),
    getColumnCanGlobalFilter: () => true,
  });
  const rows = table.getRowModel().rows;
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = drawn.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = drawn.getTotalSize() - (items.at(-1)?.end ?? 0);
  const search = (change: Record<string, string | undefined>) =>
    void navigate({ search: (old) => clean({ ...old, ...change }), replace: true });
  const distinct = (of: (row: Row) => string) => [...new Set(data.map(of))].sort();
  return (
    <>
      <div className="filters" role="search">
        <TextInput
          className="grow"
          label={say.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={find ?? ""}
          onChange={(event) => search({ find: event.currentTarget.value })}
        />
        <Select
          label={say.state}
          placeholder={words.all}
          clearable
          clearButtonProps={{ "aria-label": say.clear }}
          data={distinct((row) => row.state).map((one) => ({ value: one, label: words.reading.state[one as Decision["state"]] }))}
          value={state ?? null}
          onChange={(value) => search({ state: value ?? undefined })}
        />
        <Select
          label={say.measure}
          placeholder={words.all}
          clearable
          searchable
          clearButtonProps={{ "aria-label": say.clear }}
          data={distinct((row) => row.measure)}
          value={measure ?? null}
          onChange={(value) => search({ measure: value ?? undefined })}
        />
        <Select
          label={say.report}
          placeholder={words.all}
          clearable
          clearButtonProps={{ "aria-label": say.clear }}
          data={distinct((row) => row.report)}
          value={report ?? null}
          onChange={(value) => search({ report: value ?? undefined })}
        />
      </div>
      <p className="small soft" role="status">
        {say.shown(rows.length, claims.length)}
      </p>
      {rows.length === 0 ? (
        <Empty
          title={say.noMatchTitle}
          action={
            <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
              {say.clear}
            </Button>
          }
        >
          {say.noMatch}
        </Empty>
      ) : (
        <div className="claims-table" ref={scroller} tabIndex={0} role="region" aria-label={say.title}>
          <table className="plain stacked" aria-rowcount={rows.length + 1}>
            <thead>
              <tr aria-rowindex={1}>
                {table.getHeaderGroups()[0]?.headers.map((header, at) => {
                  const sorted = header.column.getIsSorted();
                  const name = String(header.column.columnDef.header);
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      style={{ width: widths[at] }}
                      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none"}
                    >
                      <button type="button" className="sort" onClick={header.column.getToggleSortingHandler()} title={say.sort(name)}>
                        {name}
                        {sorted === "asc" ? (
                          <IconArrowUp size={14} aria-hidden />
                        ) : sorted === "desc" ? (
                          <IconArrowDown size={14} aria-hidden />
                        ) : (
                          <IconArrowsSort size={14} aria-hidden opacity={0.45} />
                        )}
                      </button>
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>
              {before > 0 && (
                <tr aria-hidden>
                  <td colSpan={columns.length} style={{ height: before, padding: 0, border: 0 }} />
                </tr>
              )}
              {items.map((item) => {
                const row = rows[item.index]!.original;
                return (
                  <tr key={row.id} ref={drawn.measureElement} data-index={item.index} aria-rowindex={item.index + 2}>
                    <td data-label={say.columns.id}>
                      <ClaimLink caseId={caseId} claim={row.claim}>
                        {row.id}
                      </ClaimLink>
                    </td>
                    <td data-label={say.columns.measure} title={row.measure}>
                      {row.measure}
                    </td>
                    <td data-label={say.columns.value} className="number" title={row.words}>
                      {row.value}
                    </td>
                    <td data-label={say.columns.period} className="number" title={row.period}>
                      {periodText(row.period)}
                    </td>
                    <td data-label={say.columns.place} title={row.place}>
                      {row.place}
                    </td>
                    <td data-label={say.columns.speakers} title={row.speakers}>
                      {row.speakers}
                    </td>
                    <td data-label={say.columns.state}>
                      <StateTag state={row.state} />
                    </td>
                    <td className="number" data-label={say.columns.credibility}>
                      {row.credibility}
                    </td>
                  </tr>
                );
              })}
              {after > 0 && (
                <tr aria-hidden>
                  <td colSpan={columns.length} style={{ height: after, padding: 0, border: 0 }} />
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function rowOf(claim: Claim): Row {
  return {
    claim,
    id: claim.id,
    measure: words.measure(claim.measure),
    value: valueText(claim),
    low: Number(claim.value.low ?? claim.value.high ?? 0),
    period: claim.period,
    place: claim.place ?? "",
    speakers: claim.speakers.map((speaker) => speaker.name).join(" › "),
    state: claim.decision.state,
    credibility: "credibility" in claim.decision ? String(claim.decision.credibility) : "",
    report: claim.report,
    words: claim.spans.map((span) => span.exact).join(" … "),
  };
}

function found(row: Row, wanted: string): boolean {
  const all = `${row.id} ${row.measure} ${row.value} ${row.place} ${row.speakers} ${row.words} ${row.period}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function clean(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ""));
}
