import type { GenerateOptions } from '../generate.ts';
import type { Define } from './registrar.ts';

/** Flags of `veriloom generate`. */
export const defineGenerate: Define = (program, { act, withCommonOptions }) => {
  const command = program
    .command('generate')
    .description('Verilog from specifications, with evidence, or a refusal that names the unread sentences')
    .argument('<spec...>', 'specification files (text or markdown); several share the work over the cores')
    .option('-o, --output <path>', 'write the Verilog here; a folder where several specs are given')
    .option('--top <name>', 'name of the module, where the spec gives none')
    .option('--engine <id>', 'engine: rule, llm or hybrid')
    .option('--golden <file>', 'golden reference: checks equivalence by simulation and proof')
    .option('--testbench <file>', 'self-checking testbench to run against the result')
    .option('--emit <stage>', 'plan, rtl or verilog (default: verilog)')
    .option('--seed <n>', 'seed of everything random', '1')
    .option('--strict', 'refuse wherever an assumption would be needed')
    .option('--guess', 'where a trace fits several circuits, take the least storage, then the smallest function')
    .option('--no-checks', 'do not lint, compile or simulate (status is then unknown)')
    .option('--budget-s <seconds>', 'time for the equivalence check', '10')
    .option('--index <dir>', 'retrieval index whose passages the engine may use')
    .option('--model <id>', 'model of the llm and hybrid engines')
    .option('--base-url <url>', 'OpenAI-compatible endpoint of the model')
    .option('-n, --samples <n>', 'candidates to draw from the model', '1')
    .option('--strategy <id>', 'single, sample, repair, tree or plans (llm and hybrid)')
    .option('--via <form>', 'auto, ir or verilog: what the model writes', 'auto')
    .option('--max-requests <n>', 'stop after so many model requests')
    .option('--max-tokens <n>', 'stop after so many model tokens')
    .option('--max-usd <amount>', 'stop before the model costs more than this; needs --price')
    .option('--price <in,out>', 'US dollars for a million prompt and completion tokens')
    .option('--timeout-s <seconds>', 'time for one model request', '300')
    .option('--cache <dir>', 'where answers are kept (default .veriloom/answers); none keeps none')
    .option('--replay', 'use recorded answers only; one that is missing is an error')
    .option('--visible', 'let the loop see what --golden and --testbench say (recorded as visible)')
    .option('--sandbox <mode>', 'auto, require or off')
    .option('--jobs <n>', 'specs at once; 0 means one a core')
    .option('--runs-dir <dir>', 'where the run is kept (default .runs)')
    .option('--no-run', 'keep no run folder')
    .addHelpText('before', 'Example: veriloom generate spec.md -o design.v --golden golden.v\n');
  withCommonOptions(command).action(async (specs: string[], options: GenerateOptions) => {
    await act(async (io) => (await import('../generate.ts')).runGenerate(specs, options, io), options);
  });
};
