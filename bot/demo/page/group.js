// The people of a group, and what an admin may do about them.

import { at, attempt, here, stage, toast, view } from "./desk.js";
import { post } from "./link.js";
import { make } from "./words.js";

const FAMILIES = 14; // enough that some numbers of the group are shown, and few enough that some are hidden
const ROLES = {
  creator: "Owner", administrator: "Admin", member: "Member", restricted: "Restricted", left: "Left", kicked: "Removed",
};

export function openGroup() {
  const { group } = view;
  const rules = ["creator", "administrator"].includes(group.members[view.person]);
  const act = (path, body) => attempt(() => post(path, here(body)));
  const rows = stage.people.slice(0, 12).map((person) => row(person.name, group.members[person.id], choices(person)));
  rows.push(row(stage.bot.name, group.bot, botChoices()));
  if (rules && group.kind === "group") {
    rows.push(row("This is a basic group", "", [["Make it a supergroup", () => act("migrate", {})]]));
  }
  if (group.bot) rows.push(row("More families", "With records of their own", [[`Bring ${FAMILIES}`, bring]]));
  at("group-title").textContent = group.title;
  at("members").replaceChildren(...rows);
  at("group").showModal();

  function bring() {
    toast("They come in, and tell the bot what happened to them…");
    act("neighbours", { families: FAMILIES }).then((told) => {
      if (told) toast(`${told.families} families have told the bot what happened to them`);
    });
  }

  function choices(person) {
    const status = group.members[person.id];
    if (!status) return [["Join", () => act("enter", { person: person.id })]];
    if (!rules || status === "creator") return [];
    const path = status === "member" ? "promote" : "demote";
    return [[status === "member" ? "Make admin" : "Make member", () => act(path, { other: person.id })]];
  }

  function botChoices() {
    if (!rules) return [];
    const inside = ["member", "administrator", "restricted"].includes(group.bot);
    return [[inside ? "Remove" : "Add", () => act(inside ? "remove_bot" : "add_bot", {})]];
  }
}

function row(name, status, choices) {
  const words = make("span", {}, make("b", {}, name), make("small", {}, status ? ROLES[status] ?? status : "Not here"));
  const buttons = choices.map(([label, act]) => {
    const button = make("button", { type: "button", className: "quiet" }, label);
    button.addEventListener("click", () => { at("group").close(); act(); });
    return button;
  });
  return make("li", { className: "member" }, words, ...buttons);
}
