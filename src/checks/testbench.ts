import type { Verdict } from '../contracts/verdict.ts';
import { mentions, rootModules } from '../verilog/roots.ts';
import type { CheckEnvironment, DesignFile, DesignText } from './check-environment.ts';
import type { PortFact } from './ports.ts';
import { asCandidate } from './simulate/as-candidate.ts';
import { checkSimulation, type ForeignBench, prepareBench } from './simulate/index.ts';
import { checkBenchAlone } from './testbench-alone.ts';
import { finding, verdictOf } from './verdict.ts';

/** A testbench as the user gave it. */
export interface TestbenchText {
  /** Null: the root module of its files. */
  readonly top: string | null;
  readonly files: readonly DesignFile[];
  readonly data: ForeignBench['data'];
}

export interface BenchRequest {
  readonly testbench: TestbenchText;
  readonly golden: DesignText | null;
  /** The screened candidate. */
  readonly design: DesignText;
  readonly ports: readonly PortFact[];
}

/**
 * Runs a foreign testbench. With a golden, what the golden compares is the measure. Without one the bench must first
 * show that it can say no: a twin of the candidate that drives only x must not get the same words.
 */
export async function checkAgainstBench(environment: CheckEnvironment, request: BenchRequest): Promise<Verdict> {
  const { testbench, design, golden } = request;
  const top = testbench.top ?? rootOf(testbench);
  if (top === null) {
    return verdictOf('simulate', finding('error', 'The testbench has no single root module; name it.'), 0);
  }
  const files = [...testbench.files, ...referencesIn(request)];
  const bench: ForeignBench = { top, files, data: testbench.data };
  if (golden === null) return checkBenchAlone(environment, { bench, design, ports: request.ports });
  const prepared = await prepareBench(environment, { bench, golden: asCandidate(golden, design.top) });
  return prepared.ok ? checkSimulation(environment, { prepared: prepared.value, design }) : prepared.error;
}

const rootOf = (testbench: TestbenchText): string | null => {
  const [only, ...others] = rootModules(testbench.files.map((file) => file.text));
  return only !== undefined && others.length === 0 ? only : null;
};

/** The golden's files, where the bench instantiates the golden beside the candidate under a name of its own. */
function referencesIn({ testbench, golden, design }: BenchRequest): readonly DesignFile[] {
  if (golden === null || golden.top === design.top) return [];
  const isNamed = mentions(
    testbench.files.map((file) => file.text),
    golden.top,
  );
  return isNamed ? golden.files : [];
}
