// The callers' page: polls for the last callers while it is visible, and shows them. No text becomes markup.

const POLL = 2000; // milliseconds between two requests; after failures up to five times as long
const TIMEOUT = 5000; // milliseconds to wait for a response
const SHOWN = 5; // callers, and answers of each
const HIDDEN = "•";
const ON_KEY = ["", "", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

const root = document.documentElement;
const at = (id) => document.getElementById(id);
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
let skew = 0; // milliseconds that the server's clock is ahead of ours
let token = ""; // of the signed-in operator

/** Make an element with a class, and children that are elements or text. */
export function make(tag, kind, ...children) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.append(...children);
  return element;
}

/** Send a request to the API and return its response. Throws an error whose message can be shown. */
export async function request(path, options = {}) {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...options.headers };
  const response = await fetch(path, { ...options, headers, signal: AbortSignal.timeout(TIMEOUT) });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const wait = response.status === 429 ? "too many requests: wait a few seconds" : "";
  throw Object.assign(new Error(wait || problem.detail || "something went wrong: try again in a minute"), { status: response.status });
}

/** Send a number or a key to the API, in the body because URLs end up in logs. */
export function send(path, content) {
  return request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(content) });
}

// A board: letters over the keys that dial them.

const groups = (text) => (text.match(/[A-Z0-9•]+/g) ?? []).slice(1); // without the country code
const aloud = (text) => text.replace(/•+/g, "hidden").replace(/[A-Z]{2,}/g, (word) => word[0] + word.slice(1).toLowerCase());

function makeCells(text, length) {
  const cells = [];
  for (const group of groups(text)) {
    const word = group[0] > "9" && group[0] !== HIDDEN;
    for (const [place, char] of [...group].entries()) {
      const kind = [char === HIDDEN && "hidden", cells.length >= length && "past", word && place && "joined"];
      cells.push(make(word ? "b" : "span", kind.filter(Boolean).join(" "), char === HIDDEN ? "" : char));
    }
  }
  return cells;
}

function key(digit, letter) {
  if (digit === HIDDEN) return make("span", "key secret");
  const letters = [...ON_KEY[digit]].map((each) => (each === letter ? make("b", "", each) : each));
  return make("span", letters.some((each) => each.nodeType) ? "key on" : "key", make("i", "", digit), make("small", "", ...letters));
}

function row(kind, children) {
  return make("div", `row ${kind}`, ...children);
}

/** Make the board: the best answer in large type, the keys under it, then the other answers, each letter in its key's column. */
function board({ number, answers }) {
  const digits = [...groups(number).join("")];
  const rows = answers.map((answer) => makeCells(answer, digits.length));
  const best = rows[0] ?? [make("span", "nothing", "No word to show")];
  const keys = digits.map((digit, place) => key(digit, rows[0]?.[place]?.textContent));
  const masked = digits.includes(HIDDEN);
  const blank = () => digits.map(() => make("span", masked ? "hidden" : ""));
  const others = Array.from({ length: SHOWN - 1 }, (_, place) => (rows[place + 1] ? row("", rows[place + 1]) : row("unsaid", blank())));
  const element = make("div", "board", row("best", best), row("keys", keys), ...others);
  element.setAttribute("aria-hidden", "true");
  element.style.setProperty("--columns", Math.max(digits.length, ...rows.map((cells) => cells.length)));
  return element;
}

/** Make the content of a card, of a caller or of a number that was tried. `level` is that of its heading. */
function content(shown, level = "h2") {
  const [best, ...others] = shown.answers;
  const heading = make(level, "unseen", best ? aloud(best) : "No word to show");
  const rest = make("ol", "unseen", ...others.map((answer) => make("li", "", aloud(answer))));
  return [heading, board(shown), ...(others.length ? [rest] : [])];
}

function ago(time) {
  const seconds = Math.max(0, (Date.now() + skew - Date.parse(time)) / 1000);
  if (seconds < 5) return "just now";
  const [unit, size] = UNITS.find(([, length]) => seconds >= length);
  return relative.format(-Math.floor(seconds / size), unit);
}

/** Make a caller's card. */
export function card(caller) {
  const when = make("time", "", ago(caller.at));
  when.dateTime = caller.at;
  when.title = exact.format(new Date(caller.at));
  if (caller.calls > 1) when.dataset.calls = `${caller.calls} calls`;
  const meta = make("div", "meta", when, make("span", "", caller.number.replaceAll(HIDDEN, "\u2022")));
  return make("li", "card", meta, ...content(caller));
}

function waiting(first) {
  if (!first) return make("li", "card waiting", make("p", "", "waiting for a caller"));
  const line = document.querySelector(".dial:not([hidden]) .line")?.textContent;
  const call = line ? `Call ${line}` : "Call the line, or run make call on the local cloud";
  return make("li", "card waiting", make("h2", "", "No calls yet"), make("p", "", `${call}, and the words in your number appear here.`));
}

// Polling.

let latest = ""; // the response that is shown
let newest;
let timer;
let failures = 0;
let paused = false;
let asOf = "";

function say(state, text) {
  const status = at("status");
  if (status.textContent !== text) status.textContent = text;
  status.dataset.state = state;
}

/** Show the callers. Every card has its place and size from the start, so nothing moves when someone calls. */
function show(callers) {
  const cards = Array.from({ length: SHOWN }, (_, place) => (callers[place] ? card(callers[place]) : waiting(place === 0)));
  const first = callers[0] && callers[0].at + callers[0].number;
  if (newest !== undefined && first && first !== newest) {
    cards[0].classList.add("new");
    at("news").textContent = `New call: ${aloud(callers[0].answers[0] ?? "no word to show")}`;
  }
  newest = first ?? "";
  at("cards").replaceChildren(...cards);
  root.dispatchEvent(new CustomEvent("shown", { detail: callers }));
}

async function refresh() {
  const response = await request("api/callers", { cache: "no-cache" }); // the browser sends the tag it has
  const date = Date.parse(response.headers.get("date"));
  if (date) skew = date - Date.now();
  const text = await response.text();
  if (text !== latest) show(JSON.parse(text).callers);
  latest = text;
  asOf = new Date().toLocaleTimeString();
}

function tick() {
  for (const when of document.querySelectorAll("time")) {
    const text = ago(when.dateTime);
    if (when.textContent !== text) when.textContent = text;
  }
}

function showFailure(error) {
  if (error.status === 401) return void root.dispatchEvent(new Event("signedout"));
  failures += 1;
  const since = asOf ? `, showing data from ${asOf}` : "";
  if (!navigator.onLine) say("offline", `You are offline${since}`);
  else say("stale", `Cannot reach the server${since}. Trying again`);
}

/** Refresh now, and again after a while, for as long as the page is visible and not paused. */
export async function update() {
  clearTimeout(timer);
  if (paused || document.hidden) return;
  const round = (timer = setTimeout(() => {}, 0));
  try {
    await refresh();
    failures = 0;
    if (!paused) say("live", "Live");
  } catch (error) {
    if (!paused) showFailure(error);
  }
  if (round !== timer) return; // another round has started in the meantime
  tick();
  timer = setTimeout(update, POLL * Math.min(5, failures + 1));
}

function toggle() {
  paused = !paused;
  at("pause").textContent = paused ? "Resume" : "Pause";
  if (paused) say("paused", asOf ? `Paused at ${asOf}` : "Paused");
  update();
}

// Trying a number.

async function tryNumber(event) {
  event.preventDefault();
  const input = at("number");
  let problem = "";
  try {
    const result = await (await send("api/try", { number: input.value })).json();
    at("tried").replaceChildren(make("div", "card", ...content(result, "h3")));
  } catch (error) {
    problem = error.status ? error.message : "no answer: try again in a few seconds";
    at("tried").replaceChildren();
  }
  at("try-error").textContent = problem;
  input.setAttribute("aria-invalid", String(Boolean(problem)));
  if (problem) input.focus();
}

/** Start the page, as the operator when there is a token. */
export function start(withToken = "") {
  token = withToken;
  for (const event of ["online", "offline", "focus"]) addEventListener(event, update);
  document.addEventListener("visibilitychange", update);
  at("pause").addEventListener("click", toggle);
  at("try").addEventListener("submit", tryNumber);
  update();
}

at("cards").replaceChildren(...Array.from({ length: SHOWN }, (_, place) => make("li", place ? "card waiting" : "card")));
if (!root.dataset.signIn) start(); // with a sign-in, operator.js starts the page
