const VERBS: ReadonlySet<string> = new Set(
  (
    'say says said write writes wrote report reports reported state states stated ask asks asked tell tells told confirm confirms ' +
    'confirmed claim claims claimed mention mentions mentioned suggest suggests suggested propose proposes proposed suspect suspects ' +
    'suspected think thinks thought believe believes believed blame blames blamed complain complains complained explain explains ' +
    'explained note notes noted answer answers answered reply replies replied request requests requested promise promises promised ' +
    'recommend recommends recommended admit admits admitted assume assumes assumed want wants wanted expect expects expected according ' +
    'sagt sagte schreibt schrieb meldet meldete fragt fragte bestatigt bittet ' +
    'dit ecrit signale demande confirme dice dijo escribe escribio informa pide confirma disse escreve escreveu pediu pede ' +
    'zegt schrijft schreef meldt vraagt bevestigt'
  ).split(' '),
);

/** Whether a folded word is a verb by which somebody says, asks or thinks something, in six languages. */
export const isSpeech = (word: string): boolean => VERBS.has(word);
