import type { TestbenchStrength } from '../checks/testbench-audit.ts';
import { auditWithMutants } from '../checks/testbench-audit-run.ts';
import { ToolchainError } from '../contracts/error.ts';
import { rootModules } from '../verilog/roots.ts';
import { environmentOf } from './check-environment.ts';
import { sandboxMode } from './doctor.ts';
import { EXIT, exitOfStatus } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { secondsToMs, wholeNumber } from './read-input.ts';
import { screened } from './screened-design.ts';
import { resolveSettings } from './settings.ts';
import { readDesign, readTestbench } from './sources.ts';
import { strengthDocument, strengthText } from './testbench-strength.ts';

export interface AuditTestbenchOptions {
  readonly golden: readonly string[];
  readonly goldenTop?: string;
  readonly testbenchTop?: string;
  /** Name under which the bench instantiates the design; default: the golden's top. */
  readonly dut?: string;
  readonly mutants: string;
  readonly netlistMutants: string;
  readonly seed: string;
  readonly budgetS: string;
  readonly jobs: string;
  /** Smallest acceptable kill rate in percent; below it the exit code is 1. */
  readonly least?: string;
  readonly sandbox?: string;
}

/** `veriloom audit`: how many faults of its golden design a testbench notices. */
export async function runAuditTestbench(
  paths: readonly string[],
  options: AuditTestbenchOptions,
  io: CommandIo,
): Promise<CommandResult> {
  const least = options.least === undefined ? 0 : wholeNumber(options.least, { flag: '--least', least: 0 }) / 100;
  const given = await readDesign({ paths: options.golden, top: options.goldenTop, flag: '--golden-top' }, io);
  const bench = await readTestbench({ paths, top: options.testbenchTop }, io);
  const settings = await resolveSettings({ sandbox: options.sandbox, runsDir: undefined }, io);
  const environment = environmentOf(await io.tools(sandboxMode(settings.sandbox.value)), io);
  const golden = await screened(environment, given);
  const dut = options.dut ?? golden.top;
  // A bench that compares with a reference of its own needs the golden under its own name too.
  const references = dut === golden.top ? [] : golden.files;
  const { strength, netlistError } = await auditWithMutants(environment, {
    golden,
    bench: { top: bench.top ?? onlyRoot(bench.files), files: [...bench.files, ...references], data: bench.data },
    dut,
    sourceMutants: wholeNumber(options.mutants, { flag: '--mutants', least: 0 }),
    netlistMutants: wholeNumber(options.netlistMutants, { flag: '--netlist-mutants', least: 0 }),
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
    budgetMs: secondsToMs(options.budgetS, '--budget-s'),
    jobs: wholeNumber(options.jobs, { flag: '--jobs', least: 1 }),
  });
  const document = {
    schema: 'audit@1',
    testbench: paths.join(' '),
    golden: options.golden.join(' '),
    netlistError,
    ...strengthDocument(strength),
  };
  const isWeak = strength.killRate !== null && strength.killRate < least;
  const exitCode =
    strength.golden.status === 'pass' ? (isWeak ? EXIT.failed : EXIT.done) : exitOfStatus(strength.golden.status);
  return { document, human: auditText(paths.join(' '), { strength, netlistError }), exitCode };
}

function onlyRoot(files: readonly { readonly text: string }[]): string {
  const [root, ...others] = rootModules(files.map((file) => file.text));
  if (root !== undefined && others.length === 0) return root;
  throw new ToolchainError('input', 'the testbench has no single root module', {
    hint: 'Name it with --testbench-top.',
  });
}

const MAX_SURVIVORS = 20;

function auditText(
  name: string,
  { strength, netlistError }: { readonly strength: TestbenchStrength; readonly netlistError: string | null },
): string {
  const missed = strength.mutants.filter(({ fate }) => fate === 'survived' || fate === 'undecided');
  const lines = missed.slice(0, MAX_SURVIVORS).map(({ mutant, fate }) => {
    const place = mutant.place === null ? '' : `${mutant.place.path}:${mutant.place.line}: `;
    return `  ${fate}: ${place}${mutant.description}`;
  });
  return [
    `${name}: ${strengthText(strength)}`,
    ...lines,
    ...(missed.length > lines.length ? [`  and ${missed.length - lines.length} more (--json lists all)`] : []),
    ...(netlistError === null ? [] : [`  no netlist mutants: ${netlistError}`]),
  ].join('\n');
}
