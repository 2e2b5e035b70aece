/** The UPS as `upsd` of Network UPS Tools on this computer tells it: the protocol of RFC 9271, read only. */
import { connect } from 'node:net';

export interface UpsReading {
  /** False: on its battery. */
  readonly onMains: boolean;
  readonly batteryPercent: number | null;
}

/** `upsd` beside the station; another port for tests. */
const usualPort = 3493;
/** A daemon on the same computer that says nothing for so long is none, ms. */
const answerMs = 1_500;
const longestAnswer = 64 * 1024;

/** The first UPS that says whether it runs on mains or battery; null where no daemon, no UPS or no such word is. */
export async function readUps(port = usualPort): Promise<UpsReading | null> {
  const list = await ask(port, 'LIST UPS', (text) => /^(END LIST UPS|ERR .*)$/m.test(text));
  for (const [, name] of list?.matchAll(/^UPS (\S+) /gm) ?? []) {
    const told = await ask(port, `LIST VAR ${name}`, (text) => /^(END LIST VAR .*|ERR .*)$/m.test(text));
    if (told === null) continue;
    const status = findValue(told, name!, 'ups.status')?.split(' ') ?? [];
    if (!status.some((word) => word === 'OL' || word === 'OB')) continue;
    const charge = Number(findValue(told, name!, 'battery.charge') ?? Number.NaN);
    const batteryPercent = Number.isFinite(charge) ? Math.min(100, Math.max(0, charge)) : null;
    return { onMains: !status.includes('OB'), batteryPercent };
  }
  return null;
}

const findValue = (told: string, ups: string, name: string): string | undefined =>
  told
    .split('\n')
    .map((line) => /^VAR (\S+) (\S+) "(.*)"$/.exec(line))
    .find((found) => found?.[1] === ups && found[2] === name)?.[3];

/** What the daemon answers to one command; null when it is not there or does not come to an end. */
function ask(port: number, command: string, isWhole: (text: string) => boolean): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: '127.0.0.1', port });
    const end = (answer: string | null) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('utf8').setTimeout(answerMs, () => end(null));
    socket.on('connect', () => socket.write(`${command}\n`));
    socket.on('error', () => end(null));
    socket.on('close', () => end(null));
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (isWhole(text)) end(text);
      else if (text.length > longestAnswer) end(null);
    });
  });
}
