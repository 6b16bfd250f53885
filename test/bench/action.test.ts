import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { defineBench } from '../../src/commands/define/bench.ts';
import type { Registrar } from '../../src/commands/define/registrar.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What GitHub demands of a composite action: https://docs.github.com/actions/creating-actions/metadata-syntax-for-github-actions. */
const ACTION = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1).max(300),
  author: z.string(),
  branding: z.strictObject({
    icon: z.string(),
    color: z.enum(['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']),
  }),
  inputs: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/),
    z.strictObject({
      description: z.string().min(1),
      required: z.boolean().optional(),
      default: z.string().optional(),
    }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: z.string().min(1), value: z.string() })),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z.union([
        z.strictObject({ uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/), with: z.record(z.string(), z.string()) }),
        z.strictObject({
          name: z.string(),
          id: z.string().optional(),
          if: z.string().optional(),
          // A run step of a composite action without a shell is refused by the runner.
          shell: z.literal('bash'),
          'working-directory': z.string().optional(),
          env: z.record(z.string(), z.string()).optional(),
          run: z.string().min(1),
        }),
      ]),
    ),
  }),
});

const text = readFileSync(join(ROOT, 'action.yml'), 'utf8');
const action = ACTION.parse(parse(text));
const scripts = action.runs.steps.flatMap((step) => ('run' in step ? [step] : []));
const judge = readFileSync(join(ROOT, 'scripts/judge-rtl.sh'), 'utf8');

describe('the action', () => {
  it('gives a default to every input that is not required, and names no other input', () => {
    for (const [name, input] of Object.entries(action.inputs)) {
      expect(input.required === true || input.default !== undefined, name).toBe(true);
    }
    const named = [...text.matchAll(/inputs\.([a-z-]+)/g)].map((match) => match[1]);
    expect(new Set(named)).toEqual(new Set(Object.keys(action.inputs)));
  });

  it('takes every output from a step that sets it', () => {
    for (const { value } of Object.values(action.outputs)) {
      const [, id = '', output = ''] = /^\$\{\{ steps\.([\w-]+)\.outputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      expect(scripts.map((step) => step.id)).toContain(id);
      expect(judge).toContain(`${output}=`);
    }
  });

  it('pastes no value of a user into a script', () => {
    for (const { run } of scripts) expect(run).not.toContain('${{');
  });

  it('sets every variable that its script reads', () => {
    const given = new Set(scripts.flatMap((step) => Object.keys(step.env ?? {})));
    const read = [...judge.matchAll(/\$\{?([A-Z][A-Z_]+)/g)].map((match) => match[1] ?? '');
    const byRunner = new Set(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']);
    expect(read.filter((name) => !given.has(name) && !byRunner.has(name))).toEqual([]);
  });

  it('holds scripts that a shell can read', () => {
    for (const script of [judge, ...scripts.map(({ run }) => run)]) {
      expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it('uses only flags that the command has', () => {
    const program = new Command();
    defineBench(program, {
      act: async () => undefined,
      withCommonOptions: (command: Command) => command,
    } as unknown as Registrar);
    const command = program.commands[0]?.commands.find((sub) => sub.name() === 'run');
    const known = new Set(command?.options.flatMap(({ long, short }) => [long, short]));
    const line = judge
      .split('\n')
      .filter((part) => /run\+?=\(|--report|--baseline/.test(part))
      .join(' ');
    const used = [...line.matchAll(/(?<= |\()(-{1,2}[a-z][a-z-]*)/g)].map((match) => match[1]);
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((flag) => !known.has(flag))).toEqual([]);
  });
});
