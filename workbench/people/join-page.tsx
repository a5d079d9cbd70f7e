/** What an invitation opens: a passkey, or a password with an authenticator program; then the recovery codes, once. */
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { InvitationShown, Joined } from "#http/contract.ts";
import { call, RefusalError } from "../api/call.ts";
import { Empty, Loaded, Page, Refused } from "../shell/page.tsx";
import { moment } from "./moment.ts";
import { peopleWords } from "./words.ts";

const say = peopleWords.join;

export function JoinPage() {
  // Read once and kept off the address from then on, so that no history and no screenshot holds it.
  const [token] = useState(() => {
    const given = location.hash.slice(1);
    if (given !== "") history.replaceState(history.state, "", location.pathname);
    return given;
  });
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => call("invitation", { params: {}, body: { token } }),
    enabled: token !== "",
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const [joined, setJoined] = useState<Joined | null>(null);
  if (token === "") {
    return (
      <Page title={say.title}>
        <Empty title={say.noToken}>{say.noTokenBody}</Empty>
      </Page>
    );
  }
  if (joined !== null) return <RecoveryCodes joined={joined} />;
  return (
    <Page title={invitation.data === undefined ? say.title : say.titleOf(invitation.data.person)}>
      <Loaded query={invitation}>{(offer) => <Offer offer={offer} token={token} then={setJoined} />}</Loaded>
    </Page>
  );
}

function Offer({ offer, token, then }: { offer: InvitationShown; token: string; then: (joined: Joined) => void }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const passkey = useMutation({
    mutationFn: async () => {
      const response = await startRegistration({ optionsJSON: offer.passkey as unknown as PublicKeyCredentialCreationOptionsJSON }).catch(
        () => {
          throw new RefusalError({ ...say.unused, type: "no-passkey", status: 0, kind: "no-passkey" });
        },
      );
      return call("joinWithPasskey", { params: {}, body: { token, response: { ...response } } });
    },
    onSuccess: then,
  });
  const withPassword = useMutation({
    mutationFn: () => call("joinWithPassword", { params: {}, body: { token, password, secret: offer.codes.secret, code } }),
    onSuccess: then,
  });
  const isShort = password !== "" && password.length < 15;
  return (
    <>
      <p className="lead">{say.intro(offer.by, moment(offer.until))}</p>
      {offer.keeper && <p className="lead">{say.keeper}</p>}
      <div className="card">
        <Button size="md" loading={passkey.isPending} onClick={() => passkey.mutate()}>
          {say.passkey}
        </Button>
        <p className="soft small">{say.passkeyHint}</p>
        {passkey.isError && <Refused error={passkey.error} />}
      </div>
      <h2 className="section-title">{say.other}</h2>
      <form
        className="card"
        onSubmit={(event) => {
          event.preventDefault();
          withPassword.mutate();
        }}
      >
        <p className="soft small">{say.otherHint}</p>
        <TextInput label={say.setupKey} description={say.setupHint} readOnly value={offer.codes.secret.replaceAll(/(.{4})(?=.)/g, "$1 ")} />
        <PasswordInput
          mt="sm"
          label={say.password}
          description={say.short}
          error={isShort ? say.short : undefined}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <TextInput
          mt="sm"
          label={say.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {withPassword.isError && <Refused error={withPassword.error} />}
        <Button mt="sm" type="submit" variant="default" loading={withPassword.isPending} disabled={password.length < 15 || code === ""}>
          {say.withPassword}
        </Button>
      </form>
    </>
  );
}

function RecoveryCodes({ joined }: { joined: Joined }) {
  return (
    <Page title={say.joined(joined.person)}>
      <p className="lead">{say.recovery}</p>
      <ul className="card">
        {joined.recovery.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
      <Button mt="md" onClick={() => location.replace("/")}>
        {say.kept}
      </Button>
    </Page>
  );
}
