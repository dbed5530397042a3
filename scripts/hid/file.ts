/** Characters of a descriptor that somebody copied as text: digits, with or without `0x`, commas and brackets. */
const hexText = /^[\s0-9a-f,;:[\](){}x\\]*$/i;

/** A descriptor from a file: the bytes themselves (as sysfs gives them), or hexadecimal digits in any common writing. */
export function descriptorFrom(content: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(content);
  if (!hexText.test(text)) return content;
  // `0x5`, `05` and `050b` are all written somewhere.
  const digits = text
    .replaceAll(/(0x|\\x)/gi, ' ')
    .split(/[^0-9a-f]+/i)
    .map((word) => (word.length % 2 === 0 ? word : `0${word}`))
    .join('');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
