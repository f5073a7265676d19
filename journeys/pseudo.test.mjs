// A language nobody speaks: every text of a page has marks on its letters and is a third longer.
// What stands there in plain English was not translatable; what does not fit would not fit in
// Welsh or Polish either.
import { after, before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { assert, assertFits, openBrowser, someone, startKith, visit } from './lib.mjs';

const list = JSON.parse(await readFile(new URL('pages.json', import.meta.url), 'utf8'));
const pot = await readFile(new URL('../locale/kith.pot', import.meta.url), 'utf8');
// Names of languages stand in their own tongue; the handbook is written once, in English.
const own = ['English', 'British Sign Language'];
// Texts of the program as they stand in English; short words may be anybody's.
const texts = [...pot.matchAll(/^msgid "(.{6,})"$/gm)].map((found) => found[1].replace(/\\"/g, '"')).filter((text) => !text.includes('{') && !own.includes(text));
let kith, browser;

before(async () => { kith = await startKith({ env: { KITH_PSEUDO: '1' } }); browser = await openBrowser(); });
after(async () => { await browser?.close(); await kith?.stop(); });

// Words of the page in English that the program, not a person, wrote.
const plain = (page) => page.evaluate((known) => {
    const found = [], all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), set = new Set(known);
    while (all.nextNode()) {
        const words = all.currentNode.textContent.trim();
        if (set.has(words) && !all.currentNode.parentElement.closest('[dir=auto], bdi, script, blockquote, [lang]:not(html)')) found.push(words);
    }
    return [...new Set(found)];
}, texts);

for (const role of ['visitor', 'resident', 'connector']) {
    test(`${role} in a language nobody speaks`, async (t) => {
        const page = await someone(browser, kith, { role: role === 'visitor' ? null : role, width: 320, height: 640 });
        for (const address of list[role].filter((entry) => typeof entry === 'string' && !entry.startsWith('/handbook'))) {
            await t.test(address, async () => {
                await visit(page, kith, `${address}${address.includes('?') ? '&' : '?'}lang=xa`);
                assert.match(await page.locator('html').getAttribute('lang'), /^en-XA/);
                await assertFits(page);
                assert.deepEqual(await plain(page), []);
            });
        }
        await page.context().close();
    });
}
