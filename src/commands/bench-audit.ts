import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { AuditPorts } from '../bench/audit/audit-task.ts';
import { runAudit } from '../bench/audit/run-audit.ts';
import { readDataset } from '../bench/datasets/registry.ts';
import { portsOfImage } from '../checks/ports.ts';
import { screenDesign } from '../checks/screen/index.ts';
import { asDiskError } from '../disk/atomic-write.ts';
import { benchAuditText } from '../report/bench-text.ts';
import { type BenchToolOptions, checkEnvironmentOf, wholeNumber, withBenchPorts } from './bench-ports.ts';
import { datasetRequest, only } from './bench-run.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult } from './io.ts';

/** Flags of `veriloom bench audit DATASET`. */
export interface BenchAuditOptions extends BenchToolOptions {
  readonly dataset: string;
  readonly task?: string;
  readonly descriptions?: string;
  readonly only?: readonly string[];
  /** One-operator mutants a task. */
  readonly mutants?: string;
  readonly seed?: string;
  readonly output?: string;
}

/**
 * `veriloom bench audit`: whether a dataset can be believed with these tools. Exit 1 when our rules accept a cheat;
 * defects of the dataset are its result and no failure. `answer` builds a design from a prompt's formal content.
 */
export async function runBenchAudit(
  datasetId: string,
  options: BenchAuditOptions,
  io: CommandIo,
  answer: AuditPorts['answerFromPrompt'] = null,
): Promise<CommandResult> {
  const dataset = only(await readDataset(datasetId, datasetRequest(options, io)), options.only ?? []);
  const document = await withBenchPorts(options, io, (ports, lanes) => {
    const environment = checkEnvironmentOf(ports);
    const audit: AuditPorts = {
      portsOf: async ({ top, text }) => {
        const { image } = await screenDesign(environment, {
          design: { top, files: [{ path: 'design.sv', text }] },
          profile: 'project',
        });
        return image === null ? null : portsOfImage(image, top);
      },
      answerFromPrompt: answer,
      mutants: wholeNumber(options.mutants ?? '8', { flag: '--mutants', least: 0 }),
      seed: wholeNumber(options.seed ?? '1', { flag: '--seed', least: 0 }),
    };
    let done = 0;
    const onTask = ({ task, defects }: { readonly task: string; readonly defects: readonly unknown[] }): void => {
      done += 1;
      io.say(
        `${done}/${dataset.tasks.length} ${task}: ${defects.length === 0 ? 'sound' : `${defects.length} findings`}`,
      );
    };
    return runAudit(dataset, { ports, audit, lanes, onTask });
  });
  if (options.output !== undefined) {
    const target = resolve(io.cwd, options.output);
    await mkdir(dirname(target), { recursive: true })
      .then(() => writeFile(target, `${JSON.stringify(document, null, 2)}\n`))
      .catch((error: unknown) => {
        throw asDiskError(error, target);
      });
  }
  const exitCode = io.signal.aborted ? EXIT.interrupted : document.totals.cheatsAccepted > 0 ? EXIT.failed : EXIT.done;
  return { document, human: benchAuditText(document), exitCode };
}
