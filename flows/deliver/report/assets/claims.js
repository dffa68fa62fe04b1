// The claims under a figure: the sentence with its words marked, who says so, where it stands, how sure it is.

const MAX_EVENTS = 30;
const HOW_TOLD = { asserted: "told as a fact", planned: "planned", hypothetical: "hypothetical", negated: "denied", requested: "asked for", historical: "told as history" };
const HOW_DATED = { 1: "the day is stated", 2: "the day follows from the publication", 3: "only the month is known" };
const HOW_PLACED = { 1: "the place itself", 2: "its district", 3: "its region" };

function openClaims(title, ids, fields) {
  const dialog = document.getElementById("claims");
  const body = document.getElementById("claims-body");
  document.getElementById("claims-title").textContent = title[0].toUpperCase() + title.slice(1);
  const show = (count) => {
    const shown = ids.slice(0, count).map((id) => eventCard(id, fields));
    if (ids.length > count) {
      const more = element("button", `Show ${Math.min(MAX_EVENTS, ids.length - count)} more of ${ids.length} events`, { type: "button" });
      more.addEventListener("click", () => show(count + MAX_EVENTS));
      shown.push(more);
    }
    if (isByMonth()) shown.unshift(element("p", `Events before ${dayName(whole.from)} are counted, but their sentences are not in this page.`, { class: "sure" }));
    body.replaceChildren(...shown);
  };
  show(MAX_EVENTS);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

function eventCard(id, fields) {
  const event = events.get(id);
  const claims = claimsOf.get(id) ?? [];
  const card = element("article", [
    element("h3", eventName(event)),
    element("p", eventSays(event), { class: "event" }),
    element("p", ["How sure: ", eventSureness(event), ". ", element("code", `sitrep explain ${id}`)], { class: "sure" }),
  ]);
  card.append(...claims.map((claim) => claimCard(claim, fields)));
  if (!claims.length) card.append(element("p", "Its sentences are not in this page; the command above shows them.", { class: "sure" }));
  return card;
}

function eventName(event) {
  if (event.relation) return `${event.source} ${DID[event.relation]} ${event.target}, ${dayName(event.date)}`;
  if (event.measure_id) return `${event.donor ?? "Donor not told"}, ${words(event.aid_status)}, ${dayName(event.date)}`;
  const when = event.time_precision === 3 ? monthName(event.date) : dayName(event.date);
  return `${event.place_name ?? event.country ?? "Place not told"}, ${when}`;
}

function eventSays(event) {
  if (event.relation) return [event.mode && words(event.mode), event.place_name && `in ${event.place_name}`].filter(Boolean).join(", ");
  if (event.measure_id) {
    const amount = event.amount === null ? "no amount is told" : `${number(event.amount)} ${event.currency ?? ""}`;
    return [words(event.kind), amount, event.is_part && "part of a larger measure"].filter(Boolean).join(", ");
  }
  const told = [
    `attacker: ${event.attacker ?? "not told"} (${words(event.attribution_basis)})`,
    ...["launched", "destroyed", "not_reach_goal"].filter((name) => event[name] !== null).map((name) => `${words(name)} ${number(event[name])}`),
    ...PEOPLE.filter((name) => event[`${name}_best`] !== null).map((name) => `${name} ${spread(event, name)}`),
    event.target && `hit: ${event.target}`,
  ];
  return told.filter(Boolean).join(" · ");
}

function eventSureness(event) {
  const reports = `${number(event.n_reports)} ${event.n_reports === 1 ? "report" : "reports"}`;
  const sources = `${number(event.n_sources)} ${event.n_sources === 1 ? "source" : "sources"}`;
  return [
    `${reports} in ${sources}`,
    HOW_DATED[event.time_precision],
    event.geo_precision && `located by ${HOW_PLACED[event.geo_precision]}`,
    event.is_disputed && "statements contradict each other",
  ].filter(Boolean).join(", ");
}

function claimCard(claim, fields) {
  const source = documents.get(claim.document_id);
  const quote = element("blockquote", claim.passages.map((pieces) => element("p", pieces.map((piece) => marked(piece, fields)))));
  const about = [
    HOW_TOLD[claim.modality],
    claim.role !== "main" && words(claim.role),
    claim.is_cumulative && "a total over a period",
    claim.is_background && "background",
    claim.merge_reason && `merged: ${claim.merge_reason}${claim.merge_score === null ? "" : `, ${claim.merge_score} points`}`,
  ];
  return element("div", [
    quote,
    element("p", [element("strong", claim.claimed_by ?? "Speaker not told"), ` · ${about.filter(Boolean).join(" · ")}`], { class: "who" }),
    element("p", [
      `${source?.publisher ?? "Source not known"}, ${dayName(claim.published_date)}, `,
      element("span", source?.path ?? claim.document_id, { class: "path" }),
      source?.licence ? ` (${source.licence})` : "",
      " · ",
      element("code", claim.id),
    ], { class: "where" }),
  ], { class: "claim" });
}

// Words to mark come with what they fill and how a hedge was understood; those that were asked for stand out.
function marked(piece, fields) {
  if (typeof piece === "string") return piece;
  const [text, filled, understood] = piece;
  const isAsked = !fields.length || filled.split(" ").some((name) => fields.includes(name));
  const mark = element("mark", text, { class: isAsked ? "asked" : "other" });
  return understood ? element("span", [mark, element("small", ` [${words(filled)}: ${understood}]`)]) : mark;
}
