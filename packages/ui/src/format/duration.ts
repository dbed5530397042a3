const pad = (value: number): string => String(value).padStart(2, '0');

/** A running time for the eye: `0:12`, `14:05`, `1:02:33`. `ms` below 0 shows as 0. */
export function clockDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** The big call timer: minutes always with two digits, `01:42`. */
export function callDuration(ms: number): string {
  const text = clockDuration(ms);
  return text.length === 4 ? `0${text}` : text;
}

/** A time in words, number and unit never parted by a line's end: `12 s`, `2 min 5 s`, `3 h 10 min` (SI units, the same in every language). */
export function wordDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const parts: [number, string][] =
    total >= 3600
      ? [
          [Math.floor(total / 3600), 'h'],
          [Math.floor((total % 3600) / 60), 'min'],
        ]
      : [
          [Math.floor(total / 60), 'min'],
          [total % 60, 's'],
        ];
  const shown = parts.filter(([value]) => value > 0).map(([value, unit]) => `${value}\u00a0${unit}`);
  return shown.length > 0 ? shown.join(' ') : '0\u00a0s';
}
