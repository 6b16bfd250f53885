import type { Verdict } from '../../contracts/verdict.ts';
import type { DesignFacts } from '../../stimulus/facts.ts';
import { factsOfText } from '../../stimulus/text-facts.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import { checkInterface, type ExpectedPort } from '../interface.ts';
import { type PortFact, portsOfImage } from '../ports.ts';
import { readDesignFacts } from '../random-simulation-facts.ts';
import { screenDesign } from '../screen/index.ts';

/** A candidate that passed the gate, compiles and has the ports that were asked for. */
export interface Admitted {
  /** As the gate wrote it: what every tool reads. */
  readonly design: DesignText;
  readonly ports: readonly PortFact[];
}

/** What the gate said of one candidate; `admitted` is null where it may not be run or cannot be connected. */
export interface Admission {
  readonly admitted: Admitted | null;
  readonly verdicts: readonly Verdict[];
}

/** Screens and compiles a candidate and compares its ports with what the specification asks for. */
export async function admit(
  environment: CheckEnvironment,
  { design, expected }: { readonly design: DesignText; readonly expected: readonly ExpectedPort[] },
): Promise<Admission> {
  const gate = await screenDesign(environment, { design, profile: 'candidate' });
  const ports = gate.image === null ? null : portsOfImage(gate.image, design.top);
  const fits = checkInterface({ candidate: ports, expected, ranges: 'report' });
  const verdicts = [gate.screen, gate.compile, fits];
  const refused = [gate.screen, gate.compile].some((verdict) => verdict.status !== 'pass');
  // Without expected ports nothing can be compared; then the candidates' own ports decide.
  const usable = !refused && ports !== null && (fits.status === 'pass' || expected.length === 0);
  return { admitted: usable ? { design: gate.design, ports } : null, verdicts };
}

/** Facts of an admitted candidate: elaborated where `depth` says so and Yosys can, else read from its text. */
export async function factsOfAdmitted(
  environment: CheckEnvironment,
  { design, ports }: Admitted,
  depth: 'elaborated' | 'text',
): Promise<DesignFacts> {
  const text = design.files.map((file) => file.text).join('\n');
  const read: DesignFacts = { ...factsOfText(text, ports), top: design.top };
  if (depth === 'text') return read;
  const elaborated = await readDesignFacts(environment, design);
  if (!elaborated.ok) return read;
  // The elaborator folds case labels and mask bits away; the text still has them.
  return { ...elaborated.value, constants: [...elaborated.value.constants, ...read.constants] };
}
