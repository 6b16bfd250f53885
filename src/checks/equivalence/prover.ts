import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frames, Product } from '../../formal/index.ts';
import { readWitness, writeAiger } from '../../formal/index.ts';
import { abcCommand } from '../../tools/yosys/index.ts';
import type { CheckEnvironment } from '../check-environment.ts';
import { trouble } from '../check-environment.ts';

/** What the solver says of a product. */
export type ProverAnswer =
  | { readonly kind: 'proved' }
  | { readonly kind: 'refuted'; readonly frames: Frames }
  /** `depth`: steps without a counterexample, where the run was a bounded one. */
  | { readonly kind: 'open'; readonly depth: number }
  | { readonly kind: 'error'; readonly detail: string };

/** One attempt: how long, and whether without a bound. */
export interface ProverJob {
  /** Name of its files; plain letters. */
  readonly label: string;
  readonly wallMs: number;
  readonly bounded: boolean;
}

const MOST_FRAMES = 200;

/**
 * Asks ABC whether `bad` can be reached: sequential sweeping, then property directed reachability; or bounded model
 * checking. Its words decide, never its exit status, and "proved" only beside the count of the problem it was given.
 */
export async function askProver(
  env: CheckEnvironment,
  folder: string,
  ask: { readonly product: Product; readonly job: ProverJob },
): Promise<ProverAnswer> {
  const { product, job } = ask;
  const aiger = writeAiger(product);
  const input = `${job.label}.aig`;
  const witness = `${job.label}.cex`;
  await writeFile(join(folder, input), aiger.bytes);
  const seconds = Math.max(1, Math.floor(job.wallMs / 1000));
  const solve = job.bounded
    ? [`bmc3 -F ${MOST_FRAMES} -T ${seconds}`]
    : [...(aiger.latches > 0 ? [`scorr -C 2000`] : []), `pdr -T ${seconds}`];
  const command = abcCommand({
    cwd: folder,
    script: [`read_aiger ${input}`, 'print_stats', ...solve, `write_cex -n ${witness}`],
    limits: { wallMs: job.wallMs + 2_000, ...env.limits },
  });
  const run = await env.runTool(command, env.signal);
  if (run.end === 'timed-out') return { kind: 'open', depth: 0 };
  const broken = trouble(run);
  if (broken !== null) return { kind: 'error', detail: broken.summary };
  const said = run.stdout.text;
  const facts = /i\/o = *(\d+)\/ *(\d+) +lat = *(\d+)/.exec(said);
  if (facts === null || Number(facts[2]) !== 1 || Number(facts[3]) !== aiger.latches) {
    return { kind: 'error', detail: 'ABC did not report the problem it was given.' };
  }
  if (/^Property proved\./m.test(said)) return { kind: 'proved' };
  if (/was asserted in frame \d+/.test(said)) {
    const frames = readWitness(await readFile(join(folder, witness), 'utf8'), aiger, product);
    return frames === null
      ? { kind: 'error', detail: 'ABC wrote a witness of another shape.' }
      : { kind: 'refuted', frames };
  }
  const depth = /No output asserted in (\d+) frames/.exec(said)?.[1];
  return { kind: 'open', depth: depth === undefined ? 0 : Number(depth) };
}
