import { expect, it } from 'vitest';
import { standingAnswer } from './standing-answer.ts';

const session = 'v=0\r\ns=-\r\na=group:BUNDLE 0 1\r\n';
const audio = (setup: string) => `m=audio 4000 UDP/TLS/RTP/SAVPF 8 0\r\na=setup:${setup}\r\na=mid:0\r\n`;
const video = (port: number) => `m=video ${port} UDP/TLS/RTP/SAVPF 96\r\na=setup:actpass\r\na=mid:1\r\n`;

it('is the peer’s answer, if that was its last word', () => {
  const sdp = session + audio('active');
  expect(standingAnswer({ type: 'answer', sdp }, { type: 'offer', sdp: session + audio('actpass') })).toBe(
    sdp,
  );
});

it('is the peer’s offer with the role that our answer left for it', () => {
  for (const [ours, theirs] of [
    ['active', 'passive'],
    ['passive', 'active'],
  ] as const)
    expect(
      standingAnswer(
        { type: 'offer', sdp: session + audio('actpass') },
        { type: 'answer', sdp: session + audio(ours) },
      ),
    ).toBe(session + audio(theirs));
});

it('refuses what we refused, also in the bundle', () => {
  const answer = standingAnswer(
    { type: 'offer', sdp: session + audio('actpass') + video(4002) },
    { type: 'answer', sdp: session + audio('active') + video(0) },
  );
  expect(answer).toContain('m=video 0 UDP');
  expect(answer).toContain('a=group:BUNDLE 0\r\n');
  expect(answer).toContain('a=mid:0');
});

it('takes the role from the session where the section has none', () => {
  const [offer, own] = [
    'v=0\r\na=setup:actpass\r\nm=audio 1 UDP/TLS/RTP/SAVPF 8\r\n',
    'v=0\r\nm=audio 1 UDP/TLS/RTP/SAVPF 8\r\na=setup:active\r\n',
  ];
  expect(standingAnswer({ type: 'offer', sdp: offer }, { type: 'answer', sdp: own })).toContain(
    'a=setup:passive',
  );
});
