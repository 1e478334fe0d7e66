// Signing in at the user pool's own page: authorization code with PKCE (RFC 7636), so that no secret is needed here.

const { signIn: service, client } = document.documentElement.dataset;
const here = () => location.origin + location.pathname;
const kept = sessionStorage; // until the tab is closed

const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Leave for the sign-in page. */
export async function signIn() {
  const verifier = random();
  const state = random();
  kept.setItem("sign-in", JSON.stringify({ verifier, state }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const asked = {
    response_type: "code",
    client_id: client,
    redirect_uri: here(),
    scope: "openid",
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  };
  location.assign(`${service}/oauth2/authorize?${new URLSearchParams(asked)}`);
}

/** Forget the session, here and at the sign-in page. */
export function signOut() {
  kept.removeItem("token");
  location.assign(`${service}/logout?${new URLSearchParams({ client_id: client, logout_uri: here() })}`);
}

/** The access token of the session; empty when there is none. */
export async function token() {
  const answer = new URLSearchParams(location.search);
  const begun = JSON.parse(kept.getItem("sign-in") ?? "{}");
  if (answer.has("code") && answer.get("state") === begun.state) {
    kept.removeItem("sign-in");
    history.replaceState(null, "", here());
    kept.setItem("token", await exchanged(answer.get("code"), begun.verifier));
  }
  return kept.getItem("token") ?? "";
}

async function exchanged(code, verifier) {
  const asked = { grant_type: "authorization_code", client_id: client, redirect_uri: here(), code, code_verifier: verifier };
  const answer = await fetch(`${service}/oauth2/token`, { method: "POST", body: new URLSearchParams(asked) });
  return answer.ok ? (await answer.json()).access_token : "";
}
