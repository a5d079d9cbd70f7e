/**
 * As much of papaparse as is used here. Its published types bring Node's with them, and nothing in this stage may reach the machine.
 */
declare module "papaparse" {
  type Step<Row> = {
    readonly data: Row;
    readonly errors: readonly { readonly type: string }[];
    readonly meta: { readonly cursor: number };
  };
  type Settings<Row> = {
    readonly delimitersToGuess?: readonly string[];
    readonly step: (result: Step<Row>, parser: { readonly abort: () => void }) => void;
  };
  type Table = { readonly fields: readonly string[]; readonly data: readonly (readonly string[])[] };
  const papa: {
    readonly parse: <Row>(text: string, settings: Settings<Row>) => void;
    readonly unparse: (table: Table, settings: { readonly delimiter: string }) => string;
  };
  export default papa;
}
