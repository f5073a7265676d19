// One introduction wholly on paper: Edna has no phone, no email and no account. Lucy prints the
// form, writes on it at the kitchen table, copies it in at home, reads the hellos out, asks the
// host by word of mouth, and prints the card. Edna never touches a screen.
import { test } from 'node:test';
import { assert, calm, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, readPdf, tick, today, words } from './steps.mjs';

const ednaSays = 'I love baking and sewing. I would like some company.';

// The paper asks what the screen asks, in its order.
async function paperAndScreen(page, kith) {
    await visit(page, kith, '/listen');
    const paper = await readPdf(page, kith, await page.getByRole('link', { name: 'Print the paper form' }).getAttribute('href'));
    await follow(page, 'Copy from a filled-in form');
    const screen = await words(page);
    const questions = ['Who do you turn to when times are tough?', 'What do you love?', 'What they love', 'What could they share?', 'What gets in the way',
        'When is good?', 'What would make it easy?', 'Languages to talk in', 'First half of the postcode', 'Did they say yes?'];
    for (const [name, text] of [['paper', paper.text.replace(/\s+/g, ' ')], ['screen', screen]]) {
        let from = 0;
        for (const question of questions) {
            const at = text.indexOf(question, from);
            assert.ok(at >= 0, `${question} is not in its place on the ${name}: ${text.slice(from, from + 400)}`);
            from = at;
        }
    }
}

async function copyIn(page) {
    await page.getByLabel('Who did you talk with?').fill('Edna');
    await tick(page, 'One person');
    await page.getByLabel('What do you love?').fill(ednaSays);
    for (const yes of ['I may write this down.', 'I may look for people and places they may like. No name is passed on until they say yes again.']) await tick(page, yes);
    await press(page, 'Keep it, and see who to meet');
    await press(page, 'Keep it, and see who to meet');
    const found = /^(\/people\/\d+)\/hellos$/.exec(new URL(page.url()).pathname);
    assert.ok(found, `kept, at ${page.url()}`);
    return found[1];
}

async function readOut(page, kith, edna) {
    const card = page.locator('main ol > li.card').first(), title = await card.locator('h2').innerText();
    await tick(page, 'Yes, ask', card);
    await press(page, 'Keep the answers');
    await visit(page, kith, edna);
    const hello = await page.getByRole('link', { name: title }).first().getAttribute('href');
    assert.match(hello, /^\/hellos\/\d+$/);
    return hello;
}

async function onPaper(kind) {
    const kith = await startKith({ kind }), browser = await openBrowser();
    try {
        const lucy = await someone(browser, kith, { role: 'connector', script: false, width: 360, height: 740 });
        await paperAndScreen(lucy, kith);
        const edna = await copyIn(lucy);
        const hello = await readOut(lucy, kith, edna);
        const list = await readPdf(lucy, kith, '/waiting.pdf');
        assert.ok(list.text.includes('Edna'), `Edna waits for the host's answer: ${list.text}`);
        await visit(lucy, kith, edna);
        assert.match(await words(lucy), /on paper/i, 'the consent says how it was given');
        await visit(lucy, kith, hello);
        await press(lucy, /^Yes$/, lucy.locator('form', { hasText: 'What does the host say?' }));
        await lucy.getByLabel('Day').fill(today());
        await lucy.getByLabel('Time').fill('14:00');
        await lucy.getByLabel('Where').fill('Mill Lane Hall, by the door');
        await tick(lucy, 'It is a public place');
        await press(lucy, 'Keep this meeting');
        const card = await readPdf(lucy, kith, await lucy.getByRole('link', { name: 'Print the card' }).getAttribute('href'));
        assert.equal(card.pages, 1);
        for (const fact of ['Edna', 'Mill Lane Hall']) assert.ok(card.text.includes(fact), `${fact} is not on the card: ${card.text}`);
        await press(lucy, 'Yes, they met');
        await lucy.getByLabel('In their own words').fill('She showed us her stitch.');
        await press(lucy, 'Keep this');
        await press(lucy, 'It is done');
        await visit(lucy, kith, hello);
        assert.equal(await lucy.locator('ol.path li').last().getAttribute('class'), 'done');
        calm(lucy);
    } finally {
        await browser.close();
        await kith.stop();
    }
}

test('an introduction wholly on paper, on SQLite', () => onPaper('sqlite'));
test('an introduction wholly on paper, on PostgreSQL', () => onPaper('postgresql'));
