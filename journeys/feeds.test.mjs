// What programs elsewhere read: both official OpenActive validators over whole walks of the feeds
// after adds, edits, calling off, moving and taking away; calendars read by ical.js across both
// clock changes; a calendar that goes out and comes in elsewhere with the same dates.
import { after, before, test } from 'node:test';
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import ICAL from 'ical.js';
import { assert, databases, root, startKith } from './lib.mjs';

const require = createRequire(import.meta.url);
const { validate } = require('@openactive/data-model-validator');
const { RpdeValidator } = require('@openactive/rpde-validator');
const LIST = 'https://openactive.io/activity-list';

const run = promisify(execFile);
const day = 86400000;
const stamp = (at) => at.toISOString().slice(0, 10).replace(/-/g, '');
const today = new Date(new Date().toISOString().slice(0, 10));
const weekday = (n, weeks = 0) => new Date(today.getTime() + ((n - today.getUTCDay() + 7) % 7 + weeks * 7) * day);
const from = weekday(2, -4), when = (weeks) => stamp(weekday(2, weeks)); // Tuesdays

const zone = 'BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\nBEGIN:DAYLIGHT\r\nDTSTART:19960331T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nDTSTART:19961027T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n';
const event = (lines) => `BEGIN:VEVENT\r\n${lines.join('\r\n')}\r\nEND:VEVENT\r\n`;
const calendar = (...events) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${zone}${events.join('')}END:VCALENDAR\r\n`;
const walk = (sequence, more = [], others = []) => event(['UID:walk@example.org', 'DTSTAMP:20260301T090000Z', `SEQUENCE:${sequence}`,
    'SUMMARY:Nordic Walking at the lake', 'CATEGORIES:Nordic Walking', 'LOCATION:Boat house', 'GEO:52.5;-1.78',
    `DTSTART;TZID=Europe/London:${stamp(from)}T100000`, `DTEND;TZID=Europe/London:${stamp(from)}T113000`,
    'RRULE:FREQ=WEEKLY;BYDAY=TU', ...more]) + others.map((lines) => event(['UID:walk@example.org', 'DTSTAMP:20260301T090000Z', `SEQUENCE:${sequence}`, 'SUMMARY:Nordic Walking at the lake', ...lines])).join('');
const yoga = event(['UID:yoga@example.org', 'DTSTAMP:20260301T090000Z', 'SUMMARY:Yoga, gently', 'CATEGORIES:Yoga',
    `DTSTART;TZID=Europe/London:${stamp(from)}T180000`, `DTEND;TZID=Europe/London:${stamp(from)}T190000`, 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=12']);
const tea = event(['UID:tea@example.org', 'DTSTAMP:20260301T090000Z', 'SUMMARY:Tea and biscuits', `DTSTART;TZID=Europe/London:${stamp(from)}T140000`,
    `DTEND;TZID=Europe/London:${stamp(from)}T150000`, 'RRULE:FREQ=MONTHLY;BYDAY=1TU']);

async function feed(kith, name, limit = 37) {
    const items = new Map();
    for (let at = `${kith.origin}/feeds/openactive/${name}?limit=${limit}`, pages = 0; ; pages++) {
        assert.ok(pages < 5000);
        const page = await (await fetch(at)).json();
        assert.ok(page.next.startsWith(`${kith.origin}/feeds/openactive/${name}`), page.next);
        for (const item of page.items) items.set(item.id, item);
        if (page.items.length === 0) { assert.equal(page.next, at); return items; }
        assert.notEqual(page.next, at);
        at = page.next;
    }
}

// The list comes from our own table: nothing is fetched from elsewhere.
async function modelCache(folder) {
    const rows = (await readFile(path.join(root, 'data/activities/openactive.tsv'), 'utf8')).trim().split('\n').slice(1).map((line) => line.split('\t'));
    const data = { '@context': 'https://openactive.io/', id: LIST, type: 'ConceptScheme', concept: rows.map(([id, prefLabel]) => ({ id: `${LIST}#${id}`, identifier: id, type: 'Concept', prefLabel })) };
    const cache = path.join(folder, 'models');
    await mkdir(cache, { recursive: true });
    await writeFile(path.join(cache, `${createHash('sha256').update(LIST).digest('hex')}.json`),
        JSON.stringify({ errorCode: 'error_none', data, statusCode: 200, url: LIST, exception: null, contentType: 'application/json', fetchTime: Date.now() }));
    return cache;
}

async function check(kith, said) {
    const cache = await modelCache(kith.folder);
    for (const name of ['session-series', 'scheduled-sessions']) {
        const report = await RpdeValidator(`${kith.origin}/feeds/openactive/${name}?limit=40`, { logCallback() {}, requestDelayMs: 0, timeoutMs: 5000, pageLimit: 200 });
        const wrong = report.pages.flatMap((page) => page.errors ?? []).filter((one) => one.severity === 'failure' || one.type === 'failure');
        assert.deepEqual(wrong, [], `${said}: ${name}`);
        assert.ok(report.pages.length > 0);
        let n = 0;
        for (const item of (await feed(kith, name)).values()) {
            if (item.state === 'deleted') { assert.equal(item.data, undefined); continue; }
            if (name === 'scheduled-sessions' && n++ % 9) continue; // one in nine: they are of one make
            const found = await validate(item.data, { loadRemoteJson: true, remoteJsonCachePath: cache, remoteJsonCacheTimeToLive: 1e9, validationMode: 'RPDEFeed' });
            assert.deepEqual(found.filter((one) => one.severity === 'failure').map((one) => `${one.path}: ${one.message}`), [], `${said}: ${item.id}`);
        }
    }
}

async function take(kith, text, place = 'Weirside') {
    const file = path.join(kith.folder, 'calendar.ics');
    await writeFile(file, text);
    return JSON.parse(await kith.kith('import', file, '--place', place, '--source', 'example', '--json'));
}

const named = (items, name) => [...items.values()].find((item) => item.data?.name === name);
const datesOf = (items, series) => new Map([...items.values()].filter((item) => item.id.startsWith(`${series.id}-`)).map((item) => [item.id.slice(series.id.length + 1), item]));
const settled = () => new Promise((resolve) => { setTimeout(resolve, 1200); });

// All dates a calendar gives in a span, as ical.js has them.
function expand(text, first, last) {
    const all = new ICAL.Component(ICAL.parse(text));
    for (const one of all.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(one);
    const events = all.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const masters = events.filter((one) => !one.isRecurrenceException()), out = [];
    for (const one of events) if (one.isRecurrenceException()) masters.find((m) => m.uid === one.uid)?.relateException(one);
    for (const m of masters) {
        const at = m.iterator();
        for (let next = at.next(), n = 0; next && n < 5000; next = at.next(), n++) {
            const real = m.getOccurrenceDetails(next), begins = real.startDate.toJSDate();
            if (begins > last && next.toJSDate() > last) break;
            if (begins < first || begins > last) continue;
            const off = real.item.component.getFirstPropertyValue('status') === 'CANCELLED';
            out.push(`${real.item.summary} ${begins.toISOString()}${off ? ' off' : ''}`);
        }
    }
    return out.sort();
}

for (const kind of databases) {
    test(`feeds stay right through adds, edits, calling off, moves and taking away (${kind})`, async () => {
        const kith = await startKith({ kind });
        try {
            await check(kith, 'the example');
            await take(kith, calendar(walk(0), yoga, tea));
            await settled();
            let series = await feed(kith, 'session-series'), sessions = await feed(kith, 'scheduled-sessions');
            const walking = named(series, 'Nordic Walking at the lake');
            assert.equal(walking.data.activity[0].prefLabel, 'Nordic Walking');
            assert.equal(named(series, 'Tea and biscuits'), undefined, 'nobody moves over tea');
            assert.ok(named(series, 'Yoga, gently'));
            const before = datesOf(sessions, walking), code = (weeks) => `${when(weeks)}T1000`;
            assert.ok(before.size > 55 && before.size < 64, `${before.size} dates from 30 days back to 400 ahead`);
            await check(kith, 'after adding');

            await take(kith, calendar(walk(1, [`EXDATE;TZID=Europe/London:${when(2)}T100000`], [
                [`RECURRENCE-ID;TZID=Europe/London:${when(3)}T100000`, `DTSTART;TZID=Europe/London:${when(3)}T100000`, 'STATUS:CANCELLED'],
                [`RECURRENCE-ID;TZID=Europe/London:${when(4)}T100000`, `DTSTART;TZID=Europe/London:${when(4)}T150000`, `DTEND;TZID=Europe/London:${when(4)}T160000`],
            ]), yoga, tea));
            await settled();
            sessions = datesOf(await feed(kith, 'scheduled-sessions'), walking);
            assert.equal(sessions.get(code(2)).state, 'deleted', 'a date that disappeared');
            assert.equal(sessions.get(code(3))?.data?.eventStatus, 'https://schema.org/EventCancelled', 'one that was called off');
            assert.match(sessions.get(code(4))?.data?.startDate ?? '', /T15:00:00/, 'one that was moved keeps its name');
            assert.equal(sessions.get(code(5)).modified, before.get(code(5)).modified, 'what did not change keeps its number');
            await check(kith, 'after an edit');

            await take(kith, calendar(walk(2, ['STATUS:CANCELLED']), yoga, tea));
            await settled();
            series = await feed(kith, 'session-series');
            assert.equal(series.get(walking.id).data?.eventStatus, 'https://schema.org/EventCancelled');
            for (const item of datesOf(await feed(kith, 'scheduled-sessions'), walking).values())
                assert.ok(item.state === 'deleted' || new Date(item.data.startDate) < new Date(today.getTime() + day) || /Cancelled/.test(item.data.eventStatus), item.id);
            const gone = await (await fetch(`${kith.origin}/activities/${walking.id}.ics`)).text();
            assert.match(gone, /STATUS:CANCELLED/, 'its calendar says so');
            await check(kith, 'after it was called off');

            const gentle = named(series, 'Yoga, gently');
            await kith.kith('activities', 'end', gentle.id);
            await settled();
            assert.equal((await feed(kith, 'session-series')).get(gentle.id).state, 'deleted');
            const left = [...datesOf(await feed(kith, 'scheduled-sessions'), gentle).values()];
            assert.ok(left.length > 0 && left.every((item) => item.state === 'deleted' && item.data === undefined));
            assert.match(await (await fetch(`${kith.origin}/activities/${gentle.id}.ics`)).text(), /STATUS:CANCELLED/, 'it does not vanish');
            await check(kith, 'after one ended');
        } finally { await kith.stop(); }
    });
}

test('a calendar across both clock changes is what the feeds say, and comes in elsewhere with the same dates', async () => {
    const one = await startKith(), other = await startKith();
    try {
        await take(one, calendar(walk(1, [`EXDATE;TZID=Europe/London:${when(2)}T100000`], [
            [`RECURRENCE-ID;TZID=Europe/London:${when(3)}T100000`, `DTSTART;TZID=Europe/London:${when(3)}T100000`, 'STATUS:CANCELLED'],
            [`RECURRENCE-ID;TZID=Europe/London:${when(4)}T100000`, `DTSTART;TZID=Europe/London:${when(4)}T150000`, `DTEND;TZID=Europe/London:${when(4)}T160000`],
        ]), yoga));
        await settled();
        const series = named(await feed(one, 'session-series'), 'Nordic Walking at the lake');
        const text = await (await fetch(`${one.origin}/activities/${series.id}.ics`)).text();
        for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
        assert.ok(text.includes('UID:walk@example.org\r\n'), 'the UID it came with');
        const first = new Date(today.getTime() - 29 * day), last = new Date(today.getTime() + 398 * day);
        const sessions = [...datesOf(await feed(one, 'scheduled-sessions'), series).values()].filter((item) => item.data)
            .map((item) => item.data).filter((data) => new Date(data.startDate) >= first && new Date(data.startDate) <= last);
        const wanted = sessions.map((data) => `Nordic Walking at the lake ${new Date(data.startDate).toISOString()}${/Cancelled/.test(data.eventStatus) ? ' off' : ''}`).sort();
        assert.ok(new Set(wanted.map((line) => line.slice(-14, -5))).size >= 1);
        assert.deepEqual(expand(text, first, last), wanted);
        const hours = new Set(wanted.map((line) => /T(\d\d)/.exec(line)[1]));
        assert.ok(hours.has('09') && hours.has('10'), 'summer and winter differ in UTC');

        const report = await take(other, text);
        assert.equal(report.added, 1);
        await settled();
        const again = named(await feed(other, 'session-series'), 'Nordic Walking at the lake');
        const copy = await (await fetch(`${other.origin}/activities/${again.id}.ics`)).text();
        assert.deepEqual(expand(copy, first, last), wanted, 'the same dates in another Kith');

        const all = await fetch(`${one.origin}/calendar.ics`);
        assert.equal(all.headers.get('content-type'), 'text/calendar; charset=utf-8');
        const same = await fetch(`${one.origin}/calendar.ics`, { headers: { 'if-none-match': all.headers.get('etag') } });
        assert.equal(same.status, 304);
        assert.ok(expand(await all.text(), first, last).some((line) => line.startsWith('Yoga, gently')));
        assert.equal((await fetch(`${one.origin}/places/Weirside.ics`)).status, 200);
        assert.equal((await fetch(`${one.origin}/calendar.ics?key=${'0'.repeat(40)}`)).status, 404);
    } finally { await one.stop(); await other.stop(); }
});

test('calendars give the dates of the feeds, whatever the words of the timetable', async () => {
    const words = ['Every Tuesday 10:00 to 11:30', '1st Sat 2-4pm', 'every other Thursday from 3 March 2026, 10 to 11.30', 'last Friday of the month 7pm to 9pm',
        'Mondays and Wednesdays 9am-10am', 'Monday 9-10am and Friday 6-7pm', 'daily 8am to 8.30am', 'every Tuesday 10:00 to 11:00, not in school holidays',
        'every Monday 2pm to 3pm, not on bank holidays', 'Saturdays 10pm to 1am', '2nd and 4th Wednesday 1pm to 2pm', 'Sundays 4am to 5.30am'];
    const kith = await startKith();
    try {
        const file = path.join(kith.folder, 'list.csv');
        await writeFile(file, `id,name,kind,days_times\n${words.map((line, i) => `r${i},Yoga ${String(i).padStart(2, '0')},activity,"${line}"`).join('\n')}\n`);
        const report = JSON.parse(await kith.kith('import', file, '--place', 'Weirside', '--json'));
        assert.equal(report.added, words.length);
        await settled();
        const first = new Date(today.getTime() - 28 * day), last = new Date(today.getTime() + 396 * day);
        const sessions = [...(await feed(kith, 'scheduled-sessions', 1000)).values()], series = await feed(kith, 'session-series');
        let compared = 0;
        for (const [i, line] of words.entries()) {
            const one = named(series, `Yoga ${String(i).padStart(2, '0')}`);
            assert.ok(one, line);
            const wanted = sessions.filter((item) => item.id.startsWith(`${one.id}-`) && item.data).map((item) => new Date(item.data.startDate))
                .filter((at) => at >= first && at <= last).map((at) => `${one.data.name} ${at.toISOString()}`).sort();
            assert.ok(wanted.length >= 12, `${line}: ${wanted.length}`);
            const text = await (await fetch(`${kith.origin}/activities/${one.id}.ics`)).text();
            assert.deepEqual(expand(text, first, last), wanted, line);
            compared += wanted.length;
        }
        assert.ok(compared > 1000);
    } finally { await kith.stop(); }
});

test('a poster is one page in every language and both sizes, with the telephone on it', async () => {
    const kith = await startKith();
    try {
        await settled();
        const all = (await (await fetch(`${kith.origin}/calendar.ics`)).text()).replace(/\r\n /g, '');
        const id = /activities\/(\d+)/.exec(all)[1], file = path.join(kith.folder, 'poster.pdf');
        for (const address of [`/activities/${id}/poster.pdf?`, '/on.pdf?place=Weirside&']) {
            for (const lang of ['en', 'cy', 'pl', 'ur']) {
                for (const size of ['a4', 'a3']) {
                    const answer = await fetch(`${kith.origin}${address}lang=${lang}&size=${size}`);
                    assert.equal(answer.status, 200);
                    assert.equal(answer.headers.get('content-type'), 'application/pdf');
                    await writeFile(file, Buffer.from(await answer.arrayBuffer()));
                    const about = (await run('pdfinfo', [file])).stdout;
                    assert.match(about, /Pages: +1\n/);
                    assert.match(about, size === 'a3' ? /841\.\d+ x 1190/ : /595\.\d+ x 841/);
                    assert.match((await run('pdftotext', [file, '-'])).stdout, /07700/);
                }
            }
        }
        assert.equal((await fetch(`${kith.origin}/activities/1/poster.pdf`)).status, 404);
        assert.equal((await fetch(`${kith.origin}/on.pdf?place=Nowhere`)).status, 404);
        const news = await (await fetch(`${kith.origin}/feeds/on.atom`)).text();
        await writeFile(file, news);
        await run('xmllint', ['--noout', file]).catch((error) => { if (error.code !== 'ENOENT') throw error; });
        assert.match(news, /<id>urn:uuid:[0-9a-f-]{36}<\/id>/);
    } finally { await kith.stop(); }
});
