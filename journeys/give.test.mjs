// An hour told, on a phone without script: by who received it, by who gave it, the other's word, a
// present, and one's own hours as a list, on paper and as a table.
import { after, before, test } from 'node:test';
import { assert, assertAccessible, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const phone = (role) => someone(browser, kith, { role, width: 360, script: false });
const tap = (page, legend, label) => page.getByRole('group', { name: legend }).getByLabel(label, { exact: true }).check();

test('two thank-yous of the same size, and a word for what somebody told', async () => {
    const page = await phone('resident');
    await visit(page, kith, '/me/hours');
    const before = await words(page);
    const [, given, received] = before.match(/(\d+) hours given\..*?(\d+) hours received\./);
    assert.match(before, /Only you and Lucy can see this\./);
    assert.match(before, /Is this right\? 1 hour, company\. Grace gave, Amina received\./);
    assert.ok(!/[-−]\s*\d/.test(before.replace(/thank-you/g, '')), 'no sign before a number');
    const heights = await page.locator('.thanks').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    assert.equal(heights[0], heights[1]);
    await press(page, 'Yes, that is right', page.getByRole('listitem').filter({ hasText: 'Grace gave' }));
    assert.match(await words(page, 'body'), /Thank you\. It is written down\./);
    assert.match(await words(page), new RegExp(`${given} hours given\\..*${Number(received) + 1} hours received\\.`));
    assert.ok(!/Is this right\? 1 hour, company/.test(await words(page)));
    calm(page);
});

test('who received tells: booked at once, taken back until tomorrow', async () => {
    const page = await phone('resident');
    await visit(page, kith, '/give');
    assert.match(await words(page), /Same as last time: 1 hour, computers, from Dev/);
    assert.equal((await press(page, 'Tell us')).status(), 422);
    assert.match(await words(page), /Write the first name of the other/);
    assert.match(await words(page), /Say what it was, in a word or two/);
    await tap(page, 'Who gave?', 'Someone else');
    await page.getByLabel('Who was it with?').fill('dev');
    await tap(page, 'What was it?', 'Garden');
    await page.getByText('Another length').click();
    await page.getByLabel('How long was it?').fill('somewhat');
    await page.getByLabel('A line of thanks').fill('The beans are up.');
    assert.equal((await press(page, 'Tell us')).status(), 422);
    assert.match(await words(page), /Say how long it was/);
    assert.equal(await page.getByLabel('Who was it with?').inputValue(), 'dev', 'what was typed is kept');
    assert.equal(await page.getByLabel('A line of thanks').inputValue(), 'The beans are up.');
    await page.getByLabel('How long was it?').fill('1 hour 30');
    await press(page, 'Tell us');
    assert.match(await words(page, 'body'), /It is written down, and Dev is thanked\./);
    assert.match(await words(page), /1 hour and 30 minutes, garden\. Dev gave, Amina received\./);
    await press(page, /^Take it back/, page.getByRole('listitem').filter({ hasText: '1 hour and 30 minutes' }));
    assert.match(await words(page, 'body'), /It is taken back\./);
    assert.match(await words(page), /It was put right later\./);
    calm(page);
});

test('two taps: same as last time', async () => {
    const page = await phone('resident');
    await visit(page, kith, '/give');
    await press(page, /^Same as last time/);
    assert.match(await words(page, 'body'), /It is written down, and Dev is thanked\./);
    calm(page);
});

test('who gave tells: it waits for the other, who says what is not right', async () => {
    const page = await phone('host');
    await visit(page, kith, '/give');
    await page.getByLabel('Who was it with?').fill('Amina');
    await tap(page, 'How long?', '2 hours');
    await tap(page, 'What was it?', 'A lift');
    await press(page, 'Tell us');
    assert.match(await words(page, 'body'), /We ask Amina, then it is written down\./);
    assert.match(await words(page), /2 hours, a lift\. Dev gave, Amina received\..*We wait for a word of Amina\./);
    calm(page);

    const other = await phone('resident');
    await visit(other, kith, '/me/hours');
    const row = other.getByRole('listitem').filter({ hasText: '2 hours, a lift.' });
    await row.getByText('Not right', { exact: true }).click();
    await row.getByLabel('What is not right? If you like.').fill('it was one hour');
    await press(other, 'It is not right', row);
    assert.match(await words(other, 'body'), /It is not written down\./);
    calm(other);
    await visit(page, kith, '/me/hours');
    assert.match(await words(page), /What was not right: “it was one hour”/);
});

test('a name nobody knows waits for somebody who does', async () => {
    const page = await phone('resident');
    await visit(page, kith, '/give');
    await page.getByLabel('Who was it with?').fill('Zebedee');
    await tap(page, 'What was it?', 'Company');
    await press(page, 'Tell us');
    assert.match(await words(page, 'body'), /Somebody who knows Zebedee looks/);
    calm(page);
});

test('a present, never more than there is', async () => {
    const page = await phone('host');
    await visit(page, kith, '/give/gift');
    await page.getByLabel('For whom?').fill('Nobody here');
    assert.equal((await press(page, 'Give them')).status(), 422);
    assert.match(await words(page), /We do not know yet whom you mean/);
    await page.getByLabel('For whom?').fill('Amina');
    await page.getByLabel('A line with it').fill('For your birthday');
    await press(page, 'Give them');
    assert.match(await words(page, 'body'), /Given\. Amina sees it on their page\./);
    calm(page);
    const other = await phone('resident');
    await visit(other, kith, '/me/hours');
    assert.match(await words(other), /1 hour\. A present of Dev for Amina: “For your birthday”.*Thank you for… “For your birthday”/);
    calm(other);
});

test('on paper, as a table, and nobody else reads it', async () => {
    const page = await phone('resident');
    await visit(page, kith, '/me/hours');
    await follow(page, 'Read or print all of it');
    assert.match(await words(page), /Hours of Amina.*At the beginning:.*At the end:/);
    const table = await page.context().request.get(`${kith.origin}/me/hours.csv`);
    assert.equal(table.status(), 200);
    const lines = (await table.text()).trim().split('\r\n');
    assert.equal(lines[0], 'day,written_down,kind,what,with,minutes_given,minutes_received,minutes_to_use_after,minutes_ahead_after,put_right');
    assert.ok(lines.length > 8);
    const ids = (await words(page)).match(/\d{15,}/);
    assert.equal(ids, null);
    const visitor = await someone(browser, kith, {});
    const answer = await visitor.goto(`${kith.origin}/me/hours`);
    assert.match(answer.url(), /\/signin\?next=%2Fme%2Fhours/);
});

test('I keep no hours: thanks stay', async () => {
    const page = await phone('resident');
    await visit(page, kith, '/me/hours');
    await press(page, 'I keep no hours');
    assert.match(await words(page), /You keep no hours\. What you tell us stays a thank-you\./);
    await visit(page, kith, '/give');
    await press(page, /^Same as last time/);
    await visit(page, kith, '/me/hours');
    await press(page, 'Keep my hours again');
    assert.match(await words(page, 'body'), /Your hours are kept again\./);
    calm(page);
});

test('pages read well for a screen reader', async () => {
    const page = await someone(browser, kith, { role: 'resident' });
    for (const address of ['/give', '/me/hours', '/me/hours/print', '/give/gift']) {
        await visit(page, kith, address);
        await assertAccessible(page);
    }
    calm(page);
});
