// The bot's date, and the buttons that move it on.

import { at, attempt, stage } from "./desk.js";
import { get, post } from "./link.js";
import { clockTime, longDate, make } from "./words.js";

const TICK = 5000;

export async function readClock() {
  stage.clock = (await get("stage")).clock;
  stage.readAt = performance.now();
  drawClock();
}

export function drawClock() {
  const passed = stage.clock.runs ? (performance.now() - stage.readAt) / 1000 : 0;
  const now = stage.clock.now + passed;
  at("now").replaceChildren(make("span", {}, `${longDate(now)},`), " ", make("span", {}, clockTime(now)));
  at("now").dateTime = new Date(now * 1000).toISOString();
  at("steps").hidden = !stage.clock.movable;
}

export function wireClock() {
  at("steps").addEventListener("click", ({ target }) => target.dataset.days && moveClock(target));
  setInterval(drawClock, TICK);
}

async function moveClock(button) {
  for (const one of at("steps").children) one.disabled = true;
  await attempt(() => post("clock", { days: Number(button.dataset.days) }));
  for (const one of at("steps").children) one.disabled = false;
  button.focus();
}
