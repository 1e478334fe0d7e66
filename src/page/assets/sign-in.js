// Signs operators in at the user pool's own page, by authorization code with PKCE (RFC 7636), which needs no secret here.

const { signIn: service, client } = document.documentElement.dataset;
const here = () => location.origin + location.pathname;
const session = sessionStorage; // until the tab is closed

const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** Go to the sign-in page. */
export async function signIn() {
  const verifier = random();
  const state = random();
  session.setItem("sign-in", JSON.stringify({ verifier, state }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const parameters = {
    response_type: "code",
    client_id: client,
    redirect_uri: here(),
    scope: "openid",
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  };
  location.assign(`${service}/oauth2/authorize?${new URLSearchParams(parameters)}`);
}

/** Forget the session, here and at the sign-in page. */
export function signOut() {
  session.removeItem("token");
  location.assign(`${service}/logout?${new URLSearchParams({ client_id: client, logout_uri: here() })}`);
}

/** Return the access token of the session; empty when there is none. */
export async function token() {
  const query = new URLSearchParams(location.search);
  const pending = JSON.parse(session.getItem("sign-in") ?? "{}");
  if (query.has("code") && query.get("state") === pending.state) {
    session.removeItem("sign-in");
    history.replaceState(null, "", here());
    session.setItem("token", await exchangeCode(query.get("code"), pending.verifier));
  }
  return session.getItem("token") ?? "";
}

async function exchangeCode(code, verifier) {
  const parameters = { grant_type: "authorization_code", client_id: client, redirect_uri: here(), code, code_verifier: verifier };
  const response = await fetch(`${service}/oauth2/token`, { method: "POST", body: new URLSearchParams(parameters) });
  return response.ok ? (await response.json()).access_token : "";
}
