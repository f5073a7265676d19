// From wish to activity: somebody who works nights says it, others say me too, it is worked out
// when, it begins, and who wished for it finds it.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, tick, words } from './steps.mjs';

let kith, browser, wish;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

/* Somebody without an account, on a form of the page. */
async function meToo(page, times, more = {}) {
    const form = { exact: times, ...more };
    const answer = await page.context().request.post(`${kith.origin}${wish}/yes`, { form, headers: { origin: kith.origin }, maxRedirects: 0 });
    assert.equal(answer.status(), 303, await answer.text());
}

test('a resident on nights says a wish, at 4am, on a phone without script', async () => {
    const page = await someone(browser, kith, { role: 'resident', width: 360, script: false });
    await visit(page, kith, '/wish');
    await page.getByLabel('I wish there were…').fill('A walk by the canal after the night shift');
    await press(page, 'Go on');
    assert.match(await words(page), /Others wish for something like it.*A walk for people who work nights/, 'what is alike is offered first');
    await page.getByLabel('I wish there were…').fill('');
    assert.equal((await press(page, 'Keep my wish')).status(), 422);
    assert.match(await words(page), /Say what you wish for/);
    await page.getByLabel('I wish there were…').fill('Swimming for people who work nights');
    await page.getByText('Say the hours, or one week in two').click();
    await page.getByLabel('The hours, if you like').fill('somewhen');
    assert.equal((await press(page, 'Keep my wish')).status(), 422);
    assert.match(await words(page), /We could not read somewhen/);
    assert.equal(await page.getByLabel('I wish there were…').inputValue(), 'Swimming for people who work nights', 'what was typed is kept');
    await page.getByLabel('The hours, if you like').fill('thu 15:30-17:00');
    await tick(page, 'I work nights');
    await tick(page, 'The times');
    await press(page, 'Keep my wish');
    wish = new URL(page.url()).pathname;
    assert.match(await words(page), /1 person wishes for it/);
    assert.match(await words(page), /worked out when five people/);
    calm(page);
});

test('others say me too; nobody sees what keeps one of them away', async () => {
    const page = await someone(browser, kith, {});
    await visit(page, kith, wish);
    await page.getByText('In your own words: what, where and how').click();
    await page.getByLabel('What keeps you away, in your own words').fill('The bus stops at 6');
    await tick(page, 'Those who think it out may read these words, without my name.');
    await tick(page, 'Getting there');
    await press(page, 'Me too');
    await visit(page, kith, wish);
    assert.ok(!/What keeps people away/.test(await words(page)), 'who it was would be known');
    assert.ok(!(await words(page)).includes('The bus stops at 6'));
    for (let i = 0; i < 5; i++) await meToo(page, 'thu 15:30-17:00', { shift: 'nights', barriers: 'times' });
    for (let i = 0; i < 8; i++) await meToo(page, 'thu 12:00-17:00', { shift: 'days' });
    for (let i = 0; i < 1; i++) await meToo(page, 'sat 10:00-12:00', { shift: 'nights', barriers: 'travel' });
    for (let i = 0; i < 4; i++) await meToo(page, 'sat 10:00-12:00', { shift: 'days', barriers: 'travel' });
    calm(page);
});

test('the one who wished it reads when it suits most, and what keeps people away', async () => {
    const page = await someone(browser, kith, { role: 'resident', script: false });
    await visit(page, kith, wish);
    assert.match(await words(page), /6 said: Getting there/);
    assert.match(await words(page), /The bus stops at 6/);
    await press(page, 'Work out the best times');
    assert.match(await words(page), /Thursday, to begin from 3.30pm to 4pm: suits 14 of 19\./);
    assert.match(await words(page), /Most of the 7 who say: I work nights\./);
    const before = await words(page);
    assert.equal((await press(page, 'Work out the best times')).status(), 409, 'not after one or two more');
    await visit(page, kith, wish);
    assert.equal((await words(page)).match(/suits 14 of 19/)[0], before.match(/suits 14 of 19/)[0]);
    await page.getByLabel('What we learned').fill('Half past three: after the shift, before the school run ends.');
    await press(page, 'Keep', page.locator('form', { has: page.locator('textarea[name=design]') }));
    assert.match(await words(page), /before the school run ends/);
    calm(page);
});

test('a connector makes it an activity, and whoever wished it finds it', async () => {
    const lucy = await someone(browser, kith, { role: 'connector' });
    await visit(lucy, kith, `/activities/new?wish=${wish.split('/').pop()}`);
    assert.equal(await lucy.locator('input[name=name]').inputValue(), 'Swimming for people who work nights');
    assert.match(await lucy.locator('[name=days_times]').inputValue(), /Thursday 15:30 to 16:30/);
    await press(lucy, 'Keep');
    assert.match(new URL(lucy.url()).pathname, /^\/activities\/\d+$/, await words(lucy));
    assert.match(await words(lucy), /It began as a wish: Swimming for people who work nights/);
    calm(lucy);
    const amina = await someone(browser, kith, { role: 'resident', width: 360 });
    await visit(amina, kith, '/me');
    assert.match(await words(amina), /Swimming for people who work nights\s*It came true\./);
    await follow(amina, 'Swimming for people who work nights');
    assert.match(new URL(amina.url()).pathname, /^\/activities\/\d+$/);
    await visit(amina, kith, wish);
    assert.match(await words(amina), /It came true: Swimming for people who work nights/);
    calm(amina);
});
