import type { Diagnostic } from '../../contracts/source.ts';
import { tokenizeVerilog, type VerilogToken } from '../../verilog/tokens.ts';
import type { DesignFile } from '../check-environment.ts';
import { blankAnnotations } from './blank.ts';
import { dottedPaths } from './dotted-paths.ts';
import { portExpressions } from './port-lists.ts';
import { allowsSystemName, CONDITIONAL_DIRECTIVES, REFUSED_WORDS, type ScreenRules } from './profile.ts';

/** What the text of one file shows before any tool has seen it. */
export interface TextFindings {
  readonly refused: readonly Diagnostic[];
  /** The text with comments and attributes blanked: what every tool is given. Offsets and lines are those of the source. */
  readonly text: string;
  /** Whether macros or conditions must be resolved before the text can be judged. */
  readonly needsPreprocessing: boolean;
}

/** What the text of a file is judged by. */
export interface TextContext {
  readonly rules: ScreenRules;
  /** Paths of the design's own files. */
  readonly ownFiles: ReadonlySet<string>;
  /** `expanded`: the preprocessor is through, so no macro or condition may be left. */
  readonly stage: 'source' | 'expanded';
}

/** Text beyond this is no design: it would only cost time in every later step. */
const MAX_FILE_CHARACTERS = 4_194_304;

/**
 * Judges one file by its tokens.
 */
export const screenText = (file: DesignFile, { rules, ownFiles, stage }: TextContext): TextFindings => {
  if (file.text.length > MAX_FILE_CHARACTERS) {
    const item = refusal(
      { code: 'SCREEN-SIZE', message: `file is longer than ${MAX_FILE_CHARACTERS} characters` },
      file,
      1,
    );
    return { refused: [item], text: '', needsPreprocessing: false };
  }
  const all = tokenizeVerilog(file.text, { comments: 'keep' });
  const tokens = all.filter((token) => token.kind !== 'comment');
  const needsPreprocessing =
    stage === 'source' && tokens.some((token) => token.kind === 'directive' && isConditional(token.text, rules));
  const textual = [
    ...characterComplaints(file.text),
    ...all.flatMap(lexicalComplaint),
    ...tokens.flatMap((token, index) => directiveComplaint(token, tokens[index + 1], { rules, ownFiles, stage })),
  ];
  // What stands in a branch that is not taken says nothing; all else is judged once the preprocessor is through.
  const complaints = needsPreprocessing ? textual : [...textual, ...structuralComplaints(tokens, rules)];
  return {
    refused: complaints.map((complaint) => refusal(complaint, file, complaint.line)),
    text: blankAnnotations(file.text, all),
    needsPreprocessing,
  };
};

const structuralComplaints = (tokens: readonly VerilogToken[], rules: ScreenRules): readonly Complaint[] => [
  ...tokens.flatMap((token, index) => tokenComplaint(token, tokens[index + 1], rules)),
  ...portExpressions(tokens).map((port) => ({
    code: 'SCREEN-PORT',
    message: `port ${port.text} is an expression; a port must be the net of its name`,
    line: port.line,
  })),
  ...dottedPaths(tokens)
    .filter((path) => !path.headIsLocal)
    .map((path) => ({
      code: 'SCREEN-HIERARCHY',
      message: `${path.text} is a hierarchical name that leads out of the design`,
      line: path.line,
    })),
];

interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly line: number;
}

const refusal = (
  { code, message }: Pick<Complaint, 'code' | 'message'>,
  file: DesignFile,
  line: number,
): Diagnostic => ({
  severity: 'error',
  code,
  message,
  range: { file: file.path, line, column: null },
  reportedBy: 'screen',
});

/** A directive that is not on the list is a macro: only the preprocessor knows what it hides. */
const isConditional = (word: string, rules: ScreenRules): boolean => {
  const name = word.slice(1);
  return CONDITIONAL_DIRECTIVES.has(name) || !rules.directives.has(name);
};

/** Control characters that one tool takes for white space or a line end and another does not. */
const characterComplaints = (text: string): readonly Complaint[] => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const at = text.search(/[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f]|\r(?!\n)/);
  if (at === -1) return [];
  const line = text.slice(0, at).split('\n').length;
  const code = (text.charCodeAt(at) ?? 0).toString(16).padStart(4, '0');
  return [{ code: 'SCREEN-CHARACTER', message: `control character U+${code} is not allowed`, line }];
};

/** Constructs on whose extent lexers disagree; each is a way to show two tools two texts. */
const lexicalComplaint = (token: VerilogToken): readonly Complaint[] => {
  if (
    token.kind === 'comment' &&
    token.text.startsWith('/*') &&
    (token.text.length < 4 || !token.text.endsWith('*/'))
  ) {
    return [{ code: 'SCREEN-LEXICAL', message: 'comment is not closed', line: token.line }];
  }
  if (token.kind === 'string' && (token.text.length < 2 || !token.text.endsWith('"') || token.text.includes('\n'))) {
    return [{ code: 'SCREEN-LEXICAL', message: 'string is not closed on its line', line: token.line }];
  }
  if (token.kind === 'escaped' && /\/[/*]|["`]/.test(token.text)) {
    return [
      {
        code: 'SCREEN-LEXICAL',
        message: `escaped name ${token.text} holds a comment, quote or macro mark`,
        line: token.line,
      },
    ];
  }
  return [];
};

const tokenComplaint = (
  token: VerilogToken,
  next: VerilogToken | undefined,
  rules: ScreenRules,
): readonly Complaint[] => {
  const { line } = token;
  switch (token.kind) {
    case 'system':
      return allowsSystemName(rules, token.text) && !token.text.startsWith('$ivl_')
        ? []
        : [{ code: 'SCREEN-SYSTEM', message: `${token.text} is not allowed in a design`, line }];
    case 'identifier':
      return wordComplaint(token, next);
    default:
      return [];
  }
};

const wordComplaint = (token: VerilogToken, next: VerilogToken | undefined): readonly Complaint[] => {
  const { line } = token;
  const why = REFUSED_WORDS.get(token.text);
  if (why !== undefined)
    return [{ code: 'SCREEN-WORD', message: `${token.text} is not allowed in a design: it ${why}`, line }];
  const foreign = (token.text === 'import' || token.text === 'export') && next?.kind === 'string';
  return foreign
    ? [{ code: 'SCREEN-FOREIGN', message: `${token.text} of foreign code (DPI) is not allowed`, line }]
    : [];
};

/** Directives of the language and of tools that are neither on the list nor macros of the design. */
const KNOWN_REFUSED = new Set([
  ...['include', 'line', 'pragma', 'begin_keywords', 'end_keywords', 'undefineall', 'protect', 'endprotect'],
  ...['systemc_header', 'systemc_ctor', 'systemc_dtor', 'systemc_interface', 'systemc_implementation'],
  ...['systemc_imp_header', 'systemc_clock', 'verilog', 'verilator_config', 'uselib', 'delay_mode_zero'],
  ...['__FILE__', '__LINE__', 'error', 'expand_vectornets', 'default_decay_time', 'default_trireg_strength'],
]);

const directiveComplaint = (
  token: VerilogToken,
  next: VerilogToken | undefined,
  { rules, ownFiles, stage }: TextContext,
): readonly Complaint[] => {
  if (token.kind !== 'directive') return [];
  const name = token.text.slice(1);
  const complain = (message: string): readonly Complaint[] => [{ code: 'SCREEN-DIRECTIVE', message, line: token.line }];
  if (stage === 'expanded' && isConditional(token.text, rules)) return complain(`${token.text} is left unresolved`);
  if (name === 'include' && rules.includes === 'own-files') {
    const target = next?.kind === 'string' ? next.text.slice(1, -1) : null;
    if (target === null || !ownFiles.has(target)) return complain('`include of a file that is not part of the design');
    return [];
  }
  if (rules.directives.has(name) || !KNOWN_REFUSED.has(name)) return [];
  return complain(`${token.text} is not allowed in a design`);
};
