/**
 * Takes in files as they lie there: text, messages, saved pages, tables, envelopes. Looked at first: what is new, here already, changed or
 * refused, and which report repeats another. Only what is new is taken in, and only after that look.
 */
import { Button, Checkbox, FileInput, Group, Modal, Progress, Select, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import type { CaseId, SourceId } from "#domain/ids.ts";
import type { Source } from "#domain/source.ts";
import type { ReceiptLine } from "#domain/views.ts";
import type { Sent } from "#http/contract.ts";
import { useChange } from "../api/queries.ts";
import { Refused } from "../shell/page.tsx";
import { Tag, type Tone } from "../shell/tag.tsx";
import { words } from "../words/en.ts";
import { base64Of } from "./receive-form.ts";

const say = words.files;
const form = words.receive;
type Body = NonNullable<Sent<"takeFiles">["body"]>;

export function FilesDialog(given: { caseId: string; sources: readonly Source[]; files: readonly File[]; close: () => void }) {
  const { caseId, sources, close } = given;
  const params = { case: caseId as CaseId };
  const [files, setFiles] = useState<readonly File[]>(given.files);
  const [source, setSource] = useState<string | null>(null);
  const [outlet, setOutlet] = useState("");
  const [published, setPublished] = useState("");
  const [lines, setLines] = useState<readonly ReceiptLine[] | null>(null);
  const [families, setFamilies] = useState<Readonly<Record<string, string>>>({});
  const [sent, setSent] = useState<Body | null>(null);
  const [tried, setTried] = useState(false);
  const plan = useChange("planFiles", setLines);
  const take = useChange("takeFiles");
  /** Files taken in so far, while it goes on. */
  const [taking, setTaking] = useState<number | null>(null);
  const badDate = published.trim() !== "" && parseEdtf(published.trim()) === null ? form.badDate : undefined;
  const fresh = (lines ?? []).filter((line) => line.state === "new").length;
  const taken = lines?.some((line) => line.state === "taken-in") === true;
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      // Another answer may be another plan: what was looked at no longer holds.
      setLines(null);
      setFamilies({});
    };
  const look = async () => {
    setTried(true);
    if (files.length === 0 || badDate !== undefined) return;
    const body: Body = {
      files: await Promise.all(
        files.map(async (file) => ({ name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) })),
      ),
      defaults: {
        ...(source !== null && { source: source as SourceId }),
        ...(outlet.trim() !== "" && { outlet: outlet.trim() }),
        ...(published.trim() !== "" && { published: published.trim() as EdtfDate }),
      },
    };
    setSent(body);
    await plan.mutateAsync({ params, body });
  };
  /** File by file, so that one can see how far it is; what was taken in before a refusal stays and is told. */
  const takeIn = async ({ files: all, ...rest }: Body) => {
    const told: ReceiptLine[] = [];
    try {
      for (const [at, file] of all.entries()) {
        setTaking(at);
        told.push(...(await take.mutateAsync({ params, body: { ...rest, files: [file], families: { ...families } } })));
      }
    } finally {
      setTaking(null);
      const done = new Set(told.map((line) => line.place));
      setLines([...told, ...(lines ?? []).filter((line) => !done.has(line.place))]);
    }
  };
  const error = plan.error ?? take.error;
  return (
    <Modal opened onClose={close} title={say.title} size="xl">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A refusal is kept by its mutation and shown below.
          void look().catch(() => undefined);
        }}
      >
        <p className="lead small">{say.hint}</p>
        <div className="form-grid">
          <FileInput
            className="w6"
            multiple
            data-autofocus
            label={say.files}
            description={say.filesHint}
            placeholder={say.choose}
            value={[...files]}
            onChange={changed((chosen: File[]) => setFiles(chosen))}
            error={tried && files.length === 0 ? form.needed : undefined}
            clearable
            clearButtonProps={{ "aria-label": say.clear }}
          />
          <Select
            className="w2"
            label={form.fields.source}
            description={say.sourceHint}
            placeholder={form.chooseSource}
            data={sources
              .filter((one) => one.state === undefined || one.state === "active")
              .map((one) => ({ value: one.id as string, label: `${one.pseudonym} (${one.reliability}, ${one.tlp})` }))}
            value={source}
            onChange={changed(setSource)}
            clearable
            clearButtonProps={{ "aria-label": say.noSource }}
          />
          <TextInput
            className="w2"
            label={form.fields.outlet}
            description={form.outletHint}
            value={outlet}
            onChange={(event) => changed(setOutlet)(event.currentTarget.value)}
          />
          <TextInput
            className="w2"
            label={form.fields.published}
            description={form.dateHint}
            value={published}
            error={badDate}
            onChange={(event) => changed(setPublished)(event.currentTarget.value)}
          />
        </div>
        {error !== null && <Refused error={error} />}
        {lines !== null && <Plan lines={lines} caseId={caseId} families={families} choose={setFamilies} />}
        {taking !== null && (
          <div role="status" className="small" style={{ marginTop: "1rem" }}>
            {say.taking(taking, files.length)}
            <Progress mt={4} value={(100 * taking) / files.length} aria-label={say.taking(taking, files.length)} />
          </div>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {taken ? words.close : words.cancel}
          </Button>
          {!taken && (
            <Button type="submit" variant={fresh > 0 ? "default" : "filled"} loading={plan.isPending}>
              {say.look}
            </Button>
          )}
          {!taken && fresh > 0 && sent !== null && (
            <Button loading={taking !== null} onClick={() => void takeIn(sent).catch(() => undefined)}>
              {say.take(fresh)}
            </Button>
          )}
        </Group>
      </form>
    </Modal>
  );
}

const tones: Readonly<Record<ReceiptLine["state"], Tone>> = {
  new: "waits",
  same: "plain",
  changed: "bad",
  refused: "bad",
  "taken-in": "good",
};

function Plan(given: {
  lines: readonly ReceiptLine[];
  caseId: string;
  families: Readonly<Record<string, string>>;
  choose: (families: Readonly<Record<string, string>>) => void;
}) {
  const { lines, caseId, families, choose } = given;
  const count = (state: ReceiptLine["state"]) => lines.filter((line) => line.state === state).length;
  return (
    <>
      <p className="lead" role="status" style={{ marginTop: "1rem" }}>
        {count("taken-in") > 0
          ? say.done(count("taken-in"), count("same"), count("changed") + count("refused"))
          : say.planned(count("new"), count("same"), count("changed") + count("refused"))}
      </p>
      <div className="table-box" tabIndex={0} role="region" aria-label={say.plan}>
        <table className="plain stacked">
          <thead>
            <tr>
              <th scope="col">{say.columns.file}</th>
              <th scope="col">{say.columns.report}</th>
              <th scope="col">{say.columns.state}</th>
              <th scope="col">{say.columns.notes}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.place}>
                <td data-label={say.columns.file}>{line.place}</td>
                <td data-label={say.columns.report}>
                  {line.report !== null && (line.state === "taken-in" || line.state === "same") ? (
                    <Link className="text-link" to="/cases/$caseId/reports/$reportId" params={{ caseId, reportId: line.report }}>
                      {line.report}
                    </Link>
                  ) : (
                    line.report
                  )}
                  {line.title !== undefined && <div className="small soft">{line.title}</div>}
                </td>
                <td data-label={say.columns.state}>
                  <Tag tone={tones[line.state]}>{say.state[line.state]}</Tag>
                  {line.claims !== undefined && <div className="small">{words.cases.claims(line.claims)}</div>}
                </td>
                <td data-label={say.columns.notes} className="small">
                  {line.says !== undefined && <div>{line.state === "changed" ? say.differs(line.says) : line.says}</div>}
                  {line.notes.map((note) => (
                    <div key={note}>{note}</div>
                  ))}
                  <Likeness line={line} families={families} choose={choose} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A report that repeats another: whether it belongs to its family is for a person to say, so nothing is ticked by itself. */
function Likeness(given: {
  line: ReceiptLine;
  families: Readonly<Record<string, string>>;
  choose: (families: Readonly<Record<string, string>>) => void;
}) {
  const { line, families, choose } = given;
  const { report } = line;
  const nearest = line.like[0];
  if (nearest === undefined || report === null) return null;
  if (line.state !== "new") return <div>{say.like(nearest.share, nearest.report)}</div>;
  return (
    <Checkbox
      mt={4}
      size="xs"
      label={`${say.like(nearest.share, nearest.report)} ${say.oneFamily(nearest.family)}`}
      checked={families[report] === nearest.family}
      onChange={(event) => {
        const { [report]: _, ...others } = families;
        choose(event.currentTarget.checked ? { ...families, [report]: nearest.family } : others);
      }}
    />
  );
}
