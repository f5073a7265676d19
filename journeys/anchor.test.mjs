// An anchor organisation: its own list, an entry with every box wrong at once, put right, found by
// anybody, changed, and still right.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, tick, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const wrong = {
    'lat': 'north a bit', 'languages': 'English please',
    'price': 'cheap', 'age_low': 'old', 'age_high': '900', 'usual_size': 'lots', 'email': 'no address', 'url': 'javascript:alert(1)',
};
const right = {
    'days_times': 'Every Tuesday 10 to 11.30', 'postcode': 'B36 9AA', 'lat': '', 'languages': 'en ur', 'price': '', 'age_low': '16',
    'age_high': '', 'usual_size': '12', 'email': 'ukulele@millanehall.example', 'url': 'https://millanehall.example/ukulele',
};

test('Mill Lane Hall keeps its list', async () => {
    const page = await someone(browser, kith, { role: 'organisation', script: false });
    await visit(page, kith, '/assets');
    assert.ok((await words(page)).includes('Mill Lane Hall'));
    await follow(page, 'Add something');

    const box = (name) => page.locator(`main [name="${name}"]`);
    for (const [name, typed] of Object.entries(wrong)) await box(name).fill(typed);
    await box('description').fill('Four chords and a song.');
    const refused = await press(page, 'Keep this');
    assert.equal(refused.status(), 422);
    assert.match(await page.title(), /^Error:/);
    const summary = page.locator('#wrong li');
    const missed = [];
    for (const name of ['name', ...Object.keys(wrong)])
        if (await page.locator(`#w-${name}`).count() === 0) missed.push(name);
    assert.deepEqual(missed, [], 'every wrong box has its reason beside it');
    assert.ok(await summary.count() >= Object.keys(wrong).length + 1, await summary.allInnerTexts().then((all) => all.join(' | ')));
    for (const link of await page.locator('#wrong a').all())
        assert.equal(await page.locator(await link.getAttribute('href')).count(), 1, 'a link of the summary leads to its box');
    for (const [name, typed] of Object.entries(wrong)) assert.equal(await box(name).inputValue(), typed, `${name} was not kept`);
    assert.equal((await box('description').inputValue()).trim(), 'Four chords and a song.');

    await box('name').fill('Ukulele <b>hour</b> =1+1');
    for (const [name, typed] of Object.entries(right)) await box(name).fill(typed);
    await press(page, 'Keep this');
    assert.equal(await page.locator('#wrong').count(), 0, await words(page));

    const visitor = await someone(browser, kith, { width: 320 });
    await visit(visitor, kith, '/find?q=ukulele');
    const link = visitor.locator('ol.doors').getByRole('link', { name: /Ukulele <b>hour<\/b> =1\+1/ });
    assert.equal(await link.count(), 1, 'anybody finds it, as it was written');
    await link.click();
    assert.ok((await words(visitor)).includes('Every Tuesday, 10am to 11.30am'));
    assert.equal(await visitor.getByRole('button', { name: 'Still right' }).count(), 0, 'a visitor changes nothing');

    await visit(page, kith, new URL(visitor.url()).pathname);
    await follow(page, 'Change this entry');
    await box('name').fill('Ukulele hour');
    await tick(page, 'No steps');
    await press(page, 'Keep this');
    await visit(page, kith, '/assets');
    await press(page, 'Still right Friday coffee morning');
    await visit(visitor, kith, '/find?q=ukulele');
    assert.equal(await visitor.locator('ol.doors').getByRole('link', { name: /^\d+\. Ukulele hour$/ }).count(), 1);
    await visit(visitor, kith, '/find?q=coffee');
    assert.match(await words(visitor), /Friday coffee morning.*Checked by Tom today|Checked by Tom on/);
    calm(page);
    calm(visitor);
});
