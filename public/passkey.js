// Passkeys: a form with data-passkey asks the browser for one and posts what it answers. Without this the form stays
// hidden, and the page offers the other way. Nothing is kept, and nothing is sent but the form itself.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const named = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

const parse = {
  create: (ask) =>
    PublicKeyCredential.parseCreationOptionsFromJSON?.(ask) ?? {
      ...ask,
      challenge: bytes(ask.challenge),
      user: { ...ask.user, id: bytes(ask.user.id) },
      excludeCredentials: named(ask.excludeCredentials),
    },
  get: (ask) =>
    PublicKeyCredential.parseRequestOptionsFromJSON?.(ask) ?? {
      ...ask,
      challenge: bytes(ask.challenge),
      allowCredentials: named(ask.allowCredentials),
    },
};

const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
const plain = ({ id, rawId, type, response }) => ({
  id, type, rawId: text(rawId), clientExtensionResults: {},
  response: Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, text(response[part])])),
});

async function ask(form) {
  const kind = form.dataset.passkey;
  const publicKey = parse[kind](JSON.parse(form.dataset.options).publicKey);
  const credential = await navigator.credentials[kind]({ publicKey });
  form.elements.answer.value = JSON.stringify(credential.toJSON?.() ?? plain(credential));
  form.submit();
}

for (const form of globalThis.PublicKeyCredential ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const trouble = form.querySelector('[role="alert"]');
    trouble.hidden = true;
    ask(form).catch(() => { trouble.hidden = false; });
  });
}
