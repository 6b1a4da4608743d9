import type { PatternRule } from './pattern-rule';

/** Alternatives that stand as whole words, also where a language has letters with marks. */
const words = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.join('|')})(?![\\p{L}\\d])`, 'giu');

/** The company as the subject of an English sentence; not where it is asked, denied or only supposed. */
const WE =
  '(?<!(?:can|could|should|would|did|do|if|unless|that|whether) )(?:we|i|the company|our (?:team|company|management))';
const WILL =
  "(?:['’]ll| will| shall| are going to| am going to| is going to| agree to| can| do| hereby){1,2}";
const GAP = '[^.?\\n]{0,30}';
const NOT = "(?<!not |n['’]t |never |cannot |no |nor |não |nunca |sin |sem |kein |keine )";
const BY =
  '(?:by|before|within|no later than|until|on|at \\d{1,2}|in \\d{1,4}|in the next|at the latest|today|tonight|tomorrow|this (?:week|month)|next (?:week|month))';
const MENDED =
  '(?:delivered|fixed|released|restored|resolved|available|completed?|shipped|ready|repaired|replaced|back (?:up|online)|working)';
const PAID =
  '(?:refund|reimburse|compensate|credit|waive|pay(?! attention)|discount|cover (?:the|your|all|any) (?:costs?|fees?|expenses?|bills?|charges?))';
const FREE = '(?:free of charge|for free|at no (?:extra |additional )?cost)';
const MONEY =
  '(?:refund|credit(?: note)?|compensation|reimbursement|discount|voucher|rebate|goodwill payment)';

/** Promises that no AI may make for the company, and details of people that no draft may tell (R233-R235); en, de, fr, es, pt. */
export const COMMITMENT_RULES: readonly PatternRule[] = [
  {
    id: 'commitment-guarantee',
    hints: [
      'guarant',
      'promise',
      'commit',
      'pledge',
      'warrant',
      'undertake',
      'assur',
      'our word',
      'risk',
      'rest easy',
    ],
    pattern: words(
      `${WE}(?:${WILL})?(?: also| fully| hereby| always| personally)? (?:guarantee|promise|commit to|pledge|warrant|undertake to|assure you)`,
      'you have our (?:word|guarantee|promise|assurance)',
      '(?:there (?:is|will be)|you (?:run|face|take)) (?:absolutely |simply )?(?:no|zero) risk(?= (?:whatsoever|at all|of any kind|(?:for|to) (?:you|your))(?![\\p{L}\\d]))',
      'you can rest (?:easy|assured)',
      `${NOT}guaranteed to be`,
    ),
  },
  {
    id: 'commitment-guarantee',
    hints: [
      'garant',
      'versprech',
      'verpflicht',
      'zusicher',
      'gewähr',
      'promett',
      'engage',
      'assur',
      'asegur',
      'prometemos',
      'compromet',
      'sichern',
    ],
    pattern: words(
      'wir (?:garantieren|versprechen|gewährleisten|verpflichten uns)(?! (?:ihnen )?(?:nicht|nichts|kein\\p{L}{0,2})(?!\\p{L}))',
      'wir sichern (?:ihnen |euch |dir )?[^.?\\n]{0,40} zu',
      'nous (?:vous )?(?:garantissons|promettons|assurons)',
      'nous nous engageons',
      `${NOT}(?:garantizamos|prometemos|nos comprometemos|aseguramos|garantimos|comprometemo-nos|asseguramos)`,
    ),
  },
  {
    id: 'commitment-money',
    hints: [
      'refund',
      'reimburs',
      'compensat',
      'credit',
      'waive',
      'pay',
      'discount',
      'voucher',
      'rebate',
      'cover',
      'charge',
      'for free',
      'cost',
    ],
    pattern: words(
      `${WE}${WILL} (?!not )${GAP}${PAID}`,
      `you(?:['’]ll| will| shall) (?:receive|get|be given|be sent) ${GAP}${MONEY}`,
      "you(?:['’]ll| will| shall) be (?:fully |partially )?(?:refunded|reimbursed|compensated|credited)",
      `${MONEY}${GAP} (?:will|shall) be (?:issued|paid|made|applied|granted|given|processed)`,
      `${WE}${WILL} (?!not )${GAP}${FREE}`,
      `${WE} (?:hereby )?(?:refund|reimburse|compensate|waive) (?:you|the|your|all|any|this|that|it|half|\\d)`,
      `you(?:['’]ll| will| shall)? (?:also )?(?:get|receive) ${GAP}${FREE}`,
      'your (?:damages?|loss(?:es)?|costs?|expenses?|fees?) (?:will|shall) be (?:fully |partially )?(?:covered|paid|borne|refunded|reimbursed|compensated)',
    ),
  },
  {
    id: 'commitment-money',
    hints: [
      'erstatt',
      'vergüt',
      'entschädig',
      'gutschr',
      'rabatt',
      'zahlen',
      'rembours',
      'indemn',
      'dédommag',
      'crédit',
      'reembols',
      'devolver',
      'compens',
      'abonar',
      'pagar',
      'indeniz',
      'credit',
    ],
    pattern: words(
      'wir (?:erstatten|vergüten|entschädigen|bezahlen|zahlen)(?! (?:ihnen )?(?:nicht|kein\\p{L}{0,2})(?!\\p{L}))',
      'wir (?:werden|schreiben) (?!nicht)[^.?\\n]{0,50}(?:erstatten|vergüten|entschädigen|bezahlen|gut)',
      'sie (?:erhalten|bekommen) [^.?\\n]{0,30}(?:erstattung|rückerstattung|gutschrift|entschädigung|rabatt)',
      'nous (?:vous |le |les )?(?:rembourserons|indemniserons|dédommagerons|créditerons|verserons|paierons)',
      'nous allons (?:vous |le |les )?(?:rembourser|indemniser|dédommager|créditer|verser|payer)',
      'vous (?:recevrez [^.?\\n]{0,20}(?:remboursement|avoir|indemnité|indemnisation)|serez (?:intégralement )?(?:remboursée?|indemnisée?|créditée?)s?)',
      `${NOT}(?:reembolsaremos|devolveremos|compensaremos|indemnizaremos|abonaremos|pagaremos|indenizaremos|creditaremos)`,
      `${NOT}vamos (?:a )?(?:le |lhe )?(?:reembolsar|devolver|compensar|indemnizar|indenizar|abonar|pagar|creditar)(?:le|les|lhe)?`,
      '(?:recibirá|receberá) [^.?\\n]{0,20}(?:reembolso|compensación|compensação|abono|crédito|indemnización|indenização|descuento|desconto)',
    ),
  },
  {
    id: 'commitment-delivery',
    hints: ['will', 'shall', 'll ', 'going to', 'can', 'do', 'agree', 'hereby', 'arrive', 'ship'],
    pattern: words(
      `(?:will|shall) be (?:${MENDED}|back)(?: again)? ${BY}`,
      `you(?:['’]ll| will| shall) (?:have|get|receive) (?!to )${GAP} ${BY}`,
      `your ${GAP}(?:arrives?|ships|will (?:arrive|ship|be with you)) ${BY}`,
      `${WE}${WILL} (?!not )${GAP}(?:deliver|fix|release|restore|resolve|complete|ship|finish|repair|replace|have (?:it|this|that))${GAP} ${BY}`,
    ),
  },
  {
    id: 'commitment-delivery',
    hints: [
      'behoben',
      'geliefert',
      'wieder',
      'gelöst',
      'fertig',
      'verfügbar',
      'erledigt',
      'sera ',
      'seront ',
      'será',
      'serán',
      'estará',
      'quedará',
      'ficará',
    ],
    pattern: words(
      '(?:wird|werden) [^.?\\n]{0,40}(?:bis|innerhalb|spätestens|heute|morgen|binnen|noch vor) [^.?\\n]{0,40}(?:behoben|geliefert|wiederhergestellt|gelöst|fertig|verfügbar|erledigt|repariert)',
      "(?:sera|seront) (?:livrée?|résolue?|rétablie?|corrigée?|disponible|réparée?|remplacée?|terminée?)s? (?:avant|d[’']ici|sous|au plus tard|dans les|demain|aujourd|lundi|mardi|mercredi|jeudi|vendredi)\\p{L}{0,12}",
      '(?:será|serán|estará|estarán|quedará) (?:entregad|resuelt|restaurad|restablecid|corregid|disponible|solucionad|reparad|list)[aoes]{0,2} (?:antes|para|dentro|en|a más tardar|mañana|hoy|el)',
      '(?:será|serão|estará|estarão|ficará) (?:entregue|resolvid|restaurad|restabelecid|corrigid|disponível|solucionad|reparad|pront)[aos]{0,2} (?:até|antes|dentro|em|amanhã|hoje|no prazo)',
    ),
  },
  {
    id: 'commitment-liability',
    hints: ['liab', 'responsib', 'fault', 'neglig', 'blame', 'binding'],
    pattern: words(
      `${NOT}(?:accepts?|assumes?|admits?|acknowledges?|takes?) (?:full |all |any |our |complete |sole )?(?:liability|responsibility|fault|blame|negligence)`,
      `${WE} (?:are|am|is|were|was) (?!not )(?:fully |solely )?(?:liable|negligent|at fault|responsible for (?:the|your|this|these|any) (?:loss|damage|outage|incident|breach|cost)\\p{L}{0,3})`,
      '(?:it|this|the \\p{L}{3,20}) (?:is|was) (?:entirely )?our (?:own )?fault',
      `${NOT}legally binding`,
    ),
  },
  {
    id: 'commitment-liability',
    hints: [
      'haft',
      'verantwortung',
      'schuld',
      'bindend',
      'rechtsverbindlich',
      'responsabili',
      'faute',
      'contraignant',
      'culpa',
      'vincula',
    ],
    pattern: words(
      'wir (?:haften|übernehmen (?:die |die volle |volle |die alleinige )?(?:haftung|verantwortung|schuld))(?! nicht)',
      `${NOT}(?:rechtsverbindlich|rechtlich bindend|juridiquement contraignante?|(?:jurídica|legal|juridica)mente vinculante|juridicamente vinculativ[oa])`,
      "nous (?:acceptons|assumons|reconnaissons) (?:l[’']entière |toute la |toute |la |notre |pleine )?(?:responsabilité|faute)",
      `${NOT}(?:aceptamos|asumimos|reconocemos|aceitamos|assumimos|reconhecemos) (?:toda |plena |total )?(?:la |a |nuestra |nossa )?(?:responsabilidad|responsabilidade|culpa)`,
    ),
  },
  {
    id: 'commitment-contract',
    hints: [
      'agree',
      'contract',
      'sla',
      'terms',
      'waive',
      'indemnif',
      'harmless',
      'subscription',
      'breach',
      'licen',
      'entitled',
      'accept',
      'consent',
    ],
    pattern: words(
      '(?:this|our) (?:e-?mail|message|comment|reply|letter) (?:constitutes|forms|is) (?:a |an |part of )?(?:the |your |a )?(?:binding )?(?:agreement|contract|offer|amendment)',
      'this (?:e-?mail|message|comment|reply|letter) (?:hereby )?(?:amends|changes|modifies|replaces|supersedes|extends|terminates) [^.?\\n]{0,40}(?:agreement|contract|terms|sla|order|licen[cs]e|subscription)',
      'you are (?:hereby |also )?entitled to (?:a |an |the )?(?:terminat|cancel|withdraw|refund|compensation|damages|credit|discount)\\p{L}{0,8}',
      'by (?:replying|responding|answering|accepting|using|continuing|signing|clicking)[^.?\\n]{0,40} you (?:hereby )?(?:accept|agree|consent)',
      `${WE}(?:['’]ll| will| shall| hereby| do)? (?:hereby )?agree to (?:amend|extend|waive|change|the|your|these|renew)`,
      `${WE}(?:['’]ll| will| shall| hereby)? (?:hereby )?(?:waive (?:our|any|all)|indemnify|hold you harmless)`,
      '(?:contract|agreement|sla|subscription|licen[cs]e|terms) (?:is|are|will be|shall be) (?:hereby )?(?:amended|extended|terminated|cancelled|renewed|modified|waived)',
      `${WE} (?:are|is|were|was) (?!not )in breach of`,
    ),
  },
  {
    id: 'commitment-contract',
    hints: ['vertrag', 'vereinbarung', 'contrat', 'accord', 'contrato', 'acuerdo', 'acordo'],
    pattern: words(
      '(?:vertrag|vereinbarung) (?:wird|ist|gilt als) (?:hiermit )?(?:verlängert|geändert|gekündigt|aufgehoben)',
      '(?:contrat|accord) (?:est|sera) (?:par la présente )?(?:prolongé|modifié|résilié|renouvelé)',
      '(?:contrato|acuerdo|acordo) (?:queda|será|está|fica) (?:por la presente )?(?:prorrogad|modificad|rescindid|renovad|cancelad|ampliad)[oa]',
    ),
  },
  {
    id: 'commitment-personal-detail',
    hints: [
      'birth',
      'born',
      'salary',
      'leave',
      'medical',
      'pregnan',
      'disciplin',
      'criminal',
      'passport',
      'disabilit',
      'mental',
      'health',
      'diagnosed',
      'dismiss',
      'address',
    ],
    pattern: words(
      "(?:his|her|their|your|\\p{L}{2,30}['’]s) (?:date of birth|home address|salary|medical (?:condition|history|records?)|pregnancy|disciplinary record|criminal record|passport number|disability|mental health|health condition)",
      '(?:is|was) (?:pregnant|born on|diagnosed with|dismissed for|under disciplinary)',
      '(?:is|was|went) on (?:sick|medical|maternity|paternity|parental) leave',
    ),
  },
  {
    id: 'commitment-personal-detail',
    hints: [
      'geburt',
      'gehalt',
      'krank',
      'schwanger',
      'naissance',
      'salaire',
      'maladie',
      'enceinte',
      'nacimiento',
      'salario',
      'baja',
      'embaraza',
      'nascimento',
      'salário',
      'médic',
      'grávida',
    ],
    pattern: words(
      '(?:sein|ihr|dessen|deren)(?:e|es|er|em)? (?:geburtsdatum|gehalt|krankheit|krankenakte|schwangerschaft)',
      'ist (?:krankgeschrieben|schwanger)',
      '(?:sa date de naissance|son salaire|est en arrêt maladie|est enceinte)',
      '(?:su|seu|sua) (?:fecha de nacimiento|data de nascimento|salario|salário|historial médico|histórico médico)',
      'está (?:embarazada|grávida|de baja médica|de licença médica)',
    ),
  },
];
