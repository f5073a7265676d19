// Using hours: a resident books a swim on a phone without script and shows it at the desk; a connector
// books for somebody; a venue and its agreement are written down; a pot is filled, asked and decided;
// and two hundred at once for twenty uses, on both databases.
import { execFile, spawn } from 'node:child_process';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { assert, assertAccessible, assertFits, binary, calm, databases, listening, openBrowser, someone, startKith, visit } from './lib.mjs';
import { follow, press, tick, words } from './steps.mjs';

const run = promisify(execFile);

async function sql(house, text) {
    const { stdout } = house.kind === 'sqlite' ? await run('sqlite3', ['-cmd', '.timeout 5000', house.db, text])
        : await run('psql', ['-qXAt', house.db, '-c', text]);
    return stdout.trim();
}

const personOf = (house, name) => sql(house, `SELECT min(id) FROM people_person WHERE first_name = '${name}'`);
const balanceOf = async (house, name) => Number(await sql(house, `SELECT coalesce(sum(balance), 0) FROM credits_account WHERE person_id = ${await personOf(house, name)}`));
const agreement = (house, what) => sql(house, `SELECT id FROM credits_agreement WHERE what = '${what}'`);

let kith, browser;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
    await sql(kith, 'UPDATE credits_agreement SET times = NULL'); // the test may run at night
});
after(async () => {
    await browser?.close();
    await kith?.stop();
});

test('a swim is booked with one press, shown at the desk, and taken back; without script', async () => {
    const page = await someone(browser, kith, { role: 'resident', width: 360, height: 740, script: false });
    const who = (await sql(kith, "SELECT first_name FROM people_person WHERE first_name IN ('Amina')")) || 'Amina';
    const had = await balanceOf(kith, who);
    await visit(page, kith, '/use');
    await follow(page, 'Swimming, Weir Baths: 1 hour');
    assert.match(await words(page), /20 places left this week/);
    await tick(page, '3');
    await press(page, 'Use 1 hour here');
    const shown = await words(page);
    assert.match(shown, /Show this at the desk.*Swimming.*Weir Baths.*For 3 people/);
    const number = /Number of today:\s*(\d{4})/.exec(shown)[1];
    assert.equal(await balanceOf(kith, who), had - 180);
    const admin = await someone(browser, kith, { role: 'admin' });
    const venue = await sql(kith, "SELECT id FROM credits_venue WHERE name = 'Weir Baths'");
    await visit(admin, kith, `/credits/venues/${venue}`);
    assert.match(await words(admin), new RegExp(`Number of today: ${number}`), 'the venue has the same number');
    assert.match(await words(admin), /taken \d+ hours so far/);
    await press(page, 'Take it back');
    assert.match(await words(page), /Taken back/);
    assert.equal(await balanceOf(kith, who), had);
    await visit(page, kith, '/use');
    assert.match(await words(page), /Swimming, Weir Baths: 1 hour ?20 places left/);
    calm(page);
});

test('a connector books for somebody, and it says how they agreed', async () => {
    const page = await someone(browser, kith, { role: 'connector', width: 360, height: 740 });
    const grace = await personOf(kith, 'Grace'), had = await balanceOf(kith, 'Grace');
    await visit(page, kith, `/use?for=${grace}`);
    await assertAccessible(page);
    assert.match(await words(page), /What can Grace use hours for\?/);
    await follow(page, /Tea and a scone/);
    await tick(page, 'By phone');
    await press(page, 'Use half an hour here');
    assert.match(await words(page), /half an hour of Grace were used/);
    assert.equal(await balanceOf(kith, 'Grace'), had - 30);
    assert.equal(await sql(kith, "SELECT consent FROM credits_entry ORDER BY id DESC LIMIT 1"), 'phone');
    const other = await someone(browser, kith, { role: 'resident' });
    await visit(other, kith, `/use?for=${grace}`, 403);
    calm(page);
});

test('a venue, its code shown once, an agreement for a trip, and its paper', async () => {
    const page = await someone(browser, kith, { role: 'admin' });
    await visit(page, kith, '/credits/venues');
    await press(page, 'Add the venue');
    assert.match(await words(page), /Write what people call it/);
    await page.getByLabel('Or its name').fill('The Corner Café');
    await press(page, 'Add the venue');
    const code = /\b([2-9A-Z]{5}-[2-9A-Z]{5})\b/.exec(await words(page))[1];
    assert.ok(code);
    await follow(page, 'Back to the venue');
    assert.doesNotMatch(await words(page), new RegExp(code));
    await follow(page, 'Write an agreement');
    await page.getByLabel('What hours buy').fill('A walk by the sea');
    await page.getByLabel('Minutes of hours for one person').fill('120');
    await tick(page, 'It is a trip: places are booked ahead, until the last day');
    await page.getByLabel('When and where').fill('Saturday, from the library');
    await page.getByLabel('Places in all').fill('two');
    await page.getByLabel('What one use is worth, in pence').fill('987654');
    await press(page, 'Keep the agreement');
    assert.match(await words(page), /Write a whole number, or 0/);
    assert.equal(await page.getByLabel('Places in all').inputValue(), 'two');
    await page.getByLabel('Places in all').fill('2');
    await page.getByLabel('Last day', { exact: true }).fill('2099-06-13');
    await press(page, 'Keep the agreement');
    await follow(page, 'On one page, to print and sign');
    assert.match(await words(page), /no cash value/);
    assert.doesNotMatch(await words(page), /9876/);
    const member = await someone(browser, kith, { role: 'resident', width: 360, height: 740 });
    await visit(member, kith, '/use');
    await follow(member, /A walk by the sea/);
    assert.doesNotMatch(await member.content(), /987654|9,876|pence/);
    await tick(member, '2');
    await press(member, 'Book it with 2 hours');
    assert.match(await words(member), /Booked.*Saturday, from the library/);
    await visit(member, kith, `/use/${await agreement(kith, 'A walk by the sea')}`);
    assert.match(await words(member), /All places are taken/);
    calm(page);
});

test('a pot: given to, asked with a look first, decided by two; by keyboard', async () => {
    const page = await someone(browser, kith, { role: 'connector', width: 360, height: 740 });
    const pot = await sql(kith, "SELECT id FROM credits_pot WHERE name = 'The Weirside pot'"), me = await personOf(kith, 'Lucy');
    await sql(kith, `UPDATE credits_account SET floor_minutes = NULL WHERE person_id = ${me}`);
    const member = await someone(browser, kith, { role: 'resident', width: 360, height: 740 });
    await visit(member, kith, `/pots/${pot}/ask`);
    await press(member, 'See how it looks');
    assert.match(await words(member), /Say what it is for, in your own words/);
    await member.getByLabel('What is it for?').fill('Company <b>for</b> my mother');
    await tick(member, 'half an hour');
    await press(member, 'See how it looks');
    assert.match(await words(member), /Everyone will see this.*Company <b>for<\/b> my mother.*half an hour for a neighbour/);
    await press(member, 'Ask', member.locator('main form[method=post]'));
    assert.match(await words(member), /Company <b>for<\/b> my mother/);
    assert.equal(await member.locator('main').getByRole('button', { name: 'Yes', exact: true }).count(), 0, 'nobody decides on their own');
    // a keeper says yes with the keyboard alone
    await visit(page, kith, `/pots/${pot}`);
    const card = page.locator('li.card', { hasText: 'Company' });
    await card.getByRole('button', { name: 'Not this time' }).click();
    assert.match(await words(page), /Say why, in kind words/);
    await visit(page, kith, `/pots/${pot}`);
    await page.locator('li.card', { hasText: 'Company' }).getByLabel('Why, for everyone to read').focus();
    await page.keyboard.type('gladly');
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(await words(page), /One more who looks after it must say the same/);
    const ask = await sql(kith, "SELECT max(id) FROM credits_ask");
    assert.equal(await sql(kith, `SELECT says || ' ' || minutes FROM credits_ask_word WHERE ask_id = ${ask}`), 'yes 30');
    // a visitor reads all of it, and no name of who asked
    const visitor = await someone(browser, kith, { width: 360, height: 740 });
    await visit(visitor, kith, `/pots/${pot}`);
    await assertAccessible(visitor);
    await assertFits(visitor);
    assert.doesNotMatch(await words(visitor, 'section[aria-labelledby=asked]'), /Amina|Grace/);
    calm(page);
});

// ---- two hundred at once ----

function post(origin, address, cookie, fields) {
    const body = new URLSearchParams(fields).toString(), { hostname, port } = new URL(origin);
    return new Promise((resolve, reject) => {
        const request = http.request({ hostname, port, path: address, method: 'POST', agent: false,
            headers: { origin, cookie, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } }, (response) => {
            response.resume();
            response.on('end', () => resolve(response.statusCode));
        });
        request.on('error', reject);
        request.end(body);
    });
}

for (const kind of databases) test(`two hundred at once for twenty uses: exactly twenty (${kind})`, async () => {
    const house = kind === 'sqlite' ? kith : await startKith({ kind });
    // A region runs several servers on one PostgreSQL: they give out the same twenty.
    const more = kind === 'postgresql' ? [0, 1].map(() => spawn(binary, ['serve', '--db', house.db, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] })) : [];
    try {
        const origins = [house.origin, ...await Promise.all(more.map(listening))];
        await sql(house, 'UPDATE credits_agreement SET times = NULL');
        const id = await agreement(house, 'Swimming'), used = Number(await sql(house, `SELECT coalesce(sum(uses), 0) FROM credits_use WHERE agreement_id = ${id} AND undone_at IS NULL`));
        assert.equal(used, 0);
        const people = [];
        for (const role of ['resident', 'connector', 'organisation', 'admin']) {
            const page = await someone(browser, house, { role });
            await visit(page, house, `/use/${id}`);
            const csrf = await page.locator('main form input[name=csrf]').first().inputValue();
            const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
            people.push({ csrf, cookie });
            await page.context().close();
        }
        await sql(house, "UPDATE credits_account SET floor_minutes = NULL WHERE kind = 'member'");
        const before = Number(await sql(house, "SELECT sum(balance) FROM credits_account WHERE kind = 'venue'"));
        const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => {
            const { csrf, cookie } = people[i % 4];
            return post(origins[i % origins.length], `/use/${id}`, cookie, { csrf, people: 1, key: `use-${kind}-at-once-${String(i).padStart(6, '0')}` });
        }));
        const count = (status) => answers.filter((answer) => answer === status).length;
        assert.deepEqual([count(303), count(429) + count(422) + count(409)], [20, 180], `answers ${[...new Set(answers)]}`);
        assert.equal(await sql(house, `SELECT sum(uses) || ' ' || count(*) FROM credits_use WHERE agreement_id = ${id} AND undone_at IS NULL`), '20 20');
        assert.equal(await sql(house, `SELECT used FROM credits_agreement WHERE id = ${id}`), '20');
        assert.equal(Number(await sql(house, "SELECT sum(balance) FROM credits_account WHERE kind = 'venue'")) - before, 20 * 60);
        assert.equal(await sql(house, 'SELECT sum(balance) FROM credits_account'), '0');
    } finally {
        for (const child of more) child.kill('SIGTERM');
        if (house !== kith) await house.stop();
    }
});
