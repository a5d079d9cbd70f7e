/** edtf ships no types; this is the part of it we use. */
declare module "edtf" {
  /** Parses EDTF text. `min` and `max` are milliseconds since 1970 UTC. @throws when the text is not EDTF. */
  export default function edtf(text: string): { readonly min: number; readonly max: number };
}
