// What the reader does in a chat: says, changes, taps, sends.

import { at, attempt, here, hideToast, toast, view } from "./desk.js";
import { post, upload } from "./link.js";
import { make } from "./words.js";

const PATIENCE = 15000;
const TALLEST = 140;

const waiting = new Map(); // a tap's number -> its button, until the bot answers
const answered = new Set();
let changing = 0;

export async function say(text) {
  if (!text.trim()) return;
  const body = here({ text, anonymous: view.anonymous });
  const told = await attempt(() => (changing ? post("edit", { ...body, message: changing }) : post("say", body)));
  if (told) stopChanging();
}

export async function tap(button, place) {
  button.setAttribute("aria-busy", "true");
  const told = await attempt(() => post("tap", here(place)));
  if (!told) return button.removeAttribute("aria-busy");
  waiting.set(told.query, button);
  setTimeout(() => rest(told.query), answered.has(told.query) ? 0 : PATIENCE);
}

// The bot has answered a tap: its button rests, and its words are shown.
export function showAnswer({ query, text, alert }) {
  answered.add(query);
  rest(query);
  if (alert && text) {
    at("alert-text").textContent = text;
    at("alert").showModal();
  } else if (text) {
    toast(text);
  }
}

function rest(query) {
  waiting.get(query)?.removeAttribute("aria-busy");
  waiting.delete(query);
}

function newest(fits) {
  return view.room.messages.findLast((one) => fits(one) && "text" in one && at(`m${one.message_id}`));
}

function change() {
  const message = newest((one) => one.from.id === view.person);
  if (!message) return toast("You have said nothing here yet");
  changing = message.message_id;
  at("changing").hidden = false;
  at("say").value = message.text;
  at("say").focus();
  fit();
}

export function stopChanging() {
  if (changing) at("say").value = "";
  changing = 0;
  at("changing").hidden = true;
  fit();
}

function forward() {
  const message = newest((one) => one.from.id !== view.person);
  if (!message) return toast("The bot has said nothing here yet");
  attempt(() => post("forward", here({ source: view.chat, message: message.message_id })));
}

const MORE = {
  photo: () => pick("photo", "image/jpeg,image/png"),
  document: () => pick("document", ""),
  voice: () => send("voice", new File([new Uint8Array(300)], "voice.oga", { type: "audio/ogg" })),
  sticker: () => send("sticker", new File([new Uint8Array(50)], "sticker.webp", { type: "image/webp" })),
  change,
  forward,
  block: () => attempt(() => post("block", here())),
};

function pick(kind, accept) {
  Object.assign(at("file"), { accept, value: "", onchange: () => send(kind, at("file").files[0]) });
  at("file").click();
}

function send(kind, file) {
  return attempt(() => upload(here({ kind }), file));
}

function openMenu() {
  at("commands").replaceChildren(...view.room.menu.map(({ command, description }) => {
    const button = make("button", { type: "button" }, make("b", {}, `/${command}`), make("span", {}, description));
    button.addEventListener("click", () => { at("menu").close(); say(`/${command}`); });
    return make("li", {}, button);
  }));
  at("menu").showModal();
}

function openMore() {
  at("more").classList.toggle("in-group", Boolean(view.group));
  at("more").showModal();
}

function fit() {
  const box = at("say");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
}

function submit(event) {
  event.preventDefault();
  const text = at("say").value;
  if (!changing) at("say").value = "";
  fit();
  hideToast();
  say(text);
}

function enterSends(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  at("say-form").requestSubmit();
}

export function wireWriting() {
  at("say").addEventListener("input", fit);
  at("say").addEventListener("keydown", enterSends);
  at("say-form").addEventListener("submit", submit);
  at("start").addEventListener("click", () => attempt(() => post("start", here())));
  at("changing-stop").addEventListener("click", stopChanging);
  at("menu-open").addEventListener("click", openMenu);
  at("more-open").addEventListener("click", openMore);
  at("more").addEventListener("click", ({ target }) => {
    if (!target.dataset.more) return;
    at("more").close();
    MORE[target.dataset.more]();
  });
}
