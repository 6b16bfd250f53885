import type { PlanSource } from '../../../contracts/plan.ts';
import type { RtlItem } from '../../../contracts/rtl.ts';

/** The item with the source of the node it came from, where that is known. */
export const sourced = (item: RtlItem, node: { readonly src?: PlanSource | undefined }): RtlItem =>
  node.src === undefined ? item : { ...item, src: node.src };
