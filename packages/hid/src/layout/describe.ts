import type { ReportMap } from '../descriptor/index.ts';
import { headsetLayout } from './telephony.ts';
import type { InputControl, Lamp } from './telephony.ts';

/** An input as it is written down in recordings: flags only where they are set. */
interface WrittenInput extends Lamp {
  readonly relative: boolean;
  readonly noPreferred?: true;
  readonly constant?: true;
  readonly array?: true;
}

/** What is known of a device's layout, as one writes it down: the shape of the recordings. */
export interface WrittenLayout {
  /** Top-level collections, `page/usage` in hexadecimal digits, in their order. */
  readonly tlcs: readonly string[];
  readonly numbered: boolean;
  /** Absent where the device is no headset. */
  readonly in?: Readonly<Record<string, WrittenInput>>;
  readonly out?: Readonly<Record<string, Lamp>>;
  readonly outBytes?: Readonly<Record<string, number>>;
}

function write({ report, bit, relative, noPreferred, constant, array }: InputControl): WrittenInput {
  return {
    report,
    bit,
    relative,
    ...(noPreferred ? { noPreferred } : {}),
    ...(constant ? { constant } : {}),
    ...(array ? { array } : {}),
  };
}

export function describeLayout(map: ReportMap): WrittenLayout {
  const tlcs = map.collections.map(
    ({ usagePage, usage }) => `${usagePage.toString(16)}/${usage.toString(16)}`,
  );
  const layout = headsetLayout(map);
  if (!layout) return { tlcs, numbered: map.numbered };
  const inputs = Object.entries(layout.inputs).map(([name, control]) => [name, write(control)] as const);
  return {
    tlcs,
    numbered: map.numbered,
    in: Object.fromEntries(inputs),
    out: { ...layout.lamps },
    outBytes: layout.outBytes,
  };
}
