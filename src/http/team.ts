/**
 * Accounts and sessions of a team: invitations, the ways to sign in, and who a request comes from.
 * What a reader would get wrong: every way that fails answers alike and takes alike long, whether the name, the password or the code was
 * wrong; and nothing of where a request came from is looked at or kept.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "#domain/effects.ts";
import type { Instant, Person } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Account, People, SignInWay } from "#ledger/index.ts";
import {
  closePassword,
  codeAddress,
  countTries,
  hashOfRecoveryCode,
  hashOfSecret,
  newCodeSecret,
  newRecoveryCode,
  newSecret,
  openPasskeys,
  openPassword,
  stepOfCode,
  type KnownPasskey,
} from "#platform/sign-in/index.ts";
import type { InvitationMade, InvitationShown, Joined, SessionShown } from "./contract.ts";

const minute = 60_000;
/** A session that is not used ends after this. */
export const idleFor = 2 * 60 * minute;
/** And every session ends after this. */
export const lastsFor = 12 * 60 * minute;
const invitedFor = 3 * 24 * 60 * minute;
const recoveryCodes = 8;

/** Who a request comes from. */
export type Visitor = { readonly person: Person; readonly keeper: boolean; readonly session: string };
/** A session that has begun: the value of its cookie and when it ends. */
export type Begun = { readonly person: Person; readonly secret: string; readonly until: Instant };

type Outcome<T> = Promise<Result<T, Refusal>>;

export type Team = {
  /** Null for a cookie that is unknown, ended, idle for too long or too old. */
  visitor(cookie: string | undefined): Promise<Visitor | null>;
  question(): Promise<Result<object, Refusal>>;
  withPasskey(response: unknown): Outcome<Begun>;
  withPassword(given: { readonly person: Person; readonly password: string; readonly code: string }): Outcome<Begun>;
  withRecovery(given: { readonly person: Person; readonly code: string }): Outcome<Begun>;
  /** Refuses a name that has an account. */
  invite(person: Person, by: Person, keeper: boolean): Outcome<InvitationMade>;
  invitation(token: string): Outcome<InvitationShown>;
  joinWithPasskey(token: string, response: unknown): Outcome<Joined & { readonly begun: Begun }>;
  joinWithPassword(
    token: string,
    given: { readonly password: string; readonly secret: string; readonly code: string },
  ): Outcome<Joined & { readonly begun: Begun }>;
  sessions(visitor: Visitor): Promise<readonly SessionShown[]>;
  endSessions(visitor: Visitor, which: string): Promise<void>;
  offerPasskey(visitor: Visitor): Outcome<object>;
  addPasskey(visitor: Visitor, response: unknown): Outcome<null>;
  /** How a person can sign in. */
  standing(visitor: Visitor): Promise<{ readonly recoveryLeft: number; readonly passkeys: number }>;
  readonly people: Pick<People, "accounts" | "account" | "endSessions" | "remove">;
};

export function openTeam({
  people,
  origin,
  clock,
}: {
  readonly people: People;
  readonly origin: () => string;
  readonly clock: Clock;
}): Team {
  const now = () => Date.parse(clock());
  const later = (by: number) => new Date(now() + by).toISOString() as Instant;
  const tries = countTries(now);
  const passkeys = openPasskeys({ origin, now });
  const failed = (how: string) => refuse({ kind: "sign-in-failed", how } as const);
  const slowed = (name: string | null): Refusal | null => {
    const seconds = tries.take(name);
    return seconds === 0 ? null : { kind: "too-many-tries", seconds };
  };

  async function begin(person: Person, how: SignInWay): Promise<Begun> {
    const secret = newSecret();
    const madeAt = clock();
    const until = later(lastsFor);
    await people.startSession(hashOfSecret(secret), { id: randomUUID(), person, how, madeAt, seenAt: madeAt, until });
    return { person, secret, until };
  }

  async function unspent(token: string) {
    const found = await people.invitation(hashOfSecret(token));
    return found === null || found.until <= clock() ? null : found;
  }

  /** Makes the account an invitation is for, and signs its person in. */
  async function join(
    token: string,
    how: SignInWay,
    with_: { readonly passkey: KnownPasskey | null; readonly password: string | null; readonly totpStep: number },
  ): Outcome<Joined & { readonly begun: Begun }> {
    const invitation = await unspent(token);
    if (invitation === null) return refuse({ kind: "invitation-spent" });
    const recovery = Array.from({ length: recoveryCodes }, newRecoveryCode);
    const account: Omit<Account, "totpStep"> = {
      person: invitation.person,
      keeper: invitation.keeper,
      handle: randomBytes(32).toString("base64url"),
      password: with_.password,
    };
    const made = await people.accept(hashOfSecret(token), {
      account,
      passkey: with_.passkey,
      recovery: recovery.map(hashOfRecoveryCode),
      at: clock(),
      totpStep: with_.totpStep,
    });
    if (!made) return refuse({ kind: "invitation-spent" });
    return ok({ person: account.person, recovery, begun: await begin(account.person, how) });
  }

  return {
    people,
    async visitor(cookie) {
      if (cookie === undefined || !/^[0-9a-f]{64}$/.test(cookie)) return null;
      const session = await people.session(hashOfSecret(cookie));
      if (session === null) return null;
      if (session.until <= clock() || Date.parse(session.seenAt) + idleFor <= now()) {
        await people.endSessions(session.person, session.id);
        return null;
      }
      // To the minute: a request is no reason to write.
      if (Date.parse(session.seenAt) + minute < now()) await people.seen(session, clock());
      return { person: session.person, keeper: session.keeper, session: session.id };
    },
    async question() {
      const slow = slowed(null);
      return slow === null ? ok(await passkeys.ask()) : refuse(slow);
    },
    async withPasskey(response) {
      const slow = slowed(null);
      if (slow !== null) return refuse(slow);
      const named = passkeys.named(response);
      const key = named === null ? null : await people.passkey(named);
      const counter = key === null ? null : await passkeys.shown(response, key);
      if (key === null || counter === null) return failed("a passkey");
      await people.countPasskey(key, counter);
      return ok(await begin(key.person, "passkey"));
    },
    async withPassword({ person, password, code }) {
      const slow = slowed(`password ${person}`);
      if (slow !== null) return refuse(slow);
      const account = await people.account(person);
      const secret = await openPassword(password, account?.password ?? null);
      const step = secret === null ? null : stepOfCode(secret, code, now());
      if (step === null || !(await people.useStep(person, step))) return failed("a password and a one-time code");
      return ok(await begin(person, "password"));
    },
    async withRecovery({ person, code }) {
      const slow = slowed(`recovery ${person}`);
      if (slow !== null) return refuse(slow);
      if (!(await people.useRecovery(person, hashOfRecoveryCode(code)))) return failed("a recovery code");
      return ok(await begin(person, "recovery code"));
    },
    async invite(person, by, keeper) {
      const token = newSecret();
      const until = later(invitedFor);
      const made = await people.invite(hashOfSecret(token), { person, keeper, by, until });
      return made
        ? ok({ person, token, until })
        : refuse({ kind: "bad-input", place: "person", says: `"${person}" has an account already` });
    },
    async invitation(token) {
      const slow = slowed(null);
      if (slow !== null) return refuse(slow);
      const found = await unspent(token);
      if (found === null) return refuse({ kind: "invitation-spent" });
      const secret = newCodeSecret();
      return ok({
        ...found,
        passkey: await passkeys.offer(found.person, randomBytes(32).toString("base64url"), []),
        codes: { secret, address: codeAddress(secret, found.person) },
      });
    },
    async joinWithPasskey(token, response) {
      const slow = slowed(null);
      if (slow !== null) return refuse(slow);
      const invitation = await unspent(token);
      if (invitation === null) return refuse({ kind: "invitation-spent" });
      const passkey = await passkeys.made(response, invitation.person);
      if (passkey === null) return failed("the new passkey");
      return join(token, "passkey", { passkey, password: null, totpStep: 0 });
    },
    async joinWithPassword(token, { password, secret, code }) {
      const slow = slowed(null);
      if (slow !== null) return refuse(slow);
      if ((await unspent(token)) === null) return refuse({ kind: "invitation-spent" });
      const step = stepOfCode(secret, code, now());
      if (step === null) return failed("the code of the authenticator program");
      return join(token, "password", { passkey: null, password: await closePassword(password, secret), totpStep: step });
    },
    sessions: async ({ person, session }) =>
      (await people.sessionsOf(person))
        .filter((one) => one.until > clock() && Date.parse(one.seenAt) + idleFor > now())
        .map(({ id, how, madeAt, seenAt, until }) => ({ id, how, madeAt, seenAt, until, own: id === session })),
    async endSessions({ person, session }, which) {
      // No session is called "all": the people's own word for every one of them is not for this door.
      if (which !== "others" && which !== "all") await people.endSessions(person, which);
      if (which === "others")
        for (const one of await people.sessionsOf(person)) if (one.id !== session) await people.endSessions(person, one.id);
    },
    async offerPasskey({ person }) {
      const account = await people.account(person);
      if (account === null) return failed("this session");
      const known = await people.passkeysOf(person);
      return ok(await passkeys.offer(person, account.handle, known.map(({ id }) => id))); // prettier-ignore
    },
    async addPasskey({ person }, response) {
      const made = await passkeys.made(response, person);
      if (made === null || (await people.passkey(made.id)) !== null) return failed("the new passkey");
      await people.addPasskey({ ...made, person }, clock());
      return ok(null);
    },
    standing: async ({ person }) => ({
      recoveryLeft: await people.recoveryLeft(person),
      passkeys: (await people.passkeysOf(person)).length,
    }),
  };
}
