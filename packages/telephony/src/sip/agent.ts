import { Core, Grammar, URI } from 'sip.js';
import type { FlowConfig } from '../ports/index.ts';
import { createAddressCodec } from './address.ts';
import { bodyOf, partsOf, sdpOf } from './body.ts';
import { type RawMessage, readMessage, readWreck, type Unreadable } from './message.ts';
import { branchOf, repaired, trimmed } from './repair.ts';
import { isNewInvite, type Objection, objectionTo, refusal } from './screen.ts';
import type { Transport } from './transport.ts';

type Request = Core.IncomingRequestMessage;
type Response = Core.IncomingResponseMessage;

export interface AgentHandlers {
  /** An INVITE outside a dialog, for one of our addresses. Never the same transaction twice. */
  handleInvite(uas: Core.InviteUserAgentServer): void;
  /** A 2xx to a re-INVITE that was given up; the dialog wants its ACK. */
  handleLateAccept(response: Response): void;
  /** Asked before an INVITE outside a dialog costs anything. False: it is refused, and counted. */
  mayRing(): boolean;
  /** `isCall`: an INVITE outside a dialog, so somebody may be calling who is not shown. */
  handleDropped(why: string, isCall: boolean): void;
}

/** 480: see `Crowd`. */
const crowded: Objection = { why: 'flood', status: 480, reason: 'Temporarily Unavailable' };
const unreadable: Record<Unreadable, Objection> = {
  tooLarge: { why: 'tooLarge', status: 513, reason: 'Message Too Large' },
  startLine: { why: 'startLine', status: 400, reason: 'Bad Request' },
  headers: { why: 'headers', status: 400, reason: 'Bad Request' },
};

/** sip.js' core with the wire repairs around it: what comes in and goes out passes here. */
export interface Agent {
  readonly core: Core.UserAgentCore;
  readonly contact: string;
  /** A text frame of the socket. Never throws. */
  receive(text: string): void;
  /** The beginning of a frame that is too large to be taken. Never throws. */
  receiveCut(head: string): void;
  /** The message as it came, before any repair. */
  rawOf(message: Core.IncomingMessage): RawMessage | undefined;
  dispose(): void;
}

/** What we understand; sip.js' own list names methods that are refused here. */
export const allow = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY';

/** Address of an AoR or target; undefined when it is none. `tel:` becomes a SIP URI (RFC 3261 §19.1.6). */
export function addressOf(text: string, domain: string): URI | undefined {
  const [, number, context] = /^tel:([^;]+)((?:;.*)?)$/i.exec(text.trim()) ?? [];
  if (number === undefined) return Grammar.URIParse(text.trim());
  const plain = number.replaceAll(/[-.() ]/g, '');
  if (!/^[+*#0-9A-D]{1,32}$/i.test(plain) || (context ?? '').length > 256) return undefined;
  return Grammar.URIParse(`sip:${plain.replaceAll('#', '%23')}@${domain};user=phone`);
}

const longestKeepAlive = 64;

/** User part of a Request-URI in any scheme: what a call was meant for. */
function userOf(uri: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+):([^?]*)/i.exec(uri) ?? [];
  if (scheme.toLowerCase() === 'urn') return rest.toLowerCase().startsWith('service:sos') ? 'sos' : '';
  const user = /^sips?$/i.test(scheme) ? (/^([^@]*)@/.exec(rest)?.[1] ?? '') : rest;
  const plain = (user.split(/[;:]/, 1)[0] ?? '').trim();
  try {
    return decodeURIComponent(plain);
  } catch {
    // A stray percent sign: the name is taken as it stands.
    return plain;
  }
}

/**
 * The core of sip.js is used without its UserAgent and Session classes. Those answer for us: 480 when a timer
 * runs out, when media fails, when the agent stops, 487 for an Expires header. A waiting call must not end
 * by any of them.
 */
export function createAgent(
  deps: {
    readonly config: FlowConfig;
    /** Secret of this process, for the address codec. */
    readonly marker: string;
    readonly newTag: () => string;
    readonly transport: Transport;
  },
  isOurs: (user: string) => boolean,
  handlers: AgentHandlers,
): Agent {
  const { config, transport } = deps;
  const codec = createAddressCodec(deps.marker);
  const raws = new WeakMap<Core.IncomingMessage, RawMessage>();
  const host = `${
    config.instanceId
      .replaceAll(/[^0-9a-f]/gi, '')
      .slice(0, 12)
      .toLowerCase() || 'position'
  }.invalid`;
  const contactUri = new URI('sip', config.contactUser, host, undefined, { transport: 'ws' });
  const contact = `<${contactUri.toString()}>`;
  const loggerFactory = new Core.LoggerFactory();
  // sip.js writes whole messages to its log: numbers, names, positions.
  loggerFactory.builtinEnabled = false;
  loggerFactory.level = Core.Levels.error;

  const sending = {
    protocol: transport.protocol,
    send: (message: string): Promise<void> =>
      transport.send(codec.restore(message).replace(/^Allow: [^\r]*/m, `Allow: ${allow}`)),
  };
  const core = new Core.UserAgentCore(
    {
      aor: Grammar.URIParse(config.aor) ?? contactUri,
      contact: { pubGruu: undefined, tempGruu: undefined, uri: contactUri, toString: () => contact },
      displayName: '',
      loggerFactory,
      hackViaTcp: false,
      routeSet: [],
      supportedOptionTags: ['replaces', 'outbound'],
      supportedOptionTagsResponse: ['replaces', 'outbound'],
      sipjsId: '',
      userAgentHeaderFieldValue: config.userAgent,
      viaForceRport: false,
      viaHost: host,
      authenticationFactory: () =>
        new Core.DigestAuthentication(
          loggerFactory,
          config.credentials.ha1,
          config.credentials.username,
          undefined,
        ),
      transportAccessor: () => sending,
    },
    {
      onMessage: (uas) => uas.reject({ statusCode: 405, extraHeaders: [`Allow: ${allow}`] }),
      onNotify: (uas) => uas.reject({ statusCode: 481 }),
      onRefer: (uas) => uas.reject({ statusCode: 603 }),
      onRegister: (uas) => uas.reject({ statusCode: 405, extraHeaders: [`Allow: ${allow}`] }),
      onSubscribe: (uas) => uas.reject({ statusCode: 405, extraHeaders: [`Allow: ${allow}`] }),
    },
  );

  function refuse(message: RawMessage, objection: Objection): void {
    handlers.handleDropped(objection.why, isNewInvite(message));
    const text = refusal(message, objection, deps.newTag());
    // A refusal that cannot be sent is no loss: the request was refused.
    if (text !== undefined) transport.send(text).catch(() => undefined);
  }

  /** What cannot be read as a whole is refused where it says enough to be (RFC 3261 §8.2, §21.4.1, §21.5.7). */
  function refuseWreck(text: string, why: Unreadable): void {
    const wreck = readWreck(text);
    if (wreck) refuse(wreck, unreadable[why]);
    else handlers.handleDropped(why, text.startsWith('INVITE '));
  }

  function parse(message: RawMessage, sdp: string | undefined): Request | Response | undefined {
    const text = repaired(message, codec, { uri: contactUri.toString(), sdp });
    const parsed = Core.Parser.parseMessage(text, loggerFactory.getLogger('sip.parser'));
    if (parsed) raws.set(parsed, message);
    else if (message.start.kind === 'request')
      refuse(message, { why: 'unreadable', status: 400, reason: 'Bad Request' });
    else handlers.handleDropped('unreadable', false);
    return parsed;
  }

  function receiveResponse(message: RawMessage): void {
    const parsed = parse(message, sdpOf(partsOf(message)));
    if (!(parsed instanceof Core.IncomingResponseMessage)) return;
    const known = core.userAgentClients.has(parsed.viaBranch + parsed.method);
    const accepted = parsed.method === 'INVITE' && Math.trunc((parsed.statusCode ?? 0) / 100) === 2;
    if (!known && accepted) handlers.handleLateAccept(parsed);
    else core.receiveIncomingResponseFromTransport(parsed);
  }

  /** An UPDATE without a body is a session refresh (RFC 3311 §5.2) and does no harm; offers are for re-INVITE. */
  function receiveUpdate(request: Request, message: RawMessage): void {
    const known = core.dialogs.has(request.callId + request.toTag + request.fromTag);
    if (!known) core.replyStateless(request, { statusCode: 481 });
    else if (message.body === '')
      core.replyStateless(request, { statusCode: 200, extraHeaders: [`Contact: ${contact}`] });
    else core.replyStateless(request, { statusCode: 405, extraHeaders: [`Allow: ${allow}`] });
  }

  /** Asked of the raw message: under a flood, sip.js' parser is what costs. */
  function objectionToInvite(message: RawMessage, uri: string): Objection | undefined {
    if (!isNewInvite(message) || core.userAgentServers.has(branchOf(message, codec))) return undefined;
    if (!isOurs(userOf(uri))) return { why: 'requestUri', status: 404, reason: 'Not Found' };
    return handlers.mayRing() ? undefined : crowded;
  }

  function receiveRequest(message: RawMessage): void {
    const { start } = message;
    if (start.kind !== 'request') return;
    const objection = objectionTo(message) ?? objectionToInvite(message, start.uri);
    if (objection) return refuse(message, objection);
    const { parts, left } = bodyOf(message);
    // What is left out is counted; the call rings without it (RFC 3261 §8.2.2).
    if (left > 0) handlers.handleDropped('tooManyParts', false);
    if (message.skipped) handlers.handleDropped('skippedHeader', false);
    const offers = start.method === 'INVITE' || start.method === 'ACK';
    const request = parse(message, offers ? sdpOf(parts) : undefined);
    if (!(request instanceof Core.IncomingRequestMessage)) return;
    if (core.userAgentServers.has(request.viaBranch) && start.method !== 'UPDATE')
      core.receiveIncomingRequestFromTransport(request);
    else if (start.method === 'UPDATE') receiveUpdate(request, message);
    // Not through the core: it would answer 482 to a waiting call that comes again over a new socket
    // (the registrar's branch to the same contact, same Call-ID and From tag).
    else if (start.method === 'INVITE' && !request.toTag)
      handlers.handleInvite(new Core.InviteUserAgentServer(core, request));
    else core.receiveIncomingRequestFromTransport(request);
  }

  function read(text: string): void {
    const message = readMessage(text);
    if (typeof message === 'string') return refuseWreck(text, message);
    if (message.start.kind === 'response') return receiveResponse(trimmed(message));
    try {
      receiveRequest(trimmed(message));
    } catch {
      refuse(message, { why: 'exception', status: 500, reason: 'Server Internal Error' });
    }
  }

  /** The parser and the core throw on input they did not foresee. One message is lost, and counted. */
  function guarded(run: () => void): void {
    try {
      run();
    } catch {
      handlers.handleDropped('exception', false);
    }
  }

  return {
    core,
    contact,
    rawOf: (message) => raws.get(message),
    receive(text) {
      // Keep-alives (RFC 5626 §3.5.1): a ping wants its pong, a pong nothing.
      if (text.length <= longestKeepAlive && /^(?:\r\n)+$/.test(text)) {
        if (text.length >= 4) transport.send('\r\n').catch(() => undefined);
        return;
      }
      guarded(() => read(text));
    },
    receiveCut: (head) => guarded(() => refuseWreck(head, 'tooLarge')),
    dispose: () => core.dispose(),
  };
}
