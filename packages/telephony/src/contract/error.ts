import { z } from 'zod';

/** What kind of trouble it is: decides who can mend it and how the screen speaks of it. */
export const errorCategory = z.enum([
  'input',
  'state',
  'exchange',
  'network',
  'media',
  'permission',
  'internal',
]);
export type ErrorCategory = z.infer<typeof errorCategory>;

/** An error as it crosses a process border. `messageKey` is a key of the UI's catalogue; no user text is made here. */
export const problemSchema = z.object({
  code: z.string().max(64),
  category: errorCategory,
  messageKey: z.string().max(128),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A problem by its code; its words are the catalogue's `error.<code>`. */
export const problemOf = (code: string, category: ErrorCategory = 'state'): Problem => ({
  code,
  category,
  messageKey: `error.${code}`,
});

/** The one error class: code, category, message key and cause. Personal data never goes into `values`. */
export class SambandError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly messageKey: string;
  readonly values: Record<string, string | number> | undefined;

  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.code, options);
    this.name = 'SambandError';
    this.code = problem.code;
    this.category = problem.category;
    this.messageKey = problem.messageKey;
    this.values = problem.values;
  }

  toProblem(): Problem {
    return {
      code: this.code,
      category: this.category,
      messageKey: this.messageKey,
      ...(this.values ? { values: this.values } : {}),
    };
  }
}
