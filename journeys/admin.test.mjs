// An administrator: people, who does what, and places.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, personPage, press, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

test('Nadia writes down a person and makes her a connector', async () => {
    const page = await someone(browser, kith, { role: 'admin' });
    await visit(page, kith, '/people/new');
    await page.getByLabel('First name').fill('');
    await page.getByLabel('Phone').fill('ring me');
    await page.getByLabel('Email').fill('at home');
    await page.getByLabel('First half of the postcode').fill('ZZ99');
    assert.equal((await press(page, 'Keep this')).status(), 422);
    for (const name of ['first_name', 'phone', 'email', 'outcode']) assert.equal(await page.locator(`#w-${name}`).count(), 1, `no reason beside ${name}`);
    assert.equal(await page.getByLabel('Phone').inputValue(), 'ring me');
    await page.getByLabel('First name').fill('Marjorie');
    await page.getByLabel('Phone').fill('');
    await page.getByLabel('Email').fill('');
    await page.getByLabel('First half of the postcode').fill('B36');
    await press(page, 'Keep this');

    await visit(page, kith, await personPage(page, kith, 'Marjorie'));
    await page.getByText('Add a relation').click();
    const before = await page.locator('section[aria-labelledby=rel] li').count();
    await page.locator('select[name=kind]').selectOption({ label: await page.locator('select[name=kind] option').filter({ hasText: /walks beside|connector/i }).first().innerText() });
    await page.locator('select[name=to]').selectOption({ label: 'Grace' });
    await press(page, 'Keep this', page.locator('section[aria-labelledby=rel]'));
    assert.equal(await page.locator('section[aria-labelledby=rel] li').count(), before + 1, await words(page));
    await press(page, /^End this/, page.locator('section[aria-labelledby=rel] li').first());
    assert.equal(await page.locator('section[aria-labelledby=rel] li').count(), before);
    calm(page);
});

test('Nadia adds a place and changes whom to ring', async () => {
    const page = await someone(browser, kith, { role: 'admin', width: 320 });
    await visit(page, kith, '/admin/places');
    await page.getByLabel('Name', { exact: true }).fill('Bridge End');
    await page.getByLabel('First half of the postcode').fill('XX9');
    await page.getByLabel('Middle of the place').fill('somewhere');
    await page.getByLabel('Time zone').fill('Europe/Nowhere');
    assert.equal((await press(page, 'Keep')).status(), 422);
    for (const name of ['outcode', 'point', 'zone']) assert.equal(await page.locator(`#w-${name}`).count(), 1, `no reason beside ${name}`);
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Bridge End');
    await page.getByLabel('First half of the postcode').fill('B36');
    await page.getByLabel('Middle of the place').fill('');
    await page.getByLabel('Time zone').fill('Europe/London');
    await press(page, 'Keep');
    await visit(page, kith, '/admin/places');
    await follow(page, 'Weirside');
    await page.getByLabel('Telephone').fill('07700 900999');
    await press(page, 'Keep');
    await visit(page, kith, '/find');
    assert.ok((await words(page, 'footer')).includes('07700 900999'), 'the number stands at the foot of every page');
    calm(page);
});
