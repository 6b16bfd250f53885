import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COUNT } from './designs.ts';
import { freshFolder, SUITE } from './harness.ts';
import { missingTools } from './tools.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');
const SCRIPT = join(import.meta.dirname, '../../scripts/judge-rtl.sh');

/** A repository with a suite and designs on branch main, and a clone of it to change. */
function repository(): string {
  const origin = freshFolder();
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  git(origin, 'init', '-q', '-b', 'main');
  execFileSync('cp', ['-r', SUITE, join(origin, 'suite')]);
  mkdirSync(join(origin, 'rtl'));
  writeFileSync(join(origin, 'rtl/saturating_count.v'), COUNT.good);
  git(origin, 'add', '.');
  git(origin, 'commit', '-q', '-m', 'start');
  const clone = join(freshFolder(), 'clone');
  git(origin, 'clone', '-q', origin, clone);
  return clone;
}

function judge(
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly outputs: string; readonly summary: string } {
  const [outputs, summary] = [join(cwd, '../outputs'), join(cwd, '../summary')];
  writeFileSync(outputs, '');
  writeFileSync(summary, '');
  const settings = {
    VERILOOM_CLI: CLI,
    SUITE: 'suite',
    RTL: 'rtl',
    ONLY_CHANGED: 'true',
    BASE_REF: 'main',
    FAIL_UNDER: 'pass@1=1',
    BASELINE: '',
    OUTPUT: 'out',
    MORE: '--sandbox off --no-formal',
  };
  const { status } = spawnSync('bash', [SCRIPT], {
    cwd,
    env: { ...process.env, ...settings, ...more, GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary },
    stdio: 'ignore',
  });
  return { code: status, outputs: readFileSync(outputs, 'utf8'), summary: readFileSync(summary, 'utf8') };
}

describe.skipIf(missingTools('iverilog', 'git') !== null || !existsSync(CLI))('the judging step of the action', () => {
  it('does nothing for a change that touches no task', () => {
    const { code, outputs } = judge(repository());
    expect(code).toBe(0);
    expect(outputs).toBe('exit-code=0\n');
  });
  it('fails a change that breaks a design, and points at its file', () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'rtl/saturating_count.v'), COUNT.wraps);
    const { code, outputs, summary } = judge(cwd);
    expect(code).toBe(1);
    expect(outputs).toContain('exit-code=1');
    expect(summary).toContain('| own rules |');
    const [result] = JSON.parse(readFileSync(join(cwd, 'out/report.sarif'), 'utf8')).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('rtl/saturating_count.v');
  });
  it('passes a change that keeps a design right', () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'rtl/saturating_count.v'), COUNT.goodAgain);
    expect(judge(cwd).code).toBe(0);
  });
  it('exits 2 for a suite that is not there', () => {
    const cwd = repository();
    expect(judge(cwd, { SUITE: 'nowhere', ONLY_CHANGED: 'false' }).code).toBe(2);
  });
});
