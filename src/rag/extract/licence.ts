/** Licences recognised from their own words where a file carries no SPDX tag. Order: the more special first. */
const byWords: readonly (readonly [string, RegExp])[] = [
  ['SHL-0.51', /solderpad hardware licen[cs]e[^.]{0,40}0\.51/i],
  ['SHL-2.0', /solderpad hardware licen[cs]e[^.]{0,40}2\.[01]/i],
  ['SHL-0.51', /solderpad/i],
  ['Apache-2.0', /apache licen[cs]e,? version 2|licenses\/LICENSE-2\.0/i],
  ['CERN-OHL-S-2.0', /CERN-OHL-S/i],
  ['CERN-OHL-W-2.0', /CERN-OHL-W/i],
  ['CERN-OHL-P-2.0', /CERN-OHL-P/i],
  ['AGPL-3.0', /affero general public/i],
  ['LGPL-2.1-or-later', /lesser general public|library general public/i],
  ['GPL-3.0', /general public licen[cs]e[\s\S]{0,200}version 3/i],
  ['GPL-2.0', /general public licen[cs]e/i],
  ['MPL-2.0', /mozilla public licen[cs]e/i],
  ['ISC', /permission to use, copy, modify, and\/or distribute/i],
  ['MIT', /permission is hereby granted, free of charge/i],
  ['BSD-3-Clause', /redistribution and use in source[\s\S]{0,900}neither the name/i],
  ['BSD-2-Clause', /redistribution and use in source/i],
  ['MIT', /\bMIT licen[cs]e/i],
  ['BSD-3-Clause', /\bBSD\b/],
  ['Unlicense', /released into the public domain|unlicense/i],
];

/** Characters of a notice that are read. */
const readCharacters = 12_000;

/** SPDX expression of a notice or of a LICENSE file; null where it is not recognised. */
export const licenceOf = (notice: string): string | null => {
  const text = notice.slice(0, readCharacters);
  const tagged = /SPDX-License-Identifier:[ \t]*([^\r\n*]{1,120})/.exec(text)?.[1]?.trim();
  if (tagged) return tagged;
  // A notice is wrapped: fold what stands between its words.
  const folded = text.replace(/[\s/*#]+/g, ' ');
  return byWords.find(([, words]) => words.test(folded))?.[0] ?? null;
};
