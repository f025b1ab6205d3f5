// Files dropped anywhere onto the page, or chosen, are sent one by one; each line tells how far its file is.
import { ask, mark } from "./base.js";

const OFTEN = 700; // milliseconds between two questions how far the reading is
const form = document.querySelector("#send form");
const list = document.querySelector("#uploads");
const told = document.querySelector("#upload-told");
let polling = false;

document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  sendAll([...event.dataTransfer.files]);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  sendAll([...form.elements.files.files]);
  form.elements.files.value = "";
});

async function sendAll(files) {
  const most = Number(form.dataset.most);
  const lines = files.slice(0, most).map((file) => [file, line(file.name)]);
  if (files.length > most) show(line(`${files.length - most} more files`), "failed", `not sent: at most ${most} at once`);
  told.textContent = `${lines.length} ${lines.length === 1 ? "file" : "files"} to read`;
  for (const [file, item] of lines) await send(file, item); // one after the other: they are read so, too
}

async function send(file, item) {
  const most = Number(form.dataset.bytes);
  if (file.size > most) return show(item, "failed", `not sent: over ${Math.floor(most / 2 ** 20)} MB`);
  const body = new FormData();
  body.set("csrf", mark);
  body.set("earliest", form.elements.earliest.value);
  body.set("latest", form.elements.latest.value);
  body.set("files", file);
  show(item, "sending", "sending");
  try {
    const [upload] = await ask("/api/reports", { method: "POST", body, headers: { accept: "application/json" } });
    item.dataset.id = upload.id;
    update(item, upload);
    poll();
  } catch (error) {
    show(item, "failed", `not sent: ${error.message}`);
  }
  return undefined;
}

async function poll() {
  if (polling) return;
  polling = true;
  while (open().length) {
    await new Promise((done) => setTimeout(done, OFTEN));
    const uploads = await ask("/api/uploads").catch(() => []);
    const byId = new Map(uploads.map((upload) => [upload.id, upload]));
    for (const item of open()) if (byId.has(item.dataset.id)) update(item, byId.get(item.dataset.id));
  }
  polling = false;
}

const open = () => [...list.querySelectorAll('li[data-stage="waiting"], li[data-stage="reading"]')];

function update(item, upload) {
  show(item, upload.stage, upload.told);
  if (upload.over) told.textContent = `${upload.name}: ${upload.told}`;
  item.querySelector(".of").replaceChildren(
    ...upload.reports.slice(0, 20).map(reportLine),
    ...upload.problems.slice(0, 20).map((problem) => problemLine(problem, upload.name)),
  );
}

function reportLine(report) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/reports/${encodeURIComponent(report.sha256)}`;
  link.textContent = report.name;
  const note = document.createElement("span");
  note.className = "soft";
  note.textContent = ` ${report.claims.toLocaleString("en")} claims${report.unread ? ` · ${report.unread}` : ""}`;
  item.append(link, note);
  return item;
}

function problemLine(problem, name) {
  const item = document.createElement("li");
  item.className = problem.lost ? "wrong" : "soft";
  item.textContent = problem.where === name ? problem.message : `${problem.where}: ${problem.message}`;
  return item;
}

function line(name) {
  const item = document.createElement("li");
  const parts = ["name", "stage"].map((kind) => Object.assign(document.createElement("span"), { className: kind }));
  parts[0].textContent = name;
  item.append(parts[0], " ", parts[1], Object.assign(document.createElement("ul"), { className: "of" }));
  list.prepend(item);
  return item;
}

function show(item, stage, text) {
  item.dataset.stage = stage;
  item.querySelector(".stage").textContent = text;
}

poll();
