// The named lead: two people kept apart meet on no list, and a worry reaches the lead alone.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { personPage, press, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const why = 'Something only Ruth may know.';

async function suggestions(page, kith, person) {
    await visit(page, kith, `${person}/hellos`);
    return words(page);
}

test('who is kept apart is nowhere else', async () => {
    const ruth = await someone(browser, kith, { role: 'lead' }), lucy = await someone(browser, kith, { role: 'connector' });
    const nadia = await someone(browser, kith, { role: 'admin' });
    // Somebody to whom a named neighbour is suggested: "Mavis meets newcomers at the door".
    let name, person, title, other;
    for (name of ['Grace', 'Delroy', 'Joan', 'Eileen', 'Gwen', 'Winston', 'Yusuf', 'Amina']) {
        person = await personPage(lucy, kith, name);
        await suggestions(lucy, kith, person);
        const card = lucy.locator('main ol > li.card').filter({ hasText: /\p{L} meets newcomers at the door/u });
        if (await card.count() === 0) continue;
        title = await card.first().locator('h2').innerText();
        other = /(\p{L}+) meets newcomers at the door/u.exec(await card.first().innerText())[1];
        break;
    }
    assert.ok(title, 'nobody is suggested a named host');

    await visit(ruth, kith, '/apart');
    assert.ok((await words(ruth)).includes('Ronnie') && (await words(ruth)).includes('Norma'));
    await ruth.locator('select[name=a]').selectOption({ label: name });
    await ruth.locator('select[name=b]').selectOption({ label: other });
    await ruth.getByLabel('Why, for your eyes only').fill(why);
    await press(ruth, 'Keep them apart');
    assert.ok((await words(ruth)).includes(why));

    const after = await suggestions(lucy, kith, person);
    assert.ok(!after.includes(title), `${title}, by ${other}, is still suggested to ${name}`);
    const otherPage = await personPage(nadia, kith, other);
    for (const [page, address] of [[lucy, person], [lucy, `${person}/hellos`], [lucy, '/today'], [lucy, '/people'], [nadia, person],
        [nadia, otherPage], [nadia, '/people'], [nadia, '/today']]) {
        await visit(page, kith, address);
        const text = await page.content();
        for (const secret of [why, 'apart', 'Norma asked']) assert.ok(!text.includes(secret), `${address} gives away "${secret}"`);
    }
    for (const page of [lucy, nadia]) {
        await visit(page, kith, '/apart', 403);
        assert.ok(!(await page.content()).includes('Ronnie'));
        await visit(page, kith, '/concerns', 403);
    }
    for (const page of [ruth, lucy, nadia]) calm(page);
});

test('a worry reaches the lead alone', async () => {
    const ruth = await someone(browser, kith, { role: 'lead', width: 320 }), amina = await someone(browser, kith, { role: 'resident', width: 320 });
    const lucy = await someone(browser, kith, { role: 'connector' });
    const worry = 'I would rather meet where other people are.';
    await visit(amina, kith, '/me');
    const hello = await amina.locator('main a[href^="/hellos/"]').first().getAttribute('href');
    await visit(amina, kith, hello);
    await amina.getByText('I am worried about this').click();
    await amina.getByLabel('What worries you?').fill(worry);
    await press(amina, 'Tell the named lead');
    assert.ok((await words(amina, 'body')).includes('Only the named lead can read it'));

    await visit(ruth, kith, '/today');
    assert.match(await words(ruth), /[1-9]\d* things? waits? for you/);
    await visit(ruth, kith, '/concerns');
    assert.ok((await words(ruth)).includes(worry));
    for (const address of ['/today', hello, await personPage(lucy, kith, 'Amina')]) {
        await visit(lucy, kith, address);
        assert.ok(!(await lucy.content()).includes(worry), `${address} shows the worry to somebody else`);
    }
    await visit(ruth, kith, '/concerns');
    await press(ruth, 'I have read this', ruth.locator('main li').filter({ hasText: worry }));
    assert.ok((await words(ruth)).includes('Read'));
    for (const page of [ruth, amina, lucy]) calm(page);
});
