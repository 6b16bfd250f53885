import wavedrom from 'wavedrom';
import type { WaveJson } from './waveform.ts';

/** Draws a WaveJSON document as a stand-alone SVG picture. */
export const svgOf = (wave: WaveJson): string =>
  wavedrom.onml.stringify(wavedrom.renderAny(0, wave, wavedrom.waveSkin));
