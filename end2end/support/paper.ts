// A paper form for the tests of the paper desk: a sheet nobody wrote on.
import { deflateSync } from 'node:zlib';
import { png } from './png.mjs';

/** A sheet with grey lines, as a PNG: a picture of nothing. */
export function sheet(shade: number) {
    const [width, height] = [600, 850];
    const rows = Buffer.alloc((width + 1) * height, 255);
    for (let y = 0; y < height; y += 1) rows.fill(y % 50 < 2 ? shade : 255, y * (width + 1) + 1, (y + 1) * (width + 1));
    for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
    return png([width, height], deflateSync(rows));
}
