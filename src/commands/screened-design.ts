import type { CheckEnvironment, DesignText } from '../checks/check-environment.ts';
import { screenDesign } from '../checks/screen/index.ts';
import { ToolchainError } from '../contracts/error.ts';

/** The design as the static gate reads it. Throws {@link ToolchainError} `input` where the gate refuses it. */
export async function screened(environment: CheckEnvironment, design: DesignText): Promise<DesignText> {
  const gate = await screenDesign(environment, { design, profile: 'project' });
  const refused = [gate.screen, gate.compile].find((verdict) => verdict.status !== 'pass');
  if (refused === undefined) return gate.design;
  throw new ToolchainError('input', `${design.top} cannot be used: ${refused.summary}`, {
    hint: 'The golden design must compile in Icarus and must not reach outside itself.',
  });
}
