/**
 * Words that carry facts: whoever changes one changes what a page says, however small the change looks. Data: `docs/freshness.md` prints
 * this table. A word too many here makes a verdict stricter; a word too few would make it milder than it may be.
 */

export interface FactRule {
  readonly what: string;
  /** Of one word, or one sign. */
  readonly pattern: RegExp;
  readonly examples: readonly string[];
  /** What the word is said of matters: it counts together with the word after it. */
  readonly bindsNext?: true;
}

const words = (list: string): RegExp => new RegExp(`^(?:${list.trim().split(/\s+/).join('|')})$`, 'iu');

export const factRules: readonly FactRule[] = [
  { what: 'digits: numbers, dates, times, versions, identifiers', pattern: /\p{N}/u, examples: ['30', 'v2', '2026-01-31', '½'] },
  {
    what: 'addresses, names of hosts, paths and files',
    pattern: /[/\\@]|:\/\/|[\p{L}\p{N}_]\.[\p{L}\p{N}_]|^\.[\p{L}\p{N}_]/u,
    examples: ['https://a.example', 'ops@acme.example', 'v1/token', 'acme.yaml', '.env'],
  },
  {
    what: 'names that machines read, with an underscore or a capital inside; abbreviations',
    pattern: /_|\p{Ll}\p{Lu}|^\p{Lu}[\p{Lu}-]+$/u,
    examples: ['key_rotated', 'isActive', 'EU', 'YYYY-MM-DD'],
  },
  {
    what: 'signs of amount, comparison, money; arrows, ticks and faces',
    pattern: /^[\p{S}%‰#*&§†‡]$|^[-–—−]$/u,
    examples: ['<', '≤', '%', '€', '−', '→', '✓'],
  },
  {
    what: 'units of measure',
    pattern:
      words(`[kmgt]i?b  [mkcd]?m  [mkµ]?g  [mnµ]?s  secs?  seconds?  mins?  minutes?  h  hrs?  hours?  days?  weeks?  months?  quarters?
      years?  [mkc]?l  [mkg]?hz  [km]?w  [km]?wh  [km]?v  ma  am  pm  utc  gmt  cet  cest  est  pst  percent  eur  usd  gbp  chf  euros?  dollars?
      bytes?  bits?  k  thousand  million  billion  sekunden?  stunden?  tage?n?  wochen?  monate?n?  jahre?n?  jours?  heures?  semaines?  mois
      ans  días?  horas?  semanas?  meses  años?`),
    examples: ['ms', 'days', 'USD'],
  },
  {
    what: 'numbers in words, days and months',
    pattern:
      words(`zero  one  two  three  four  five  six  seven  eight  nine  ten  eleven  twelve  dozen  fifteen  twenty  thirty  forty  fifty
      sixty  ninety  hundred  first  second  third  fourth  last  once  twice  half  double  triple  (?:mon|tues|wednes|thurs|fri|satur|sun)days?
      january  february  march  april  may  june  july  august  september  october  november  december  jan  feb  mar  apr  jun  jul  aug  sept?
      oct  nov  dec  today  tomorrow  yesterday  daily  weekly  monthly  quarterly  yearly  annual(?:ly)?  hourly  null  eine?[nrsm]?  zwei  drei
      vier  fünf  sechs  sieben  acht  neun  zehn  une?  deux  trois  quatre  cinq  six  sept  huit  neuf  dix  uno?  dos  tres  cuatro  cinco`),
    examples: ['two', 'Monday', 'weekly'],
  },
  {
    what: 'negation and exception',
    pattern: new RegExp(
      `${
        words(`not?  none  nor  neither  never  nothing  nobody  nowhere  without  cannot  unless  except  excluding  excluded?s?  but  instead
      nicht  nichts  kein\\p{L}*  nie  niemals  ohne  außer  sofern  ne  pas  sans  jamais  aucune?  rien  sauf  nunca  jamás  sin  ningun\\p{L}*
      ningún  nada  salvo  senza  mai  nessun\\p{L}*`).source
      }|n['’]t$|^n['’]`,
      'iu',
    ),
    examples: ['not', 'don’t', 'without', 'nicht', 'sans'],
    bindsNext: true,
  },
  {
    what: 'obligation and permission',
    pattern: words(`must  may  might  shall  should  can  could  will  would  ought  needs?  needed  required?s?  mandatory  optional(?:ly)?
      allow(?:s|ed)?  forbidden  forbids?  prohibit(?:s|ed)?  permit(?:s|ted)?  muss  müssen  darf  dürfen  soll(?:en|te)?  kann  können
      doit  doivent  peut  peuvent  debe  deben  puede  pueden`),
    examples: ['must', 'may', 'optional'],
    bindsNext: true,
  },
  {
    what: 'how many, when and whether',
    pattern:
      words(`all  any  every  each  only  some  both  either  most  least  less  more  fewer  few  many  several  always  sometimes  often
      rarely  before  after  until  since  by  above  below  over  under  within  beyond  up  down  at  between  exactly  about  minimum  maximum
      min  max  higher  lower  greater  smaller  enabled?s?  disabled?s?  on  off  true  false  yes  if  and  or  alle[nrsm]?  jede[nrsm]?  nur
      immer  mindestens  höchstens  vor  nach  bis  tous  toutes?  seulement  toujours  avant  après  todos  todas  solo  sólo  siempre  antes
      después`),
    examples: ['all', 'only', 'before', 'or', 'off'],
  },
];

/** Characters that draw nothing or change the direction of others. */
const hiddenCharacters = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Co}\p{Cc}]/u;
/** Letters of other scripts that look like Latin ones. */
const lookAlikes = /^[аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναρτυϲ]+$/u;
const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Cherokee}|\p{Script=Armenian}/u];

/** Letters that are not what they look like: of two scripts in one word, of another script, composed or drawn otherwise. */
export const isDisguised = (word: string): boolean =>
  hiddenCharacters.test(word) ||
  (/[^\0-\x7f]/.test(word) &&
    (lookAlikes.test(word) || scripts.filter((script) => script.test(word)).length > 1 || word.normalize('NFKC') !== word));

/** The first rule that takes a word for a fact; `null`: it is wording. */
export const factRuleOf = (word: string): FactRule | null => factRules.find((rule) => rule.pattern.test(word)) ?? null;
