// Between nginx and a pool: what the API says of keeping is cut to a second each, by texts of the same length, so that no record changes.
import { createServer, connect } from 'node:net';
import { pipeline, Transform } from 'node:stream';

const cuts = [
  ['s-maxage=15', 's-maxage=01'],
  ['stale-while-revalidate=30', 'stale-while-revalidate=01'],
];

/** How much of the text's end may be the beginning of something to be cut. */
const undecided = (text) =>
  Math.max(
    ...cuts.map(([long]) => {
      let n = long.length - 1;
      while (n > 0 && !text.endsWith(long.slice(0, n))) n--;
      return n;
    }),
  );

function cutter() {
  let rest = '';
  return new Transform({
    transform(chunk, _, done) {
      const text = cuts.reduce((all, [long, short]) => all.replaceAll(long, short), rest + chunk.toString('latin1'));
      const split = text.length - undecided(text);
      rest = text.slice(split);
      done(null, Buffer.from(text.slice(0, split), 'latin1'));
    },
    flush(done) {
      done(null, Buffer.from(rest, 'latin1'));
    },
  });
}

/** Listens at one unix socket and hands on to the other; gives the server. */
export function hasten(at, to) {
  const server = createServer((nginx) => {
    const pool = connect(to);
    const end = () => [nginx, pool].forEach((socket) => socket.destroy());
    pipeline(nginx, pool, end);
    pipeline(pool, cutter(), nginx, end);
  });
  return new Promise((resolve) => server.listen(at, () => resolve(server)));
}
