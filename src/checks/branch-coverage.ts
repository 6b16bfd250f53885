import type { BranchCount } from '../formal/index.ts';
import { observeBranches } from '../formal/index.ts';
import type { StimulusPlan } from '../stimulus/plan.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import { readDesignNetlist } from './random-simulation-facts.ts';

/** Counts the branches of a golden that played plans take. */
export interface BranchCoverage {
  /** Plays a plan from power-up. `early` is the count after three quarters of its steps. */
  readonly played: (plan: StimulusPlan) => { readonly early: BranchCount; readonly late: BranchCount };
}

/** Gates evaluated for one plan: about a second. A longer plan is played in part, so that the count is a least one. */
const MOST_GATES = 400_000_000;

/** Branch coverage of a golden beside its simulation, on the model; null where the golden cannot be modelled. */
export async function branchCoverage(
  environment: CheckEnvironment,
  golden: DesignText,
): Promise<BranchCoverage | null> {
  const netlist = await readDesignNetlist(environment, golden);
  const observed = netlist.ok ? observeBranches(netlist.value) : null;
  if (observed === null || !observed.ok) return null;
  const observer = observed.value;
  return {
    played: (plan) => {
      const { width, fields } = plan.layout;
      const positions = new Map(fields.map((field) => [field.name, field.at]));
      const lateFrom = (plan.steps.length * 3) / 4;
      let left = MOST_GATES;
      let early: BranchCount | null = null;
      observer.restart();
      eachPoint(plan, (value, step) => {
        if (step >= lateFrom) early ??= observer.count();
        const bits = value.toString(2).padStart(width, '0');
        observer.play((port, bit) => bits[bits.length - 1 - (positions.get(port) ?? 0) - bit] === '1');
        left -= observer.gates + width;
        return left > 0;
      });
      const late = observer.count();
      return { early: early ?? late, late };
    },
  };
}

/** Calls `use` with all inputs packed at each settled point, as the comparing bench plays them, until it says no. */
function eachPoint(plan: StimulusPlan, use: (value: bigint, step: number) => boolean): void {
  const { clockMask } = plan.layout;
  let value: bigint | null = null;
  for (const [index, { data, toggle, repeat }] of plan.steps.entries()) {
    const next: bigint = (data & ~clockMask) | ((value ?? 0n) & clockMask);
    if (next !== value || toggle === null) {
      value = next;
      if (!use(value, index)) return;
    }
    for (let time = 0; toggle !== null && time < repeat; time += 1) {
      value = (value ?? next) ^ (1n << BigInt(toggle));
      if (!use(value, index)) return;
    }
  }
}
