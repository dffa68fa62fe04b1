// The facts of the page, the filters, and sums over what the filters leave.

const FACTS = JSON.parse(document.getElementById("facts").textContent);
const ABOUT = FACTS.about;

// Rows come without their column names; here they get them back.
const objects = (table) =>
  table.rows.map((row) => Object.fromEntries(table.columns.map((name, place) => [name, row[place]])));

const regionNames = new Map(objects(FACTS.regions).map((row) => [row.admin1, row.name]));
const days = objects(FACTS.days);
const months = objects(FACTS.months);
const attacks = [
  ...objects(FACTS.attacks).map((row) => ({ ...row, n: 1 })),
  ...objects(FACTS.older_attacks).map((row) => ({ ...row, id: null })),
];
const attackById = new Map(attacks.filter((row) => row.id).map((row) => [row.id, row]));
const weapons = [
  ...objects(FACTS.weapons).map((row) => {
    const { date, unit, attacker, admin1 } = attackById.get(row.id);
    return { ...row, date, unit, attacker, admin1, n: 1 };
  }),
  ...objects(FACTS.older_weapons).map((row) => ({ ...row, id: null })),
];
const aidMonths = objects(FACTS.aid_by_month);
const packages = objects(FACTS.aid_packages);
const parts = objects(FACTS.aid_parts);
const aidRows = objects(FACTS.aid_rows);
const meetings = [
  ...objects(FACTS.meetings).map((row) => ({ ...row, n: 1 })),
  ...objects(FACTS.older_meetings).map((row) => ({ ...row, id: null })),
];
const events = new Map([...attackById, ...aidRows.map((row) => [row.id, row]), ...meetings.map((row) => [row.id, row])]);
const documents = new Map(objects(FACTS.documents).map((row) => [row.id, row]));
const claimsOf = new Map();
for (const claim of objects(FACTS.claims)) {
  if (!claimsOf.has(claim.event_id)) claimsOf.set(claim.event_id, []);
  claimsOf.get(claim.event_id).push(claim);
}

const NOT_TOLD = "–";
const ELSEWHERE = "elsewhere";
const whole = { from: ABOUT.first_day ?? "", to: ABOUT.newest ?? "", kind: "all", region: "all", attacker: "all" };
let chosen = { ...whole };

// Days before those that are shown one by one are only there as months.
const isByMonth = () => chosen.from < whole.from;
const monthOf = (day) => `${day.slice(0, 7)}-01`;
const bucketOf = (row) => (isByMonth() ? monthOf(row.date) : row.date);
const isInRange = (day) => (isByMonth() ? monthOf(day) >= monthOf(chosen.from) : day >= chosen.from) && day <= chosen.to;

// The days or months on the axis of a chart, each with how far it is covered by digests.
function buckets() {
  if (isByMonth()) {
    return months
      .filter((month) => isInRange(month.date))
      .map((month) => ({ date: month.date, isCovered: month.n_days_covered > 0, documents: null }));
  }
  return days
    .filter((day) => isInRange(day.date))
    .map((day) => ({ date: day.date, isCovered: day.is_covered, documents: day.n_documents }));
}

const kindGroup = () => chosen.kind.split(":")[0];
const kindDetail = () => chosen.kind.split(":")[1] ?? null;
const weaponClass = () => (kindGroup() === "attack" ? kindDetail() : null);

function isChosenSide(row) {
  const isRegion = chosen.region === "all" || (row.admin1 ?? ELSEWHERE) === chosen.region;
  return isRegion && (chosen.attacker === "all" || (row.attacker ?? "not told") === chosen.attacker) && isInRange(row.date);
}

const chosenAttacks = () =>
  attacks.filter((row) => isChosenSide(row) && (!weaponClass() || (row.weapon_classes ?? "").split("|").includes(weaponClass())));
const chosenWeapons = () => weapons.filter((row) => isChosenSide(row) && (!weaponClass() || row.weapon_class === weaponClass()));

const WEAPON_FIGURES = ["launched", "destroyed", "not_reach_goal", "rated_launched", "rated_destroyed"];
const PEOPLE = ["killed", "injured"];
const PEOPLE_FIGURES = PEOPLE.flatMap((name) => [`${name}_low`, `${name}_best`, `${name}_high`]);

// What nobody tells stays null: it is not zero.
const plus = (sum, value) => (value === null || value === undefined ? sum : (sum ?? 0) + value);

// Sums of some figures over rows, by a key; `ids` are the events behind each figure.
function sumsBy(rows, keyOf, figures) {
  const sums = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    if (!sums.has(key)) sums.set(key, { n: 0, ids: [], ...Object.fromEntries(figures.map((name) => [name, null])) });
    const sum = sums.get(key);
    sum.n += row.n;
    if (row.id) sum.ids.push(row.id);
    for (const name of figures) sum[name] = plus(sum[name], row[name]);
    for (const name of PEOPLE) sum[`is_${name}_open`] ||= row[`is_${name}_open`];
  }
  return sums;
}

// The order of the database, which is not that of a language.
const inOrder = (one, other) => (one < other ? -1 : Number(one > other));

const rateOf = (sum) => (sum?.rated_launched ? sum.rated_destroyed / sum.rated_launched : null);

// One row per day or month: attacks, weapons, people. An attack that is dated by its month alone is in no day.
function sumsByTime() {
  const inTime = (row) => isByMonth() || row.unit === "day";
  const people = sumsBy(chosenAttacks().filter(inTime), bucketOf, [...WEAPON_FIGURES, ...PEOPLE_FIGURES]);
  const ofClass = weaponClass() && sumsBy(chosenWeapons().filter(inTime), bucketOf, WEAPON_FIGURES);
  return buckets().map((bucket) => {
    const sum = people.get(bucket.date) ?? { n: 0, ids: [] };
    const counts = ofClass ? Object.fromEntries(WEAPON_FIGURES.map((name) => [name, ofClass.get(bucket.date)?.[name] ?? null])) : {};
    return { ...bucket, ...sum, ...counts };
  });
}

const sumsByWeapon = () =>
  [...sumsBy(chosenWeapons(), (row) => row.weapon_type, WEAPON_FIGURES)]
    .map(([type, sum]) => ({ type, ...sum }))
    .sort((one, other) => (other.launched ?? -1) - (one.launched ?? -1) || other.n - one.n || inOrder(one.type, other.type));

const sumsByRegion = () =>
  [...sumsBy(chosenAttacks(), (row) => row.admin1 ?? ELSEWHERE, PEOPLE_FIGURES)]
    .map(([admin1, sum]) => ({ admin1, ...sum }))
    .sort((one, other) => other.n - one.n || inOrder(one.admin1, other.admin1));

const regionName = (admin1) => regionNames.get(admin1) ?? (admin1 === ELSEWHERE || !admin1 ? "region not told" : admin1);

const number = (value) => (value === null || value === undefined ? NOT_TOLD : value.toLocaleString("en-US", { maximumFractionDigits: 0 }));
const percent = (value) => (value === null ? NOT_TOLD : `${Math.round(100 * value)} %`);
const words = (code) => (code === null || code === undefined ? "not told" : code.replaceAll("_", " "));
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const dayName = (day) => DAY.format(new Date(`${day}T00:00Z`));
const monthName = (day) => MONTH.format(new Date(`${day}T00:00Z`));
const timeName = (day) => (isByMonth() ? monthName(day) : dayName(day));
const timeCell = (day) => (isByMonth() ? monthName(day) : day);

function spread(sum, name) {
  const [low, best, high] = ["low", "best", "high"].map((bound) => sum[`${name}_${bound}`]);
  if (best === null || best === undefined) return NOT_TOLD;
  if (sum[`is_${name}_open`]) return `${number(best)} (${number(low)}+)`;
  return low === high ? number(best) : `${number(best)} (${number(low)} to ${number(high)})`;
}

function dollars(value) {
  if (value === null) return NOT_TOLD;
  const millions = value / 1e6;
  if (millions >= 10) return number(millions);
  return millions.toFixed(millions >= 1 ? 1 : 2);
}
