/** Changes what is told of a source: what they are placed to know, who may see it, consent, contact risk. The pseudonym stays for good. */
import { Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { consents, contactRisks, tlps, type SourceChange, type SourceFile } from "#domain/source.ts";
import { ReasonDialog } from "../reading/reason-dialog.tsx";
import { words } from "../words/en.ts";

const say = words.sources;

export function ChangeDialog(given: {
  file: SourceFile;
  busy: boolean;
  close: () => void;
  run: (change: SourceChange, why: string) => void;
}) {
  const { file, run, ...rest } = given;
  const [canKnow, setCanKnow] = useState(file.canKnow);
  const [tlp, setTlp] = useState(file.tlp);
  const [consent, setConsent] = useState(file.consent);
  const [contactRisk, setContactRisk] = useState(file.contactRisk);
  const [same, setSame] = useState(false);
  const change: SourceChange = {
    ...(canKnow.trim() !== file.canKnow && { canKnow: canKnow.trim() }),
    ...(tlp !== file.tlp && { tlp }),
    ...(consent !== file.consent && { consent }),
    ...(contactRisk !== file.contactRisk && { contactRisk }),
  };
  return (
    <ReasonDialog
      {...rest}
      title={say.changeTitle(file.pseudonym)}
      hint={
        <>
          {say.changeHint}
          <Textarea
            mt="sm"
            autosize
            label={words.receive.fields.canKnow}
            description={words.receive.canKnowHint}
            value={canKnow}
            error={canKnow.trim() === "" ? words.receive.needed : undefined}
            onChange={(event) => setCanKnow(event.currentTarget.value)}
          />
          <Choice label={words.receive.fields.tlp} of={tlps} names={words.receive.tlp} value={tlp} choose={setTlp} />
          <Choice label={words.receive.fields.consent} of={consents} names={words.receive.consent} value={consent} choose={setConsent} />
          <Choice label={say.fields.contactRisk} of={contactRisks} names={say.contactRisk} value={contactRisk} choose={setContactRisk} />
          {same && (
            <p role="alert" style={{ color: "var(--bad)" }}>
              {say.nothingChanged}
            </p>
          )}
        </>
      }
      action={say.changeDo}
      run={(why) => (Object.keys(change).length === 0 || canKnow.trim() === "" ? setSame(true) : run(change, why))}
    />
  );
}

function Choice<T extends string>(given: {
  label: string;
  of: readonly T[];
  names: Readonly<Record<T, string>>;
  value: T;
  choose: (value: T) => void;
}) {
  const { label, of, names, value, choose } = given;
  return (
    <Select
      mt="sm"
      label={label}
      data={of.map((one) => ({ value: one, label: names[one] }))}
      value={value}
      onChange={(chosen) => chosen !== null && choose(chosen as T)}
      allowDeselect={false}
    />
  );
}
