/** What a word says somebody did. `isDone` where it is a form of the past; else it names the deed or asks for it. */
export interface DeedForm {
  readonly id: string;
  readonly kind: DeedKind;
  readonly isDone: boolean;
}

/** Decisions only a person may take (R024-R027, R061, R071-R073); work that an app which only writes cannot have done. */
export type DeedKind = 'decision' | 'action';

/** One deed: regular English verbs, other forms that say it is done, other words for it. Folded; `_` joins words. */
type Line = readonly [id: string, verbs: string, done: string, names: string];

const french = (stem: string): string => `${stem} ${stem}e ${stem}s ${stem}es`;
const spanish = (stem: string): string => `${stem}o ${stem}a ${stem}os ${stem}as`;
const both = (...stems: readonly string[]): string => stems.map(spanish).join(' ');

const DECISIONS: readonly Line[] = [
  [
    'approve',
    'approve authorise authorize okay sign_off green_light',
    `genehmigt freigegeben bewilligt ${french('approuve')} ${french('autorise')} ${both('aprobad', 'aprovad', 'autorizad')} goedgekeurd`,
    'approval authorisation authorization genehmigung freigabe approbation aprobacion aprovacao goedkeuring',
  ],
  [
    'reject',
    'reject decline',
    `abgelehnt ${french('rejete')} refusee refusees ${both('rechazad', 'rejeitad')} afgewezen`,
    'rejection ablehnung',
  ],
  [
    'agree',
    'agree consent assent',
    'zugestimmt eingewilligt consenti consentido acordado toegestemd',
    'agreement zustimmung',
  ],
  [
    'accept',
    'accept',
    `akzeptiert angenommen ${french('accepte')} ${both('aceptad', 'aceitad')} geaccepteerd`,
    'acceptance',
  ],
  [
    'close',
    'close',
    `geschlossen abgeschlossen ${french('ferme')} ${french('cloture')} ${both('cerrad', 'fechad', 'encerrad')} gesloten afgesloten`,
    'closure',
  ],
  [
    'grant',
    'grant',
    `gewahrt erteilt ${french('accorde')} ${french('octroye')} ${both('concedid', 'otorgad')} toegekend verleend`,
    '',
  ],
  [
    'restore',
    'restore',
    `wiederhergestellt ${french('retabli')} ${french('restaure')} ${both('restaurad', 'restablecid', 'restabelecid')} hersteld`,
    'restoration wiederherstellung',
  ],
  [
    'validate',
    'validate',
    `validiert freigetestet ${french('valide')} ${both('validad')} gevalideerd`,
    'validation',
  ],
  [
    'resolve',
    'resolve fix solve repair mend remedy',
    `behoben gelost repariert ${french('resolu')} ${french('corrige')} ${french('repare')} ${both('resuelt', 'solucionad', 'resolvid', 'corrigid', 'reparad')} opgelost verholpen gerepareerd`,
    'resolution repair behebung losung',
  ],
  [
    'extend',
    'extend prolong',
    `verlangert ${french('prolonge')} ${both('prolongad', 'prorrogad')} verlengd`,
    'extension',
  ],
  ['waive', 'waive exempt', '', 'waiver'],
  [
    'permit',
    '',
    'may_go_ahead can_go_ahead may_proceed can_proceed went_ahead good_to_go cleared_to_proceed go_ahead_given green_lit',
    'go_ahead',
  ],
];

const ACTIONS: readonly Line[] = [
  [
    'restart',
    'restart reboot relaunch power_cycle',
    `neugestartet neu_gestartet ${french('redemarre')} ${both('reiniciad')} herstart opnieuw_gestart`,
    'neustart redemarrage reinicio',
  ],
  [
    'roll-back',
    'roll_back revert back_out',
    `zuruckgerollt zuruckgesetzt ${both('revertid')} teruggedraaid`,
    'rollback backout',
  ],
  [
    'send',
    'email mail forward dispatch ship deliver',
    `sent gesendet versendet verschickt geliefert ${french('envoye')} ${french('livre')} ${both('enviad', 'entregad')} verzonden verstuurd`,
    'send sends sending delivery lieferung',
  ],
  [
    'create',
    'create raise generate provision',
    `erstellt angelegt ${french('cree')} ${both('cread', 'criad')} aangemaakt`,
    'creation',
  ],
  [
    'add',
    'add whitelist allowlist',
    `hinzugefugt ${french('ajoute')} ${both('anadid', 'agregad', 'adicionad')} toegevoegd`,
    '',
  ],
  [
    'deploy',
    'deploy release roll_out install reinstall apply publish launch',
    `ausgerollt bereitgestellt installiert ${french('deploye')} ${french('installe')} ${both('desplegad', 'implantad', 'instalad')} uitgerold geinstalleerd`,
    'deployment rollout installation',
  ],
  [
    'change',
    'change update upgrade patch modify edit adjust amend configure reconfigure',
    `geandert aktualisiert ${french('modifie')} mis_a_jour ${both('cambiad', 'actualizad', 'alterad', 'atualizad')} gewijzigd bijgewerkt`,
    'modification configuration',
  ],
  [
    'move',
    'move migrate relocate transfer',
    `verschoben migriert umgezogen ${french('deplace')} ${french('migre')} ${both('movid', 'migrad', 'trasladad')} verplaatst gemigreerd transferred`,
    'migration relocation transferring',
  ],
  ['copy', 'copy clone', 'backed_up gesichert kopiert gekopieerd', ''],
  [
    'remove',
    'remove delete purge wipe erase uninstall clear flush',
    `geloscht entfernt ${french('supprime')} ${french('efface')} ${both('eliminad', 'borrad', 'removid')} verwijderd gewist`,
    'removal deletion loschung',
  ],
  [
    'enable',
    'enable activate reactivate turn_on switch_on',
    `aktiviert activee activees ${both('activad', 'ativad')} ingeschakeld`,
    'activation',
  ],
  [
    'disable',
    'disable deactivate turn_off switch_off power_off',
    `shut_down deaktiviert abgeschaltet ${french('desactive')} ${both('desactivad', 'desativad')} uitgeschakeld`,
    'deactivation shutdown',
  ],
  [
    'lock',
    'lock suspend quarantine isolate',
    `gesperrt blockiert ${french('verrouille')} ${french('suspendu')} ${both('bloquead', 'suspendid')} geblokkeerd vergrendeld`,
    'suspension sperrung',
  ],
  ['unlock', 'unlock unblock', `entsperrt ${french('deverrouille')} ${both('desbloquead')} ontgrendeld`, ''],
  [
    'revoke',
    'revoke withdraw rescind',
    `entzogen widerrufen ${french('revoque')} ${both('revocad', 'revogad')} ingetrokken withdrawn withdrew`,
    'revocation withdrawal',
  ],
  [
    'notify',
    'notify inform alert page brief warn',
    `told informiert benachrichtigt ${french('informe')} ${french('prevenu')} ${both('informad', 'notificad')} geinformeerd`,
    'tell tells telling notification',
  ],
  [
    'call',
    'call phone telephone contact ring',
    `rang angerufen kontaktiert ${french('appele')} ${french('contacte')} ${both('llamad', 'contactad', 'contatad')} gebeld gecontacteerd`,
    'anruf appel llamada',
  ],
  [
    'escalate',
    'escalate hand_over',
    `eskaliert ${french('escalade')} ${both('escalad')} geescaleerd`,
    'escalation handover',
  ],
  [
    'assign',
    'assign reassign allocate',
    `zugewiesen assigne assignes ${both('asignad', 'atribuid')} toegewezen`,
    'assignment zuweisung',
  ],
  [
    'reset',
    '',
    `reset resetted ${french('reinitialise')} ${both('restablecid')} gereset`,
    'resets resetting',
  ],
  [
    'replace',
    'replace swap exchange',
    `ausgetauscht ersetzt ${french('remplace')} ${both('reemplazad', 'substituid', 'trocad')} vervangen`,
    'replacement austausch remplacement',
  ],
  ['fail-over', 'fail_over switch_over', 'cut_over', 'failover switchover cutover'],
  [
    'test',
    'test verify check inspect examine',
    `getestet verifiziert gepruft uberpruft ${french('teste')} ${french('verifie')} ${both('probad', 'testad', 'verificad', 'comprobad')} getest geverifieerd gecontroleerd`,
    'verification inspection',
  ],
  [
    'investigate',
    'investigate analyse analyze troubleshoot diagnose debug',
    'untersucht analysiert debugged',
    'investigation analysis',
  ],
  [
    'sign',
    'sign countersign',
    `unterschrieben unterzeichnet ${french('signe')} ${both('firmad', 'assinad')} ondertekend`,
    'signature',
  ],
  [
    'order',
    'order purchase procure',
    `bought bestellt ${french('commande')} ${both('pedid', 'encomendad')} besteld`,
    'buy buys buying',
  ],
  [
    'pay',
    'refund reimburse',
    `paid bezahlt erstattet ${french('rembourse')} ${both('pagad', 'reembolsad')} betaald terugbetaald`,
    'pay pays payment',
  ],
  ['renew', 'renew', `erneuert ${french('renouvele')} ${both('renovad')} vernieuwd`, 'renewal erneuerung'],
  ['rotate', 'rotate', '', 'rotation'],
  ['attach', 'attach upload', `angehangt hochgeladen ${both('adjuntad', 'anexad')} bijgevoegd`, ''],
  [
    'cancel',
    'cancel postpone defer reschedule',
    `cancelled deferred abgesagt storniert ${french('annule')} ${both('cancelad')} geannuleerd`,
    'cancellation',
  ],
  [
    'perform',
    'perform execute conduct carry_out complete',
    'done took_place taken_place durchgefuhrt erledigt effectue effectuee realizado realizada executado executada uitgevoerd',
    'execution completion',
  ],
];

const EN_DOUBLES: ReadonlySet<string> = new Set(['ship', 'swap']);
const VOWEL_Y = /[aeo]y$/u;

/** Past, third person and `-ing` of a regular English verb; its particle stays behind it. */
function inflected(verb: string): { readonly done: readonly string[]; readonly names: readonly string[] } {
  const [stem = '', ...particles] = verb.split('_');
  const withParticle = (form: string): string => [form, ...particles].join('_');
  const [past, ending, third] = pastOf(stem);
  return { done: [past].map(withParticle), names: [stem, third, ending].map(withParticle) };
}

function pastOf(stem: string): readonly [past: string, ending: string, third: string] {
  if (stem.endsWith('e')) return [`${stem}d`, `${stem.slice(0, -1)}ing`, `${stem}s`];
  if (stem.endsWith('y') && !VOWEL_Y.test(stem))
    return [`${stem.slice(0, -1)}ied`, `${stem}ing`, `${stem.slice(0, -1)}ies`];
  const doubled = EN_DOUBLES.has(stem) ? `${stem}${stem.slice(-1)}` : stem;
  return [`${doubled}ed`, `${doubled}ing`, /(?:ch|sh|x|ss)$/u.test(stem) ? `${stem}es` : `${stem}s`];
}

const listOf = (words: string): readonly string[] => words.split(' ').filter((word) => word !== '');

function formsOf(kind: DeedKind, lines: readonly Line[]): readonly (readonly [string, DeedForm])[] {
  return lines.flatMap(([id, verbs, done, names]) => {
    const verbForms = listOf(verbs).map(inflected);
    const past = [...verbForms.flatMap((forms) => forms.done), ...listOf(done)];
    const others = [...verbForms.flatMap((forms) => forms.names), ...listOf(names)];
    return [
      ...past.map((form) => [form, { id, kind, isDone: true }] as const),
      ...others
        .filter((form) => !past.includes(form))
        .map((form) => [form, { id, kind, isDone: false }] as const),
    ];
  });
}

const FORMS = new Map<string, readonly DeedForm[]>();
for (const [form, deed] of [...formsOf('decision', DECISIONS), ...formsOf('action', ACTIONS)])
  FORMS.set(form, [...(FORMS.get(form) ?? []), deed]);

const NONE: readonly DeedForm[] = [];

/** What a word (folded, several joined by `_`) says of a deed; nothing where it is in no list. */
export const deedFormsOf = (word: string): readonly DeedForm[] => FORMS.get(word) ?? NONE;

/** Forms of several words. */
export const JOINED_FORMS: readonly string[] = [...FORMS.keys()].filter((form) => form.includes('_'));
