/** What judges. Engines, feedback, retrieval and the pipeline cannot name this type (a dependency rule). */
export interface HiddenOracle {
  readonly taskId: string;
  /** Reference design: file texts and the name of its top module. */
  readonly reference: {
    readonly top: string;
    readonly files: readonly { readonly path: string; readonly text: string }[];
  } | null;
  readonly testbench: {
    readonly top: string;
    readonly files: readonly { readonly path: string; readonly text: string }[];
    /** Data files the bench reads at run time, by name relative to its folder. */
    readonly data: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  } | null;
}
