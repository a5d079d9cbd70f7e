/** Destroys a source's key. It cannot be undone, so the pseudonym is typed out first, and what falls with it stands above the button. */
import { TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { SourceFile } from "#domain/source.ts";
import { ReasonDialog } from "../reading/reason-dialog.tsx";
import { words } from "../words/en.ts";

const say = words.sources;

export function ForgetDialog(given: { file: SourceFile; what: ReactNode; busy: boolean; close: () => void; run: (why: string) => void }) {
  const { file, what, run, ...rest } = given;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <ReasonDialog
      {...rest}
      title={say.forgetTitle(file.pseudonym)}
      hint={
        <>
          {say.forgetHint}
          {what}
          <TextInput
            mt="sm"
            label={say.typeIt(file.pseudonym)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={wrong && typed.trim() !== file.pseudonym ? say.typeItWrong : undefined}
            autoComplete="off"
          />
        </>
      }
      action={say.forgetDo}
      run={(why) => (typed.trim() === file.pseudonym ? run(why) : setWrong(true))}
    />
  );
}
