import { deedFormsOf } from './deed-forms';
import { stemOf } from './words';

/** Short forms of the desk, written out. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  (
    'svc=service svcs=services cust=customer mgr=manager prod=production env=environment db=database pw=password pwd=password ' +
    'acct=account acc=account config=configuration cfg=configuration cert=certificate certs=certificates app=application ' +
    'apps=applications srv=server msg=message msgs=messages req=request dept=department info=information auth=authentication ' +
    'repo=repository admin=administrator admins=administrators dev=development pls=please plz=please til=until thx=thanks ' +
    'yest=yesterday tmrw=tomorrow tmr=tomorrow wfh=home approx=about ppl=people doc=document docs=documents lic=license ' +
    'licence=license perm=permission perms=permissions usr=user usrs=users conn=connection fw=firewall'
  )
    .split(' ')
    .map((pair): [string, string] => [String(pair.split('=')[0]), String(pair.split('=')[1])]),
);

/** Words that say the same on a desk, a line each; several words joined by `_`. */
const SAME: readonly string[] = [
  'vendor vendors supplier suppliers manufacturer manufacturers',
  'customer customers client clients',
  'user users staff employee employees people colleague colleagues',
  'manager managers boss supervisor',
  'login logins logon log_in logs_in logged_in logging_in log_on logged_on sign_in signed_in signing_in',
  'works work worked working ok okay fine',
  'answer answers answered answering reply replies replied replying respond responds responded responding response responses',
  'rose rise rises rising risen increase increases increased increasing climbed grew grown',
  'fell fall falls falling fallen drop drops dropped dropping decrease decreases decreased decreasing',
  'ask asks asked asking request requests requested requesting want wants wanted need needs needed',
  'slow slowly sluggish slowness',
  'crash crashes crashed crashing',
  'outage outages downtime',
  'laptop laptops notebook notebooks',
  'wifi wlan',
  'begin begins began begun start starts started starting',
  'end ends ended ending finish finishes finished stop stops stopped stopping',
  'take takes took taken taking',
  'give gives gave given giving',
  'find finds found finding',
  'lose loses lost losing loss',
  'see sees saw seen seeing',
  'say says said saying',
  'write writes wrote written writing',
  'get gets got gotten getting',
  'go goes went gone going',
  'come comes came coming',
  'run runs ran running',
  'make makes made making',
  'break breaks broke broken breaking',
  'build builds built building',
  'hold holds held holding',
  'keep keeps kept keeping',
  'leave leaves left leaving leaver leavers',
  'meet meets met meeting',
  'show shows showed shown showing',
  'know knows knew known knowing',
  'think thinks thought thinking',
  'choose chooses chose chosen choosing',
  'bring brings brought bringing',
  'arrive arrives arrived arriving arrival',
];
const SAME_AS: ReadonlyMap<string, string> = new Map(
  SAME.flatMap((line) => line.split(' ').map((word): [string, string] => [word, `=${line.split(' ')[0]}`])),
);

/** Forms of several words that are one word here. */
export const JOINED_WORDS: readonly string[] = [...SAME_AS.keys()].filter((word) => word.includes('_'));

/** Whether a word ends in a full stop because it is short, not because its sentence ends. */
export const isShortForm = (word: string): boolean => SHORT_FORMS.has(word);

/** A short form written out; every other word as it is. */
export const writtenOut = (word: string): string => SHORT_FORMS.get(word) ?? word;

/**
 * What words are compared by: the same for the forms of one verb, for short forms and what they stand for, and for words that
 * a desk uses for one thing. Takes a folded word.
 */
export function lemmaOf(word: string): string {
  const whole = writtenOut(word);
  const [deed] = deedFormsOf(whole);
  return SAME_AS.get(whole) ?? deed?.id ?? stemOf(stemOf(whole));
}
