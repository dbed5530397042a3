import { childOf, childrenOf, type Element } from './xml.ts';

/** A position on the ground. Height is left out. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
  /** Metres. */
  readonly radius?: number;
}

type Point = Pick<Position, 'lat' | 'lon'>;

/** WGS 84 in two and three dimensions, latitude first (RFC 5491 §5). */
function isWgs84(element: Element): boolean {
  const name = element.attributes['srsName'];
  return name === undefined || /EPSG:+(?:4326|4979)$/i.test(name.trim());
}

function numbersOf(text: string): number[] {
  return text
    .split(/\s+/, 512)
    .map((part) => (/^[+-]?\d{1,3}(?:\.\d{1,16})?$/.test(part) ? Number(part) : Number.NaN));
}

function pointOf(lat: number | undefined, lon: number | undefined): Point | undefined {
  const fits = lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return fits ? { lat, lon } : undefined;
}

function posOf(element: Element): Point | undefined {
  const [lat, lon] = numbersOf((childOf(element, 'pos') ?? childOf(element, 'center'))?.text ?? '');
  return pointOf(lat, lon);
}

/** Metres; other units of length are not met in a PIDF-LO (RFC 5491 §5.2.3 demands metres). */
function metresOf(element: Element, name: string): number | undefined {
  const child = childOf(element, name);
  const unit = child?.attributes['uom'];
  if (!child || (unit !== undefined && !unit.trim().endsWith('9001'))) return undefined;
  const metres = /^\d{1,8}(?:\.\d{1,9})?$/.test(child.text) ? Number(child.text) : Number.NaN;
  return metres <= 20_040_000 ? metres : undefined;
}

/** Metres between two points on a sphere of the earth's size. */
function distance(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The middle of the corners, and the way to the farthest: a circle that holds the polygon. */
function polygonOf(element: Element): Position | undefined {
  const ring = childOf(childOf(element, 'exterior') ?? element, 'LinearRing');
  if (!ring) return undefined;
  const flat = childrenOf(ring, 'pos').map((pos) => numbersOf(pos.text).slice(0, 2));
  const list = numbersOf(childOf(ring, 'posList')?.text ?? '');
  const size = childOf(ring, 'posList')?.attributes['srsDimension'] === '3' ? 3 : 2;
  for (let at = 0; flat.length < 128 && at + 1 < list.length; at += size) flat.push(list.slice(at, at + 2));
  const corners = flat.map(([lat, lon]) => pointOf(lat, lon)).filter((corner) => corner !== undefined);
  if (corners.length < 3) return undefined;
  const mean = (pick: (corner: Point) => number): number =>
    corners.reduce((sum, corner) => sum + pick(corner), 0) / corners.length;
  const middle = { lat: mean((corner) => corner.lat), lon: mean((corner) => corner.lon) };
  return { ...middle, radius: Math.max(...corners.map((corner) => distance(middle, corner))) };
}

function round(element: Element, ...radii: readonly string[]): Position | undefined {
  const middle = posOf(element);
  if (!middle) return undefined;
  const radius = radii.map((name) => metresOf(element, name)).find((found) => found !== undefined);
  return radius === undefined ? middle : { ...middle, radius };
}

/** The shapes of RFC 5491 §5.2 as a circle that holds them. */
const shapes: Readonly<Record<string, (element: Element) => Position | undefined>> = {
  Point: (element) => round(element),
  Circle: (element) => round(element, 'radius'),
  Sphere: (element) => round(element, 'radius'),
  Ellipse: (element) => round(element, 'semiMajorAxis'),
  Ellipsoid: (element) => round(element, 'semiMajorAxis'),
  ArcBand: (element) => round(element, 'outerRadius'),
  Polygon: polygonOf,
};

/** The first shape in a location-info that can be read. */
export function positionOf(info: Element): Position | undefined {
  for (const [name, element] of info.children) {
    const shape = Object.hasOwn(shapes, name) && isWgs84(element) ? shapes[name]?.(element) : undefined;
    if (shape) return shape;
  }
  return undefined;
}
