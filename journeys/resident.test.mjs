// A resident on a small phone: in by a printed code, their own page, a yes taken back, a copy of all
// that is held, and leaving.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { cardCode, personPage, press, signInByCard, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

test('Amina comes in by a card, takes back a yes, takes a copy, and leaves', async () => {
    const lucy = await someone(browser, kith, { role: 'connector' });
    const code = await cardCode(lucy, kith, 'Amina');
    const page = await someone(browser, kith, { width: 360, height: 740 });

    await visit(page, kith, '/me');
    assert.equal(new URL(page.url()).pathname, '/signin', 'a page of one\'s own asks who is there');
    await page.getByText('I have a card with a code').click();
    await page.getByLabel('The code on the card').fill('0000 0000');
    const refused = await press(page, 'Sign in with the card');
    assert.equal(refused.status(), 422);
    assert.ok(await page.locator('#wrong').isVisible(), 'a wrong code is said so');
    await signInByCard(page, kith, code);

    await visit(page, kith, '/me');
    const mine = await words(page);
    for (const said of ['Hello, Amina', 'meeting set', 'chillies', 'Lucy', 'Who looked'])
        assert.ok(mine.includes(said), `my page says nothing of "${said}"`);
    await visit(page, kith, '/hellos');
    assert.ok(await page.locator('main ol > li.card').count() > 0, 'there are hellos to answer');

    await visit(page, kith, '/me');
    const looking = page.getByRole('switch', { name: /My connector may look/ });
    assert.ok(await looking.isChecked());
    await looking.uncheck();
    await press(page, 'Keep these');
    assert.ok(!await page.getByRole('switch', { name: /My connector may look/ }).isChecked(), 'the switch stays as it was put');
    for (const [who, address] of [[page, '/hellos'], [lucy, `${await personPage(lucy, kith, 'Amina')}/hellos`]]) {
        await visit(who, kith, address);
        assert.equal(await who.locator('main ol > li.card').count(), 0, `${address} still suggests`);
        assert.ok((await words(who)).includes('We look only after a yes.'));
    }

    const answer = await page.context().request.get(`${kith.origin}/me/copy.json`);
    assert.equal(answer.status(), 200);
    const copy = await answer.json();
    assert.match(JSON.stringify(copy.people), /Amina/);
    assert.match(JSON.stringify(copy.conversations), /chillies and coriander/);
    assert.ok(Array.isArray(copy.introductions) && copy.introductions.length > 0);
    assert.doesNotMatch(JSON.stringify(copy), /kept.apart|apart_/i);

    await visit(page, kith, '/me/leave');
    await press(page, 'Leave now');
    assert.ok((await words(page, 'body')).includes('You have left Kith.'));
    await visit(page, kith, '/me');
    assert.equal(new URL(page.url()).pathname, '/signin');
    await visit(lucy, kith, '/people?q=Amina');
    assert.equal(await lucy.locator('main a.chip').filter({ hasText: 'Amina' }).count(), 0, 'who has left is on no list');
    calm(page);
    calm(lucy);
});

test('the listening form by keyboard alone', async () => {
    const page = await someone(browser, kith, { role: 'connector' });
    await visit(page, kith, '/listen/new');
    const at = () => page.evaluate(() => {
        const box = document.activeElement;
        const label = box.labels?.[0] ?? box;
        return { name: box.name ?? '', type: box.type ?? box.tagName, says: label.textContent.replace(/\s+/g, ' ').trim() };
    });
    const seen = async () => page.evaluate(() => {
        const style = getComputedStyle(document.activeElement), label = document.activeElement.closest('label');
        const marks = [style, label && getComputedStyle(label)].filter(Boolean);
        return marks.some((mark) => parseFloat(mark.outlineWidth) >= 2 && mark.outlineStyle !== 'none');
    });
    const tabTo = async (wanted) => {
        for (let i = 0; i < 120; i++) {
            await page.keyboard.press('Tab');
            const now = await at();
            if (wanted(now)) { assert.ok(await seen(), `${now.says} shows no mark when it has the keyboard`); return; }
        }
        assert.fail(`the keyboard never came to ${wanted}`);
    };
    await page.keyboard.press('Tab');
    assert.equal((await at()).says, 'Skip to the page');
    await page.keyboard.press('Enter');
    await tabTo((now) => now.name === 'first_name');
    await page.keyboard.type('Nell');
    await tabTo((now) => now.name === 'turns_to');
    await page.keyboard.press('Space');
    await tabTo((now) => now.name === 'words');
    await page.keyboard.type('I love gardening and a good sing.');
    for (const box of ['ok_keep', 'ok_look']) {
        await tabTo((now) => now.name === box);
        await page.keyboard.press('Space');
    }
    for (let again = 0; again < 2; again++) {
        await tabTo((now) => now.type === 'submit' && now.says === 'Keep it, and see who to meet');
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        if (again === 0) assert.ok((await words(page)).includes('We heard these. Is that right?'));
    }
    assert.match(new URL(page.url()).pathname, /^\/people\/\d+\/hellos$/);
    assert.ok((await words(page)).includes('Three hellos for Nell'));
    calm(page);
});
