// What all parts of the page share: who is looking at which chat, and how to tell them something.

export const view = { person: 0, chat: 0, group: null, anonymous: false, room: null };
export const stage = { bot: {}, people: [], groups: [], clock: {}, readAt: 0 };
export const at = (id) => document.getElementById(id);

const TOAST_SHOWN = 3500;
let toastTimer = 0;

export function toast(text) {
  at("toast").textContent = text;
  at("toast").classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(hideToast, TOAST_SHOWN);
}

export function hideToast() {
  at("toast").classList.remove("shown");
}

// Says what went wrong instead of failing silently.
export async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

export async function copy(text) {
  await navigator.clipboard.writeText(text)
    .then(() => toast("Copied"), () => toast("Your browser would not copy that"));
}

// Whether the page follows this person; the many who fill a group are counted, and not shown.
export function isSeen(id) {
  return stage.people.some((one) => one.id === Number(id));
}

export function nameOf(id) {
  return stage.people.find((one) => one.id === Number(id))?.name ?? "Somebody";
}

// Everything a request says of who does it and where.
export function here(more = {}) {
  return { person: view.person, chat: view.chat, ...more };
}
