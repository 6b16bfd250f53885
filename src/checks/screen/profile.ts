/**
 * How strict the static gate is. `candidate`: generated designs, which need nothing but synthesizable Verilog.
 * `project`: real repositories, which print, assert and include their own headers.
 */
export type ScreenProfile = 'candidate' | 'project';

/** What a profile allows; everything else is refused (allow-list, IEEE 1800-2017 §20-21 for the names). */
export interface ScreenRules {
  readonly systemNames: ReadonlySet<string>;
  readonly directives: ReadonlySet<string>;
  readonly includes: 'refused' | 'own-files';
}

const PURE_FUNCTIONS = [
  ...['$bits', '$clog2', '$signed', '$unsigned', '$size', '$countones', '$onehot', '$onehot0', '$isunknown'],
  ...['$high', '$low', '$left', '$right', '$increment', '$dimensions', '$unpacked_dimensions', '$countbits'],
  ...['$rtoi', '$itor', '$ceil', '$floor', '$pow', '$sqrt', '$ln', '$log10', '$cast'],
];

const HARMLESS_DIRECTIVES = [
  ...['timescale', 'default_nettype', 'resetall', 'celldefine', 'endcelldefine'],
  ...['unconnected_drive', 'nounconnected_drive'],
  ...['define', 'undef', 'ifdef', 'ifndef', 'elsif', 'else', 'endif'],
];

const REPORTING_TASKS = [
  ...['$display', '$write', '$strobe', '$monitor', '$error', '$warning', '$info', '$fatal', '$finish', '$stop'],
  ...['$time', '$stime', '$realtime', '$timeformat', '$random', '$urandom', '$urandom_range'],
  ...['$past', '$rose', '$fell', '$stable', '$changed', '$sampled', '$assertoff', '$asserton'],
];

export const SCREEN_RULES = {
  candidate: {
    systemNames: new Set(PURE_FUNCTIONS),
    directives: new Set(HARMLESS_DIRECTIVES),
    includes: 'refused',
  },
  project: {
    systemNames: new Set([...PURE_FUNCTIONS, ...REPORTING_TASKS]),
    directives: new Set([...HARMLESS_DIRECTIVES, 'include', 'line', 'begin_keywords', 'end_keywords', 'undefineall']),
    includes: 'own-files',
  },
} as const satisfies Readonly<Record<ScreenProfile, ScreenRules>>;

/** Whether elaborated code may call this; Icarus' own helpers (`$ivl_…`) stand for language features. */
export const allowsSystemName = (rules: ScreenRules, name: string): boolean =>
  rules.systemNames.has(name) || name.startsWith('$ivl_');

/** Directives after which the text must be preprocessed before it can be judged. */
export const CONDITIONAL_DIRECTIVES: ReadonlySet<string> = new Set([
  ...['define', 'undef', 'undefineall', 'ifdef', 'ifndef', 'elsif', 'else', 'endif', 'include'],
]);

/**
 * Words that reach out of a design, whatever they stand in: they change, drive or replace what others own.
 * `tran` and its kin join two nets, so that one on an input port drives the testbench.
 */
export const REFUSED_WORDS: ReadonlyMap<string, string> = new Map([
  ['bind', 'adds instances to modules of others'],
  ['config', 'chooses other modules for instances'],
  ['alias', 'joins nets'],
  ['force', 'overrides a net from outside its drivers'],
  ['release', 'undoes a force'],
  ['tran', 'joins nets'],
  ['rtran', 'joins nets'],
  ['tranif0', 'joins nets'],
  ['tranif1', 'joins nets'],
  ['rtranif0', 'joins nets'],
  ['rtranif1', 'joins nets'],
]);
