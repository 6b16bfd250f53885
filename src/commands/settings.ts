import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolchainError } from '../contracts/error.ts';
import type { CommandIo } from './io.ts';

/** Where a setting's value came from; the first that gives one wins, in this order. */
export type Origin = 'flag' | 'environment' | 'config' | 'default';

interface Definition {
  readonly env: string;
  readonly fallback: string;
  readonly meaning: string;
}

/** Every setting there is. Flags have the same name; `doctor --json` shows each with its origin. */
export const SETTINGS = {
  engine: { env: 'VERILOOM_ENGINE', fallback: 'rule', meaning: 'engine that plans a design' },
  sandbox: { env: 'VERILOOM_SANDBOX', fallback: 'auto', meaning: 'auto, require or off' },
  jobs: { env: 'VERILOOM_JOBS', fallback: '0', meaning: 'jobs at once; 0 means one a core' },
  runsDir: { env: 'VERILOOM_RUNS_DIR', fallback: '.runs', meaning: 'folder of run folders' },
  index: { env: 'VERILOOM_INDEX', fallback: '', meaning: 'retrieval index used by generate' },
  model: { env: 'VERILOOM_MODEL', fallback: '', meaning: 'model of the llm and hybrid engines' },
  baseUrl: { env: 'OPENAI_BASE_URL', fallback: '', meaning: 'endpoint of the model' },
} as const satisfies Record<string, Definition>;

export type SettingName = keyof typeof SETTINGS;
export type Settings = Readonly<Record<SettingName, { readonly value: string; readonly origin: Origin }>>;

const CONFIG_FILE = 'veriloom.config.json';

async function readConfig(cwd: string): Promise<Readonly<Record<string, string>>> {
  const file = join(cwd, CONFIG_FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return {};
  const hint = `Known settings: ${Object.keys(SETTINGS).join(', ')}.`;
  const config = parseObject(text, file, hint);
  for (const [name, value] of Object.entries(config)) {
    if (!Object.hasOwn(SETTINGS, name))
      throw new ToolchainError('config', `${file}: unknown setting "${name}"`, { hint });
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new ToolchainError('config', `${file}: "${name}" must be a string or a number`, { hint });
    }
  }
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)]));
}

function parseObject(text: string, file: string, hint: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (cause) {
    throw new ToolchainError('config', `${file} is not valid JSON`, { hint: 'Correct the file or remove it.', cause });
  }
  throw new ToolchainError('config', `${file} must hold one JSON object`, { hint });
}

/**
 * Resolves every setting: flag, then environment, then `veriloom.config.json` in the working folder, then default.
 * Throws {@link ToolchainError} `config` for an unreadable file or a setting that nothing reads.
 */
export async function resolveSettings(
  flags: Readonly<Partial<Record<SettingName, string | undefined>>>,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<Settings> {
  const config = await readConfig(io.cwd);
  const resolve = (name: SettingName): Settings[SettingName] => {
    const flag = flags[name];
    if (flag !== undefined) return { value: flag, origin: 'flag' };
    const env = io.env[SETTINGS[name].env];
    if (env !== undefined && env !== '') return { value: env, origin: 'environment' };
    const configured = config[name];
    if (configured !== undefined) return { value: configured, origin: 'config' };
    return { value: SETTINGS[name].fallback, origin: 'default' };
  };
  const names = Object.keys(SETTINGS) as SettingName[];
  return Object.fromEntries(names.map((name) => [name, resolve(name)])) as Settings;
}
