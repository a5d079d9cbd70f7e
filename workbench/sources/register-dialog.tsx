/** Registers a source under a pseudonym, before anything of theirs arrives. There is no field for a name, a number or an address. */
import { Button, Group, Modal, Select, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { sourceId, type CaseId } from "#domain/ids.ts";
import { consents, contactRisks, reliabilities, tlps, type ContactRisk, type Source } from "#domain/source.ts";
import { useAnswer, useChange } from "../api/queries.ts";
import { nextId } from "../inbox/receive-form.ts";
import { useGuardedClose } from "../shell/guarded-close.tsx";
import { Refused } from "../shell/page.tsx";
import { peopleWords } from "../people/words.ts";
import { words } from "../words/en.ts";

const say = words.sources;
const form = words.receive;

export function RegisterDialog({ caseId, sources, close }: { caseId: string; sources: readonly Source[]; close: () => void }) {
  const navigate = useNavigate();
  const [pseudonym, setPseudonym] = useState("");
  const [canKnow, setCanKnow] = useState("");
  // The most careful of each, until somebody says otherwise.
  const [told, setTold] = useState<Pick<Source, "reliability" | "tlp" | "consent"> & { readonly contactRisk: ContactRisk }>({
    reliability: "F",
    tlp: "TLP:RED",
    consent: "none",
    contactRisk: "unknown",
  });
  const [compartment, setCompartment] = useState("");
  const session = useAnswer("session", { params: {} });
  const [tried, setTried] = useState(false);
  const register = useChange("registerSource", (source) => {
    close();
    void navigate({ to: "/cases/$caseId/sources/$sourceId", params: { caseId, sourceId: source.id } });
  });
  const needed = (text: string) => (tried && text.trim() === "" ? form.needed : undefined);
  const { tryClose, question } = useGuardedClose(pseudonym.trim() + canKnow.trim() !== "", close);
  const choice = (name: keyof typeof told, label: string, of: readonly string[], names: Readonly<Record<string, string>>) => (
    <Select
      className="w3"
      label={label}
      data={of.map((value) => ({ value, label: names[value] ?? value }))}
      value={told[name]}
      onChange={(value) => value !== null && setTold({ ...told, [name]: value })}
      allowDeselect={false}
    />
  );
  return (
    <Modal opened onClose={tryClose} title={say.register} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (pseudonym.trim() === "" || canKnow.trim() === "") return;
          const id = sourceId(nextId("source-", new Set(sources.map((one) => one.id))));
          register.mutate({
            params: { case: caseId as CaseId },
            body: {
              id,
              pseudonym: pseudonym.trim(),
              canKnow: canKnow.trim(),
              ...told,
              ...(compartment.trim() !== "" && { compartment: compartment.trim() }),
            },
          });
        }}
      >
        <p className="lead small">{say.registerHint}</p>
        <div className="form-grid">
          <TextInput
            className="w3"
            data-autofocus
            label={form.fields.pseudonym}
            description={form.pseudonymHint}
            value={pseudonym}
            error={needed(pseudonym)}
            onChange={(event) => setPseudonym(event.currentTarget.value)}
          />
          <TextInput
            className="w3"
            label={form.fields.canKnow}
            description={form.canKnowHint}
            value={canKnow}
            error={needed(canKnow)}
            onChange={(event) => setCanKnow(event.currentTarget.value)}
          />
          {choice("reliability", form.fields.reliability, reliabilities, form.reliability)}
          {choice("tlp", form.fields.tlp, tlps, form.tlp)}
          {choice("consent", form.fields.consent, consents, form.consent)}
          {choice("contactRisk", say.fields.contactRisk, contactRisks, say.contactRisk)}
          {session.data?.team !== undefined && (
            <TextInput
              className="w3"
              label={peopleWords.members.compartment}
              description={peopleWords.members.sourceHint}
              value={compartment}
              onChange={(event) => setCompartment(event.currentTarget.value)}
            />
          )}
        </div>
        {register.error !== null && <Refused error={register.error} />}
        {question}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={tryClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={register.isPending}>
            {say.registerDo}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
