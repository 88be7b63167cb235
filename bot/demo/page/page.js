// The chat page: whose phone it is, which chat is open, and what comes in from the stand-in.

import { drawClock, readClock, wireClock } from "./clock.js";
import { at, attempt, hideToast, stage, view } from "./desk.js";
import { openGroup } from "./group.js";
import { get, listen, post } from "./link.js";
import { add, load, remove, replace, showTyping, wireRoom } from "./room.js";
import { make } from "./words.js";
import { showAnswer, stopChanging, wireWriting } from "./writing.js";

const MOST_TABS = 12;

const stirred = new Set(); // chats with something new in them
let hangUp = () => {};

// A tab for each person's own chat, and one for each group
function tabs() {
  const own = stage.people.slice(0, MOST_TABS).map((one) => ({ chat: one.id, name: one.name }));
  const shared = stage.groups.map((group) => ({ chat: group.id, name: group.title, group }));
  return [...own, ...shared];
}

function drawTabs() {
  at("people").replaceChildren(...tabs().map(drawTab));
  at("people").querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest", inline: "center" });
}

function drawTab(tab) {
  const chosen = tab.chat === view.chat;
  const button = make("button", { type: "button", role: "tab", tabIndex: chosen ? 0 : -1 }, tab.name);
  button.setAttribute("aria-selected", String(chosen));
  button.setAttribute("aria-controls", "phone");
  if (stirred.has(tab.chat)) {
    button.append(make("span", { className: "news" }, make("span", { className: "unseen" }, ", something new")));
  }
  button.addEventListener("click", () => open(tab));
  return button;
}

async function stepTabs(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = tabs();
  const now = all.findIndex((tab) => tab.chat === view.chat);
  await open(all[(now + step + all.length) % all.length]);
  at("people").querySelector("[tabindex='0']").focus();
}

async function open(tab) {
  const group = tab.group ?? null;
  const person = group ? speakerIn(group) : tab.chat;
  const listening = person === view.person;
  const same = listening && tab.chat === view.chat;
  Object.assign(view, { chat: tab.chat, group, person, anonymous: same && view.anonymous });
  stirred.delete(tab.chat);
  if (!same) stopChanging();
  hideToast();
  drawTabs();
  if (!listening) attend();
  await attempt(load);
}

// A link to the bot opens the reader's own chat, and says Start there with the word that the link carries.
async function follow({ detail }) {
  const mine = tabs().find((tab) => tab.chat === view.person);
  if (!mine) return;
  await open(mine);
  await attempt(() => post("start", { person: view.person, payload: detail }));
}

function speakerIn(group) {
  if (group.members[view.person]) return view.person;
  return Number(Object.keys(group.members)[0]);
}

async function speakAs(choice) {
  const [id, anonymous] = choice.split(":");
  Object.assign(view, { person: Number(id), anonymous: Boolean(anonymous) });
  attend();
  await attempt(load);
}

function attend() {
  hangUp();
  hangUp = listen(view.person, hear, () => attempt(refresh));
}

async function refresh() {
  Object.assign(stage, await get("stage"), { readAt: performance.now() });
  drawClock();
  const all = tabs();
  const tab = all.find((one) => one.chat === view.chat) ?? all[0];
  if (tab) await open(tab);
}

const HEARD = {
  message: (event) => add(event.message),
  edit: (event) => replace(event.message),
  delete: (event) => remove(event.message_id),
  alert: showAnswer,
  typing: showTyping,
};

function hear(event) {
  if (event.type === "clock") attempt(readClock);
  else if (event.type === "chats" || event.type === "commands") attempt(refresh);
  else if (event.chat === view.chat) HEARD[event.type]?.(event);
  else if (event.type === "stir" || event.type === "message") stir(event.chat);
}

function stir(chat) {
  stirred.add(chat);
  drawTabs();
}

function wireAbout() {
  at("about").hidden = sessionStorage.getItem("about") === "read";
  at("about-close").addEventListener("click", () => {
    sessionStorage.setItem("about", "read");
    at("about").hidden = true;
  });
}

at("people").addEventListener("keydown", stepTabs);
document.addEventListener("follow", follow);
at("speak-as").addEventListener("change", ({ target }) => speakAs(target.value));
at("group-open").addEventListener("click", openGroup);
wireAbout();
wireClock();
wireRoom();
wireWriting();
await attempt(refresh);
