import { tmpdir } from 'node:os';
import { ToolchainError } from '../contracts/error.ts';
import { hostEnvironmentOf } from '../process/environment.ts';
import { examineSandbox, type SandboxFinding } from '../process/examine-sandbox.ts';
import { examineTools, type ToolFinding } from '../tools/doctor.ts';
import { type EndpointFinding, endpointLines, examineEndpoint } from './doctor-endpoint.ts';
import { EXIT } from './exit-codes.ts';
import type { CommandIo, CommandResult, SandboxMode } from './io.ts';
import { packageVersion } from './package-version.ts';
import { resolveSettings, type SettingName, type Settings } from './settings.ts';

export interface DoctorOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly sandbox?: string;
  readonly model?: string;
  readonly baseUrl?: string;
}

interface PackageFinding {
  readonly name: string;
  readonly status: 'found' | 'missing';
  readonly capability: string;
}

const OPTIONAL_PACKAGES = [
  { name: 'hnswlib-node', capability: 'approximate search in indexes above 50,000 chunks; exact search works without' },
  { name: '@xenova/transformers', capability: 'embedding models from a local folder; hash embedding works without' },
] as const;

/** Reads a `--sandbox` value. Throws {@link ToolchainError} `usage` for anything else. */
export function sandboxMode(text: string): SandboxMode {
  if (text === 'auto' || text === 'require' || text === 'off') return text;
  throw new ToolchainError('usage', `--sandbox ${text}: no such mode`, { hint: 'Use auto, require or off.' });
}

/** `veriloom doctor`: exit 0 when every external program works, 4 otherwise. */
export async function runDoctor(options: DoctorOptions, io: CommandIo): Promise<CommandResult> {
  const settings = await resolveSettings(
    { sandbox: options.sandbox, model: options.model, baseUrl: options.baseUrl },
    io,
  );
  const { runTool, withWorkdir } = await io.tools(sandboxMode(settings.sandbox.value));
  const sandbox = await examineSandbox({ host: hostEnvironmentOf(io.env), tmp: tmpdir() });
  const tools = await withWorkdir((folder) => examineTools(runTool, folder));
  const packages = await Promise.all(OPTIONAL_PACKAGES.map(findPackage));
  const endpoint = settings.model.value === '' ? null : await examineEndpoint(settings, io);
  const healthy = tools.every((tool) => tool.status === 'found') && endpoint?.status !== 'unreachable';
  const document = {
    schema: 'doctor@1',
    status: healthy ? 'pass' : 'error',
    veriloom: packageVersion(),
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    sandbox,
    tools,
    packages,
    settings,
    endpoint,
    keys: { OPENAI_API_KEY: io.env['OPENAI_API_KEY'] ? 'set' : 'not set' },
  };
  return {
    document,
    human: humanText({ tools, packages, settings, sandbox, endpoint }),
    exitCode: healthy ? EXIT.done : EXIT.environment,
  };
}

async function findPackage(entry: (typeof OPTIONAL_PACKAGES)[number]): Promise<PackageFinding> {
  try {
    await import(entry.name);
    return { ...entry, status: 'found' };
  } catch {
    // Whatever the reason (absent, not compiled for this Node), the package cannot be used here.
    return { ...entry, status: 'missing' };
  }
}

interface Findings {
  readonly tools: readonly ToolFinding[];
  readonly packages: readonly PackageFinding[];
  readonly settings: Settings;
  readonly sandbox: SandboxFinding;
  readonly endpoint: EndpointFinding | null;
}

function humanText({ tools, packages, settings, sandbox, endpoint }: Findings): string {
  const toolLines = tools.flatMap((tool) => [
    `${tool.status.padEnd(8)} ${tool.title}: ${tool.programs.map((p) => `${p.name} ${p.version ?? p.status}`).join(', ')}`,
    ...(tool.hint === null ? [] : [`         needed for: ${tool.capabilities.join('; ')}`, `         ${tool.hint}`]),
  ]);
  const packageLines = packages.map((entry) => `${entry.status.padEnd(8)} ${entry.name}: ${entry.capability}`);
  const settingLines = (Object.keys(settings) as SettingName[]).map(
    (name) => `setting  ${name} = ${settings[name].value || '(none)'} (${settings[name].origin})`,
  );
  return [
    `veriloom ${packageVersion()}, Node ${process.versions.node}`,
    ...toolLines,
    ...packageLines,
    `sandbox  ${sandbox.layer} (caps ${sandbox.limits})${sandbox.hint === null ? '' : `: ${sandbox.hint}`}`,
    ...settingLines,
    ...(endpoint === null ? [] : endpointLines(endpoint)),
  ].join('\n');
}
