// The same group in two lists: both brought in, seen side by side, made one, taken back.
import { after, before, test } from 'node:test';
import { assert, assertAccessible, assertFits, assertValid, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { press, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const town = 'id,name,lat,lon,phone,days_times\n1,Weirside Chess Club,52.5010,-1.7790,0121 496 0200,Every Thursday 7-9pm\n';
const library = 'id,name,lat,lon,url,description\n7,Chess Club Weirside,52.5012,-1.7792,https://chess.example/weirside,"Come and play."\n';

async function bring(page, name, source, text) {
    await visit(page, kith, '/map/import');
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.locator('main form select[name=place]').selectOption({ label: 'Weirside' });
    await page.locator('main form input[name=source]').fill(source);
    await press(page, 'Look at it');
    await press(page, 'Bring it in');
    const address = page.url();
    for (let i = 0; i < 60 && !/row read/.test(await words(page)); i++) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await page.goto(address);
    }
    assert.match(await words(page), /One row read/);
}

/* The pair is found by the timer, not by a key. */
async function pair(page) {
    for (let i = 0; i < 90; i++) {
        await visit(page, kith, '/map/same');
        if (/Chess Club Weirside/.test(await words(page))) return;
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.fail('nobody noticed the two chess clubs');
}

const json = async (page, id) => (await page.request.get(`${kith.origin}/assets/${id}.json`)).json();

test('Nadia brings in two lists, makes one of two entries, and takes it back', { timeout: 180000 }, async () => {
    const page = await someone(browser, kith, { role: 'admin', width: 360, script: false });
    await bring(page, 'town.csv', 'Town list', town);
    await bring(page, 'library.csv', 'Library', library);
    await pair(page);
    await assertFits(page);
    const ids = await page.locator('main thead a').evaluateAll((links) => links.map((a) => a.getAttribute('href').split('/').pop()));
    assert.match(await words(page), /Town list.*Library/);
    assert.match(await words(page), /The names are alike/);
    const other = await someone(browser, kith, { role: 'admin' });
    await visit(other, kith, '/map/same');
    await assertAccessible(other);
    await assertValid(await other.content(), '/map/same');

    await press(page, 'The same: call it Chess Club Weirside');
    assert.match(await words(page), /One entry now: Chess Club Weirside/);
    await press(other, 'Two different ones');
    assert.match(await words(other, 'body'), /Somebody made them one a moment ago/);
    const one = await json(page, ids[0]);
    assert.equal(one.name, 'Chess Club Weirside');
    assert.equal((await json(page, ids[1])).merged_into, one.id);
    const moved = await page.request.get(`${kith.origin}/assets/${ids[1]}`, { maxRedirects: 0 });
    assert.equal(moved.status(), 301);
    assert.equal(moved.headers().location, `/assets/${one.id}`);

    await visit(page, kith, '/map/same');
    await press(page, /^Take it back/, page.locator('section[aria-labelledby=made]'));
    assert.match(await words(page, 'body'), /Chess Club Weirside stands by itself again/);
    assert.equal((await json(page, ids[0])).name, 'Weirside Chess Club');
    assert.equal((await json(page, ids[1])).name, 'Chess Club Weirside');
    await visit(page, kith, '/map/same');
    await press(page, 'Two different ones');
    await visit(page, kith, '/map/same');
    assert.match(await words(page), /No pair waits/);
    calm(page);
    calm(other);
});
