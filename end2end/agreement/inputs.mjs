// Inputs for every parser: values that look right, the same with something broken, and texts of all kinds.
// All of it follows from one seed. No real person's number is here: what carries a check digit is put together from
// random digits.
import { checkDigit } from '../support/ids.mjs';

/** A small generator of numbers (xorshift over 32 bits); the same seed gives the same inputs everywhere. */
export function random(seed) {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  const repeat = (count, make) => Array.from({ length: count }, make).join('');
  const from = (alphabet, count) => repeat(count, () => pick([...alphabet]));
  return { below, pick, repeat, from };
}

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const THAI = 'กขคงจชดตนบปพมยรลวสหอะาเแโใไ';
const THAI_MARKS = '\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e';
const MARKS = '\u0301\u0308\u0323\u0327\u0345\u1100\u1161\u11a8\u0f71\u0f72\u0344';
const AWKWARD = ' \t\r\n\u0000\u0007\u007f\u00a0\u00ad\u2003\u200b\u200c\u200d\u200e\u2010\u2011\u2013\u2014\u2028\u202e\u2060\ufeff\ufffd';
const SIGNS = '+-./@<>;:,()[]"\'\\=*~%$&_|';
const SEPARATORS = ['', '', '', ' ', '-', '\u2011', '\u2013', '\u00a0'];
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const STATES = ['THA', 'LAO', 'MMR', 'KHM', 'GBR', 'D', 'DEU', 'UNO', 'XXA', 'UTO', 'QQQ', 'RKS', 'XOM'];
const PROVINCES = ['กรุงเทพมหานคร', 'กรุงเทพฯ', 'จังหวัดเชียงใหม่', 'Chiang Mai', 'nonthaburi', 'Sa Kaeo', 'บึงกาฬ', 'จ.ตรัง', 'ยะลา', 'Nowhere'];

/** Parsers that refuse nothing: for these, more than one result must occur. */
export const TOTAL = new Set(['accept-language', 'cookie-decision']);

/** What a text of each parser looks like. A parser without an entry fails the test. */
export const LIKELY = {
  'national-id': (r) => {
    const body = r.pick(['0', '1', '2', '5', '8', '9']) + r.from(DIGITS, 11);
    const digits = r.below(40) ? body : body[0].repeat(12);
    return separated(r, thai(r, digits + checkDigit(digits)));
  },
  'passport-number': (r) => separated(r, cased(r, r.from(CAPITALS, r.below(3)) + r.from(DIGITS, 4 + r.below(5)))),
  'issuing-state': (r) => cased(r, r.pick(STATES)) + r.pick(['', '<', '<<']),
  mrz,
  phone: (r) => separated(r, thai(r, r.pick([
    () => `0${r.pick(['2', '3', '5', '7'])}${r.from(DIGITS, 7)}`,
    () => `0${r.pick(['6', '8', '9'])}${r.from(DIGITS, 8)}`,
    () => `+66${r.pick(['', '0'])}${r.pick(['6', '8', '9', '2'])}${r.from(DIGITS, 7 + r.below(2))}`,
    () => `+${r.from(DIGITS, 6 + r.below(11))}`,
    () => `(0${r.below(10)})${r.from(DIGITS, 7)}`,
  ])())),
  'postal-code': (r) => separated(r, thai(r, r.from(DIGITS, 5))),
  'postal-code-in-province': (r) => `${r.pick(['10', '50', '58', '11', '27', '38', '92', '95', r.from(DIGITS, 2)])}${r.from(DIGITS, 3)}/${r.pick(PROVINCES)}`,
  province: (r) => cased(r, r.pick(PROVINCES)),
  email: (r) => {
    const domain = `${r.from(`abcXYZ-${THAI}`, 1 + r.below(9))}.${r.pick(['org', 'co.th', 'ไทย', 'com', '123', ''])}`;
    const near = 252 - Buffer.byteLength(domain) + r.below(4);
    return `${r.from(`abcxyz${DIGITS}.+_'`, r.below(20) ? 1 + r.below(9) : near)}@${domain}`;
  },
  'person-name': (r) => (r.below(20) ? names(r) : r.from(THAI + 'abc', 199 + r.below(3))),
  'date-th': (r) => thai(r, date(r, r.pick([2440 + r.below(150), 2298 + r.below(4), 2482 + r.below(4)]))),
  'date-en': (r) => date(r, r.pick([1890 + r.below(150), 2298 + r.below(4), 1939 + r.below(4)])),
  'birth-th': (r) => thai(r, date(r, r.pick([2440 + r.below(150), 2565 + r.below(10)]))),
  'birth-en': (r) => date(r, r.pick([1890 + r.below(150), 2020 + r.below(12)])),
  'case-number': (r) => {
    const body = r.from(CROCKFORD, 8);
    const number = `${body.slice(0, 4)}-${body.slice(4)}-${caseCheck(body)}`;
    return cased(r, r.below(2) ? number : number.replaceAll('1', r.pick(['I', 'l'])).replaceAll('0', 'o'));
  },
  'accept-language': (r) => r.repeat(1 + r.below(4), () => `${r.pick(['th', 'en', 'TH-th', 'en-GB', 'fr', '*', ''])}${r.pick(['', ';q=0.5', ';q=0', '; q=1.0', ';q=NaN', ';q=1e-9', ';q=inf', ';q=0.30000001'])}${r.pick([',', ', '])}`),
  language: (r) => r.pick(['th', 'en', 'TH', 'fr', '']),
  day: (r) => `${r.pick(['19', '20', '00', '99'])}${r.from(DIGITS, 2)}-${pad(r.below(14))}-${pad(r.below(33))}`,
  digest: (r) => r.from(r.pick(['0123456789abcdef', '0123456789ABCDEFabcdef']), r.below(8) ? 64 : r.below(70)),
  'version-number': (r) => r.pick([() => String(r.below(100)), () => String(r.below(2 ** 32)), () => r.from(DIGITS, r.below(14))])(),
  'change-class': (r) => r.pick(['editorial', 'purpose', 'recipient', 'legal', 'Legal', 'other']),
  'cookie-answer': cookie,
  'cookie-decision': (r) => `${r.pick(['', cookie(r)])}${r.pick(['', '\n', '\n1', '\n0', '\ntrue'])}`,
  'cookie-form': (r) => `${r.pick(['accept-all', 'refuse-all', 'save', 'save', 'other'])}/${r.pick(['on', '', 'true'])}/${r.pick(['on', '', 'off'])}`,
  theme: (r) => r.pick(['device', 'light', 'dark', 'Dark', '']),
  'contact-topic': (r) => r.pick(['question', 'suggestion', 'complaint', 'Complaint', '']),
  'contact-message': (r) => (r.below(20) ? `${names(r)}${r.pick(['', '\r\n', '\n\n', '\t'])}${names(r)}` : r.from(THAI, 3998 + r.below(4))),
  'contact-name': (r) => r.pick(['', ' ', names(r), r.from(THAI, 199 + r.below(3))]),
  'contact-reply': (r) => r.pick(['', '  ', LIKELY.email(r), LIKELY.phone(r)]),
  'registration-input': (r) => r.pick([
    () => `document\n${r.pick(['national-id', 'passport', 'other'])}`,
    () => `${r.pick(['national-id', 'phone', 'email', 'postal-code'])}\n${LIKELY[r.pick(['national-id', 'phone', 'email', 'postal-code'])](r)}`,
    () => `${r.pick(['first-name', 'last-name', 'address'])}\n${r.pick([names(r), '', r.from(THAI, 199 + r.below(3))])}`,
    () => `passport-number\n${LIKELY['passport-number'](r)}`,
    () => `issuing-state\n${LIKELY['issuing-state'](r)}`,
    () => `${r.pick(['sex', 'nationality', 'subdistrict'])}\n${r.pick(['female', 'male', 'other', '', 'THA', r.from(DIGITS, 6), r.from(DIGITS, 5)])}`,
  ])(),
  'registration-birth': (r) => `${LIKELY[r.pick(['birth-th', 'birth-en'])](r)}/${r.pick(['th', 'en', ''])}`,
  'registration-nationality': (r) => `${r.pick(['THA', 'LAO', 'other', 'other', ''])}/${LIKELY['issuing-state'](r)}`,
  'one-time-code': (r) => separated(r, thai(r, r.from(DIGITS, r.pick([6, 6, 6, 5, 7])))),
  'quiet-hours': (r) => `${r.pick(['', r.below(26)])}/${r.pick(['', r.below(26)])}`,
  id: (r) => cased(r, [8, 4, 4, 4, 12].map((count) => r.from('0123456789abcdef', count)).join(r.pick(['-', '']))),
  'policy-th': (r) => policy(r, 'ข้อ', ['ก', 'ข', 'ค', 'ง']),
  'policy-en': (r) => policy(r, 'Article', ['a', 'b', 'c', 'd']),
  'text-size': (r) => r.pick(['normal', 'large', 'largest', 'larger', '']),
};

/** One input for `parser`: likely, broken, arbitrary, empty or very long. */
export function input(r, parser) {
  const kind = r.below(20);
  if (kind < 9) return LIKELY[parser](r);
  if (kind < 15) return broken(r, LIKELY[parser](r));
  if (kind < 19) return arbitrary(r, r.below(40));
  return r.below(8) ? r.pick(['', ' ', '\u200b', '0', '/', '//', '@', '<', '\u0e33', '\ud800']) : r.pick([
    () => LIKELY[parser](r).repeat(300),
    () => arbitrary(r, 3000),
    () => r.from(DIGITS, 5000),
  ])();
}

/** `text` with one to three places changed, dropped, doubled, swapped or filled. */
function broken(r, text) {
  const letters = [...text];
  for (let times = 1 + r.below(3); times > 0; times -= 1) {
    const at = r.below(letters.length + 1);
    r.pick([
      () => letters.splice(at, 1),
      () => letters.splice(at, 0, arbitrary(r, 1)),
      () => letters.splice(at, 1, r.from(DIGITS, 1)),
      () => letters.splice(at, 1, r.pick(['O', '0', 'o', 'I', '1', '๐'])),
      () => letters.splice(at, 0, letters[at] ?? ''),
      () => letters.splice(at, 2, letters[at + 1] ?? '', letters[at] ?? ''),
    ])();
  }
  return letters.join('');
}

function arbitrary(r, length) {
  return r.repeat(length, () => r.pick([
    () => r.from(THAI, 1),
    () => r.from(THAI_MARKS, 1),
    () => r.from(MARKS, 1),
    () => r.from(DIGITS, 1),
    () => r.from('๐๑๒๓๔๕๖๗๘๙', 1),
    () => r.from(CAPITALS, 1),
    () => r.from('abcdefghijklmnopqrstuvwxyz', 1),
    () => r.from(SIGNS, 1),
    () => r.from(AWKWARD, 1),
    () => String.fromCodePoint(r.below(0x3000)),
    () => String.fromCodePoint(r.below(0x10000)),
    () => String.fromCodePoint(0x10000 + r.below(0x20000)),
  ])());
}

const pad = (number) => String(number).padStart(2, '0');
const thai = (r, text) => (r.below(4) ? text : text.replace(/[0-9]/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[digit]));
const cased = (r, text) => r.pick([text, text, text.toLowerCase(), text.toUpperCase()]);
const separated = (r, text) => (r.below(2) ? text : [...text].map((c) => c + r.pick(SEPARATORS)).join(''));
const date = (r, year) => r.pick([
  () => `${r.below(33)}/${r.below(14)}/${year}`,
  () => `29/2/${year}`,
  () => `${pad(1 + r.below(28))} / ${pad(1 + r.below(12))} / ${year}`,
  () => `/${1 + r.below(12)}/${year}`,
  () => `//${year}`,
  () => `${r.below(31)}//${year}`,
])();

function names(r) {
  const word = () => r.pick([
    () => r.repeat(1 + r.below(6), () => r.from(THAI, 1) + r.from(THAI_MARKS, r.below(4))),
    () => r.from('abcdeABCDE', 1 + r.below(8)) + r.from(MARKS, r.below(3)),
    () => thai(r, r.from(DIGITS, 1 + r.below(3))),
  ])();
  return r.repeat(1 + r.below(4), () => word() + r.pick(['', ' ', '  ', '-']));
}

function cookie(r) {
  const seconds = r.pick([1_800_000_000 - r.below(2 * 31_536_000), 1_800_000_000 + r.below(200_000), r.below(2 ** 31)]);
  return `v${r.pick([1, 1, 1, 2])}.p${r.below(2)}.s${r.below(2)}.${seconds}`;
}

function mrz(r) {
  const number = (r.from('ABCO', r.below(3)) + r.from(DIGITS, 7)).slice(0, 9).padEnd(9, '<');
  const birth = r.pick([`${pad(r.below(100))}${pad(1 + r.below(12))}${pad(1 + r.below(28))}`, `${pad(r.below(100))}<<<<`, r.from(DIGITS, 6)]);
  const expiry = `${pad(r.below(100))}${pad(1 + r.below(12))}${pad(1 + r.below(28))}`;
  const personal = r.pick(['', r.from(DIGITS, 13), r.from('ABO0', 5)]).padEnd(14, '<');
  const personalCheck = r.below(3) || personal[0] !== '<' ? mrzCheck(personal) : '<';
  const [a, b, c] = [number + mrzCheck(number), birth + mrzCheck(birth), expiry + mrzCheck(expiry) + personal + personalCheck];
  const state = () => r.pick(STATES).padEnd(3, '<');
  const first = `P<${state()}${r.from(CAPITALS, 1 + r.below(12))}<<${r.from(CAPITALS, 4)}<${r.from(CAPITALS, 4)}`.padEnd(44, '<');
  const second = `${a}${state()}${b}${r.pick(['M', 'F', 'X', '<'])}${c}${mrzCheck(a + b + c)}`;
  return cased(r, first + r.pick(['\n', '', '\r\n', ' \n ']) + second);
}

function mrzCheck(field) {
  const worth = (c) => (c === '<' ? 0 : parseInt(c, 36));
  return String([...field].reduce((total, c, at) => total + worth(c) * [7, 3, 1][at % 3], 0) % 10);
}

/** The check symbol of a case number: the sum of αⁱ·sᵢ in the field of 32. */
function caseCheck(body) {
  const timesAlpha = (element) => ((element << 1) & 32 ? (element << 1) ^ 0b100101 : element << 1);
  return CROCKFORD[[...body].reduce((sum, symbol) => timesAlpha(sum ^ CROCKFORD.indexOf(symbol)), 0)];
}

/** Nine articles, wrapped or not, with what a PDF does to Thai. */
function policy(r, word, letters) {
  const latin = word === 'Article';
  const phrase = () => (latin ? r.repeat(2 + r.below(6), () => `${r.from('abcdefgh', 1 + r.below(7))} `) : names(r));
  const end = () => r.pick(['\n', ' \n', '\n\n', '\r\n']);
  const line = () => r.pick(['', '', '  ', ' ']) + phrase() + end();
  const article = (number) => {
    const items = r.below(3) ? '' : letters.slice(0, 1 + r.below(4)).map((letter) => `(${letter}) ${phrase()}${end()}${line()}`).join('');
    return `${word} ${latin ? number : thai(r, String(number))} ${phrase()}${end()}${r.repeat(1 + r.below(3), line)}${items}`;
  };
  const last = r.below(8) ? 9 : r.below(11);
  return `${phrase()}\n\n${line()}${Array.from({ length: last }, (_, at) => article(at + 1)).join('')}`;
}
