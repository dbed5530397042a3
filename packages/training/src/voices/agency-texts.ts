import { lines, type Text } from './text.ts';

/** Those whom positions call, and what an exchange says by itself. */
export const agencyTexts: readonly Text[] = [
  ...lines('fire', { language: 'nb', voice: 'nb+m2', speed: 165, pitch: 40 }, [
    'Nødnummer 110, brann og redning. Hva gjelder det?',
    'Oppfattet. Vi sender mannskap nå.',
    'Greit. Vi blir på linjen.',
  ]),
  ...lines('police', { language: 'nb', voice: 'nb+f3', speed: 165, pitch: 45 }, [
    'Politiets operasjonssentral. Hva gjelder det?',
    'Oppfattet. Vi sender en patrulje til stedet.',
    'Ja, det er notert.',
  ]),
  ...lines('interpreter', { language: 'nb', voice: 'nb+f1', speed: 155, pitch: 50 }, [
    'Tolketjenesten, god dag. Hvilket språk gjelder det?',
    'Et øyeblikk, så har jeg en tolk til deg.',
    'Ja, tolken er her nå. Vær så god.',
  ]),
  ...lines('doctor', { language: 'nb', voice: 'nb+m4', speed: 170, pitch: 45 }, [
    'Ja, det er lege i vakt.',
    'Ja. Hva er tilstanden nå?',
    'Jeg kjører ut med en gang.',
  ]),
  ...lines('ambulance', { language: 'nb', voice: 'nb+m8', speed: 175, pitch: 42 }, [
    'Ambulanse fire en, klar.',
    'Mottatt. Vi rykker ut.',
    'Mottatt.',
  ]),
  ...lines('hospital', { language: 'nb', voice: 'nb+f5', speed: 165, pitch: 45 }, [
    'Akuttmottaket, det er sykepleier.',
    'Det er mottatt. Når er de her?',
    'Da varsler vi teamet.',
  ]),
  ...lines('somebody', { language: 'nb', voice: 'nb+m6', speed: 160, pitch: 45 }, [
    'Ja, hallo?',
    'Ja, jeg er her.',
    'Ja, det er greit.',
  ]),
  {
    id: 'announcement',
    language: 'nb',
    voice: 'nb+f2',
    speed: 150,
    pitch: 45,
    text: 'Du har ringt øvelsessentralen i Nordvik. Alle plasser er opptatt. Vent, så svarer vi så snart vi kan.',
  },
];
