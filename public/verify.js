// The page of checks: the browser checks receipts itself, and whether the ledger still contains what it contained at the
// last visit. It sends no receipt anywhere, and keeps nothing but the ledger's last signed end.
import * as verifier from 'verifier';

const KEPT = 'morprom-checkpoint';
const find = (id) => document.getElementById(id);
const language = document.documentElement.lang;
const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
};

async function checkReceipt(box) {
  const [receipt, proof] = [find('receipt-file').files[0], find('proof-file').files[0]];
  if (!receipt || !proof) return;
  const bytes = new Uint8Array(await receipt.arrayBuffer());
  const [outcome, detail, ...lines] = verifier.check(bytes, await proof.text(), find('ledger-key').textContent, language);
  const holds = outcome === 'holds';
  const notice = element('div', '', holds ? 'notice notice--success' : 'notice notice--danger');
  notice.append(element('h3', holds ? box.dataset.holds : box.dataset.fails));
  notice.append(element('p', holds ? box.dataset.holdsText.replace('{}', detail) : detail));
  const facts = element('dl', '', 'facts');
  for (let at = 0; at < lines.length; at += 2) {
    facts.append(element('dt', lines[at]), element('dd', lines[at + 1]));
  }
  find('receipt-outcome').replaceChildren(notice, facts);
}

async function fetched(path) {
  const response = await fetch(path, { cache: 'no-store' });
  if (!response.ok) throw new Error(path);
  return response;
}

const say = (state, words, kind) => state.replaceChildren(element('p', words, `notice notice--${kind}`));

async function checkLedger(state) {
  const seen = localStorage.getItem(KEPT);
  const now = await (await fetched('/log/checkpoint')).text();
  if (!seen) {
    localStorage.setItem(KEPT, now);
    return say(state, state.dataset.first, 'success');
  }
  const looks = verifier.Looks.of(seen, now, find('ledger-key').textContent);
  if (looks) {
    for (const path of looks.wanted()) looks.put(path, new Uint8Array(await (await fetched(`/log/tile/${path}`)).arrayBuffer()));
    if (looks.outcome() !== 'rewritten') {
      localStorage.setItem(KEPT, now);
      return say(state, state.dataset.same, 'success');
    }
  }
  say(state, state.dataset.fork, 'danger');
  // What was seen before stays: it is the evidence.
  const text = looks ? looks.evidence() : `== first ==\n${seen}\n== second ==\n${now}`;
  const link = element('a', state.dataset.evidence);
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = 'morprom-ledger-evidence.txt';
  state.firstChild.append(' ', link);
  state.setAttribute('role', 'alert');
}

async function start() {
  await verifier.default({ module_or_path: document.querySelector('script[data-verifier]').dataset.verifier });
  const box = document.querySelector('[data-check]');
  box.hidden = false;
  for (const id of ['receipt-file', 'proof-file']) find(id).addEventListener('change', () => checkReceipt(box));
  document.documentElement.dataset.verifier = 'ready';
  // Without a network the ledger cannot be looked at; receipts can.
  await checkLedger(find('ledger-state')).catch(() => {});
}

// A browser that cannot run it loses nothing: the server checks what is pasted.
start().catch(() => { document.documentElement.dataset.verifier = 'none'; });
