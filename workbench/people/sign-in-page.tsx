/** The door of a team's workbench: a passkey first; a password with a code, or a recovery code, for whoever has none at hand. */
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { person } from "#domain/ids.ts";
import { call, RefusalError } from "../api/call.ts";
import { Page, Refused } from "../shell/page.tsx";
import { peopleWords } from "./words.ts";

const say = peopleWords.signIn;

export function SignInPage() {
  const { to } = useSearch({ from: "/sign-in" });
  // A whole new page: nothing that was read before the sign-in stays in memory.
  const enter = () => location.replace(to !== undefined && /^\/(?!\/)/.test(to) ? to : "/");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [recovery, setRecovery] = useState("");
  const passkey = useMutation({
    mutationFn: async () => {
      const question = await call("passkeyQuestion", { params: {} });
      const response = await startAuthentication({ optionsJSON: question as unknown as PublicKeyCredentialRequestOptionsJSON }).catch(
        () => {
          throw new RefusalError({ ...say.noPasskey, type: "no-passkey", status: 0, kind: "no-passkey" });
        },
      );
      return call("signInWithPasskey", { params: {}, body: { response: { ...response } } });
    },
    onSuccess: enter,
  });
  const withPassword = useMutation({
    mutationFn: () => call("signInWithPassword", { params: {}, body: { person: person(name.trim()), password, code } }),
    onSuccess: enter,
  });
  const withRecovery = useMutation({
    mutationFn: () => call("signInWithRecovery", { params: {}, body: { person: person(name.trim()), code: recovery } }),
    onSuccess: enter,
  });
  return (
    <Page title={say.title} intro={say.intro}>
      <div className="card">
        <Button size="md" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          {say.passkey}
        </Button>
        <p className="soft small">{say.passkeyHint}</p>
        {passkey.isError && <Refused error={passkey.error} />}
      </div>
      <h2 className="section-title">{say.other}</h2>
      <div className="card">
        <TextInput
          label={say.person}
          description={say.personHint}
          value={name}
          autoComplete="username"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            withPassword.mutate();
          }}
        >
          <PasswordInput
            mt="sm"
            label={say.password}
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <TextInput
            mt="sm"
            label={say.code}
            description={say.codeHint}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          {withPassword.isError && <Refused error={withPassword.error} />}
          <Button
            mt="sm"
            type="submit"
            variant="default"
            loading={withPassword.isPending}
            disabled={name.trim() === "" || password === "" || code === ""}
          >
            {say.withPassword}
          </Button>
        </form>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            withRecovery.mutate();
          }}
        >
          <TextInput
            mt="lg"
            label={say.recovery}
            description={say.recoveryHint}
            autoComplete="off"
            value={recovery}
            onChange={(event) => setRecovery(event.currentTarget.value)}
          />
          {withRecovery.isError && <Refused error={withRecovery.error} />}
          <Button mt="sm" type="submit" variant="default" loading={withRecovery.isPending} disabled={name.trim() === "" || recovery === ""}>
            {say.withRecovery}
          </Button>
        </form>
        <p className="soft small">{say.lost}</p>
      </div>
    </Page>
  );
}
