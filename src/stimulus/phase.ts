import type { Drive } from './layout.ts';
import { fieldOf, withField } from './layout.ts';
import type { Phase } from './phases.ts';
import type { StimulusStep } from './step.ts';
import { chooseValue } from './values.ts';

/** Plays one phase: changes the drive and returns the steps. */
export function playPhase(drive: Drive, phase: Phase): readonly StimulusStep[] {
  if (phase.frozen) return frozenSteps(drive, phase);
  const steps: StimulusStep[] = [];
  const pending = new Map<number, number>();
  for (let cycle = 0; cycle < phase.cycles; cycle += 1) {
    applyResets({ drive, phase, pending, steps });
    steps.push(...cycleSteps(drive, phase));
  }
  return steps;
}

/** One cycle of one clock: the active edge after new data, the other edge sometimes after new data too. */
function cycleSteps(drive: Drive, phase: Phase): readonly StimulusStep[] {
  const { layout, random } = drive;
  if (layout.clocks.length === 0) return [dataStep(drive, phase)];
  const clock = layout.clocks[random.below(layout.clocks.length)] ?? layout.clocks[0];
  if (clock === undefined) return [];
  // A gate is opened and closed at random. A clock stops for half a cycle now and then, so that resets and data come
  // at both of its levels.
  const edges = random.oneIn(clock.role === 'gate' ? 2 : PHASE_CHANGE) ? 1 : 2;
  return Array.from({ length: edges }, () => {
    const level = (drive.clock >> BigInt(clock.at)) & 1n;
    const isActive = clock.edge === 'both' || (clock.edge === 'pos') === (level === 0n);
    if (isActive || random.oneIn(4)) newData(drive, phase);
    drive.clock ^= 1n << BigInt(clock.at);
    return { data: drive.value, toggle: clock.at, repeat: 1 };
  });
}

/** Cycles between two changes of the clock's level at which a cycle begins, on average. */
const PHASE_CHANGE = 16;

const dataStep = (drive: Drive, phase: Phase): StimulusStep => {
  newData(drive, phase);
  return { data: drive.value, toggle: null, repeat: 1 };
};

function newData(drive: Drive, phase: Phase): void {
  const { layout, random, facts } = drive;
  for (const control of layout.controls) {
    if (phase.runs ? isRunning(drive, control.name) : random.chance(phase.hold)) continue;
    drive.value = withField(drive.value, control, random.chance(phase.bias.get(control.name) ?? 0.5) ? 1n : 0n);
  }
  for (const word of layout.words) {
    drive.walk += 1;
    if (random.chance(phase.hold)) continue;
    const previous = fieldOf(drive.value, word);
    const kept = drive.value;
    drive.value = withField(
      drive.value,
      word,
      chooseValue({ facts, random, width: word.width, previous, walk: drive.walk }),
    );
    // Resets and clocks that are bits of a wider port keep their value.
    for (const bit of [...layout.resets, ...layout.clocks]) drive.value = copyBit(kept, drive.value, bit.at);
  }
}

/** Whether a control is inside a run; a run that is over is followed by a new one. */
function isRunning(drive: Drive, control: string): boolean {
  const left = drive.runs.get(control) ?? 0;
  drive.runs.set(control, left > 0 ? left - 1 : runLength(drive));
  return left > 0;
}

/** Half of the runs are as long as some waiting time of the design, give or take two; the others are short. */
function runLength({ layout, random }: Drive): number {
  const wait = layout.waits[random.below(layout.waits.length)];
  return wait === undefined || random.oneIn(2) ? random.below(6) : wait + random.below(5) - 2;
}

const copyBit = (from: bigint, to: bigint, at: number): bigint => {
  const mask = 1n << BigInt(at);
  return (to & ~mask) | (from & mask);
};

interface ResetTurn {
  readonly drive: Drive;
  readonly phase: Phase;
  /** Cycles that each active reset still lasts. */
  readonly pending: Map<number, number>;
  readonly steps: StimulusStep[];
}

function applyResets({ drive, phase, pending, steps }: ResetTurn): void {
  const { reset: mode } = phase;
  const before = drive.value;
  for (const index of drive.layout.resets.keys()) {
    const left = pending.get(index) ?? 0;
    pending.set(index, Math.max(0, left - 1));
    if (mode.kind !== 'random') setReset(drive, index, mode.kind === 'active' && mode.which.includes(index));
    else if (left === 0) pending.set(index, resetAtRandom(drive, { index, oneIn: mode.oneIn, steps }));
  }
  // A reset that loads data must not change together with that data, and a step of its own also shows whether the
  // design waits for its clock.
  if (drive.value !== before && drive.layout.resets.some((reset) => reset.kind === 'async')) {
    steps.push({ data: drive.value, toggle: null, repeat: 1 });
  }
}

/** Perhaps begins a reset, for the returned number of further cycles. */
function resetAtRandom(
  drive: Drive,
  turn: { readonly index: number; readonly oneIn: number; readonly steps: StimulusStep[] },
): number {
  const { random } = drive;
  const begins = random.oneIn(turn.oneIn);
  setReset(drive, turn.index, begins);
  if (!begins || !random.oneIn(3)) return begins ? random.below(3) : 0;
  // A pulse without a clock edge tells an asynchronous reset from a synchronous one.
  turn.steps.push({ data: drive.value, toggle: null, repeat: 1 });
  setReset(drive, turn.index, false);
  return 0;
}

function setReset(drive: Drive, index: number, isActive: boolean): void {
  const reset = drive.layout.resets[index];
  if (reset === undefined) return;
  const level = isActive ? reset.active : 1 - reset.active;
  const mask = 1n << BigInt(reset.at);
  drive.value = level === 1 ? drive.value | mask : drive.value & ~mask;
}

/** All data stays; every clock runs in turn, both edges, for the length of the phase. */
function frozenSteps(drive: Drive, phase: Phase): readonly StimulusStep[] {
  const clocks = drive.layout.clocks.filter((clock) => clock.role === 'clock');
  const lone = clocks.length === 1 ? clocks[0] : undefined;
  if (lone !== undefined) return [{ data: drive.value, toggle: lone.at, repeat: 2 * phase.cycles }];
  // Several clocks share the length in turns of one cycle.
  const turns = Math.min(phase.cycles, 2_000);
  return Array.from({ length: turns }, () =>
    clocks.map((clock) => ({ data: drive.value, toggle: clock.at, repeat: 2 })),
  ).flat();
}
