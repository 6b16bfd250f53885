import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withGolden } from '../../../src/checks/equivalence.ts';
import { mapPool } from '../../../src/util/map-pool.ts';
import { describeWith, realEnvironment } from '../../tools/real-tools.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');

/** Published references, read in place: path and text. */
function references(folder: string, pattern: RegExp): { readonly path: string; readonly text: string }[] {
  return readdirSync(join(DATA, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, text: readFileSync(join(DATA, folder, path), 'utf8') }));
}

/** The top module (named once), and the text with every module renamed. */
function renamed(text: string): { readonly top: string; readonly copy: string } {
  const modules = [...text.matchAll(/^\s*module\s+(\w+)/gm)].map((found) => found[1] ?? '');
  const uses = (name: string): number => text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
  const top = modules.find((name) => uses(name) === 1) ?? modules[0] ?? '';
  const copy = modules.reduce((all, name) => all.replace(new RegExp(`\\b${name}\\b`, 'g'), `${name}_copy`), text);
  return { top, copy };
}

async function strengths(list: readonly { readonly path: string; readonly text: string }[]): Promise<string[]> {
  const env = await realEnvironment();
  return mapPool(list, 2, ({ path, text }) => {
    const { top, copy } = renamed(text);
    const golden = { top, files: [{ path: 'golden.sv', text }] };
    const candidate = { top: `${top}_copy`, files: [{ path: 'copy.sv', text: copy }] };
    return withGolden(env, { golden, seed: 2 }, async (ask) => {
      const { strength, verdict } = await ask({ candidate, budgetMs: 20_000 });
      return strength === 'proved' ? strength : `${path}: ${verdict.summary}`;
    });
  });
}

if (existsSync(DATA)) {
  describeWith(['iverilog', 'vvp', 'yosys', 'yosys-abc'], 'published references against renamed copies', () => {
    it('every reference of single modules is proved without bound', async () => {
      const list = references('verilog-eval-v2-half/dataset_code-complete-iccad2023', /_ref\.sv$/);
      expect(list.length).toBeGreaterThan(70);
      expect((await strengths(list)).filter((found) => found !== 'proved')).toEqual([]);
    }, 120_000);

    it('every larger reference that Yosys reads is proved without bound', async () => {
      const list = references('rtllm-v2-half', /verified_[^/]*\.v$/);
      const open = (await strengths(list)).filter((found) => found !== 'proved');
      expect(list.length).toBeGreaterThan(20);
      expect(open.filter((found) => !found.includes('Yosys cannot read it'))).toEqual([]);
      expect(open.length).toBeLessThan(3);
    }, 120_000);
  });
} else {
  describe.skip('published references against renamed copies (skipped: ../shared/data is not there)', () => undefined);
}
