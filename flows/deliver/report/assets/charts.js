// The charts. Their figures are those of the tables beside them; a click opens the claims as a figure of a table does.

const PAPER = "670px"; // what fits on A4 and on letter
const SMALL = 13; // pixels; no text of a chart is smaller
const charts = new Map();
let inks = {};

function readInks() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "soft", "line", "paper", "accent", "accent-2", "accent-3", "pale", "people", "people-2", "land"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// A hidden section has no width to draw on; it is drawn when it is shown again.
function put(id, option, onClick, height) {
  const box = document.getElementById(id);
  box.style.width = window.matchMedia("print").matches ? PAPER : "";
  if (!box.offsetWidth) return;
  if (height) box.style.height = `${height}px`;
  charts.get(id)?.dispose();
  const chart = echarts.init(box, null, { renderer: "svg" });
  charts.set(id, chart);
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: inks.ink, fontSize: SMALL },
    tooltip: tip(),
    ...option,
  });
  if (onClick) chart.on("click", onClick);
}

function resizeCharts() {
  for (const chart of charts.values()) chart.resize();
}

// A hint is drawn and not written as markup: texts of digests stand in it.
const tip = (formatter) => ({ renderMode: "richText", trigger: "item", confine: true, backgroundColor: inks.paper, borderColor: inks.line,
  textStyle: { color: inks.ink, fontSize: SMALL }, formatter });
const axisLook = () => ({
  axisLine: { lineStyle: { color: inks.line } },
  axisTick: { show: false },
  axisLabel: { color: inks.soft, fontSize: SMALL, hideOverlap: true },
  splitLine: { lineStyle: { color: inks.line } },
});
const shortDay = (day) => (isByMonth() ? day.slice(0, 7) : `${Number(day.slice(8))} ${monthName(day).slice(0, 3)}`);
const timeAxis = (rows, extra = {}) => ({ type: "category", data: rows.map((row) => row.date), ...axisLook(), ...extra,
  axisLabel: { ...axisLook().axisLabel, formatter: shortDay, ...(extra.axisLabel ?? {}) } });
const valueAxis = (name, extra = {}) => ({ type: "value", name, nameLocation: "end", nameGap: 12, nameTextStyle: { color: inks.soft, align: "left", fontSize: SMALL },
  minInterval: 1, splitNumber: isNarrow() ? 3 : 5, ...axisLook(), axisLine: { show: false }, ...extra });
const isNarrow = () => document.body.offsetWidth < 500;
const legend = (data) => ({ data, top: 0, left: 0, itemWidth: 14, itemHeight: 10, itemGap: 14, textStyle: { color: inks.ink, fontSize: SMALL }, selectedMode: false });

// Days or months without a digest: hatched from top to bottom, so that nobody takes them for zero.
// Their bars have an axis of their own, else the others would have to share its width with them.
function hatch(rows, xAxis, yAxis) {
  return {
    name: "no digest", type: "bar", xAxisIndex: xAxis, yAxisIndex: yAxis, barWidth: "100%", silent: true, z: 0,
    data: rows.map((row) => (row.isCovered ? null : 1)),
    itemStyle: { color: inks.pale, decal: { symbol: "rect", color: inks.soft, dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: -Math.PI / 4 } },
  };
}
// The grid of bars that lie: as much room at the left as their names take.
const lying = (right) => ({ left: 16, right, top: 36, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" });
const hiddenAxis = (rows) => ({ type: "category", data: rows.map((row) => row.date), show: false });
const hatchAxis = (extra = {}) => ({ type: "value", min: 0, max: 1, show: false, ...extra });
const withGaps = (rows, names) => (rows.every((row) => row.isCovered) ? names : [...names, "no digest"]);

function drawDays(rows) {
  const bar = (name, figureName, color, extra = {}) => ({ name, type: "bar", barGap: "-100%", barMaxWidth: 26, data: rows.map((row) => row[figureName] ?? null), itemStyle: { color }, ...extra });
  const lower = isNarrow() ? 44 : 0; // the legend takes more lines
  const names = ["launched", "destroyed", "not reached", "interception rate"];
  const figures = { launched: "launched", destroyed: "destroyed", "not reached": "not_reach_goal", "interception rate": "rated_launched" };
  put("c-days", {
    legend: legend(withGaps(rows, names)),
    grid: [{ left: 44, right: 12, top: 62 + lower, height: 200 }, { left: 44, right: 12, top: 304 + lower, height: 62 }],
    xAxis: [timeAxis(rows, { axisLabel: { show: false } }), hiddenAxis(rows), timeAxis(rows, { gridIndex: 1 })],
    yAxis: [valueAxis("weapons"), hatchAxis(), valueAxis("rate, %", { gridIndex: 1, min: 0, max: 100, interval: 50 })],
    tooltip: tip(({ name, seriesName, value }) => `${timeName(name)}\n${seriesName}: ${number(value)}${seriesName === "interception rate" ? " %" : ""}`),
    series: [
      hatch(rows, 1, 1),
      bar("launched", "launched", inks["accent-3"]),
      bar("destroyed", "destroyed", inks.accent, { stack: "met" }),
      bar("not reached", "not_reach_goal", inks["accent-2"], { stack: "met" }),
      { name: "interception rate", type: "line", xAxisIndex: 2, yAxisIndex: 2, symbol: "circle", symbolSize: rows.length > 40 ? 4 : 7, showAllSymbol: true, connectNulls: false,
        data: rows.map((row) => (rateOf(row) === null ? null : 100 * rateOf(row))), lineStyle: { color: inks.ink, width: 1.5 }, itemStyle: { color: inks.ink } },
    ],
  }, ({ dataIndex, seriesName }) => {
    const row = rows[dataIndex];
    const name = figures[seriesName];
    const ids = telling(row?.ids, name);
    if (ids?.length) openClaims(`${seriesName}, ${timeName(row.date)}`, ids, name === "rated_launched" ? ["launched", "destroyed"] : [name]);
  }, 410 + lower);
}

function drawWeapons(rows) {
  const shown = rows.filter((row) => row.launched !== null || row.destroyed !== null || row.not_reach_goal !== null).reverse();
  const bar = (name, figureName, color) => ({ name, type: "bar", barGap: "10%", data: shown.map((row) => row[figureName]), itemStyle: { color },
    label: { show: true, position: "right", color: inks.ink, fontSize: SMALL, formatter: ({ value }) => number(value) } });
  put("c-weapons", {
    legend: legend(["launched", "destroyed", "not reached"]),
    grid: lying(48),
    xAxis: valueAxis(""),
    yAxis: { type: "category", data: shown.map((row) => row.type), ...axisLook(), axisLabel: { color: inks.ink, fontSize: SMALL } },
    series: [bar("launched", "launched", inks["accent-3"]), bar("destroyed", "destroyed", inks.accent), bar("not reached", "not_reach_goal", inks["accent-2"])],
  }, ({ dataIndex, seriesName }) => {
    const row = shown[dataIndex];
    const name = seriesName === "not reached" ? "not_reach_goal" : seriesName;
    if (row.ids.length) openClaims(`${seriesName}, ${row.type}`, row.ids, [name]);
  }, 70 + 66 * Math.max(1, shown.length));
}

// A whisker from low to high beside the middle of a bar; drawn only where they differ.
function whiskers(rows, who, place, isUpright) {
  return {
    type: "custom", silent: true, z: 5,
    data: rows.map((row, index) => [index, row[`${who}_low`], row[`${who}_high`]]).filter(([, low, high]) => low !== null && low !== undefined && low !== high),
    encode: isUpright ? { x: 0, y: [1, 2] } : { y: 0, x: [1, 2] },
    renderItem: (params, api) => {
      const at = (value) => api.coord(isUpright ? [api.value(0), value] : [value, api.value(0)]);
      const [low, high] = [at(api.value(1)), at(api.value(2))];
      const shift = place * Math.min(13, api.size([1, 1])[isUpright ? 0 : 1] * 0.18);
      const [x, y] = isUpright ? [shift, 0] : [0, shift];
      return { type: "line", shape: { x1: low[0] + x, y1: low[1] + y, x2: high[0] + x, y2: high[1] + y }, style: { stroke: inks.ink, lineWidth: 1.5 } };
    },
  };
}

function peopleSeries(rows, isUpright) {
  const colors = { killed: inks.people, injured: inks["people-2"] };
  return PEOPLE.flatMap((who, place) => [
    { name: who, type: "bar", barGap: "5%", barMaxWidth: 22, data: rows.map((row) => row[`${who}_best`] ?? null), itemStyle: { color: colors[who] } },
    whiskers(rows, who, place === 0 ? -1 : 1, isUpright),
  ]);
}

function openPeople(rows, titleOf) {
  return ({ dataIndex, seriesName }) => {
    const row = rows[dataIndex];
    const ids = telling(row?.ids, `${seriesName}_best`);
    if (ids?.length) openClaims(`${seriesName}, ${titleOf(row)}`, ids, [seriesName]);
  };
}

const peopleTip = (rows, titleOf) =>
  tip(({ dataIndex, seriesName }) => `${titleOf(rows[dataIndex])}\n${seriesName}: ${spread(rows[dataIndex], seriesName)}`);

function drawPeople(rows, regions) {
  put("c-people", {
    legend: legend(withGaps(rows, [...PEOPLE])),
    grid: { left: 44, right: 12, top: 58, bottom: 30 },
    xAxis: [timeAxis(rows), hiddenAxis(rows)],
    yAxis: [valueAxis("people"), hatchAxis()],
    tooltip: peopleTip(rows, (row) => timeName(row.date)),
    series: [hatch(rows, 1, 1), ...peopleSeries(rows, true)],
  }, openPeople(rows, (row) => timeName(row.date)), 280);
  const shown = regions.filter((row) => row.killed_best !== null || row.injured_best !== null)
    .sort((one, other) => (other.killed_best ?? 0) + (other.injured_best ?? 0) - (one.killed_best ?? 0) - (one.injured_best ?? 0)).slice(0, 12).reverse();
  put("c-regions", {
    legend: legend([...PEOPLE]),
    grid: lying(24),
    xAxis: valueAxis(""),
    yAxis: { type: "category", data: shown.map((row) => regionName(row.admin1)), ...axisLook(), axisLabel: { color: inks.ink, fontSize: SMALL } },
    tooltip: peopleTip(shown, (row) => regionName(row.admin1)),
    series: peopleSeries(shown, false),
  }, openPeople(shown, (row) => regionName(row.admin1)), 66 + 38 * Math.max(1, shown.length));
}

const BOUNDS = { west: 21.5, east: 41, south: 44, north: 53 }; // degrees: what of the neighbours the map still shows

function drawMap(regions) {
  const ofRegion = new Map(regions.map((row) => [row.admin1, row]));
  const placed = chosenAttacks().filter((row) => row.id && row.latitude !== null && row.geo_precision < 3);
  const isOn = (row) => row.longitude > BOUNDS.west && row.longitude < BOUNDS.east && row.latitude > BOUNDS.south && row.latitude < BOUNDS.north;
  const byPoint = new Map();
  for (const row of placed.filter(isOn)) {
    const point = `${row.longitude}|${row.latitude}`;
    byPoint.set(point, [...(byPoint.get(point) ?? []), row]);
  }
  const places = [...byPoint.values()];
  const most = Math.max(1, ...regions.filter((row) => row.admin1.startsWith("UA-")).map((row) => row.n));
  const width = document.getElementById("c-map").offsetWidth;
  const room = isNarrow() ? 96 : 8; // for the legend, which else finds room beside the land
  put("c-map", {
    tooltip: tip(({ seriesType, name, data }) => (seriesType === "scatter" ? `${data.name}\nattacks: ${data.rows.length}` : `${regionName(name)}\nattacks: ${number(ofRegion.get(name)?.n ?? 0)}`)),
    visualMap: { type: "piecewise", seriesIndex: 0, left: 0, bottom: 0, itemWidth: 16, itemHeight: 12, textStyle: { color: inks.ink, fontSize: SMALL }, selectedMode: false,
      pieces: steps(most), inRange: { color: [inks["accent-3"], inks.accent] }, outOfRange: { color: inks.land } },
    geo: { map: "ukraine", aspectScale: 0.66, left: 4, right: 4, top: 4, bottom: room, silent: false, itemStyle: { areaColor: inks.land, borderColor: inks.paper }, emphasis: { disabled: true } },
    series: [
      { type: "map", geoIndex: 0, data: regions.filter((row) => row.admin1.startsWith("UA-")).map((row) => ({ name: row.admin1, value: row.n })) },
      { type: "scatter", coordinateSystem: "geo", symbolSize: (_, { data }) => 7 + 4 * Math.sqrt(data.rows.length - 1),
        itemStyle: { color: inks.ink, borderColor: inks.paper, borderWidth: 1.5 }, z: 5,
        data: places.map((rows) => ({ name: rows[0].place_name ?? "place", value: [rows[0].longitude, rows[0].latitude], rows })) },
    ],
  }, ({ seriesType, name, data }) => {
    const ids = seriesType === "scatter" ? data.rows.map((row) => row.id) : ofRegion.get(name)?.ids;
    if (ids?.length) openClaims(`attacks, ${seriesType === "scatter" ? data.name : regionName(name)}`, ids, []);
  }, Math.max(300, Math.min(560, width * 0.68 + room)));
  const off = placed.length - placed.filter(isOn).length;
  const untold = ofRegion.get(ELSEWHERE)?.n ?? 0;
  document.getElementById("off-map").textContent = [
    untold && `Attacks without a region that is told: ${number(untold)}.`,
    off && `Attacks on places outside the map, which are only in the table by region: ${number(off)}.`,
  ].filter(Boolean).join(" ");
}

// At most four steps of whole numbers for the legend of the map.
function steps(most) {
  const width = Math.max(1, Math.ceil(most / 4));
  return Array.from({ length: Math.ceil(most / width) }, (_, step) => {
    const [first, last] = [step * width + 1, (step + 1) * width];
    return { gte: first, lte: last, label: first === last ? `${first}` : `${first} to ${last}` };
  });
}

const LADDER = ["proposed", "requested", "pledged", "approved", "obligated", "disbursed", "delivered"];
let status = null;

function drawAid() {
  const rows = chosenAid();
  const told = LADDER.filter((name) => rows.some((row) => row.aid_status === name));
  if (rows.some((row) => row.aid_status === null)) told.push("not told");
  if (!told.includes(status)) status = told.includes("pledged") ? "pledged" : told[0];
  document.getElementById("statuses").replaceChildren(element("legend", "Status"), ...told.map((name) => {
    const input = element("input", [], { type: "radio", name: "status", value: name, id: `status-${name}` });
    input.checked = name === status;
    input.addEventListener("change", () => {
      status = name;
      drawAid();
      document.getElementById(`status-${name}`).focus();
    });
    return element("label", [input, ` ${words(name)}`]);
  }));
  const ofStatus = rows.filter((row) => (row.aid_status ?? "not told") === status);
  document.getElementById("aid-unit").textContent = `million US dollars, ${status ?? "no status"}; goods without a price are in the table`;
  const sums = sumsBy(ofStatus.map((row) => ({ ...row, n: 1, id: null })), (row) => row.donor ?? "donor not told", ["amount_usd"]);
  const donors = [...sums].filter(([, sum]) => sum.amount_usd !== null).sort(([, one], [, other]) => other.amount_usd - one.amount_usd).map(([donor]) => donor);
  const dates = [...new Set(ofStatus.map((row) => row.date))].sort();
  const open = (donor, date) => {
    const ids = ofStatus.filter((row) => (row.donor ?? "donor not told") === donor && row.date === date).flatMap(aidIds);
    if (ids.length) openClaims(`${donor}, ${status}, ${monthName(date)}`, ids, ["amount"]);
  };
  const amount = (donor, date) => ofStatus.filter((row) => (row.donor ?? "donor not told") === donor && row.date === date).reduce((sum, row) => plus(sum, row.amount_usd), null);
  const millions = (donor, date) => (amount(donor, date) === null ? null : amount(donor, date) / 1e6);
  if (dates.length > 1) drawAidByMonth(donors, dates, millions, open);
  else drawAidOfMonth(donors.slice(0, 12).reverse(), dates[0], millions, open);
}

const dollarAxis = () => ({ axisLabel: { ...axisLook().axisLabel, formatter: number } });

function drawAidByMonth(donors, dates, millions, open) {
  const ramp = [inks.accent, inks["accent-2"], inks["accent-3"], inks.people, inks["people-2"]];
  const rest = donors.slice(ramp.length);
  const sumOfRest = (date) => rest.reduce((sum, donor) => plus(sum, millions(donor, date)), null);
  const series = donors.slice(0, ramp.length).map((donor, place) => ({ name: donor, data: dates.map((date) => millions(donor, date)), itemStyle: { color: ramp[place] } }));
  if (rest.length) series.push({ name: "others", data: dates.map(sumOfRest), itemStyle: { color: inks.line } });
  put("c-aid", {
    legend: legend(series.map(({ name }) => name)),
    grid: { ...lying(12), top: 84 },
    xAxis: { type: "category", data: dates, ...axisLook(), axisLabel: { ...axisLook().axisLabel, formatter: (date) => date.slice(0, 7) } },
    yAxis: valueAxis("million US dollars", dollarAxis()),
    series: series.map((each) => ({ ...each, type: "bar", stack: "donors", barMaxWidth: 40 })),
    tooltip: tip(({ name, seriesName, value }) => `${seriesName}, ${monthName(name)}\n${status}: ${number(value)} million US dollars`),
  }, ({ seriesName, dataIndex }) => open(seriesName, dates[dataIndex]), 340);
}

function drawAidOfMonth(donors, date, millions, open) {
  put("c-aid", {
    grid: lying(64),
    xAxis: valueAxis("", dollarAxis()),
    yAxis: { type: "category", data: donors, ...axisLook(), axisLabel: { color: inks.ink, fontSize: SMALL, width: 110, overflow: "truncate" } },
    series: [{ type: "bar", barMaxWidth: 22, itemStyle: { color: inks.accent }, data: donors.map((donor) => millions(donor, date)),
      label: { show: true, position: "right", color: inks.ink, fontSize: SMALL, formatter: ({ value }) => number(value) } }],
    tooltip: tip(({ name, value }) => `${name}, ${monthName(date)}\n${status}: ${number(value)} million US dollars`),
  }, ({ name }) => open(name, date), 70 + 36 * Math.max(1, donors.length));
}

function drawCoverage(rows) {
  put("c-coverage", {
    legend: legend(withGaps(rows, [])),
    grid: { left: 44, right: 12, top: 52, bottom: 28 },
    xAxis: [timeAxis(rows), hiddenAxis(rows)],
    yAxis: [valueAxis("digests"), hatchAxis()],
    series: [hatch(rows, 1, 1), { name: "digests", type: "bar", barMaxWidth: 22, data: rows.map((row) => row.documents), itemStyle: { color: inks.accent } }],
  }, null, 170);
}

function drawCharts(time, types, regions) {
  inks = readInks();
  if (!echarts.getMap("ukraine")) echarts.registerMap("ukraine", JSON.parse(document.getElementById("geometry").textContent));
  if (kindGroup() === "all" || kindGroup() === "attack") {
    drawDays(time);
    drawWeapons(types);
    drawPeople(time, regions);
    drawMap(regions);
  }
  if (kindGroup() === "all" || kindGroup() === "aid") drawAid();
  drawCoverage(buckets());
}
