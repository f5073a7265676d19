// A Kith whose clock can be set ahead, with a text gateway beside it: stories that take weeks.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Gateway } from './gateway.mjs';
import { assert, openBrowser, root, startKith } from './lib.mjs';

const run = promisify(execFile);
const secret = 'a secret of the gateway, long enough';
export const DAY = 86400000;

// Days as people write them. Days are days of the calendar, as milliseconds of UTC midnight.
export const iso = (at) => new Date(at).toISOString().slice(0, 10);
export const said = (at) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(at);
// The instant at which a clock in London shows `clock` (HH:MM) on that day.
export function london(day, clock) {
    const guess = Date.parse(`${iso(day)}T${clock}:00Z`);
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(guess);
    return shown === clock ? guess : guess - 3600000;
}

export async function until(found, what) {
    for (let tries = 0; tries < 300; tries++) {
        const answer = await found();
        if (answer) return answer;
        await new Promise((next) => setTimeout(next, 100));
    }
    return assert.fail(`waited in vain for ${what}`);
}

// A story that breaks off says where everybody stood.
async function sayWhere(browser, error) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const told = await Promise.all(pages.map(async (page) => `${page.url()}: ${await page.locator('main').innerText({ timeout: 1000 }).catch(() => '')}`));
    error.message += `\n${told.map((text) => text.replace(/\s+/g, ' ').slice(0, 2500)).join('\n')}`;
}

export async function story(kind, told) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-ahead-')), file = path.join(folder, 'seconds'), library = path.join(folder, 'ahead.so');
    await writeFile(file, '0');
    await run('cc', ['-shared', '-fPIC', '-o', library, path.join(root, 'journeys/ahead.c'), '-ldl', '-lpthread']);
    const env = { LD_PRELOAD: library, KITH_AHEAD: file };
    const kith = await startKith({ kind, env }), browser = await openBrowser(), gateway = await new Gateway(secret).start();
    let ahead = 0;
    const from = gateway.reply.bind(gateway);
    gateway.reply = (number, text) => from(kith.origin, number, text);
    const clock = {
        now: () => Date.now() + ahead * 1000,
        // Never back.
        async to(instant) {
            const next = Math.max(ahead, Math.ceil((instant - Date.now()) / 1000));
            ahead = next;
            await writeFile(file, String(ahead));
        },
        // What is done every minute is done now.
        soon: () => clock.to(clock.now() + 90000),
    };
    gateway.now = clock.now;
    try {
        await writeFile(path.join(folder, 'secret'), `${secret}\n`);
        await kith.kith('settings', 'set', 'texts.in_secret', '--file', path.join(folder, 'secret'));
        for (const [key, value] of [['texts.gateway_url', gateway.url], ['texts.day_number', '60'], ['activities.text_from', '0'], ['activities.text_to', '24']])
            await kith.kith('settings', 'set', key, value);
        await told({ kith, browser, gateway, clock });
    } catch (error) {
        await sayWhere(browser, error);
        throw error;
    } finally {
        await browser.close();
        await kith.stop();
        await gateway.stop();
        await rm(folder, { recursive: true, force: true });
    }
}
