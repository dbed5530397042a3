import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each([
  ['ws://127.0.0.1:8080', true],
  ['wss://127.8.9.10', true],
  ['ws://localhost:1', true],
  ['ws://[::1]:5', true],
  ['ws://127.0.0.1.evil.example', false],
  ['wss://localhost.example', false],
  ['wss://10.0.0.1', false],
  ['nonsense', false],
])('%s is loopback: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
