// Requests no browser sends. Each must be refused, answered once at most, and its connection closed.
const line = (text) => text.replaceAll('\n', '\r\n');

// host: what a browser would write into Host. Answers [[name, bytes]...].
export function hostileShapes(host) {
    const H = `Host: ${host}\r\n`, shapes = [];
    const add = (name, text) => shapes.push([name, Buffer.from(text, 'latin1')]);
    const get = (name, target) => add(`target ${name}`, `GET ${target} HTTP/1.1\r\n${H}\r\n`);
    const header = (name, text) => add(`header ${name}`, `GET / HTTP/1.1\r\n${H}${text}\r\n\r\n`);
    const post = (name, headers, body) => add(`framing ${name}`, `POST /signin/ask HTTP/1.1\r\n${H}${headers}\r\n\r\n${body}`);
    const chunks = (name, body) => post(`chunk ${name}`, 'Transfer-Encoding: chunked', body);
    const first = (name, text) => add(`line ${name}`, `${text}\r\n${H}\r\n`);
    const hosts = (name, text) => add(`host ${name}`, `GET / HTTP/1.1\r\n${text}\r\n`);
    const hidden = `0\r\n\r\nGET /find HTTP/1.1\r\n${H}\r\n`;

    // Where does the body end? Two readings smuggle a request past a proxy.
    post('length and chunked', 'Content-Length: 5\r\nTransfer-Encoding: chunked', hidden);
    post('chunked and length', 'Transfer-Encoding: chunked\r\nContent-Length: 4', hidden);
    for (const [name, value] of Object.entries({
        'two equal': '5\r\nContent-Length: 5', 'two different': '5\r\nContent-Length: 6', 'list': '5, 5', 'list of two': '5,6', plus: '+5',
        minus: '-5', hexadecimal: '0x5', 'with a blank': '5 5', 'with a semicolon': '5;', words: 'five', empty: '', exponent: '1e1',
        quoted: '"5"', point: '5.0', 'beyond 64 bits': '18446744073709551621', 'beyond everything': '9'.repeat(40), 'full-width': '\xef\xbc\x95',
        octal: '0o5', 'leading zeros of 30 digits': '0'.repeat(29) + '5', 'vertical tab': '\x0b5', 'underscore': '1_0',
    })) post(`Content-Length ${name}`, `Content-Length: ${value}`, 'hello');
    for (const [name, value] of Object.entries({
        'xchunked': 'xchunked', 'gzip, chunked': 'gzip, chunked', 'chunked, identity': 'chunked, identity', 'chunked twice in one': 'chunked, chunked',
        identity: 'identity', 'two lines': 'chunked\r\nTransfer-Encoding: chunked', 'chunked then x': 'chunked\r\nTransfer-Encoding: x',
        'x then chunked': 'x\r\nTransfer-Encoding: chunked', 'vertical tab': '\x0bchunked', quoted: '"chunked"', parameter: 'chunked;q=1',
        'folded': '\r\n chunked', empty: '', 'comma after': 'chunked,', 'comma before': ',chunked', 'NUL after': 'chunked\0', 'carriage return after': 'chunked\r',
        'high bytes': '\xffchunked', trailers: 'trailers, chunked', deflate: 'deflate',
    })) post(`Transfer-Encoding ${name}`, `Transfer-Encoding: ${value}`, hidden);
    post('blank before the colon of length', 'Content-Length : 5', 'hello');
    post('blank before the colon of coding', 'Transfer-Encoding : chunked', hidden);
    post('tab before the colon of coding', 'Transfer-Encoding\t: chunked', hidden);
    post('folded into the line before', 'X: y\r\n Transfer-Encoding: chunked', hidden);
    post('hidden by a bare CR', 'X: y\rTransfer-Encoding: chunked', hidden);
    post('hidden by a bare LF', 'X: y\nTransfer-Encoding: chunked', hidden);
    post('hidden by a NUL', 'X: y\0Transfer-Encoding: chunked', hidden);
    post('no length', 'Content-Type: application/x-www-form-urlencoded', hidden);
    post('a million terabytes', 'Content-Length: 999999999999999999', 'hello');
    post('larger than any form', 'Content-Length: 99000000', 'hello');
    post('Expect', 'Content-Length: 5\r\nExpect: 100-continue', 'hello');
    post('Expect something else', 'Content-Length: 5\r\nExpect: x', 'hello');
    add('framing chunked in HTTP/1.0', `POST /signin/ask HTTP/1.0\r\n${H}Transfer-Encoding: chunked\r\n\r\n${hidden}`);
    add('framing a body on GET', `GET / HTTP/1.1\r\n${H}Content-Length: 5\r\n\r\nhello`);
    add('framing chunks on GET', `GET / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n${hidden}`);
    add('framing a body on HEAD', `HEAD / HTTP/1.1\r\n${H}Content-Length: 5\r\n\r\nhello`);

    for (const [name, size] of Object.entries({
        hexadecimal: '0x5', plus: '+5', minus: '-5', 'blank before': ' 5', 'blank after': '5 ', none: '', letter: 'g', underscore: '5_', 'beyond 64 bits': 'f'.repeat(17),
        'wraps to five': '10000000000000005', 'NUL in an extension': '5;a\0b', 'bare LF in an extension': '5;a=b\nX', 'bare CR in an extension': '5;\rX', 'tab': '\t5',
        'long extension': `5;${'a'.repeat(9000)}`,
    })) chunks(`size ${name}`, `${size}\r\nhello\r\n0\r\n\r\n`);
    chunks('bare LF everywhere', '5\nhello\n0\n\n');
    chunks('bare LF after the bytes', '5\r\nhello\n0\r\n\r\n');
    chunks('bare CR after the size', '5\rXhello\r\n0\r\n\r\n');
    chunks('longer than its size', '5\r\nhelloX\r\n0\r\n\r\n');
    chunks('without an end', '5\r\nhello0\r\n\r\n');
    chunks('trailer', '5\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n');
    chunks('trailer with a length', '5\r\nhello\r\n0\r\nContent-Length: 9\r\n\r\n');
    chunks('bare LF at the end', '5\r\nhello\r\n0\r\n\n');
    chunks('larger than any form', `${(2 << 20).toString(16)}\r\n${'a'.repeat(2 << 20)}\r\n0\r\n\r\n`);

    // Line ends, control characters, headers.
    add('ends bare LF', `GET / HTTP/1.1\nHost: ${host}\n\n`);
    add('ends bare LF at the end', `GET / HTTP/1.1\r\nHost: ${host}\n\r\n`);
    add('ends last LF', `GET / HTTP/1.1\r\n${H}\n`);
    add('ends bare CR', `GET / HTTP/1.1\rHost: ${host}\r\n\r\n`);
    header('bare CR', 'X: a\rb');
    header('two CR', 'X: a\r');
    header('folded', 'X: a\r\n b');
    header('folded by a tab', 'X: a\r\n\tb');
    add('header first one folded', `GET / HTTP/1.1\r\n Host: ${host}\r\n\r\n`);
    header('NUL in a value', 'X: a\0b');
    header('NUL in a name', 'X\0: a');
    header('control in a value', 'X: a\x01');
    header('delete in a value', 'X: a\x7f');
    header('blank before the colon', 'X : a');
    header('tab before the colon', 'X\t: a');
    header('no name', ': a');
    header('no colon', 'no colon here');
    header('brackets in a name', 'X(y): a');
    header('quotes in a name', '"X": a');
    header('letters beyond ASCII in a name', 'X\xc3\xa9: a');
    header('escape in a name', 'X\x1b[2J: a');
    header('two kinds of content', 'Content-Type: a/b\r\nContent-Type: c/d');
    header('two of who asks', 'Authorization: Bearer a\r\nAuthorization: Bearer b');
    header('two origins', `Origin: http://${host}\r\nOrigin: http://evil.example`);
    header('very long', `X: ${'a'.repeat(20000)}`);
    header('101 of them', Array.from({ length: 101 }, (_, i) => `X-${i}: a`).join('\r\n'));
    header('very many small', Array.from({ length: 4000 }, () => 'a:b').join('\r\n'));
    add('line four empty ones first', `\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n${H}\r\n`);
    add('line LF first', `\nGET / HTTP/1.1\r\n${H}\r\n`);
    add('line blank first', ` GET / HTTP/1.1\r\n${H}\r\n`);
    add('line a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + 'x'.repeat(300));
    add('line an SSH greeting', 'SSH-2.0-OpenSSH_9.2\r\n\r\n');
    add('line a proxy greeting', `PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\nGET / HTTP/1.1\r\n${H}\r\n`);
    add('line an HTTP/2 greeting', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    add('line an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    add('line random bytes', String.fromCharCode(...Array.from({ length: 600 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255)) + '\r\n\r\n');
    for (const [name, text] of Object.entries({
        'without version': 'GET /', 'without target': 'GET', 'version empty': 'GET / ', 'two blanks': 'GET  / HTTP/1.1', 'two blanks after': 'GET /  HTTP/1.1',
        'blank at the end': 'GET / HTTP/1.1 ', tab: 'GET\t/ HTTP/1.1', 'two targets': 'GET / x HTTP/1.1', 'small letters': 'GET / http/1.1', 'more after': 'GET / HTTP/1.1x',
        'no point': 'GET / HTTP/11', 'other name': 'GET / ICY/1.1', '1.2': 'GET / HTTP/1.2', '2.0': 'GET / HTTP/2.0', '0.9': 'GET / HTTP/0.9', '1.10': 'GET / HTTP/1.10',
        'overlong': `GET /${'a'.repeat(9000)} HTTP/1.1`, 'overlong method': `${'A'.repeat(5000)} / HTTP/1.1`, bracket: 'G(T / HTTP/1.1', 'NUL': 'G\0ET / HTTP/1.1',
    })) first(name, text);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'TRACK', 'DEBUG', 'BREW', 'get', 'PROPFIND', 'COPY', 'PURGE', 'POST-', 'GET_'])
        add(`method ${method}`, `${method} / HTTP/1.1\r\n${H}Content-Length: 0\r\n\r\n`);
    add('method CONNECT', `CONNECT ${host} HTTP/1.1\r\n${H}\r\n`);

    // The target.
    for (const target of ['/a#b', '/%', '/%4', '/%zz', '/?a=%g1', '/?a=%', '/%00', '/?a=%00', '/find%2fx', '/find%2Fx', '/static%5ckith.css', '/a\\b', '/..', '/../etc/passwd',
        '/static/../healthz', '/%2e%2e/healthz', '/static/%2e%2e/%2e%2e/etc/passwd', '/.%2e/healthz', '/./find', '/%0d%0aX:y', '/%0aX', '/?a\x0bb', '//evil.example/find', '///', '/\xc3\xa9',
        '/%c3%28', '/%ff', '/%c0%ae%c0%ae/', '/%ed%a0%80', '/a\x01', '/a\0b', '/a\x7f', 'find', '*', '?q=1', 'http://evil.example/', 'http://evil.example', `http://u@${host}/`,
        `http://${host}@evil.example/`, 'ftp://x/', 'file:///etc/passwd', 'javascript:alert(1)', 'http:///find', '/%1b[2J', '/\t'])
        get(JSON.stringify(target), target);
    add('target OPTIONS *', `OPTIONS * HTTP/1.1\r\n${H}\r\n`);

    // Host.
    hosts('none', '');
    add('host none in HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n');
    hosts('twice', H + H);
    hosts('two different', H + 'host: evil.example\r\n');
    for (const value of ['', 'a b', 'a,b', `u@${host}`, `${host}/x`, '127.0.0.1:', '127.0.0.1:x', '127.0.0.1:99999', '127.0.0.1:0', ':80', '[::1', '[<>]', '127.0.0.1\0', '*', 'a'.repeat(300),
        'evil.example', 'evil.example:80', `${host}.evil.example`, 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', '127.0.0.1%00.evil.example', 'xn--', '<script>'])
        if (value !== 'xn--') hosts(JSON.stringify(value), `Host: ${value}\r\n`);
    return shapes;
}

// And requests that are well formed, however odd: [name, bytes, statuses allowed].
export function oddShapes(host) {
    const H = `Host: ${host}\r\n`;
    return [
        ['plain', `GET /find HTTP/1.1\n${H}Connection: close\n\n`, [200]],
        ['absolute form', `GET http://${host}/find HTTP/1.1\n${H}Connection: close\n\n`, [200]],
        ['one empty line first', `\nGET /find HTTP/1.1\n${H}Connection: close\n\n`, [200]],
        ['HTTP/1.0', `GET /find HTTP/1.0\n${H}\n`, [200]],
        ['Host localhost', `GET /find HTTP/1.1\nHost: localhost:1\nConnection: close\n\n`, [200]],
        ['range of a page', `GET /find HTTP/1.1\n${H}Range: bytes=0-4\nConnection: close\n\n`, [200]],
        ['backward range', `GET /find HTTP/1.1\n${H}Range: bytes=9-1,-0,a-\nConnection: close\n\n`, [200]],
        ['accepts nothing', `GET /find HTTP/1.1\n${H}Accept-Encoding: *;q=0, gzip;q=nan\nAccept: x\nConnection: close\n\n`, [200]],
        ['odd languages', `GET /find HTTP/1.1\n${H}Accept-Language: ${'x-'.repeat(900)},;q=9,ur;q=\nConnection: close\n\n`, [200]],
        ['broken cookies', `GET /find HTTP/1.1\n${H}Cookie: kith=; =; kith; kith="; kith_notice=${'a'.repeat(900)}; kith_lang=../..\nConnection: close\n\n`, [200]],
        ['deep path', `GET ${'/a'.repeat(3000)} HTTP/1.1\n${H}Connection: close\n\n`, [404]],
        ['many empty boxes', `GET /find?${'&'.repeat(3000)} HTTP/1.1\n${H}Connection: close\n\n`, [200]],
        ['too many boxes', `GET /find?${'a&'.repeat(2500)} HTTP/1.1\n${H}Connection: close\n\n`, [413, 422, 429]],
        ['numbers beyond 64 bits', `GET /assets/99999999999999999999999 HTTP/1.1\n${H}Connection: close\n\n`, [404]],
        ['a negative number', `GET /assets/-1 HTTP/1.1\n${H}Connection: close\n\n`, [404]],
        ['a static file outside', `GET /static/..kith.css HTTP/1.1\n${H}Connection: close\n\n`, [404]],
        ['a handbook page outside', `GET /handbook/.. HTTP/1.1\n${H}Connection: close\n\n`, [400]],
        ['OPTIONS', `OPTIONS /find HTTP/1.1\n${H}Connection: close\n\n`, [204, 405]],
    ].map(([name, text, statuses]) => [name, Buffer.from(line(text.replaceAll('\r\n', '\n')), 'latin1'), statuses]);
}
