import { randomBytes } from 'node:crypto';
import { againstGolden } from '../checks/against-golden.ts';
import { alignmentVerdict } from '../checks/alignment.ts';
import type { CheckEnvironment, DesignText } from '../checks/check-environment.ts';
import { findIcarusCore } from '../checks/icarus-core.ts';
import { checkRoundTrip } from '../checks/roundtrip/index.ts';
import { climb } from '../checks/suite.ts';
import type { Spec } from '../contracts/spec.ts';
import type { Verdict } from '../contracts/verdict.ts';
import type { Design } from '../pipeline/design.ts';
import { generateLines } from '../report/generate.ts';
import { mapPool } from '../util/map-pool.ts';
import { environmentOf } from './check-environment.ts';
import { sandboxMode } from './doctor.ts';
import { generateOne } from './generate-one.ts';
import { exitOfOutcome, type Finished, keepRun, resultOf, writeResult } from './generate-output.ts';
import { type GenerateOptions, type GenerateSetup, readSetup } from './generate-setup.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { readInput } from './read-input.ts';

export type { GenerateOptions } from './generate-setup.ts';

/** From so many specs on, preparation that is shared by all of them is worth its cost. */
const MANY = 6;

/** `veriloom generate`: each spec to its Verilog; the exit code is that of the worst. */
export async function runGenerate(
  paths: readonly string[],
  options: GenerateOptions,
  io: CommandIo,
): Promise<CommandResult> {
  const setup = await readSetup(paths, options, io);
  const inputs = await Promise.all(paths.map(async (path) => ({ path, bytes: await readInput(path, io) })));
  const access = options.checks ? await io.tools(sandboxMode(setup.settings.sandbox.value)) : null;
  const plain = access === null ? null : environmentOf(access, io);
  // Finding Icarus' inner compiler costs four starts of a program; it pays from a handful of designs on.
  const environment =
    plain !== null && inputs.length >= MANY ? { ...plain, icarus: await findIcarusCore(plain) } : plain;
  const finished = await mapPool(inputs, setup.jobs, async ({ path, bytes }): Promise<Finished> => {
    const outcome = await generateOne({
      path,
      bytes,
      top: setup.top,
      engine: setup.engine,
      seed: setup.seed,
      strict: setup.strict,
      context: null,
      checks: environment === null ? null : (design, spec) => judge(environment, setup, { design, spec }),
      sandbox: access?.sandbox ?? 'none',
      now: io.now,
      signal: io.signal,
    });
    const exitCode = exitOfOutcome(outcome.document, options.checks);
    const output = await writeResult(outcome, { path, exitCode, setup, options, many: paths.length > 1 }, io);
    const document = { ...outcome.document, output };
    for (const line of generateLines(document)) io.say(line);
    return { path, ...outcome, document, exitCode };
  });
  const kept = await keepRun(finished, { setup, options, io });
  return resultOf(kept, setup.stage, options);
}

async function judge(
  environment: CheckEnvironment,
  setup: GenerateSetup,
  { design, spec }: { readonly design: Design; readonly spec: Spec },
): Promise<readonly Verdict[]> {
  // The nonce must be new in each run: a result printed behind it cannot have been written by the design.
  const nonce = `vl${randomBytes(8).toString('hex')}`;
  const { golden, testbench, seed, budgetMs } = setup;
  const roundTrip = (text: DesignText): Promise<Verdict> =>
    checkRoundTrip({ plan: design.plan, design: text, seed, nonce }, environment);
  const equivalence = againstGolden(environment, { budgetMs, seed, portMap: {} });
  const verdicts = await climb(environment, {
    design: design.candidate,
    profile: 'candidate',
    ports: spec.ports,
    golden,
    testbench,
    portMap: {},
    further: golden === null ? [roundTrip] : [roundTrip, equivalence],
  });
  // A design without a table or machine has nothing to replay; that is no gap in its evidence.
  const asked = verdicts.filter((verdict) => verdict.check !== 'roundtrip' || verdict.status !== 'skipped');
  return [alignmentVerdict(design.findings, spec.source.path), ...asked];
}
