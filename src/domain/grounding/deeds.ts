import type { Source } from '../../contract/output';
import { normalise } from './normalise';
import { fold, wordsOf } from './words';

/** What somebody did, by the forms that say it is done, in en, de, fr, es, pt and nl; folded, several words joined by `_`. */
type Forms = readonly (readonly [id: string, forms: string])[];

const french = (stem: string): string => `${stem} ${stem}e ${stem}s ${stem}es`;
const spanish = (stem: string): string => `${stem}o ${stem}a ${stem}os ${stem}as`;

/** Decisions that only a person may take (R024-R027, R061, R071-R073). */
const DECISIONS: Forms = [
  [
    'approve',
    `approved signed_off authorised authorized genehmigt freigegeben bewilligt ${french('approuve')} ${french('autorise')} ${spanish('aprobad')} ${spanish('aprovad')} ${spanish('autorizad')} goedgekeurd`,
  ],
  [
    'reject',
    `rejected declined abgelehnt ${french('rejete')} refusee refusees ${spanish('rechazad')} ${spanish('rejeitad')} afgewezen`,
  ],
  [
    'close',
    `closed geschlossen abgeschlossen ${french('ferme')} ${french('cloture')} ${spanish('cerrad')} ${spanish('fechad')} ${spanish('encerrad')} gesloten afgesloten`,
  ],
  [
    'grant',
    `granted gewahrt erteilt ${french('accorde')} ${french('octroye')} ${spanish('concedid')} ${spanish('otorgad')} toegekend verleend`,
  ],
  [
    'restore',
    `restored wiederhergestellt ${french('retabli')} ${french('restaure')} ${spanish('restaurad')} ${spanish('restablecid')} ${spanish('restabelecid')} hersteld`,
  ],
  ['validate', `validated validiert freigetestet ${french('valide')} ${spanish('validad')} gevalideerd`],
  [
    'resolve',
    `resolved fixed solved behoben gelost ${french('resolu')} ${french('corrige')} ${spanish('resuelt')} ${spanish('solucionad')} ${spanish('resolvid')} ${spanish('corrigid')} opgelost verholpen`,
  ],
];

/** Work on systems, accounts and people that an app which only writes cannot have done. */
const ACTIONS: Forms = [
  [
    'restart',
    `restarted rebooted neugestartet neu_gestartet ${french('redemarre')} ${spanish('reiniciad')} herstart opnieuw_gestart`,
  ],
  ['roll-back', `rolled_back reverted zuruckgerollt zuruckgesetzt ${spanish('revertid')} teruggedraaid`],
  [
    'send',
    `sent emailed mailed gesendet versendet verschickt ${french('envoye')} ${spanish('enviad')} verzonden verstuurd`,
  ],
  [
    'create',
    `created erstellt angelegt ${french('cree')} ${spanish('cread')} ${spanish('criad')} aangemaakt`,
  ],
  [
    'deploy',
    `deployed released rolled_out ausgerollt bereitgestellt ${french('deploye')} ${spanish('desplegad')} ${spanish('implantad')} uitgerold`,
  ],
  [
    'change',
    `changed updated upgraded patched modified geandert aktualisiert ${french('modifie')} mis_a_jour ${spanish('cambiad')} ${spanish('actualizad')} ${spanish('alterad')} ${spanish('atualizad')} gewijzigd bijgewerkt`,
  ],
  [
    'remove',
    `removed deleted geloscht entfernt ${french('supprime')} ${spanish('eliminad')} ${spanish('borrad')} ${spanish('removid')} verwijderd`,
  ],
  ['install', `installed installiert ${french('installe')} ${spanish('instalad')} geinstalleerd`],
  [
    'enable',
    `enabled activated aktiviert activee activees ${spanish('activad')} ${spanish('ativad')} ingeschakeld`,
  ],
  [
    'disable',
    `disabled deactivated deaktiviert ${french('desactive')} ${spanish('desactivad')} ${spanish('desativad')} uitgeschakeld`,
  ],
  [
    'revoke',
    `revoked entzogen widerrufen ${french('revoque')} ${spanish('revocad')} ${spanish('revogad')} ingetrokken`,
  ],
  [
    'notify',
    `notified informed informiert benachrichtigt ${french('informe')} ${french('prevenu')} ${spanish('informad')} ${spanish('notificad')} geinformeerd`,
  ],
  ['escalate', `escalated eskaliert ${french('escalade')} ${spanish('escalad')} geescaleerd`],
  [
    'assign',
    `assigned reassigned zugewiesen assigne assignes ${spanish('asignad')} ${spanish('atribuid')} toegewezen`,
  ],
  ['reset', `resetted ${french('reinitialise')} ${spanish('restablecid')} gereset`],
  [
    'replace',
    `replaced swapped ausgetauscht ersetzt ${french('remplace')} ${spanish('reemplazad')} ${spanish('substituid')} vervangen`,
  ],
  ['fail-over', 'failed_over'],
  [
    'test',
    `tested verified getestet verifiziert ${french('teste')} ${french('verifie')} ${spanish('probad')} ${spanish('testad')} ${spanish('verificad')} getest geverifieerd`,
  ],
];

type Kind = 'decision' | 'action';

interface Deed {
  readonly id: string;
  readonly kind: Kind;
  readonly words: readonly string[];
}

const deedsOf = (kind: Kind, forms: Forms): readonly Deed[] =>
  forms.flatMap(([id, all]) => all.split(' ').map((form) => ({ id, kind, words: form.split('_') })));

/** By the first word of its form; a word may begin several. */
const BY_WORD = new Map<string, readonly Deed[]>();
for (const deed of [...deedsOf('decision', DECISIONS), ...deedsOf('action', ACTIONS)]) {
  const first = String(deed.words[0]);
  BY_WORD.set(first, [...(BY_WORD.get(first) ?? []), deed]);
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Within so many words before a form they say that it is not done yet, or not told as a fact. */
const REACH = 4;
const OPEN = setOf(
  'will would should shall must may might can could whether if once until unless before when need needs needed planned asks asked wants ' +
    'waiting not never no nobody nothing without cannot ' +
    'werden soll sollte muss musste kann wenn ob bis bevor bitte nicht kein keine nie geplant ' +
    'seront doit devrait peut avant veuillez pas jamais sans ' +
    'sera seran debe deberia puede hasta antes nunca ' +
    'deve deveria pode ate nao sem ' +
    'zal zou moet kan als indien tot voordat niet geen nooit',
);
/** The same where they begin the clause: `Check that it was restarted`. */
const OPENING = setOf('check confirm verify please ask see find');
const TO_BE = setOf('be get have');

const CLAUSES = /[.!;:,()\n“”"„«»|•–—]| - /u;

/** What a text says is done: the deeds of its clauses that no word before them leaves open. A question says nothing. */
export function deedsIn(text: string): readonly Deed[] {
  const parts = normaliseLines(text).split(/(?<=[?])|(?<=[.!;\n])/u);
  return parts
    .filter((part) => !part.trimEnd().endsWith('?'))
    .flatMap((part) => part.split(CLAUSES))
    .flatMap((clause) => deedsOfClause(wordsOf(clause)));
}

const normaliseLines = (text: string): string => text.split('\n').map(normalise).join('\n');

function isOpenAt(words: readonly string[], at: number): boolean {
  const before = words.slice(Math.max(0, at - REACH), at);
  return (
    before.some((word, index) => OPEN.has(word) || (word === 'to' && TO_BE.has(String(before[index + 1])))) ||
    words.slice(0, Math.min(2, at)).some((word) => OPENING.has(word))
  );
}

function deedsOfClause(words: readonly string[]): readonly Deed[] {
  return words.flatMap((word, at) => {
    const hits = (BY_WORD.get(word) ?? []).filter((deed) =>
      deed.words.every((one, index) => words[at + index] === one),
    );
    return isOpenAt(words, at) ? [] : hits;
  });
}

/** Whether a source may vouch for a decision: what Jira recorded and what people said about it, never a plan or a template. */
function vouches(source: Source, kind: Kind, own: string): boolean {
  if (source.kind === 'template' || source.kind === 'baseline') return false;
  if (kind === 'action') return true;
  if (source.kind === 'history' || source.kind === 'comment') return true;
  if (source.kind === 'field') return source.label === 'Status' || source.label === 'Resolution';
  // How another issue ended may be told of that issue only.
  const isOther = source.kind === 'similar-issue' || source.kind === 'link' || source.kind === 'subtask';
  return isOther && fold(own).includes(fold(source.issueKey));
}

/** A deed that a claim's own words tell as done and that nothing it cites tells; null when there is none. */
export function untoldDeed(
  own: string,
  cited: readonly { readonly quote: string; readonly source: Source }[],
): { readonly kind: Kind; readonly said: string } | null {
  const claimed = deedsIn(own);
  const isTold = ({ id, kind }: Deed): boolean =>
    cited.some(({ quote, source }) => {
      if (!vouches(source, kind, own)) return false;
      if (kind === 'action' && source.kind === 'history' && (id === 'change' || id === 'assign')) return true;
      return deedsIn(quote).some((deed) => deed.id === id);
    });
  const deed = claimed.find((one) => !isTold(one));
  return deed === undefined ? null : { kind: deed.kind, said: deed.words.join(' ') };
}
