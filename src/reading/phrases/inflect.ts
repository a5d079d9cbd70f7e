/** Regular English inflections, so that the tables of words hold one line a word. Irregular forms are written out. */

/** "ship" → ship, ships, shipped, shipping; irregular: verb("send", "sent"). */
export function verb(base: string, ...irregular: readonly string[]): string[] {
  const [head = "", ...rest] = base.split(" ");
  const tail = rest.length > 0 ? ` ${rest.join(" ")}` : "";
  const s = /(?:s|x|z|ch|sh|o)$/.test(head) ? `${head}es` : /[^aeiou]y$/.test(head) ? `${head.slice(0, -1)}ies` : `${head}s`;
  const doubled = /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(head) ? head + head.slice(-1) : head;
  const stem = head.endsWith("e") ? head.slice(0, -1) : doubled;
  const ing = head.endsWith("ee") ? `${head}ing` : `${stem}ing`;
  const past = /[^aeiou]y$/.test(head) ? `${head.slice(0, -1)}ied` : `${stem}ed`;
  const pasts = irregular.length > 0 ? irregular : [past];
  return [...[head, s, ing].map((form) => form + tail), ...pasts.map((form) => (form.includes(" ") ? form : form + tail))];
}

/** "worker" → worker, workers; irregular: noun("man", "men"). */
export function noun(base: string, plural?: string): string[] {
  if (plural !== undefined) return [base, plural];
  if (/(?:s|x|z|ch|sh)$/.test(base)) return [base, `${base}es`];
  return [base, /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`];
}
