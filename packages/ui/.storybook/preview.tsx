import '@fontsource-variable/inter';
import '../src/theme/base.css';
import '../src/theme/tokens.css';
import type { Preview } from '@storybook/react-vite';
import { Surroundings } from '../src/testing/stories.tsx';

/** Theme and language stand in the toolbar and in the address; a change of them keeps what was pressed in the story. */
const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'Utseende',
      toolbar: {
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'night', title: 'Natt' },
          { value: 'day', title: 'Dag' },
          { value: 'contrast', title: 'Høy kontrast' },
        ],
      },
    },
    language: {
      description: 'Språk',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'nb', title: 'Bokmål' },
          { value: 'nn', title: 'Nynorsk' },
          { value: 'en', title: 'English' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'night', language: 'nb' },
  parameters: {
    layout: 'fullscreen',
    backgrounds: { disable: true },
    a11y: { test: 'error', options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } },
  },
  decorators: [
    (Story, context) => (
      <Surroundings key={context.id} context={context}>
        <Story />
      </Surroundings>
    ),
  ],
};

export default preview;
