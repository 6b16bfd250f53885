import type { Diagnostic } from '../../contracts/source.ts';
import type { ToolRun } from '../../contracts/tool.ts';
import type { Verdict } from '../../contracts/verdict.ts';
import type { IcarusImage } from '../../tools/iverilog/index.ts';
import { isPlainIdentifier } from '../../util/identifier.ts';
import { type CheckEnvironment, type DesignFile, type DesignText, trouble } from '../check-environment.ts';
import { icarusFinding } from '../compile.ts';
import { diagnosticsEvidence, type Finding, finding, invocationEvidence, verdictOf } from '../verdict.ts';
import { type Elaboration, elaborateAlone, preprocessAlone } from './elaborate.ts';
import { screenErrors, screenImage } from './image-rules.ts';
import { SCREEN_RULES, type ScreenProfile, type ScreenRules } from './profile.ts';
import { screenText, type TextContext } from './text-rules.ts';

export type { ScreenProfile } from './profile.ts';

/** What the static gate found, and what it made of the design on the way. */
export interface Screening {
  /** `screen`: `pass` only where the text was judged and the design was elaborated alone. */
  readonly screen: Verdict;
  /** `compile` by Icarus, from the same run; `skipped` where the text was refused. */
  readonly compile: Verdict;
  /**
   * The design as every later check must read it: without comments and attributes, macros expanded, conditions resolved. Line
   * numbers are those of the source. Empty where the text was refused.
   */
  readonly design: DesignText;
  /** The elaborated design: its ports, nets and calls; null where it did not compile. */
  readonly image: IcarusImage | null;
}

export interface ScreenRequest {
  readonly design: DesignText;
  readonly profile: ScreenProfile;
}

/**
 * The static gate (layer 0): judges the text, then the design elaborated alone. One start of a program, two where the
 * design has macros. Nothing of a refused design is ever given to a tool.
 */
export const screenDesign = async (
  environment: CheckEnvironment,
  { design, profile }: ScreenRequest,
): Promise<Screening> => {
  const startedAt = environment.now();
  const elapsed = (): number => environment.now() - startedAt;
  const rules = SCREEN_RULES[profile];
  const close = (screen: Finding, compile: Finding, rest?: Pick<Screening, 'design' | 'image'>): Screening => ({
    screen: verdictOf('screen', screen, elapsed()),
    compile: verdictOf('compile', compile, elapsed()),
    ...(rest ?? { design: { top: design.top, files: [] }, image: null }),
  });
  const prepared = await prepareText(environment, design, rules);
  if ('refusal' in prepared)
    return close(prepared.refusal, finding('skipped', 'Not compiled: the design was refused.'));
  const readable = { top: design.top, files: prepared.files };
  const elaboration = await elaborateAlone(environment, readable);
  const compile = icarusFinding(elaboration.run, elaboration.diagnostics);
  return close(elaborationFinding(elaboration, rules, design.top), compile, {
    design: readable,
    image: elaboration.image,
  });
};

type Prepared = { readonly files: readonly DesignFile[] } | { readonly refusal: Finding };

const prepareText = async (
  environment: CheckEnvironment,
  design: DesignText,
  rules: ScreenRules,
): Promise<Prepared> => {
  if (!isPlainIdentifier(design.top)) {
    return { refusal: finding('fail', `${JSON.stringify(design.top)} is not a plain module name.`) };
  }
  if (design.files.length === 0) return { refusal: finding('fail', 'The design has no files.') };
  const first = screenFiles(design.files, { rules, stage: 'source' });
  if ('refusal' in first || !first.needsPreprocessing) return first;
  const expanded = await preprocessAlone(environment, { top: design.top, files: first.files });
  if (expanded.files === null) return { refusal: brokenRun(expanded.run, expanded.diagnostics) };
  // What macros hid is judged now; conditions and definitions are gone.
  return screenFiles(expanded.files, { rules, stage: 'expanded' });
};

const screenFiles = (
  files: readonly DesignFile[],
  context: Pick<TextContext, 'rules' | 'stage'>,
): { readonly files: readonly DesignFile[]; readonly needsPreprocessing: boolean } | { readonly refusal: Finding } => {
  const ownFiles = new Set(files.map((file) => file.path));
  const results = files.map((file) => screenText(file, { ...context, ownFiles }));
  const refused = results.flatMap((result) => result.refused);
  if (refused.length > 0) return { refusal: refusalFinding(refused) };
  return {
    files: files.map((file, index) => ({ path: file.path, text: results[index]?.text ?? '' })),
    needsPreprocessing: results.some((result) => result.needsPreprocessing),
  };
};

const refusalFinding = (refused: readonly Diagnostic[]): Finding => {
  const [first] = refused;
  const place = first?.range === null || first === undefined ? '' : ` (${first.range.file}:${first.range.line})`;
  const more = refused.length > 1 ? ` and ${refused.length - 1} more` : '';
  return finding(
    'fail',
    `Refused: ${first?.message ?? 'unknown reason'}${place}${more}.`,
    diagnosticsEvidence(refused),
  );
};

const brokenRun = (run: ToolRun, diagnostics: readonly Diagnostic[]): Finding => {
  const why = trouble(run);
  const evidence = [...diagnosticsEvidence(diagnostics), ...invocationEvidence([run])];
  if (why !== null) return finding(why.status, why.summary, evidence);
  return finding('fail', 'The preprocessor rejects the design.', evidence);
};

const elaborationFinding = (elaboration: Elaboration, rules: ScreenRules, top: string): Finding => {
  const { run, diagnostics, image } = elaboration;
  const why = trouble(run);
  if (why !== null) return finding(why.status, why.summary, invocationEvidence([run]));
  const refused = image === null ? screenErrors(diagnostics) : screenImage(image, { rules, top });
  if (refused.length > 0) return refusalFinding(refused);
  if (image === null) {
    return finding('unknown', 'The text is harmless, but the design does not compile and was not elaborated.');
  }
  return finding('pass', `${top} elaborates alone, calls nothing outside and drives none of its inputs.`, [
    ...invocationEvidence([run]),
  ]);
};
