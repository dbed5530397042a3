import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locationSchema } from '../contract/index.ts';
import { locationsOf } from './location.ts';
import { anyFacts, factsWith } from './testing/facts.ts';

const pidf = (info: string, more = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0"
  xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
  entity="pres:x@y">
  <tuple id="a"><status><gp:geopriv><gp:location-info>${info}</gp:location-info>
  <gp:usage-rules/>${more}</gp:geopriv></status><timestamp>2026-01-02T03:04:05Z</timestamp></tuple>
</presence>`;

const part = (content: string, id = 'here@caller'): { type: string; id: string; content: string } => ({
  type: 'application/pidf+xml',
  id,
  content,
});
const geolocation = (value: string): [string, string] => ['Geolocation', value];
const located = (info: string, more?: string) =>
  locationsOf(factsWith([geolocation('<cid:here@caller>')], [part(pidf(info, more))]));

const wgs = 'srsName="urn:ogc:def:crs:EPSG::4326"';
const metres = 'uom="urn:ogc:def:uom:EPSG::9001"';

describe('locationsOf', () => {
  it('reads a point, its method and time', () => {
    expect(
      located(
        `<gml:Point ${wgs}><gml:pos>59.9139 10.7522</gml:pos></gml:Point>`,
        '<gp:method>GPS</gp:method>',
      ),
    ).toEqual([{ lat: 59.9139, lon: 10.7522, source: 'GPS', measured: '2026-01-02T03:04:05Z' }]);
  });

  it.each([
    [
      `<gs:Circle ${wgs}><gml:pos>59.9 10.7</gml:pos><gs:radius ${metres}>850.24</gs:radius></gs:Circle>`,
      850.24,
    ],
    [
      `<gs:Ellipse ${wgs}><gml:pos>59.9 10.7</gml:pos><gs:semiMajorAxis ${metres}>120</gs:semiMajorAxis><gs:semiMinorAxis ${metres}>20</gs:semiMinorAxis></gs:Ellipse>`,
      120,
    ],
    [
      `<gs:Sphere srsName="urn:ogc:def:crs:EPSG::4979"><gml:pos>59.9 10.7 26.3</gml:pos><gs:radius>5</gs:radius></gs:Sphere>`,
      5,
    ],
    [
      `<gs:ArcBand ${wgs}><gml:pos>59.9 10.7</gml:pos><gs:innerRadius>1</gs:innerRadius><gs:outerRadius>3594</gs:outerRadius></gs:ArcBand>`,
      3594,
    ],
  ])('reads a shape as a circle that holds it: %s', (info, radius) => {
    expect(located(info)).toMatchObject([{ lat: 59.9, lon: 10.7, radius }]);
  });

  it('reads a polygon, corner by corner or as a list', () => {
    const ring = '59.90 10.70 59.90 10.72 59.92 10.72 59.92 10.70 59.90 10.70';
    const corners = (ring.match(/\S+ \S+/g) ?? []).map((pos) => `<gml:pos>${pos}</gml:pos>`).join('');
    for (const inside of [corners, `<gml:posList>${ring}</gml:posList>`]) {
      const [found] = located(
        `<gml:Polygon ${wgs}><gml:exterior><gml:LinearRing>${inside}</gml:LinearRing></gml:exterior></gml:Polygon>`,
      );
      expect(found?.lat).toBeCloseTo(59.908, 2);
      expect(found?.radius).toBeGreaterThan(1000);
      expect(found?.radius).toBeLessThan(2500);
    }
  });

  it('reads a civic address in words, beside a shape', () => {
    const civic = `<ca:civicAddress xml:lang="nb"><ca:country>NO</ca:country><ca:A1>Oslo</ca:A1><ca:A3>Oslo</ca:A3>
      <ca:RD>Kirkeveien</ca:RD><ca:HNO>166</ca:HNO><ca:HNS>B</ca:HNS><ca:FLR>3</ca:FLR><ca:PC>0450</ca:PC>
      <ca:NAM>Berg &amp; Sønn</ca:NAM></ca:civicAddress>`;
    expect(located(civic)).toMatchObject([
      { civic: 'Berg & Sønn, Kirkeveien 166 B, 3, 0450 Oslo, Oslo, NO', source: 'sip' },
    ]);
    expect(located(`<gml:Point><gml:pos>59 10</gml:pos></gml:Point>${civic}`)).toMatchObject([
      { lat: 59, lon: 10, civic: 'Berg & Sønn, Kirkeveien 166 B, 3, 0450 Oslo, Oslo, NO' },
    ]);
  });

  it('reads a device’s location and its own time (RFC 5491 §3)', () => {
    const device = `<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
      xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:gml="http://www.opengis.net/gml"><dm:device id="d"><gp:geopriv>
      <gp:location-info><gml:Point><gml:pos>60.39 5.32</gml:pos></gml:Point></gp:location-info>
      <gp:method>Cell</gp:method></gp:geopriv><dm:timestamp>2026-05-06T07:08:09+02:00</dm:timestamp></dm:device></presence>`;
    expect(locationsOf(factsWith([geolocation('<cid:here@caller>')], [part(device)]))).toEqual([
      { lat: 60.39, lon: 5.32, source: 'Cell', measured: '2026-05-06T07:08:09+02:00' },
    ]);
  });

  it('keeps several values side by side, and says what did not come', () => {
    const facts = factsWith(
      [
        geolocation('<cid:here@caller>;loc-src=example.org, <cid:gone@caller>;loc-src="b.example"'),
        geolocation('<https://ls.example/abc>'),
        geolocation('<sip:loc@ls.example>'),
        geolocation('nonsense'),
      ],
      [part(pidf('<gml:Point><gml:pos>59 10</gml:pos></gml:Point>'))],
    );
    expect(locationsOf(facts)).toEqual([
      { lat: 59, lon: 10, source: 'example.org', measured: '2026-01-02T03:04:05Z' },
      { source: 'b.example', missing: 'notDelivered' },
      { source: 'sip', missing: 'reference' },
      { source: 'sip', missing: 'reference' },
    ]);
  });

  it('reads a PIDF-LO that no header names, and none twice', () => {
    const one = part(pidf('<gml:Point><gml:pos>59 10</gml:pos></gml:Point>'), 'a%b@c');
    expect(locationsOf(factsWith([], [one]))).toHaveLength(1);
    expect(locationsOf(factsWith([geolocation('<cid:a%25b@c>, <cid:a%b@c>')], [one]))).toHaveLength(1);
  });

  it.each([
    ['not XML', '<presence'],
    ['a DTD', '<!DOCTYPE x [<!ENTITY a "b">]><presence>&a;</presence>'],
    ['a billion laughs', `<!DOCTYPE x [${'<!ENTITY a "&a;&a;">'.repeat(10)}]>${pidf('&a;')}`],
    [
      'another datum',
      pidf('<gml:Point srsName="urn:ogc:def:crs:EPSG::25833"><gml:pos>59 10</gml:pos></gml:Point>'),
    ],
    ['no place on earth', pidf('<gml:Point><gml:pos>91 10</gml:pos></gml:Point>')],
    ['no numbers', pidf('<gml:Point><gml:pos>0x10 NaN</gml:pos></gml:Point>')],
    ['too large', pidf(`<gml:Point><gml:pos>59 10</gml:pos></gml:Point>${' '.repeat(60_000)}`)],
    ['too deep', pidf('<a>'.repeat(500) + '</a>'.repeat(500))],
  ])('cannot read %s, and says that nothing was delivered', (_what, content) => {
    expect(locationsOf(factsWith([geolocation('<cid:here@caller>')], [part(content)]))).toEqual([
      { source: 'sip', missing: 'notDelivered' },
    ]);
  });

  it('drops a radius in another unit rather than misread it', () => {
    const feet = `<gs:Circle><gml:pos>59 10</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9002">30</gs:radius></gs:Circle>`;
    expect(located(feet)[0]).not.toHaveProperty('radius');
  });

  it('always fits the contract and stays in bounds, whatever comes', () => {
    const fits = (found: readonly unknown[]): void => {
      expect(found.length).toBeLessThanOrEqual(8);
      for (const location of found) expect(locationSchema.safeParse(location).success).toBe(true);
    };
    fc.assert(fc.property(anyFacts, (facts) => fits(locationsOf(facts))));
    const good = pidf(`<gs:Circle ${wgs}><gml:pos>59.9 10.7</gml:pos><gs:radius>8</gs:radius></gs:Circle>`);
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(30),
        fc.string({ unit: 'binary', maxLength: 30 }),
        (at, cut, put) => {
          fits(locationsOf(factsWith([], [part(good.slice(0, at) + put + good.slice(at + cut))])));
        },
      ),
    );
  });
});
