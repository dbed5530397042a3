/** How somebody sounds: espeak-ng's voice with its variant, its speed (words a minute) and pitch (0–99). */
export interface Speaker {
  /** There is no nynorsk voice: nynorsk is read by the bokmål one. */
  readonly language: 'nb' | 'nn' | 'en';
  readonly voice: string;
  readonly speed: number;
  readonly pitch: number;
}

/** One clip: what is said, and by whom. */
export interface Text extends Speaker {
  readonly id: string;
  readonly text: string;
}

type Phrases = Readonly<Record<'hello' | 'yes' | 'bye', string>>;

const phrases: Readonly<Record<Speaker['language'], Phrases>> = {
  nb: { hello: 'Hallo?', yes: 'Ja.', bye: 'Tusen takk. Ha det.' },
  nn: { hello: 'Hallo?', yes: 'Ja.', bye: 'Tusen takk. Ha det bra.' },
  en: { hello: 'Hello?', yes: 'Yes.', bye: 'Thank you very much. Goodbye.' },
};

/** Lines `id-1`, `id-2` … */
export function lines(id: string, speaker: Speaker, said: readonly string[]): Text[] {
  return said.map((text, index) => ({ id: `${id}-${index + 1}`, ...speaker, text }));
}

/** A caller: the lines, and what is said when someone calls back, when there is nothing to add, and at the end. */
export function caller(
  id: string,
  speaker: Speaker,
  said: readonly string[],
  own: Partial<Phrases> = {},
): Text[] {
  const small = Object.entries({ ...phrases[speaker.language], ...own });
  return [
    ...lines(id, speaker, said),
    ...small.map(([name, text]) => ({ id: `${id}-${name}`, ...speaker, text })),
  ];
}

/** What a clip is made of, as one string: another string, another clip. */
export function recipeOf({ language, voice, speed, pitch, text }: Text): string {
  return JSON.stringify([language, voice, speed, pitch, text]);
}
