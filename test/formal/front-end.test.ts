import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compareRows } from '../../src/checks/equivalence/compare.ts';
import type { Netlist } from '../../src/formal/index.ts';
import { analyseClocking, readNetlist } from '../../src/formal/index.ts';
import { netlistScript } from '../../src/tools/yosys/index.ts';
import { describeWith } from '../tools/real-tools.ts';
import { modelAndIcarus } from './model-run.ts';
import { randomDesign } from './random-design.ts';

const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);
const STEPS = 60;

/** All designs through one process of Yosys. */
function readAll(texts: readonly string[]): readonly Netlist[] {
  const folder = mkdtempSync(join(tmpdir(), 'formal-test-'));
  try {
    texts.forEach((text, index) => {
      writeFileSync(join(folder, `d${index}.v`), text);
    });
    const jobs = texts.map((_, index) => ({ sources: [`d${index}.v`], top: 'm', output: `d${index}.json` }));
    const run = spawnSync('yosys', ['-q', '-p', netlistScript(jobs).join('\n')], { cwd: folder, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return texts.map((_, index) => {
      const netlist = readNetlist(readFileSync(join(folder, `d${index}.json`), 'utf8'), 'm');
      if (!netlist.ok) throw new Error(netlist.error.detail);
      return netlist.value;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWith(['iverilog', 'yosys'], 'the model of a whole design agrees with Icarus on the text', () => {
  it('on random expressions and registers, wherever both know a value', () => {
    const texts = SEEDS.map(randomDesign);
    const wrong = readAll(texts).flatMap((netlist, index) => {
      const verilog = texts[index] ?? '';
      const { model, icarus } = modelAndIcarus({
        netlist,
        clocking: analyseClocking([netlist]),
        verilog,
        steps: STEPS,
      });
      const compared = compareRows(model, icarus);
      expect(compared.knownRows).toBeGreaterThan(0);
      if (compared.onlyUnknown) return [];
      const row = model.findIndex((want, at) => !compareRows([want], [icarus[at] ?? '']).onlyUnknown);
      return [{ seed: SEEDS[index], row, model: model[row], icarus: icarus[row], verilog }];
    });
    expect(wrong.slice(0, 2)).toEqual([]);
  });
});
