/** The library face of Veriloom. Everything here follows semantic versioning; nothing else does. */
export type { Candidate } from './contracts/candidate.ts';
export type { Context, Passage } from './contracts/context.ts';
export type { ErrorDocument, GenerateDocument, VerifyDocument } from './contracts/documents.ts';
export type { Engine, PlanRequest, Refusal } from './contracts/engine.ts';
export { ToolchainError } from './contracts/error.ts';
export type { Outcome } from './contracts/outcome.ts';
export { type DesignPlan, designPlanSchema, type PlanFinding } from './contracts/plan.ts';
export type { RtlDesign, RtlModule } from './contracts/rtl.ts';
export type { Diagnostic, SourceRange, TextSpan } from './contracts/source.ts';
export type { Spec, SpecPort } from './contracts/spec.ts';
export type { Evidence, Verdict, VerdictStatus } from './contracts/verdict.ts';
export { ENGINES, type KnownEngine } from './engines/index.ts';
export {
  alignPlan,
  type EmitOptions,
  emitVerilog,
  expandPlan,
  type Lowered,
  lowerPlan,
  printPlan,
  printRtl,
} from './ir/index.ts';
export { type Design, designFrom, realise } from './pipeline/design.ts';
export {
  type AssembledContext,
  assembleContext,
  type BuildOptions,
  buildIndex,
  type ContextOptions,
  codeBefore,
  codeFingerprints,
  estimateTokens,
  hashEmbedder,
  type IndexManifest,
  loadIndex,
  noFilter,
  offlineSettings,
  openIndex,
  type QueryForm,
  scanVerilog,
  search,
  specQuery,
} from './rag/index.ts';
export { readSpec } from './spec/index.ts';
