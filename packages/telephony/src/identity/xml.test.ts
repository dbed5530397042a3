import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childOf, childrenOf, readXml } from './xml.ts';

describe('readXml', () => {
  it('gives elements by local name, attributes and text', () => {
    const root = readXml(
      '<?xml version="1.0"?><a:b xmlns:a="x" a:c="&lt;1"> <d>e &amp; f</d><d/><!-- no --></a:b>',
    );
    const b = root && childOf(root, 'b');
    expect(b?.attributes['c']).toBe('<1');
    expect(b && childrenOf(b, 'd').map((d) => d.text)).toEqual(['e & f', '']);
  });

  it('expands no entity of the document', () => {
    expect(readXml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toBeUndefined();
    const root = readXml('<a>&x;&#65;</a>');
    expect(root && childOf(root, 'a')?.text).toBe('&x;&#65;');
  });

  it('never throws, and knows no object’s own members', () => {
    const hostile = readXml('<__proto__ a="b"><constructor>x</constructor></__proto__>');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    expect(hostile === undefined || hostile.children.length <= 1).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readXml(text);
        readXml(`<a>${text}</a>`);
      }),
    );
  });
});
