/** Retrieval over repositories of Verilog and SystemVerilog: what other modules of this program use of it. */

export { defaultChunkOptions } from './chunk/chunks.ts';
export { type AssembledContext, assembleContext, type ContextOptions } from './context/assemble.ts';
export {
  type CompletionPlace,
  codeBefore,
  completionPrompt,
  completionQuery,
  fileInIndex,
} from './context/completion.ts';
export { passageText } from './context/passages.ts';
export { estimateTokens } from './context/tokens.ts';
export { type Embedder, type EmbedderSettings, offlineSettings } from './embed/embedder.ts';
export { hashEmbedder } from './embed/hash.ts';
export { embedderNamed } from './embed/registry.ts';
export { type Elaboration, elaborate } from './enrich/elaborate.ts';
export { enrichFacts } from './enrich/enrich.ts';
export type { FileFacts } from './extract/facts.ts';
export { codeFingerprints } from './extract/fingerprint.ts';
export { scanVerilog } from './extract/scan.ts';
export { type BuildOptions, type BuildReport, buildIndex, defaultMaxFileBytes } from './index/build.ts';
export { readManifest } from './index/folder.ts';
export { type LoadedIndex, loadIndex, openIndex, type RetrievalIndex } from './index/load.ts';
export type { IndexManifest } from './index/manifest.ts';
export { type IndexCheck, verifyIndex } from './index/verify.ts';
export { type Filter, globMatcher, noFilter } from './retrieve/filter.ts';
export { headerQuery } from './retrieve/header-query.ts';
export type { Query, QueryForm } from './retrieve/query.ts';
export { type Hit, type SearchResult, search } from './retrieve/search.ts';
export { specQuery } from './retrieve/spec-query.ts';
