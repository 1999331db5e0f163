import { failures } from '../base/failures.ts';
import { universalActions } from '../dialog/definition.ts';
import { missedFields } from '../dialog/pack.ts';
import { findingKinds } from '../guard/finding.ts';
import { stages } from '../knowledge/stage.ts';
import { saidByWidget } from './said-by-widget.ts';

/** Texts that the code says on its own account, with the values that it fills in. */
export const spokenByCode: Readonly<Record<string, readonly string[]>> = {
  'common:language-name': [],
  'common:language-button': ['language'],
  'common:label-both': ['local', 'original'],
  'common:header': ['number', 'stage'],
  'common:phone-unclear': [],
  'common:privacy': [],
  'common:english-labels': [],
  'common:noted': ['facts'],
  'common:fact.sent': ['sent'],
  'common:welcome-back': ['number', 'stage'],
  'common:welcome-back-plain': [],
  'common:moved-on': [],
  'common:state-gone': [],
  'common:where.stage': ['number', 'stage'],
  'common:where.nowhere': [],
  'common:where.done': ['stages'],
  'common:where.known': ['facts'],
  'common:not-understood': [],
  'common:not-understood-clarify': [],
  'common:not-understood-person': [],
  'common:more': [],
  'common:restart': [],
  'common:restarted': [],
  'common:kept': [],
  'common:language': ['languages'],
  'common:language-changed': [],
  'common:unsupported': ['languages'],
  'common:foreign': ['sentence'],
  'common:phone-form': ['phone'],
  'common:no-attachment': [],
  'common:same-again': [],
  'common:did-this-help': [],
  'common:helped': [],
  'common:second-question': [],
  'common:too-often': [],
  'common:notice': ['notice'],
  'common:why.sources': ['sources'],
  'common:why.own': [],
  'common:then.stage': ['number', 'stage'],
  'common:then.last': [],
  'common:erase.ask': [],
  'common:erase.done': [],
  'common:erase.sent': ['reference'],
  'common:erase.sent-network': ['reference', 'network'],
  'common:erase.sending': ['reference'],
  'common:erase.sending-network': ['reference', 'network'],
  'common:erase.unsent': ['reference'],
  'escalation:headline': ['about'],
  'escalation:headline-plain': [],
  'escalation:urgent': [],
  'escalation:overdue': [],
  'escalation:tried': ['titles'],
  'escalation:words': ['words'],
  'escalation:error': ['error'],
  'escalation:contact': ['contact'],
  'escalation:missing': ['fields'],
  'escalation:subject': ['reference', 'topic', 'about'],
  'escalation:subject-plain': ['reference', 'topic'],
  'escalation:topic.incident': [],
  'escalation:topic.overdue': [],
  'escalation:topic.question': [],
  'escalation:added': [],
  'escalation:nothing-sent': [],
  'escalation:refused': [],
  'escalation:mistyped': [],
  'escalation:not-here': [],
  'common:summary.sent': ['sent', 'days'],
  'common:summary.stage': ['number', 'stage'],
  'common:summary.done': ['stages'],
  'common:summary.method': ['method'],
  'common:summary.browser': ['browser'],
  'common:summary.language': ['language'],
  'common:back-first': [],
  'escalation:mail.reference': ['reference'],
  'escalation:mail.answer': [],
  'escalation:mail.consent': [],
  'escalation:mail.heading': ['messages', 'zone'],
  'escalation:mail.omitted': [],
  'escalation:mail.person': [],
  'escalation:mail.bot': [],
  'escalation:mail.preview': [],
  'escalation:mail.file': [],
  'escalation:mail.too-long': [],
  'guard:password': [],
  'guard:code': [],
  'guard:password-and-code': [],
  'guard:secret': [],
  'guard:identifier': [],
  'guard:patient': [],
};

/** Buttons besides the universal actions that the engine puts under its own messages. */
const ownButtons = [
  'other',
  'restart-yes',
  'erase-yes',
  'keep',
  'walk',
  'none',
  'show-more',
  'helped',
  'unhelped',
  'languages',
];

/**
 * Every text that the code needs for this content, with the values that it fills in.
 *
 * Stages, slots, findings and failures are lists of their own, so their texts follow from them.
 */
export function neededByCode(
  slots: Readonly<
    Record<string, { readonly reads: string; readonly values?: readonly string[] | undefined }>
  >,
  asked: readonly string[],
): Map<string, readonly string[]> {
  const choices = Object.entries(slots).filter(([, { reads }]) => reads === 'choice');
  const askedChoices = choices.filter(([slot]) => asked.includes(slot));
  const plain = [
    ...stages.map((stage) => `common:stage.${stage}`),
    ...choices.flatMap(([, { values }]) => (values ?? []).map((value) => `common:fact.${value}`)),
    ...asked.map((slot) => `common:choose-slot.${slot}`),
    ...missedFields.map((field) => `escalation:field.${field}`),
    ...findingKinds.map((kind) => `guard:mask.${kind}`),
    ...Object.values(failures).map(({ replyKey }) => `failures:${replyKey}`),
    ...[...universalActions, ...ownButtons].map((name) => `answers:action.${name}.label`),
    ...askedChoices.flatMap(([slot, { values }]) =>
      (values ?? []).map((value) => `answers:action.set-${slot}-${value}.label`),
    ),
  ];
  return new Map([
    ...plain.map((key) => [key, []] as const),
    ...Object.entries({ ...spokenByCode, ...saidByWidget }),
  ]);
}

/** Namespaces whose texts the code says, dialogs apart. */
export const codeNamespaces: readonly string[] = [
  'common',
  'guard',
  'failures',
  'escalation',
  'widget',
  'demo',
];
