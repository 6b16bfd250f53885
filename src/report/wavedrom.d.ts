// The package has no types of its own; these are the parts used here.
declare module 'wavedrom' {
  /** Markup as nested arrays (JsonML). */
  type Markup = readonly unknown[];
  interface Wavedrom {
    readonly renderAny: (index: number, source: object, skin: object) => Markup;
    readonly waveSkin: object;
    readonly onml: { readonly stringify: (markup: Markup) => string };
  }
  const wavedrom: Wavedrom;
  export = wavedrom;
}
