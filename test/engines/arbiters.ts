import { type Random, random } from '../generators/random.ts';
import { specOf } from './circuit.ts';
import { type Case, runs } from './families.ts';

interface Words {
  readonly count: number;
  readonly req: string;
  readonly grant: string;
  readonly client: string;
  readonly policy: 'low' | 'high' | 'turns';
}

function policyText({ count, policy, client }: Words, rng: Random): readonly string[] {
  const last = String(count - 1);
  if (policy === 'low')
    return [
      rng.pick([
        `${client} 0 has the highest priority and ${client} ${last} the lowest.`,
        `The priority falls with rising ${client} number.`,
        `Lower-numbered ${client}s have higher priority.`,
      ]),
    ];
  if (policy === 'high')
    return [
      rng.pick([
        `${client} ${last} has the highest priority and ${client} 0 the lowest.`,
        `The priority rises with rising ${client} number.`,
        `Higher-numbered ${client}s have higher priority.`,
      ]),
    ];
  return rng.flip()
    ? [
        `A priority pointer holds the number of the ${client} with the highest priority.`,
        `The priority falls with rising ${client} number, and wraps from ${last} to 0.`,
        `At each rising edge of clk, if ${client} i is granted, the priority pointer is set to i + 1 modulo ${String(count)}.`,
        rng.pick(['', `If no ${client} is granted, the priority pointer holds its value.`]),
      ]
    : [`The search starts with the ${client} after the one granted last and wraps around.`];
}

function grantText({ req, grant }: Words, rng: Random): readonly string[] {
  return [
    rng.pick([
      `Of the bits of ${req} that are 1, the one with the highest priority is granted: its bit of ${grant} is 1, and all other bits of ${grant} are 0.`,
      `Of the bits of ${req} that are 1, the one with the highest priority is granted. Its bit of ${grant} is 1, and all other bits of ${grant} are 0.`,
    ]),
    rng.pick(['', `If ${req} is 0, ${grant} is 0.`]),
  ];
}

/** A random arbiter told in random words; the oracle goes through the requests one by one. */
export function toldArbiter(seed: number): Case {
  const rng = random(seed + 31_000);
  const policy = rng.pick(['low', 'high', 'turns', 'turns'] as const);
  const words: Words = {
    policy,
    count: 2 + rng.int(7),
    req: rng.pick(['req', 'requests', 'r']),
    grant: rng.pick(['grant', 'gnt', 'g']),
    client: rng.pick(['client', 'requester', 'master']),
  };
  const { count, req, grant, client } = words;
  const kind = policy === 'turns' ? 'round-robin' : 'fixed-priority';
  const title = rng.pick([
    `Build a ${kind} arbiter for ${String(count)} ${client}s.`,
    `Build a ${String(count)}-input ${kind} arbiter.`,
    '',
  ]);
  const policies = policyText(words, rng);
  const isPointed = policies.length > 1;
  const reset = !(policy === 'turns')
    ? ''
    : isPointed
      ? 'rst is an active-high synchronous reset that sets the priority pointer to 0.'
      : `rst is an active-high synchronous reset. After reset, ${client} 0 has the highest priority. All registers are triggered by the rising edge of clk.`;
  const ports = [
    ...(policy === 'turns' ? ['input clk', 'input rst'] : []),
    `input ${req} (${String(count)} bits)`,
    `output ${grant} (${String(count)} bits)`,
  ];
  const texts = [title, reset, ...policies, ...grantText(words, rng)];
  return { spec: specOf(ports, texts.filter((text) => text !== '').join(' ')), check: oracle(words, rng) };
}

/** What is granted is looked at behind the edge, with the requests as they are and the pointer as it then is. */
function oracle({ count, req, grant, policy }: Words, rng: Random): Case['check'] {
  let from = 0;
  const winner = (asked: number): number | null => {
    for (let step = 0; step < count; step += 1) {
      const at = policy === 'high' ? count - 1 - step : (from + step) % count;
      if ((asked >> at) % 2 === 1) return at;
    }
    return null;
  };
  let seen = 0;
  const step = (input: Readonly<Record<string, number>>): void => {
    const asked = input[req] ?? 0;
    const now = winner(asked);
    if (policy === 'turns') from = input['rst'] === 1 ? 0 : now === null ? from : (now + 1) % count;
    const next = winner(asked);
    seen = next === null ? 0 : 2 ** next;
  };
  const inputs = { ...(policy === 'turns' ? { rst: 2 } : {}), [req]: 2 ** count };
  return (circuit) =>
    runs(circuit, { inputs, step, outputs: () => ({ [grant]: seen }), reset: 'rst', comb: policy !== 'turns' }, rng);
}
