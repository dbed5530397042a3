#!/usr/bin/python3
"""Raw HID devices that do not exist (umockdev, without rights and without a kernel module).

A program that is to see them runs with UMOCKDEV_DIR=<root> and LD_PRELOAD=libumockdev-preload.so.0.
Spoken in JSON, a line each.  In, on stdin:
  {"op": "plug", "id", "vid", "pid", "product", "maker", "interface", "descriptor"}   numbers and bytes in hexadecimal digits
  {"op": "send", "id", "hex"}     the device sends a report
  {"op": "unplug", "id"}
Out, on stdout:
  {"event": "ready", "root"}   {"event": "plugged", "id", "path"}   {"event": "unplugged", "id"}
  {"event": "written", "id", "hex"}   what a program wrote in one call
  {"event": "sent", "id", "at"}   the device has sent its report, UTC ms
It ends with its stdin.
"""
import fcntl
import json
import os
import select
import struct
import sys
import tempfile
import threading
import time
import tty

import gi

gi.require_version('UMockdev', '1.0')
from gi.repository import GLib, UMockdev  # noqa: E402

# Opens the other end of a pseudo terminal by its master: the device must stay open and raw while no program has it.
TIOCGPTPEER = 0x5441
# What HIDIOCGRDESC fills: a length and this many bytes.
HID_MAX_DESCRIPTOR_SIZE = 4096

bed = UMockdev.Testbed.new()
loop = GLib.MainLoop()
folder = tempfile.TemporaryDirectory(prefix='samband-hid-')
devices = {}
speaking = threading.Lock()


def say(event, **facts):
    with speaking:
        print(json.dumps({'event': event, **facts}), flush=True)


def description(number, order):
    """The chain from hidraw up to the USB device, as udev would show it."""
    vid, pid = int(order['vid'], 16), int(order['pid'], 16)
    product, maker = order.get('product', 'mock'), order.get('maker', 'mock')
    port = f'1-{number + 1}'
    usb = f'/devices/pci0000:00/0000:00:14.0/usb1/{port}'
    interface = f'{usb}/{port}:1.{order.get("interface", 0)}'
    name = f'0003:{vid:04X}:{pid:04X}.{number + 1:04X}'
    hid = f'{interface}/{name}'
    node = f'{hid}/hidraw/hidraw{number}'
    records = [
        [f'P: {node}', f'N: hidraw{number}', f'E: DEVNAME=/dev/hidraw{number}', 'E: MAJOR=240', f'E: MINOR={number}',
         'E: SUBSYSTEM=hidraw', f'A: dev=240:{number}\\n', f'L: device=../../../{name}'],
        [f'P: {hid}', f'E: HID_ID=0003:{vid:08X}:{pid:08X}', f'E: HID_NAME={product}', 'E: HID_UNIQ=',
         'E: SUBSYSTEM=hid', f'H: report_descriptor={order["descriptor"].upper()}'],
        [f'P: {interface}', 'E: DEVTYPE=usb_interface', 'E: SUBSYSTEM=usb',
         f'A: bInterfaceNumber={order.get("interface", 0):02x}\\n'],
        [f'P: {usb}', 'E: DEVTYPE=usb_device', 'E: SUBSYSTEM=usb', f'A: idVendor={vid:04x}\\n',
         f'A: idProduct={pid:04x}\\n', 'A: bcdDevice=0100\\n', f'A: manufacturer={maker}\\n', f'A: product={product}\\n'],
    ]
    return '\n\n'.join('\n'.join(lines) for lines in records) + '\n', node, usb


def answers(number, order):
    """What the ioctls of hidapi get: the descriptor's size, the descriptor, bus and numbers."""
    data = bytes.fromhex(order['descriptor'])
    size = struct.pack('<I', len(data))
    info = struct.pack('<IHH', 3, int(order['vid'], 16), int(order['pid'], 16))
    path = os.path.join(folder.name, f'{number}.ioctl')
    with open(path, 'w', encoding='ascii') as out:
        out.write(f'@DEV /dev/hidraw{number}\n')
        out.write(f'HIDIOCGRDESCSIZE 0 {size.hex().upper()}\n')
        out.write(f'HIDIOCGRDESC 0 {(size + data.ljust(HID_MAX_DESCRIPTOR_SIZE, bytes(1))).hex().upper()}\n')
        out.write(f'HIDIOCGRAWINFO 0 {info.hex().upper()}\n')
    return path


def listen(device, stop, identity):
    """Until it is told to stop: a read under way would keep the device alive after it has been closed."""
    while True:
        ready, _, _ = select.select([device, stop], [], [])
        if stop in ready:
            return
        try:
            data = os.read(device, 4096)
        except OSError:
            return
        say('written', id=identity, hex=data.hex())


def plug(order):
    number = len(numbers)
    numbers.append(order['id'])
    records, node, usb = description(number, order)
    bed.add_from_string(records)
    path = f'/dev/hidraw{number}'
    bed.load_ioctl(path, answers(number, order))
    device = bed.get_dev_fd(path)
    peer = fcntl.ioctl(device, TIOCGPTPEER, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(peer)
    stop, stopping = os.pipe()
    listener = threading.Thread(target=listen, args=(device, stop, order['id']), daemon=True)
    listener.start()
    devices[order['id']] = (device, peer, stop, stopping, listener, f'/sys{node}', f'/sys{usb}')
    say('plugged', id=order['id'], path=path)


def unplug(order):
    device, peer, stop, stopping, listener, node, usb = devices.pop(order['id'])
    terminal = os.ttyname(peer)
    bed.remove_device(node)
    bed.remove_device(usb)
    os.write(stopping, b'.')
    listener.join()
    for each in (peer, device, stop, stopping):
        os.close(each)
    # umockdev 0.17 remembers terminals by name, and the name is used again.
    try:
        os.unlink(f'{bed.get_root_dir()}/dev/.ptymap/{terminal.replace("/", "_")}')
    except FileNotFoundError:
        pass
    say('unplugged', id=order['id'])


numbers = []
# How long a program may take to read a report, in looks.
PATIENCE = 1000
# A low-speed interrupt endpoint is asked every 8 ms (USB 2.0 section 5.7.4): no device sends faster.
INTERVAL = 0.008


def send(order):
    device, peer = devices[order['id']][:2]
    # A terminal runs reports together that nobody has read in between; USB does not. To ask whether it can be read waits
    # for what is still on its way through the terminal; to ask how much there is (FIONREAD) does not, and on a busy
    # machine a release that was taken for read went into the press before it.
    for _ in range(PATIENCE):
        time.sleep(INTERVAL)
        if not select.select([peer], [], [], 0)[0]:
            break
    at = time.time() * 1000
    os.write(device, bytes.fromhex(order['hex']))
    say('sent', id=order['id'], at=at)


def obey():
    for line in sys.stdin:
        order = json.loads(line)
        if order['op'] == 'plug':
            plug(order)
        elif order['op'] == 'send':
            send(order)
        elif order['op'] == 'unplug':
            unplug(order)
    loop.quit()


say('ready', root=bed.get_root_dir())
threading.Thread(target=obey, daemon=True).start()
loop.run()
folder.cleanup()
