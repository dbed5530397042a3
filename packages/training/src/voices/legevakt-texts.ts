import { caller, type Text } from './text.ts';

/** Those who dial 116117. */
export const legevaktTexts: readonly Text[] = [
  ...caller('ear', { language: 'nb', voice: 'nb+f4', speed: 165, pitch: 50 }, [
    'Hei. Sønnen min på fire år har så vondt i øret.',
    'Det begynte i natt. Han har trettiåtte og ni i feber.',
    'Han drikker litt, men vil ikke spise. Bør vi komme inn?',
  ]),
  ...caller('bladder', { language: 'nb', voice: 'nb+f2', speed: 160, pitch: 55 }, [
    'Hei, jeg tror jeg har urinveisinfeksjon.',
    'Det svir når jeg tisser, og jeg må på do hele tiden. Det har vart siden i går.',
    'Nei, jeg har ikke feber, og jeg er ikke gravid.',
  ]),
  ...caller('ankle', { language: 'nb', voice: 'nb+m1', speed: 165, pitch: 55 }, [
    'Hei, jeg har tråkket over på fotballtrening.',
    'Ankelen er veldig hoven. Jeg klarer nesten ikke å stå på den.',
    'Det skjedde for en time siden. Skal den røntges?',
  ]),
  ...caller('back', { language: 'nn', voice: 'nb+m3', speed: 155, pitch: 40 }, [
    'Hei, eg har fått fælt vondt i ryggen. Eg lyfta ein stein i går.',
    'Det strålar ned i det venstre beinet. Eg kjem meg nesten ikkje ut av senga.',
    'Nei, eg er ikkje nummen, og eg får tissa som vanleg.',
  ]),
  ...caller(
    'nursing',
    { language: 'nb', voice: 'nb+f3', speed: 165, pitch: 42 },
    [
      'Hei, det er sykepleier på Nordvik sykehjem. Jeg ringer om en pasient med feber.',
      'Hun er nittien år. Temperaturen er trettini og to, og hun er mer forvirret enn vanlig.',
      'Pulsen er hundre og ti, og hun puster tjuefire ganger i minuttet.',
    ],
    { hello: 'Nordvik sykehjem, det er sykepleier.' },
  ),
  ...caller('rash', { language: 'nn', voice: 'nb+f1', speed: 165, pitch: 55 }, [
    'Hei, dotter mi har fått utslett over heile magen.',
    'Ho er seks år. Det klør, men ho er elles i fin form.',
    'Det blir borte når eg trykkjer på det. Ho byrja på penicillin i går.',
  ]),
  ...caller('tablets', { language: 'nb', voice: 'nb+m7', speed: 140, pitch: 30 }, [
    'God dag. Jeg har visst tatt hjertetablettene mine to ganger i dag.',
    'Det er metoprolol. Jeg tok den andre for en halvtime siden.',
    'Jeg er litt svimmel når jeg reiser meg, men ellers går det bra.',
  ]),
  ...caller('vomiting', { language: 'nb', voice: 'nb+f5', speed: 170, pitch: 58 }, [
    'Hei, babyen vår kaster opp alt hun får i seg.',
    'Hun er sju måneder. Hun har kastet opp seks ganger siden i natt.',
    'Bleia har vært tørr siden i morges, og hun er litt slapp.',
  ]),
  ...caller('visitor', { language: 'en', voice: 'en-gb+m3', speed: 160, pitch: 45 }, [
    "Hello, do you speak English? We're on a cruise, and my wife is ill.",
    'She has a bad pain in her stomach, on the right side. It started last night.',
    "We are at the quay in Nordvik. She's fifty-five years old.",
  ]),
];
