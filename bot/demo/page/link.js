// The page's own line to the stand-in: what it asks for, what it does, and what it hears.

export class Unable extends Error {}

async function answer(response) {
  const told = await response.json();
  if (!response.ok) throw new Unable(told.error ?? "That did not work");
  return told;
}

export async function get(path, query = {}) {
  return answer(await fetch(`/_/${path}?${new URLSearchParams(query)}`));
}

export async function post(path, body) {
  return answer(await fetch(`/_/${path}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  }));
}

export async function upload(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);
  return answer(await fetch("/_/send", { method: "POST", body: form }));
}

// Listens as one person; `again` is called when the line was lost and has come back.
export function listen(person, heard, again) {
  const source = new EventSource(`/_/events?person=${person}`);
  let opened = false;
  source.addEventListener("open", () => {
    if (opened) again();
    opened = true;
  });
  source.addEventListener("message", (event) => heard(JSON.parse(event.data)));
  return () => source.close();
}
