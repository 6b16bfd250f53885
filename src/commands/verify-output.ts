import { resolve } from 'node:path';
import type { Diagnosis } from '../checks/diagnosis.ts';
import type { DifferenceDocument, VerifyDocument } from '../contracts/documents.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { waveformOf } from '../report/waveform.ts';
import { svgOf } from '../report/waveform-svg.ts';
import type { CommandIo } from './io.ts';
import { openRun } from './open-run.ts';
import type { VerifyOptions, VerifyRequest } from './verify-request.ts';

/** The part of a diagnosis that belongs into a document. */
export const differenceOf = ({ signals, trace, internals, cone }: Diagnosis): DifferenceDocument => ({
  signals,
  trace,
  internals,
  cone: cone.map(({ file, line, text }) => ({ file, line, text })),
});

const titled = (diagnosis: Diagnosis) =>
  waveformOf({
    title: `${diagnosis.signals.join(', ')} ${diagnosis.signals.length === 1 ? 'differs' : 'differ'}`,
    ...diagnosis,
  });

/** Writes the waveform and the picture where the user asked for them; without a difference there is nothing to show. */
export async function writePictures(diagnosis: Diagnosis | null, options: VerifyOptions, io: CommandIo): Promise<void> {
  if (diagnosis === null) {
    if (options.vcd !== undefined || options.svg !== undefined) io.say('no difference was found, so none is drawn');
    return;
  }
  if (options.svg !== undefined) await writeAtomically(resolve(io.cwd, options.svg), svgOf(titled(diagnosis)));
  if (options.vcd === undefined) return;
  if (diagnosis.vcd === null) io.say('the simulator wrote no waves');
  else await writeAtomically(resolve(io.cwd, options.vcd), diagnosis.vcd);
}

interface Kept {
  readonly diagnosis: Diagnosis | null;
  readonly options: VerifyOptions;
  readonly request: VerifyRequest;
  readonly root: string;
}

/** Keeps the document, and a difference as VCD, WaveJSON and SVG, in a run folder. */
export async function keepRun(document: VerifyDocument, kept: Kept, io: CommandIo): Promise<VerifyDocument> {
  if (!kept.options.run) return document;
  const run = await openRun('verify', { io, root: kept.root, seed: kept.request.seed });
  const result = { ...document, run: run.dir };
  await run.keep('verify.json', `${JSON.stringify(result, null, 2)}\n`);
  if (kept.diagnosis !== null) {
    const wave = titled(kept.diagnosis);
    await run.keep('difference.wave.json', `${JSON.stringify(wave, null, 2)}\n`);
    await run.keep('difference.svg', svgOf(wave));
    if (kept.diagnosis.vcd !== null) await run.keep('difference.vcd', kept.diagnosis.vcd);
  }
  await run.finish(io.signal.aborted ? 'cancelled' : 'success');
  return result;
}
