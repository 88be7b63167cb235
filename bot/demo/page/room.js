// One chat on the screen: its head, its messages in order, and what may be done in it.

import { at, attempt, copy, isSeen, nameOf, stage, view } from "./desk.js";
import { drawDate, drawMessage } from "./draw.js";
import { get } from "./link.js";
import { longDate } from "./words.js";
import { say, tap } from "./writing.js";

const NEAR_END = 120;
const TYPING_SHOWN = 5000;

// What a reader may do from within a message. Whoever opens chats follows a link to another one.
const follow = (word) => document.dispatchEvent(new CustomEvent("follow", { detail: word }));
const acts = { say, copy, tap, follow };
let lastDay = "";
let stuck = true; // the reader is at the end, and stays there as pictures load and messages come
let quietTimer = 0;

export async function load() {
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
  return `${count === 1 ? "1 person" : `${count} people`}${view.group.bot ? ", and the bot" : ""}`;
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
  const known = Object.entries(view.group.members).filter(([id]) => isSeen(id));
  for (const [id, status] of known) {
    options.push(new Option(nameOf(id), id));
    if (status !== "member") options.push(new Option(`${nameOf(id)}, in the group's name`, `${id}:anonymous`));
  }
  at("speak-as").replaceChildren(...options);
  at("speak-as").value = `${view.person}${view.anonymous ? ":anonymous" : ""}`;
}

function append(message) {
  const day = longDate(message.date, "long");
  if (day !== lastDay) at("messages").append(drawDate(day));
  lastDay = day;
  const item = drawMessage(message, view, acts);
  at("messages").append(item);
  return item;
}

export function add(message) {
  quietDown();
  if (!view.room.started || view.room.blocked) return attempt(load);
  view.room.messages.push(message);
  append(message).classList.add("fresh");
  if (stuck || message.from.id === view.person) toEnd();
  else at("down").hidden = false;
}

export function replace(message) {
  const index = view.room.messages.findIndex((one) => one.message_id === message.message_id);
  const old = at(`m${message.message_id}`);
  if (index < 0 || !old) return;
  view.room.messages[index] = message;
  const held = old.contains(document.activeElement);
  const fresh = drawMessage(message, view, acts);
  old.replaceWith(fresh);
  if (held) (fresh.querySelector("button, a") ?? at("talk")).focus();
}

export function remove(number) {
  at(`m${number}`)?.remove();
}

export function showTyping() {
  at("subtitle").textContent = "writing…";
  clearTimeout(quietTimer);
  quietTimer = setTimeout(quietDown, TYPING_SHOWN);
}

function quietDown() {
  clearTimeout(quietTimer);
  at("subtitle").textContent = usualSubtitle();
}

function isNearEnd() {
  const talk = at("talk");
  return talk.scrollHeight - talk.scrollTop - talk.clientHeight < NEAR_END;
}

function toEnd() {
  stuck = true;
  at("talk").scrollTop = at("talk").scrollHeight;
  at("down").hidden = true;
}

export function wireRoom() {
  at("down").addEventListener("click", toEnd);
  at("talk").addEventListener("scroll", () => {
    stuck = isNearEnd();
    if (stuck) at("down").hidden = true;
  }, { passive: true });
  const growth = new ResizeObserver(() => { if (stuck) toEnd(); });
  growth.observe(at("messages"));
  growth.observe(at("talk"));
}
