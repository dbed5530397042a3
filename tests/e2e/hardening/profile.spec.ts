import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchPosition } from '../../support/electron.ts';
import { expect, secret, test } from './fixtures.ts';
import { writeSite } from './site.ts';

/** A profile that cannot be used: said on the screen in words, or told by an exit code; never a process that nobody sees. */

const words = 'Mappen til plassen kan ikke brukes';

async function saysSo(profile: string): Promise<void> {
  const position = await launchPosition({
    site: await writeSite(),
    position: 1,
    secret,
    profile,
    keepProfile: true,
  });
  try {
    const page = await position.consoleWindow();
    await expect(page.getByRole('heading', { name: words })).toBeVisible();
    await expect(page.getByText('Plassen kan ikke ta imot anrop.')).toBeVisible();
    await expect(page.getByText(profile)).toBeVisible();
  } finally {
    await position.close();
  }
}

test('somebody else’s profile: a page says so', async () => {
  test.skip(process.getuid?.() !== 0, 'the profile of another user needs root');
  const profile = await mkdtemp(join(tmpdir(), 'samband-theirs-'));
  await chown(profile, 0, 0);
  await chmod(profile, 0o755);
  await saysSo(profile);
  await rm(profile, { recursive: true });
});

test('a profile that is a file: a page says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samband-file-'));
  await chmod(folder, 0o755);
  const profile = join(folder, 'profile');
  await writeFile(profile, '');
  await saysSo(profile);
  await rm(folder, { recursive: true });
});
