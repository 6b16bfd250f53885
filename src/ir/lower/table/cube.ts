/** A product of literals over n inputs: input bits outside `care` are free, those inside equal `value`. */
export interface Cube {
  readonly care: number;
  readonly value: number;
}
