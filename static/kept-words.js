// What is typed into a form with `data-keep` stays in this tab until it is saved: an ended log-in, a lost connection or a
// closed page loses nothing. Nobody else gets to see it, and logging out forgets it. Without this script the server keeps
// what is sent too late (accounts/kept_words.py).

const PREFIX = "kept-words:";
const user = document.querySelector('meta[name="user-key"]')?.content;

export function keepWords() {
  sortOutWhatIsKept();
  if (!user) {
    return;
  }
  for (const form of document.querySelectorAll("form[data-keep]")) {
    keep(form);
  }
  for (const form of document.querySelectorAll("form[data-forget-words]")) {
    form.addEventListener("submit", () => entries().forEach(([name]) => sessionStorage.removeItem(name)));
  }
}

function entries() {
  return Object.entries(sessionStorage)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, text]) => [name, JSON.parse(text)]);
}

// What was sent is done with when the page that follows says that it was saved; somebody else's is not ours to keep.
function sortOutWhatIsKept() {
  const saved = document.querySelector(".nhsuk-notification-banner--success");
  for (const [name, kept] of user ? entries() : []) {
    if (kept.user !== user || (kept.sent && saved)) {
      sessionStorage.removeItem(name);
    } else if (kept.sent) {
      write(name, { ...kept, sent: false });
    }
  }
}

// Of a piece of evidence and of a choice of actions the query says which; `next` only says where to go afterwards.
function address() {
  const query = new URLSearchParams(location.search);
  query.delete("next");
  return `${location.pathname}?${query}`;
}

function keep(form) {
  const name = PREFIX + address();
  const fresh = typed(form);
  const kept = JSON.parse(sessionStorage.getItem(name));
  if (!fresh.length) {
    // A later step, which only carries what was typed: sending it sends those words.
    form.addEventListener("submit", () => kept && write(name, { ...kept, sent: true }));
    return;
  }
  const remember = (sent) => {
    if (same(typed(form), fresh)) {
      sessionStorage.removeItem(name);
    } else {
      write(name, { user, sent, fields: typed(form) });
    }
  };
  if (form.dataset.keep === "sent") {
    // The page answers what was sent, with it in the form.
    write(name, { user, sent: false, fields: fresh });
  } else if (kept && !same(kept.fields, fresh)) {
    fill(form, kept.fields);
    tell(form, () => {
      fill(form, fresh);
      sessionStorage.removeItem(name);
    });
  }
  form.addEventListener("input", () => remember(false));
  form.addEventListener("submit", () => remember(true));
}

function write(name, kept) {
  try {
    sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // The browser has no room; the page works as it does without this script.
  }
}

const isTyped = (control) => control.name && !["hidden", "password", "file", "submit"].includes(control.type);
const isChosen = (control) => ["checkbox", "radio"].includes(control.type);

// [name, value] of each field that somebody can fill in, in their order.
function typed(form) {
  return [...form.elements]
    .filter((control) => isTyped(control) && (!isChosen(control) || control.checked))
    .map((control) => [control.name, control.value]);
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function fill(form, fields) {
  const left = [...fields];
  for (const control of [...form.elements].filter(isTyped)) {
    const at = left.findIndex(([name, value]) => name === control.name && (!isChosen(control) || value === control.value));
    if (isChosen(control)) {
      control.checked = at >= 0;
    } else if (at >= 0) {
      control.value = left[at][1];
    }
    if (at >= 0) {
      left.splice(at, 1);
    }
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function tell(form, remove) {
  const withFile = form.querySelector("input[type=file]") ? " If you chose a file, choose it again: files are not kept." : "";
  const notice = document.createElement("div");
  notice.className = "nhsuk-notification-banner";
  notice.setAttribute("role", "region");
  notice.setAttribute("aria-labelledby", "kept-words-title");
  notice.innerHTML = `
    <div class="nhsuk-notification-banner__header">
      <h2 class="nhsuk-notification-banner__title" id="kept-words-title">Not saved yet</h2>
    </div>
    <div class="nhsuk-notification-banner__content">
      <p>What you wrote here before is in the form again. Check it, then save it.${withFile}</p>
      <button type="button" class="nhsuk-button nhsuk-button--secondary nhsuk-u-margin-bottom-0">Remove what I wrote</button>
    </div>`;
  notice.querySelector("button").addEventListener("click", () => {
    remove();
    notice.remove();
    [...form.elements].find(isTyped)?.focus();
  });
  form.before(notice);
}
