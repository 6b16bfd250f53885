import type { MacroFact, MentionFact } from './facts.ts';

export interface PreprocessorFacts {
  readonly guards: readonly string[];
  readonly includes: readonly MentionFact[];
  readonly defined: readonly MacroFact[];
  /** Macros used inside the bodies of other macros. Uses in the code are tokens. */
  readonly usedInBodies: readonly MentionFact[];
}

interface Branch {
  readonly own: string;
  readonly outer: number;
  /** Brackets open where the branches begin: each branch starts from the same state. */
  readonly open: readonly number[];
}

interface Directive {
  readonly name: string;
  /** Offset of the backtick. */
  readonly at: number;
  /** Offset after the directive's name. */
  readonly end: number;
  readonly line: number;
  readonly open: number[];
}

/** Directives of the language that end with their line and say nothing of other files. */
const lineDirectives: ReadonlySet<string> = new Set(
  'timescale default_nettype undef undefineall resetall celldefine endcelldefine line pragma begin_keywords end_keywords unconnected_drive nounconnected_drive default_decay_time default_trireg_strength delay_mode_path delay_mode_zero delay_mode_unit delay_mode_distributed protect endprotect'.split(
    ' ',
  ),
);
const conditional: ReadonlySet<string> = new Set(['ifdef', 'ifndef', 'elsif', 'else', 'endif']);

/** Conditions of a guard that are kept, innermost last; more would make hostile nesting cost quadratic memory. */
const mostConditions = 6;
const deepestBranch = 256;

/** Follows the preprocessor without running it: every branch of an `ifdef is read, each under its own condition. */
export class Preprocessor {
  readonly text: string;
  guard = 0;
  readonly guards: string[] = [''];
  private readonly guardIds = new Map<string, number>([['', 0]]);
  private readonly branches: Branch[] = [];
  private overflow = 0;
  private readonly includes: MentionFact[] = [];
  private readonly defined: MacroFact[] = [];
  private readonly usedInBodies: MentionFact[] = [];

  constructor(text: string) {
    this.text = text;
  }

  facts(): PreprocessorFacts {
    const { guards, includes, defined, usedInBodies } = this;
    return { guards, includes, defined, usedInBodies };
  }

  /** Reads a directive; gives the offset at which the scan goes on, or null where the name is a macro of the user. */
  directive(d: Directive): { readonly end: number; readonly open: number[] } | null {
    if (d.name === 'define') return { end: this.define(d), open: d.open };
    if (d.name === 'include') return { end: this.include(d), open: d.open };
    if (conditional.has(d.name)) return this.branch(d);
    if (lineDirectives.has(d.name)) return { end: this.lineEnd(d.end), open: d.open };
    return null;
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  /** End of a macro's text: the first line end without a backslash before it. */
  private bodyEnd(from: number): number {
    let end = this.lineEnd(from);
    while (end < this.text.length) {
      const last = this.text.charCodeAt(end - 1) === 13 ? end - 2 : end - 1;
      if (this.text.charCodeAt(last) !== 92) break;
      end = this.lineEnd(end + 1);
    }
    return end;
  }

  private define(d: Directive): number {
    const end = this.bodyEnd(d.end);
    const body = this.text.slice(d.end, end);
    const head = /^[ \t]+([A-Za-z_][\w$]*)(\(([^()]*)\))?/.exec(body);
    if (!head?.[1]) return end;
    const lines = body.split('\n').length - 1;
    this.defined.push({
      name: head[1],
      line: d.line,
      lastLine: d.line + lines,
      guard: this.guards[this.guard] ?? '',
      arity: head[2] === undefined ? null : (head[3] ?? '').split(',').length,
    });
    this.usesIn(body, d.line);
    return end;
  }

  private usesIn(body: string, firstLine: number): void {
    let line = firstLine;
    let from = 0;
    for (const use of body.matchAll(/`([A-Za-z_][\w$]*)/g)) {
      for (let p = body.indexOf('\n', from); p >= 0 && p < use.index; p = body.indexOf('\n', p + 1)) line += 1;
      from = use.index;
      if (use[1]) this.usedInBodies.push({ name: use[1], line, guard: this.guards[this.guard] ?? '' });
    }
  }

  private include(d: Directive): number {
    const end = this.lineEnd(d.end);
    const name = /^\s*["<]([^">\n]{1,400})[">]/.exec(this.text.slice(d.end, Math.min(end, d.end + 500)))?.[1];
    if (name) this.includes.push({ name, line: d.line, guard: this.guards[this.guard] ?? '' });
    return end;
  }

  private branch(d: Directive): { readonly end: number; readonly open: number[] } {
    const named = /^[ \t]+([A-Za-z_][\w$]*)/.exec(this.text.slice(d.end, d.end + 200));
    const end = named && d.name !== 'else' && d.name !== 'endif' ? d.end + named[0].length : d.end;
    const name = named?.[1] ?? '?';
    if (d.name === 'ifdef' || d.name === 'ifndef')
      return { end, open: this.enter(d, d.name === 'ifdef' ? name : `!${name}`) };
    if (d.name === 'endif') this.leave();
    else return { end, open: this.alternate(d, d.name === 'elsif' ? name : '') };
    return { end, open: d.open };
  }

  private enter(d: Directive, own: string): number[] {
    if (this.branches.length >= deepestBranch) {
      this.overflow += 1;
      return d.open;
    }
    this.branches.push({ own, outer: this.guard, open: [...d.open] });
    this.guard = this.guardId(this.guard, own);
    return d.open;
  }

  private alternate(d: Directive, condition: string): number[] {
    const branch = this.branches.at(-1);
    if (!branch || this.overflow > 0) return d.open;
    const not = branch.own.startsWith('!') ? branch.own.slice(1) : `!${branch.own}`;
    this.guard = this.guardId(branch.outer, condition || not);
    return [...branch.open];
  }

  private leave(): void {
    if (this.overflow > 0) {
      this.overflow -= 1;
      return;
    }
    this.guard = this.branches.pop()?.outer ?? 0;
  }

  private guardId(outer: number, own: string): number {
    const before = (this.guards[outer] ?? '').split(' & ').filter(Boolean);
    const text = [...before, own].slice(-mostConditions).join(' & ');
    const known = this.guardIds.get(text);
    if (known !== undefined) return known;
    this.guards.push(text);
    this.guardIds.set(text, this.guards.length - 1);
    return this.guards.length - 1;
  }
}
