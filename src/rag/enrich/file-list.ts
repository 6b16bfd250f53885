/** What a project's own list says belongs to a design. Paths are relative to the list's folder, as written. */
export interface FileList {
  readonly files: readonly string[];
  readonly includeFolders: readonly string[];
  readonly defines: readonly string[];
  /** Other lists this one names (`-f`, `-F`). */
  readonly lists: readonly string[];
  /** Lines that were not understood, for a warning. */
  readonly unread: readonly string[];
}

const hdl = /\.(?:v|sv|vh|svh)$/i;
const header = /\.(?:vh|svh)$/i;
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.';

type Mutable = { readonly [K in keyof FileList]: string[] };

/** Takes one word of a command file; gives how many of the words after it belong to it. */
const takeWord = (word: string, next: string, list: Mutable): number => {
  const plus = /^\+(incdir|define)\+(.+)$/.exec(word);
  const glued = /^-([ID])(.+)$/.exec(word);
  if (plus) {
    const parts = (plus[2] ?? '').split('+').filter(Boolean);
    (plus[1] === 'incdir' ? list.includeFolders : list.defines).push(...parts);
  } else if (glued) (glued[1] === 'I' ? list.includeFolders : list.defines).push(glued[2] ?? '');
  else if (word === '-f' || word === '-F' || word === '-v') {
    (word === '-v' ? list.files : list.lists).push(next);
    return 1;
  } else if (/^[-+]/.test(word)) list.unread.push(word);
  else list.files.push(word);
  return 0;
};

/** A command file of simulators (`.f`): sources, `+incdir+`, `+define+`, `-f`, `-v`, `-I`, `-D`; `//` and `#` comment. */
const readCommandFile = (text: string): FileList => {
  const list: Mutable = { files: [], includeFolders: [], defines: [], lists: [], unread: [] };
  const words = text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .split('\n')
    .flatMap((line) =>
      line
        .replace(/(^|\s)(?:\/\/|#).*$/, '')
        .trim()
        .split(/\s+/),
    )
    .filter((word) => word !== '');
  for (let i = 0; i < words.length; i += 1) i += takeWord(words[i] ?? '', words[i + 1] ?? '', list);
  return list;
};

/**
 * A FuseSoC `.core` or an EDAM file in YAML, as far as its file lists go: items under a key `files`, written `- path`,
 * `- path : {…}` or `- {name: path, …}`. Nothing else of YAML is needed for that, and nothing else is read.
 */
const readYaml = (text: string): FileList => {
  const files: string[] = [];
  const includeFolders: string[] = [];
  for (const body of itemLines(text)) {
    const path = itemPath(body);
    if (path === null) continue;
    if (/is_include_file *: *(?:true|yes)/i.test(body) || header.test(path)) includeFolders.push(folderOf(path));
    else files.push(path);
  }
  return { files, includeFolders: [...new Set(includeFolders)], defines: [], lists: [], unread: [] };
};

/** Lines below a key `files`, as long as they are indented as its items are, and items on the key's own line. */
const itemLines = (text: string): string[] => {
  const items: string[] = [];
  let inside = -1;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const body = line.trim();
    if (body === '' || body.startsWith('#')) continue;
    const isKey = /^(?:- *)?files *:/.test(body);
    if (isKey) items.push(...inlineItems(body));
    const ends = indent < inside || (indent === inside && !body.startsWith('-'));
    if (isKey) inside = indent;
    else if (ends) inside = -1;
    else if (inside >= 0) items.push(body);
  }
  return items;
};

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

/** `files: [a.v, b.v]` on one line, as if each stood on its own. */
const inlineItems = (body: string): string[] =>
  (/\[([^\]]*)\]/.exec(body)?.[1] ?? '').split(',').map((item) => `- ${item.trim()}`);

const itemPath = (body: string): string | null => {
  const item = /^- *(.*)$/.exec(body)?.[1];
  if (item === undefined) return null;
  const named = /^\{? *name *: *([^,}]+)/.exec(item)?.[1];
  const path = unquoted(named ?? item.replace(/ *: *(?:\{.*)?$/, ''));
  return hdl.test(path) ? path : null;
};

const readEdamJson = (text: string): FileList | null => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Not JSON: EDAM files are YAML more often.
    return null;
  }
  const entries = (json as { files?: unknown } | null)?.files;
  if (!Array.isArray(entries)) return null;
  const files: string[] = [];
  const includeFolders: string[] = [];
  for (const entry of entries as unknown[]) {
    const { name, is_include_file } = (typeof entry === 'string' ? { name: entry } : (entry ?? {})) as {
      name?: unknown;
      is_include_file?: unknown;
    };
    if (typeof name !== 'string' || !hdl.test(name)) continue;
    if (is_include_file === true) includeFolders.push(folderOf(name));
    else files.push(name);
  }
  return { files, includeFolders: [...new Set(includeFolders)], defines: [], lists: [], unread: [] };
};

/** Reads a file list by its name: `.f`, `.core`, EDAM (`.eda.yml`, `.eda.json`). Never fails. */
export const readFileList = (name: string, text: string): FileList => {
  if (/\.(?:core|ya?ml)$/i.test(name)) return readYaml(text);
  if (/\.json$/i.test(name)) return readEdamJson(text) ?? readYaml(text);
  return readCommandFile(text);
};
