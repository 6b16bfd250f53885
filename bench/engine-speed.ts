/** Time of the rule engine alone for each spec of a folder, in this process: `npx tsx bench/engine-speed.ts DIR`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planByRule } from '../src/engines/rule/index.ts';
import { readSpec } from '../src/spec/index.ts';

const ROUNDS = 5;
const [folder = ''] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((path) => /_prompt\.txt$|design_description\.txt$|spec\.md$/.test(path));
const specs = files.flatMap((path) => {
  const reading = readSpec({ path, bytes: readFileSync(join(folder, path)) });
  return reading.ok ? [{ path, spec: reading.value.spec }] : [];
});
for (const { spec } of specs.slice(0, 3)) planByRule(spec);

const times = specs.map(({ path, spec }) => {
  const runs = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    planByRule(spec);
    return performance.now() - start;
  });
  return { path, ms: runs.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? 0 };
});
const sorted = times.map((one) => one.ms).sort((left, right) => left - right);
const at = (share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
console.log('specs  median ms  p95 ms  worst ms');
console.log(
  `${String(specs.length).padStart(5)}  ${at(0.5).padStart(9)}  ${at(0.95).padStart(6)}  ${at(1).padStart(8)}`,
);
for (const one of [...times].sort((left, right) => right.ms - left.ms).slice(0, 5))
  console.log(`  ${one.ms.toFixed(1).padStart(7)} ms  ${one.path}`);
