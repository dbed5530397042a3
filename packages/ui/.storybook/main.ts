import type { StorybookConfig } from '@storybook/react-vite';

/** Works without a network: it asks nobody for versions or news, and tells nobody anything. */
const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../src/**/*.stories.tsx'],
  addons: ['@storybook/addon-a11y'],
  core: { disableTelemetry: true, enableCrashReports: false, disableWhatsNewNotifications: true },
  // The types of the properties stand in the source; reading them out is slow, and no test needs it.
  typescript: { reactDocgen: false },
};

export default config;
