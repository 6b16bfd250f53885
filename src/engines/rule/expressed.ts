/** An expression of the plan, with its self-determined width (null where a parameter decides). */
export interface Expressed {
  readonly text: string;
  readonly width: number | null;
}

/** A refusal in the middle of a value: what could not be expressed. */
export interface Unspeakable {
  readonly why: string;
}
