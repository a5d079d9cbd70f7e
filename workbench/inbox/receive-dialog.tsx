/** Takes a report in: pasted or as a file, with what is known about it and the pseudonym it stands behind. Closing keeps the draft. */
import { Autocomplete, Button, FileInput, Group, Modal, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { CaseId } from "#domain/ids.ts";
import { languages } from "#domain/report.ts";
import { consents, reliabilities, tlps, type Source } from "#domain/source.ts";
import type { ReportSummary } from "#domain/views.ts";
import { useChange } from "../api/queries.ts";
import { Refused } from "../shell/page.tsx";
import { say as tell } from "../shell/say.ts";
import { words } from "../words/en.ts";
import { arrivalOf, drafts, emptyDraft, errorsOf, isTyped, newSource, sourceOf, type Draft, type DraftErrors } from "./receive-form.ts";

const say = words.receive;
const named = <T extends string>(values: readonly T[], label: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: label[value] }));

export function ReceiveDialog(given: { caseId: string; reports: readonly ReportSummary[]; sources: readonly Source[]; close: () => void }) {
  const { caseId, reports, sources, close } = given;
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(() => drafts.get(caseId) ?? emptyDraft);
  const [kept] = useState(() => isTyped(draft));
  const [tried, setTried] = useState(false);
  const register = useChange("registerSource");
  const receive = useChange("receive");
  const taken = new Set<string>(reports.map((report) => report.id));
  const errors = errorsOf(draft, taken);
  const shown: DraftErrors = tried ? errors : {};
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  useEffect(() => {
    if (isTyped(draft)) drafts.set(caseId, draft);
    else drafts.delete(caseId);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (isTyped(draft)) window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [draft, caseId]);
  const discard = () => {
    setDraft(emptyDraft);
    setTried(false);
    drafts.delete(caseId);
  };
  const field = (name: "title" | "outlet" | "published" | "told" | "url" | "id" | "pseudonym" | "canKnow") => ({
    label: say.fields[name],
    value: draft[name],
    error: shown[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [name]: event.currentTarget.value }),
  });
  const submit = async () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    const bytes =
      draft.file !== null && draft.how === "file" ? new Uint8Array(await draft.file.arrayBuffer()) : new TextEncoder().encode(draft.text);
    const params = { case: caseId as CaseId };
    let source = draft.source as Source["id"];
    if (draft.source === newSource) {
      const registered = await register.mutateAsync({ params, body: sourceOf(draft, new Set(sources.map((one) => one.id))) });
      source = registered.id;
      // Should the report be refused now, the source is not registered a second time.
      change({ source });
    }
    const { report } = await receive.mutateAsync({ params, body: arrivalOf(draft, bytes, source, taken) });
    drafts.delete(caseId);
    tell(say.done(report.id));
    close();
    await navigate({ to: "/cases/$caseId/reports/$reportId", params: { caseId, reportId: report.id } });
  };
  const error = register.error ?? receive.error;
  return (
    <Modal opened onClose={close} title={say.title} size="xl">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A refusal is kept by its mutation and shown below.
          void submit().catch(() => undefined);
        }}
      >
        <p className="lead small">{say.hint}</p>
        {kept && isTyped(draft) && (
          <div className="notice">
            <p>{say.kept}</p>
            <div className="actions">
              <Button size="xs" variant="default" onClick={discard}>
                {say.discard}
              </Button>
            </div>
          </div>
        )}
        <div className="form-grid">
          <SegmentedControl
            className="w6"
            aria-label={say.how}
            value={draft.how}
            onChange={(how) => change({ how: how as Draft["how"] })}
            data={[
              { value: "paste", label: say.paste },
              { value: "file", label: say.file },
            ]}
          />
          {draft.how === "paste" ? (
            <Textarea
              className="w6"
              data-autofocus
              label={say.fields.text}
              value={draft.text}
              onChange={(event) => change({ text: event.currentTarget.value })}
              error={shown.text}
              autosize
              minRows={6}
              maxRows={16}
            />
          ) : (
            <FileInput
              className="w6"
              label={say.fields.file}
              description={say.fileHint}
              placeholder={say.chooseFile}
              value={draft.file}
              onChange={(file) => change({ file })}
              error={shown.file}
              clearable
              clearButtonProps={{ "aria-label": say.clearFile }}
            />
          )}
          <TextInput className="w6" {...field("title")} />
          <TextInput className="w2" {...field("outlet")} description={say.outletHint} />
          <TextInput className="w2" {...field("published")} description={say.dateHint} />
          <TextInput className="w2" {...field("told")} description={say.toldHint} />
          <Select
            className="w3"
            label={say.fields.source}
            description={say.sourceHint}
            placeholder={say.chooseSource}
            data={[
              ...sources.map((source) => ({
                value: source.id as string,
                label: `${source.pseudonym} (${source.reliability}, ${source.tlp})`,
              })),
              { value: newSource, label: say.newSource },
            ]}
            value={draft.source === "" ? null : draft.source}
            onChange={(source) => change({ source: source ?? "" })}
            error={shown.source}
            allowDeselect={false}
          />
          <Autocomplete
            className="w3"
            label={say.fields.channel}
            description={say.channelHint}
            openOnFocus={false}
            data={[...new Set(reports.map((report) => report.channel).filter((one) => one !== ""))]}
            value={draft.channel}
            onChange={(channel) => change({ channel })}
          />
          {draft.source === newSource && (
            <fieldset className="w6 form-grid">
              <legend>{say.newSource}</legend>
              <TextInput className="w3" {...field("pseudonym")} description={say.pseudonymHint} />
              <TextInput className="w3" {...field("canKnow")} description={say.canKnowHint} />
              <Select
                className="w2"
                label={say.fields.reliability}
                data={named(reliabilities, say.reliability)}
                value={draft.reliability}
                onChange={(value) => value !== null && change({ reliability: value as Draft["reliability"] })}
                allowDeselect={false}
              />
              <Select
                className="w2"
                label={say.fields.tlp}
                data={named(tlps, say.tlp)}
                value={draft.tlp}
                onChange={(value) => value !== null && change({ tlp: value as Draft["tlp"] })}
                allowDeselect={false}
              />
              <Select
                className="w2"
                label={say.fields.consent}
                data={named(consents, say.consent)}
                value={draft.consent}
                onChange={(value) => value !== null && change({ consent: value as Draft["consent"] })}
                allowDeselect={false}
              />
            </fieldset>
          )}
        </div>
        <details className="more">
          <summary>{say.more}</summary>
          <div className="form-grid">
            <Select
              className="w3"
              label={say.fields.language}
              placeholder={say.languageHint}
              data={named(languages, say.language)}
              value={draft.language}
              onChange={(language) => change({ language: language as Draft["language"] })}
              clearable
              clearButtonProps={{ "aria-label": say.languageHint }}
            />
            <TextInput className="w3" {...field("id")} placeholder={say.idHint} />
            <TextInput className="w6" {...field("url")} description={say.urlHint} />
            <Autocomplete
              className="w6"
              label={say.fields.family}
              description={say.familyHint}
              openOnFocus={false}
              data={[...new Set(reports.map((report) => report.family))]}
              value={draft.family}
              onChange={(family) => change({ family })}
            />
          </div>
        </details>
        {tried && Object.keys(errors).length > 0 && (
          <p role="alert" className="small" style={{ color: "var(--bad)" }}>
            {say.missing(Object.keys(errors).map((name) => say.fields[name as keyof typeof say.fields]))}
          </p>
        )}
        {error !== null && <Refused error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {isTyped(draft) ? say.later : words.cancel}
          </Button>
          <Button type="submit" loading={register.isPending || receive.isPending}>
            {say.take}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
