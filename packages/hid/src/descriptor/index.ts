export { mapOfCollections } from './collections.ts';
export { parseDescriptor } from './parse.ts';
export type {
  Collection,
  Complaint,
  ComplaintCode,
  Field,
  ParseFailure,
  ParseResult,
  ReportBits,
  ReportInfo,
  ReportItem,
  ReportKind,
  ReportMap,
  Usage,
} from './types.ts';
