/** Adds a member, changes a role, or takes somebody out: each an entry of the ledger, the last two with a reason. */
import { Button, Group, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { person, type CaseId, type Person } from "#domain/ids.ts";
import { memberRoles, type MemberRole } from "#domain/member.ts";
import { useChange } from "../api/queries.ts";
import { useGuardedClose } from "../shell/guarded-close.tsx";
import { Refused } from "../shell/page.tsx";
import { words } from "../words/en.ts";
import { peopleWords } from "./words.ts";

const say = peopleWords.members;

export type MemberAct =
  | { readonly kind: "add" }
  | { readonly kind: "change"; readonly person: Person; readonly role: MemberRole }
  | { readonly kind: "remove"; readonly person: Person };

export function MemberDialog({ caseId, act, close }: { caseId: CaseId; act: MemberAct; close: () => void }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<MemberRole>(act.kind === "change" ? act.role : "reader");
  const [compartment, setCompartment] = useState("");
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const add = useChange("addMember", close);
  const change = useChange("changeRole", close);
  const remove = useChange("removeMember", close);
  const { tryClose, question } = useGuardedClose(`${name}${compartment}${why}`.trim() !== "", close);
  const error = add.error ?? change.error ?? remove.error;
  const params = { case: caseId };
  const needed = (text: string) => (tried && text.trim() === "" ? say.needed : undefined);
  const save = () => {
    setTried(true);
    if (act.kind === "add") {
      if (name.trim() !== "") add.mutate({ params, body: { person: person(name.trim()), role, compartment: compartment.trim() } });
    } else if (why.trim() !== "") {
      if (act.kind === "change") change.mutate({ params, body: { person: act.person, role, why } });
      else remove.mutate({ params, body: { person: act.person, compartment: "", why } });
    }
  };
  return (
    <Modal
      opened
      onClose={tryClose}
      title={act.kind === "add" ? say.add : act.kind === "change" ? say.changeOf(act.person) : say.removeOf(act.person)}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {act.kind === "add" && (
          <TextInput
            data-autofocus
            label={say.person}
            description={say.personHint}
            value={name}
            error={needed(name)}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {act.kind === "remove" ? (
          <p className="lead small">{say.removeHint}</p>
        ) : (
          <Select
            mt="sm"
            label={say.roleLabel}
            data={memberRoles.map((value) => ({ value, label: say.role[value] }))}
            value={role}
            onChange={(value) => value !== null && setRole(value as MemberRole)}
            allowDeselect={false}
          />
        )}
        {act.kind === "add" ? (
          <TextInput
            mt="sm"
            label={say.compartment}
            description={say.compartmentHint}
            value={compartment}
            onChange={(event) => setCompartment(event.currentTarget.value)}
          />
        ) : (
          <Textarea
            mt="sm"
            label={say.why}
            value={why}
            error={needed(why)}
            onChange={(event) => setWhy(event.currentTarget.value)}
            autosize
            minRows={2}
          />
        )}
        {error !== null && <Refused error={error} />}
        {question}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={tryClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={add.isPending || change.isPending || remove.isPending}>
            {act.kind === "remove" ? say.remove : say.save}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
