import { z } from 'zod';

// The page's CSP allows no eval, and zod would try it at the first schema.
z.config({ jitless: true });
