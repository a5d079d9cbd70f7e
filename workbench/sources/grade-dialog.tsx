/** A new Admiralty grade for a source. Without a reason nothing happens; the grades before stay in its history. */
import { Select } from "@mantine/core";
import { useState } from "react";
import { reliabilities, type Reliability, type SourceFile } from "#domain/source.ts";
import { ReasonDialog } from "../reading/reason-dialog.tsx";
import { words } from "../words/en.ts";

const say = words.sources;

export function GradeDialog(given: {
  file: SourceFile;
  busy: boolean;
  close: () => void;
  run: (reliability: Reliability, why: string) => void;
}) {
  const { file, run, ...rest } = given;
  const [reliability, setReliability] = useState<Reliability>(file.reliability);
  return (
    <ReasonDialog
      {...rest}
      title={say.gradeTitle(file.pseudonym)}
      hint={
        <>
          {say.gradeHint}
          <Select
            mt="sm"
            label={words.receive.fields.reliability}
            data={reliabilities.map((value) => ({ value, label: words.receive.reliability[value] }))}
            value={reliability}
            onChange={(value) => value !== null && setReliability(value as Reliability)}
            allowDeselect={false}
          />
        </>
      }
      action={say.grade}
      run={(why) => run(reliability, why)}
    />
  );
}
