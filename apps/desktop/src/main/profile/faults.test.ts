import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineState, Event } from '@samband/telephony/contract';
import { describe, expect, it, vi } from 'vitest';
import { handClock } from '../parties/fakes.ts';
import { writeAtomic, writeAtomicSync } from './atomic.ts';
import { openEventLog } from './event-log.ts';
import { systemFiles } from './files.ts';
import type { Files } from './files.ts';
import { openKept } from './kept.ts';
import { openSecret } from './secret.ts';
import { openInstance } from './settings.ts';
import { openStateFile } from './state-file.ts';
import { faults, faultyFiles } from './testing/faulty-files.ts';
import type { FaultyFiles } from './testing/faulty-files.ts';

/** Everything that main writes, against a disk that fails at each of its calls in turn. */

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
/** The real ones, but for the wait for the platters. */
const realFiles: Files = {
  ...systemFiles,
  sync: () => undefined,
  later: { ...systemFiles.later, sync: () => Promise.resolve() },
};
const folder = (): string => mkdtempSync(join(tmpdir(), 'faults-'));

interface Rig {
  readonly path: string;
  readonly files: FaultyFiles;
  readonly clock: ReturnType<typeof handClock>;
  readonly told: string[];
}
interface Writer {
  readonly name: string;
  readonly old: string;
  /** Opens it, and writes what is new. */
  run(rig: Rig): Promise<{ settled(): Promise<void> }>;
  isNew(text: string): boolean;
  /** It writes again by itself when the disk is well. */
  readonly heals: boolean;
}

const state = (at: number): EngineState => ({
  schema: 1,
  position: 1,
  role: 'medical',
  ready: true,
  at,
  mono: 0,
  calls: [],
  unanswered: [],
  devices: {},
});
const nothingMore = { settled: () => Promise.resolve() };
const keys = {
  encrypt: (text: string) => Buffer.from(text),
  decrypt: (sealed: Uint8Array) => Buffer.from(sealed).toString(),
};
const field = (text: string, name: string): unknown => (JSON.parse(text) as Record<string, unknown>)[name];

const writers: readonly Writer[] = [
  {
    name: 'a file that is replaced',
    old: 'old',
    heals: false,
    async run({ path, files }) {
      await writeAtomic(path, 'new and longer', files).catch(() => undefined);
      return nothingMore;
    },
    isNew: (text) => text === 'new and longer',
  },
  {
    name: 'a file that is replaced at once',
    old: 'old',
    heals: false,
    async run({ path, files }) {
      try {
        writeAtomicSync(path, 'new and longer', files);
      } catch {
        // Told to whoever wanted it.
      }
      return nothingMore;
    },
    isNew: (text) => text === 'new and longer',
  },
  {
    name: 'the state file',
    old: JSON.stringify(state(1)),
    heals: true,
    async run({ told, ...rig }) {
      const handlers = { handleFailed: () => told.push('failed'), handleBack: () => told.push('back') };
      const file = openStateFile({ ...rig, log, ...handlers });
      file.save(state(2));
      await file.settled();
      return file;
    },
    isNew: (text) => field(text, 'at') === 2,
  },
  {
    name: 'what is kept',
    old: JSON.stringify({ schema: 1, places: [], windows: [], persons: [] }),
    heals: true,
    async run(rig) {
      const file = openKept({ ...rig, position: 1, log });
      await file.keep({ of: 'person', person: 'kari', settings: { theme: 'day' } });
      return file;
    },
    isNew: (text) => text.includes('kari'),
  },
  {
    name: 'the instance',
    old: JSON.stringify({ schema: 1, instanceId: '7c1d7b1e-8a35-4b3f-9c55-0c5f5e7a1b11', epoch: 6 }),
    heals: true,
    async run(rig) {
      openInstance({ ...rig, log }).nextEpoch();
      return nothingMore;
    },
    isNew: (text) => field(text, 'epoch') !== 6,
  },
  {
    name: 'the secret',
    old: Buffer.from('old').toString('base64'),
    heals: false,
    async run({ path, files }) {
      openSecret({ path, files, environment: undefined, keys, log }).provide('new');
      return nothingMore;
    },
    isNew: (text) => text === Buffer.from('new').toString('base64'),
  },
];

function rigWith(old: string): Rig {
  const path = join(folder(), 'file');
  writeFileSync(path, old);
  return { path, files: faultyFiles(realFiles), clock: handClock(), told: [] };
}
/** The file, or what was put aside of it: one of them holds what was there. */
const whole = (path: string): string[] =>
  readdirSync(join(path, '..'))
    .filter((name) => !name.endsWith('.tmp'))
    .map((name) => readFileSync(join(path, '..', name), 'utf8'));

async function callsOf(writer: Writer, old: string): Promise<number> {
  const rig = rigWith(old);
  await writer.run(rig);
  return rig.files.calls.length;
}

async function fails(writer: Writer, old: string, at: number, lasting: boolean): Promise<void> {
  for (const fault of faults) {
    const said = `${fault} at call ${at}${lasting ? ' and ever after' : ''}`;
    const rig = rigWith(old);
    rig.files.fail(at, fault, lasting);
    const running = await writer.run(rig);
    const texts = whole(rig.path);
    expect(
      texts.some((text) => text === old || writer.isNew(text)),
      `${said}: the old one or the new one is there, whole`,
    ).toBe(true);
    for (const text of texts) expect(text === old || writer.isNew(text), `${said}: ${text}`).toBe(true);
    rig.files.fail(undefined);
    rig.clock.pass(120_000);
    await running.settled();
    if (writer.heals) expect(writer.isNew(readFileSync(rig.path, 'utf8')), `${said}: healed`).toBe(true);
    expect(rig.told.join(), said).toMatch(/^(?:failed,back)?$/);
  }
}

describe.each(writers)('$name', (writer) => {
  it.each([false, true])('is whole and heals, whatever call fails; for ever: %s', async (lasting) => {
    const calls = await callsOf(writer, writer.old);
    expect(calls).toBeGreaterThan(4);
    for (let at = 1; at <= calls; at += 1) await fails(writer, writer.old, at, lasting);
  });
});

describe.each(writers.filter(({ heals }) => heals))('$name, when it is corrupt,', (writer) => {
  it.each([false, true])('starts, and is never written over; for ever: %s', async (lasting) => {
    const corrupt = '{"schema":1,"cut';
    const calls = await callsOf(writer, corrupt);
    for (let at = 1; at <= calls; at += 1)
      for (const fault of faults) {
        const rig = rigWith(corrupt);
        rig.files.fail(at, fault, lasting);
        const running = await writer.run(rig);
        expect(whole(rig.path), `${fault} at call ${at}`).toContain(corrupt);
        rig.files.fail(undefined);
        rig.clock.pass(120_000);
        await running.settled();
        expect(readFileSync(`${rig.path}.corrupt`, 'utf8')).toBe(corrupt);
        expect(writer.isNew(readFileSync(rig.path, 'utf8'))).toBe(true);
      }
  });
});

it('keeps an older corrupt file beside a newer one', () => {
  const { path, clock } = rigWith('{');
  writeFileSync(`${path}.corrupt`, 'older');
  openStateFile({ path, clock, log });
  expect(readFileSync(`${path}.corrupt`, 'utf8')).toBe('older');
  expect(readFileSync(`${path}.corrupt-2`, 'utf8')).toBe('{');
});

describe('the event log', () => {
  const event = (type: string, seq: number) => ({ type, epoch: 1, seq }) as unknown as Event;
  /** What it tells comes back as events, at once. */
  function openFed(place: string, files: FaultyFiles, clock: ReturnType<typeof handClock>) {
    let seq = 0;
    const told: string[] = [];
    const tell = (type: string): void => {
      told.push(type);
      if (told.length < 50) append(type);
    };
    const events = openEventLog({
      folder: place,
      files,
      clock,
      log,
      bound: { size: 300, files: 99, age: Number.MAX_SAFE_INTEGER },
      handleFailed: () => tell('journal.failed'),
      handleBack: () => tell('journal.opened'),
    });
    const append = (type: string): void => events.append(event(type, (seq += 1)));
    return { append, told, seq: () => seq, close: events.close };
  }
  function seqsIn(place: string): number[] {
    const names = readdirSync(place).sort(
      (a, b) => Number(a === 'events.jsonl') - Number(b === 'events.jsonl') || (a < b ? -1 : 1),
    );
    return names.flatMap((name) =>
      readFileSync(join(place, name), 'utf8')
        .split('\n')
        .flatMap((line) => {
          try {
            return [(JSON.parse(line) as Event).seq];
          } catch {
            return [];
          }
        }),
    );
  }

  it.each([false, true])('loses no line and is no storm, whatever call fails; for ever: %s', (lasting) => {
    const dry = faultyFiles(realFiles);
    const once = openFed(folder(), dry, handClock());
    for (let n = 0; n < 12; n += 1) once.append('muted');
    for (let at = 1; at <= dry.calls.length; at += 1)
      for (const fault of faults) {
        const [place, clock, files] = [folder(), handClock(), faultyFiles(realFiles)];
        files.fail(at, fault, lasting);
        const fed = openFed(place, files, clock);
        for (let n = 0; n < 12; n += 1) {
          fed.append('muted');
          clock.pass(10);
        }
        files.fail(undefined);
        clock.pass(200_000);
        const said = `${fault} at call ${at}`;
        expect(fed.told.join(), said).toMatch(/^(?:journal\.failed,journal\.opened)?$/);
        fed.close();
        // A line that lacked its end alone is there twice: readers go by its number.
        expect([...new Set(seqsIn(place))], said).toEqual(
          Array.from({ length: fed.seq() }, (_, index) => index + 1),
        );
      }
  });

  it('a file that cannot be set aside grows on, and nobody is told', () => {
    const [place, clock, files] = [folder(), handClock(), faultyFiles(realFiles)];
    const fed = openFed(place, files, clock);
    files.fail(1, 'refused', true);
    for (let n = 0; n < 100; n += 1) fed.append('muted');
    expect(fed.told).toEqual([]);
    expect(files.calls.filter((name) => name === 'rename').length).toBeLessThan(100);
    files.fail(undefined);
    for (let n = 0; n < 3; n += 1) fed.append('muted');
    expect(readdirSync(place).length).toBeGreaterThan(1);
    fed.close();
    expect(seqsIn(place)).toHaveLength(103);
  });

  it('a disk that comes and goes is told once a minute at most', () => {
    const [place, clock, files] = [folder(), handClock(), faultyFiles(realFiles)];
    const fed = openFed(place, files, clock);
    for (let turn = 0; turn < 60; turn += 1) {
      files.fail(turn % 2 === 0 ? 1 : undefined, 'ENOSPC', true);
      fed.append('muted');
      clock.pass(500);
    }
    expect(fed.told.length).toBeLessThan(4);
    files.fail(undefined);
    clock.pass(200_000);
    expect(fed.told.at(-1)).toBe('journal.opened');
    fed.close();
    expect(seqsIn(place)).toHaveLength(fed.seq());
  });
});
