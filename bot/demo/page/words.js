// A message's text and its entities as elements. Text becomes text nodes, never markup.

export const PLACE = "Europe/London";

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Offsets are UTF-16 units, which is how JavaScript counts too.
export function formatted(text, entities, acts) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, inOrder(entities), acts);
  return fragment;
}

function inOrder(entities = []) {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function fill(parent, text, start, end, entities, acts) {
  let at = start;
  while (entities.length) {
    const [entity, ...rest] = entities;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset > at) parent.append(text.slice(at, entity.offset));
    const inside = rest.filter((other) => other.offset < stop);
    const piece = text.slice(entity.offset, stop);
    const { outer, inner } = element(entity, piece, acts);
    fill(inner, text, entity.offset, stop, inside, acts);
    parent.append(outer);
    at = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop; // a block ends its own line
    entities = rest.filter((other) => other.offset >= stop);
  }
  if (at < end) parent.append(text.slice(at, end));
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

function element(entity, piece, acts) {
  switch (entity.type) {
    case "text_link": return link(entity.url);
    case "url": return link(/^[a-z]+:\/\//i.test(piece) ? piece : `http://${piece}`);
    case "bot_command": return button("command", `Send ${piece}`, () => acts.say(piece));
    case "code": return button("code", `Copy ${piece}`, () => acts.copy(piece));
    case "pre": return block(piece, acts);
    case "spoiler": return spoiler();
    default: return same(make(TAGS[entity.type] ?? "span", { className: entity.type }));
  }
}

const same = (outer) => ({ outer, inner: outer });

// Only these schemes are ever followed, whatever a message says.
export function safe(url) {
  return /^(https?|tg):\/\//i.test(url) ? url : "about:blank";
}

function link(url) {
  return same(make("a", { href: safe(url), target: "_blank", rel: "noopener noreferrer" }));
}

function button(className, title, act) {
  const outer = make("button", { type: "button", className, title });
  outer.addEventListener("click", act);
  return same(outer);
}

function block(piece, acts) {
  const copy = make("button", { type: "button", className: "copy" }, "Copy");
  copy.addEventListener("click", () => acts.copy(piece));
  const inner = make("pre", { tabIndex: 0 });
  return { outer: make("div", { className: "block" }, inner, copy), inner };
}

function spoiler() {
  const outer = make("button", { type: "button", className: "spoiler", title: "Show hidden text" });
  outer.addEventListener("click", () => outer.classList.add("shown"));
  return same(outer);
}

export function clockTime(seconds) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: PLACE, hour: "2-digit", minute: "2-digit" })
    .format(seconds * 1000);
}

function dateParts(seconds, weekday) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: PLACE, weekday, day: "numeric", month: "long", year: "numeric",
  });
  return Object.fromEntries(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
}

export function longDate(seconds, weekday = "short") {
  const { weekday: name, day, month, year } = dateParts(seconds, weekday);
  return `${name} ${day} ${month} ${year}`;
}
