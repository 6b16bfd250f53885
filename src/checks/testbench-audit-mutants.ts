import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type Outcome, ok } from '../contracts/outcome.ts';
import type { Mutant } from '../mutate/source-mutants.ts';
import { mutateSource } from '../mutate/source-mutants.ts';
import { yosysCommand } from '../tools/yosys/index.ts';
import {
  describeMutation,
  mutantsScript,
  mutationListScript,
  type NetlistMutationJob,
  parseMutationList,
} from '../tools/yosys/mutate.ts';
import { type CheckEnvironment, type DesignText, trouble } from './check-environment.ts';
import { writeFiles } from './work-files.ts';

export interface MutantRequest {
  readonly design: DesignText;
  /** Most mutants by edits of the source. */
  readonly source: number;
  /** Most mutants by faults in the netlist; those come as Verilog that Yosys wrote. */
  readonly netlist: number;
  readonly seed: number;
}

/** Mutants of a design by source edits, then by netlist faults. The error says why Yosys made none. */
export async function makeMutants(
  environment: CheckEnvironment,
  request: MutantRequest,
): Promise<{ readonly mutants: readonly Mutant[]; readonly netlistError: string | null }> {
  const bySource = mutateSource({ files: request.design.files, limit: request.source });
  if (request.netlist === 0) return { mutants: bySource, netlistError: null };
  const byNetlist = await netlistMutants(environment, request);
  if (!byNetlist.ok) return { mutants: bySource, netlistError: byNetlist.error };
  return { mutants: [...bySource, ...byNetlist.value], netlistError: null };
}

const LIST = 'mutations.txt';
const PREFIX = 'mutant';

const netlistMutants = (
  environment: CheckEnvironment,
  { design, netlist, seed }: MutantRequest,
): Promise<Outcome<readonly Mutant[], string>> =>
  environment.withWorkdir(async (cwd) => {
    const { sources } = await writeFiles(cwd, { party: 'dut', files: design.files });
    const job: NetlistMutationJob = { sources, top: design.top, count: netlist, seed, list: LIST };
    const yosys = async (script: readonly string[]): Promise<string | null> => {
      const run = await environment.runTool(yosysCommand({ cwd, script, log: 'quiet' }), environment.signal);
      return (
        trouble(run)?.summary ?? (run.exitCode === 0 ? null : (run.stderr.text.trim().split('\n').at(-1) ?? 'failed'))
      );
    };
    const listed = await yosys(mutationListScript(job));
    if (listed !== null) return fail(listed);
    const mutations = parseMutationList(await readFile(join(cwd, LIST), 'utf8'));
    if (!mutations.ok) return mutations;
    const written = await yosys(mutantsScript(job, { mutations: mutations.value, prefix: PREFIX }));
    if (written !== null) return fail(written);
    const path = design.files[0]?.path ?? '';
    const read = mutations.value.map(async (line, index): Promise<Mutant> => {
      const { description, line: at } = describeMutation(line);
      return {
        id: `netlist-${at ?? 0}-${index}`,
        operator: 'netlist',
        description,
        place: at === null ? null : { path, line: at },
        files: [{ path: 'mutant.v', text: await readFile(join(cwd, `${PREFIX}${index}.v`), 'utf8') }],
      };
    });
    return ok(await Promise.all(read));
  });
