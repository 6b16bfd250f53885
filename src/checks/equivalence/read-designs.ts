import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../contracts/outcome.ts';
import { fail, ok } from '../../contracts/outcome.ts';
import type { Netlist } from '../../formal/index.ts';
import { readNetlist } from '../../formal/index.ts';
import { netlistScript, parseYosysDiagnostics, yosysCommand } from '../../tools/yosys/index.ts';
import type { CheckEnvironment, DesignText } from '../check-environment.ts';
import { trouble } from '../check-environment.ts';
import { writeFiles } from '../work-files.ts';
import { rewriteForReading } from './rewrite.ts';

/** A netlist with what had to be done to get it. */
export interface ReadDesign {
  readonly netlist: Netlist;
  /** Changes made to the text for reading only. */
  readonly rewritten: readonly string[];
}

/** Why there is no netlist: words, and whether the design or the environment is to blame. */
export interface ReadTrouble {
  readonly status: 'unreadable' | 'several-drivers' | 'timeout' | 'error';
  readonly detail: string;
}

/** Time for one run of Yosys. */
const READ_WALL_MS = 8_000;

/** Reads a design with Yosys; where that fails, once more with the constructs lowered that it cannot read. */
export async function readDesign(
  env: CheckEnvironment,
  folder: string,
  design: DesignText,
): Promise<Outcome<ReadDesign, ReadTrouble>> {
  const first = await readOnce(env, folder, { design, party: 'read' });
  if (first.ok) return ok({ netlist: first.value, rewritten: [] });
  if (first.error.status !== 'unreadable') return first;
  const { files, changes } = rewriteForReading(design.files);
  if (changes.length === 0) return first;
  const second = await readOnce(env, folder, { design: { top: design.top, files }, party: 'rewritten' });
  return second.ok ? ok({ netlist: second.value, rewritten: changes }) : first;
}

async function readOnce(
  env: CheckEnvironment,
  folder: string,
  job: { readonly design: DesignText; readonly party: string },
): Promise<Outcome<Netlist, ReadTrouble>> {
  const written = await writeFiles(folder, { party: job.party, files: job.design.files });
  const output = `${job.party}.json`;
  const command = yosysCommand({
    cwd: folder,
    script: netlistScript([{ sources: written.sources, top: job.design.top, output }]),
    log: 'quiet',
    limits: { wallMs: READ_WALL_MS, ...env.limits },
  });
  const run = await env.runTool(command, env.signal);
  const broken = trouble(run);
  if (broken !== null) return fail({ status: broken.status, detail: broken.summary });
  const diagnostics = parseYosysDiagnostics(`${run.stderr.text}\n${run.stdout.text}`);
  if (run.exitCode !== 0) {
    const error = diagnostics.find((item) => item.severity === 'error');
    return fail({ status: 'unreadable', detail: `Yosys cannot read it: ${error?.message ?? 'no reason given'}` });
  }
  const clash = diagnostics.find((item) => /driver-driver conflict|conflicting drivers/i.test(item.message));
  if (clash !== undefined) return fail({ status: 'several-drivers', detail: clash.message });
  // A design can end Yosys with status 0 while it elaborates (a DPI call of exit): then there is no netlist.
  const text = await readFile(join(folder, output), 'utf8').catch(() => null);
  if (text === null) return fail({ status: 'unreadable', detail: 'Yosys ended without a netlist' });
  const netlist = readNetlist(text, job.design.top);
  return netlist.ok ? netlist : fail({ status: 'unreadable', detail: netlist.error.detail });
}
