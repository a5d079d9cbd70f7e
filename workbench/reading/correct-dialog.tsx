/** Corrects what was read from a claim's words. The words stay; what changed is accepted under a new credibility and a reason. */
import { Autocomplete, Button, Group, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { bases, polarities, type Claim, type Correction } from "#domain/claim.ts";
import { measures } from "#domain/measure.ts";
import { countUnits, currencies, pers } from "#domain/quantity.ts";
import { credibilities, type Credibility } from "#domain/source.ts";
import type { ValueKind } from "#domain/value.ts";
import { useGuardedClose } from "../shell/guarded-close.tsx";
import { words } from "../words/en.ts";
import { correctionOf, fieldsOf, type Fields } from "./correction-form.ts";

const say = words.reading;
const measureChoices = measures.map(({ id }) => ({ value: id as string, label: words.measure(id) }));
const options = <T extends string>(values: readonly T[], label: (value: T) => string) =>
  values.map((value) => ({ value, label: label(value) }));

export function CorrectDialog(given: {
  claim: Claim;
  lastCredibility: Credibility;
  busy: boolean;
  close: () => void;
  run: (correction: Correction, credibility: Credibility, why: string) => void;
}) {
  const { claim, lastCredibility, busy, close, run } = given;
  const [fields, setFields] = useState<Fields>(() => fieldsOf(claim));
  const [credibility, setCredibility] = useState<Credibility>(
    "credibility" in claim.decision ? claim.decision.credibility : lastCredibility,
  );
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const { correction, errors } = correctionOf(claim, fields);
  const [credibilityBefore] = useState(credibility);
  const [fieldsBefore] = useState(fields);
  const typed = why.trim() !== "" || credibility !== credibilityBefore || JSON.stringify(fields) !== JSON.stringify(fieldsBefore);
  const { tryClose, question } = useGuardedClose(typed, close);
  const unchanged = Object.keys(correction).length === 0;
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const error = (name: keyof Fields) => (tried ? errors[name] : undefined);
  const text = (name: keyof Fields) => ({
    label: say.fields[name],
    value: fields[name],
    error: error(name),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <Modal opened onClose={tryClose} title={say.correctTitle(claim.id)} size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.keys(errors).length === 0 && !unchanged && why.trim() !== "") run(correction, credibility, why.trim());
        }}
      >
        <blockquote className="words">
          {claim.spans.map((span, at) => (
            <q key={at}>{span.exact}</q>
          ))}
        </blockquote>
        <p className="lead small">{say.correctHint}</p>
        <div className="form-grid">
          <Select
            className="w3"
            data-autofocus
            label={say.fields.measure}
            data={measureChoices}
            value={fields.measure}
            onChange={(value) => value !== null && set({ measure: value })}
            searchable
            openOnFocus={false}
            allowDeselect={false}
          />
          <Select
            className="w3"
            label={say.fields.kind}
            data={options(Object.keys(say.kinds) as ValueKind[], (kind) => say.kinds[kind])}
            value={fields.kind}
            onChange={(value) => value !== null && set({ kind: value as ValueKind })}
            allowDeselect={false}
          />
          <TextInput className="w2" {...text("low")} inputMode="decimal" />
          <TextInput className="w2" {...text("high")} inputMode="decimal" />
          <TextInput className="w2" {...text("hedge")} placeholder={say.fields.hedgeHint} />
          <Autocomplete
            openOnFocus={false}
            className="w3"
            label={say.fields.unit}
            placeholder={say.fields.unitHint}
            data={[...countUnits, ...currencies]}
            value={fields.unit}
            onChange={(unit) => set({ unit })}
            error={error("unit")}
          />
          <Autocomplete
            openOnFocus={false}
            className="w3"
            label={say.fields.per}
            data={[...pers]}
            value={fields.per}
            onChange={(per) => set({ per })}
          />
          <TextInput className="w6" {...text("period")} description={say.fields.periodHint} />
          <TextInput className="w3" {...text("place")} />
          <TextInput className="w3" {...text("country")} placeholder={say.fields.countryHint} maxLength={2} />
          <TextInput className="w6" {...text("subject")} />
          <Select
            className="w3"
            label={say.fields.basis}
            data={options(bases, (one) => say.basis[one])}
            value={fields.basis}
            onChange={(value) => value !== null && set({ basis: value as Fields["basis"] })}
            allowDeselect={false}
          />
          <Select
            className="w3"
            label={say.fields.polarity}
            data={options(polarities, (one) => say.polarity[one])}
            value={fields.polarity}
            onChange={(value) => value !== null && set({ polarity: value as Fields["polarity"] })}
            allowDeselect={false}
          />
          <Select
            className="w3"
            label={say.fields.credibility}
            data={credibilities.map((one) => ({ value: String(one), label: `${one} · ${say.credibility[one]}` }))}
            value={String(credibility)}
            onChange={(value) => value !== null && setCredibility(Number(value) as Credibility)}
            allowDeselect={false}
          />
          <Textarea
            className="w6"
            label={say.fields.why}
            placeholder={say.fields.whyHint}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
            error={tried && why.trim() === "" ? say.reasonNeeded : undefined}
            autosize
            minRows={2}
          />
        </div>
        {tried && unchanged && (
          <p role="alert" className="small" style={{ color: "var(--bad)" }}>
            {say.nothingChanged}
          </p>
        )}
        {question}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={tryClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {say.save}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
