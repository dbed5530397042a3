/** Every scenario, by what it proves. */
export const scenarioNames = [
  'both hear each other, each by its own tone',
  'the check fails for sound that is muted, swapped or looped back',
  'a prepared answer is connected, sends no packet and plays nothing until it is told to',
  'a held caller hears the hold sound and not the operator, then the operator again',
  'a muted operator is digital silence',
  'a call that is not to be heard is silent in the headset, and two can be heard at once',
  'the first sound of the caller is told once',
  'an outgoing call, and a refused change that is rolled back',
  'an ICE restart keeps the sound, from either side',
  'the same offer gives the same answer, a new one is answered anew',
  'digits arrive as telephone-events, and are refused where they cannot',
  'no packets, and a dead microphone, are told and their end too',
  'a lost path is told',
  'a microphone unplugged in a call: the track goes on, and the voice comes back',
  'another microphone in a call keeps the sender track',
  'without a microphone calls are heard, and it opens when plugged in',
  'a refused microphone is told and opens when retried',
  'levels follow the microphone and the headset, muted or not, and cost nothing when nobody looks',
  'the own voice is played back after it was taken up, and stops at once',
  'ring and alarm on the ring device and nowhere else',
  'a ring device that stands still is passed over, and none at all is told',
  'peers that are closed leave nothing behind',
  'changes of ours that are refused, again and again, leave the sound as it was',
  'a change of ours that is refused in a call that we made leaves the sound as it was',
  'held, a new offer from either side, taken back',
  'muted, a change that is refused, and no longer muted',
  'held by the peer, a change that is refused, taken back by the peer',
  'a first offer that only sends is heard, and gets sound both ways later',
  'a first offer that is inactive gets sound both ways later, from either side',
  'offers of the peer that cannot be answered leave the sound as it was, and the next change works',
  'a re-INVITE without an offer whose ACK has no answer leaves the sound as it was',
] as const;

/** Those with a second headset: once it is there it stays, for the reason below. */
export const medlyttNames = [
  'a second headset hears both ends of the calls, and nobody who is not in them',
  'calls that were there before it are heard in a second headset too',
  'a second headset that is not chosen has no context, and leaves none',
  'a second microphone goes with the operator’s, or is open or shut by itself',
  'a second microphone says nothing to a call that was not answered, and is heard in one that begins muted',
  'a second microphone unplugged in a call is told, and no other one is sent in its place',
] as const;

/** Those that take a sink away: PulseAudio moves streams when a default comes back, and Chromium reuses what it has open. */
export const unpluggingNames = [
  'a headset unplugged in a call: the speaker takes over, and gives back',
  'two headsets of one make: the chosen one is used, the other only while that is gone, and it is told',
  'a second headset unplugged in a call: silent, and no other device in its place',
] as const;
/** Alone: PulseAudio moves streams that Chromium keeps from before when the default changes. */
export const defaultNames = [
  'a headset that is not the system’s default comes back to the ear it left',
] as const;

export type ScenarioName =
  | (typeof scenarioNames)[number]
  | (typeof medlyttNames)[number]
  | (typeof unpluggingNames)[number]
  | (typeof defaultNames)[number];
