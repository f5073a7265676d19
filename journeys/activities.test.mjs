// A coordinator starts something fortnightly that rests in school holidays, moves one date, calls one
// off, changes one and all later ones, and takes it back; a neighbour sees it at 360 px without script.
import { test } from 'node:test';
import { assert, assertAccessible, assertFits, assertValid, calm, databases, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, words } from './steps.mjs';

const DAY = 86400000;
const iso = (at) => new Date(at).toISOString().slice(0, 10);
const said = (at) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(at);
// A Thursday some days ahead, so that nothing of it is over.
const thursday = () => { let at = Date.now() + 2 * DAY; while (new Date(at).getUTCDay() !== 4) at += DAY; return at; };
const dates = (page) => page.locator('#dates + ul h3').allInnerTexts();
const changes = (page) => page.locator('a:has-text("Change this date")').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));

for (const kind of databases) {
    test(`one date, this and later, taken back, on ${kind}`, async () => {
        const kith = await startKith({ kind }), browser = await openBrowser();
        try {
            const first = thursday();
            const page = await someone(browser, kith, { role: 'organisation', width: 360, script: false });
            await visit(page, kith, '/activities/new');
            await assertFits(page);
            await page.getByLabel('What do people call it?').fill('Memory walk');
            await page.getByLabel('Say it in words').fill('some Thursdays, perhaps');
            assert.equal((await press(page, 'Keep it')).status(), 422);
            assert.match(await words(page), /We could not read when it is/);
            assert.equal(await page.getByLabel('What do people call it?').inputValue(), 'Memory walk', 'what was typed is kept');
            await page.getByLabel('Say it in words').fill('every other Thursday, 10 to 11.30');
            assert.equal((await press(page, 'Keep it')).status(), 422);
            assert.match(await words(page), /Every other week needs a first date/);
            await page.getByLabel('Say it in words').fill(`every other Thursday from ${said(first)}, 10 to 11.30`);
            await page.getByLabel('Not in school holidays').check();
            await press(page, 'Read it back to me first');
            assert.match(await words(page), /We understood: ?Every other Thursday, 10am to 11\.30am/);
            await page.getByLabel('Place', { exact: true }).fill('Bridge Court');
            await page.getByLabel('Postcode').fill('B36');
            await press(page, 'Keep it');
            assert.match(await words(page), /Kept: Memory walk/);
            const series = new URL(page.url()).pathname;
            const planned = await dates(page), links = await changes(page);
            assert.ok(planned.length >= 3, planned.join('; '));
            for (const when of planned) assert.match(when, /Thursday .*10am to 11\.30am/);
            await assertFits(page);
            await assertValid(await page.content(), series);

            // one is moved, with its reason; it keeps its address
            await visit(page, kith, links[0]);
            await page.getByLabel('Day', { exact: true }).fill(iso(first + DAY));
            await page.getByLabel('From', { exact: true }).fill('14:00');
            await page.getByLabel('To', { exact: true }).fill('15:00');
            await page.getByLabel('Why, or what is different').fill('The hall has a wedding');
            await press(page, 'Keep it');
            assert.match(await words(page), /Friday .*2pm to 3pm/);
            assert.match(await words(page), /Moved from .*Thursday .*10am\. The hall has a wedding/);
            // it ends before it begins: said, and kept in the boxes
            await visit(page, kith, links[1]);
            await page.getByLabel('To', { exact: true }).fill('09:00');
            assert.equal((await press(page, 'Keep it')).status(), 422);
            assert.match(await words(page), /It ends before it begins/);
            assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), '09:00');
            // one is called off
            await page.getByLabel('It is called off').check();
            await page.getByLabel('Why, or what is different').fill('The hall is shut');
            await press(page, 'Keep it');
            assert.match(await words(page), /Called off: The hall is shut/);
            // this and later: another hour, the same weeks
            await visit(page, kith, links[2]);
            await page.getByLabel('This and all later dates').check();
            await page.getByLabel('From', { exact: true }).fill('15:30');
            await page.getByLabel('To', { exact: true }).fill('17:00');
            await press(page, 'Keep it');
            const now = await dates(page);
            assert.match(now[0], /Friday .*2pm to 3pm/);
            assert.equal(now[1], planned[1], 'what is called off stays where it was');
            for (let i = 2; i < now.length; i++) assert.equal(now[i], planned[i].replace('10am to 11.30am', '3.30pm to 5pm'));
            await press(page, 'Take it back');
            assert.deepEqual((await dates(page)).slice(1), planned.slice(1));

            // a neighbour, on a small phone, without script
            const guest = await someone(browser, kith, { width: 360, script: false });
            await visit(guest, kith, '/');
            await follow(guest, 'See the whole week');
            await visit(guest, kith, `/on?from=${iso(first)}&near=`);
            assert.match(await words(guest), /Memory walk/);
            await assertFits(guest);
            await visit(guest, kith, `/on?day=${iso(first + DAY)}&near=`);
            await guest.getByRole('link', { name: 'Memory walk' }).click();
            assert.match(await words(guest), /Friday .*2pm to 3pm/);
            assert.match(await words(guest), /Moved from/);
            await guest.getByRole('link', { name: 'All dates' }).click();
            assert.match(await words(guest), /Called off: The hall is shut/);
            assert.equal(await guest.getByText('Change this date').count(), 0);
            assert.equal((await guest.context().request.get(kith.origin + `${series}/edit`, { maxRedirects: 0 })).status(), 303);
            // for programs, and in a frame of somebody else's page
            const list = await (await guest.context().request.get(`${kith.origin}/on.json?day=${iso(first + DAY)}&near=`)).json();
            const row = list.sessions.find((one) => one.name === 'Memory walk');
            assert.equal(row.opens, '14:00');
            assert.equal(row.changed, true);
            const frame = await guest.context().request.get(`${kith.origin}/embed/on?days=14`);
            assert.match(frame.headers()['content-security-policy'], /frame-ancestors \*/);
            assert.match(await frame.text(), /target="_parent"/);
            await assertValid(await frame.text(), '/embed/on');
            const elsewhere = await guest.context().request.get(`${kith.origin}/on`);
            assert.match(elsewhere.headers()['content-security-policy'], /frame-ancestors 'none'/);
            // the same pages looked at as one does with a screen reader; script is needed for looking only
            const look = await someone(browser, kith, { role: 'organisation', width: 360 });
            for (const address of ['/activities/new', series, `${series}/edit`, links[1], `${series}/date`, '/on']) {
                await visit(look, kith, address);
                await assertAccessible(look);
            }
            calm(guest);
        } finally {
            await browser.close();
            await kith.stop();
        }
    });
}
