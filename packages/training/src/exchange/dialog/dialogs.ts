import type { Clock } from '@samband/telephony/ports';
import { valueOf } from '@samband/telephony/sip';
import type { RawHeader } from '@samband/telephony/sip';
import { longestMs } from '../fork/branches.ts';
import type { Sending } from '../fork/branches.ts';
import type { Line } from '../lines.ts';
import { reasonsIn, ownRequest as written } from '../wire/build.ts';
import type { Request } from '../wire/request.ts';
import { uriIn } from '../wire/uri.ts';
import { dialogKey, otherOf } from './dialog.ts';
import type { Dialog, End, Found, Identity } from './dialog.ts';
import { dialogStep } from './dialog-table.ts';
import type { DialogEffect, DialogInput } from './dialog-table.ts';

export interface DialogsDeps {
  readonly clock: Clock;
  readonly sending: Sending;
  readonly lostMs: number;
  /** `by`: whose connection was lost, or who hung up. */
  handleEnded(dialog: Dialog, how: 'hungUp' | 'lost' | 'replaced', by: End | undefined): void;
  /** OPTIONS within the dialog; resolves with what came back, 0 when nothing did. */
  probe(text: string, branch: string, line: Line, told: (status: number) => void): void;
}

/** Dialogs that stand between two parties of ours. */
export interface Dialogs {
  open(callId: string, ends: Dialog['ends'], identity: Identity | undefined): Dialog;
  /** By what a request or a response says; the sender has the From-tag. */
  find(message: { callId: string; fromTag: string; toTag: string }): Found | undefined;
  /** A request of `found.sender` passes: what it says of its sender is kept. */
  handleRequest(found: Found, request: Request, line: Line): void;
  /** BYE: after `handleRequest`. `isThere`: it can be passed on. */
  handleBye(found: Found, request: Request, isThere: boolean): void;
  handleByeAnswered(dialog: Dialog): void;
  handleReplaced(dialog: Dialog): void;
  handleLineGone(line: Line): void;
  /** The user has registered over this line. */
  handleBack(user: string, line: Line): void;
  /** Up or lost: those that count as calls. */
  count(): number;
  dispose(): void;
}

export function createDialogs(deps: DialogsDeps): Dialogs {
  const { clock, sending } = deps;
  const dialogs = new Map<string, Dialog>();
  const keyOf = ({ callId, ends: [a, b] }: Dialog): string => dialogKey(callId, a.tag, b.tag);

  function arm(dialog: Dialog, ms: number, what: DialogInput): void {
    dialog.timer?.dispose();
    dialog.timer = clock.after(ms, () => {
      // Somebody is just taking the call over: it is kept for that.
      if (what === 'patience' && dialog.recovering > 0) arm(dialog, ms, what);
      else input(dialog, what);
    });
  }

  const effects: Record<DialogEffect, (dialog: Dialog, by: End | undefined) => void> = {
    startPatience: (dialog) => arm(dialog, deps.lostMs, 'patience'),
    stopPatience: (dialog) => dialog.timer?.dispose(),
    endOther(dialog) {
      for (const end of dialog.ends) {
        const [gone] = dialog.lost;
        const who = gone?.party.line.side === 'outside' ? 'Caller' : 'Position';
        if (!dialog.lost.has(end)) bye(dialog, end, [['Reason', `SIP;cause=480;text="${who} lost"`]]);
      }
    },
    endOwed(dialog) {
      if (dialog.owed) bye(dialog, dialog.owed.end, dialog.owed.reasons);
    },
    tellHungUp: (dialog, by) => deps.handleEnded(dialog, 'hungUp', by),
    tellLost: (dialog) => deps.handleEnded(dialog, 'lost', [...dialog.lost][0]),
    tellReplaced: (dialog) => deps.handleEnded(dialog, 'replaced', undefined),
    startEnding: (dialog) => arm(dialog, longestMs, 'ended'),
    forget(dialog) {
      dialog.timer?.dispose();
      dialogs.delete(keyOf(dialog));
    },
  };

  function input(dialog: Dialog, what: DialogInput, by?: End): void {
    const step = dialogStep(dialog.stage, what);
    if (!step) return;
    dialog.stage = step.next;
    for (const effect of step.effects) effects[effect](dialog, by);
  }

  /** A request of ours as if the other end had made it. */
  function asOther(
    dialog: Dialog,
    to: End,
    method: string,
    cseq: number,
    headers: readonly RawHeader[] = [],
  ) {
    const from = otherOf(dialog, to);
    const branch = sending.newBranch();
    const { domain } = sending;
    const names = { from: from.name, to: to.name, callId: dialog.callId };
    const text = written(method, { uri: to.party.contact, branch, domain, ...names, cseq, headers });
    return { text, branch };
  }

  function bye(dialog: Dialog, to: End, headers: readonly RawHeader[]): void {
    const { text } = asOther(dialog, to, 'BYE', otherOf(dialog, to).cseq + 1, headers);
    sending.reach(to.party)?.send(text);
  }

  function alive(dialog: Dialog, end: End): void {
    if (dialog.lost.delete(end) && dialog.lost.size === 0) input(dialog, 'alive');
  }

  /** Back over a new connection; whether it still knows the call, only it can say. */
  function probe(dialog: Dialog, end: End, line: Line): void {
    // Core of RFC 3261 §12.2.2: OPTIONS leaves the dialog's state alone, so the number may stand twice.
    const { text, branch } = asOther(dialog, end, 'OPTIONS', otherOf(dialog, end).cseq);
    deps.probe(text, branch, line, (status) => {
      if (status !== 0 && status !== 408 && status !== 481) alive(dialog, end);
    });
  }

  return {
    open(callId, ends, identity) {
      const dialog: Dialog = {
        callId,
        ends,
        identity,
        stage: 'up',
        lost: new Set(),
        recovering: 0,
        owed: undefined,
        timer: undefined,
      };
      dialogs.set(keyOf(dialog), dialog);
      return dialog;
    },
    find({ callId, fromTag, toTag }) {
      const dialog = dialogs.get(dialogKey(callId, fromTag, toTag));
      const sender = dialog?.ends.find((end) => end.tag === fromTag);
      return dialog && sender ? { dialog, sender, receiver: otherOf(dialog, sender) } : undefined;
    },
    handleRequest({ dialog, sender }, request, line) {
      sender.party.line = line;
      sender.cseq = Math.max(sender.cseq, request.cseq);
      const contact = valueOf(request.raw, 'contact');
      // RFC 3261 §12.2.2: these may bring a new remote target.
      if (contact !== undefined && (request.method === 'INVITE' || request.method === 'UPDATE'))
        sender.party.contact = uriIn(contact);
      alive(dialog, sender);
    },
    handleBye({ dialog, sender, receiver }, request, isThere) {
      if (!isThere && dialog.stage !== 'ending') dialog.owed = { end: receiver, reasons: reasonsIn(request) };
      input(dialog, 'bye', sender);
    },
    handleByeAnswered: (dialog) => input(dialog, 'ended'),
    handleReplaced: (dialog) => input(dialog, 'replaced'),
    handleLineGone(line) {
      for (const dialog of [...dialogs.values()])
        for (const end of dialog.ends) {
          if (end.party.line !== line) continue;
          dialog.lost.add(end);
          input(dialog, 'lost');
        }
    },
    handleBack(user, line) {
      for (const dialog of [...dialogs.values()]) {
        const { owed } = dialog;
        if (owed?.end.party.user === user && sending.reach(owed.end.party) === line) input(dialog, 'back');
        for (const end of [...dialog.lost])
          if (end.party.user === user && sending.reach(end.party) === line) probe(dialog, end, line);
      }
    },
    count: () => [...dialogs.values()].filter(({ stage }) => stage === 'up' || stage === 'lost').length,
    dispose() {
      for (const dialog of dialogs.values()) dialog.timer?.dispose();
      dialogs.clear();
    },
  };
}
