// The handbook says what the pages say: every *name* in it is a text of the program, no link is dead, no
// command is left out, every page of it is on the front page, and each is looked at like any other page.
import { after, before, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { assert, assertAccessible, assertFits, assertValid, binary, openBrowser, root, someone, startKith, visit } from './lib.mjs';

const folder = path.join(root, 'docs/handbook');
let kith, browser, pages;

before(async () => {
    pages = await Promise.all((await readdir(folder)).filter((f) => f.endsWith('.md')).sort()
        .map(async (f) => ({ name: f.slice(0, -3), text: await readFile(path.join(folder, f), 'utf8') })));
    kith = await startKith();
    browser = await openBrowser();
});
after(async () => { await browser?.close(); await kith?.stop(); });

async function textsOfTheProgram() {
    const files = (await readdir(path.join(root, 'src'), { recursive: true })).filter((f) => /\.(html|c|h)$/.test(f));
    const texts = new Set();
    for (const f of files)
        for (const [, words] of (await readFile(path.join(root, 'src', f), 'utf8')).matchAll(/"((?:[^"\\\n]|\\.)*)"/g)) texts.add(words);
    return texts;
}

// "The same: call it Pram walk" is "The same: call it {name}".
function filled(texts) {
    return [...texts].filter((t) => /^\w.*\{\w+\}|\{\w+\}.*\w{4}/.test(t)).map((t) =>
        new RegExp(`^${t.split(/\{\w+\}/).map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`));
}

test('every name in the handbook stands on a page', async () => {
    const texts = await textsOfTheProgram(), patterns = filled(texts), lost = [];
    let seen = 0;
    for (const { name, text } of pages)
        for (const [, said] of text.replace(/`[^`]*`/g, '').matchAll(/(?<![*\w])\*(?!\*)([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)/g)) {
            const words = said.replace(/\s+/g, ' ');
            seen++;
            if (!texts.has(words) && !patterns.some((p) => p.test(words))) lost.push(`${name}: ${words}`);
        }
    assert.deepEqual(lost, []);
    assert.ok(seen > 60, `only ${seen} names were found`);
});

test('every link of the handbook leads to a page, and the front page to all', async () => {
    const page = await someone(browser, kith, { role: 'admin' });
    const links = new Set(pages.flatMap(({ text }) => [...text.matchAll(/\]\(([^)]+)\)/g)].map((m) => m[1])));
    for (const link of links) await visit(page, kith, link);
    const front = pages.find((p) => p.name === 'index').text;
    for (const { name } of pages) assert.ok(name === 'index' || front.includes(`(/handbook/${name})`), `${name} is not on the front page`);
});

test('the handbook names every command, and no option that is not there', async () => {
    const help = execFileSync(binary, ['--help'], { encoding: 'utf8' });
    const commands = [...help.matchAll(/^ {2}([a-z]+(?: [a-z]+){0,2}) {2,}/gm)].map((m) => m[1]);
    assert.ok(commands.length > 20, `only ${commands.length} commands were found`);
    const spans = pages.flatMap(({ text }) => [...text.matchAll(/`(kith [^`]+)`|^ {4}(kith .+)$/gm)].map((m) => m[1] ?? m[2]));
    const options = {}, wrong = [];
    for (const name of commands) {
        const own = execFileSync(binary, [...name.split(' '), '--help'], { encoding: 'utf8' });
        options[name] = new Set([...own.matchAll(/--[a-z-]+/g)].map((m) => m[0]));
        if (!spans.some((s) => s.startsWith(`kith ${name}`))) wrong.push(`${name} is not told`);
    }
    for (const span of spans) {
        const name = commands.filter((c) => `${span} `.startsWith(`kith ${c} `)).sort((a, b) => b.length - a.length)[0];
        if (!name) wrong.push(`no command: ${span}`);
        else for (const [option] of span.replace(/ #.*/, '').matchAll(/--[a-z-]+/g)) if (!options[name].has(option)) wrong.push(`${span}: ${option}`);
    }
    assert.deepEqual(wrong, []);
});

for (const width of [320, 1280])
    test(`every page of the handbook is sound at ${width} px`, async () => {
        const page = await someone(browser, kith, { width });
        for (const { name } of pages) {
            const answer = await visit(page, kith, name === 'index' ? '/handbook' : `/handbook/${name}`);
            await assertValid(await answer.text(), name);
            await assertAccessible(page);
            await assertFits(page);
        }
    });
