/** Five rows of three dots: the digits, and `+` for ten and more. */
const glyphs: Readonly<Record<string, string>> = {
  '1': '.#. ##. .#. .#. ###',
  '2': '##. ..# .#. #.. ###',
  '3': '##. ..# .#. ..# ##.',
  '4': '#.# #.# ### ..# ..#',
  '5': '### #.. ##. ..# ##.',
  '6': '.## #.. ### #.# ###',
  '7': '### ..# .#. .#. .#.',
  '8': '### #.# ### #.# ###',
  '9': '### #.# ### ..# ##.',
  '+': '... .#. ### .#. ...',
};

export const badgeSize = 32;
/** A dot of the glyph, in pixels. */
const dot = 4;
const red = [0x1c, 0x1c, 0xc8, 0xff]; // blue, green, red, alpha
const white = [0xff, 0xff, 0xff, 0xff];
const clear = [0, 0, 0, 0];

/** A red disc with the number on it for the task bar's icon, as a bitmap (BGRA); Windows has no badge of its own. */
export function badgeBitmap(count: number): Uint8Array {
  const rows = (glyphs[count > 9 ? '+' : String(count)] ?? '').split(' ');
  const left = (badgeSize - 3 * dot) / 2;
  const top = (badgeSize - 5 * dot) / 2;
  const centre = (badgeSize - 1) / 2;
  const colourAt = (x: number, y: number): readonly number[] => {
    if (rows[Math.floor((y - top) / dot)]?.[Math.floor((x - left) / dot)] === '#') return white;
    return Math.hypot(x - centre, y - centre) <= badgeSize / 2 ? red : clear;
  };
  const pixels = Array.from({ length: badgeSize * badgeSize }, (_, at) =>
    colourAt(at % badgeSize, Math.floor(at / badgeSize)),
  );
  return Uint8Array.from(pixels.flat());
}
