// What only the signed-in operator gets: everything that is kept, page by page, and a way to forget a caller.

import { ask, begin, card, make, send, update } from "./page.js";
import { signIn, signOut, token } from "./sign-in.js";

const root = document.documentElement;
const sign = document.getElementById("sign");
const more = document.getElementById("more");
let cursor = "";

/** Begin, signed in if there is a session, and else with the way to sign in. */
export async function enter() {
  const session = await token();
  sign.hidden = false;
  sign.textContent = session ? "Sign out" : "Sign in";
  sign.addEventListener("click", session ? signOut : signIn);
  root.addEventListener("signedout", signOut);
  if (!session) return closed();
  root.addEventListener("shown", ({ detail }) => addForget([...document.querySelectorAll("#cards > li")], detail));
  document.getElementById("private").hidden = true; // nothing is, here
  more.append(button("Show all callers", showMore));
  begin(session);
}

/** Nothing but the way in. */
function closed() {
  document.getElementById("status").textContent = "Sign in to see the callers";
  for (const id of ["pause", "trial"]) document.getElementById(id).hidden = true;
}

function button(text, action) {
  const made = make("button", "", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

function addForget(cards, callers) {
  callers.forEach(({ number }, place) => {
    const forget = button("Forget this caller", () => forgetCaller(number, cards[place]));
    forget.classList.add("forget");
    cards[place].append(forget);
  });
}

async function forgetCaller(number, where) {
  if (!confirm(`Delete all that is kept of ${number}?`)) return;
  try {
    await send("api/forget", number);
    where.querySelector(".forget").replaceWith("Forgotten");
    update();
  } catch (error) {
    where.append(make("p", "error", error.message));
  }
}

async function showMore({ target }) {
  try {
    const { callers, cursor: next } = await (await ask(`api/callers/all${cursor && `?cursor=${cursor}`}`)).json();
    const cards = callers.map(card);
    addForget(cards, callers);
    target.before(make("ol", "cards all", ...cards));
    cursor = next;
    target.textContent = "Show more";
    target.hidden = !next;
  } catch (error) {
    target.before(make("p", "error", error.message));
  }
}
