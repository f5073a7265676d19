// Pairs a person read against what `kith assets duplicates` says: precision, recall, F1 for the
// pairs used while building and for those kept sealed. The lists are not in this tree.
//   node measure/duplicates.mjs KITH SAMPLES WORK [--show] [--figures FILE]
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const [kith, samples, work, ...flags] = process.argv.slice(2);
const labels = new URL("./duplicates-labels.tsv", import.meta.url);
const files = {
    groups: "mutual-aid-groups-uk/groups.json",
    openfairdb: "openfairdb/search-visible.json",
    linksf: "link-sf/linksf.json",
    bristol: "bristol-community-places/community_toilets.csv",
};
const show = flags.includes("--show");
const run = (...args) => execFileSync(kith, args, { encoding: "utf8", maxBuffer: 1 << 28 });

const rows = readFileSync(labels, "utf8").split("\n").filter((l) => l && !l.startsWith("#"))
    .map((l) => l.split("\t")).map(([list, a, b, label, part]) => ({ list, key: `${a}-${b}`, label, part }));
const tally = { develop: [0, 0, 0, 0], sealed: [0, 0, 0, 0] };
let unlabelled = 0;
let equal = 0;

for (const [list, file] of Object.entries(files)) {
    if (!existsSync(`${samples}/${file}`)) continue;
    mkdirSync(work, { recursive: true });
    const db = `${work}/${list}.db`;
    for (const end of ["", "-wal", "-shm", "-index"]) rmSync(db + end, { force: true });
    run("init", "--db", db);
    run("import", `${samples}/${file}`, "--db", db, "--place", "Here", "--source", list, "--json");
    const pairs = JSON.parse(run("assets", "duplicates", "--db", db, "--json"));
    const line = (p) => [p.a.source_line, p.b.source_line].sort((x, y) => x - y).join("-");
    const said = new Map(pairs.map((p) => [line(p), p]));
    const known = new Set(rows.filter((r) => r.list === list).map((r) => r.key));
    const all = show ? JSON.parse(run("assets", "duplicates", "--db", db, "--min", "0.3", "--json")) : [];
    const scores = new Map(all.map((p) => [line(p), p]));
    const raw = file.endsWith(".json") ? JSON.parse(readFileSync(`${samples}/${file}`, "utf8")) : null;
    const text = (n) => (Array.isArray(raw) ? JSON.stringify(raw[n - 1]) : n);
    for (const r of rows.filter((x) => x.list === list && x.label !== "?")) {
        const [one, other] = r.key.split("-").map(Number);
        if (text(one) === text(other)) {
            equal++; // equal to the letter: the import takes them as one
            continue;
        }
        const yes = said.has(r.key);
        const same = r.label === "same";
        tally[r.part][yes ? (same ? 0 : 1) : same ? 2 : 3]++;
        if (show && yes !== same && r.part === "develop") {
            const p = scores.get(r.key);
            console.error(same ? "missed" : "wrong ", list, r.key, p ? `${p.score} ${p.a.name} | ${p.b.name} ${p.why}` : "-");
        }
    }
    for (const [key, p] of said)
        if (!known.has(key)) {
            unlabelled++;
            if (show) console.error("new   ", list, key, p.score, p.a.name, "|", p.b.name, p.why.join(" "));
        }
}
const figures = {};
for (const [part, [hit, wrong, missed]] of Object.entries(tally)) {
    const precision = hit / (hit + wrong || 1);
    const recall = hit / (hit + missed || 1);
    const f1 = hit ? (2 * precision * recall) / (precision + recall) : 0;
    figures[part] = f1.toFixed(3);
    console.error(`${part}: ${hit} found, ${wrong} wrong, ${missed} missed; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`);
}
console.error(`${unlabelled} pairs that nobody has read; ${equal} labelled pairs are one row twice, which the import sees`);
const at = flags.indexOf("--figures");
if (at >= 0) writeFileSync(flags[at + 1], `${figures.develop} ${figures.sealed}\n`);
