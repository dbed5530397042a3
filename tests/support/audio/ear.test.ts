import { describe, expect, it } from 'vitest';
import { Ear, heardFor, meets } from './ear.ts';
import { makeTone } from './tone.ts';

const callerTone = 1000;
const operatorTone = 700;

describe('Ear', () => {
  it('resolves once the tone has been there long enough', async () => {
    const ear = new Ear('operator');
    const heard = ear.expect({ hears: [callerTone], lacks: [operatorTone] });
    ear.push(new Int16Array(1600));
    for (let chunk = 0; chunk < 30; chunk += 1) ear.push(makeTone(callerTone, 0.02));
    await heard;
  });

  it('says what was there instead', async () => {
    const ear = new Ear('operator');
    const heard = ear.expect({ hears: [callerTone], lacks: [operatorTone] }, { withinMs: 50 });
    ear.push(makeTone(operatorTone, 1));
    await expect(heard).rejects.toThrow('operator: 1000 Hz was not heard and 700 Hz was heard');
  });

  it('gives the sound since a mark', () => {
    const ear = new Ear('caller');
    ear.push(new Int16Array(10));
    const { mark } = ear;
    ear.push(Int16Array.of(1, 2));
    ear.push(Int16Array.of(3));
    expect([...ear.since(mark)]).toEqual([1, 2, 3]);
  });
});

describe('the mutants of a call with sound both ways', () => {
  const [toOperator, toCaller] = [makeTone(callerTone, 0.2), makeTone(operatorTone, 0.2)];
  const bothHear = (operatorEar: Int16Array, callerEar: Int16Array): boolean =>
    meets(operatorEar, { hears: [callerTone], lacks: [operatorTone] }) &&
    meets(callerEar, { hears: [operatorTone], lacks: [callerTone] });

  it('passes when each hears the other', () => expect(bothHear(toOperator, toCaller)).toBe(true));
  it.each([
    ['swapped', toCaller, toOperator],
    ['looped back to the caller', toOperator, toOperator],
    ['looped back to the operator', toCaller, toCaller],
    ['muted toward the caller', toOperator, new Int16Array(1600)],
    ['muted toward the operator', new Int16Array(1600), toCaller],
  ])('fails when it is %s', (_name, operatorEar, callerEar) =>
    expect(bothHear(operatorEar, callerEar)).toBe(false),
  );
});

describe('heardFor', () => {
  const quiet = new Int16Array(1600);
  it('adds up what is heard of a tone, and leaves out what is shorter than a tone', () => {
    const [short, long] = [makeTone(callerTone, 0.2), makeTone(callerTone, 0.6)];
    const sound = Int16Array.from([...quiet, ...long, ...quiet, ...short, ...quiet, ...long]);
    expect(heardFor(sound, callerTone)).toBe(1200);
    expect(heardFor(sound, operatorTone)).toBe(0);
  });
});
