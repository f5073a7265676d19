// Pictures: made here with where it was taken inside; what is served holds none of it. Seen by who agreed, taken down in one
// tap; what is no picture, or too large, is refused with words.
import { after, before, test } from 'node:test';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { assert, assertAccessible, assertFits, calm, openBrowser, root, someone, startKith, visit } from './lib.mjs';
import { press, words } from './steps.mjs';

let kith, browser, photos;
before(async () => {
    kith = await startKith();
    browser = await openBrowser();
    const page = await someone(browser, kith, { role: 'host' });
    await visit(page, kith, '/me');
    photos = new URL(await page.locator('a[href^="/sessions/"][href$="/photos"]').first().getAttribute('href'), kith.origin).pathname;
    await page.context().close();
});
after(async () => { await browser?.close(); await kith?.stop(); });

// Small pictures of the fuzz corpus: "gps" lies on its side and says where it was taken.
const sample = (name) => readFile(path.join(root, 'fuzz/corpus/picture', name));
const gps = Buffer.from([0x88, 0x25]); // the tag under which a place stands

// A JPEG of the browser's own, with that EXIF put in.
async function photograph(page) {
    const base64 = await page.evaluate(() => {
        const canvas = document.createElement('canvas');
        canvas.width = 1200; canvas.height = 800;
        const c = canvas.getContext('2d');
        for (let i = 0; i < 60; i++) { c.fillStyle = `hsl(${i * 6} 60% 60%)`; c.fillRect(i * 20, 0, 20, 800 - i * 9); }
        return canvas.toDataURL('image/jpeg', .9).split(',')[1];
    });
    const plain = Buffer.from(base64, 'base64'), from = await sample('gps');
    const exif = from.subarray(2, 4 + from.readUInt16BE(4)); // the segment behind the beginning
    return Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]);
}

async function send(page, name, buffer, mimeType = 'image/jpeg') {
    await visit(page, kith, photos);
    await page.getByLabel('Choose a picture').setInputFiles({ name, mimeType, buffer });
    return press(page, 'Add it');
}

test('a picture says nothing of where it was taken, and waits for a yes', async () => {
    const page = await someone(browser, kith, { role: 'host', width: 360, height: 740 });
    await visit(page, kith, photos);
    const bytes = await photograph(page);
    assert.ok(bytes.includes('Exif') && bytes.includes(gps));
    await send(page, 'IMG_1.jpg', bytes);
    await assertAccessible(page);
    await assertFits(page);
    const own = new URL(page.url()).pathname;
    const answer = await page.context().request.get(`${kith.origin}${own}/large`);
    const served = await answer.body();
    assert.equal(answer.headers()['content-type'], 'image/jpeg');
    assert.equal(answer.headers()['x-content-type-options'], 'nosniff');
    assert.match(answer.headers()['cache-control'], /private/);
    assert.equal(served.subarray(0, 2).toString('hex'), 'ffd8');
    assert.ok(!served.includes('Exif') && !served.includes('ICC_PROFILE') && !served.includes('xpacket'));
    assert.ok(served.length <= 307200);
    const size = await page.locator('img.picture').evaluate((i) => [i.naturalWidth, i.naturalHeight]);
    assert.deepEqual(size, [800, 1200]); // turned upright
    // both questions are asked; what was typed stays
    await page.getByLabel('Who or what is on it?').fill('Joan and the seedlings');
    await press(page, 'Keep this');
    assert.match(await words(page), /Say whether faces can be seen/);
    assert.equal(await page.getByLabel('Who or what is on it?').inputValue(), 'Joan and the seedlings');
    await page.getByLabel('Yes, of those I tick below').check();
    const joan = page.locator('fieldset .card', { hasText: 'Joan' });
    assert.equal(await joan.getByLabel('Said yes').isChecked(), false); // never ticked for anybody
    await joan.getByLabel('Is on it').check();
    await press(page, 'Keep this');
    assert.match(await words(page), /Waits until everybody on it said yes/);
    const visitor = await someone(browser, kith, { width: 360 });
    assert.equal((await visitor.context().request.get(`${kith.origin}${own}/large`)).status(), 404);
    // Joan says yes to Dev
    await visit(page, kith, own);
    await joan.getByLabel('Said yes').check();
    await joan.getByLabel('Yes for everybody to see').check();
    await page.getByLabel('Show it to everybody, when all on it agreed to that').check();
    await press(page, 'Keep this');
    assert.equal((await visitor.context().request.get(`${kith.origin}${own}/large`)).status(), 200);
    await visit(visitor, kith, photos);
    await visitor.getByAltText('Joan and the seedlings').waitFor();
    calm(visitor);
    await visitor.context().close();
    // down in one tap, at once; then for good
    await visit(page, kith, own);
    await press(page, 'Take it down now');
    const nobody = await someone(browser, kith, {});
    assert.equal((await nobody.context().request.get(`${kith.origin}${own}/large`)).status(), 404);
    await nobody.context().close();
    await visit(page, kith, own);
    await press(page, 'Delete it for good');
    assert.equal((await page.context().request.get(`${kith.origin}${own}/large`)).status(), 404);
    calm(page);
    await page.context().close();
});

test('its bytes decide, not its name; what is none is refused in words', async () => {
    const page = await someone(browser, kith, { role: 'host', width: 360, height: 740, script: false });
    await send(page, 'holiday.jpg', await sample('png')); // a PNG that says it is a JPEG is understood
    assert.match(new URL(page.url()).pathname, /^\/photos\/\d+$/);
    await press(page, 'Delete it for good');
    await send(page, 'walk.heic', await sample('heic'), 'image/heic');
    assert.match(new URL(page.url()).pathname, /^\/photos\/\d+$/);
    await press(page, 'Delete it for good');
    const jpeg = await sample('gps');
    const cases = [
        ['letter.jpg', Buffer.from('Dear Sir, this is no picture at all.'), /This is not a picture/],
        ['dance.jpg', await sample('gif'), /We cannot take this kind of picture/],
        ['cut.jpg', jpeg.subarray(0, jpeg.length - 40), /cut off or damaged/],
        ['two.jpg', Buffer.concat([jpeg, Buffer.from('PK\x05\x06' + '\0'.repeat(18), 'latin1')]), /something else in this file/],
        ['none.jpg', Buffer.alloc(0), /Choose a picture first/],
    ];
    const bomb = Buffer.from(await sample('png'));
    bomb.writeUInt32BE(60000, 16);
    bomb.writeUInt32BE(60000, 20);
    cases.push(['bomb.png', bomb, /too large across/]);
    for (const [name, bytes, said] of cases) {
        const response = await send(page, name, bytes);
        assert.equal(response.status(), 422, name);
        assert.match(await words(page), said, name);
    }
    await page.context().close();
});

test('40 MB is refused before it is read, with what to do', async () => {
    const page = await someone(browser, kith, { role: 'host', width: 360, height: 740 });
    await visit(page, kith, photos);
    const huge = path.join(kith.folder, 'huge.jpg');
    await writeFile(huge, Buffer.alloc(40e6, 0x20));
    await page.getByLabel('Choose a picture').setInputFiles(huge);
    const [response] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Add it' }).click()]);
    assert.equal(response.status(), 413);
    assert.match(await words(page), /Choose a smaller picture: up to 12 MB\./);
    assert.match(await words(page), /Go back/);
    await page.context().close();
});

test('a small win is printed for the notice board', async () => {
    const page = await someone(browser, kith, { role: 'host', width: 360, height: 740, script: false });
    await visit(page, kith, photos.replace('/photos', ''));
    assert.match(await words(page), /8 of us came on/);
    await page.getByLabel('A line of yours about the day').fill('Nine pots and one joke.');
    await press(page, 'Keep this');
    const pdf = await (await page.context().request.get(`${kith.origin}${photos.replace('/photos', '/win.pdf')}`)).body();
    assert.match(pdf.subarray(0, 5).toString(), /%PDF-/);
    assert.match(pdf.toString('latin1'), /\/Count 1\n/);
    await page.context().close();
    const visitor = await someone(browser, kith, { width: 360, height: 740 });
    await visit(visitor, kith, photos.replace('/photos', ''));
    assert.match(await words(visitor), /Nine pots and one joke\./);
    await visitor.context().close();
});
