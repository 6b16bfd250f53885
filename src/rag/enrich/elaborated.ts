import { XMLParser } from 'fast-xml-parser';

/** A module as Verilator elaborated it: every parameter and width a number. */
export interface ElaboratedModule {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly ports: readonly { readonly name: string; readonly direction: string; readonly width: number | null }[];
  readonly params: readonly { readonly name: string; readonly value: string; readonly local: boolean }[];
  readonly instances: readonly {
    readonly type: string;
    readonly name: string;
    readonly file: string;
    readonly line: number;
    /** Ports that something is connected to. */
    readonly connections: readonly string[];
  }[];
}

interface XmlNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

/** Expressions nest deeply in generated code; the parser's own limit is far below what real designs need. */
const deepestTag = 5000;

type Raw = Readonly<Record<string, unknown>>;

const nodesOf = (raw: readonly Raw[]): XmlNode[] =>
  raw.flatMap((entry) => {
    const tag = Object.keys(entry).find((key) => key !== ':@');
    if (tag === undefined || tag.startsWith('#') || tag.startsWith('?')) return [];
    const attributes = (entry[':@'] ?? {}) as Record<string, string>;
    return [{ tag, attributes, children: nodesOf((entry[tag] ?? []) as Raw[]) }];
  });

const parse = (xml: string): XmlNode[] => {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    parseTagValue: false,
    maxNestedTags: deepestTag,
  });
  return nodesOf(parser.parse(xml) as Raw[]);
};

/** All nodes with one of the tags, at any depth. */
const within = (nodes: readonly XmlNode[], tag: string, out: XmlNode[] = []): XmlNode[] => {
  for (const node of nodes) {
    if (node.tag === tag) out.push(node);
    within(node.children, tag, out);
  }
  return out;
};

interface Tables {
  readonly files: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, XmlNode>;
  readonly originals: ReadonlyMap<string, string>;
}

const placeOf = (node: XmlNode, tables: Tables): { readonly file: string; readonly line: number } => {
  const [file = '', line = '0'] = (node.attributes['loc'] ?? '').split(',');
  return { file: tables.files.get(file) ?? '', line: Number(line) };
};

/** `32'sh1f` as a number; null where it has unknown bits. */
const constant = (text: string): number | null => {
  const hex = /'s?h([0-9a-f]+)$/i.exec(text)?.[1];
  return hex === undefined ? null : Number.parseInt(hex, 16);
};

/** Types refer to each other; a chain this long would be a circle. */
const longestChain = 20;

const elements = (node: XmlNode): number | null => {
  const [left, right] = within(node.children, 'const').map((c) => constant(c.attributes['name'] ?? ''));
  return left === undefined || left === null || right === undefined || right === null
    ? null
    : Math.abs(left - right) + 1;
};

/** Bits of a packed type; of an unpacked array, bits of one element; null where the table does not tell. */
const widthOf = (id: string, tables: Tables, chain = 0): number | null => {
  const node = tables.types.get(id);
  if (!node || chain > longestChain) return null;
  const { left, right, sub_dtype_id: sub } = node.attributes;
  if (node.tag === 'basicdtype') return left === undefined ? 1 : Math.abs(Number(left) - Number(right)) + 1;
  if (node.tag === 'structdtype') {
    const widths = node.children
      .filter((c) => c.tag === 'memberdtype')
      .map((c) => widthOf(c.attributes['sub_dtype_id'] ?? '', tables, chain + 1));
    return widths.includes(null) ? null : widths.reduce<number>((sum, w) => sum + (w ?? 0), 0);
  }
  const below = sub === undefined ? null : widthOf(sub, tables, chain + 1);
  if (node.tag !== 'packarraydtype') return below;
  const count = elements(node);
  return below === null || count === null ? null : below * count;
};

const moduleOf = (node: XmlNode, tables: Tables): ElaboratedModule => {
  const vars = node.children.filter((c) => c.tag === 'var');
  return {
    name: node.attributes['origName'] ?? node.attributes['name'] ?? '',
    ...placeOf(node, tables),
    ports: vars
      .filter((v) => v.attributes['dir'] !== undefined)
      .map((v) => ({
        name: v.attributes['origName'] ?? '',
        direction: v.attributes['dir'] ?? '',
        width: widthOf(v.attributes['dtype_id'] ?? '', tables),
      })),
    params: vars
      .filter((v) => v.attributes['param'] === 'true' || v.attributes['localparam'] === 'true')
      .map((v) => ({
        name: v.attributes['origName'] ?? '',
        value: v.children.find((c) => c.tag === 'const')?.attributes['name'] ?? '',
        local: v.attributes['localparam'] === 'true',
      })),
    instances: within(node.children, 'instance').map((i) => ({
      type: tables.originals.get(i.attributes['defName'] ?? '') ?? i.attributes['defName'] ?? '',
      name: i.attributes['origName'] ?? i.attributes['name'] ?? '',
      ...placeOf(i, tables),
      connections: i.children
        .filter((c) => c.tag === 'port' && c.children.length > 0)
        .map((c) => c.attributes['name'] ?? ''),
    })),
  };
};

/**
 * Modules of the XML that Verilator writes with `--xml-only` (5.044 and later write JSON instead). One entry for each
 * set of parameters a module was elaborated with. Throws nothing: XML that cannot be read gives no modules.
 */
export const readElaborated = (xml: string): ElaboratedModule[] => {
  let nodes: XmlNode[];
  try {
    nodes = parse(xml);
  } catch {
    // A file cut short by a crash of the tool: as if it had written nothing.
    return [];
  }
  const modules = within(nodes, 'module').concat(within(nodes, 'iface'));
  const named = (n: XmlNode) => [n.attributes['name'] ?? '', n.attributes['origName'] ?? ''] as const;
  const tables: Tables = {
    files: new Map(within(nodes, 'file').map((f) => [f.attributes['id'] ?? '', f.attributes['filename'] ?? ''])),
    types: new Map(within(nodes, 'typetable').flatMap((t) => t.children.map((d) => [d.attributes['id'] ?? '', d]))),
    originals: new Map(modules.map(named)),
  };
  return modules.map((node) => moduleOf(node, tables));
};
