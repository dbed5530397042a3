export { mapOfCollections } from './collections.ts';
export { parseDescriptor } from './parse.ts';
export type { Collection, Complaint, Field, ParseResult, ReportInfo, ReportMap, Usage } from './types.ts';
