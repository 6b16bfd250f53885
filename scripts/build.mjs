// Compiles src/ to dist/ with plain tsc; skipped while nothing in src/ is newer than the last build.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

function files(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  const inputs = [...files(join(root, 'src')), join(root, 'tsconfig.build.json'), join(root, 'tsconfig.json')];
  return inputs.some((file) => statSync(file).mtimeMs > built);
}

/** Files that the program reads beside its own code (prompt texts, page templates). */
function copyAssets() {
  const assets = files(join(root, 'src')).filter((file) => !file.endsWith('.ts'));
  for (const file of assets) cpSync(file, join(dist, file.slice(join(root, 'src').length)), { recursive: true });
}

export function build() {
  rmSync(dist, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) return false;
  copyAssets();
  writeFileSync(stamp, '');
  return true;
}

export const buildIfStale = () => (isStale() ? build() : true);

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(build() ? 0 : 1);
