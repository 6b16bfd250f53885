import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../contracts/source.ts';
import type { ToolRun } from '../../contracts/tool.ts';
import {
  type IcarusImage,
  icarusPreprocessCommand,
  parseIcarusDiagnostics,
  parseIcarusImage,
} from '../../tools/iverilog/index.ts';
import type { CheckEnvironment, DesignFile, DesignText } from '../check-environment.ts';
import { compileWithIcarus } from '../icarus-compile.ts';
import { isHeader, writeFiles } from '../work-files.ts';

/** A design elaborated alone by Icarus, with its top as the only root. */
export interface Elaboration {
  readonly run: ToolRun;
  readonly diagnostics: readonly Diagnostic[];
  /** Null where it did not compile. */
  readonly image: IcarusImage | null;
}

const IMAGE = 'dut.vvp';

/** Compiles the design alone. Never throws for what the design does. */
export const elaborateAlone = (environment: CheckEnvironment, design: DesignText): Promise<Elaboration> =>
  environment.withWorkdir(async (cwd) => {
    const { run, diagnostics } = await compileWithIcarus(environment, {
      cwd,
      parties: [{ party: 'dut', files: design.files }],
      top: design.top,
      output: IMAGE,
      warnings: 'all',
    });
    const compiled = run.end === 'exited' && run.exitCode === 0;
    const image = compiled ? parseIcarusImage(await readFile(join(cwd, IMAGE), 'utf8')) : null;
    return { run, diagnostics, image };
  });

/** A design with macros expanded and conditions resolved. */
export interface Preprocessed {
  readonly run: ToolRun;
  readonly diagnostics: readonly Diagnostic[];
  /** Null where the preprocessor failed. */
  readonly files: readonly DesignFile[] | null;
}

const EXPANDED = 'expanded.v';

/** Runs the preprocessor over the design's files in order, with no macro defined from outside. */
export const preprocessAlone = (environment: CheckEnvironment, design: DesignText): Promise<Preprocessed> =>
  environment.withWorkdir(async (cwd) => {
    const closed = design.files.map((file) => ({
      ...file,
      text: file.text.endsWith('\n') ? file.text : `${file.text}\n`,
    }));
    const written = await writeFiles(cwd, { party: 'dut', files: closed });
    const command = icarusPreprocessCommand({
      cwd,
      sources: written.sources,
      generation: '2012',
      output: EXPANDED,
      includeFolders: ['dut'],
      limits: environment.limits ?? {},
    });
    const run = await environment.runTool(command, environment.signal);
    const diagnostics = written.named(parseIcarusDiagnostics(run.stderr.text));
    if (run.end !== 'exited' || run.exitCode !== 0) return { run, diagnostics, files: null };
    const text = await readFile(join(cwd, EXPANDED), 'utf8');
    return { run, diagnostics, files: splitBack(text, closed) };
  });

/**
 * Cuts the one expanded text back into files by their line counts, which the preprocessor keeps. Where an include may
 * have changed the count, the whole text stays under the first source's name.
 */
const splitBack = (text: string, files: readonly DesignFile[]): readonly DesignFile[] => {
  const lines = text.split('\n');
  const counts = files.map((file) => file.text.split('\n').length - 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const sources = files.filter((file) => !isHeader(file.path));
  const [first] = sources;
  if (first === undefined) return [];
  if (files.length === 1 || sources.length < files.length || total !== lines.length - 1) {
    return [{ path: first.path, text }];
  }
  let at = 0;
  return files.map((file, index) => {
    const from = at;
    at += counts[index] ?? 0;
    return { path: file.path, text: `${lines.slice(from, at).join('\n')}\n` };
  });
};
