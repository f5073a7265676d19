// Every consent on one page, by oneself and by who writes for one; who looked; a copy; leaving.
import { after, before, test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { personPage, press, words } from './steps.mjs';

let kith, browser;
before(async () => { kith = await startKith(); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

const card = (page, name) => page.locator(`section[aria-labelledby="c-${name}"]`);

test('each yes says when, how, who asked and in which language, and is taken back by itself', async () => {
    const page = await someone(browser, kith, { role: 'resident', width: 360, script: false });
    await visit(page, kith, '/me/consents');
    for (const name of ['keep', 'introduce', 'be-asked', 'contact']) {
        const said = await card(page, name).innerText();
        assert.match(said, /Asked by Lucy\. The words were in English\./, name);
        assert.match(said, /If you turn this off/, name);
    }
    await press(page, /^Take it back/, card(page, 'contact'));
    assert.match(await card(page, 'contact').innerText(), /Not asked, or not agreed/);
    assert.match(await card(page, 'introduce').innerText(), /Yes/, 'the others stay');
    await press(page, /^Say yes/, card(page, 'contact'));
    assert.match(await card(page, 'contact').innerText(), /on the web\. Nobody asked: you did it yourself/);
    calm(page);
});

test('Lucy, writing for Amina, sees the same page; it says who asked, and Amina reads that she was there', async () => {
    const lucy = await someone(browser, kith, { role: 'connector' });
    await visit(lucy, kith, await personPage(lucy, kith, 'Amina'));
    await lucy.locator('form[action$="/act"] button').click();
    await visit(lucy, kith, '/me/consents');
    assert.match(await words(lucy), /Read each one out/);
    await press(lucy, /^Take it back/, card(lucy, 'be-asked'));
    await press(lucy, /^Say yes/, card(lucy, 'be-asked'));
    assert.match(await card(lucy, 'be-asked').innerText(), /spoken\. Asked by Lucy/);
    await visit(lucy, kith, '/me/consents?paper=1');
    assert.equal(await lucy.locator('main form').count(), 0, 'paper has boxes for a pen');
    const amina = await someone(browser, kith, { role: 'resident' });
    await visit(amina, kith, '/me/looked');
    assert.match(await words(amina), /Lucy, acting for you, wrote down that you said yes/);
    await visit(amina, kith, '/me/copy');
    assert.match(await words(amina), /chillies and coriander/);
    calm(lucy);
    calm(amina);
});

test('Amina leaves: said before, done at once, Lucy reads it', async () => {
    const amina = await someone(browser, kith, { role: 'resident', script: false });
    await visit(amina, kith, '/me/leave');
    assert.match(await words(amina), /Lucy reads that you have left/);
    await press(amina, 'Leave now');
    const lucy = await someone(browser, kith, { role: 'connector' });
    await visit(lucy, kith, '/today');
    assert.match(await words(lucy), /They have left Kith\s+Amina,/);
    assert.equal(await lucy.locator('section[aria-labelledby=wait] a').filter({ hasText: 'Amina' }).count(), 0, 'nothing waits for who has left');
    calm(amina);
    calm(lucy);
});
