/** The question put to a case: one measure, where, when, in which currency. It lives in the address, so that an answer can be sent on. */
import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { counts, type Claim } from "#domain/claim.ts";
import { parseEdtf } from "#domain/edtf.ts";
import { currencies } from "#domain/quantity.ts";
import { words } from "../words/en.ts";

const say = words.weighing.forest;

export type Question = {
  readonly measure?: string;
  readonly country?: string;
  readonly from?: string;
  readonly to?: string;
  readonly currency?: string;
};

/** Measures that can be weighed, the most told first, with how many reports tell each. */
export function measuresTold(claims: readonly Claim[]): readonly { readonly measure: string; readonly reports: number }[] {
  const told = Map.groupBy(
    claims.filter((claim) => counts(claim) && claim.quantity.kind !== "rate"),
    (claim) => claim.measure as string,
  );
  return [...told]
    .map(([measure, group]) => ({ measure, reports: new Set(group.map((claim) => claim.report)).size }))
    .sort((a, b) => b.reports - a.reports || (a.measure < b.measure ? -1 : 1));
}

export function QuestionForm(given: {
  claims: readonly Claim[];
  question: Question & { measure: string };
  ask: (question: Question) => void;
}) {
  const { claims, question, ask } = given;
  const [from, setFrom] = useState(question.from ?? "");
  const [to, setTo] = useState(question.to ?? "");
  const [tried, setTried] = useState(false);
  const wrong = (date: string) => (date.trim() !== "" && parseEdtf(date.trim()) === null ? say.badDate : undefined);
  const ofMeasure = claims.filter((claim) => claim.measure === question.measure);
  const countries = [...new Set(ofMeasure.flatMap((claim) => claim.country ?? []))].sort();
  const isMoney = ofMeasure.some((claim) => claim.quantity.kind === "money");
  const put = (change: Question) => ask({ ...question, from: from.trim(), to: to.trim(), ...change });
  const submit = () => {
    setTried(true);
    if (wrong(from) === undefined && wrong(to) === undefined) put({});
  };
  return (
    <form
      className="filters"
      data-dense
      aria-label={say.question}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Select
        className="grow"
        label={say.measure}
        data={measuresTold(claims).map(({ measure, reports }) => ({ value: measure, label: say.option(words.measure(measure), reports) }))}
        value={question.measure}
        onChange={(measure) => measure !== null && ask({ measure })}
        searchable
        openOnFocus={false}
        allowDeselect={false}
        maxDropdownHeight={360}
      />
      <Select
        label={say.country}
        placeholder={words.all}
        data={countries.map((code) => ({ value: code, label: countryName(code) }))}
        value={question.country ?? null}
        onChange={(country) => put({ country: country ?? "" })}
        clearable
        clearButtonProps={{ "aria-label": say.clear(say.country) }}
      />
      <TextInput
        label={say.from}
        placeholder="2023"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={tried ? wrong(from) : undefined}
      />
      <TextInput
        label={say.to}
        placeholder="2025-12"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={tried ? wrong(to) : undefined}
      />
      {isMoney && (
        <Select
          label={say.currency}
          placeholder={say.asTold}
          data={[...currencies]}
          value={question.currency ?? null}
          onChange={(currency) => put({ currency: currency ?? "" })}
          clearable
          clearButtonProps={{ "aria-label": say.clear(say.currency) }}
        />
      )}
      <Button type="submit" className="fixed">
        {say.ask}
      </Button>
    </form>
  );
}

const regions = new Intl.DisplayNames("en", { type: "region" });
/** "China (CN)"; the code alone where nobody knows the name. */
function countryName(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? regions.of(code) : undefined;
  return name === undefined || name === code ? code : `${name} (${code})`;
}
