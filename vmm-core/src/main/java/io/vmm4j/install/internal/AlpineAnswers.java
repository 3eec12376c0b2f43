package io.vmm4j.install.internal;

import io.vmm4j.install.GuestNetwork;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.PackageName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what setup-alpine reads: assignments of sh(1), of values that need no quoting beyond their quotes. */
public final class AlpineAnswers {

    private static final String CONSOLE = "console=ttyS0,115200";

    private AlpineAnswers() {}

    /** The answer file. */
    public static String of(GuestSetup setup, String disk) {
        return """
                KEYMAPOPTS="us us"
                HOSTNAMEOPTS="-n %s"
                DEVDOPTS="mdev"
                INTERFACESOPTS="%s"
                DNSOPTS="%s"
                TIMEZONEOPTS="-z %s"
                PROXYOPTS="none"
                APKREPOSOPTS="-c -1"
                USEROPTS="none"
                SSHDOPTS="-c openssh"
                NTPOPTS="-c busybox"
                DISKOPTS="-m sys %s"
                export ERASE_DISKS="%s"
                export KERNELOPTS="%s"
                """.formatted(
                        setup.hostname().value(),
                        interfaces(setup.network()),
                        dns(setup),
                        setup.timeZone().value(),
                        disk,
                        disk,
                        CONSOLE);
    }

    private static String interfaces(GuestNetwork network) {
        String head = "auto lo\niface lo inet loopback\n\nauto eth0\n";
        if (network instanceof GuestNetwork.Fixed fixed) {
            return head + "iface eth0 inet static\n\taddress " + fixed.address() + "\n\tnetmask "
                    + fixed.subnet().netmask() + "\n\tgateway " + fixed.gateway() + "\n";
        }
        return head + "iface eth0 inet dhcp\n";
    }

    private static String dns(GuestSetup setup) {
        String domain =
                setup.hostname().domain().map(name -> "-d " + name + " ").orElse("");
        if (setup.network() instanceof GuestNetwork.Fixed fixed) {
            return domain + fixed.nameservers().stream().map(Object::toString).collect(Collectors.joining(" "));
        }
        return domain.strip();
    }

    /** The command that adds the packages. */
    public static String[] addPackages(GuestSetup setup) {
        return Stream.concat(Stream.of("apk", "add"), setup.packages().stream().map(PackageName::value))
                .toArray(String[]::new);
    }

    /**
     * The script of the live system. The root file system is the last of the three partitions that {@code setup-disk -m sys}
     * makes with a BIOS; the kernel's console there is the serial port already, and {@code KERNELOPTS} keeps it so.
     */
    public static String install(String disk, String answers, String setup) {
        return """
                #!/bin/sh
                set -eu
                setup-alpine -e -f %2$s
                mount %1$s3 /mnt
                cp /etc/resolv.conf /mnt/etc/resolv.conf
                cp %3$s /mnt/root/vmm4j-setup
                chroot /mnt /bin/sh /root/vmm4j-setup
                rm -f /mnt/root/vmm4j-setup
                grep -q '^ttyS0:' /mnt/etc/inittab || echo 'ttyS0::respawn:/sbin/getty -L 115200 ttyS0 vt100' >> /mnt/etc/inittab
                umount /mnt
                rm -f %2$s %3$s
                poweroff
                """.formatted(disk, answers, setup);
    }
}
