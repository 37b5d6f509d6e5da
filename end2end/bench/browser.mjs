// The browser of the benchmarks.
export const flags = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
];
export const browser = { executablePath: '/usr/bin/chromium', args: flags };
