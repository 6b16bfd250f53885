import type { LoadedIndex } from '../index/load.ts';

/** Which files may be found. Everything empty lets all through. */
export interface Filter {
  /** Glob patterns on paths (`*` within a folder, `**` across folders); a file must match one of them. */
  readonly paths: readonly string[];
  readonly notPaths: readonly string[];
  /** SPDX expressions; a file must carry one of them. `unknown` stands for files without a licence. */
  readonly licences: readonly string[];
  /** Fingerprints of code that must not be found, wherever it lies; see `codeFingerprints`. */
  readonly forbidden: ReadonlySet<string>;
}

export const noFilter: Filter = { paths: [], notPaths: [], licences: [], forbidden: new Set() };

/** A regular expression for a glob; linear, since every part of it is a negated class or a plain `.*` between folders. */
const globExpression = (glob: string): RegExp => {
  const parts = glob.split(/(\*\*\/?|\*|\?)/).map((part) => {
    if (part === '**/') return '(?:[^]*/)?';
    if (part === '**') return '[^]*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
};

/** True for paths that match one of the globs; a pattern without a slash is compared with the file's name. */
export const globMatcher = (globs: readonly string[]): ((path: string) => boolean) => {
  const whole = globs.filter((g) => g.includes('/')).map(globExpression);
  const names = globs.filter((g) => !g.includes('/')).map(globExpression);
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return whole.some((g) => g.test(path)) || names.some((g) => g.test(name));
  };
};

/** Says of each file of an index whether the filter lets it through. */
export const filterOf = (index: LoadedIndex, filter: Filter): ((file: number) => boolean) => {
  const wanted = globMatcher(filter.paths);
  const unwanted = globMatcher(filter.notPaths);
  const licences = new Set(filter.licences.map((l) => l.toLowerCase()));
  return (f) => {
    const file = index.data.files[f];
    if (!file) return false;
    if (filter.paths.length > 0 && !wanted(file.path)) return false;
    if (unwanted(file.path) || file.fingerprints.some((f) => filter.forbidden.has(f))) return false;
    return licences.size === 0 || licences.has((file.licence ?? 'unknown').toLowerCase());
  };
};
