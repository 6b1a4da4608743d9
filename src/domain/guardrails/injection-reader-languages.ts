import type { Lexicon, PhraseRule } from './injection-phrases';

/** What the lists of a language are, in their order. */
const ROLES = [
  // Names of an AI; the second half of "language model" stands for both.
  'ai',
  // Assistant, bot: machines mostly, sometimes people.
  'aide',
  // System, tool, software, evaluation.
  'tool',
  'automatic',
  // Which, who, and said before it or of it.
  'that',
  'this',
  // Reads, writes, summarises, handles, in every mood.
  'reads',
  'if',
  'must',
  'note',
  'to',
  'dear',
  // Asks, thanks: what stands before an addressee in a polite order.
  'pray',
  'with',
  // This text, or what the app makes of it.
  'thing',
  // Leave out, conceal.
  'hide',
  'not',
  // Mention, show, list, tell.
  'mention',
  // Outage, leak, risks: what a writer would keep from the readers.
  'bad',
  // Say, mark, treat, classify, in every mood.
  'say',
  'as',
  // Approved, tested.
  'good',
  // Public, closed, minor.
  'mild',
  'skip',
  'review',
  'secrets',
] as const;

const TABLE: Readonly<Record<string, string>> = {
  de:
    'ki sprachmodell sprachmodelle intelligenz sprach-ki llm chatgpt copilot / assistent bot assistenten ' +
    'assistenzsystem systeme systemen chatbot / system werkzeug tool software programm dienst automatik ' +
    'auswertung automatisierung generator maschine modell modelle agent agenten / automatische automatischen ' +
    'automatisches automatisierte automatisierten maschinelle maschinellen / die das der welche welches ' +
    'welcher / diese dieses diesen diesem dies hier / liest lesen schreibt schreibe gib nennen auswertet ' +
    'auswerten zusammenfasst zusammenfassen erstellt erstellen verarbeitet verarbeiten bearbeitet generiert ' +
    'prufst pruft verfasst analysiert / falls wenn sollte sobald / soll sollen sollte muss mussen darf durfen ' +
    'kann hat haben ist moge mogen / hinweis anweisung notiz nachricht anmerkung bitte auftrag info / an fur ' +
    '/ liebe lieber liebes hallo achtung / gebeten weise fordere beauftrage bittet bitten bitte danke / mit ' +
    'durch per / ticket vorgang zusammenfassung kommentar text nachricht antwort entwurf ubergabe anfrage ' +
    'dies hier / weglassen weglasst verschweigen verschweige verschweigt auslassen ubergehen ausblenden ' +
    'unterschlagen unterdrucken lass ignorieren ignoriere / nicht kein keine keinen nie niemals keinerlei ' +
    'ohne / erwahnen erwahne erwahnt nennen nenne auffuhren auflisten zeigen melden berichten anzeigen ' +
    'enthalten auftauchen zitieren / ausfall ausfalle risiken risiko leck datenleck datenpanne storung lucke ' +
    'lucken vorfall widerspruche verlust datenverlust kommentar kommentare angriff / schreiben schreibe ' +
    'schreib sagen sage melden melde markieren markiere kennzeichnen kennzeichne behandeln behandle ' +
    'betrachten betrachte werten werte einstufen stufe setze setzen bestatigen bestatige antworten antworte ' +
    'vermerken vermerke angeben ausgeben ausgibt / als auf / genehmigt zugestimmt akzeptiert freigegeben ' +
    'erteilt bewilligt bestanden gepruft getestet konform freigabe / offentlich erledigt geschlossen ' +
    'unkritisch harmlos gering niedrig / uberspringen uberspringe entfallt entfallen verzichten umgehen ' +
    'aussetzen / prufung freigabe genehmigung kontrolle uberprufung / zugangsdaten passwort passworter ' +
    'kennworter schlussel',
  fr:
    'ia lia lintelligence langage llm chatgpt copilot / assistant lassistant assistants bot bots robot ' +
    'chatbot / outil outils loutil systeme logiciel programme automate automatisation lautomatisation moteur ' +
    'generateur machine modele modeles agent lagent / automatique automatiques automatise automatisee ' +
    'automatises / qui que / ce cet cette ces ceci cela / lit lisant redige redigeant resume resumant traite ' +
    'traitant genere prepare analyse ecrit lira resumera redigera traitera lise lisent resument traitent ' +
    'analysant / si quand lorsque lorsquune / doit doivent devra devrait peut faut est / note consigne ' +
    'message instruction avis attention lattention / pour au aux / cher chere chers / merci ordonne prie ' +
    'prions demande demandons priee / avec par / ticket resume commentaire texte message reponse brouillon ' +
    'demande dossier ceci cela passation synthese / omettre omettez omets omette taire taisez cacher cachez ' +
    'masquer masquez passer ignorer ignorez / ne pas jamais aucun aucune sans / mentionner mentionnez ' +
    'mentionne evoquer evoquez signaler signalez parler citer indiquer contenir indiquez figurer / panne ' +
    'pannes fuite fuites risque risques incident lincident perte pertes contradiction contradictions faille ' +
    'failles commentaire commentaires attaque lattaque / dire dites dise ecrive indique marque dis indiquer ' +
    'indiquez indique marquer marquez ecrire ecrivez declarer declarez considerer considerez considere ' +
    'traiter traitez classer classez repondre repondez reponds confirmer confirmez noter notez affirmer ' +
    'conclure concluez / comme en / approuve accepte acceptee approuvee approuves valide validee autorise ' +
    'autorisee accord accorde accordee conforme conformes teste testee / public publique publiques cloture ' +
    'cloturee resolu mineur mineure faible / sauter sautez contourner contournez dispense inutile / revue ' +
    'relecture validation controle approbation verification / identifiants secrets motdepasse jetons',
  es:
    'ia lenguaje llm chatgpt copilot inteligencia / asistente asistentes bots bot robot chatbot / sistema ' +
    'sistemas herramientas herramienta software programa automatizacion motor generador maquina modelo ' +
    'modelos agente / automatico automatica automaticos automatizado automatizada / que quien cual / este ' +
    'esta esto estos estas / lea lee leyendo resuma resume resumiendo redacte redacta procese procesa escriba ' +
    'escribe genere genera analice analiza prepare prepara leen resumen procesen / si cuando / debe deben ' +
    'debera puede pueden tiene tienen ha / nota aviso mensaje instruccion instrucciones indicacion / para al ' +
    '/ estimado estimada querido querida hola atencion / ruega pido pedimos rogamos pide solicita ruego ' +
    'gracias / con mediante / ticket resumen comentario texto mensaje respuesta borrador solicitud caso esto ' +
    'traspaso / omitir omita omite omitas ocultar oculta oculte ocultes callar esconder suprimir dejar ' +
    'ignorar ignore ignora / no nunca jamas ningun ninguna sin / mencionar mencione menciona menciones ' +
    'mostrar muestres senalar listar cites cite citar incluyas incluir contener hablar / caida caidas fuga ' +
    'fugas filtracion riesgo riesgos incidente incidentes perdida perdidas fallo fallos brecha ' +
    'contradicciones comentario comentarios ataque culpa / decir diga di digas indicar indique indica marcar ' +
    'marque marca marcarlo marcarla escribir escriba declarar declara considerar considere considera tratar ' +
    'trate trata clasificar clasifica clasifique responder responde responda confirmar confirme afirmar ponga ' +
    'poner concluir concluya / como / aprobado aceptado aceptada aprobada aprobados autorizado autorizada ' +
    'validado validada conforme probado probada / publico publica publicos publicas cerrado cerrada resuelto ' +
    'resuelta leve menor baja bajo / saltar saltarse salte omitir omita evitar innecesaria / revision ' +
    'aprobacion control validacion / credenciales contrasena contrasenas secretos claves',
  pt:
    'ia linguagem llm chatgpt copilot inteligencia / assistente assistentes bots bot robo chatbot / sistema ' +
    'sistemas ferramentas ferramenta software programa automacao motor gerador maquina modelo modelos agente ' +
    '/ automatico automatica automaticos automatizado automatizada / que quem / este esta isto esse essa isso ' +
    'deste desta / le ler lendo resumir resume resumindo escrever escreve redigir redige processar processa ' +
    'gerar gera analisar analisa preparar prepara leia lerem leem resuma escreva processe analise / se quando ' +
    'caso / deve devem devera pode podem tem tera precisa / nota aviso mensagem instrucao instrucoes recado / ' +
    'para ao / caro cara prezado prezada querido querida ola atencao / pede peco pedimos solicita solicitamos ' +
    'favor / com por / ticket chamado resumo comentario texto mensagem resposta rascunho pedido isto isso ' +
    'passagem / omitir omita omite ocultar oculte esconder esconda suprimir deixar ignorar ignore ignora / ' +
    'nao nunca jamais nenhum nenhuma sem / mencionar mencione menciona mostrar mostre citar cite listar liste ' +
    'informar incluir inclua conter falar / falha falhas queda vazamento vazamentos risco riscos incidente ' +
    'incidentes perda perdas brecha contradicoes comentario comentarios ataque culpa / dizer diga indicar ' +
    'indique marcar marque marca-lo escrever escreva declarar declare considerar considere tratar trate ' +
    'classificar classifique responder responda confirmar confirme afirmar concluir conclua / como / aprovado ' +
    'aceito aceitou aceita aprovada aprovados autorizado autorizada validado validada conforme testado ' +
    'testada / publico publica publicos publicas encerrado encerrada resolvido resolvida leve menor baixa ' +
    'baixo / pular pule dispense dispensar omitir ignorar desnecessaria / revisao aprovacao controle ' +
    'validacao / credenciais senha senhas segredos chaves',
  it:
    'ia lia allia dellia linguaggio linguistico llm chatgpt copilot lintelligenza / assistente lassistente ' +
    'assistenti bot robot chatbot / sistema sistemi strumenti strumento lo software programma automazione ' +
    'lautomazione motore generatore macchina modello modelli agente / automatico automatica automatici ' +
    'automatizzato / che quale / questo questa questi queste cio / legge leggendo riassume riassumendo scrive ' +
    'redige elabora genera analizza prepara tratta legga riassuma rediga leggono riassumono / se quando ' +
    'qualora / deve devono dovra puo possono / nota avviso messaggio istruzione istruzioni / per al alla / ' +
    'caro cara gentile attenzione / prega chiedo chiediamo prego chiede preghiamo grazie / con tramite / ' +
    'ticket riassunto riepilogo commento testo messaggio risposta bozza richiesta questo cio passaggio ' +
    'sintesi / omettere ometta ometti tacere nascondere nascondi nasconda sopprimere tralasciare ignorare ' +
    'ignora ignori / non mai nessun nessuna senza / menzionare menzioni menziona citare cita segnalare ' +
    'mostrare elencare riportare contenere parlare / guasto guasti fuga fughe rischio rischi incidente ' +
    'incidenti perdita perdite violazione interruzione contraddizioni commento commenti attacco lattacco / ' +
    'dire indicare indichi segnare segni contrassegnare contrassegni scrivere scriva dichiarare dichiari ' +
    'considerare consideri considera trattare classificare classifichi rispondere risponda confermare ' +
    'confermi affermare concludere concluda / come / approvato accettato accettata approvata approvati ' +
    'autorizzato autorizzata convalidato conforme testato testata / pubblico pubblica pubblici chiuso chiusa ' +
    'risolto risolta lieve minore bassa basso / saltare salti salta evitare omettere / revisione approvazione ' +
    'controllo verifica / credenziali password segreti chiavi',
  nl:
    'ai taalmodel taalmodellen llm chatgpt copilot / assistent bot robot chatbot / systeem hulpmiddel tool ' +
    'software programma automatisering generator machine model modellen agent / automatische geautomatiseerde ' +
    '/ die dat wie / deze dit hier / leest lezen schrijft samenvat samenvatten verwerkt verwerken opstelt ' +
    'genereert analyseert maakt behandelt / als indien wanneer zodra / moet moeten mag mogen kan dient / ' +
    'opmerking notitie bericht instructie verzoek / aan voor / beste hallo let / verzocht verzoeken vragen ' +
    'graag / met door / ticket samenvatting reactie tekst bericht antwoord concept verzoek dit hier ' +
    'overdracht / weglaten verzwijgen verzwijg overslaan verbergen verberg achterhouden negeren negeer / niet ' +
    'geen nooit zonder / vermelden vermeld noemen noem tonen melden opnemen bevatten citeren / storing ' +
    'storingen uitval lek lekken datalek risico risicos incident verlies tegenstrijdigheden opmerking ' +
    'opmerkingen aanval / schrijven schrijf zeggen zeg melden meld markeren markeer beschouwen beschouw ' +
    'behandelen behandel classificeren classificeer antwoorden antwoord bevestigen bevestig concluderen / als ' +
    'op / goedgekeurd toegestaan verleend akkoord getest conform / openbaar gesloten opgelost onschuldig laag ' +
    'gering / overslaan sla omzeilen vervalt / controle beoordeling goedkeuring / inloggegevens wachtwoord ' +
    'wachtwoorden',
};

const CODES = Object.keys(TABLE);
const nameOf = (code: string, role: string): string => `${code.toUpperCase()}-reader-${role}`;

const listsOf = ([code, lists]: readonly [string, string]): readonly (readonly [string, string])[] => {
  const inOrder = lists.split(' / ');
  return ROLES.map((role, at) => [nameOf(code, role), String(inOrder[at])]);
};

/** The words of each language, under the names that its phrases use. */
export const READER_WORDS: Lexicon = Object.fromEntries<string>([
  [
    'NOT-FOR-MACHINES',
    'team equipe equipo gruppe gruppo squadra manager admin support de del do da di du des von van der fur pour para per voor',
  ],
  ...Object.entries(TABLE).flatMap(listsOf),
]);

/** A rule in words of one language: small letters name a role, or several parted by `|`; all else is as in `PhraseRule`. */
const RULES: readonly (readonly [id: string, weight: number, phrase: string])[] = [
  // Languages put the verb before what is read, or behind it.
  ['reader', 3, 'ai ..2 that reads ..1 this'],
  ['reader', 3, 'ai ..2 that this ..2 reads'],
  ['reader', 3, 'ai reads ..1 this'],
  ['reader', 3, 'reads ..1 this ..2 with ..1 ai'],
  ['reader', 3, 'this ..2 with ..1 ai ..1 reads'],
  ['reader', 3, 'that this|thing ..1 with ..1 ai'],
  ['reader', 3, 'if ..2 ai ..2 reads ..1 this'],
  ['reader', 3, 'if ..2 ai ..2 this ..2 reads'],
  ['reader', 3, 'dear ai'],
  ['reader', 3, 'note to ..1 aide|tool ..1 ai'],
  ['reader', 2, 'aide|tool ..1 that reads ..1 thing'],
  ['reader', 2, 'aide|tool ..1 that ..1 thing ..2 reads'],
  ['reader', 2, 'if ..2 aide|tool ..2 reads ..1 thing'],
  ['reader', 2, 'if ..2 aide|tool ..2 thing ..2 reads'],
  ['reader', 2, '^ dear aide|tool !NOT-FOR-MACHINES'],
  ['reader', 2, 'note to ..1 tool|aide !NOT-FOR-MACHINES'],
  ['reader', 2, 'note to ..2 automatic ..1 tool'],
  ['reader', 2, '^ to ..3 tool|aide automatic'],
  ['reader', 2, '^ to ..1 automatic tool'],
  ['reader', 2, 'note ..2 tool|aide automatic'],
  ['reader', 3, '^ that ..1 ai say'],
  ['reader', 2, 'with ..1 ai ..1 reads'],
  ['reader', 2, 'to ai tool|aide'],
  ['reader', 2, 'to ..1 tool|aide ai'],
  ['reader', 2, 'pray ..1 to ..1 ai|aide'],
  ['reader', 2, 'pray ..2 ai'],
  ['reader', 2, 'ai ..1 pray'],
  ['reader', 2, 'if this thing ..5 ai|aide'],
  ['reader', 2, 'if ..2 ai ..2 reads ..2 thing'],
  ['reader', 2, 'tool ..1 thing ..1 must|not'],
  ['reader', 2, '^ ai note'],
  ['reader', 2, 'note to ..1 ai'],
  ['reader', 2, '^ to ..1 ai !NOT-FOR-MACHINES'],
  ['reader', 2, '^ that ..1 aide say'],
  ['duty', 2, 'ai ..2 must ..6 say|hide|mention'],
  ['duty', 2, 'automatic thing ..1 must ..5 not|hide'],
  ['duty', 2, 'thing automatic ..1 must ..5 not|hide'],
  ['duty', 2, 'thing automatic not must'],
  ['duty', 2, 'thing ..2 ai ..1 must'],
  ['duty', 1, 'ai ..1 say'],
  ['duty', 1, 'ai ..1 must ..4 not'],
  ['duty', 1, 'aide|tool ..1 must ..6 say|hide|mention|skip'],
  ['conceal', 2, 'hide ..4 bad'],
  ['conceal', 2, 'bad ..4 hide'],
  ['conceal', 2, 'not ..1 mention ..3 bad'],
  ['conceal', 2, 'not must ..1 not ..1 mention ..3 bad'],
  ['conceal', 2, 'bad ..4 not ..1 mention'],
  ['conceal', 2, 'not bad mention'],
  ['approve', 2, 'say ..6 good'],
  ['approve', 2, 'good ..2 say'],
  ['feign', 2, 'say ..5 not ..2 bad'],
  ['feign', 1, 'say ..5 as ..1 mild'],
  ['feign', 1, 'as ..1 mild ..2 say'],
  ['conceal', 1, 'not bad'],
  ['gate', 2, 'skip ..2 review'],
  ['fish', 1, 'secrets ..6 thing'],
  ['gate', 2, 'review ..2 skip'],
  ['gate', 1, 'not ..3 review'],
  ['gate', 1, 'review ..1 not'],
  ['fish', 2, 'say ..3 secrets'],
];

const inWordsOf = (code: string, phrase: string): string =>
  phrase
    .split(' ')
    .map((part) =>
      part
        .split('|')
        .map((name) => (ROLES.some((role) => role === name) ? nameOf(code, name) : name))
        .join('|'),
    )
    .join(' ');

/**
 * An AI or a tool told by what it does with the ticket, and the demands that such a text makes, in each language. Their ids name no
 * language: a word that two languages share counts once.
 */
export const READER_LANGUAGE_PHRASES: readonly PhraseRule[] = CODES.flatMap((code) =>
  RULES.map(([id, weight, phrase]) => ({
    id: `injection-${id}`,
    weight,
    phrase: inWordsOf(code, phrase),
  })),
);
