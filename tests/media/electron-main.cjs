// The smallest Electron app that can hold the media page: grants the microphone, keeps running without windows.
const { app, session } = require('electron');

app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, grant) =>
    grant(permission === 'media'),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'media');
});
