import type { Lexicon, PhraseRule } from './injection-phrases';

/** What the lists of a language are, in their order. A word that ends in `*` stands for all its endings. */
const ROLES = [
  // Ignore, forget, disregard, said to one person or to several.
  'override',
  // Instructions, rules, guidelines.
  'orders',
  // Everything, all: before `told`.
  'everything',
  // Said, told, taught, before.
  'told',
  // Show, reveal, print, repeat.
  'reveal',
  // Write, say, mark, answer.
  'state',
  // Approved, granted, closed.
  'approved',
  // God, override: what the writer claims to be or to switch on.
  'claim',
  'mode',
  'questions',
] as const;
type Role = (typeof ROLES)[number];

/** Languages whose words are parted by spaces, the lists of a language in the order of `ROLES`. Accents do not count. */
const TABLE: Readonly<Record<string, string>> = {
  es:
    'ignora ignorar ignoren ignorad olvida olvide olvidar olvidate olvidad descarta descarte desestima omite omita / ' +
    'instruccion* orden* indicacion* regla* directri* consigna* norma* / todo toda todas cuanto / ' +
    'dicho dijeron dije ensenado ensenaron anterior anteriormente antes aprendido instruido / ' +
    'revela revele muestra muestre imprime imprima repite repita dime / ' +
    'escribe escriba di diga indica indique marca marque responde responda afirma declara informa / ' +
    'aprobad* autorizad* concedid* validad* cerrad* / dios anulacion omision supremo / modo / pregunta*',
  fr:
    'ignorez ignorer oublie oubliez oublier neglige negligez / instruction* consigne* regle* ordre* directive* / ' +
    'tout toutes tous / dit dits precede precedent* avant appris recu donne donnees / ' +
    'revele revelez affiche affichez montre montrez repete repetez imprime imprimez / ' +
    'ecris ecrivez dis dites indique indiquez marque marquez reponds repondez declare declarez / ' +
    'approuv* autoris* accord* valid* cloture* ferme* / dieu contournement outrepass* derogation / mode / ' +
    'question*',
  de:
    'ignoriere ignorier ignorieren ignoriert vergiss vergesst vergessen missachte missachten verwirf / ' +
    'anweisung* instruktion* regel* vorgabe* befehl* richtlinie* systemprompt* / alles alle was / ' +
    'gesagt gelernt beigebracht bisher bisherige* vorher* zuvor / ' +
    'zeige zeig gib nenne wiederhole verrate drucke / ' +
    'schreibe schreib sage sag markiere melde antworte erklare behaupte / ' +
    'genehmigt* freigegeben* bewilligt* erteilt* geschlossen* freigabe* / gott uberschreib* umgehung* override / ' +
    'modus / frage*',
  it:
    'ignora ignorate ignorare dimentica dimenticate dimenticare trascura scarta / ' +
    'istruzion* regol* ordin* direttiv* indicazion* comand* / tutto tutte tutti quanto / ' +
    'detto dette insegnato imparato prima precedente* finora / rivela mostra mostrami stampa ripeti dimmi / ' +
    'scrivi scrivete di dichiara segna contrassegna rispondi rispondete indica / ' +
    'approvat* autorizzat* concess* convalidat* chius* / dio sovrascrittura bypass override / modalita / domand*',
  pt:
    'ignora ignorar ignorem esqueca esquece esquecer esquecam desconsidere desconsidera despreze / ' +
    'instruc* orden* regra* diretri* diretiva* comando* / tudo todo todas todos / ' +
    'dito disseram ensinado aprendido antes anterior* recebeu instruido / ' +
    'revele revela mostre mostra imprima imprime repita repete diga-me / ' +
    'escreva escreve diga indique marque responda responde informe declare / ' +
    'aprovad* autorizad* concedid* validad* encerrad* fechad* / deus substituicao anulacao bypass / modo / ' +
    'pergunta*',
  nl:
    'negeer negeert negeren vergeet vergeten / instructie* regel* opdracht* aanwijzing* richtlijn* / ' +
    'alles alle wat / gezegd verteld geleerd voorgaand* vorige eerder* / toon onthul herhaal geef laat / ' +
    'schrijf zeg meld markeer antwoord vermeld / goedgekeurd* toegestaan verleend gesloten / ' +
    'god overschrijv* override / modus / vragen',
  pl:
    'ignoruj zignoruj ignorujcie zapomnij zapomnijcie pomin / ' +
    'instrukcj* polece* zasad* regul* wytyczn* rozkaz* / wszystko wszystkim wszystkie wszystkich / ' +
    'powiedziano powiedzieli nauczono wczesniej* poprzedni* / ujawnij pokaz wyswietl powtorz wypisz / ' +
    'napisz powiedz oznacz odpowiedz stwierdz / zatwierdz* zaakceptowan* przyznan* autoryzowan* / ' +
    'bogiem bog nadpis* obejscia / tryb trybie / pytani*',
  ru:
    'игнорируй игнорируйте игнорировать проигнорируй проигнорируйте забудь забудьте отбрось пренебреги / ' +
    'инструкц* указани* правил* команд* распоряжени* промпт* / всё все всех / ' +
    'сказали сказано говорили учили ранее раньше выше предыдущ* прежн* / ' +
    'покажи покажите раскрой раскройте выведи выведите повтори повторите напечатай / ' +
    'напиши напишите скажи скажите отметь отметьте ответь укажи сообщи / ' +
    'согласован* одобрен* утвержден* разрешен* предоставлен* / бог богом бога обход* переопредел* / режим* / ' +
    'вопрос*',
  uk:
    'ігноруй ігноруйте проігноруй проігноруйте забудь забудьте / інструкц* вказівк* правил* команд* наказ* / ' +
    'все всі всіх / сказали сказано раніше попередні* / покажи покажіть розкрий виведи повтори / ' +
    'напиши напишіть скажи познач вкажи / погоджен* схвален* затверджен* надано / бог богом обход* обходу / ' +
    'режим* / питан* запитан*',
  cs:
    'ignoruj ignorujte zapomen zapomente prehlizej neber / instrukc* pokyn* pravid* prikaz* / ' +
    'vse vsechno vsechny vsech / receno rekli naucili drive predchozi* predesl* / ' +
    'ukaz odhal vypis zopakuj zobraz / napis rekni oznac odpovez uved / schvalen* povolen* autorizovan* / ' +
    'buh bohem prepsani obejiti / rezim* / otazk*',
  sv:
    'ignorera glom bortse strunta / instruktion* regler* order* riktlinj* anvisning* / allt alla / ' +
    'sagt lart tidigare foregaende ovan / visa avsloja upprepa skriv / skriv sag markera svara ange / ' +
    'godkand* godkant beviljad* beviljat / gud asidosatt* override / lage laget / fragor',
  da:
    'ignorer glem tilsidesaet / instruktion* instruks* regler* ordre* retningslinje* anvisning* / alt alle / ' +
    'sagt laert tidligere foregaende ovenstaende / vis afslor gentag udskriv / skriv sig marker svar angiv / ' +
    'godkendt* bevilget* tildelt* / gud tilsidesaettel* override / tilstand / sporgsmal',
  no:
    'ignorer glem overse / instruksjon* instruks* regler* reglene ordre* retningslinje* / alt alle / ' +
    'sagt laert tidligere foregaende ovenfor / vis avslor gjenta skriv / skriv si marker svar oppgi / ' +
    'godkjent* innvilget* tildelt* / gud overstyring* / modus / sporsmal',
  fi:
    'ohita unohda sivuuta jata / ohje* saanno* saannot kasky* maarays* komenno* / kaikki kaiken / ' +
    'sanottu kerrottu aiem* edelli* / nayta paljasta tulosta toista / kirjoita sano merkitse vastaa ilmoita / ' +
    'hyvaksyt* myonnet* vahvistet* / jumala ohitus* / tila tilaan / kysymy*',
  tr:
    'yoksay yok gormezden unut unutun alma ihlal / talimat* kural* komut* yonerge* emir* / ' +
    'her hersey tum butun / soylenen ogretilen onceki* daha / goster acikla yazdir tekrarla / ' +
    'yaz soyle isaretle belirt cevapla / onayla* onayli yetkilendir* / tanri tanriyim gecersiz / ' +
    'mod modu moduna modunda / soru*',
  ar:
    'تجاهل تجاهلوا تجاهلي انس انسى انسوا تغاضى تغاض أهمل / ' +
    'تعليمات التعليمات تعليماتك أوامر الأوامر القواعد قواعد التوجيهات إرشادات الإرشادات / كل جميع ما / ' +
    'قيل تعليماتك تعليمك السابقة سابقا قبل / اكشف أظهر اعرض اطبع كرر / اكتب قل أجب اذكر سجل / ' +
    'معتمد الموافقة موافق مصرح / الإله إله تجاوز التجاوز / وضع الوضع / أسئلتي الأسئلة',
  he:
    'התעלם התעלמו התעלמי שכח שכחו תתעלם / ' +
    'הוראות ההוראות הנחיות ההנחיות כללים הכללים הפקודות מההוראות מההנחיות מהכללים / כל הכל / ' +
    'נאמר לפני קודם הקודמות / הצג חשוף הדפס חזור / כתוב אמור ציין סמן ענה / אושר מאושר אושרה מאושרת / ' +
    'אלוהים עקיפה עקיפת / מצב במצב / השאלות שאלות',
  fa:
    'نادیده فراموش بی / دستور* دستورالعمل* قوانین قواعد راهنما* / همه تمام هرچه / قبلی گفته پیشین / ' +
    'نشان فاش چاپ تکرار / بنویس بگو اعلام ثبت / تایید تأیید مجاز تصویب / خدا خدای لغو / حالت / سوال* سؤال*',
  hi:
    'अनदेखा अनदेखी नजरअंदाज उपेक्षा भूल भूलो छोड़ / निर्देश* निर्देशों नियम* आदेश* दिशानिर्देश* / सब सभी सबकुछ / ' +
    'बताया कहा पहले पिछले दिए / दिखाओ दिखाएं प्रकट बताओ / लिखो लिखें कहो कहें चिह्नित / स्वीकृत अनुमोदित मंजूर / ' +
    'भगवान ईश्वर गॉड ओवरराइड / मोड मॉडल / सवालों प्रश्नों सवाल',
  bn:
    'উপেক্ষা অগ্রাহ্য ভুলে ভুলুন / নির্দেশ* নির্দেশাবলী নিয়ম* আদেশ* / সব সকল সমস্ত / ' +
    'বলা আগে আগের পূর্ববর্তী পূর্বের / দেখাও দেখান প্রকাশ / লিখুন লিখো বলুন বলো / অনুমোদিত / ঈশ্বর গড ওভাররাইড / ' +
    'মোড মোডে / প্রশ্নের প্রশ্ন*',
  id:
    'abaikan lupakan hiraukan mengabaikan / instruksi* perintah* aturan* petunjuk* pedoman* / ' +
    'semua segala seluruh / katakan diajarkan sebelumnya diatas / tampilkan ungkapkan cetak ulangi / ' +
    'tulis katakan tandai jawab nyatakan / disetujui diizinkan disahkan / tuhan penggantian pengesampingan / ' +
    'modus mode / pertanyaan*',
  tl:
    'balewalain huwag kalimutan ipagwalang / tagubilin* instruksyon* panuntunan* utos* patakaran* / lahat / ' +
    'sinabi itinuro nauna naunang dati / ipakita ibunyag ulitin / isulat sabihin markahan sagutin / ' +
    'aprubado inaprubahan pinahintulutan / diyos diyosa / mode moda / tanong katanungan',
  ko:
    '무시* 잊어* 잊으* 잊고 무시하* / 지시* 명령* 규칙* 지침* 설명* 프롬프트* / 모든 전부 이전* / 말한 배운 이전 위의 앞의 / 보여* 출력* 공개* 반복* / ' +
    '작성* 말하* 표시* 답하* 적어* / 승인* / 신이* 오버라이드* 무효화 / 모드* / 질문*',
  hu:
    'hagyd felejtsd ignorald mellozd / utasitas* szabaly* parancs* iranyelv* / minden mindent osszes / ' +
    'mondtak tanitottak korabbi* elozo* / mutasd fedd nyomtasd ismeteld / ird irj mondd jelold valaszolj / ' +
    'jovahagy* engedelyez* / isten felulbiral* felulir* / mod modba uzemmod* / kerdes*',
  ro:
    'ignora ignorati uita uitati / instructiun* regul* ordin* comenz* / tot toate totul / ' +
    'spus invatat anterioare inainte / arata dezvaluie afiseaza repeta / scrie spune marcheaza raspunde / ' +
    'aprobat* autorizat* / dumnezeu suprascriere anulare / modul modului / intrebari*',
  el:
    'αγνόησε αγνοήστε ξέχασε ξεχάστε παράβλεψε παραβλέψτε / οδηγι* εντολ* κανον* / όλα όλες όλους ό,τι / ' +
    'είπαν προηγουμεν* πριν παραπάνω / δείξε δείξτε αποκάλυψε εμφάνισε επανάλαβε / γράψε γράψτε πες σημείωσε απάντησε / ' +
    'εγκρίθηκε εγκεκριμεν* / θεός παρακαμψ* / λειτουργία / ερωτησ*',
  bg:
    'игнорирай игнорирайте забрави забравете пренебрегни / инструкц* указани* правила* команд* нареждан* / всичко всички / ' +
    'казано преди предишн* горните / покажи покажете разкрий изведи повтори / напиши напишете кажи отбележи отговори / ' +
    'одобрен* утвърден* / бог обход* / режим* / въпрос*',
  hr:
    'zanemari zanemarite ignoriraj ignoriši ignorirajte zaboravi zaboravite / uput* instrukcij* naredb* pravil* / sve svi svih / ' +
    'rečeno prethodn* prije ranije / pokaži prikaži otkrij ispiši ponovi / napiši reci označi odgovori / odobren* / ' +
    'bog zaobilaz* / način mod / pitanj*',
  sk:
    'ignoruj ignorujte zabudni zabudnite / inštrukci* pokyn* pravidl* príkaz* / všetko všetky všetkých / ' +
    'povedané predchádzajúc* predtým / ukáž odhaľ vypíš zopakuj zobraz / napíš povedz označ odpovedz uveď / ' +
    'schválen* povolen* / boh bohom obídenie / režim* / otázk*',
  ca:
    'ignora ignoreu oblida oblideu descarta descarteu / instruccion* ordre* regl* indicacion* / tot totes tots / ' +
    'dit anterior* abans / mostra revela imprimeix repeteix / escriu digues indica marca respon / aprovat* autoritzat* / ' +
    'déu anulació / mode / pregunt*',
};

const CODES = Object.keys(TABLE);
const nameOf = (code: string, role: Role): string => `${code.toUpperCase()}-${role}`;

const listsOf = ([code, lists]: readonly [string, string]): readonly (readonly [string, string])[] => {
  const inOrder = lists.split(' / ');
  return ROLES.map((role, at) => [nameOf(code, role), String(inOrder[at])]);
};

/** The words of every language, under the names that its phrases use. */
export const LANGUAGE_WORDS: Lexicon = Object.fromEntries<string>([
  [
    'PROMPTS',
    'prompt prompts systemprompt systemprompts 프롬프트* промпт* प्रॉम्प्ट* প্রম্পট* برومبت פרומפט* προτροπη*',
  ],
  ['ARTICLE', 'les toutes tes vos ces las todas los tus as suas todos os le tutte'],
  ...Object.entries(TABLE).flatMap(listsOf),
]);

function phrasesOf(code: string): readonly PhraseRule[] {
  const word = (role: Role): string => nameOf(code, role);
  const rule = (id: string, weight: number, phrase: string): PhraseRule => ({
    id: `injection-${id}-${code}`,
    weight,
    phrase,
  });
  return [
    rule('override', 3, `${word('override')} ..4 ${word('orders')}`),
    rule('override', 3, `${word('orders')} ..4 ${word('override')}`),
    rule('override', 3, `${word('override')} ..3 ${word('everything')} ..6 ${word('told')}`),
    rule('leak', 3, `${word('reveal')} ..4 PROMPTS`),
    rule('leak', 3, `PROMPTS ..2 ${word('reveal')}`),
    rule('approve', 2, `${word('state')} ..6 ${word('approved')}`),
    rule('claim', 3, `${word('claim')} ..2 ${word('mode')}`),
    rule('claim', 3, `${word('mode')} ..1 ${word('claim')}`),
    rule('claim', 3, `${word('claim')} ..10 ${word('questions')}`),
    rule('claim', 3, `VENDOR ..8 ${word('mode')}`),
    rule('override', 3, `ignore|ignora ARTICLE ..3 ${word('orders')}`),
  ];
}

/** Vietnamese writes a word as several syllables, so that single words say too little. */
const VIETNAMESE: readonly PhraseRule[] = [
  {
    id: 'injection-override-vi',
    weight: 3,
    phrase: 'bỏ|quên|lờ qua|đi|hết ..5 hướng|chỉ|mệnh|quy dẫn|thị|lệnh|tắc|định',
  },
  {
    id: 'injection-override-vi',
    weight: 3,
    phrase: 'bỏ|quên qua|đi|hết tất|mọi|những ..8 trước|nói|dạy|biết',
  },
  { id: 'injection-claim-vi', weight: 3, phrase: 'tôi là chúa|thần' },
  { id: 'injection-claim-vi', weight: 3, phrase: 'chế độ ..2 chúa|thần|ghi|vượt' },
  { id: 'injection-claim-vi', weight: 3, phrase: 'VENDOR ..8 chế độ' },
  { id: 'injection-leak-vi', weight: 3, phrase: 'lời|câu nhắc ..1 hệ thống' },
  { id: 'injection-approve-vi', weight: 2, phrase: 'viết|nói|ghi rằng ..8 phê|chấp duyệt|thuận' },
];

/** A note to the machine, and a new role for it, as each language says them. */
const ADDRESSED: Readonly<Record<string, readonly string[]>> = {
  de: [
    'hinweis|anweisung|notiz|nachricht|anmerkung an|für ..1 ki|sprachmodell|sprachmodelle|bot|chatbot',
    'ab jetzt|sofort|nun ..1 bist du',
    'von nun an bist du',
    'wenn|falls|sofern du|sie ..3 ki|sprachmodell|chatbot|bot|sprachassistent ..1 bist|sind',
  ],
  fr: [
    'note|consigne|consignes|message|instruction|instructions pour|a ..1 ia|lia|bot|chatbot',
    'lassistant|assistant ia',
    '^ à lia|lintelligence',
    'désormais|maintenant tu es',
    'à partir de maintenant ..1 tu|vous',
    'si tu|vous es|êtes ..2 ia|chatbot|bot|modèle|assistant',
  ],
  es: [
    'nota|instrucción|instrucciones|aviso|mensaje para ..2 ia|bot|chatbot',
    'a partir de ahora ..1 eres|serás|actúas|actuarás',
    'asistente sin restricciones|límites|filtros',
    'si eres|es|usted ..2 ia|chatbot|bot|modelo|asistente ..1 lenguaje|virtual|ia|automático|inteligente',
    'si eres ..1 ia|chatbot|bot',
  ],
  it: [
    'nota|istruzioni|messaggio|avviso per ..1 ia|lia|bot|chatbot',
    'lassistente|assistente ai|ia',
    'da ora|adesso ..2 sei',
    'se sei|siete ..2 ia|ai|chatbot|bot|linguaggio',
  ],
  pt: [
    'nota|instrução|instruções|aviso|mensagem para|à ..2 ia|bot|chatbot',
    'a partir de agora ..1 você|és|serás',
    'assistente sem restrições|limites|filtros',
    'se você|tu|voce é|es|for ..2 ia|chatbot|bot|modelo|assistente',
    'se és ..1 ia|chatbot|bot|modelo',
  ],
  nl: [
    'opmerking|notitie|bericht|instructie|instructies voor|aan ..2 ai|bot|taalmodel',
    'vanaf nu ben je|jij',
    'als je|jij|u ..2 ai|chatbot|bot|taalmodel bent',
  ],
  pl: ['uwaga|notatka|instrukcja|wiadomość dla|do ..1 ai|bota|modelu|sztucznej', 'od teraz jesteś'],
  ru: [
    'примечание|заметка|сообщение|инструкция|указание для ..2 ии|бота|нейросети|ассистента',
    'с этого момента ..1 ты',
    'отныне ты',
  ],
  uk: ['примітка|повідомлення|інструкція|вказівка для ..2 ші|бота|асистента', 'відтепер ти'],
  sv: ['meddelande|notering|instruktion|instruktioner till ..1 ai|ain|boten', 'från och med nu är du'],
  da: ['besked|notat|instruks|bemærkning til ..1 ai|aien|botten', 'fra nu af er du'],
  no: ['beskjed|merknad|instruks til ..1 ai|kien|boten', 'fra nå av er du'],
  cs: ['poznámka|zpráva|pokyn|pokyny pro ..1 ai|bota|umělou', 'od teď jsi'],
  tr: ['yapay zeka|zekaya ..2 not|talimat|mesaj', 'bundan sonra ..1 sen'],
  ko: ['지금부터 너는|당신은|넌'],
};

const ADDRESSED_PHRASES: readonly PhraseRule[] = Object.entries(ADDRESSED).flatMap(([code, all]) =>
  all.map((phrase) => ({ id: `injection-address-${code}`, weight: 3, phrase })),
);

/** The same orders in every language of the table, each with the language in its name. */
export const LANGUAGE_PHRASES: readonly PhraseRule[] = [
  ...CODES.flatMap(phrasesOf),
  ...VIETNAMESE,
  ...ADDRESSED_PHRASES,
];
