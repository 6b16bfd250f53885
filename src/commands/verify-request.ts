import type { DesignText } from '../checks/check-environment.ts';
import type { TestbenchText } from '../checks/testbench.ts';
import { ToolchainError } from '../contracts/error.ts';
import type { VerdictStatus } from '../contracts/verdict.ts';
import type { CommandIo } from './io.ts';
import { secondsToMs, wholeNumber } from './read-input.ts';
import { readDesign, readPortMap, readTestbench } from './sources.ts';

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

/** The options of `verify`, read and checked. */
export interface VerifyRequest {
  readonly design: DesignText;
  readonly golden: DesignText | null;
  readonly testbench: TestbenchText | null;
  readonly portMap: Readonly<Record<string, string>>;
  readonly profile: 'candidate' | 'project';
  readonly budgetMs: number;
  readonly seed: number;
  readonly expect: VerdictStatus | null;
}

/** Reads every option and the files they name. Throws `usage` or `input` for what is wrong. */
export async function readRequest(
  paths: readonly string[],
  options: VerifyOptions,
  io: CommandIo,
): Promise<VerifyRequest> {
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
