// Saving the form of an entry loses none of its times: a zone of its own, days left out on holidays,
// single dates that a calendar or a person put.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { assert, databases, openBrowser, someone, startKith, visit } from './lib.mjs';

const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0',
    'BEGIN:VEVENT', 'UID:zone-1', 'SUMMARY:Quiltersmeet', 'DTSTART;TZID=America/New_York:20260303T050000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY',
    'EXDATE;TZID=America/New_York:20300305T050000', 'RDATE;TZID=Europe/London:20300312T150000', 'END:VEVENT',
    'BEGIN:VEVENT', 'UID:zone-1', 'RECURRENCE-ID;TZID=America/New_York:20300319T050000', 'SUMMARY:Quiltersmeet',
    'DTSTART;TZID=Europe/London:20300320T140000', 'DURATION:PT2H', 'LOCATION:Elsewhere Hall', 'END:VEVENT',
    'BEGIN:VEVENT', 'UID:plain-1', 'SUMMARY:Lanternmakers', 'DTSTART;TZID=Europe/London:20260302T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY', 'END:VEVENT',
    'END:VCALENDAR', ''].join('\r\n');

// What programs are told of its dates: each EXDATE, RDATE, rule and moved date, without the numbers of versions.
const times = (text) => text.replace(/\r\n /g, '').split('\r\n').filter((line) => !/^(SEQUENCE|DTSTAMP|LAST-MODIFIED|DESCRIPTION|CREATED)/.test(line)).join('\n');

for (const kind of databases)
    test(`the form keeps zone, holidays and single dates (${kind})`, async (t) => {
        const kith = await startKith({ kind }), browser = await openBrowser();
        t.after(async () => { await browser.close(); await kith.stop(); });
        const file = path.join(kith.folder, 'club.ics');
        await writeFile(file, calendar);
        await kith.kith('activities', 'import', file, '--place', 'Weirside');
        const page = await someone(browser, kith, { role: 'admin', script: false });
        const entry = async (name) => {
            const found = await (await page.request.get(`${kith.origin}/find.json?q=${name}`)).json();
            assert.equal(found.results[0]?.name, name);
            return found.results[0].id;
        };
        const ics = async (id) => {
            await visit(page, kith, `/assets/${id}`);
            const number = /\/activities\/(\d+)/.exec(await page.content())[1];
            const answer = await page.request.get(`${kith.origin}/activities/${number}.ics`);
            assert.equal(answer.status(), 200);
            return times(await answer.text());
        };
        const save = async (id, change) => {
            await visit(page, kith, `/assets/${id}/edit`);
            await change();
            await Promise.all([page.waitForNavigation(), page.locator('main form[method="post" i]:has([name=days_times]) button[type=submit], main form[method="post" i]:has([name=days_times]) button:not([type])').last().click()]);
            assert.ok(!page.url().endsWith('/edit'), `refused: ${await page.locator('main').innerText()}`);
        };
        const quilters = await entry('Quiltersmeet');
        const before = await ics(quilters);
        assert.match(before, /20270316T090000/); // an hour early while clocks there have changed and ours have not
        assert.match(before, /20300320T140000/);
        await save(quilters, () => page.fill('[name=description]', 'Bring needles.'));
        assert.equal(await ics(quilters), before);

        const lanterns = await entry('Lanternmakers');
        await save(lanterns, () => page.fill('[name=days_times]', 'Every Monday 10am to 11am, not on bank holidays'));
        await visit(page, kith, `/assets/${lanterns}/edit`);
        const words = await page.inputValue('[name=days_times]');
        assert.match(words, /not on bank holidays/);
        const heeded = await ics(lanterns);
        await save(lanterns, () => page.fill('[name=description]', 'Bring paper.'));
        assert.equal(await ics(lanterns), heeded);
        await visit(page, kith, `/assets/${lanterns}/edit`);
        assert.equal(await page.inputValue('[name=days_times]'), words);
    });
