// The callers' page: asks for the last callers while it is looked at, and shows them. No text becomes markup.

const POLL = 2000; // milliseconds between two questions; after failures up to five times as long
const PATIENCE = 5000; // for an answer
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

/** An element with a class, and children that are elements or text. */
export function make(tag, kind, ...children) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
}

/** Ask the API; the answer, or an error whose message can be shown. */
export async function ask(path, options = {}) {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...options.headers };
  const answer = await fetch(path, { ...options, headers, signal: AbortSignal.timeout(PATIENCE) });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  const wait = answer.status === 429 ? "too many requests: wait a few seconds" : "";
  throw Object.assign(new Error(wait || problem.detail || "this does not work just now"), { status: answer.status });
}

/** Send a number to the API: in the body, as addresses end up in logs. */
export function send(path, number) {
  return ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ number }) });
}

// A board: letters over the keys that dial them.

const stretches = (text) => text.match(/[A-Z0-9•]+/g).slice(1); // without the country code
const aloud = (text) => text.replace(/•+/g, "hidden").replace(/[A-Z]{2,}/g, (word) => word[0] + word.slice(1).toLowerCase());

function cells(text, length) {
  const made = [];
  for (const stretch of stretches(text)) {
    const word = stretch[0] > "9" && stretch[0] !== HIDDEN;
    for (const [place, char] of [...stretch].entries()) {
      const kind = [char === HIDDEN && "hidden", made.length >= length && "past", word && place && "joined"];
      made.push(make(word ? "b" : "span", kind.filter(Boolean).join(" "), char === HIDDEN ? "" : char));
    }
  }
  return made;
}

function key(digit, letter) {
  if (digit === HIDDEN) return make("span", "key secret");
  const letters = [...ON_KEY[digit]].map((each) => (each === letter ? make("b", "", each) : each));
  return make("span", letters.some((each) => each.nodeType) ? "key on" : "key", make("i", "", digit), make("small", "", ...letters));
}

function row(kind, children) {
  return make("div", `row ${kind}`, ...children);
}

/** The best answer large, the keys under it, the other answers under these, each letter in its key's column. */
function board({ number, answers }) {
  const digits = [...stretches(number).join("")];
  const rows = answers.map((answer) => cells(answer, digits.length));
  const best = rows[0] ?? [make("span", "nothing", "No word to show")];
  const keys = digits.map((digit, place) => key(digit, rows[0]?.[place]?.textContent));
  const masked = digits.includes(HIDDEN);
  const blank = () => digits.map(() => make("span", masked ? "hidden" : ""));
  const others = Array.from({ length: SHOWN - 1 }, (_, place) => (rows[place + 1] ? row("", rows[place + 1]) : row("unsaid", blank())));
  const made = make("div", "board", row("best", best), row("keys", keys), ...others);
  made.setAttribute("aria-hidden", "true");
  made.style.setProperty("--columns", Math.max(digits.length, ...rows.map((each) => each.length)));
  return made;
}

/** What a caller's card, or a tried number's, holds. `level`: of its heading. */
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

/** A caller's card. */
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

// Keeping up to date.

let tag = "";
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

/** Every card has its place and size from the start, so that nothing moves when someone calls. */
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
  const answer = await ask("api/callers", { cache: "no-cache" }); // the browser sends the tag it has
  const date = Date.parse(answer.headers.get("date"));
  if (date) skew = date - Date.now();
  const { callers } = await answer.json();
  if (answer.headers.get("etag") !== tag) show(callers);
  tag = answer.headers.get("etag");
  asOf = new Date().toLocaleTimeString();
}

function tick() {
  for (const when of document.querySelectorAll("time")) {
    const text = ago(when.dateTime);
    if (when.textContent !== text) when.textContent = text;
  }
}

function failed(error) {
  if (error.status === 401) return void root.dispatchEvent(new Event("signedout"));
  failures += 1;
  const since = asOf ? `, showing ${asOf}` : "";
  if (!navigator.onLine) say("offline", `You are offline${since}`);
  else say("stale", `No answer from the line${since}. Trying again`);
}

/** Ask now, and again in a while, for as long as the page is looked at and not paused. */
export async function update() {
  clearTimeout(timer);
  if (paused || document.hidden) return;
  const round = (timer = setTimeout(() => {}, 0));
  try {
    await refresh();
    failures = 0;
    if (!paused) say("live", "Live");
  } catch (error) {
    if (!paused) failed(error);
  }
  if (round !== timer) return; // another round has begun meanwhile
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

async function attempt(event) {
  event.preventDefault();
  const input = at("number");
  let problem = "";
  try {
    const tried = await (await send("api/try", input.value)).json();
    at("tried").replaceChildren(make("div", "card", ...content(tried, "h3")));
  } catch (error) {
    problem = error.status ? error.message : "no answer: try again in a few seconds";
    at("tried").replaceChildren();
  }
  at("try-error").textContent = problem;
  input.setAttribute("aria-invalid", String(Boolean(problem)));
  if (problem) input.focus();
}

/** Begin, as the operator when there is a token. */
export function begin(withToken = "") {
  token = withToken;
  for (const event of ["online", "offline", "focus"]) addEventListener(event, update);
  document.addEventListener("visibilitychange", update);
  at("pause").addEventListener("click", toggle);
  at("try").addEventListener("submit", attempt);
  update();
}

at("cards").replaceChildren(...Array.from({ length: SHOWN }, (_, place) => make("li", place ? "card waiting" : "card")));
if (root.dataset.signIn) import("./operator.js").then((operator) => operator.enter());
else begin();
