// The filters, and what is drawn again when one changes.

const byId = (id) => document.getElementById(id);

function addOptions(select, options) {
  for (const [value, text, group] of options) {
    const option = element("option", text, { value });
    if (!group) {
      select.append(option);
      continue;
    }
    let parent = [...select.querySelectorAll("optgroup")].find((each) => each.label === group);
    if (!parent) {
      parent = element("optgroup", [], { label: group });
      select.append(parent);
    }
    parent.append(option);
  }
}

const distinct = (rows, name) => [...new Set(rows.map((row) => row[name]).filter(Boolean))].sort();

function offerChoices() {
  addOptions(byId("kind"), [
    ["all", "Everything"],
    ["attack", "All attacks", "Attacks"],
    ...distinct(weapons, "weapon_class").map((name) => [`attack:${name}`, `With ${name}s`, "Attacks"]),
    ["aid", "All aid", "Aid"],
    ...distinct(aidMonths, "kind").map((name) => [`aid:${name}`, `${name[0].toUpperCase()}${name.slice(1)}`, "Aid"]),
    ["diplomatic", "All of it", "Diplomacy"],
    ...distinct(meetings, "relation").map((name) => [`diplomatic:${name}`, `Who ${DID[name]} whom`, "Diplomacy"]),
  ]);
  const hit = distinct(attacks, "admin1").sort((one, other) => regionName(one).localeCompare(regionName(other)));
  const isUkraine = (code) => code.startsWith("UA-");
  addOptions(byId("region"), [
    ["all", "All regions"],
    ...hit.filter(isUkraine).map((code) => [code, regionName(code), "Ukraine"]),
    ...hit.filter((code) => !isUkraine(code)).map((code) => [code, regionName(code), "Other countries"]),
    [ELSEWHERE, "Region not told"],
  ]);
  addOptions(byId("attacker"), [["all", "Either side"], ...distinct(attacks, "attacker").map((name) => [name, name]), ["not told", "Not told"]]);
  for (const name of ["from", "to"]) {
    byId(name).min = ABOUT.first_attack_date && ABOUT.first_attack_date < whole.from ? ABOUT.first_attack_date : whole.from;
    byId(name).max = whole.to;
  }
}

function showChoices() {
  for (const name of Object.keys(whole)) byId(name).value = chosen[name];
}

function readChoices() {
  for (const name of Object.keys(whole)) chosen[name] = byId(name).value || whole[name];
  if (chosen.to < chosen.from) chosen.to = chosen.from;
  draw();
}

function say() {
  const count = chosenAttacks().reduce((sum, row) => sum + row.n, 0);
  const missing = buckets().filter((bucket) => !bucket.isCovered).length;
  const unit = isByMonth() ? "month" : "day";
  const vague = isByMonth() ? 0 : chosenAttacks().filter((row) => row.unit === "month").length;
  byId("shown").textContent = [
    `${timeName(chosen.from)} to ${timeName(chosen.to)}: ${number(count)} attacks.`,
    missing ? `${missing} ${unit}s without a digest are hatched.` : `Every ${unit} is covered by a digest.`,
    vague ? `${vague} attacks are dated by their month alone and are in no day.` : "",
    isByMonth() ? `Days before ${dayName(whole.from)} are there by month and region, without their sentences.` : "",
    chosen.region !== "all" || chosen.attacker !== "all" ? "Region and attacker choose among attacks only." : "",
  ].filter(Boolean).join(" ");
}

function draw() {
  for (const section of document.querySelectorAll("section[data-kinds]")) {
    section.hidden = kindGroup() !== "all" && section.dataset.kinds !== kindGroup();
  }
  for (const unit of document.querySelectorAll(".unit")) unit.textContent = isByMonth() ? "month" : "day";
  const [time, types, regions] = [sumsByTime(), sumsByWeapon(), sumsByRegion()];
  fillDays(time);
  fillWeapons(types);
  fillRegions(regions);
  fillAid();
  fillPairs();
  drawCharts(time, types, regions);
  say();
}

document.documentElement.classList.add("scripted");
offerChoices();
showChoices();
openFixedFigures();
byId("filters").hidden = false;
byId("filters").addEventListener("change", readChoices);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("reset", (event) => {
  event.preventDefault();
  chosen = { ...whole };
  showChoices();
  draw();
});
byId("close").addEventListener("click", () => byId("claims").close());
byId("claims").addEventListener("click", (event) => event.target === byId("claims") && byId("claims").close());
draw();
window.addEventListener("resize", resizeCharts);
for (const query of ["(prefers-color-scheme: dark)", "print"]) window.matchMedia(query).addEventListener("change", draw);
document.documentElement.dataset.drawn = "yes";
