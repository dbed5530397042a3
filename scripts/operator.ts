import { parseArgs } from 'node:util';
import { entryOf, pinProblem } from './operator/entry.ts';
import { askHidden, readLine } from './operator/ask.ts';

const usage = `npm run operator -- --name "Kari Nordmann" --id kari --roles medical,nurse

Asks for the PIN (or reads it from its input when that is no terminal), and prints the entry for the directory of
operators, which the site file names under operators.directory. The PIN itself is written nowhere.
`;

/** What a person can mend: told in words, without a stack. */
class Plain extends Error {}

async function pinFromPerson(): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return readLine(stdin);
  const pin = await askHidden(stdin, stderr, 'PIN: ');
  const wrong = pinProblem(pin);
  if (wrong !== undefined) throw new Plain(wrong);
  if ((await askHidden(stdin, stderr, 'The same PIN again: ')) !== pin)
    throw new Plain('These were two different PINs.');
  return pin;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { name: text, id: text, roles: text, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(usage);
    return;
  }
  const { name, id, roles } = values;
  if (name === undefined || id === undefined || roles === undefined) throw new Plain(usage);
  const pin = await pinFromPerson();
  const wrong = pinProblem(pin);
  if (wrong !== undefined) throw new Plain(wrong);
  console.log(entryOf({ id, name, roles: roles.split(',').map((role) => role.trim()), pin }));
}

main().catch((error: unknown) => {
  console.error(
    error instanceof Plain ? error.message : error instanceof Error ? error.message : String(error),
  );
  process.exitCode = 1;
});
