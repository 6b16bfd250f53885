import type { PlanSource } from './plan-source.ts';

/** Rule ids of the alignment checks (`ir.md`), and `LOWER` for what lowering itself cannot decide. */
export type PlanRuleId =
  | 'S2'
  | 'S3'
  | 'W1'
  | 'W2'
  | 'D1'
  | 'D2'
  | 'D3'
  | 'C1'
  | 'C2'
  | 'C3'
  | 'C4'
  | 'C5'
  | 'T1'
  | 'T2'
  | 'T3'
  | 'F1'
  | 'F2'
  | 'F3'
  | 'F4'
  | 'F5'
  | 'F6'
  | 'M1'
  | 'I1'
  | 'LOWER';

/** What an alignment check or lowering says of a plan. An `error` forbids lowering; a `note` is for the reader only. */
export interface PlanFinding {
  readonly rule: PlanRuleId;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  /** Name of the module of the plan. */
  readonly module: string;
  /** Where in the module: `body[3]` and a word on what stands there; empty for the module as a whole. */
  readonly node: string;
  /** The sentence or table of the spec behind the node, where the plan recorded it. */
  readonly src: PlanSource | null;
}
