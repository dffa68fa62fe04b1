// The tables, filled again from what the filters leave. Text goes in as text and never as markup.

function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  for (const part of [content].flat()) if (part !== null && part !== undefined) made.append(part);
  return made;
}

// A figure as a button that opens its claims; plain text where there is nothing to open.
function figure(text, title, ids, fields = []) {
  if (!ids?.length || text === NOT_TOLD) return text;
  const button = element("button", text, { type: "button", class: "figure", "aria-label": `${text}, ${title}: show the claims` });
  button.addEventListener("click", () => openClaims(title, ids, fields));
  return button;
}

// Only the events that tell the figure: the others of the day say nothing of it.
const telling = (ids, name) => ids?.filter((id) => (name === "n" ? true : events.get(id)?.[name] !== null));

function fill(id, rows, empty = "Nothing in this choice.") {
  const body = document.querySelector(`#${id} tbody`);
  const columns = [...document.querySelectorAll(`#${id} thead th`)];
  const made = rows.map(({ cells, className }) => {
    const row = element("tr", cells.map((cell, place) =>
      place === 0 ? element("th", cell, { scope: "row" }) : element("td", cell, { class: columns[place].className })));
    if (className) row.className = className;
    return row;
  });
  body.replaceChildren(...(made.length ? made : [element("tr", element("td", empty, { colspan: columns.length }))]));
}

function fillDays(sums) {
  const rows = [...sums].reverse().map((sum) => {
    const name = timeName(sum.date);
    if (!sum.isCovered && !sum.n) {
      return { cells: [timeCell(sum.date), "no digest", "", "", "", "", "", ""], className: "missing" };
    }
    const cell = (figureName, text) => figure(text, `${words(figureName)}, ${name}`, telling(sum.ids, figureName), [figureName]);
    return {
      className: sum.isCovered ? "" : "missing",
      cells: [
        timeCell(sum.date),
        figure(number(sum.n), `attacks, ${name}`, sum.ids),
        ...["launched", "destroyed", "not_reach_goal"].map((figureName) => cell(figureName, number(sum[figureName]))),
        figure(percent(rateOf(sum)), `interception rate, ${name}`, telling(sum.ids, "rated_launched"), ["launched", "destroyed"]),
        ...PEOPLE.map((who) => figure(spread(sum, who), `${who}, ${name}`, telling(sum.ids, `${who}_best`), [who])),
      ],
    };
  });
  fill("t-days", rows);
}

function fillWeapons(sums) {
  fill("t-weapons", sums.map((sum) => ({
    cells: [
      words(sum.type),
      figure(number(sum.n), `attacks with ${sum.type}`, sum.ids),
      ...["launched", "destroyed", "not_reach_goal"].map((name) =>
        figure(number(sum[name]), `${words(name)}, ${sum.type}`, sum.ids, [name])),
      figure(percent(rateOf(sum)), `interception rate, ${sum.type}`, sum.ids, ["launched", "destroyed"]),
    ],
  })));
}

function fillRegions(sums) {
  fill("t-regions", sums.map((sum) => ({
    cells: [
      regionName(sum.admin1),
      figure(number(sum.n), `attacks, ${regionName(sum.admin1)}`, sum.ids),
      ...PEOPLE.map((who) => figure(spread(sum, who), `${who}, ${regionName(sum.admin1)}`, telling(sum.ids, `${who}_best`), [who])),
    ],
  })));
  const withPeople = chosenAttacks().filter((row) => row.killed_best !== null || row.injured_best !== null);
  const byBoth = sumsBy(withPeople, (row) => `${bucketOf(row)}|${row.admin1 ?? ELSEWHERE}`, PEOPLE_FIGURES);
  const rows = [...byBoth].sort(([one], [other]) => (one < other ? 1 : -1)).map(([key, sum]) => {
    const [day, admin1] = key.split("|");
    const title = `${regionName(admin1)}, ${timeName(day)}`;
    return {
      cells: [
        timeCell(day),
        regionName(admin1),
        ...PEOPLE.map((who) => figure(spread(sum, who), `${who}, ${title}`, telling(sum.ids, `${who}_best`), [who])),
      ],
    };
  });
  fill("t-region-days", rows);
}

const chosenKindOfAid = (row) => !(kindGroup() === "aid" && kindDetail()) || (row.kind ?? "not told") === kindDetail();
const chosenAid = () => aidMonths.filter((row) => monthOf(row.date) >= monthOf(chosen.from) && row.date <= chosen.to && chosenKindOfAid(row));

function aidIds(row) {
  const isSame = (other) => ["donor", "aid_status", "kind"].every((name) => other[name] === row[name]) && monthOf(other.date) === row.date;
  return aidRows.filter((other) => isSame(other) && !other.is_part).map((other) => other.id);
}

function fillAid() {
  fill("t-aid", chosenAid().map((row) => {
    const title = `${row.donor ?? "donor not told"}, ${words(row.aid_status)}, ${monthName(row.date)}`;
    const ids = aidIds(row);
    return {
      cells: [
        monthName(row.date), row.donor ?? "donor not told", words(row.aid_status), words(row.kind),
        figure(number(row.n_measures), `measures, ${title}`, ids),
        figure(dollars(row.amount_usd), `million US dollars, ${title}`, ids, ["amount"]),
      ],
    };
  }));
  const shown = packages.filter((row) => isInRange(row.date) && chosenKindOfAid(row)).slice(0, 20);
  fill("t-packages", shown.flatMap((row) => [packageRow(row), ...parts.filter((part) => part.whole_measure_id === row.id).map(partRow)]));
}

function amountCells(row, share = "") {
  const ids = aidRows.filter((other) => other.measure_id === row.id).map((other) => other.id);
  const title = `${row.donor ?? "donor not told"}, ${row.date}`;
  const told = row.amount === null ? NOT_TOLD : `${number(row.amount)} ${row.currency ?? ""}`;
  const cells = [figure(told, `amount, ${title}`, ids, ["amount"]), [figure(dollars(row.amount_usd), `million US dollars, ${title}`, ids, ["amount"]), share]];
  if (told === NOT_TOLD && ids.length) cells[0] = figure("goods", `what ${title}`, ids);
  return cells;
}

const packageRow = (row) => ({
  cells: [row.date, row.donor ?? "donor not told", words(row.recipient), words(row.aid_status), words(row.kind), ...amountCells(row)],
});
const partRow = (row) => ({
  className: "part",
  cells: ["part of it", row.donor ?? "donor not told", "", words(row.aid_status), words(row.kind),
    ...amountCells(row, row.share_percent === null ? "" : ` (${number(row.share_percent)} %)`)],
});

const DID = { meets: "met", accuses: "accused", sanctions: "sanctioned" };

function inOrderOfParts(one, other) {
  const [first, second] = [JSON.parse(one), JSON.parse(other)];
  return first.map((part, place) => inOrder(part, second[place])).find((order) => order !== 0) ?? 0;
}

function fillPairs() {
  const rows = meetings.filter((row) => isInRange(row.date) && !(kindGroup() === "diplomatic" && kindDetail() && row.relation !== kindDetail()));
  const keyOf = (row) => JSON.stringify([row.source, row.target, row.relation]);
  const last = new Map();
  for (const row of rows) if (!(last.get(keyOf(row)) > row.date)) last.set(keyOf(row), row.date);
  const pairs = [...sumsBy(rows, keyOf, ["n_reports"])]
    .sort(([one, sum], [other, sumOfOther]) =>
      sumOfOther.n - sum.n || inOrder(last.get(other), last.get(one)) || inOrderOfParts(one, other))
    .slice(0, 40);
  fill("t-pairs", pairs.map(([key, sum]) => {
    const [source, target, relation] = JSON.parse(key);
    const title = `${source} ${DID[relation]} ${target}`;
    return { cells: [source, DID[relation], target, figure(number(sum.n), title, sum.ids), figure(number(sum.n_reports), `reports, ${title}`, sum.ids), last.get(key)] };
  }));
}

// What the server wrote and no filter changes: the last day's figures and the changed events open their claims too.
function openFixedFigures() {
  for (const cell of document.querySelectorAll("dd[data-figure]")) {
    const name = cell.dataset.figure;
    const ids = attacks.filter((row) => row.date === cell.dataset.day && row.unit === "day" && row.id).map((row) => row.id);
    const asked = name === "n_attacks" ? ids : telling(ids, name);
    cell.replaceChildren(figure(cell.textContent, `${words(name.replace("_best", "").replace("n_", ""))}, ${dayName(cell.dataset.day)}`, asked, [name.replace("_best", "")]));
  }
  for (const cell of document.querySelectorAll("th[data-event]")) {
    if (events.has(cell.dataset.event)) cell.replaceChildren(figure(cell.textContent, cell.textContent, [cell.dataset.event]));
  }
}
