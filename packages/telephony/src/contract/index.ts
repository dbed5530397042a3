import './jitless.ts';

export * from './call-log.ts';
export * from './caller.ts';
export * from './command.ts';
export * from './device-look.ts';
export * from './devices.ts';
export * from './duration.ts';
export * from './error.ts';
export * from './event.ts';
export * from './layout.ts';
export * from './operator.ts';
export * from './order.ts';
export * from './reduce.ts';
export * from './screen.ts';
export * from './settings.ts';
export * from './site.ts';
export * from './snapshot.ts';
export * from './wire.ts';
