// The chat page: whose phone, which chat, what is in it, and what happens next.

import { drawDate, drawMessage } from "./draw.js";
import { get, listen, post, upload } from "./link.js";
import { clockTime, longDate, make } from "./words.js";
import { openGroup } from "./group.js";

const MOST_TABS = 12;
const NEAR_END = 120;
const TOAST_SHOWN = 3500;
const TYPING_SHOWN = 5000;
const PATIENCE = 15000;

const at = (id) => document.getElementById(id);
const view = { person: 0, chat: 0, group: null, anonymous: false, room: null };
const stage = { bot: {}, people: [], groups: [], clock: {} };
const stirred = new Set();
const waiting = new Map(); // a tap's number -> its button, until the bot answers
const answered = new Set();
let changing = 0;
let lastDay = "";
let hangUp = () => {};
let quietTimer = 0;
let toastTimer = 0;

// What a reader may do from within a message.
const acts = { say: (text) => say(text), copy, tap };

async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

// Tabs: one for each person's own chat, one for each group

function tabs() {
  const own = stage.people.slice(0, MOST_TABS).map((one) => ({ chat: one.id, name: one.name }));
  const shared = stage.groups.map((group) => ({ chat: group.id, name: group.title, group }));
  return [...own, ...shared];
}

function drawTabs() {
  at("people").replaceChildren(...tabs().map((tab) => {
    const chosen = tab.chat === view.chat;
    const button = make("button", { type: "button", role: "tab", tabIndex: chosen ? 0 : -1 }, tab.name);
    button.setAttribute("aria-selected", String(chosen));
    button.setAttribute("aria-controls", "phone");
    button.dataset.chat = tab.chat;
    if (tab.group) button.classList.add("shared");
    if (stirred.has(tab.chat)) button.append(make("span", { className: "news", title: "Something new" }));
    button.addEventListener("click", () => open(tab));
    return button;
  }));
  at("people").querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest", inline: "center" });
}

function stepTabs(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = tabs();
  const now = all.findIndex((tab) => tab.chat === view.chat);
  open(all[(now + step + all.length) % all.length]).then(() => at("people").querySelector("[tabindex='0']").focus());
}

async function open(tab) {
  const group = tab.group ?? null;
  const person = group ? speakerIn(group) : tab.chat;
  const listening = person === view.person;
  Object.assign(view, { chat: tab.chat, group, person, anonymous: false });
  stirred.delete(tab.chat);
  stopChanging();
  drawTabs();
  if (!listening) {
    hangUp();
    hangUp = listen(person, hear, () => attempt(refresh));
  }
  await attempt(load);
}

function speakerIn(group) {
  if (group.members[view.person]) return view.person;
  return Number(Object.keys(group.members)[0]);
}

// The room

async function refresh() {
  Object.assign(stage, await get("stage"));
  const tab = tabs().find((one) => one.chat === view.chat) ?? tabs()[0];
  drawTabs();
  drawClock();
  if (tab) await open(tab);
}

async function load() {
  view.room = await get("chat", { person: view.person, chat: view.chat });
  lastDay = "";
  at("messages").replaceChildren();
  for (const message of view.room.messages) append(message);
  drawHead();
  drawFoot();
  toEnd();
}

function drawHead() {
  const title = view.group ? view.group.title : stage.bot.name;
  at("title").textContent = title;
  at("face").textContent = title.slice(0, 1);
  at("subtitle").textContent = usualSubtitle();
  at("group-open").hidden = !view.group;
}

function usualSubtitle() {
  if (!view.group) return "bot";
  const count = Object.keys(view.group.members).length;
  return `${count} people${view.group.bot ? ", and the bot" : ""}`;
}

function drawFoot() {
  const { started, blocked, description, menu } = view.room;
  at("start").hidden = started && !blocked;
  at("start").textContent = blocked ? "Unblock and start again" : "Start";
  at("say-form").hidden = !started || blocked;
  at("menu-open").hidden = !menu.length;
  at("empty").hidden = started || view.room.messages.length > 0;
  at("empty").textContent = description || "Press Start to talk to the bot.";
  at("speaker").hidden = !view.group;
  if (view.group) drawSpeakers();
}

function drawSpeakers() {
  const options = [];
  for (const [id, status] of Object.entries(view.group.members)) {
    options.push(new Option(nameOf(id), id));
    if (status !== "member") options.push(new Option(`${nameOf(id)}, in the group's name`, `${id}:anonymous`));
  }
  at("speak-as").replaceChildren(...options);
  at("speak-as").value = `${view.person}${view.anonymous ? ":anonymous" : ""}`;
}

function nameOf(id) {
  return stage.people.find((one) => one.id === Number(id))?.name ?? "Somebody";
}

async function speakAs(choice) {
  const [id, anonymous] = choice.split(":");
  view.person = Number(id);
  view.anonymous = Boolean(anonymous);
  hangUp();
  hangUp = listen(view.person, hear, () => attempt(refresh));
  await attempt(load);
}

// Messages

function append(message) {
  const day = longDate(message.date, "long");
  if (day !== lastDay) at("messages").append(drawDate(day));
  lastDay = day;
  const item = drawMessage(message, view, acts);
  at("messages").append(item);
  return item;
}

function add(message) {
  const near = isNearEnd();
  if (!view.room.started || view.room.blocked) attempt(load);
  view.room.messages.push(message);
  at("empty").hidden = true;
  append(message).classList.add("fresh");
  if (near || message.from.id === view.person) toEnd();
  else at("down").hidden = false;
}

function replace(message) {
  const old = at(`m${message.message_id}`);
  if (!old) return;
  const near = isNearEnd();
  const held = old.contains(document.activeElement);
  const fresh = drawMessage(message, view, acts);
  old.replaceWith(fresh);
  if (held) (fresh.querySelector("button, a") ?? at("talk")).focus();
  if (near) toEnd();
}

function isNearEnd() {
  const talk = at("talk");
  return talk.scrollHeight - talk.scrollTop - talk.clientHeight < NEAR_END;
}

function toEnd() {
  at("talk").scrollTop = at("talk").scrollHeight;
  at("down").hidden = true;
}

// What comes from the stand-in

const HEARD = {
  message: (event) => { quietDown(); add(event.message); },
  edit: (event) => replace(event.message),
  delete: (event) => at(`m${event.message_id}`)?.remove(),
  alert: (event) => showAnswer(event),
  typing: () => showTyping(),
};

function hear(event) {
  if (event.type === "clock") attempt(readClock);
  else if (event.type === "chats" || event.type === "commands") attempt(refresh);
  else if (event.type === "stir" || event.chat !== view.chat) stir(event);
  else HEARD[event.type]?.(event);
}

function stir(event) {
  if (event.chat === view.chat || !["stir", "message"].includes(event.type)) return;
  stirred.add(event.chat);
  drawTabs();
}

function showTyping() {
  at("subtitle").textContent = "writing…";
  clearTimeout(quietTimer);
  quietTimer = setTimeout(quietDown, TYPING_SHOWN);
}

function quietDown() {
  clearTimeout(quietTimer);
  at("subtitle").textContent = usualSubtitle();
}

function showAnswer({ query, text, alert }) {
  answered.add(query);
  rest(query);
  if (alert && text) {
    at("alert-text").textContent = text;
    at("alert").showModal();
  } else if (text) {
    toast(text);
  }
}

function toast(text) {
  at("toast").textContent = text;
  at("toast").classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => at("toast").classList.remove("shown"), TOAST_SHOWN);
}

// What the reader does

async function say(text) {
  if (!text.trim()) return;
  const body = { person: view.person, chat: view.chat, text, anonymous: view.anonymous };
  const told = changing
    ? await attempt(() => post("edit", { ...body, message: changing }))
    : await attempt(() => post("say", body));
  if (told) stopChanging();
}

async function tap(button, place) {
  button.setAttribute("aria-busy", "true");
  const told = await attempt(() => post("tap", { person: view.person, chat: view.chat, ...place }));
  if (!told) return button.removeAttribute("aria-busy");
  waiting.set(told.query, button);
  setTimeout(() => rest(told.query), answered.has(told.query) ? 0 : PATIENCE);
}

function rest(query) {
  waiting.get(query)?.removeAttribute("aria-busy");
  waiting.delete(query);
}

async function copy(text) {
  await navigator.clipboard.writeText(text).then(() => toast("Copied"), () => toast("Your browser would not copy that"));
}

function lastOwn() {
  return view.room.messages.findLast((one) => one.from.id === view.person && "text" in one && at(`m${one.message_id}`));
}

function change() {
  const message = lastOwn();
  if (!message) return toast("You have said nothing here yet");
  changing = message.message_id;
  at("changing").hidden = false;
  at("say").value = message.text;
  at("say").focus();
}

function stopChanging() {
  if (changing) at("say").value = "";
  changing = 0;
  at("changing").hidden = true;
  fit();
}

function fit() {
  const box = at("say");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 140)}px`;
}

function silence(seconds = 3) {
  return new File([new Uint8Array(seconds * 100)], "voice.oga", { type: "audio/ogg" });
}

const MORE = {
  photo: () => pick("photo", "image/jpeg,image/png"),
  document: () => pick("document", ""),
  voice: () => send("voice", silence()),
  sticker: () => send("sticker", new File([new Uint8Array(50)], "sticker.webp", { type: "image/webp" })),
  change,
  forward: () => attempt(forwardLast),
  block: () => attempt(() => post("block", { person: view.person })),
};

function pick(kind, accept) {
  Object.assign(at("file"), { accept, value: "", onchange: () => send(kind, at("file").files[0]) });
  at("file").click();
}

async function send(kind, file) {
  await attempt(() => upload({ person: view.person, chat: view.chat, kind }, file));
}

async function forwardLast() {
  const message = view.room.messages.findLast((one) => one.from.id !== view.person && "text" in one);
  if (!message) return toast("The bot has said nothing here yet");
  return post("forward", { person: view.person, chat: view.chat, source: view.chat, message: message.message_id });
}

function openMenu() {
  at("commands").replaceChildren(...view.room.menu.map(({ command, description }) => {
    const button = make("button", { type: "button" }, make("b", {}, `/${command}`), make("span", {}, description));
    button.addEventListener("click", () => { at("menu").close(); say(`/${command}`); });
    return make("li", {}, button);
  }));
  at("menu").showModal();
}

// The bot's clock

async function readClock() {
  stage.clock = (await get("stage")).clock;
  stage.readAt = performance.now();
  drawClock();
}

function drawClock() {
  stage.readAt ??= performance.now();
  const passed = stage.clock.runs ? (performance.now() - stage.readAt) / 1000 : 0;
  const now = stage.clock.now + passed;
  at("now").replaceChildren(make("span", {}, `${longDate(now)}, `), make("span", {}, clockTime(now)));
  at("now").dateTime = new Date(now * 1000).toISOString();
  at("steps").hidden = !stage.clock.movable;
}

async function moveClock(button) {
  for (const one of at("steps").children) one.disabled = true;
  await attempt(() => post("clock", { days: Number(button.dataset.days) }));
  for (const one of at("steps").children) one.disabled = false;
  button.focus();
}

// Wiring

function wire() {
  at("people").addEventListener("keydown", stepTabs);
  at("steps").addEventListener("click", ({ target }) => target.dataset.days && moveClock(target));
  at("start").addEventListener("click", () => attempt(() => post("start", { person: view.person })));
  at("speak-as").addEventListener("change", ({ target }) => speakAs(target.value));
  at("changing-stop").addEventListener("click", stopChanging);
  at("down").addEventListener("click", () => toEnd());
  at("talk").addEventListener("scroll", () => { if (isNearEnd()) at("down").hidden = true; }, { passive: true });
  at("menu-open").addEventListener("click", openMenu);
  at("more-open").addEventListener("click", () => {
    at("more").classList.toggle("in-group", Boolean(view.group));
    at("more").showModal();
  });
  at("more").addEventListener("click", ({ target }) => {
    if (!target.dataset.more) return;
    at("more").close();
    MORE[target.dataset.more]();
  });
  at("group-open").addEventListener("click", () => openGroup(view, stage, attempt));
  wireWriting();
  wireAbout();
}

function wireWriting() {
  at("say").addEventListener("input", fit);
  at("say").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    at("say-form").requestSubmit();
  });
  at("say-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = at("say").value;
    if (!changing) at("say").value = "";
    fit();
    say(text);
  });
}

function wireAbout() {
  at("about").hidden = sessionStorage.getItem("about") === "read";
  at("about-close").addEventListener("click", () => {
    sessionStorage.setItem("about", "read");
    at("about").hidden = true;
  });
}

wire();
await attempt(refresh);
setInterval(drawClock, 5000);
