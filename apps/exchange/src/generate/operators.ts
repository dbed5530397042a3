/** The directory's file, beside the site file. */
export const directoryName = 'operators.yaml';

/** The PINs of the lab's operators, for whoever tests. */
export const labPins = { kari: '1111', ola: '2222', ase: '3333' } as const;

/**
 * Operators of the lab, as a directory holds them: PBKDF2-HMAC-SHA-256 of `labPins`, 200,000 rounds. Made once, so that
 * the file is the same each time.
 */
export const labOperators = [
  {
    id: 'kari',
    name: 'Kari Nordmann',
    roles: ['medical', 'resource'],
    pin: 'pbkdf2-sha256$200000$F4gw0xPNZKyvWklPC9SE4A==$Owx0+YGoURMaMOIy8zjT8Zu1a1ZPMBihWbVTjrPj9BM=',
  },
  {
    id: 'ola',
    name: 'Ola Nordmann',
    roles: ['medical', 'nurse', 'am'],
    pin: 'pbkdf2-sha256$200000$T/kBfyObKSIhSD+QepGvEw==$IF/pNJUe00kvYH9tYSjuRRZnMSDcI91mbnSGTImaJPs=',
  },
  {
    id: 'ase',
    name: 'Åse Øyen',
    roles: ['lead', 'medical', 'resource', 'nurse'],
    pin: 'pbkdf2-sha256$200000$4b2lT8lVsu7nhhWVtCd7Fg==$7pPu+6UDD7VUJxslEh/8/7ErR4Pfx2PQvTw2zMtvVko=',
  },
];

/** What stands in the directory's file. */
export const labDirectory = { schema: 1, operators: labOperators };
