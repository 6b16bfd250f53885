/** A place in a file, as EDA tools print it. */
export interface SourceRange {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based; null where the tool gives none. */
  readonly column: number | null;
}

/** A stretch of one text: half-open UTF-16 offsets into the normalised text, and 1-based inclusive lines. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly lastLine: number;
}

/** A file kept in the run folder. Reports point at artifacts; they never inline a whole log. */
export interface Artifact {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly truncated: boolean;
}

/** Something a tool or a reader of ours says about a place in a text. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  /** The tool's own code where it has one (`WIDTHTRUNC`), else a code of ours (`IVL-SYNTAX`, `SPEC-PORT-WIDTH`). */
  readonly code: string;
  readonly message: string;
  readonly range: SourceRange | null;
  readonly reportedBy: string;
}
