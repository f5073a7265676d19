// Hours with the list of who came: 28 people in one go, once however often it is kept, seen on a
// member's hours and in the books; taken back when somebody was not there. Without script.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { press, words } from './steps.mjs';

let kith, browser, bingo, code;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
    const list = JSON.parse(await kith.kith('activities', 'list', '--limit', '1000', '--json'));
    const next = list.find((series) => series.name === 'Bingo at Bridge Court').session;
    const found = /^(\d+)-(\d{4})(\d\d)(\d\d)(T\d{4})$/.exec(next);
    bingo = found[1];
    code = (weeks) => {
        const day = new Date(`${found[2]}-${found[3]}-${found[4]}T12:00:00Z`);
        do day.setUTCDate(day.getUTCDate() - 7); while (day > Date.now() - 24 * 3600 * 1000);
        day.setUTCDate(day.getUTCDate() - 7 * weeks);
        return `${bingo}-${day.toISOString().slice(0, 10).replaceAll('-', '')}${found[5]}`;
    };
    // 28 people came the week before, so the list of this one has them
    const people = JSON.parse(await kith.kith('people', 'list', '--limit', '200', '--json'));
    const names = people.filter((person) => person.first_name !== 'Amina').slice(0, 27).map((person) => person.id);
    names.push(people.find((person) => person.first_name === 'Amina').id);
    await kith.kith('activities', 'register', '--session', code(1), '--came', names.join(','));
});
after(async () => { await browser?.close(); await kith?.stop(); });

const books = async () => {
    const check = JSON.parse(await kith.kith('credits', 'verify', '--json'));
    assert.equal(check.ok, true);
    assert.equal(check.sum, 0);
    const issue = JSON.parse(await kith.kith('credits', 'list', '--kind', 'issue', '--json')).find((account) => account.label === 'Taking part');
    return { given: -issue.balance, entries: check.entries };
};

test('a kept list pays 28 people at once, and once', async () => {
    const before = await books();
    const page = await someone(browser, kith, { role: 'admin', width: 360, script: false });
    await visit(page, kith, `/sessions/${code(0)}/register`);
    const names = await page.locator('#register-rows li bdi').allTextContents();
    const boxes = page.locator('#register-rows input[name=came]');
    assert.equal(await boxes.count(), names.length);
    let left = 28;
    for (let i = 0; i < names.length; i++) {
        // Winston comes too, and keeps no hours
        await boxes.nth(i).setChecked(names[i] === 'Winston' || left-- > 0);
    }
    assert.ok(names.includes('Winston') && left <= 0);
    await press(page, 'Keep');
    const after = await books();
    assert.equal(after.given - before.given, 28 * 60);
    assert.equal(after.entries - before.entries, 28);
    await visit(page, kith, `/sessions/${code(0)}/register`);
    await press(page, 'Keep');
    assert.deepEqual(await books(), after);
    // one was not there: a linked entry the other way
    await visit(page, kith, `/sessions/${code(0)}/register`);
    await page.locator('#register-rows li', { hasNot: page.locator('bdi', { hasText: 'Winston' }) }).locator('input[name=came]:checked').first().uncheck();
    await press(page, 'Keep');
    const back = await books();
    assert.equal(back.given - before.given, 27 * 60);
    assert.equal(back.entries - after.entries, 1);
    calm(page);
    await page.context().close();
});

test('a member sees the hour, and everybody what coming gives', async () => {
    const page = await someone(browser, kith, { role: 'resident', width: 360, script: false });
    await visit(page, kith, '/me/hours');
    // under the day they came, though the list was kept later
    const came = code(0).replace(/^.*-(\d{4})(\d\d)(\d\d)T.*$/, '$1-$2-$3');
    const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(new Date(came));
    assert.match(await words(page), new RegExp(`Bingo at Bridge Court.{0,120}\\b${day}`));
    await visit(page, kith, `/activities/${bingo}`);
    assert.match(await words(page), /Coming gives 1 hour\./);
    await visit(page, kith, '/books');
    const shown = await words(page), hours = (await books()).given / 60;
    assert.match(shown, new RegExp(`Taking part ?Weirside ?${hours} hours`), 'the public books say what was given out');
    assert.doesNotMatch(shown, /Amina/);
    calm(page);
    await page.context().close();
});

test('who runs it says what coming gives from a day on; the past stays', async () => {
    const page = await someone(browser, kith, { role: 'admin', width: 360, script: false });
    const before = await books();
    await visit(page, kith, `/activities/${bingo}/hours`);
    await page.getByLabel('Half an hour', { exact: true }).check();
    await page.getByLabel('From which day?').fill('2001-01-01');
    await press(page, 'Save');
    assert.match(await words(page), /Choose today or a later day/);
    assert.equal(await page.getByLabel('Half an hour', { exact: true }).isChecked(), true);
    const soon = new Date(Date.now() + 8 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    await page.getByLabel('From which day?').fill(soon);
    await press(page, 'Save');
    assert.match(await words(page), /Coming gives 1 hour\./);
    await visit(page, kith, `/activities/${bingo}/hours`);
    assert.match(await words(page), /Coming gives half an hour\./);
    assert.deepEqual(await books(), before);
    calm(page);
    await page.context().close();
});
