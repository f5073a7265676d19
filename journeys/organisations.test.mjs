// Several organisations in one place: a learning partner sees figures and nothing else; an
// administrator says who leads where; another organisation's worker sees none of the first one's people.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { press, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

/* first names of people of the example who are not public hosts */
const people = ['Amina', 'Pearl', 'Marek', 'Norma', 'Walter', 'Eileen', 'Delroy', 'Idris', 'Fatou', 'Bola'];

test('Asha sees figures: page, table and document, and nobody', async () => {
    const page = await someone(browser, kith, { role: 'learning', width: 360, script: false });
    await visit(page, kith, '/figures');
    const shown = await words(page);
    assert.match(shown, /People with nobody to turn to/);
    assert.match(shown, /Al-Noor Centre/);
    assert.match(shown, /fewer than 5/);
    const get = (address) => page.context().request.get(kith.origin + address);
    const table = await (await get('/figures.csv')).text(), document = await (await get('/figures.json')).json();
    assert.match(table, /^key,figure,patch,count,of,rule\r\n/);
    for (const figure of document.figures) {
        assert.ok(figure.rule.length > 20, `${figure.key} says its rule`);
        for (const cell of [figure, ...figure.patches]) {
            for (const n of [cell.n, cell.base]) assert.ok(n === null || n === 0 || n >= 5, `${figure.key}: ${n}`);
            if (cell.n === null || cell.base === null) assert.ok(cell.why.length > 0);
        }
    }
    const closed = ['/people', '/people/new', '/today', '/listen', '/rounds', '/organisations', '/apart', '/concerns', '/assets', '/map/import', '/admin/places', '/waiting', '/vocabulary'];
    for (const address of closed) assert.equal((await get(address)).status(), 403, address);
    for (const address of ['/figures', '/figures.csv', '/figures.json', '/', '/find', '/hellos', '/me', '/me/copy.json']) {
        const text = await (await get(address)).text();
        for (const name of people) assert.ok(!new RegExp(`\\b${name}\\b`).test(text), `${name} on ${address}`);
    }
    calm(page);
});

test('Nadia says who leads where and who works there, and ends it', async () => {
    const page = await someone(browser, kith, { role: 'admin' });
    await visit(page, kith, '/figures');
    await page.getByRole('link', { name: 'Organisations' }).click();
    const lead = page.locator('section[aria-labelledby=lead]'), work = page.locator('section[aria-labelledby=work]');
    await lead.getByLabel('Organisation').selectOption({ label: 'Al-Noor Centre' });
    await lead.getByLabel('First half of a postcode').fill('ZZ99');
    assert.equal((await press(page, 'Keep', lead)).status(), 422);
    assert.equal(await lead.getByLabel('First half of a postcode').inputValue(), 'ZZ99', 'what was typed is kept');
    await lead.getByLabel('First half of a postcode').fill('b33');
    await press(page, 'Keep', lead);
    assert.match(await words(page), /Leads B33/);
    await work.locator('select[name=person]').selectOption({ label: 'Lucy' });
    await work.getByLabel('learning partner').check();
    assert.equal((await press(page, 'Keep', work)).status(), 422, 'a connector is no learning partner');
    await page.getByRole('button', { name: 'End this Leads B33' }).click();
    assert.doesNotMatch(await words(page), /Leads B33/);
    calm(page);
});

test('a connector of Mill Lane Hall cannot write down somebody of the other patch', async () => {
    const page = await someone(browser, kith, { role: 'connector' });
    await visit(page, kith, '/people/new');
    await page.getByLabel('First name').fill('Mo');
    await page.getByLabel('First half of the postcode').fill('B34');
    assert.equal((await press(page, 'Keep this')).status(), 422);
    assert.match(await words(page), /Al-Noor Centre leads where they live/);
    assert.equal(await page.getByLabel('First name').inputValue(), 'Mo');
    await visit(page, kith, '/people?q=Idris');
    assert.equal(await page.locator('main a.chip').count(), 0);
    assert.equal((await page.context().request.get(`${kith.origin}/figures`)).status(), 403);
    calm(page);
});

test('Colin convenes: figures of the whole, and people of none', async () => {
    const page = await someone(browser, kith, { role: 'convenor' });
    await visit(page, kith, '/figures');
    assert.match(await words(page), /Mill Lane Hall/);
    for (const address of ['/people', '/organisations', '/today']) assert.equal((await page.context().request.get(kith.origin + address)).status(), 403, address);
    calm(page);
});
