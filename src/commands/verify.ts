import { combine } from '../checks/combine.ts';
import { strongestOf } from '../checks/strongest.ts';
import { climb } from '../checks/suite.ts';
import type { VerifyDocument } from '../contracts/documents.ts';
import type { VerdictStatus } from '../contracts/verdict.ts';
import { verifyText } from '../report/verify.ts';
import { environmentOf } from './check-environment.ts';
import { sandboxMode } from './doctor.ts';
import { EXIT, type ExitCode, exitOfStatus } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { resolveSettings } from './settings.ts';
import { followUp } from './verify-golden.ts';
import { differenceOf, keepRun, writePictures } from './verify-output.ts';
import { readRequest, type VerifyOptions, type VerifyRequest } from './verify-request.ts';

/** `veriloom verify`: the ladder of checks on a design that exists already. */
export async function runVerify(
  paths: readonly string[],
  options: VerifyOptions,
  io: CommandIo,
): Promise<CommandResult> {
  const request = await readRequest(paths, options, io);
  const settings = await resolveSettings({ sandbox: options.sandbox, runsDir: options.runsDir }, io);
  const access = await io.tools(sandboxMode(settings.sandbox.value));
  const environment = environmentOf(access, io);
  const follow = followUp(environment, request);
  const ladder = await climb(environment, {
    design: request.design,
    profile: request.profile,
    ports: null,
    golden: request.golden,
    testbench: request.testbench,
    portMap: request.portMap,
    further: request.golden === null ? [] : [follow.check],
  });
  const simulated = await follow.simulate(ladder);
  const verdicts = simulated === null ? ladder : [...ladder, simulated];
  const diagnosis = await follow.diagnose(verdicts);
  const synthesis = options.synthesis === true ? await follow.synthesize() : null;
  const document: VerifyDocument = {
    schema: 'verify@1',
    status: combine(verdicts),
    strongest: strongestOf(verdicts),
    candidate: { path: paths.join(' '), top: request.design.top },
    golden: request.golden === null ? null : { path: (options.golden ?? []).join(' '), top: request.golden.top },
    testbench: benchFacts(request, options),
    verdicts,
    difference: diagnosis === null ? null : differenceOf(diagnosis),
    synthesis: synthesis === null ? null : { candidate: synthesis.facts, ratios: synthesis.ratios },
    sandbox: access.sandbox,
    run: null,
  };
  await writePictures(diagnosis, options, io);
  const kept = await keepRun(document, { diagnosis, options, request, root: settings.runsDir.value }, io);
  return { document: kept, human: verifyText(kept), exitCode: exitOf(document.status, request.expect) };
}

const benchFacts = (request: VerifyRequest, options: VerifyOptions): VerifyDocument['testbench'] =>
  request.testbench === null
    ? null
    : { path: (options.testbench ?? []).join(' '), top: request.testbench.top ?? 'root' };

function exitOf(status: VerdictStatus, expected: VerdictStatus | null): ExitCode {
  if (expected === null) return exitOfStatus(status);
  if (status === expected) return EXIT.done;
  return status === 'pass' ? EXIT.failed : exitOfStatus(status);
}
