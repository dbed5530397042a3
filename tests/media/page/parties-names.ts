/** Every scenario of the parties' sound, by what it proves. */
export const partyScenarioNames = [
  'two parties hear each other speak, and the pause after it',
  'a sentence arrives as it was said, over what is behind it; another sentence is not taken for it',
  'no call is ever digital silence, and each background is heard',
  'a sentence that is stopped is not said on, and one that is missing is told',
  'a room mixes three: all hear all others and nobody hears himself',
  'hold music is heard',
  'a change in the call keeps its sound',
  'parties that are closed leave nothing behind',
] as const;
export type PartyScenarioName = (typeof partyScenarioNames)[number];
