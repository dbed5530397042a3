/** A centre whose exchange is never there, with a queue for emergencies and one for the rest. */
export const siteOfQueue = `schema: 1
site: { name: AMK Nordvik, kind: amk, language: nb, exercise: true }
exchange:
  domain: nordvik.example
  edges:
    - { name: A, url: "ws://127.0.0.1:9" }
    - { name: B, url: "ws://127.0.0.1:10" }
positions: { aor: "sip:pos{n}@{domain}", count: 12 }
categories:
  - { id: emergency, letter: R, colour: cat-r, icon: siren, priority: 0 }
  - { id: ambulance, letter: B, colour: cat-b, icon: radio, priority: 1 }
  - { id: health, letter: Y, colour: cat-y, icon: cross, priority: 2 }
  - { id: public, letter: G, colour: cat-g, icon: phone, priority: 3 }
queues:
  - { id: "113", aor: "sip:113@{domain}", category: emergency, limit: 10 s, ring: emergency }
  - { id: "116117", aor: "sip:116117@{domain}", category: public, limit: 120 s, ring: calm }
roles:
  - { id: medical, name: Medisinsk operatør, queues: ["113", "116117"], layout: amk-medical }
quickKeys:
  - { label: 110 Brann, target: "sip:110@{domain}", icon: flame }
  - { label: 112 Politi, target: "sip:112@{domain}", icon: shield }
`;
