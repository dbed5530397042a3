import { afterEach, describe, expect, it } from 'vitest';
import type { HidDevice } from '../contract/index.ts';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

const headset: HidDevice = {
  id: '0b0e:0307',
  label: 'Jabra Evolve 20',
  kind: 'headset',
  buttons: ['headset.mute'],
  lamps: ['mute'],
  state: 'ready',
};

describe('second headset', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const plugIn = (): void => {
    rig.audio.handlers().handleDeviceAppeared({ id: 'ear', label: 'Second', kind: 'output' });
    rig.audio.handlers().handleDeviceAppeared({ id: 'mouth', label: 'Second', kind: 'microphone' });
    rig.engine.handleReport({ type: 'hid.appeared', payload: { device: headset } });
  };

  it('is muted with the operator until somebody says otherwise, and then begins by listening', async () => {
    rig = await startedRig();
    plugIn();
    expect(rig.send('medlytt.mute', { on: false })).toMatchObject({
      ok: false,
      error: { code: 'medlytt.shared' },
    });
    rig.send('device.select', { use: 'medlytt', device: 'ear' });
    rig.send('device.select', { use: 'medlyttMicrophone', device: 'mouth' });
    rig.send('medlytt.set', { mute: 'own', headset: headset.id });
    expect(rig.snapshot().medlytt).toEqual({ mute: 'own', muted: true, headset: headset.id });
    rig.send('medlytt.mute', { on: false });
    expect(rig.snapshot().medlytt.muted).toBe(false);
    rig.send('medlytt.set', { mute: 'shared' });
    expect(rig.snapshot().medlytt).toEqual({ mute: 'shared', muted: true, headset: headset.id });
    expect(rig.audio.second).toEqual(['shared', 'shared', 'muted', 'open', 'shared']);
    expect(rig.folded()).toEqual(rig.snapshot());
  });

  it('is silent again when it gets another microphone, or none', async () => {
    rig = await startedRig();
    plugIn();
    rig.send('device.select', { use: 'medlyttMicrophone', device: 'mouth' });
    rig.send('medlytt.set', { mute: 'own' });
    rig.send('medlytt.mute', { on: false });
    rig.send('device.select', { use: 'medlyttMicrophone', device: '' });
    expect(rig.snapshot().uses.medlyttMicrophone).toBeUndefined();
    expect(rig.audio.selected.at(-1)).toEqual({ use: 'medlyttMicrophone', id: '', label: '' });
    expect(rig.audio.second.at(-1)).toBe('muted');
  });

  it('refuses a headset that is not there, and keeps one that is pulled out', async () => {
    rig = await startedRig();
    expect(rig.send('medlytt.set', { headset: 'x' })).toMatchObject({ error: { code: 'device.unknown' } });
    plugIn();
    rig.send('medlytt.set', { headset: headset.id });
    rig.engine.handleReport({ type: 'hid.removed', payload: { device: headset.id } });
    expect(rig.send('medlytt.set', { headset: headset.id, mute: 'own' })).toMatchObject({ ok: true });
    expect(rig.snapshot().medlytt.headset).toBe(headset.id);
    rig.send('medlytt.set', { headset: '' });
    expect(rig.snapshot().medlytt.headset).toBeUndefined();
  });

  it('a button on it mutes and opens it, and one that says how it is already does nothing', async () => {
    rig = await startedRig();
    plugIn();
    rig.send('device.select', { use: 'medlyttMicrophone', device: 'mouth' });
    rig.send('medlytt.set', { mute: 'own', headset: headset.id });
    rig.engine.handlePress({ action: 'medlytt.mute', device: headset.label, on: true });
    expect(rig.of('medlytt.muted')).toEqual([]);
    rig.engine.handlePress({ action: 'medlytt.mute', device: headset.label, on: false });
    expect(rig.snapshot().medlytt.muted).toBe(false);
  });

  it('is kept, except that it was open', async () => {
    rig = await startedRig();
    plugIn();
    rig.send('medlytt.set', { mute: 'own', headset: headset.id });
    rig.send('device.select', { use: 'medlytt', device: 'ear' });
    rig.send('medlytt.mute', { on: false });
    await settle();
    const state = rig.stateFile.last();
    expect(state).toMatchObject({
      medlytt: { mute: 'own', headset: headset.id },
      devices: { medlytt: { id: 'ear', label: 'Second' } },
    });
    rig.engine.dispose();
    if (!state) throw new Error('nothing was saved');
    rig = await startedRig({ config: { state, epoch: 2, after: 'crash' } });
    expect(rig.snapshot().medlytt).toEqual({ mute: 'own', muted: true, headset: headset.id });
    expect(rig.snapshot().uses.medlytt).toMatchObject({ id: 'ear' });
    expect(rig.audio.second).toEqual(['muted']);
  });
});
