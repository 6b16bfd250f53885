import { folderOf } from '../chunk/words.ts';

/** The folders of a path, outermost first. */
export const foldersOf = (path: string): readonly string[] => folderOf(path).split('/').filter(Boolean);

/** Folders to go up and down from one file to another, each given by its folders. */
export const pathDistance = (a: readonly string[], b: readonly string[]): number => {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  return a.length + b.length - 2 * same;
};

const testPlaces =
  /(^|\/)(tb|dv|tests?|testbench|bench|sim|simulation|formal|verif|verification|uvm)(\/|$)|(^|[/_])(tb|test|bench)[_.]|_tb\./i;

/** True for a path that looks like verification code: a design seldom depends on it. */
export const looksLikeTest = (path: string): boolean => testPlaces.test(path);
