// Brings a machine to the state in which Veriloom runs: node_modules, external programs, dist/.
// Uses nothing but Node, because on a fresh machine there is nothing else. Quick when nothing is missing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const requireTools = process.env.VERILOOM_REQUIRE_TOOLS === '1';

/** Program that must be on PATH → package that brings it, by package manager. */
const programs = {
  iverilog: { apt: 'iverilog', brew: 'icarus-verilog' },
  verilator: { apt: 'verilator', brew: 'verilator' },
  yosys: { apt: 'yosys', brew: 'yosys' },
  'yosys-abc': { apt: 'yosys', brew: 'yosys' },
  'g++': { apt: 'g++', brew: 'gcc' },
  make: { apt: 'make', brew: 'make' },
  python3: { apt: 'python3', brew: 'python' },
  z3: { apt: 'z3', brew: 'z3' },
  bwrap: { apt: 'bubblewrap', brew: null },
};

const say = (line) => process.stderr.write(`setup: ${line}\n`);

function die(message, hint) {
  say(message);
  say(hint);
  process.exit(4);
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => dir !== '' && existsSync(join(dir, program)));
}

function run(argv, options = {}) {
  say(`$ ${argv.join(' ')}`);
  const { status } = spawnSync(argv[0], argv.slice(1), { stdio: ['ignore', 2, 2], cwd: root, ...options });
  return status === 0;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    die(`Node ${process.versions.node} is too old`, 'Install Node 20.19 or newer (22 and 24 work too).');
  }
}

function aptPrefix() {
  if (process.getuid?.() === 0) return [];
  if (!onPath('sudo')) return null;
  // -n never asks: a set-up that waits for a password in CI is a hang. On a terminal sudo may ask.
  return process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
}

function installPrograms() {
  const wanted = Object.entries(programs).filter(([, from]) => process.platform !== 'darwin' || from.brew !== null);
  const missing = wanted.filter(([program]) => !onPath(program));
  if (missing.length === 0) return;
  const names = missing.map(([program]) => program).join(', ');
  const packages = (manager) => [...new Set(missing.map(([, from]) => from[manager]))].join(' ');
  const prefix = onPath('apt-get') ? aptPrefix() : null;
  if (prefix === null) {
    const hint =
      process.platform === 'darwin'
        ? `Run: brew install ${packages('brew')}`
        : `Install them with your package manager (Debian names: ${packages('apt')}), or run as root on Debian/Ubuntu.`;
    if (requireTools) die(`missing programs: ${names}`, hint);
    say(`missing programs: ${names}. What needs them will be skipped, and will say so.`);
    say(hint);
    return;
  }
  say(`installing ${packages('apt')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another package manager may be at work (unattended upgrades on a fresh machine): wait for it.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = [
    ...prefix,
    'apt-get',
    ...wait,
    'install',
    '-y',
    '--no-install-recommends',
    ...packages('apt').split(' '),
  ];
  // The package list of a fresh image is empty or old, so it is refreshed before the first try.
  run([...prefix, 'apt-get', ...wait, 'update', '-q'], { env });
  if (!run(install, { env })) die(`apt-get could not install: ${names}`, `Run by hand: ${install.join(' ')}`);
}

function installModules() {
  const stampFile = join(root, 'node_modules', '.cache', 'veriloom-setup');
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).update(process.versions.modules).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const npm = process.env.npm_execpath;
  const argv = npm ? [process.execPath, npm] : ['npm'];
  // Not `npm ci`: the lock file pins every version, but lists the native packages of the platform it was written on
  // only, and `ci` refuses such a file even where they are optional. `--no-save` leaves the lock as it is.
  if (!run([...argv, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])) {
    die('npm install failed', 'Check that the npm registry is reachable, then run the command again.');
  }
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  writeFileSync(stampFile, stamp);
}

checkNode();
// Programs come first: hnswlib-node is compiled with g++, make and python3 while modules are installed.
installPrograms();
installModules();
if (!buildIfStale()) die('the build failed', 'Run `npm run build` and read its messages.');
