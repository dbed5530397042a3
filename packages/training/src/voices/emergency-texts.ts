import { caller, type Text } from './text.ts';

/** Those who dial 113. Invented; brief, and as people speak when it matters. */
export const emergencyTexts: readonly Text[] = [
  ...caller('chest', { language: 'nb', voice: 'nb+f2', speed: 165, pitch: 45 }, [
    'Hei, det er mannen min. Han har kraftige smerter i brystet, og han er helt grå i ansiktet.',
    'Vi er i Storgata 14 i Nordvik, andre etasje.',
    'Han er sekstiåtte år. Han er kaldsvett og kvalm, og det stråler ut i armen.',
    'Ja, han er våken, men veldig sliten. Døra er åpen.',
  ]),
  ...caller(
    'seizure',
    { language: 'nb', voice: 'nb+f4', speed: 180, pitch: 60 },
    [
      'Datteren min har kramper! Hun er to år, og har hatt feber siden i går.',
      'Fjordveien 8 i Nordvik.',
      'Nå ga det seg. Hun puster, men hun er helt slapp.',
      'Hun fikk noe febernedsettende for en time siden.',
    ],
    { yes: 'Ja, ja.' },
  ),
  ...caller('fall', { language: 'nb', voice: 'nb+m3', speed: 150, pitch: 35 }, [
    'Moren min har falt i trappa. Hun kommer seg ikke opp.',
    'Åsveien 22, Nordvik. Det er det gule huset.',
    'Hun er åttifire. Beinet er vridd utover, og hun har sterke smerter i hofta.',
    'Hun er helt klar. Hun bruker blodfortynnende.',
  ]),
  ...caller('crash', { language: 'nb', voice: 'nb+m1', speed: 175, pitch: 48 }, [
    'Det har vært en trafikkulykke. To biler har kollidert.',
    'På fylkesvei 17, rett ved avkjøringen til Sørvik kirke.',
    'Det er tre personer. En sitter fast, og har vondt i nakken.',
    'Nei, det brenner ikke, men det renner noe ut av den ene bilen.',
  ]),
  ...caller('witness', { language: 'nb', voice: 'nb+m7', speed: 180, pitch: 55 }, [
    'Hei, jeg kjører forbi en bilulykke ved Sørvik kirke. Vet dere om den?',
    'Jeg har kjørt videre. Det står allerede folk der.',
  ]),
  ...caller('overdose', { language: 'nb', voice: 'nb+m6', speed: 170, pitch: 50 }, [
    'Kameraten min puster nesten ikke. Han er blå på leppene.',
    'Vi er i parken bak biblioteket i Nordvik.',
    'Han har tatt heroin, tror jeg. Jeg har nesespray med nalokson.',
    'Nå har han fått én dose. Han begynner å puste litt.',
  ]),
  ...caller('birth', { language: 'nn', voice: 'nb+m4', speed: 175, pitch: 50 }, [
    'Hei! Kona mi føder, og vi rekk ikkje fram til sjukehuset.',
    'Vi står på rasteplassen på Vassneset.',
    'Det er det andre barnet. Riene kjem heile tida, og vatnet har gått.',
    'Ho seier at ho må trykkje. Kva gjer eg?',
  ]),
  ...caller('stroke', { language: 'nb', voice: 'nb+f3', speed: 165, pitch: 50 }, [
    'Faren min snakker så rart, og den ene munnviken henger.',
    'Kirkegata 3 i Nordvik, første etasje.',
    'Han klarer ikke å løfte høyre arm. Det begynte for et kvarter siden.',
    'Han er syttien. Han har høyt blodtrykk.',
  ]),
  ...caller('collapse', { language: 'nb', voice: 'nb+m2', speed: 180, pitch: 45 }, [
    'En mann har falt om her på senteret. Han reagerer ikke.',
    'Nordvik kjøpesenter, ved apoteket i første etasje.',
    'Han gisper litt, men han puster ikke normalt.',
    'Vi har begynt med hjertekompresjon. Vekteren henter hjertestarteren.',
  ]),
  ...caller('water', { language: 'nb', voice: 'nb+f1', speed: 175, pitch: 55 }, [
    'En gutt har vært under vann. Vi har fått ham opp på land.',
    'Badestranda i Sørvika, ved brygga.',
    'Han er omtrent ni år. Han hoster og puster, men han er veldig kald.',
    'Vi har tatt av ham det våte, og pakket ham inn i tepper.',
  ]),
  ...caller('burn', { language: 'nn', voice: 'nb+f5', speed: 175, pitch: 55 }, [
    'Sonen min har fått kokande vatn over seg.',
    'Vi bur på Haugen 3, ved Lia skule.',
    'Han er fire år. Det er på brystet og på den eine armen.',
    'Ja, vi skyl med lunka vatn. Han græt heile tida.',
  ]),
  ...caller('wasp', { language: 'nb', voice: 'nb+m5', speed: 185, pitch: 60 }, [
    'Jeg er stukket av en veps, og det klør over hele kroppen. Det er tungt å puste.',
    'Jeg er på campingplassen i Nordvik, plass førti.',
    'Jeg har en adrenalinpenn. Skal jeg ta den nå?',
  ]),
  ...caller('tractor', { language: 'nn', voice: 'nb+m8', speed: 165, pitch: 38 }, [
    'Broren min har fått foten i klem under traktoren.',
    'Øvre Lia 12. De må køyre forbi skulen og opp til garden.',
    'Han er vaken, men han blør frå leggen.',
    'Eg trykkjer på såret med ei skjorte. Det blør mindre no.',
  ]),
];
