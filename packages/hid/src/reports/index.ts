export { splitReport } from './bits.ts';
export { createEdges } from './edges.ts';
export type { NamedBit, Reading } from './edges.ts';
export { createWriteQueue } from './queue.ts';
export { createShadow } from './shadow.ts';
