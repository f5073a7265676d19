// Do our dates agree with two other programs' wherever those two agree?
//   node tools/recur_agree.mjs [--rules 2000] [--seed 1] [--build build] [--list FILE]
// Rules are made up (the same ones for the same seed), begun in four zones, and followed for ten
// years. --list writes those on which the two others differ. Answers 1 when we are alone.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(path.join(root, 'journeys/package.json'));
const ICAL = (await import(pathToFileURL(require.resolve('ical.js')))).default;
const option = (name, fallback) => { const i = process.argv.indexOf('--' + name); return i < 0 ? fallback : process.argv[i + 1]; };
const many = Number(option('rules', 2000)), build = path.resolve(root, option('build', 'build'));
const MOST = 40000;

// ---- made-up rules ----
let state = Number(option('seed', 1)) >>> 0;
const random = () => { state = (state + 0x6d2b79f5) >>> 0; let t = Math.imul(state ^ (state >>> 15), 1 | state); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const chance = (p) => random() < p;
const some = (list, most) => { const out = new Set(); for (let n = 1 + below(most); n > 0; n--) out.add(pick(list)); return [...out]; };
const range = (a, b) => Array.from({ length: b - a + 1 }, (_, i) => a + i);
const pad = (n, w = 2) => String(n).padStart(w, '0');
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const zones = ['Europe/London', 'America/New_York', 'Asia/Karachi', 'Australia/Lord_Howe'];
const stamp = (d) => `${pad(d.getUTCFullYear(), 4)}${pad(d.getUTCMonth() + 1)}${pad(d.getUTCDate())}T${pad(d.getUTCHours())}${pad(d.getUTCMinutes())}${pad(d.getUTCSeconds())}`;

function start() {
    const day = Date.UTC(2026 + below(2), below(12), 1 + below(28)); // the Python zones end with 2037
    const odd = chance(0.08) ? pick([Date.UTC(2028, 1, 29), Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2027, 0, 31), Date.UTC(2026, 11, 31)]) : day;
    const minute = chance(0.12) ? 60 * below(4) + pick([0, 15, 30, 45]) : 60 * (7 + below(15)) + pick([0, 0, 15, 30, 45]);
    return new Date(odd + minute * 60000);
}
const by = (parts, name, list, p, most) => { if (chance(p)) parts.push(`${name}=${some(list, most).join(',')}`); };
const nth = (last) => some(DAYS, 3).map((d) => (chance(0.5) ? pick([1, 2, 3, 4, -1, -2, last, -last]) : '') + d).join(',');

const everyday = [
    () => ['FREQ=WEEKLY'],
    () => ['FREQ=WEEKLY', `BYDAY=${some(DAYS, 3).join(',')}`],
    () => ['FREQ=WEEKLY', `INTERVAL=${2 + below(4)}`, `BYDAY=${some(DAYS, 3).join(',')}`, ...(chance(0.4) ? [`WKST=${pick(DAYS)}`] : [])],
    () => ['FREQ=DAILY', `INTERVAL=${1 + below(9)}`],
    () => ['FREQ=MONTHLY', `BYDAY=${pick([1, 2, 3, 4, -1, -2])}${pick(DAYS)}`],
    () => ['FREQ=MONTHLY', `INTERVAL=${1 + below(4)}`, `BYDAY=${nth(5)}`],
    () => ['FREQ=MONTHLY'],
    () => ['FREQ=MONTHLY', `BYMONTHDAY=${some([1, 2, 10, 15, 28, 29, 30, 31, -1, -2, -31], 3).join(',')}`],
    () => ['FREQ=MONTHLY', 'BYDAY=MO,TU,WE,TH,FR', `BYSETPOS=${some([1, 2, -1, -2, 10], 2).join(',')}`],
    () => ['FREQ=YEARLY'],
    () => ['FREQ=YEARLY', `BYMONTH=${some(range(1, 12), 4).join(',')}`],
    () => ['FREQ=YEARLY', `BYMONTH=${some(range(1, 12), 3).join(',')}`, `BYDAY=${nth(5)}`],
    () => ['FREQ=DAILY', `BYMONTH=${some(range(1, 12), 3).join(',')}`, `BYDAY=${some(DAYS, 5).join(',')}`],
];
const weird = [
    () => { const p = ['FREQ=YEARLY', `INTERVAL=${1 + below(4)}`]; by(p, 'BYMONTH', range(1, 12), 0.4, 4); by(p, 'BYMONTHDAY', [...range(1, 31), ...range(-31, -1)], 0.4, 4); if (chance(0.5)) p.push(`BYDAY=${nth(p.some((x) => x.startsWith('BYMONTH=')) ? 5 : 53)}`); return p; },
    () => { const p = ['FREQ=YEARLY', `BYWEEKNO=${some([...range(1, 53), ...range(-53, -1)], 4).join(',')}`]; by(p, 'BYDAY', DAYS, 0.7, 4); if (chance(0.4)) p.push(`WKST=${pick(DAYS)}`); by(p, 'BYMONTH', range(1, 12), 0.2, 6); return p; },
    () => { const p = ['FREQ=YEARLY', `BYYEARDAY=${some([...range(1, 366), ...range(-366, -1)], 6).join(',')}`]; by(p, 'BYDAY', DAYS, 0.3, 5); by(p, 'BYMONTH', range(1, 12), 0.2, 8); return p; },
    () => { const p = ['FREQ=MONTHLY', `BYDAY=${some(DAYS, 5).join(',')}`]; by(p, 'BYMONTHDAY', [...range(1, 31), -1, -2, -3], 0.6, 8); by(p, 'BYMONTH', range(1, 12), 0.3, 6); return p; },
    () => { const p = ['FREQ=YEARLY', `BYDAY=${some(DAYS, 4).join(',')}`, `BYMONTH=${some(range(1, 12), 3).join(',')}`, `BYSETPOS=${some([1, 2, 3, -1, -2, 5, -5], 3).join(',')}`]; return p; },
    () => { const p = ['FREQ=YEARLY', `BYDAY=${some(DAYS, 4).join(',')}`, `BYSETPOS=${some([1, 2, 50, -1, -2, 100, -100], 3).join(',')}`]; return p; },
    () => { const p = ['FREQ=WEEKLY', `INTERVAL=${1 + below(3)}`]; by(p, 'BYDAY', DAYS, 0.8, 5); by(p, 'BYMONTH', range(1, 12), 0.4, 5); by(p, 'BYHOUR', range(0, 23), 0.4, 3); by(p, 'BYMINUTE', range(0, 59), 0.3, 2); if (chance(0.3)) p.push(`WKST=${pick(DAYS)}`); return p; },
    () => { const p = ['FREQ=WEEKLY', `BYDAY=${some(DAYS, 5).join(',')}`, `BYSETPOS=${some([1, 2, -1, -2], 2).join(',')}`]; return p; },
    () => { const p = ['FREQ=DAILY', `INTERVAL=${1 + below(40)}`]; by(p, 'BYMONTHDAY', [...range(1, 31), ...range(-10, -1)], 0.5, 6); by(p, 'BYDAY', DAYS, 0.4, 4); by(p, 'BYMONTH', range(1, 12), 0.3, 5); by(p, 'BYHOUR', range(0, 23), 0.3, 3); return p; },
    () => { const p = ['FREQ=HOURLY', `INTERVAL=${1 + below(30)}`, `COUNT=${1 + below(120)}`]; by(p, 'BYDAY', DAYS, 0.3, 4); by(p, 'BYHOUR', range(0, 23), 0.3, 8); by(p, 'BYMINUTE', range(0, 59), 0.3, 3); by(p, 'BYMONTH', range(1, 12), 0.2, 8); return p; },
    () => { const p = ['FREQ=MINUTELY', `INTERVAL=${1 + below(200)}`, `COUNT=${1 + below(120)}`]; by(p, 'BYHOUR', range(0, 23), 0.4, 8); by(p, 'BYDAY', DAYS, 0.3, 5); return p; },
    () => { const p = ['FREQ=SECONDLY', `INTERVAL=${1 + below(7200)}`, `COUNT=${1 + below(120)}`]; by(p, 'BYMINUTE', range(0, 59), 0.3, 20); by(p, 'BYHOUR', range(0, 23), 0.2, 12); return p; },
    () => { const p = ['FREQ=MONTHLY', `INTERVAL=${1 + below(13)}`, `BYMONTHDAY=${some([29, 30, 31, -29, -30, -31], 3).join(',')}`]; by(p, 'BYHOUR', range(0, 23), 0.3, 2); return p; },
    () => ['FREQ=YEARLY', 'BYMONTH=2', `BYMONTHDAY=${pick([29, -1, 28])}`, `INTERVAL=${pick([1, 1, 2, 4])}`],
];

function makeCase(id) {
    const begin = start();
    const parts = chance(0.55) ? pick(everyday)() : pick(weird)();
    if (!parts.some((p) => p.startsWith('COUNT')) && chance(0.45)) {
        const until = new Date(begin.getTime() + below(3600) * 86400000 + below(1440) * 60000);
        parts.push(chance(0.5) ? `COUNT=${1 + below(80)}` : `UNTIL=${stamp(until)}Z`);
    }
    const exdates = chance(0.1) ? range(1, 1 + below(6)).map(() => stamp(new Date(begin.getTime() + 7 * below(60) * 86400000))) : [];
    return { id, rule: parts.join(';'), begin: stamp(begin), fits: chance(0.85), zone: zones[id % 4 === 3 ? 2 + below(2) : id % 4 === 2 ? 1 : 0], exdates };
}
const tenYears = (begin) => [String(Number(begin.slice(0, 4)) + 10) + begin.slice(4).replace('0229', '0228'), '20371231T235959'].sort()[0];
const tsv = (c) => [c.rule, c.begin, c.zone, c.end, c.exdates.join(',')].join('\t');
function kith(list) {
    const run = spawnSync(path.join(build, 'measure/recur'), ['lines'], { input: list.map(tsv).join('\n') + '\n', maxBuffer: 1 << 30, encoding: 'utf8' });
    if (run.status !== 0) { console.error(run.stderr || run.error); process.exit(1); }
    return run.stdout.trimEnd().split('\n').map((l) => (l.startsWith('refused') ? { why: l } : { at: l ? l.split(' ').map(Number) : [] }));
}
// A start that does not fit its rule is read in three ways: most are moved to a day that fits.
function fit(all) {
    const loose = all.map((c) => ({ ...c, zone: 'UTC', end: '20301231T000000', exdates: [], rule: c.rule.replace(/;(COUNT|UNTIL)=[^;]*/, '') + (/=(HOUR|MINUTE|SECOND)LY/.test(c.rule) ? ';COUNT=3' : '') }));
    kith(loose).forEach((answer, i) => {
        const second = answer.at?.[1];
        if (all[i].fits && second && second < Date.UTC(2028, 2, 1) / 1000) all[i].begin = stamp(new Date(second * 1000));
        all[i].end = tenYears(all[i].begin);
    });
}

// ---- the zones as the two others read them ----
const observance = (kind, from, to, dtstart, rule) => `BEGIN:${kind}\r\nDTSTART:${dtstart}\r\nTZOFFSETFROM:${from}\r\nTZOFFSETTO:${to}\r\n${rule ? `RRULE:FREQ=YEARLY;${rule}\r\n` : ''}END:${kind}\r\n`;
const vtimezones = {
    'Europe/London': observance('DAYLIGHT', '+0000', '+0100', '19960331T010000', 'BYMONTH=3;BYDAY=-1SU') + observance('STANDARD', '+0100', '+0000', '19961027T020000', 'BYMONTH=10;BYDAY=-1SU'),
    'America/New_York': observance('DAYLIGHT', '-0500', '-0400', '20070311T020000', 'BYMONTH=3;BYDAY=2SU') + observance('STANDARD', '-0400', '-0500', '20071104T020000', 'BYMONTH=11;BYDAY=1SU'),
    'Asia/Karachi': observance('STANDARD', '+0500', '+0500', '20091101T000000', ''),
    'Australia/Lord_Howe': observance('STANDARD', '+1100', '+1030', '20080406T020000', 'BYMONTH=4;BYDAY=1SU') + observance('DAYLIGHT', '+1030', '+1100', '20081005T020000', 'BYMONTH=10;BYDAY=1SU'),
};
const calendar = (c) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//kith//agree//EN', `BEGIN:VTIMEZONE\r\nTZID:${c.zone}\r\n${vtimezones[c.zone]}END:VTIMEZONE`,
    'BEGIN:VEVENT', `UID:${c.id}`, 'DTSTAMP:20260101T000000Z', `DTSTART;TZID=${c.zone}:${c.begin}`, 'DURATION:PT1H', `RRULE:${c.rule}`,
    ...c.exdates.map((d) => `EXDATE;TZID=${c.zone}:${d}`), 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

function byIcal(c) {
    const tree = new ICAL.Component(ICAL.parse(calendar(c)));
    const zone = new ICAL.Timezone(tree.getFirstSubcomponent('vtimezone'));
    ICAL.TimezoneService.register(zone);
    const event = new ICAL.Event(tree.getFirstSubcomponent('vevent'));
    const end = ICAL.Time.fromDateTimeString(c.end.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6'));
    end.zone = zone;
    const last = end.toUnixTime(), at = new Set(), began = Date.now();
    const iterator = event.iterator();
    for (let next; (next = iterator.next());) {
        const seconds = next.toUnixTime();
        if (seconds >= last + 200000) break;
        if (seconds < last) at.add(seconds);
        if (at.size > MOST || Date.now() - began > 1000) throw new Error('too long');
    }
    return [...at].sort((a, b) => a - b);
}
const told = (f) => { try { return { at: f() }; } catch (why) { return { why: String(why.message ?? why).slice(0, 200) }; } };

// Some rules never come back from ical.js: it works in a thread, which is ended when it is silent.
if (!isMainThread) {
    parentPort.on('message', (c) => parentPort.postMessage({ id: c.id, answer: told(() => byIcal(c)) }));
} else {
    await main();
}
function icalAnswers(cases) {
    return new Promise((done) => {
        const out = [];
        let worker, timer;
        const next = () => {
            if (out.length === cases.length) { worker.terminate(); done(out); return; }
            worker.postMessage(cases[out.length]);
            timer = setTimeout(() => { worker.terminate(); out.push({ why: 'does not come back' }); begin(); }, 1500);
        };
        const begin = () => {
            worker = new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2) });
            worker.on('message', ({ answer }) => { clearTimeout(timer); out.push(answer); next(); });
            worker.once('online', next);
        };
        begin();
    });
}

// ---- compare ----
async function main() {
const cases = range(1, many).map(makeCase);
fit(cases);
const local = (s) => [s.slice(0, 4), s.slice(4, 6), s.slice(6, 8), s.slice(9, 11), s.slice(11, 13)].map(Number);
const python = new Promise((done, fail) => {
    const child = spawn('/usr/bin/python3', [path.join(root, 'tools/recur_agree.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (d) => { text += d; });
    child.on('close', (rc) => (rc ? fail(new Error('python answered ' + rc)) : done(text.trim().split('\n').map((l) => JSON.parse(l)))));
    child.stdin.end(cases.map((c) => JSON.stringify({ id: c.id, ics: calendar(c), until: local(c.end) })).join('\n') + '\n');
});
const answers = kith(cases);
const icaljs = await icalAnswers(cases);
const theirs = new Map((await python).map((a) => [a.id, a]));
const text = (a) => (a.at ? a.at.join(' ') : 'refused');
const wall = (zone) => { const f = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }); return (s) => f.format(s * 1000); };
// A time that exists twice is the first (RFC 5545 3.3.5); both others take the second.
const twice = (c, k, a) => { const show = wall(c.zone); return k.at && a.at && k.at.length === a.at.length && k.at.every((t, i) => t === a.at[i] || (t < a.at[i] && show(t) === show(a.at[i]))); };
const counts = { rules: many, both: 0, agree: 0, twice: 0, alone: 0, differ: 0, dates: 0 };
const differ = [], alone = [];
cases.forEach((c, i) => {
    const k = answers[i], a = icaljs[i], b = theirs.get(c.id);
    counts.dates += k.at?.length ?? 0;
    if (text(a) !== text(b)) { counts.differ++; differ.push({ c, k, a, b }); return; }
    counts.both++;
    if (text(k) === text(a)) counts.agree++;
    else if (twice(c, k, a)) counts.twice++;
    else { counts.alone++; alone.push({ c, k, a, b }); }
});
// The command says what the program that reads lines says.
let strays = 0;
for (let i = 0; i < cases.length; i += Math.ceil(cases.length / 25)) {
    const c = cases[i], iso = (d) => d.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6');
    const run = spawnSync(path.join(build, 'kith'), ['activities', 'expand', '--rule', 'RRULE:' + c.rule, '--start', iso(c.begin), '--tz', c.zone, '--until', iso(c.end), ...c.exdates.flatMap((d) => ['--exdate', iso(d)]), '--json'], { encoding: 'utf8' });
    const said = run.status === 0 ? { at: JSON.parse(run.stdout).map((t) => Date.parse(t) / 1000) } : { why: run.stdout };
    if (text(said) !== text(answers[i])) { strays++; console.log(`kith activities expand differs: ${c.rule} from ${c.begin} ${c.zone}`); }
}
const first = (x, y) => { const n = Math.max(x.length, y.length); for (let i = 0; i < n; i++) if (x[i] !== y[i]) return i; return -1; };
const show = (a, i) => (a.at ? `${a.at.length} dates, number ${i + 1} ${a.at[i] ? new Date(a.at[i] * 1000).toISOString() : '-'}` : a.why);
const describe = ({ c, k, a, b }) => {
    const i = k.at ? Math.min(...[a, b].filter((x) => x.at).map((x) => first(k.at, x.at)).filter((n) => n >= 0), 1e9) : 0;
    return `${c.rule}\n  from ${c.begin} ${c.zone}${c.exdates.length ? ' without ' + c.exdates : ''}\n  kith      ${show(k, i)}\n  ical.js   ${show(a, i)}${text(a) === text(k) ? ' (as kith)' : ''}\n  recurring ${show(b, i)}${text(b) === text(k) ? ' (as kith)' : ''}`;
};
if (option('list')) writeFileSync(option('list'), differ.map(describe).join('\n') + '\n');
for (const one of alone.slice(0, 20)) console.log('alone: ' + describe(one));
const with_ = (name) => differ.filter((d) => text(d[name]) === text(d.k)).length;
console.log(`${counts.rules} rules, ${counts.dates} dates: the two others agree on ${counts.both}, we with them on ${counts.agree}, and on ${counts.twice} but for times that exist twice; they differ on ${counts.differ} (we are with ical.js on ${with_('a')}, with recurring-ical-events on ${with_('b')})`);
process.exit(strays || counts.alone || counts.both < many / 2 ? 1 : 0);
}
