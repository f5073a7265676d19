// Sockets without a browser's manners.
import net from 'node:net';

// Send bytes; answers {text, statuses, closed, ms} when the server closed or `wait` ms have gone by.
export function raw(port, bytes, { wait = 15000, slowly = 0, cut = null, host = '127.0.0.1' } = {}) {
    return new Promise((resolve) => {
        const began = Date.now(), chunks = [];
        const socket = net.connect({ port, host, allowHalfOpen: true });
        let closed = false, timer;
        const finish = () => {
            clearTimeout(timer);
            socket.destroy();
            const text = Buffer.concat(chunks).toString('latin1');
            const statuses = [...text.matchAll(/(?:^|\r\n|\n|>)HTTP\/1\.1 (\d{3}) /g)].map((m) => Number(m[1]));
            resolve({ text, statuses, closed, ms: Date.now() - began });
        };
        timer = setTimeout(finish, wait);
        socket.on('data', (chunk) => chunks.push(chunk));
        socket.on('end', () => { closed = true; finish(); });
        socket.on('error', () => { closed = true; finish(); });
        socket.on('connect', async () => {
            if (cut !== null) { socket.write(bytes.subarray(0, cut)); setTimeout(() => socket.resetAndDestroy(), 30); return; }
            if (!slowly) { socket.write(bytes); return; }
            for (const byte of bytes) {
                if (socket.destroyed) return;
                socket.write(Buffer.from([byte]));
                await new Promise((next) => setTimeout(next, slowly));
            }
        });
    });
}

// Open and hold: bytes of half a request. Answers the socket.
export function hold(port, bytes) {
    return new Promise((resolve, reject) => {
        const socket = net.connect({ port, host: '127.0.0.1' }, () => { socket.write(bytes); resolve(socket); });
        socket.once('error', reject);
        socket.on('error', () => {});
        socket.resume();
    });
}
