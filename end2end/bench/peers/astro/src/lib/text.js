// The text of the page, read once; the page itself is rendered at each request.
import { readFileSync } from 'node:fs';

let text;

export const read = () => (text ??= JSON.parse(readFileSync(process.env.PEER_POLICY, 'utf8')));
