import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ElaboratedModule, readElaborated } from '../src/rag/enrich/elaborated.ts';
import type { FileFacts, UnitFact } from '../src/rag/extract/facts.ts';
import { scanVerilog } from '../src/rag/extract/scan.ts';
import { decodeText, listSources } from '../src/rag/index/walk.ts';

// Scanner against Verilator's elaboration: npx tsx bench/retrieval-scanner.ts --repo FOLDER [--most 200]
// Each file is elaborated with the other folders as libraries; every module that elaborated is compared.
const { values: flags } = parseArgs({
  options: { repo: { type: 'string' }, most: { type: 'string', default: '200' } },
});
if (!flags.repo) throw new Error('give --repo FOLDER');
const root = resolve(flags.repo);
const work = mkdtempSync(join(tmpdir(), 'veriloom-scanner-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const { files } = await listSources(root, { exclude: () => false });
const designs = files.filter((f) => /\.s?v$/.test(f) && !/(^|\/)(dv|tb|test|formal|fpv|verif)/.test(f));
const folders = [...new Set(files.map((f) => join(root, dirname(f))))];
const packages = files.filter((f) => /_pkg\.sv$/.test(f) && !/(^|\/)(dv|tb|test|fpv|verif|vendor\/google)/.test(f));

const factsOf = new Map<string, FileFacts>();
const facts = (path: string): FileFacts | null => {
  const absolute = resolve(root, path);
  if (!existsSync(absolute)) return null;
  const known = factsOf.get(absolute) ?? scanVerilog(decodeText(readFileSync(absolute)).text);
  factsOf.set(absolute, known);
  return known;
};

const elaborateFile = (path: string, withPackages: boolean): ElaboratedModule[] => {
  const output = join(work, 'out.xml');
  rmSync(output, { force: true });
  const argv = [
    ...[
      '--xml-only',
      '-Wno-fatal',
      '-Wno-lint',
      '-Wno-style',
      '--bbox-sys',
      '--bbox-unsup',
      '--timing',
      '+define+SYNTHESIS',
    ],
    ...['--error-limit', '1', '--xml-output', output],
    ...folders.flatMap((folder) => [`-y`, folder, `+incdir+${folder}`]),
    ...['+libext+.v+.sv'],
    ...(withPackages ? packages.map((p) => join(root, p)).filter((p) => p !== join(root, path)) : []),
    join(root, path),
  ];
  const run = spawnSync('verilator_bin', argv, { cwd: work, encoding: 'utf8', timeout: 30_000 });
  if (run.error && (run.error as NodeJS.ErrnoException).code === 'ENOENT')
    throw new Error('verilator_bin is not installed');
  return run.status === 0 && existsSync(output) ? readElaborated(readFileSync(output, 'utf8')) : [];
};

interface Tally {
  agree: number;
  of: number;
  readonly misses: string[];
}
const tallies: Record<string, Tally> = {};
const count = (what: string, agrees: boolean, miss: string): void => {
  tallies[what] ??= { agree: 0, of: 0, misses: [] };
  const tally = tallies[what];
  tally.of += 1;
  if (agrees) tally.agree += 1;
  else if (tally.misses.length < 8) tally.misses.push(miss);
};

const compare = (module: ElaboratedModule, unit: UnitFact, file: FileFacts): void => {
  const where = `${module.file.replace(`${root}/`, '')}:${module.line} ${module.name}`;
  for (const port of module.ports) {
    const own = unit.ports.find((p) => p.name === port.name);
    count('ports', own !== undefined, `${where} ${port.name}`);
    if (own)
      count(
        'port directions',
        own.direction === port.direction,
        `${where} ${port.name} ${own.direction}/${port.direction}`,
      );
  }
  count(
    'no port too many',
    unit.ports.every(
      (p) => p.direction === 'interface' || p.direction === 'unknown' || module.ports.some((q) => q.name === p.name),
    ),
    where,
  );
  for (const param of module.params.filter((p) => !p.local))
    count(
      'parameters',
      unit.params.some((p) => p.name === param.name),
      `${where} ${param.name}`,
    );
  for (const i of module.instances) {
    // A package's or library's file may hold the text of an instance through an include.
    if (resolve(work, i.file) !== resolve(work, module.file)) continue;
    const own = file.instances.find((x) => x.type === i.type && i.line >= x.line && i.line <= x.lastLine);
    count('instances', own !== undefined, `${where} line ${i.line}: ${i.type} ${i.name}`);
    if (own && !own.open)
      count(
        'connections',
        i.connections.every((name) => own.connections.includes(name)),
        `${where} ${i.name}`,
      );
  }
};

let elaborated = 0;
let tried = 0;
const seen = new Set<string>();
for (const path of designs.slice(0, Number(flags.most))) {
  tried += 1;
  let modules = elaborateFile(path, false);
  if (modules.length === 0) modules = elaborateFile(path, true);
  if (modules.length > 0) elaborated += 1;
  for (const module of modules) {
    const key = `${module.file} ${module.line} ${module.name}`;
    const file = seen.has(key) ? null : facts(module.file);
    seen.add(key);
    const unit = file?.units.find((u) => u.name === module.name);
    if (file) count('modules', unit !== undefined, key);
    if (file && unit) compare(module, unit, file);
  }
}
console.log(`${tried} files tried, ${elaborated} elaborated, ${seen.size} modules compared`);
for (const [what, { agree, of, misses }] of Object.entries(tallies)) {
  console.log(`${what.padEnd(18)} ${agree} of ${of} (${((100 * agree) / of).toFixed(2)}%)`);
  for (const miss of misses) console.log(`    ${miss}`);
}
