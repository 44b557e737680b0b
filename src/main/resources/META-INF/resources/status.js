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
  const answer = await fetch("api/v1/" + path, { headers: { Authorization: "Bearer " + token() } }).catch(() => {
    throw new Error("The controller does not answer. What is shown may be old.");
  });
  if (answer.status === 401) {
    sessionStorage.removeItem("token");
    at("environments").hidden = at("steps").hidden = true;
    throw new Error("This token is not known.");
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ?? "The controller answers " + answer.status + ".");
  }
  return answer.json();
}

function row(body, cells) {
  const line = body.insertRow();
  for (const cell of cells) {
    const place = line.insertCell();
    place.append(cell instanceof Node ? cell : String(cell ?? ""));
  }
}

// To the second; the API has the rest.
function moment(at) {
  return at ? at.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC") : "not yet";
}

function opener(name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = name;
  button.addEventListener("click", () => { shown = name; refresh(); });
  return button;
}

function state(rollout) {
  return rollout.state + (rollout.state === "Shifting" && rollout.percent !== null ? " " + rollout.percent + "%" : "");
}

// What goes on, and what went wrong last.
function glance(rollouts) {
  return rollouts
    .filter((one) => one.state !== "Succeeded" && one.state !== "Superseded")
    .map((one) => one.service + " " + state(one))
    .join(", ");
}

function list(place, lines) {
  at(place).replaceChildren(...lines.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
}

function showEnvironments(environments) {
  const focused = document.activeElement?.textContent;
  const body = at("environments").tBodies[0];
  body.replaceChildren();
  for (const one of environments) {
    row(body, [opener(one.name), one.mode, one.sync, one.health, one.held, one.lastRun?.result ?? "none yet", moment(one.observedAt), glance(one.rollouts)]);
  }
  at("environments").hidden = environments.length === 0;
  [...body.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
}

function showSteps(detail) {
  at("steps-head").textContent = detail.name + (detail.paused ? " (paused)" : "");
  list("evidence", detail.evidence);
  list("rollouts", [
    ...detail.rollouts.map((one) => one.service + " " + state(one) + (one.because ? ": " + one.because : "") + " (since " + moment(one.since) + ")"),
    ...detail.quarantines.map((one) => one.service + " is held back: revision " + one.revision.slice(0, 12) + ": " + one.because),
  ]);
  const body = at("steps").querySelector("tbody");
  body.replaceChildren();
  for (const step of detail.plan?.steps ?? []) {
    const ruling = step.action === "keep" ? "" : step.ruling.decision + (step.ruling.because ? ": " + step.ruling.because : "");
    row(body, [step.id, step.action, step.because, ruling]);
  }
  body.closest("table").hidden = body.rows.length === 0;
  at("steps").hidden = false;
}

// Told only when it changes, since it is read aloud.
function say(text) {
  if (at("message").textContent !== text) at("message").textContent = text;
}

async function refresh() {
  if (!token()) {
    at("sign-in").hidden = false;
    return;
  }
  try {
    const { environments } = await get("status");
    showEnvironments(environments);
    if (shown) showSteps(await get("environments/" + encodeURIComponent(shown)));
    at("sign-in").hidden = true;
    say(environments.length === 0 ? "There is no environment in the desired state yet." : "");
  } catch (failure) {
    say(failure.message);
    at("sign-in").hidden = Boolean(token());
  }
}

at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("token", at("token").value);
  at("token").value = "";
  refresh();
});
if (token()) say("Loading …");
refresh();
setInterval(refresh, REFRESH);
