export {
  practiceDomain,
  practiceHeaders,
  practicePlaces,
  practiceQueues,
  practiceSite,
  practiceSiteFile,
} from './site.ts';
export type { PracticeEdge } from './site.ts';
