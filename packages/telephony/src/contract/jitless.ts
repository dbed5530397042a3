import { z } from 'zod';

// The pages' CSP has no 'unsafe-eval', so zod must not compile its parsers with new Function.
z.config({ jitless: true });
