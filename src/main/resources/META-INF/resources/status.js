"use strict";
// Holds no data of its own: everything comes from the API with the token that a person gives. Text goes in as text, never as HTML.
const REFRESH = 2000;
const at = (id) => document.getElementById(id);
let shown = "";

function token() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("token");
}

async function get(path) {
  const answer = await fetch("api/v1/" + path, { headers: { Authorization: "Bearer " + token() } });
  if (answer.status === 401) {
    sessionStorage.removeItem("token");
    throw new Error("This token is not known.");
  }
  if (!answer.ok) throw new Error((await answer.json()).detail);
  return answer.json();
}

function row(body, cells) {
  const line = body.insertRow();
  for (const cell of cells) {
    const place = line.insertCell();
    place.append(cell instanceof Node ? cell : String(cell ?? ""));
  }
}

function opener(name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = name;
  button.addEventListener("click", () => { shown = name; refresh(); });
  return button;
}

function showEnvironments(environments) {
  const focused = document.activeElement?.textContent;
  const body = at("environments").tBodies[0];
  body.replaceChildren();
  for (const one of environments) {
    row(body, [opener(one.name), one.mode, one.sync, one.health, one.held, one.lastRun?.result, one.observedAt]);
  }
  at("environments").hidden = false;
  [...body.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
}

function showSteps(detail) {
  at("steps-head").textContent = detail.name + (detail.paused ? " (paused)" : "");
  at("evidence").replaceChildren(...detail.evidence.map((why) => {
    const item = document.createElement("li");
    item.textContent = why;
    return item;
  }));
  const body = at("steps").querySelector("tbody");
  body.replaceChildren();
  for (const step of detail.plan?.steps ?? []) {
    const ruling = step.action === "keep" ? "" : step.ruling.decision + (step.ruling.because ? ": " + step.ruling.because : "");
    row(body, [step.id, step.action, step.because, ruling]);
  }
  at("steps").hidden = false;
}

async function refresh() {
  if (!token()) {
    at("sign-in").hidden = false;
    return;
  }
  try {
    showEnvironments((await get("status")).environments);
    if (shown) showSteps(await get("environments/" + encodeURIComponent(shown)));
    at("sign-in").hidden = true;
    if (at("message").textContent) at("message").textContent = "";
  } catch (failure) {
    at("message").textContent = failure.message;
    at("sign-in").hidden = Boolean(token());
  }
}

at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("token", at("token").value);
  at("token").value = "";
  refresh();
});
refresh();
setInterval(refresh, REFRESH);
