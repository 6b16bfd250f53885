import type { Command } from 'commander';
import type { BenchAuditOptions } from '../bench-audit.ts';
import type { BenchCompareOptions } from '../bench-compare.ts';
import type { BenchModelOptions } from '../bench-model.ts';
import type { BenchReportOptions } from '../bench-report.ts';
import type { BenchRunOptions } from '../bench-run.ts';
import type { Define, Registrar } from './registrar.ts';

type Common = Parameters<Registrar['act']>[1];

const DATASETS = 'verilog-eval, rtllm, rtl-repo or suite (any folder in the VerilogEval file format)';

const withDataset = (command: Command): Command =>
  command
    .argument('<dataset>', DATASETS)
    .requiredOption('--dataset <path>', 'clone or folder of the dataset; only read')
    .option('--task <id>', 'wording below a VerilogEval v2 clone: spec-to-rtl or code-complete-iccad2023')
    .option('--descriptions <file>', 'descriptions of VerilogEval v1')
    .option('--only <words...>', 'only tasks whose name contains one of these')
    .option('--seed <n>', 'seed of everything random', '1')
    .option('--jobs <n>', 'at once; 0 means one a core', '0')
    .option('--timeout-s <seconds>', 'time limit of one simulation')
    .option('--store <dir>', 'folder of kept results; none keeps nothing')
    .option('--exact', 'run every bench to its end, also after the first mismatch')
    .option('--no-formal', 'leave out the equivalence check of what a bench accepts')
    .option('--no-verilator', 'leave tasks unscorable whose bench or reference Icarus cannot compile')
    .option('--sandbox <mode>', 'auto, require or off', 'auto');

/** Flags of `veriloom bench run|audit|compare|report`. */
export const defineBench: Define = (program, registrar) => {
  const bench = program.command('bench').description('Score models and engines on VerilogEval, RTLLM and RTL-Repo');
  defineRun(bench, registrar);
  defineAudit(bench, registrar);
  defineCompare(bench, registrar);
  defineReport(bench, registrar);
};

const defineRun: Define = (bench, { act, withCommonOptions }) => {
  const command = withDataset(bench.command('run'))
    .description('score an engine or recorded samples; resumes what an earlier run completed')
    .option('--engine <id>', 'rule, llm, hybrid or samples (default: samples where --samples is given)')
    .option('--samples <path>', 'recorded completions: JSONL, JSON or a folder tree')
    .option('-n <n>', 'samples a task')
    .option('-k <list>', 'k of pass@k', '1,5,10,20')
    .option('--no-dedupe', 'judge identical candidates again')
    .option('--no-traces', 'do not record the first mismatch of failing samples')
    .option('--audit <file>', 'audit manifest: report with and without defective tasks')
    .option('--report <files...>', 'write report.html, .md, .xml (JUnit), .sarif or .json')
    .option('--runs-dir <dir>', 'where the run is kept (default .runs)')
    .option('--no-run', 'keep no run folder')
    .option('--fail-under <thresholds...>', 'exit 1 below, as pass@1=0.6')
    .option('--baseline <run>', 'earlier report to compare with')
    .option('--max-regressions <n>', 'exit 1 above this many tasks worse than the baseline')
    .option('--model <id>', 'model of the llm and hybrid engines')
    .option('--base-url <url>', 'OpenAI-compatible endpoint of the model')
    .option('--index <dir>', 'retrieval index for a model; the dataset’s own references are withheld from it')
    .option('--via <form>', 'auto, ir or verilog: what the model writes')
    .option('--strategy <id>', 'one answer a task, made from -n candidates: sample, repair, tree or plans')
    .option('--context-tokens <n>', 'tokens of code in a question for a next line (default 6000); the nearest is kept')
    .option('--request-timeout-s <seconds>', 'time for one model request (default 300)')
    .option('--attempts <dir>', 'keep every question, answer and attempt of a model in a run folder below this')
    .option('--max-requests <n>', 'stop after so many model requests')
    .option('--max-tokens <n>', 'stop after so many model tokens')
    .option('--max-usd <amount>', 'stop before the model costs more than this; needs --price')
    .option('--price <in,out>', 'US dollars for a million prompt and completion tokens')
    .option('--cache <dir>', 'where answers are kept (default .veriloom/answers); none keeps none')
    .option('--replay', 'use recorded answers only; one that is missing is an error')
    .addHelpText('before', 'Example: veriloom bench run verilog-eval --dataset ./verilog-eval --engine rule\n');
  withCommonOptions(command).action(async (dataset: string, options: BenchRunOptions & BenchModelOptions & Common) => {
    await act(async (io) => {
      const [{ runBenchRun }, { builtInEngines }] = await Promise.all([
        import('../bench-run.ts'),
        import('../bench-engines.ts'),
      ]);
      return runBenchRun(dataset, options, io, builtInEngines(io, options));
    }, options);
  });
};

const defineAudit: Define = (bench, { act, withCommonOptions }) => {
  const command = withDataset(bench.command('audit'))
    .description('find defective tasks before any result is believed')
    .option('--mutants <n>', 'one-operator mutants a task', '8')
    .option('-o, --output <file>', 'manifest for bench run --audit')
    .addHelpText('before', 'Example: veriloom bench audit verilog-eval --dataset ./verilog-eval -o audit.json\n');
  withCommonOptions(command).action(async (dataset: string, options: BenchAuditOptions & Common) => {
    await act(async (io) => {
      const [{ runBenchAudit }, { answerByRule }] = await Promise.all([
        import('../bench-audit.ts'),
        import('../bench-engines.ts'),
      ]);
      return runBenchAudit(dataset, options, io, (task) => answerByRule(task, io.signal));
    }, options);
  });
};

const defineCompare: Define = (bench, { act, withCommonOptions }) => {
  const command = bench
    .command('compare')
    .description('two runs, paired by task: McNemar for pass@1, bootstrap for the rest')
    .argument('<a>', 'report of a run')
    .argument('<b>', 'report of another')
    .option('--column <id>', 'own or official')
    .option('-k <list>', 'k of pass@k')
    .option('--seed <n>', 'seed of the bootstrap')
    .option('--max-regressions <n>', 'exit 1 above this many tasks worse in b')
    .addHelpText('before', 'Example: veriloom bench compare old.json new.json --max-regressions 0\n');
  withCommonOptions(command).action(async (a: string, b: string, options: BenchCompareOptions & Common) => {
    await act(async (io) => (await import('../bench-compare.ts')).runBenchCompare({ a, b }, options, io), options);
  });
};

const defineReport: Define = (bench, { act, withCommonOptions }) => {
  const command = bench
    .command('report')
    .description('print a kept run in another form')
    .argument('<report>', 'report.json of a run')
    .requiredOption('--format <id>', 'html, md, junit, sarif, json or human')
    .addHelpText('before', 'Example: veriloom bench report .runs/x/report.json --format html > report.html\n');
  withCommonOptions(command).action(async (path: string, options: BenchReportOptions & Common) => {
    await act(async (io) => (await import('../bench-report.ts')).runBenchReport(path, options, io), options);
  });
};
