/* node measure/quality/quality.mjs FOLDER [--sealed] [--detail ID|all] [--pool]
   [--figures FILE]: how good `kith match` is
   on the labelled queries, beside plainer ways. */
import fs from "node:fs";
import path from "node:path";
import { broken } from "./limits.mjs";
import { entries, key, sets } from "./sets.mjs";
import { prepare, systems } from "./systems.mjs";

const folder = process.argv[2];
const flag = (name) => process.argv.includes(name);
const option = (name) => (flag(name) ? process.argv[process.argv.indexOf(name) + 1] : null);
const here = path.dirname(new URL(import.meta.url).pathname);
const read = (name) => JSON.parse(fs.readFileSync(path.join(here, name), "utf8"));
const gain = (grade) => 2 ** grade - 1;
const mean = (list) => (list.length === 0 ? null : list.reduce((a, b) => a + b, 0) / list.length);

function grade(query, set, row) {
    if (broken(query.profile, row) !== null) return 0;
    return query.grades[key(query.set, row)] ?? 0;
}

function score(query, set, list) {
    const seen = new Set(), top = list.slice(0, 10);
    let dcg = 0, repeats = 0, judged = 0;
    const violations = [];
    top.forEach((row, i) => {
        const name = row.name.trim().toLowerCase(), why = broken(query.profile, row);
        if (why !== null) violations.push(`${why}: ${row.name}`);
        if (why !== null || key(query.set, row) in query.grades) judged++;
        if (seen.has(name)) repeats++;
        else dcg += gain(grade(query, set, row)) / Math.log2(i + 2);
        seen.add(name);
    });
    const best = new Map(set.rows.map((row) => [row.name.trim().toLowerCase(), grade(query, set, row)]));
    const ideal = [...best.values()].sort((a, b) => b - a).slice(0, 10).reduce((sum, g, i) => sum + gain(g) / Math.log2(i + 2), 0);
    return { ndcg: ideal > 0 ? dcg / ideal : null, ideal, violations, repeats, judged, shown: top.length,
        useful: top.slice(0, 3).filter((row) => grade(query, set, row) >= 2).length };
}

/* The same draws every time. */
function random(seed) {
    let state = seed;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
}

function bootstrap(differences) {
    const next = random(20260303), means = [];
    for (let draw = 0; draw < 10000; draw++) {
        let sum = 0;
        for (let i = 0; i < differences.length; i++) sum += differences[Math.floor(next() * differences.length)];
        means.push(sum / differences.length);
    }
    means.sort((a, b) => a - b);
    return [means[250], means[9750]];
}

function gini(counts) {
    const sorted = [...counts].sort((a, b) => a - b), sum = sorted.reduce((a, b) => a + b, 0);
    if (sum === 0) return null;
    return sorted.reduce((total, n, i) => total + (2 * (i + 1) - sorted.length - 1) * n, 0) / (sorted.length * sum);
}

const made = sets(folder), loaded = {};
for (const [name, db] of Object.entries(made)) {
    loaded[name] = { name, db, folder, rows: entries(db) };
    prepare(loaded[name]);
}
const queries = read(flag("--sealed") ? "sealed.json" : "queries.json").filter((query) => query.set in loaded);
const results = {}, shown = {};
for (const name of Object.keys(systems)) {
    results[name] = [];
    shown[name] = new Map();
    for (const query of queries) {
        const set = loaded[query.set], list = systems[name](set, query.profile);
        const result = { query, list: list.slice(0, 10), ...score(query, set, list) };
        results[name].push(result);
        for (const row of result.list) shown[name].set(row.external_id, (shown[name].get(row.external_id) ?? 0) + 1);
    }
}

const number = (value, digits = 2) => (value === null ? "-" : value.toFixed(digits));
const total = Object.values(loaded).reduce((sum, set) => sum + set.rows.length, 0);
const average = (name, of = () => true) => mean(results[name].filter((r) => r.ndcg !== null && of(r)).map((r) => r.ndcg));

function table() {
    console.log("| system | nDCG@10 | 2 useful of 3 | violations | repeats | empty | judged@10 | coverage | Gini |");
    console.log("|---|---|---|---|---|---|---|---|---|");
    for (const [name, list] of Object.entries(results)) {
        const right = list.filter((r) => r.ideal > 0), counts = Object.values(loaded).flatMap((set) => set.rows.map((row) => shown[name].get(row.external_id) ?? 0));
        const places = list.reduce((sum, r) => sum + r.shown, 0), judged = list.reduce((sum, r) => sum + r.judged, 0);
        console.log(`| ${name} | ${number(average(name), 3)} | ${right.filter((r) => r.useful >= 2).length} of ${right.length} | ${list.reduce((sum, r) => sum + r.violations.length, 0)} | ${
            list.filter((r) => r.repeats > 0).length} | ${right.filter((r) => r.shown === 0).length} | ${number(judged / places)} | ${
            number(shown[name].size / total)} | ${number(gini(counts))} |`);
    }
    const strata = [...new Set(queries.map((query) => query.stratum))];
    console.log(`\n| nDCG@10 | queries | ${Object.keys(systems).join(" | ")} |\n|---|---|${"---|".repeat(Object.keys(systems).length)}`);
    for (const stratum of [...strata, ...Object.keys(loaded)]) {
        const of = (r) => r.query.stratum === stratum || r.query.set === stratum;
        console.log(`| ${stratum} | ${results.full.filter(of).length} | ${Object.keys(systems).map((name) => number(average(name, of))).join(" | ")} |`);
    }
    const silent = results.full.filter((r) => r.ideal === 0);
    console.log(`\nNothing right in the data: ${silent.filter((r) => r.shown === 0).length} of ${silent.length} lists empty.`);
}

function compare() {
    const differences = results.full.map((r, i) => [r, results["text + limits"][i]]).filter(([r]) => r.ndcg !== null).map(([a, b]) => a.ndcg - b.ndcg);
    const [low, high] = bootstrap(differences);
    console.log(`\nfull against text + limits: ${number(average("full") / average("text + limits"))}x, +${number(mean(differences), 3)
        } (95% ${number(low, 3)} to ${number(high, 3)}, paired bootstrap, ${differences.length} queries)`);
}

function detail(id) {
    for (const [i, r] of results.full.entries()) {
        if (id !== "all" && r.query.id !== id) continue;
        console.log(`\n${r.query.id} ${r.query.stratum} ${JSON.stringify(r.query.profile)}\n  full ${number(r.ndcg)} text+limits ${number(results["text + limits"][i].ndcg)} find ${number(results.find[i].ndcg)}`);
        for (const row of r.list) console.log(`  ${query(r, row)} ${row.name.slice(0, 60)}  [${row.concepts}]`);
        const missing = Object.entries(r.query.grades).filter(([name, g]) => g >= 2 && !r.list.some((row) => key(r.query.set, row) === name));
        for (const [name] of missing) {
            const row = loaded[r.query.set].rows.find((one) => key(r.query.set, one) === name);
            if (row && broken(r.query.profile, row) === null) console.log(`    missing ${r.query.grades[name]} ${row.name.slice(0, 60)} [${row.concepts}]`);
        }
        for (const why of r.violations) console.log(`    VIOLATION ${why}`);
    }
}
function query(r, row) {
    return key(r.query.set, row) in r.query.grades ? grade(r.query, null, row) : "?";
}

/* What some system shows in its first ten and nobody has graded: query, id and name, one a line,
   in no order that gives a system away. */
function pool() {
    for (const [i, one] of queries.entries()) {
        const found = new Map();
        for (const name of Object.keys(systems)) for (const row of results[name][i].list)
            if (!(key(one.set, row) in one.grades) && broken(one.profile, row) === null) found.set(key(one.set, row), row.name);
        for (const [id, name] of [...found].sort()) console.log(`${one.id}\t${id}\t${name}`);
    }
}

if (option("--detail")) detail(option("--detail"));
if (flag("--pool")) {
    pool();
    process.exit(0);
}
table();
compare();
/* For ./bench: full, text + limits, violations, lists with a repeat, empty lists. */
if (option("--figures")) {
    const right = results.full.filter((r) => r.ideal > 0);
    fs.writeFileSync(option("--figures"), [average("full").toFixed(3), average("text + limits").toFixed(3),
        results.full.reduce((sum, r) => sum + r.violations.length, 0), results.full.filter((r) => r.repeats > 0).length,
        right.filter((r) => r.shown === 0).length].join(" ") + "\n");
}
