import type { DesignText } from '../checks/check-environment.ts';
import { combine } from '../checks/combine.ts';
import { strongestOf } from '../checks/strongest.ts';
import { climb } from '../checks/suite.ts';
import type { VerifyDocument } from '../contracts/documents.ts';
import { ToolchainError } from '../contracts/error.ts';
import type { VerdictStatus } from '../contracts/verdict.ts';
import { verifyText } from '../report/verify.ts';
import { environmentOf } from './check-environment.ts';
import { sandboxMode } from './doctor.ts';
import { EXIT, type ExitCode, exitOfStatus } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';
import { secondsToMs, wholeNumber } from './read-input.ts';
import { resolveSettings } from './settings.ts';
import { readDesign, readPortMap, readTestbench } from './sources.ts';
import { followUp } from './verify-golden.ts';
import { differenceOf, keepRun, writePictures } from './verify-output.ts';

export interface VerifyOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly golden?: readonly string[];
  readonly testbench?: readonly string[];
  readonly top?: string;
  readonly goldenTop?: string;
  readonly testbenchTop?: string;
  readonly map?: readonly string[];
  readonly profile: string;
  readonly budgetS: string;
  readonly seed: string;
  readonly expect?: string;
  readonly vcd?: string;
  readonly svg?: string;
  readonly synthesis?: boolean;
  readonly sandbox?: string;
  readonly runsDir?: string;
  readonly run: boolean;
}

const STATUSES: readonly VerdictStatus[] = ['pass', 'fail', 'unknown', 'timeout', 'error', 'skipped'];

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

/** The options of `verify`, read and checked. */
export interface VerifyRequest {
  readonly design: DesignText;
  readonly golden: DesignText | null;
  readonly testbench: Awaited<ReturnType<typeof readTestbench>> | null;
  readonly portMap: Readonly<Record<string, string>>;
  readonly profile: 'candidate' | 'project';
  readonly budgetMs: number;
  readonly seed: number;
  readonly expect: VerdictStatus | null;
}

async function readRequest(paths: readonly string[], options: VerifyOptions, io: CommandIo): Promise<VerifyRequest> {
  const { golden, testbench, profile } = options;
  if (golden === undefined && testbench === undefined) {
    throw new ToolchainError('usage', 'nothing to verify against', {
      hint: 'Give --golden REF, --testbench TB or both.',
    });
  }
  if (profile !== 'candidate' && profile !== 'project') {
    throw new ToolchainError('usage', `--profile ${profile}: no such profile`, { hint: 'Use candidate or project.' });
  }
  return {
    design: await readDesign({ paths, top: options.top, flag: '--top' }, io),
    golden:
      golden === undefined
        ? null
        : await readDesign({ paths: golden, top: options.goldenTop, flag: '--golden-top' }, io),
    testbench:
      testbench === undefined ? null : await readTestbench({ paths: testbench, top: options.testbenchTop }, io),
    portMap: readPortMap(options.map ?? []),
    profile,
    budgetMs: secondsToMs(options.budgetS, '--budget-s'),
    seed: wholeNumber(options.seed, { flag: '--seed', least: 0 }),
    expect: readExpectation(options.expect),
  };
}

function readExpectation(text: string | undefined): VerdictStatus | null {
  if (text === undefined) return null;
  const status = STATUSES.find((known) => known === text);
  if (status !== undefined) return status;
  throw new ToolchainError('usage', `--expect ${text}: no such status`, { hint: `Use one of ${STATUSES.join(', ')}.` });
}

function exitOf(status: VerdictStatus, expected: VerdictStatus | null): ExitCode {
  if (expected === null) return exitOfStatus(status);
  if (status === expected) return EXIT.done;
  return status === 'pass' ? EXIT.failed : exitOfStatus(status);
}
