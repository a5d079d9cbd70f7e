/** Opens a case: a title, what it is about, and the short name it goes by in addresses and commands. */
import { Button, Group, Modal, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { caseId } from "#domain/ids.ts";
import { useChange } from "../api/queries.ts";
import { useGuardedClose } from "../shell/guarded-close.tsx";
import { Refused } from "../shell/page.tsx";
import { words } from "../words/en.ts";

const say = words.newCase;

export function NewCaseDialog({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [about, setAbout] = useState("");
  const [named, setNamed] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const open = useChange("openCase", ({ id }) => void navigate({ to: "/cases/$caseId/inbox", params: { caseId: id } }));
  const { tryClose, question } = useGuardedClose(`${title}${about}${named ?? ""}`.trim() !== "", close);
  const id = named ?? slug(title);
  const wrong = /^[a-z0-9][a-z0-9-]{0,62}$/.test(id) ? undefined : say.badId;
  return (
    <Modal opened onClose={tryClose} title={say.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (title.trim() !== "" && wrong === undefined) open.mutate({ params: {}, body: { id: caseId(id), title: title.trim(), about } });
        }}
      >
        <p className="lead small">{say.hint}</p>
        <TextInput
          data-autofocus
          label={say.name}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={tried && title.trim() === "" ? words.receive.needed : undefined}
        />
        <Textarea mt="sm" label={say.about} value={about} onChange={(event) => setAbout(event.currentTarget.value)} autosize minRows={2} />
        <TextInput
          mt="sm"
          label={say.id}
          description={say.idHint}
          value={id}
          onChange={(event) => setNamed(event.currentTarget.value)}
          error={tried && title.trim() !== "" ? wrong : undefined}
        />
        {open.isError && <Refused error={open.error} />}
        {question}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={tryClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={open.isPending}>
            {say.open}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Small letters, digits and hyphens of a title; empty where it has none of them. */
function slug(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);
}
