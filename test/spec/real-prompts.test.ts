import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Spec } from '../../src/contracts/spec.ts';
import { readSpec } from '../../src/spec/index.ts';

const DATA = new URL('../../../shared/data/', import.meta.url).pathname;

const filesIn = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => join(folder, path));

/** `input clk 1`, sorted: an independent reading of a reference's header, ANSI or not. */
function declared(verilog: string): readonly string[] {
  const text = verilog.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
  const module = /\bmodule\s+\w+\s*(?:#\s*\([\s\S]*?\)\s*)?\(([\s\S]*?)\)\s*;([\s\S]*?)\bendmodule/.exec(text);
  const [, list = '', body = ''] = module ?? [];
  const source = /\b(?:input|output)\b/.test(list) ? list : (body.match(/\b(?:input|output)\b[^;]*/g) ?? []).join(',');
  const parameters = new Map(
    [...text.matchAll(/parameter\s+(\w+)\s*=\s*(\d+)/g)].map((one) => [one[1], Number(one[2])]),
  );
  const ports: string[] = [];
  let [direction, width] = ['', 1];
  for (const item of source.split(',')) {
    const own = /\b(input|output|inout)\b/.exec(item)?.[1];
    const range = /\[\s*([^:\]]+):\s*(\d+)\s*\]/.exec(item);
    if (own !== undefined) [direction, width] = [own, 1];
    if (range !== null) {
      const msb = (range[1] ?? '').replace(/[A-Za-z_]\w*/g, (name) => String(parameters.get(name) ?? Number.NaN));
      width =
        Math.abs(
          msb
            .split('-')
            .map(Number)
            .reduce((a, b) => a - b) - Number(range[2]),
        ) + 1;
    }
    const name = /(\w+)\s*$/.exec(item.replace(/\[[^\]]*\]/g, ' '))?.[1];
    if (name !== undefined) ports.push(`${direction} ${name} ${width}`);
  }
  return ports.sort();
}

const listed = (spec: Spec): readonly string[] =>
  spec.ports.map((port) => `${port.direction} ${port.name} ${port.width}`).sort();

function read(path: string): Spec {
  const reading = readSpec({ path, bytes: readFileSync(path) });
  if (!reading.ok) throw new Error(`${path}: ${reading.error.map((one) => `${one.code} ${one.message}`).join('; ')}`);
  return reading.value.spec;
}

/** Words that belong neither to the interface nor to a block of the body; list markers before an entry do not count. */
function unaccounted(spec: Spec): string {
  const marks = new Uint8Array(spec.text.length);
  for (const span of [...spec.interfaceSpans, ...spec.body.map((block) => block.span)]) {
    const lineStart = spec.text.lastIndexOf('\n', span.start) + 1;
    const isMarker = /^\W*\w{0,3}\W*$/.test(spec.text.slice(lineStart, span.start));
    marks.fill(1, isMarker ? lineStart : span.start, span.end);
  }
  return [...spec.text].filter((char, at) => marks[at] === 0 && /\w/.test(char)).join('');
}

const wordings = ['dataset_spec-to-rtl', 'dataset_code-complete-iccad2023'].map((name) =>
  join(DATA, 'verilog-eval-v2-half', name),
);

for (const folder of wordings) {
  test.skipIf(!existsSync(folder))(
    `the interface of every prompt in ${basename(folder)} is that of its reference`,
    () => {
      const prompts = filesIn(folder, /_prompt\.txt$/);
      expect(prompts.length).toBeGreaterThan(70);
      const differing = prompts.filter((path) => {
        const reference = declared(readFileSync(path.replace('_prompt.txt', '_ref.sv'), 'utf8'));
        return listed(read(path)).join() !== reference.join();
      });
      // Prompts whose text disagrees with their own reference are defects of the data; there is at most one a wording.
      expect(differing.map((path) => basename(path)).slice(1)).toEqual([]);
    },
  );

  test.skipIf(!existsSync(folder))(`no words of ${basename(folder)} are lost between interface and body`, () => {
    for (const path of filesIn(folder, /_prompt\.txt$/)) {
      const spec = read(path);
      expect(unaccounted(spec), path).toBe('');
      for (const block of spec.body) expect(block.span.end, path).toBeGreaterThan(block.span.start);
    }
  });
}

const sections = join(DATA, 'rtllm-v2-half');
test.skipIf(!existsSync(sections))(
  'the ports of every sectioned description have the names and directions of its reference',
  () => {
    const descriptions = filesIn(sections, /^[A-Z].*design_description\.txt$/);
    expect(descriptions.length).toBe(25);
    const report = descriptions.flatMap((path) => {
      const spec = read(path);
      const verilog = filesIn(dirname(path), /verified_.*\.v$/)
        .map((file) => readFileSync(file, 'utf8'))
        .join('\n');
      const top = verilog
        .split(/(?=^\s*module\b)/m)
        .find((module) => listed(spec).every((port) => module.includes(port.split(' ')[1] ?? '')));
      const reference = declared(top ?? '');
      const widths = new Map(spec.params.map((param) => [param.name, param]));
      const known = (port: string): string => (widths.has(port.split(' ')[2] ?? '') ? port.replace(/\w+$/, 'N') : port);
      const want = reference.map((port) =>
        listed(spec).some((one) => known(one) === port.replace(/\w+$/, 'N')) ? port.replace(/\w+$/, 'N') : port,
      );
      return listed(spec).map(known).join() === want.join()
        ? []
        : [{ path: basename(dirname(path)), listed: listed(spec), want }];
    });
    // One description leaves out an input of its reference, one reference has no header of its own to compare with.
    expect(report.length, JSON.stringify(report)).toBeLessThanOrEqual(2);
  },
);
