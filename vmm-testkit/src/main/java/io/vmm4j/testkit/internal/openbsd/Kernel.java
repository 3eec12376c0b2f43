package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Parts;
import java.util.Locale;

/** What a kernel of OpenBSD writes while it finds its devices; much shorter than a real one. */
final class Kernel {

    private Kernel() {}

    static String messages(Board board, Release release, String name) {
        Parts parts = board.parts();
        StringBuilder text = new StringBuilder();
        text.append("Copyright (c) 1995-2026 OpenBSD. All rights reserved.  https://www.OpenBSD.org\n\n");
        text.append("OpenBSD " + release.version() + " (" + name + ") #1: Mon Jun  1 00:00:00 UTC 2026\n");
        text.append("real mem = " + parts.memory() + " (" + (parts.memory() >> 20) + "MB)\n");
        text.append(
                "mainbus0 at root\nbios0 at mainbus0\nacpi at bios0 not configured\ncpu0 at mainbus0: (uniprocessor)\n");
        text.append("pvbus0 at mainbus0: OpenBSD\npvclock0 at pvbus0\npci0 at mainbus0 bus 0\n");
        for (int i = 0; i < parts.lladdrs().size(); i++) {
            text.append("vio" + i + " at virtio" + (1 + i) + ": 1 queue, address "
                    + parts.lladdrs().get(i) + "\n");
        }
        for (int i = 0; i < parts.disks().size(); i++) {
            long size = parts.disks().get(i).size();
            text.append(String.format(
                    Locale.ROOT,
                    "sd%d at scsibus%d targ 0 lun 0: <VirtIO, Block Device, >\nsd%d: %dMB, 512 bytes/sector, %d sectors\n",
                    i,
                    i,
                    i,
                    size >> 20,
                    size / 512));
        }
        if (parts.cdrom().isPresent()) {
            text.append("cd0 at scsibus8 targ 0 lun 0: <OpenBSD, VMM CD-ROM, 001> removable\n");
        }
        text.append(
                "vmmci0 at virtio8\nisa0 at mainbus0\ncom0 at isa0 port 0x3f8/8 irq 4: ns8250, no fifo\ncom0: console\n");
        return text.toString();
    }
}
