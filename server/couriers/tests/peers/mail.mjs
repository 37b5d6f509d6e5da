// A mail server on a free port of this machine. It prints its port, then one JSON line a mail; it ends when its input
// does. Mode: accept, later (the first mail of each session is put off with 4xx), refuse (5xx), drop (hangs up after the
// text), login (wants user and password), secure (TLS by STARTTLS with the certificate in the folder named next).
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [mode, folder] = process.argv.slice(2);
const problem = (code, text) => Object.assign(new Error(text), { responseCode: code });
let seen = 0;
const server = new SMTPServer({
  authOptional: mode !== 'login',
  hideSTARTTLS: mode !== 'secure',
  allowInsecureAuth: true,
  disabledCommands: mode === 'secure' || mode === 'login' ? [] : ['AUTH'],
  ...(mode === 'secure' && { key: readFileSync(`${folder}/key.pem`), cert: readFileSync(`${folder}/cert.pem`) }),
  onAuth: ({ username, password }, session, done) =>
    username === 'portal' && password === 'p@ss word' ? done(null, { user: username }) : done(problem(535, 'no')),
  onData: async (stream, session, done) => {
    const mail = await simpleParser(stream);
    seen += 1;
    if (mode === 'later' && seen === 1) return done(problem(451, 'later'));
    if (mode === 'refuse') return done(problem(550, 'never'));
    if (mode === 'drop') return session.connection?.close?.() ?? process.exit(0);
    const { subject, text, messageId } = mail;
    const headers = Object.fromEntries(['auto-submitted', 'content-language'].map((name) => [name, mail.headers.get(name)]));
    console.log(JSON.stringify({ to: mail.to.text, from: mail.from.text, subject, text, messageId, date: mail.date, headers, secure: session.secure }));
    done();
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
