/** A site file for unit tests. */
export const exampleSite = `schema: 1
site: { name: AMK Nordvik, kind: amk, language: nb, exercise: true }
exchange:
  domain: nordvik.example
  edges:
    - { name: A, url: "ws://127.0.0.1:5080" }
    - name: B
      url: "wss://edge-b.nordvik.example:8443"
      certificates: ["sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]
positions: { aor: "sip:pos{n}@{domain}", count: 12 }
categories:
  - { id: emergency, letter: R, colour: cat-r, icon: siren, priority: 0 }
queues:
  - { id: "113", aor: "sip:113@{domain}", category: emergency, limit: 10 s, ring: emergency }
roles:
  - { id: medical, name: Medisinsk operatør, queues: ["113"], layout: amk-medical }
`;

/** Its operators; the PINs of nobody. */
export const exampleDirectory = `schema: 1
operators:
  - id: kari
    name: Kari Nordmann
    roles: [medical]
    pin: pbkdf2-sha256$200000$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
  - id: ola
    name: Ola Nordmann
    roles: [medical]
    pin: pbkdf2-sha256$200000$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
`;
