/** What is heard behind a caller. */
export const backgrounds = ['quiet', 'traffic', 'crying', 'wind', 'mall'] as const;
export type Background = (typeof backgrounds)[number];

/** Someone who may call: what is said, and how long it is waited for an answer. */
export interface Person {
  readonly id: string;
  /** The number that is dialled. */
  readonly dials: '113' | '116117';
  /** What the subscriber's register says; absent: a number without a name. */
  readonly name?: string;
  /** Where the caller is, in words and as a position. */
  readonly place: Place;
  /** How many lines there are: clips `id-1`, `id-2` … Nobody speaks where there are none. */
  readonly lines: number;
  readonly background: Background;
  /** s, from and to. */
  readonly patience: readonly [number, number];
  /** Calls again when the call broke or was refused. */
  readonly callsBack: boolean;
}

export interface Place {
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  /** m. */
  readonly radius: number;
}

const emergency = { dials: '113', patience: [60, 180], callsBack: true } as const;
const legevakt = { dials: '116117', patience: [150, 600], callsBack: false } as const;

/** A place that is not on any map: Nordvik lies in the sea off Bodø. */
function at(address: string, north: number, east: number, radius: number): Place {
  return { address, latitude: 67.28 + north / 1000, longitude: 14.1 + east / 1000, radius };
}

/** Invented, all of them: names of no one, at addresses that do not exist. */
export const people: readonly Person[] = [
  {
    ...emergency,
    id: 'chest',
    name: 'Berit Øvergård',
    place: at('Storgata 14, Nordvik', 1, 2, 20),
    lines: 4,
    background: 'quiet',
  },
  {
    ...emergency,
    id: 'seizure',
    name: 'Ingrid Solvoll',
    place: at('Fjordveien 8, Nordvik', 3, -2, 15),
    lines: 4,
    background: 'crying',
  },
  {
    ...emergency,
    id: 'fall',
    name: 'Odd Hammernes',
    place: at('Åsveien 22, Nordvik', -4, 6, 30),
    lines: 4,
    background: 'quiet',
  },
  {
    ...emergency,
    id: 'crash',
    place: at('Fylkesvei 17 ved Sørvik kirke', -21, 14, 120),
    lines: 4,
    background: 'traffic',
  },
  {
    ...emergency,
    id: 'witness',
    place: at('Fylkesvei 17 ved Sørvik kirke', -21, 15, 400),
    lines: 2,
    background: 'traffic',
    patience: [15, 30],
    callsBack: false,
  },
  {
    ...emergency,
    id: 'overdose',
    place: at('Biblioteksparken, Nordvik', 0, 1, 40),
    lines: 4,
    background: 'wind',
  },
  {
    ...emergency,
    id: 'birth',
    name: 'Sindre Myklebustad',
    place: at('Rasteplassen på Vassneset', 18, 31, 200),
    lines: 4,
    background: 'traffic',
  },
  {
    ...emergency,
    id: 'stroke',
    name: 'Line Kvalnes',
    place: at('Kirkegata 3, Nordvik', 2, 3, 15),
    lines: 4,
    background: 'quiet',
  },
  {
    ...emergency,
    id: 'collapse',
    place: at('Nordvik kjøpesenter', 1, 0, 60),
    lines: 4,
    background: 'mall',
  },
  {
    ...emergency,
    id: 'water',
    place: at('Badestranda i Sørvika', -18, 9, 35),
    lines: 4,
    background: 'wind',
  },
  {
    ...emergency,
    id: 'burn',
    name: 'Marta Lidal',
    place: at('Haugen 3, Lia', 11, -17, 25),
    lines: 4,
    background: 'crying',
  },
  {
    ...emergency,
    id: 'wasp',
    name: 'Jonas Fagernes',
    place: at('Campingplassen i Nordvik', 6, -5, 50),
    lines: 3,
    background: 'wind',
  },
  {
    ...emergency,
    id: 'tractor',
    name: 'Torbjørn Lidal',
    place: at('Øvre Lia 12', 13, -19, 80),
    lines: 4,
    background: 'wind',
  },
  {
    ...emergency,
    id: 'silent',
    place: at('Bryggegata 5, Nordvik', 1, 1, 300),
    lines: 0,
    background: 'crying',
    patience: [40, 90],
    callsBack: false,
  },
  {
    ...legevakt,
    id: 'ear',
    name: 'Camilla Strøm',
    place: at('Skoleveien 9, Nordvik', 4, 4, 30),
    lines: 3,
    background: 'crying',
  },
  {
    ...legevakt,
    id: 'bladder',
    name: 'Astrid Nymo',
    place: at('Parkveien 2, Nordvik', 1, 5, 30),
    lines: 3,
    background: 'quiet',
  },
  {
    ...legevakt,
    id: 'ankle',
    place: at('Nordvik stadion', -3, 2, 60),
    lines: 3,
    background: 'wind',
  },
  {
    ...legevakt,
    id: 'back',
    name: 'Arne Lidal',
    place: at('Lia 4', 12, -16, 60),
    lines: 3,
    background: 'quiet',
  },
  {
    ...legevakt,
    id: 'nursing',
    name: 'Nordvik sykehjem',
    place: at('Nordvik sykehjem', -2, 3, 40),
    lines: 3,
    background: 'quiet',
    callsBack: true,
  },
  {
    ...legevakt,
    id: 'rash',
    name: 'Solveig Aarnes',
    place: at('Sjøvegen 31, Sørvik', -22, 11, 50),
    lines: 3,
    background: 'quiet',
  },
  {
    ...legevakt,
    id: 'tablets',
    name: 'Reidar Kvalnes',
    place: at('Kirkegata 11, Nordvik', 2, 3, 20),
    lines: 3,
    background: 'quiet',
  },
  {
    ...legevakt,
    id: 'vomiting',
    place: at('Elvebakken 6, Nordvik', -5, 1, 30),
    lines: 3,
    background: 'crying',
  },
  {
    ...legevakt,
    id: 'visitor',
    place: at('Nordvik brygge', 0, 0, 90),
    lines: 3,
    background: 'mall',
  },
];
