/**
 * A language model somebody runs beside the program: Ollama's chat, or anything that speaks OpenAI's. What it is sent is a report, so by
 * default only this very machine is asked; a redirect elsewhere is refused, and nothing is sent without being told where.
 */
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";

export type ModelEndpoint = {
  readonly url: URL;
  readonly model: string;
  readonly speaks: "ollama" | "openai";
};

/** Bytes and seconds after which an endless answer is cut off. */
const answerLimit = 1024 * 1024;
const patience = 120_000;

/**
 * The endpoint at an address: `http://127.0.0.1:11434` is Ollama's, one that ends in `/v1` is OpenAI's kind.
 * Refuses `bad-usage` for what is no address and, unless `elsewhere` is allowed, for any other machine than this one.
 */
export function modelEndpoint(address: string, model: string, elsewhere = false): Result<ModelEndpoint, Refusal> {
  const usage = "--model http://127.0.0.1:11434 --model-name NAME";
  if (!URL.canParse(address)) return refuse({ kind: "bad-usage", says: `"${address}" is not an address.`, usage });
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return refuse({ kind: "bad-usage", says: `"${address}" is not http or https.`, usage });
  const here = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (!here && !elsewhere)
    return refuse({
      kind: "bad-usage",
      says: `${url.hostname} is another machine, and what a model is asked about is the report itself.`,
      usage: `${usage}, or --model-elsewhere if the source agreed`,
    });
  return ok({ url, model, speaks: /\/v1\/?$/.test(url.pathname) ? "openai" : "ollama" });
}

/** The answer's JSON, whatever it says. Refuses `model-failed`: not there, an error, endless, or no JSON. The answer's words are never repeated. */
export async function askModel(endpoint: ModelEndpoint, prompt: string, schema: object): Promise<Result<unknown, Refusal>> {
  const failed = (why: string) => refuse<Refusal>({ kind: "model-failed", model: endpoint.model, at: endpoint.url.host, why });
  const messages = [{ role: "user", content: prompt }];
  const [path, body] =
    endpoint.speaks === "ollama"
      ? ["api/chat", { model: endpoint.model, messages, stream: false, format: schema, options: { temperature: 0 } }]
      : [
          "chat/completions",
          {
            model: endpoint.model,
            messages,
            temperature: 0,
            response_format: { type: "json_schema", json_schema: { name: "answers", strict: true, schema } },
          },
        ];
  let text: string;
  try {
    const base = endpoint.url.href.endsWith("/") ? endpoint.url.href : `${endpoint.url.href}/`;
    const response = await fetch(new URL(path, base), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return failed(`it answered with status ${response.status}`);
    }
    const parts: Uint8Array[] = [];
    let held = 0;
    for await (const part of response.body) {
      held += part.length;
      if (held > answerLimit) return failed("its answer does not end");
      parts.push(part);
    }
    text = Buffer.concat(parts).toString("utf8");
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: { code?: string } };
    return failed(name === "TimeoutError" ? "it took too long" : `it could not be asked (${cause?.code ?? name ?? "unknown"})`);
  }
  const content = contentOf(text, endpoint.speaks);
  return content === null ? failed("its answer is not the agreed JSON") : ok(content);
}

/** The JSON inside the answer's message, or null. */
function contentOf(text: string, speaks: ModelEndpoint["speaks"]): unknown {
  try {
    const outer = JSON.parse(text) as { message?: { content?: unknown }; choices?: readonly { message?: { content?: unknown } }[] } | null;
    const content = speaks === "ollama" ? outer?.message?.content : outer?.choices?.[0]?.message?.content;
    return typeof content === "string" ? (JSON.parse(content) as unknown) : null;
  } catch {
    // Anything that is not JSON inside JSON is one failure to whoever asked.
    return null;
  }
}
