// One message as a list item: bubble, file, buttons, time.

import { clockTime, formatted, make, safe } from "./words.js";

const HUES = 6;

export function drawDate(text) {
  return make("li", { className: "day" }, make("span", {}, text));
}

export function drawMessage(message, view, acts) {
  const item = make("li", { id: `m${message.message_id}`, className: kindOf(message, view) });
  if (item.className === "service") {
    item.append(make("span", {}, service(message)));
    return item;
  }
  item.append(bubble(message, view, acts));
  const keyboard = message.reply_markup?.inline_keyboard;
  if (keyboard) item.append(buttons(keyboard, message, acts));
  return item;
}

function kindOf(message, view) {
  if (!isSaid(message)) return "service";
  const own = message.sender_chat ? view.anonymous : message.from.id === view.person;
  return own ? "own" : "theirs";
}

function isSaid(message) {
  return ["text", "caption", "document", "photo", "voice", "sticker"].some((kind) => kind in message);
}

function bubble(message, view, acts) {
  const box = make("div", { className: "bubble" });
  if (view.group && message.from.id !== view.person) box.append(sender(message));
  if (message.forward_origin) {
    box.append(make("p", { className: "forwarded" }, `Forwarded from ${message.forward_origin.sender_user.first_name}`));
  }
  if (message.reply_to_message) box.append(quoted(message.reply_to_message));
  box.append(...files(message, view));
  const text = message.text ?? message.caption;
  if (text) box.append(words(message, text, acts));
  box.append(stamp(message));
  return box;
}

function sender(message) {
  const name = message.sender_chat ? message.sender_chat.title : message.from.first_name;
  return make("p", { className: `sender hue${(message.sender_chat?.id ?? message.from.id) % HUES}` }, name);
}

function quoted(message) {
  const text = message.text ?? message.caption ?? "A file";
  return make("p", { className: "quoted" }, make("b", {}, message.from.first_name), ` ${text.slice(0, 80)}`);
}

function words(message, text, acts) {
  const box = make("div", { className: "words", dir: "auto" });
  box.append(formatted(text, message.entities ?? message.caption_entities, acts));
  return box;
}

function stamp(message) {
  const time = make("time", { dateTime: new Date(message.date * 1000).toISOString() }, clockTime(message.date));
  return make("p", { className: "stamp" }, message.edit_date ? "changed " : "", time);
}

function files(message, view) {
  if (message.photo) return [picture(message, view)];
  if (message.document) return [download(message.document, view)];
  if (message.voice) return [make("p", { className: "voice" }, `Voice message, ${message.voice.duration} seconds`)];
  if (message.sticker) return [make("p", { className: "sticker" }, message.sticker.emoji)];
  return [];
}

function address(card, view) {
  return `/_/file?${new URLSearchParams({ person: view.person, chat: view.chat, id: card.file_id })}`;
}

function picture(message, view) {
  const card = message.photo.at(-1);
  const image = make("img", {
    src: address(card, view), width: card.width, height: card.height,
    alt: message.caption ? `Picture: ${message.caption}` : "Picture", decoding: "async",
  });
  return make("a", { className: "picture", href: image.src, target: "_blank", rel: "noopener" }, image);
}

function download(card, view) {
  const name = make("b", {}, card.file_name);
  const size = make("small", {}, readable(card.file_size));
  const mark = make("span", { className: "sheet-mark", ariaHidden: "true" }, card.file_name.split(".").pop().slice(0, 4));
  return make("a", { className: "file", href: address(card, view), download: card.file_name }, mark,
    make("span", {}, name, size));
}

function readable(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function buttons(keyboard, message, acts) {
  const rows = keyboard.map((row, r) => make("div", { className: "row" },
    ...row.map((button, c) => inline(button, () => ({ message: message.message_id, row: r, column: c }), acts))));
  return make("div", { className: "keyboard" }, ...rows);
}

// A link to the bot itself carries a word to the private chat, as it does in Telegram's apps.
const OWN_LINK = /^https:\/\/t\.me\/[A-Za-z0-9_]+\?start=([A-Za-z0-9_-]*)$/;

function inline(button, place, acts) {
  const own = OWN_LINK.exec(button.url ?? "");
  if (own) {
    const key = make("button", { type: "button", className: "key" }, button.text);
    key.addEventListener("click", () => acts.follow(own[1]));
    return key;
  }
  if (button.url) {
    return make("a", { className: "key link", href: safe(button.url), target: "_blank", rel: "noopener noreferrer" },
      button.text);
  }
  const key = make("button", { type: "button", className: "key" }, button.text);
  if (button.copy_text) {
    key.classList.add("copies");
    key.addEventListener("click", () => acts.copy(button.copy_text.text));
  } else {
    key.addEventListener("click", () => acts.tap(key, place()));
  }
  return key;
}

function service(message) {
  const who = message.from.first_name;
  if (message.new_chat_members) {
    const came = message.new_chat_members.map((person) => person.first_name).join(", ");
    return came === who ? `${who} joined` : `${who} added ${came}`;
  }
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left`;
  if (message.pinned_message) return `${who} pinned a message`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "This group is now a supergroup";
  return "Something happened in the group";
}
