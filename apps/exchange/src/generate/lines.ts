import { passedHeaders, proofHeader } from './headers.ts';

export function addHeader(name: string, value: string): string {
  return `Set(PJSIP_HEADER(add,${name})=${value})`;
}

/** Lines of one extension, numbered by Asterisk; `label: app` gives the line a label. */
export function extension(name: string, lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const labelled = /^([a-z]\w*): (.*)$/.exec(line);
      const text = labelled?.[2] ?? line;
      const label = labelled === null ? '' : `(${labelled[1] ?? ''})`;
      return index === 0 ? `exten => ${name},1${label},${text}` : ` same => n${label},${text}`;
    })
    .join('\n');
}

/** The first of these lines gets a label. */
export function withLabel(label: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [`${label}: ${first}`, ...rest];
}

export function context(name: string, ...extensions: readonly string[]): string {
  return `[${name}]\n${extensions.join('\n')}\n`;
}

/** Name of the channel variable that carries a caller's header; two underscores: inherited by every leg. */
function headerVariable(name: string, index: number): string {
  return `H_${name.replaceAll('-', '').toUpperCase()}_${index}`;
}

const carried = passedHeaders.flatMap(([name, values]) =>
  Array.from({ length: values }, (_, index) => ({
    name,
    index: index + 1,
    variable: headerVariable(name, index + 1),
  })),
);

/** Keeps the caller's headers in variables that every leg inherits. */
export const readHeaders: readonly string[] = carried.map(
  ({ name, index, variable }) => `Set(__${variable}=\${PJSIP_HEADER(read,${name},${index})})`,
);

/** Before the INVITE of a leg is sent: the caller's headers, those that there are. */
export const passHeaders: readonly string[] = carried.flatMap(({ name, variable }) => [
  `GotoIf($[\${LEN(\${${variable}})} = 0]?no${variable})`,
  addHeader(name, `\${${variable}}`),
  `no${variable}: NoOp()`,
]);

/**
 * The first lines of a position's own extension. A position that calls itself with the header of a proof leaves them for
 * `way`, which rings it by the way that it came: neither stamped nor recorded, and no call in any figure.
 */
export function proofFirst(way: readonly string[]): readonly string[] {
  return [
    `Set(__PROOF=\${FILTER(0-9a-zA-Z,\${PJSIP_HEADER(read,${proofHeader},1)})})`,
    'GotoIf($["${PROOF}" = "" | "${CALLERID(num)}" != "${EXTEN}"]?call)',
    ...way,
    'Hangup(${HANGUPCAUSE})',
  ];
}

/** Runs on a proof's leg before its INVITE is sent. */
export const proofContext = context(
  'proof',
  extension('s', [addHeader(proofHeader, '${PROOF}'), 'Return()']),
);
/** Longer than a console waits. */
export const proofSeconds = 15;
