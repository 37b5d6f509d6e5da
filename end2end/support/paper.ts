// A paper form for the tests of the paper desk: a sheet nobody wrote on, and ids nobody has.
import { deflateSync } from 'node:zlib';

/** The n-th id of the demonstration: made up, valid by its check digit. */
export function id(n: number) {
    const body = `8999900000${String(n).padStart(2, '0')}`;
    const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
    return body + ((11 - (sum % 11)) % 10);
}

function crc(bytes: Buffer) {
    let rest = 0xffffffff;
    for (const byte of bytes) {
        rest ^= byte;
        for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    }
    return (rest ^ 0xffffffff) >>> 0;
}

/** A sheet with grey lines, as a PNG: a picture of nothing. */
export function sheet(shade: number) {
    const [width, height] = [600, 850];
    const rows = Buffer.alloc((width + 1) * height, 255);
    for (let y = 0; y < height; y += 1) rows.fill(y % 50 < 2 ? shade : 255, y * (width + 1) + 1, (y + 1) * (width + 1));
    for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
    const part = (name: string, data: Buffer) => {
        const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
        const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
        length.writeUInt32BE(data.length);
        check.writeUInt32BE(crc(named));
        return Buffer.concat([length, named, check]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 0, 0, 0, 0], 8);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))]);
}
