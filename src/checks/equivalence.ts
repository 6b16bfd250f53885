import type { Verdict } from '../contracts/verdict.ts';
import type { PortMap } from '../formal/index.ts';
import type { CheckEnvironment, DesignText } from './check-environment.ts';
import type { Answer, EquivalenceCase } from './equivalence/case.ts';
import { answer } from './equivalence/case.ts';
import { decide } from './equivalence/decide.ts';
import type { EquivalenceRequest, EquivalenceResult, RungOrder } from './equivalence/result.ts';
import type { GoldenSession } from './equivalence/session.ts';
import { openSession } from './equivalence/session.ts';
import { toVerdict } from './equivalence/wording.ts';
import { verdictOf } from './verdict.ts';

export type { EquivalenceRequest, EquivalenceResult, RungOrder } from './equivalence/result.ts';

/** One candidate against the golden of a session. */
export interface CandidateQuestion {
  readonly candidate: DesignText;
  readonly budgetMs: number;
  readonly portMap?: PortMap;
  readonly order?: RungOrder;
}

/** Asks about candidates of one golden, which is read, compiled and simulated once. Candidates may overlap. */
export type AskEquivalence = (question: CandidateQuestion) => Promise<EquivalenceResult>;

/**
 * Whether a candidate is equivalent to a golden reference. Both must have passed the static gate (`screenDesign`);
 * the golden's x and z are don't-care, registers start unknown on both sides.
 */
export const checkEquivalence = async (request: EquivalenceRequest): Promise<Verdict> =>
  (await decideEquivalence(request)).verdict;

/** The same as {@link checkEquivalence} with the strength of the answer and what was noticed on the way. */
export const decideEquivalence = (request: EquivalenceRequest): Promise<EquivalenceResult> =>
  withGolden(request.env, { golden: request.golden, seed: request.seed }, (ask) => {
    const { candidate, budgetMs, portMap = {}, order = 'simulate-first' } = request;
    return ask({ candidate, budgetMs, portMap, order });
  });

/** Opens a golden for many candidates; everything it keeps is gone when `use` ends. */
export const withGolden = <T>(
  env: CheckEnvironment,
  given: { readonly golden: DesignText; readonly seed: number },
  use: (ask: AskEquivalence) => Promise<T>,
): Promise<T> =>
  env.withWorkdir(async (folder) => {
    const startedAt = env.now();
    const session = await openSession(env, folder, given);
    if (session.ok) return use((question) => askSession(session.value, question));
    const { status, detail } = session.error;
    const strength = status === 'timeout' || status === 'error' ? status : 'unreadable';
    const said = answer(strength, 'read', { detail: `the reference: ${detail}` });
    return use(() => Promise.resolve(unreadGolden(said, env.now() - startedAt)));
  });

async function askSession(session: GoldenSession, question: CandidateQuestion): Promise<EquivalenceResult> {
  const startedAt = session.env.now();
  const given: EquivalenceCase = {
    session,
    candidate: question.candidate,
    portMap: question.portMap ?? {},
    nameOf: candidateNames(question.portMap ?? {}),
    folder: await session.nextFolder(),
    deadlineMs: startedAt + question.budgetMs,
    order: question.order ?? 'simulate-first',
    findings: [],
  };
  const said = session.env.signal?.aborted === true ? answer('error', 'cancelled') : await decide(given);
  const wallMs = session.env.now() - startedAt;
  const verdict = toVerdict(session, { answer: said, findings: given.findings, wallMs });
  return resultOf(said, { verdict, findings: given.findings });
}

function candidateNames(portMap: PortMap): (port: string) => string {
  const byGolden = new Map(Object.entries(portMap).map(([own, golden]) => [golden, own]));
  return (port) => byGolden.get(port) ?? port;
}

const resultOf = (said: Answer, rest: Pick<EquivalenceResult, 'verdict' | 'findings'>): EquivalenceResult => ({
  strength: said.strength,
  method: said.method,
  depth: said.depth,
  comparedRows: said.shown?.comparison.compared ?? 0,
  knownRows: said.shown?.comparison.knownRows ?? 0,
  clocking: said.clocking,
  rung: said.rung,
  ...rest,
});

function unreadGolden(said: Answer, wallMs: number): EquivalenceResult {
  const status = said.strength === 'unreadable' ? 'unknown' : said.strength === 'timeout' ? 'timeout' : 'error';
  const verdict = verdictOf('equivalence', { status, summary: `Not checked: ${said.detail}.`, evidence: [] }, wallMs);
  return resultOf(said, { verdict, findings: [{ kind: 'unsupported', detail: said.detail }] });
}

/** Equal for ever, from any power-up state or once the resets were held. */
export const isProved = ({ strength }: Pick<EquivalenceResult, 'strength'>): boolean =>
  strength === 'proved' || strength === 'proved-after-reset';

/** A replayed counterexample that hardware would show too: a difference that only the simulator's x shows is none of it. */
export const isRefuted = ({ strength, rung }: Pick<EquivalenceResult, 'strength' | 'rung'>): boolean =>
  strength === 'different' && rung !== 'x-pessimism';
