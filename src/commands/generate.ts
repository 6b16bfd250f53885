import { findIcarusCore } from '../checks/icarus-core.ts';
import { generateLines } from '../report/generate.ts';
import { mapPool } from '../util/map-pool.ts';
import { environmentOf } from './check-environment.ts';
import { designChecks } from './design-checks.ts';
import { sandboxMode } from './doctor.ts';
import { generateOne } from './generate-one.ts';
import { exitOfOutcome, type Finished, keepRun, resultOf, writeResult } from './generate-output.ts';
import { type GenerateOptions, readSetup } from './generate-setup.ts';
import { openWorld } from './generate-world.ts';
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
  const checks = environment === null ? null : designChecks(environment, setup);
  const world = await openWorld({ setup, options, io, environment });
  const finished = await mapPool(inputs, setup.jobs, async ({ path, bytes }, index): Promise<Finished> => {
    const outcome = await generateOne({
      path,
      bytes,
      top: setup.top,
      maker: world.makerFor(path, index),
      seed: setup.seed,
      strict: setup.strict,
      guess: setup.guess,
      contextOf: world.contextOf,
      checks,
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
  const kept = await keepRun(finished, { setup, options, io, opened: world.run });
  return resultOf(kept, setup.stage, options);
}
