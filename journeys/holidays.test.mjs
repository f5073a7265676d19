// The calendar of holidays: what is by rule (without script) is taken off and put back, a day is
// added, a council's list is looked at before it is kept, and a wrong one says what is wrong.
import { after, before, test } from 'node:test';
import { assert, assertAccessible, assertFits, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const row = (page, text) => page.locator('li', { hasText: text });

test('Nadia keeps the holidays of Weirside', async () => {
    const page = await someone(browser, kith, { role: 'admin', width: 360, script: false });
    await visit(page, kith, '/holidays?year=2026');
    assert.match(await words(page), /Bank holidays, England/);
    assert.match(await words(page), /typical ones, not your council's/);
    await row(page, 'Spring bank holiday').getByRole('button').click();
    assert.match(await words(page), /Taken off/);
    await row(page, 'Spring bank holiday').getByRole('button', { name: /Put it back/ }).click();
    assert.match(await words(page), /Monday 25 May Spring bank holiday by rule|Monday 25 May 2026 Spring bank holiday by rule/);
    await page.getByLabel('First day').fill('6 July 2026');
    await page.getByLabel('What it is called').fill('Gala <b>week</b>');
    await page.getByLabel('Last day').fill('3 July 2026');
    await page.getByRole('button', { name: 'Add it' }).click();
    assert.match(await words(page), /The last day is before the first one/);
    assert.equal(await page.getByLabel('What it is called').inputValue(), 'Gala <b>week</b>');
    await page.getByLabel('Last day').fill('10/07/2026');
    await page.getByRole('button', { name: 'Add it' }).click();
    assert.match(await words(page), /Gala <b>week<\/b> added here/);
    await row(page, 'Gala').getByRole('button', { name: /Take it back/ }).click();
    await row(page, 'Gala').getByRole('button', { name: /Put it back/ }).click();
    assert.match(await words(page), /Gala <b>week<\/b> added here/);
    calm(page);
});

test('a list is looked at before it is kept', async () => {
    const page = await someone(browser, kith, { role: 'admin', width: 360 });
    await visit(page, kith, '/holidays?year=2026');
    await page.getByLabel('Paste them here').fill('hello');
    await page.getByRole('button', { name: 'Look at them' }).click();
    assert.match(await words(page), /No day is understood in this list/);
    const list = 'Half-term: 19 to 23 October 2026\nChristmas, 21 December 2026, 1 January 2027\nSports day, 32 June 2026\n';
    await page.getByLabel('Paste them here').fill(list);
    await page.getByRole('button', { name: 'Look at them' }).click();
    assert.match(await words(page), /2 holidays understood/);
    assert.match(await words(page), /One line was not understood/);
    assert.match(await words(page), /Nothing is kept yet/);
    assert.match(await page.getByLabel('Paste them here').inputValue(), /19 to 23 October/);
    await assertAccessible(page);
    await assertFits(page);
    await page.getByLabel(/This is right/).check();
    await page.getByRole('button', { name: 'Keep them' }).click();
    const shown = await words(page);
    assert.match(shown, /23 October 2026 Half-term added here|23 October Half-term added here/);
    assert.doesNotMatch(shown, /Autumn half-term typical/);
    assert.match(shown, /Summer holiday typical/);
    await visit(page, kith, '/holidays?place=999', 404);
    calm(page);
});
