import { describe, expect, it } from 'vitest';
import { replacesOf, sameDialog } from './replaces.ts';

describe('replacesOf', () => {
  it('turns the tags to our side', () => {
    expect(replacesOf(['id@host;to-tag=ours;from-tag=theirs'])).toEqual({
      dialog: { callId: 'id@host', localTag: 'ours', remoteTag: 'theirs' },
      earlyOnly: false,
    });
    expect(replacesOf(['id;from-tag=b;to-tag=a;early-only'])).toMatchObject({ earlyOnly: true });
  });

  it('refuses half a header and two of them', () => {
    expect(replacesOf(['id;to-tag=a'])).toBe('invalid');
    expect(replacesOf(['id;to-tag=a;from-tag=b', 'id;to-tag=a;from-tag=b'])).toBe('invalid');
    expect(replacesOf([])).toBeUndefined();
  });

  it('compares all three', () => {
    const dialog = { callId: 'a', localTag: 'b', remoteTag: 'c' };
    expect(sameDialog(dialog, { ...dialog })).toBe(true);
    expect(sameDialog(dialog, { ...dialog, remoteTag: 'b' })).toBe(false);
  });
});
