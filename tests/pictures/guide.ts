import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { serveStories } from '../stories/server.ts';

/** A number beside the first element that fits: where along its width (0 left, 1 right), and px below its top. */
type Mark = readonly [selector: string, along: number, below: number];

/** What a picture of the operators' guide shows, and what its numbers stand beside. */
interface GuidePicture {
  readonly name: string;
  /** Id of the story. */
  readonly story: string;
  /** What gets the numbers 1, 2, 3 … */
  readonly marks?: readonly Mark[];
  /** Only this part of the window. */
  readonly part?: string;
}

const zone = (name: string): string => `[data-zone="${name}"]`;
const region = (name: string): string => `section[aria-label="${name}"]`;
const card = 'article[data-current="true"]';

const pictures: readonly GuidePicture[] = [
  {
    name: 'overview',
    story: 'screens-console--noted',
    marks: [
      [zone('status'), 0.33, 14],
      ['[data-testid="alert-line"]', 0.33, 7],
      [region('Kø'), 0.35, 6],
      [region('Ubesvarte'), 0.4, 6],
      [region('Samtale'), 0.35, 6],
      [region('På vent'), 0.35, 6],
      [zone('reach'), 0.9, 8],
      [zone('sound'), 0.82, 14],
    ],
  },
  { name: 'sign-in', story: 'screens-nobody-signed-in--pin' },
  { name: 'position', story: 'screens-console--position-menu', part: zone('reach') },
  { name: 'queue', story: 'screens-console--busy', part: zone('queue') },
  {
    name: 'call',
    story: 'screens-console--noted',
    part: card,
    marks: [
      [`${card} [class*="_number_"]`, 0.46, 4],
      [`${card} [role="timer"]`, -0.3, 8],
      [`${card} dl dt:nth-of-type(2)`, 0, 26],
      [`${card} [aria-label="Du blir hørt"]`, 1.14, -4],
      [`${card} [class*="_recording_"]`, 1.08, -4],
      [`${card} textarea`, 0.86, 90],
      [`${card} [role="group"]`, 0.86, -34],
    ],
  },
  { name: 'phonebook', story: 'screens-console--phonebook', part: zone('reach') },
  { name: 'log', story: 'screens-console--call-log', part: zone('reach') },
  { name: 'sound', story: 'screens-console--sound', part: zone('reach') },
  { name: 'outage', story: 'screens-console--outage' },
  { name: 'keys', story: 'screens-console--keys', part: zone('reach') },
];

/** Numbers on discs; throws where an element is missing. */
async function mark(page: Page, marks: readonly Mark[]): Promise<void> {
  for (const [index, [selector, along, below]] of marks.entries()) {
    const box = await page.locator(selector).first().boundingBox();
    if (!box) throw new Error(`nothing to number: ${selector}`);
    await page.evaluate(
      ({ x, y, n }) => {
        const disc = document.createElement('b');
        disc.textContent = `${n}`;
        disc.style.cssText = `position:fixed;left:${x}px;top:${y}px;width:30px;height:30px;border-radius:50%;
          background:#ffd23f;color:#111;font:700 17px/30px Inter,sans-serif;text-align:center;z-index:99;
          box-shadow:0 0 0 2px #111`;
        document.body.append(disc);
      },
      { x: box.x + box.width * along, y: box.y + below, n: index + 1 },
    );
  }
}

/** The pictures of `docs/guide.md`, from the stories: the same tomorrow. */
export async function takeGuidePictures(folder: string, say: (line: string) => void): Promise<void> {
  await mkdir(folder, { recursive: true });
  const server = await serveStories();
  const browser = await chromium.launch({
    executablePath: process.env['SAMBAND_CHROMIUM'] ?? '/usr/bin/chromium',
    // Only a container's root has no other way to run Chromium.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1600, height: 900 },
      locale: 'nb-NO',
      timezoneId: 'Europe/Oslo',
      reducedMotion: 'reduce',
    });
    for (const { name, story, part, marks = [] } of pictures) {
      await page.goto(`${server.url}/iframe.html?id=${story}&globals=theme:night;language:nb`);
      await page.locator('[data-picture] [data-zone="status"]').waitFor();
      await page.evaluate(() => document.fonts.ready);
      await mark(page, marks);
      const path = join(folder, `${name}.png`);
      const clip = part === undefined ? undefined : await page.locator(part).first().boundingBox();
      if (clip === null) throw new Error(`${name}: ${part} is not there`);
      // Numbers stand half outside of what they number.
      const around = clip && {
        x: Math.max(0, clip.x - 10),
        y: Math.max(0, clip.y - 10),
        width: clip.width + 20,
        height: clip.height + 20,
      };
      await page.screenshot({ path, animations: 'disabled', ...(around ? { clip: around } : {}) });
      say(`docs/pictures/guide/${name}.png`);
    }
  } finally {
    await browser.close();
    server.close();
  }
}
