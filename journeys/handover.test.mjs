// A connector leaves and nothing is lost: Lucy hands over all she holds on one page, Sam sees it on
// Today and does what is due, and each person is told and may say that they would rather somebody
// else. On both databases; the second time without JavaScript and on a small phone.
import { test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { cardCode, follow, personPage, press, readPdf, signInByCard, tick, words } from './steps.mjs';

const note = 'Knock twice and wait: the stairs are slow.';

async function prepare(lucy, kith) {
    await visit(lucy, kith, '/today');
    await follow(lucy, 'Hand over');
    const page = await words(lucy);
    assert.ok(page.includes('Thursday walk: they met'), page.slice(0, 800));
    const sam = await lucy.locator('select[name=to] option').filter({ hasText: /^Sam / }).getAttribute('value');
    // Nobody chosen: the refusal keeps what was written.
    const marek = lucy.locator('li.card').filter({ hasText: 'Marek' });
    await marek.locator('summary').click();
    await marek.locator('textarea').fill(note);
    await press(lucy, 'Show what passes');
    assert.match(await words(lucy), /Choose the connector/);
    assert.equal(await lucy.locator('li.card').filter({ hasText: 'Marek' }).locator('textarea').inputValue(), note);
    await lucy.locator('select[name=to]').selectOption(sam);
    await lucy.getByLabel('Why them?').fill('Lucy is moving away');
    await press(lucy, 'Show what passes');
}

async function onPaper(lucy, kith) {
    const { pages, text } = await readPdf(lucy, kith, new URL(lucy.url()).pathname + '/pack.pdf');
    assert.ok(pages >= 1 && text.includes('Marek') && text.includes('Thursday walk'), text.slice(0, 400));
    assert.ok(text.replace(/\s+/g, ' ').includes('Knock twice and wait'), 'the note is not on the paper');
}

async function sayOther(kith, browser, options) {
    const amina = await someone(browser, kith, { role: 'resident', ...options });
    await visit(amina, kith, '/me');
    assert.match(await words(amina), /Sam walks beside you now/);
    await tick(amina, 'I would rather somebody else');
    await press(amina, 'Keep this', amina.locator('form[action="/me/handed"]'));
    calm(amina);
}

for (const kind of ['sqlite', 'postgresql']) {
    test(`a connector leaves and nothing is lost (${kind})`, async () => {
        const kith = await startKith({ kind }), browser = await openBrowser();
        const options = kind === 'postgresql' ? { script: false, width: 360, height: 740 } : {};
        try {
            const lucy = await someone(browser, kith, { role: 'connector', ...options });
            await prepare(lucy, kith);
            assert.match(await words(lucy), /Nothing has passed yet/);
            await onPaper(lucy, kith);
            const address = new URL(lucy.url()).pathname;
            const nadia = await someone(browser, kith, { role: 'admin', ...options });
            await visit(nadia, kith, address);
            await press(lucy, 'Hand over now');
            assert.match(await words(lucy), /Sam walks beside them now/);
            await visit(lucy, kith, '/waiting?whose=mine');
            assert.match(await words(lucy), /Nobody is waiting/);
            // Of two at once the second is told how it stands.
            assert.equal((await press(nadia, 'Hand over now')).status(), 409);
            assert.match(await words(nadia), /Somebody was quicker.*Sam walks beside them now|Sam walks beside them now.*Somebody was quicker/);
            assert.equal(await nadia.getByRole('button', { name: 'Hand over now' }).count(), 0);

            const sam = await someone(browser, kith, options);
            await signInByCard(sam, kith, await cardCode(nadia, kith, 'Sam'));
            await visit(sam, kith, '/waiting?whose=mine');
            const mine = await words(sam);
            for (const name of ['Marek', 'Yusuf', 'Grace']) assert.ok(mine.includes(name), `${name} is not on Sam's list`);
            const marek = await personPage(sam, kith, 'Marek');
            await visit(sam, kith, marek);
            await follow(sam, 'Thursday walk');
            await sam.getByLabel('In their own words').fill('He goes every week now.');
            await tick(sam, 'They have been again already');
            await press(sam, 'Keep this', sam.locator('form[action$="/follow-up"]'));
            assert.equal(await sam.locator('ol.path li.done').filter({ hasText: 'They come again' }).count(), 1);
            calm(sam);

            await sayOther(kith, browser, options);
            await visit(nadia, kith, '/people/hand-over');
            assert.match(await words(nadia), /Would rather have somebody else.*Amina/);
            calm(nadia);
            calm(lucy);
        } finally {
            await browser.close();
            await kith.stop();
        }
    });
}
