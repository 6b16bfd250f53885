/** A design under test, as text. Hostile until screened. */
export interface Candidate {
  readonly id: string;
  readonly specId: string;
  readonly engine: string;
  readonly attempt: number;
  readonly parent: string | null;
  readonly top: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** `structured`: every line came from the IR; `mixed`: so, but for raw nodes of a model; `verbatim`: a model's Verilog. */
  readonly assurance: 'structured' | 'mixed' | 'verbatim';
}
