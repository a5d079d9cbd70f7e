/** Asks for a reason: why a claim is rejected or withdrawn, why a risk is accepted. Without one nothing happens. */
import { Button, Group, Modal, Textarea } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useGuardedClose } from "../shell/guarded-close.tsx";
import { words } from "../words/en.ts";

/** At once, not after the dialog has settled: whoever types on must not lose a letter. */
const focusNow = (field: HTMLTextAreaElement | null) => field?.focus();

export function ReasonDialog(given: {
  title: string;
  hint: ReactNode;
  action: string;
  busy: boolean;
  close: () => void;
  run: (why: string) => void;
}) {
  const { title, hint, action, busy, close, run } = given;
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const empty = why.trim() === "";
  const { tryClose, question } = useGuardedClose(!empty, close);
  return (
    <Modal opened onClose={tryClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!empty) run(why.trim());
        }}
      >
        <div className="lead">{hint}</div>
        <Textarea
          data-autofocus
          ref={focusNow}
          label={words.reading.reason}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey) {
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }
          }}
          error={tried && empty ? words.reading.reasonNeeded : undefined}
          autosize
          minRows={2}
        />
        {question}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={tryClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
