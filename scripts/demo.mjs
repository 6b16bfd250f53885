// The main job on the specs of designs/: generate, check, prove against the golden, run the golden's testbench.
// Every command is printed as a user would type it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');

function veriloom(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args, '--json', '--quiet'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  try {
    return { status, document: JSON.parse(stdout) };
  } catch {
    process.stderr.write(stderr);
    process.stderr.write(`veriloom ${args.join(' ')} printed no JSON (exit ${status})\n`);
    process.exit(70);
  }
}

const check = (document, id) => document.verdicts?.find((verdict) => verdict.check === id);

const names = readdirSync(join(root, 'designs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'designs', entry.name, 'spec.md')))
  .map((entry) => entry.name)
  .sort();

mkdirSync(join(root, '.runs', 'demo'), { recursive: true });
const started = Date.now();
const tally = { proved: 0, abstained: 0, wrong: 0, verified: 0 };
for (const name of names) {
  const [spec, golden, bench] = [`designs/${name}/spec.md`, `designs/${name}/golden.v`, `testbenches/${name}/tb.v`];
  const output = `.runs/demo/${name}.v`;
  const withBench = existsSync(join(root, bench)) ? ['--testbench', bench] : [];
  const { status, document } = veriloom(['generate', spec, '--golden', golden, ...withBench, '-o', output, '--no-run']);
  if (document.outcome === 'done') {
    const proof = check(document, 'equivalence');
    process.stdout.write(`${name.padEnd(22)} ${document.status.padEnd(8)} ${proof?.summary ?? ''}\n`);
    if (status === 0) tally.proved += 1;
    else tally.wrong += 1;
    continue;
  }
  tally.abstained += 1;
  const quote = document.refusal?.quotes?.[0];
  process.stdout.write(
    `${name.padEnd(22)} abstained line ${quote?.line ?? '?'}: "${(quote?.text ?? document.refusal?.detail ?? '').slice(0, 70)}"\n`,
  );
  if (withBench.length > 0) {
    const verified = veriloom(['verify', golden, '--golden', golden, ...withBench, '--profile', 'project', '--no-run']);
    process.stdout.write(
      `${''.padEnd(22)} ${verified.document.status.padEnd(8)} its hand-written design: ${verified.document.strongest}\n`,
    );
    if (verified.status === 0) tally.verified += 1;
    else tally.wrong += 1;
  }
}
process.stdout.write(
  `\n${names.length} specs in ${((Date.now() - started) / 1000).toFixed(1)} s: ${tally.proved} generated and shown equivalent, ` +
    `${tally.abstained} abstained (${tally.verified} hand-written designs verified instead), ${tally.wrong} failed.\n` +
    `The Verilog is in .runs/demo/. Try: node dist/cli.js generate designs/kmap-interlock/spec.md\n`,
);
process.exit(tally.wrong === 0 && tally.proved > 0 ? 0 : 1);
