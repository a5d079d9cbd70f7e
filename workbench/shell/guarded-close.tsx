/** A dialog that holds typed words is not shut by one key: Escape, a click beside it and Cancel ask first. */
import { Button, Group } from "@mantine/core";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { words } from "../words/en.ts";

/** `tryClose` for the dialog's own ways out, and the question to put above its buttons while it is asked. */
export function useGuardedClose(typed: boolean, close: () => void): { readonly tryClose: () => void; readonly question: ReactNode } {
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const before = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  const back = () => {
    setAsking(false);
    before.current?.focus();
  };
  const tryClose = () => {
    if (!typed) return close();
    // A second Escape is "no, I did not mean it": what was typed stays.
    if (asking) return back();
    before.current = document.activeElement as HTMLElement | null;
    setAsking(true);
  };
  const question = asking ? (
    <div className="notice" role="alertdialog" aria-label={words.discard.title}>
      <p>
        <strong>{words.discard.title}</strong>
      </p>
      <Group className="actions" gap="xs">
        <Button size="xs" variant="default" ref={keep} onClick={back}>
          {words.discard.keep}
        </Button>
        <Button size="xs" variant="default" c="var(--bad)" onClick={close}>
          {words.discard.discard}
        </Button>
      </Group>
    </div>
  ) : null;
  return { tryClose, question };
}
