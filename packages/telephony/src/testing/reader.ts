import type { Caller } from '../contract/index.ts';
import type { RequestFacts } from '../ports/index.ts';
import type { IdentityReader } from '../queue/index.ts';

const header = (facts: RequestFacts, name: string | undefined) =>
  facts.headers.find(([key]) => key.toLowerCase() === name?.toLowerCase())?.[1];

/** Reads what the fakes send and no more: tests of the managers need no real parser. */
export const plainReader: IdentityReader = {
  callerOf(facts): Caller {
    const uri = /<([^>]+)>/.exec(header(facts, 'From') ?? '')?.[1];
    const number = /(\+?\d+)@/.exec(uri ?? '')?.[1];
    return {
      ...(number === undefined ? {} : { number }),
      ...(uri === undefined ? {} : { uri }),
      withheld: false,
      assertedBy: header(facts, 'P-Asserted-Identity') === undefined ? 'caller' : 'network',
    };
  },
  locationsOf: () => [],
  dialledOf: (facts) => /sips?:([^@>]+)/.exec(header(facts, 'To') ?? '')?.[1] ?? '',
  callIdentityOf(facts, names) {
    const call = header(facts, names.call);
    const cameIn = header(facts, names.cameIn);
    const queueLength = header(facts, names.queueLength);
    const recording = header(facts, names.recording);
    return {
      ...(call === undefined ? {} : { call }),
      ...(cameIn === undefined ? {} : { cameIn: Number(cameIn) }),
      ...(queueLength === undefined ? {} : { queueLength: Number(queueLength) }),
      ...(recording === undefined ? {} : { recording: recording === 'on' }),
    };
  },
};
