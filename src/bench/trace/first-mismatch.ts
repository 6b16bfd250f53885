import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TraceStep } from '../../contracts/verdict.ts';
import { sha256 } from '../datasets/digest.ts';
import { type Slot, simulate } from '../flow/simulate.ts';
import { environmentFailure } from '../flow/transcript.ts';
import { type JudgePorts, keyOf, type ReadyTask } from '../score/judge.ts';
import { isPlainlyHarmless } from '../score/quick-screen.ts';
import { readVcd, type VcdRows } from './vcd.ts';

/** Rows shown before a mismatch. */
const ROWS = 16;
/** Longest dump that is read; benches stop early, so a longer one is of a design that runs wild. */
const MOST_CHARACTERS = 8_000_000;

/** A failing candidate of a task. */
interface Failing {
  readonly ready: ReadyTask;
  readonly source: string;
  readonly slot: Slot;
}

/**
 * Simulates a failing candidate once more with the bench's own dump and returns the steps up to the first mismatch, or
 * reads them from the store. Null where the bench dumps nothing that pairs `NAME_ref` with `NAME_dut`.
 */
export async function recordFirstMismatch(ports: JudgePorts, failing: Failing): Promise<readonly TraceStep[] | null> {
  const key = keyOf(ports, { digest: failing.ready.digest, subject: sha256(failing.source), show: 'first-mismatch' });
  const kept = await ports.store.get(key, (value) => value as { readonly steps: readonly TraceStep[] | null });
  if (kept !== null) return kept.steps;
  const steps = await simulateWithDump(ports, failing);
  if (steps === 'environment') return null;
  await ports.store.put(key, { steps });
  return steps;
}

async function simulateWithDump(
  ports: JudgePorts,
  { ready, source, slot }: Failing,
): Promise<readonly TraceStep[] | null | 'environment'> {
  const job = {
    prepared: await ready.prepared(),
    source,
    plain: isPlainlyHarmless(source),
    until: 'first-mismatch',
    waves: 'vcd',
    wallMs: ports.wallMs,
  } as const;
  const transcript = await simulate(job, { tools: ports.tools, slot });
  if (environmentFailure(transcript) !== null) return 'environment';
  const text = await readFile(join(slot.dir, 'wave.vcd'), 'utf8').catch(() => null);
  return text === null ? null : stepsOf(readVcd(text.slice(0, MOST_CHARACTERS), { keep: ROWS, until: differs }));
}

// An x in the reference matches anything; an x in the design only an x.
const differs = (row: ReadonlyMap<string, string>): boolean =>
  [...row].some(([name, expected]) => {
    const got = name.endsWith('_ref') ? row.get(`${name.slice(0, -4)}_dut`) : undefined;
    return got !== undefined && [...expected].some((bit, i) => bit !== 'x' && bit !== 'z' && bit !== got[i]);
  });

const HIDDEN = new Set(['tb_mismatch', 'tb_match', 'wavedrom_title', 'wavedrom_enable']);

function stepsOf({ names, rows }: VcdRows): readonly TraceStep[] | null {
  const outputs = names
    .filter((name) => name.endsWith('_ref') && names.includes(`${name.slice(0, -4)}_dut`))
    .map((name) => name.slice(0, -4));
  if (outputs.length === 0 || rows.length === 0) return null;
  const paired = new Set(outputs.flatMap((name) => [`${name}_ref`, `${name}_dut`]));
  const inputs = names.filter((name) => !paired.has(name) && !HIDDEN.has(name));
  return rows.map(({ time, values }) => {
    const valueIn = (name: string): string => values[names.indexOf(name)] ?? 'x';
    const pick = (of: readonly string[], suffix: string): Record<string, string> =>
      Object.fromEntries(of.map((name) => [name, valueIn(name + suffix)]));
    return { step: time, inputs: pick(inputs, ''), expected: pick(outputs, '_ref'), got: pick(outputs, '_dut') };
  });
}
