// One Electron for all contenders: a hidden window each, opened and closed as the runner says.
const { app, BrowserWindow } = require('electron');

for (const name of [
  'disable-background-timer-throttling',
  'disable-backgrounding-occluded-windows',
  'disable-renderer-backgrounding',
  'allow-loopback-in-peer-connection',
])
  app.commandLine.appendSwitch(name);
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');

app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  globalThis.openPage = (url) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
    });
    return window.loadURL(url);
  };
});
