// The page with a sign-in: a signed-in operator sees everything that is saved, page by page, and can delete callers.

import { card, make, request, send, start, update } from "./page.js";
import { signIn, signOut, token } from "./sign-in.js";

const root = document.documentElement;
const sign = document.getElementById("sign");
const more = document.getElementById("more");
let cursor = "";

/** Start the page with the session, or show only the way to sign in. */
async function enter() {
  const session = await token();
  sign.hidden = false;
  sign.textContent = session ? "Sign out" : "Sign in";
  sign.addEventListener("click", session ? signOut : signIn);
  root.addEventListener("signedout", signOut);
  if (!session) return showSignIn();
  root.addEventListener("shown", ({ detail }) => addForget([...document.querySelectorAll("#cards > li")], detail));
  document.getElementById("private").hidden = true; // operators see everything, so the note about privacy does not apply
  more.append(button("Show all callers", showMore));
  start(session);
}

/** Hide everything but the sign-in. */
function showSignIn() {
  document.getElementById("status").textContent = "Sign in to see the callers";
  for (const id of ["pause", "trial"]) document.getElementById(id).hidden = true;
}

function button(text, action) {
  const element = make("button", "", text);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}

function addForget(cards, callers) {
  callers.forEach(({ number, key, readable }, place) => {
    if (!readable) cards[place].append(make("p", "error", "What is saved of this caller cannot be read."));
    const forget = button("Forget this caller", () => forgetCaller(number, key, cards[place]));
    forget.classList.add("forget");
    cards[place].append(forget);
  });
}

async function forgetCaller(number, key, card) {
  if (!confirm(`Delete everything saved about ${number}?`)) return;
  try {
    await send("api/forget", { key });
    card.querySelector(".forget").replaceWith("Forgotten");
    update();
  } catch (error) {
    card.append(make("p", "error", error.message));
  }
}

async function showMore({ target }) {
  try {
    const { callers, cursor: next } = await (await request(`api/callers/all${cursor && `?cursor=${cursor}`}`)).json();
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

enter();
