// A PNG as its standard has it, grey by eight bits, and the check sum of PNG and zip, by table.
const TABLE = Array.from({ length: 256 }, (_, at) => {
    let rest = at;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest >>> 0;
});

export function crc32(bytes) {
    let rest = 0xffffffff;
    for (const byte of bytes) rest = TABLE[(rest ^ byte) & 0xff] ^ (rest >>> 8);
    return (rest ^ 0xffffffff) >>> 0;
}

/** A PNG with this head and these compressed rows, whether they fit or not; `more` are further chunks. */
export function png([width, height], data, more = []) {
    const part = (name, content) => {
        const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
        const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
        length.writeUInt32BE(content.length);
        check.writeUInt32BE(crc32(named));
        return Buffer.concat([length, named, check]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 0, 0, 0, 0], 8);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, part('IHDR', head), ...more.map(([name, content]) => part(name, Buffer.from(content))), part('IDAT', data), part('IEND', Buffer.alloc(0))]);
}
