// The import table of ARCHITECTURE.md as rules: a module under src/ may import what its row names, and nothing else of src/.
const table = {
  contracts: [],
  util: ['contracts'],
  'ir/plan': ['contracts', 'util', 'verilog/expr'],
  'ir/rtl': ['contracts', 'util'],
  'ir/lower': ['contracts', 'util', 'ir', 'verilog/expr'],
  'ir/align': ['contracts', 'util', 'ir', 'verilog/expr'],
  verilog: ['contracts', 'util', 'ir/rtl'],
  english: ['contracts', 'util', 'verilog'],
  hls: ['contracts', 'util', 'ir', 'verilog'],
  spec: ['contracts', 'util', 'verilog', 'english'],
  disk: ['contracts', 'util'],
  process: ['contracts', 'util'],
  tools: ['contracts', 'util', 'process'],
  formal: ['contracts', 'util'],
  stimulus: ['contracts', 'util', 'verilog'],
  mutate: ['contracts', 'util', 'verilog'],
  checks: ['contracts', 'util', 'verilog', 'tools', 'formal', 'stimulus', 'mutate', 'ir'],
  llm: ['contracts', 'util', 'disk'],
  rag: ['contracts', 'util', 'verilog', 'tools', 'disk'],
  engines: ['contracts', 'util', 'ir', 'verilog', 'llm', 'english'],
  feedback: ['contracts', 'util'],
  pipeline: ['contracts', 'util', 'ir', 'verilog', 'checks', 'llm', 'rag', 'engines', 'feedback'],
  bench: ['contracts', 'util', 'disk', 'spec', 'checks', 'pipeline', 'verilog', 'engines'],
  runs: ['contracts', 'util', 'disk'],
  report: ['contracts', 'util'],
};

const moduleRule = ([name, allowed]) => ({
  name: `imports-of-${name.replace('/', '-')}`,
  severity: 'error',
  comment: `${name} may import only: ${allowed.join(', ') || 'zod'}`,
  from: { path: `^src/${name}/` },
  to: {
    path: '^src/',
    pathNot: [name, ...allowed].map((m) => `^src/${m}/`),
  },
});

const only = (name, pkg, owner) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: owner },
  to: { path: pkg },
});

module.exports = {
  forbidden: [
    ...Object.entries(table).map(moduleRule),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'contracts-import-only-zod', severity: 'error', from: { path: '^src/contracts/' }, to: { pathNot: ['^src/contracts/', 'node_modules/zod'] } },
    {
      name: 'oracle-is-hidden',
      comment: 'Invariant 3: no engine, feedback or retrieval code can name HiddenOracle.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(bench|checks|commands|contracts)/' },
      to: { path: '^src/contracts/oracle\\.ts$' },
    },
    {
      name: 'pure-modules-do-no-io',
      comment: 'Invariant 4.',
      severity: 'error',
      from: { path: '^src/(contracts|util|ir|verilog|english|feedback|report|formal|stimulus|mutate)/|^src/tools/[^/]+/(command|parse)\\.ts$' },
      to: { path: '^(node:)?(fs|fs/promises|child_process|os|net|http|https|process|worker_threads)$' },
    },
    only('execa-only-in-process', 'node_modules/execa', '^src/process/'),
    only('openai-only-in-llm', 'node_modules/openai', '^src/llm/'),
    only('commander-only-in-cli', 'node_modules/commander', '^src/(cli\\.ts|commands/)'),
    only('hnswlib-only-in-its-store', 'node_modules/hnswlib-node', '^src/rag/store/hnsw\\.ts'),
    only('transformers-only-in-its-embedder', 'node_modules/@xenova', '^src/rag/embed/transformers\\.ts'),
    { name: 'child-process-only-in-process', severity: 'error', from: { path: '^src/', pathNot: '^src/process/' }, to: { path: '^(node:)?child_process$' } },
    { name: 'not-to-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|bench|scripts)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
